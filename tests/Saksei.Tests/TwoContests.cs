using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Node;

namespace Saksei.Tests;

/// <summary>
/// <see cref="SmallElection"/> with two contests: the council as before (provinces P1 and P2, form 1102, lists A, B, C), and the mayor of
/// P1 (one seat, form 1103, lists C, D, A), so that stations S06 to S10 have the council's sheet only. The same codes have other numbers.
/// </summary>
internal static class TwoContests
{
    internal const string Council = "council", Mayor = "mayor";

    /// <summary>The files that it has more; the first word is the role.</summary>
    internal static IReadOnlyList<string> Files => ["form-mayor", "lists-mayor"];

    /// <summary>For <see cref="SmallElection"/>.</summary>
    internal static string Edit(string role, string text) => role switch
    {
        "form-mayor" => """
            {"format":"saksei/form/v1","code":"1103","names":{"en":"Minutes of the mayor"},
            "fields":[{"code":"cast","names":{"en":"In the box"},"mark":"A","meaning":"cast"},
            {"code":"blank","names":{"en":"Blank"},"mark":"B","meaning":"blank"},
            {"code":"invalid","names":{"en":"Invalid"},"mark":"C","meaning":"invalid"}],
            "votes":{"names":{"en":"Votes"}},"checks":[],"digits":["latin"],"maximum":999}
            """,
        "lists-mayor" => """{"format":"saksei/lists/v1","columns":["code","short","name.en","colour"],"rows":[["C","C","Candidate C","#112233"],["D","D","Candidate D",null],["A","A","Candidate A",null]]}""",
        "definition" => Contests(text),
        _ => text,
    };

    internal static Contest CouncilOf(ElectionDefinition definition) => definition.FindContest(Council)!;

    internal static Contest MayorOf(ElectionDefinition definition) => definition.FindContest(Mayor)!;

    internal static SheetEntry Entry(Contest contest, string figures) => SheetEntry.Create(contest, SheetState.Complete, SmallElection.Figures(contest, figures), []);

    /// <summary>Appends a copy of a contest's form.</summary>
    internal static Submitted Copy(SmallElection election, string contest, string station, string figures, string key = "commission/desk", CopySource source = CopySource.Official)
    {
        var own = election.Host.Definition.FindContest(contest)!;
        return election.Submit(header => new FormCopy(header, own.Form.Code, station, source, "original", CopyMethod.Transcribed, Entry(own, figures), [], null), key);
    }

    private static string Contests(string text)
    {
        var start = text.IndexOf("\"constituencies\"", StringComparison.Ordinal);
        var end = text.IndexOf("\"offices\"", StringComparison.Ordinal);
        var own = text[start..end].TrimEnd().TrimEnd(',');
        var contests = $$$"""
            "contests":[{"code":"council","names":{"en":"Council"},{{{own}}}},
            {"code":"mayor","names":{"en":"Mayor of One"},"constituencies":{"kind":"province","seats":[{"unit":"P1","seats":1}]},"seatRule":{"method":"dhondt","article":"art. 9"}}],

            """;
        return (text[..start] + contests + text[end..])
            .Replace("\"path\":\"form.json\"", "\"contest\":\"council\",\"path\":\"form.json\"", StringComparison.Ordinal)
            .Replace("\"path\":\"lists.json\"", "\"contest\":\"council\",\"path\":\"lists.json\"", StringComparison.Ordinal)
            .Replace("\"path\":\"form-mayor.json\"", "\"contest\":\"mayor\",\"path\":\"form-mayor.json\"", StringComparison.Ordinal)
            .Replace("\"path\":\"lists-mayor.json\"", "\"contest\":\"mayor\",\"path\":\"lists-mayor.json\"", StringComparison.Ordinal);
    }
}
