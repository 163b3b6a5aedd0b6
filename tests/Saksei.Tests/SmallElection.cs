using System.Globalization;
using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Files;
using Saksei.Election.Forms;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Vectors;

namespace Saksei.Tests;

/// <summary>
/// An invented election, small enough to hold in the head: provinces P1 (3 seats, stations S01 to S05) and P2 (2 seats,
/// S06 to S10), lists A, B, C; founded by a commission, observers and a party. Keys and time follow from nothing but names.
/// </summary>
internal sealed class SmallElection : IDisposable
{
    internal const string Origin = "simulated.saksei.test/small";
    private UInt128 _bits;
    private long _seconds = 1_700_000_000;

    /// <param name="edit">Changes a file of the definition (its role, its text), or <c>definition</c> itself.</param>
    /// <param name="cosigners">A policy without its log: who has to co-sign.</param>
    internal SmallElection(Func<string, string, string>? edit = null, string cosigners = "")
    {
        Folder = Directory.CreateTempSubdirectory("saksei-test-").FullName;
        DefinitionFolder = Path.Combine(Folder, "definition");
        WriteDefinition(DefinitionFolder, edit);
        Host = Founding.Found(Path.Combine(Folder, "register"), DefinitionFolder, Plan with { Cosigners = Encoding.UTF8.GetBytes(cosigners) }, DeskFor);
    }

    internal string Folder { get; }

    internal string DefinitionFolder { get; }

    internal string RegisterFolder => Path.Combine(Folder, "register");

    internal RegisterHost Host { get; }

    internal static FoundingPlan Plan { get; } = new(
        Origin, true,
        [("commission", "commission", "commission"), ("observers", "observer", "civil-society"), ("party", "party", "opposition")],
        SeedOf);

    internal ActDesk DeskFor(string origin) => new(origin, () => new Moment(_seconds++, 0), () => ++_bits);

    internal static SignerKey Key(string name) => SignerKey.FromSeed(name, SeedOf(name));

    internal ActHeader Header(params ReadOnlySpan<SignerKey> signers) => Host.Desk.Header(signers);

    /// <summary>Signs and appends an act by the keys of these names.</summary>
    internal Submitted Submit(Func<ActHeader, Act> act, params string[] names)
    {
        var keys = names.Select(Key).ToArray();
        return Host.Submit([Host.Desk.Sign(act(Host.Desk.Header(keys)), keys)])[0];
    }

    internal Figures Figures(string text) => Figures(Host.Definition, text);

    /// <summary>Figures from text such as <c>registered=100 A=40 B=5</c>.</summary>
    internal static Figures Figures(ElectionDefinition definition, string text) => Figures(definition.Only, text);

    /// <summary>The same of a contest.</summary>
    internal static Figures Figures(Contest contest, string text)
    {
        var figures = new SortedDictionary<int, int>();
        foreach (var pair in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (code, value) = (pair.Split('=')[0], int.Parse(pair.Split('=')[1], CultureInfo.InvariantCulture));
            var field = contest.Form.Fields.ToList().FindIndex(known => known.Code == code);
            figures[field >= 0 ? field : contest.FigureOf(contest.FindList(code)!)] = value;
        }

        return new FigureShapes().Make(figures.Keys.ToArray(), [.. figures.Values]);
    }

    internal SheetEntry Entry(string figures, SheetState state = SheetState.Complete) => SheetEntry.Create(Host.Definition.Only, state, Figures(figures), []);

    /// <summary>A report of the observers that names a file, and their word that takes it down, before its bytes ever came.</summary>
    internal void TakeDown(byte[] file)
    {
        var named = new Attachment(Hash.OfBytes(file), file.Length, "text/plain");
        Submit(header => new StationConditions(header, "S01", Doors.Closed, [], Seen.No, [], null, null, [named], null), "observers/desk");
        var taken = Submit(header => new FileTakeDown(header, named.Sha256, TakeDownGround.PersonalData, "art-1"), "observers/desk");
        if (!taken.Outcome.IsApplied) throw new InvalidOperationException(taken.Outcome.VoidCode);
    }

    internal Submitted Copy(string station, string figures, string key = "commission/desk", CopySource source = CopySource.Official,
        string sheet = "original", Hash? previous = null) =>
        Submit(header => new FormCopy(header, "1102", station, source, sheet, CopyMethod.Transcribed, Entry(figures), [], previous), key);

    internal ElectionFold Fold => Host.Read(fold => fold);

    internal Submission SignedCopy(string station, string figures, SignerKey key, string origin = Origin) =>
        (Host.Desk with { Origin = origin }).Sign(
            new FormCopy(Host.Desk.Header(key), "1102", station, CopySource.Official, "original", CopyMethod.Transcribed, Entry(figures), [], null), key);

    public void Dispose()
    {
        Host.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The same election with two subjects of findings, and an earlier register that they may be carried from.</summary>
    internal static string WithFindings(string role, string text) => role == "definition"
        ? text.Replace("\"facts\":[]", $$$"""
            "facts":[],"findings":{"subjects":[{"code":"counting","names":{"en":"Counting"}},{"code":"copies","names":{"en":"Copies"}}],"earlier":[{"log":"{{{EarlierRegister.LogKey}}}","names":{"en":"Earlier"}}]}
            """.Trim(), StringComparison.Ordinal)
        : text;

    /// <summary>The same election with the procedures of Cambodia; the commission signs for every body, and records what others did.</summary>
    internal static string WithProcedures(string role, string text) => role switch
    {
        "procedures" => File.ReadAllText(Repository.At("elections", "cambodia-2023", "procedures.json")).Replace("\"transcriber\"", "\"commission\"", StringComparison.Ordinal),
        "definition" => text.Replace("\"facts\":[]", "\"facts\":[],\"organisations\":[{\"code\":\"commission\",\"names\":{\"en\":\"Commission\"}}]", StringComparison.Ordinal),
        _ => text,
    };

    /// <summary>Appends records as they are, again or not, by the log's own key: what its operator can do without the door.</summary>
    internal void AppendAsLog(params IEnumerable<byte[]> records)
    {
        var each = 0UL;
        var clock = Key(Origin + "/clock");
        var log = Sequencer.Open(Host.Store, Key(Origin), () => RegisterHost.MakeTick(Host.Desk, clock), new StoredPlaces(Host.Store, _ => Unseen()));
        log.Append([.. records.Select(record => new Submission(Unseen(), record))]);
        Host.Follow();

        // Under another identity each time: the log's own tree doesn't ask.
        Hash Unseen() => Hash.OfBytes(BitConverter.GetBytes(each++));
    }

    /// <summary>All records as they are stored.</summary>
    internal List<byte[]> Records() => [.. Host.Store.ReadEntries(0, Host.Store.ReadHead().Size)];

    internal static byte[] SeedOf(string name) => Hash.OfBytes(Encoding.UTF8.GetBytes("test key " + name)).ToArray();

    /// <summary>Writes the definition's files, sealed.</summary>
    internal static void WriteDefinition(string folder, Func<string, string, string>? edit = null)
    {
        Directory.CreateDirectory(folder);
        var files = new Dictionary<string, string>
        {
            ["units"] = """{"format":"saksei/units/v1","columns":["code","parent","kind","name.en"],"rows":[["R","","country","Smallland"],["P1","R","province","One"],["P2","R","province","Two"]]}""",
            ["stations"] = Stations(),
            ["lists"] = """{"format":"saksei/lists/v1","columns":["code","short","name.en"],"rows":[["A","A","List A"],["B","B","List B"],["C","C","List C"]]}""",
            ["form"] = """
                {"format":"saksei/form/v1","code":"1102","names":{"en":"Minutes"},
                "fields":[{"code":"registered","names":{"en":"Voters"},"mark":"A","meaning":"registered"},
                {"code":"cast","names":{"en":"In the box"},"mark":"C","meaning":"cast"},
                {"code":"invalid","names":{"en":"Invalid"},"mark":"F","meaning":"invalid"}],
                "votes":{"names":{"en":"Votes"}},
                "checks":[{"code":"E101","severity":"error","names":{"en":"Box"},"left":["cast"],"is":"equals","right":["invalid","votes"]}],
                "digits":["latin","khmer"],"maximum":9999}
                """,
        };
        if (edit is not null) files = files.ToDictionary(file => file.Key, file => edit(file.Key, file.Value));
        foreach (var more in (string[])["procedures", .. TwoContests.Files])
            if (edit?.Invoke(more, "") is { Length: > 0 } text) files[more] = text;
        foreach (var (role, text) in files) File.WriteAllText(Path.Combine(folder, role + ".json"), text);
        File.WriteAllText(Path.Combine(folder, "definition.json"), edit is null ? Definition(files) : edit("definition", Definition(files)));
    }

    private static string Stations() =>
        "{\"format\":\"saksei/stations/v1\",\"columns\":[\"code\",\"unit\",\"registered\"],\"rows\":["
        + string.Join(',', Enumerable.Range(1, 10).Select(i => $"[\"S{i:00}\",\"{(i <= 5 ? "P1" : "P2")}\",500]")) + "]}";

    private static string Definition(Dictionary<string, string> files)
    {
        var named = files.Select(file =>
            $$$"""{"role":"{{{file.Key.Split('-')[0]}}}","path":"{{{file.Key}}}.json","sha256":"{{{Hash.OfBytes(Encoding.UTF8.GetBytes(file.Value)).ToHex()}}}","length":{{{Encoding.UTF8.GetByteCount(file.Value)}}}}""");
        return $$$"""
            {"format":"saksei/definition/v1","code":"small","names":{"en":"Small"},"date":"2023-11-15","timeZone":"Asia/Phnom_Penh","languages":["en","km"],
            "constituencies":{"kind":"province","seats":[{"unit":"P1","seats":3},{"unit":"P2","seats":2}]},
            "seatRule":{"method":"cambodia","article":"art. 135"},
            "offices":{"official":["commission"],"deliver":["commission"],"adjudicate":["commission"],"lot":["commission"],"stage":["commission"],"accredit":["commission"]},
            "vouching":{"required":2},
            "sheets":[{"code":"original","names":{"en":"Original"}},{"code":"posted","names":{"en":"Posted"}},{"code":"tally","names":{"en":"Tally"}}],
            "grounds":[{"code":"recount","names":{"en":"Recount"},"article":"art. 1"}],
            "facts":[],
            "observation":{"incidents":[{"code":"closed-count","names":{"en":"Count behind closed doors"},"office":"commission","hours":72},{"code":"restriction","names":{"en":"Space restricted"},"office":"party","hours":240}],"reasons":[{"code":"no-badge","names":{"en":"No badge"}}],"causes":[{"code":"weather","names":{"en":"Weather"}}],"conditions":[{"question":"doors","answer":"closed","says":"doors-closed"},{"question":"doors","answer":"open","says":"doors-open"},{"question":"posted","answer":"no","says":"form-not-posted"},{"question":"copy","answer":"refused","says":"copy-refused"},{"question":"copy","answer":"handed","says":"copy-handed"}]},
            "files":[{{{string.Join(",\n", named)}}}]}
            """;
    }
}
