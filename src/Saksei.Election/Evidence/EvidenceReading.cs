using System.Collections.Immutable;

namespace Saksei.Election.Evidence;

/// <summary>Which stations somebody takes as settled.</summary>
public enum ReadingKind
{
    /// <summary>Stations whose copies contradict each other, or that have no official figures, are open.</summary>
    Contradicted,

    /// <summary>So are those whose official figures nobody else's copy confirms, and those whose adjudication isn't final.</summary>
    Uncorroborated,

    /// <summary>The reader names stations to open, or whose copies count.</summary>
    Own,
}

/// <summary>
/// A reading of the register: which stations are open. In every reading a station is open that has no official figures,
/// figures that couldn't be read in full, or more votes than ballots.
/// </summary>
public sealed record EvidenceReading
{
    private EvidenceReading(ReadingKind kind) => Kind = kind;

    /// <summary>Contradicted and missing stations are open.</summary>
    public static EvidenceReading Contradicted { get; } = new(ReadingKind.Contradicted);

    /// <summary>Uncorroborated ones are open too.</summary>
    public static EvidenceReading Uncorroborated { get; } = new(ReadingKind.Uncorroborated);

    /// <summary>Which of the three.</summary>
    public ReadingKind Kind { get; }

    /// <summary>Codes of stations that the reader opens beside those that are open anyway.</summary>
    public ImmutableHashSet<string> Open { get; private init; } = [];

    /// <summary>Organisations whose copies count beside the official ones; null: everybody's.</summary>
    public ImmutableHashSet<string>? Counting { get; private init; }

    /// <summary>Whether only a recount or an annulment that a body ordered opens its stations, and not one that is asked for.</summary>
    public bool OrderedOnly { get; private init; }

    /// <summary>The reader's own choice.</summary>
    /// <param name="open">Stations to open beside those that are open anyway.</param>
    /// <param name="counting">Organisations whose copies may contradict the official ones; null: everybody's.</param>
    /// <param name="orderedOnly">Whether a recount or an annulment opens its stations only once a body ordered it.</param>
    public static EvidenceReading Own(IEnumerable<string> open, IEnumerable<string>? counting = null, bool orderedOnly = false) => new(ReadingKind.Own)
    {
        OrderedOnly = orderedOnly,
        Open = [.. open],
        Counting = counting is null ? null : [.. counting],
    };

    /// <summary>Codes in JSON and texts.</summary>
    public string Code => Kind switch
    {
        ReadingKind.Contradicted => "contradicted",
        ReadingKind.Uncorroborated => "uncorroborated",
        ReadingKind.Own => "own",
    };

    internal bool Counts(string organisation) => Counting is null || Counting.Contains(organisation);
}
