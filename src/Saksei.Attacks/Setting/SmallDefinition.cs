using System.Text;
using Saksei.Register.Tree;

namespace Saksei.Attacks.Setting;

/// <summary>The smallest election that has every part: two constituencies, ten stations, three lists, one body that decides complaints.</summary>
internal static class SmallDefinition
{
    /// <summary>The form's code.</summary>
    internal const string Form = "1102";

    private static readonly (string Role, string Text)[] Files =
    [
        ("units", """{"format":"saksei/units/v1","columns":["code","parent","kind","name.en"],"rows":[["R","","country","Smallland"],["P1","R","province","One"],["P2","R","province","Two"]]}"""),
        ("stations", $$"""{"format":"saksei/stations/v1","columns":["code","unit","registered"],"rows":[{{string.Join(',', Enumerable.Range(1, 10).Select(number => $"[\"S{number:00}\",\"P{(number <= 5 ? 1 : 2)}\",500]"))}}]}"""),
        ("lists", """{"format":"saksei/lists/v1","columns":["code","short","name.en"],"rows":[["A","A","List A"],["B","B","List B"],["C","C","List C"]]}"""),
        ("form", """
            {"format":"saksei/form/v1","code":"1102","names":{"en":"Minutes"},
            "fields":[{"code":"registered","names":{"en":"Voters"},"mark":"A","meaning":"registered"},
            {"code":"cast","names":{"en":"In the box"},"mark":"C","meaning":"cast"},
            {"code":"invalid","names":{"en":"Invalid"},"mark":"F","meaning":"invalid"}],
            "votes":{"names":{"en":"Votes"}},
            "checks":[{"code":"E101","severity":"error","names":{"en":"Box"},"left":["cast"],"is":"equals","right":["invalid","votes"]}],
            "digits":["latin"],"maximum":9999}
            """),
        ("procedures", """
            {"format":"saksei/procedures/v1","offsets":[{"from":"1970-01-01T00:00:00Z","offset":"+07:00"}],"weekend":["saturday","sunday"],"holidays":[],
            "deadlines":[{"code":"complaint-decision","trigger":"filing","unit":"hours","length":1,"article":"art. 9","names":{"en":"Decision on a complaint"}}],
            "running":[{"book":"complaints","state":"filed","deadline":"complaint-decision","binds":"body"}],
            "bodies":[{"code":"board","organisation":"commission","names":{"en":"Board"},"does":["complaints/uphold","complaints/reject","complaints/hear"]}],
            "grounds":[{"code":"no-effect","names":{"en":"No effect on the result"},"article":"art. 9","steps":["complaints/reject"]}],
            "complaints":[{"code":"result","names":{"en":"Result"},"article":"art. 9","chain":["board"]}]}
            """),
    ];

    /// <summary>Writes the definition's files, with their hashes in <c>definition.json</c>.</summary>
    internal static void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (role, text) in Files) File.WriteAllText(Path.Combine(folder, role + ".json"), text);
        File.WriteAllText(Path.Combine(folder, "definition.json"), Head(string.Join(",\n", Files.Select(Named))));
    }

    private static string Named((string Role, string Text) file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        return $$"""{"role":"{{file.Role}}","path":"{{file.Role}}.json","sha256":"{{Hash.OfBytes(bytes).ToHex()}}","length":{{bytes.Length}}}""";
    }

    private static string Head(string files) => $$$"""
        {"format":"saksei/definition/v1","code":"attacked","names":{"en":"Attacked"},"date":"2023-11-15","timeZone":"Asia/Phnom_Penh","languages":["en"],
        "constituencies":{"kind":"province","seats":[{"unit":"P1","seats":3},{"unit":"P2","seats":2}]},
        "seatRule":{"method":"cambodia","article":"art. 135"},
        "offices":{"official":["commission"],"deliver":["commission"],"adjudicate":["commission"],"lot":["commission"],"stage":["commission"],"accredit":["commission"]},
        "vouching":{"required":2},
        "sheets":[{"code":"original","names":{"en":"Original"}},{"code":"posted","names":{"en":"Posted"}}],
        "grounds":[{"code":"recount","names":{"en":"Recount"},"article":"art. 1"}],
        "facts":[],"organisations":[{"code":"commission","names":{"en":"Commission"}}],
        "observation":{"incidents":[{"code":"closed-count","names":{"en":"Count behind closed doors"},"office":"commission","hours":72}],"reasons":[{"code":"no-badge","names":{"en":"No badge"}}],"causes":[{"code":"weather","names":{"en":"Weather"}}],"conditions":[{"question":"doors","answer":"closed","says":"doors-closed"}]},
        "files":[{{{files}}}]}
        """;
}
