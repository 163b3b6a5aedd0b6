using Saksei.Election.Definition;
using Saksei.Node;

namespace Saksei.Cli.Commands;

/// <summary>Who founds a register that is made from the command line.</summary>
internal static class FoundingPlans
{
    internal static FoundingPlan For(ElectionDefinition definition, string? origin, string[] founders, bool simulated, Func<string, byte[]> seed)
    {
        var named = founders.Length > 0 ? founders.Select(Parse) : Offices(definition).Select(code => (code, code, InterestOf(definition, code)));
        var name = origin ?? $"{(simulated ? "simulated." : "")}saksei.example/{definition.Head.Code}";
        return new FoundingPlan(name, simulated, [.. named], seed);
    }

    /// <summary>Offices that none of the founders holds: a register may be founded so, where an authority won't take part.</summary>
    internal static IEnumerable<Office> WithoutFounder(ElectionDefinition definition, IEnumerable<string> founders)
    {
        var present = founders.ToHashSet(StringComparer.Ordinal);
        return Enum.GetValues<Office>().Where(office => !present.Any(founder => definition.Holds(founder, office)));
    }

    private static IEnumerable<string> Offices(ElectionDefinition definition) =>
        definition.Head.Offices.SelectMany(office => office).Distinct().Order(StringComparer.Ordinal);

    private static string InterestOf(ElectionDefinition definition, string code) =>
        definition.Reserved.Find(code) is { Interest: { Length: > 0 } stated } ? stated : code;

    private static (string, string, string) Parse(string founder)
    {
        var parts = founder.Split(':');
        return parts.Length == 3 ? (parts[0], parts[1], parts[2]) : throw new RegisterFolderException("founder-malformed", founder);
    }
}
