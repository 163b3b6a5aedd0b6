using static Saksei.Tests.Vectors.Implementation;
using static Saksei.Tests.Vectors.VectorFolder;

namespace Saksei.Tests.Vectors;

/// <summary>What the registers of the vectors begin with: ten organisations that found, a tick, and members that sit.</summary>
internal static class Setting
{
    internal const string Clock = Origin + "/clock";

    internal static readonly string[] Organisations =
        ["commission", "council", "assembly", "communes", "authority", "ministry", "party-a", "party-b", "observers", "transcriber"];

    /// <summary>Members and the bodies in which they sit.</summary>
    private static readonly (string Member, string Body)[] Members =
        [("m-1", "nec"), ("m-2", "nec"), ("c-1", "ccc"), ("e-1", "cec"), ("h-1", "chiefs"), ("u-1", "authorities"), ("a-1", "assembly")];

    internal static string Desks { get; } = string.Join(' ', Organisations.Select(organisation => organisation + "/desk"));

    /// <summary>The fields of the founding act.</summary>
    internal static string Founding(string? recovery = null) => Founding(DefinitionIdentity, "true", Origin, recovery);

    internal static string Founding(string definition, string simulated, string log, string? recovery = null)
    {
        var founders = string.Join(',', Organisations.Select(organisation =>
            $$"""{"organisation":"{{organisation}}","category":"{{CategoryOf(organisation)}}","interest":"{{InterestOf(organisation)}}","keys":["{{KeyText(organisation + "/desk")}}"]{{(organisation == "observers" ? recovery : null)}}}"""));
        return $$"""
            "definition":"{{definition}}","simulated":{{simulated}},"log":"{{KeyText(log)}}","clock":"{{KeyText(Clock)}}","founders":[{{founders}}]
            """.Trim();
    }

    internal static void Found(Script script)
    {
        script.Applied("founding", Desks, "register/found", Founding());
        script.Tick();
    }

    /// <summary>People with keys of their own: members of the commission, and an agent of a party.</summary>
    internal static void AppointMembers(Script script)
    {
        string[] own = [.. Members.Select(member => member.Member), .. Enumerable.Range(1, 30).Select(i => $"own-{i}")];
        script.Applied("keys of members", "assembly/desk", "organisations/enrol", Enrolled("assembly", own.Select(member => ("assembly/" + member, member))));
        script.Applied("an agent's key", "party-a/desk", "organisations/enrol", Enrolled("party-a", [("party-a/agent", "agent of party-a")]));
        foreach (var (member, body) in Members)
            script.Applied($"{member} sits", "assembly/desk", "commission/appoint", $$"""
                "case":"{{member}}","body":"{{body}}","person":"{{Digits("person " + member)}}","by":"assembly"
                """.Trim());
    }

    internal static void Accredit(Script script, string organisation) => script.Applied(
        $"{organisation} comes in", "commission/desk", "organisations/accredit", $$"""
            "organisation":"{{organisation}}","category":"party","interest":"opposition","outcome":"granted","keys":["{{KeyText(organisation + "/desk")}}"]
            """.Trim());

    internal static string Enrolled(string organisation, IEnumerable<(string Key, string Person)> keys, string role = "agent") =>
        $"\"organisation\":\"{organisation}\",\"keys\":[{string.Join(',', keys.Select(pair => $$"""{"key":"{{KeyText(pair.Key)}}","role":"{{role}}","person":"{{Digits("person " + pair.Person)}}"}"""))}]";

    private static string CategoryOf(string organisation) => organisation switch
    {
        "commission" => "commission",
        "party-a" or "party-b" => "party",
        "observers" => "observer",
        "transcriber" => "transcriber",
        _ => "authority",
    };

    private static string InterestOf(string organisation) => organisation switch
    {
        "party-b" => "opposition",
        "observers" or "transcriber" => "civil-society",
        _ => "government",
    };
}
