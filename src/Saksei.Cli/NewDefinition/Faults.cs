using System.Collections.Immutable;

namespace Saksei.Cli.NewDefinition;

/// <summary>One thing that is wrong with what was handed in: where, a stable code, the word it is about, and what may stand there instead.</summary>
internal sealed record Fault(string File, long Line, int Column, string Code, string Detail)
{
    /// <summary>Empty where that isn't a matter of a few words.</summary>
    public ImmutableArray<string> Known { get; init; } = [];

    /// <summary>Such as <c>stations.csv:3:5</c>; an option has neither line nor column.</summary>
    internal string Place => string.Join(':', new[] { File, Line > 0 ? $"{Line}" : "", Column > 0 ? $"{Column}" : "" }.Where(part => part.Length > 0));

    internal string Said => Known.IsEmpty ? Detail : $"{Detail}  (one of: {string.Join(", ", Known)})".TrimStart();
}

/// <summary>Collects what is wrong with all files before anything is written; of ten thousand faults the first hundred are listed.</summary>
internal sealed class Faults
{
    private const int Most = 100;
    private const int MostChoices = 20;
    private readonly List<Fault> _all = [];

    internal int Count { get; private set; }

    internal IReadOnlyList<Fault> All => _all;

    internal void Add(string file, string code, string detail, IEnumerable<string>? known = null) => Add(new Fault(file, 0, 0, code, detail), known);

    internal void Add(Fault fault, IEnumerable<string>? known = null)
    {
        Count++;
        if (_all.Count < Most) _all.Add(known is null ? fault : fault with { Known = Few([.. known.Distinct(StringComparer.Ordinal)]) });
    }

    private static ImmutableArray<string> Few(ImmutableArray<string> known) =>
        known.Length <= MostChoices ? known : [.. known.Take(MostChoices), $"… {known.Length - MostChoices} more"];
}
