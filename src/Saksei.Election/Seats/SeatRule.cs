using System.Collections.Immutable;
using Saksei.Election.Counts;

namespace Saksei.Election.Seats;

/// <summary>
/// How votes become seats, as data: a method and the parts that a law adds to it, each with the article that it stands on.
/// Its JSON is written down in docs/spec/seat-rule.md.
/// </summary>
public sealed record SeatRule(Method Method)
{
    /// <summary>What it is called.</summary>
    public string Name { get; init; } = Method?.Name ?? "";

    /// <summary>The article that the method stands on.</summary>
    public string? Article { get; init; }

    /// <summary>Null: every list takes part.</summary>
    public Threshold? Threshold { get; init; }

    /// <summary>Whose votes the quota is taken over: all valid votes, or those of the lists that take part.</summary>
    public QuotaVotes QuotaVotes { get; init; }

    /// <summary>Null: a joint list is refused, because the rule doesn't say what it means.</summary>
    public CoalitionRule? Coalitions { get; init; }

    /// <summary>Null: a list struck out is refused, because the rule doesn't say what its votes are worth.</summary>
    public StruckRule? Struck { get; init; }

    /// <summary>What becomes of a seat for which a list has no candidate left.</summary>
    public ExhaustedRule Exhausted { get; init; } = new(ExhaustedSeats.NextList);

    /// <summary>What decides between lists that are level for fewer seats than there are lists; empty: a lot.</summary>
    public ImmutableArray<TieRule> Ties { get; init; } = [];

    /// <summary>Whether it gives no constituency its seats without the others.</summary>
    public bool IsNational => Levelling is not null || Biproportional is not null;

    /// <summary>Levelling seats over all constituencies; null without.</summary>
    public LevellingRule? Levelling { get; init; }

    /// <summary>Seats that fit lists and constituencies at once; null without.</summary>
    public BiproportionalRule? Biproportional { get; init; }

    /// <summary>The names that <see cref="Named"/> knows.</summary>
    public static IReadOnlyList<string> Names => Method.Names;

    /// <summary>The bare method of that name, or null.</summary>
    public static SeatRule? Named(string name)
    {
        if (Method.Named(name) is not { } method) return null;
        var rule = new SeatRule(method);
        return name switch
        {
            "majority" => rule with { Threshold = new Threshold(new Fraction(1, 2), ThresholdBase.Valid, ThresholdLevel.Constituency) { MoreThan = true } },
            "cambodia" => rule with { Article = "LEMNA art. 135", QuotaVotes = QuotaVotes.Valid },
            "cambodia-1998-one-shot" => rule with { Article = "NEC regulation, draft of 6 May 1998", QuotaVotes = QuotaVotes.Valid },
            _ => rule,
        };
    }

    /// <summary>Reads a rule strictly: a rule or a coded problem with its byte offset, never an exception.</summary>
    public static RuleReading Parse(ReadOnlySpan<byte> utf8Json) => RuleReader.Read(utf8Json);
}

/// <summary>Whose votes the quota is taken over.</summary>
public enum QuotaVotes
{
    /// <summary>The votes of the lists that take part.</summary>
    Qualified,

    /// <summary>All valid votes, also of lists below the threshold.</summary>
    Valid,
}

/// <summary>Of which votes a threshold is a share.</summary>
public enum ThresholdBase
{
    /// <summary>All votes for lists.</summary>
    Valid,

    /// <summary>Votes for lists and blank votes.</summary>
    ValidWithBlank,

    /// <summary>All ballots cast.</summary>
    Cast,

    /// <summary>The Hare quota: votes for lists / seats.</summary>
    Quota,
}

/// <summary>Where a threshold is measured.</summary>
public enum ThresholdLevel
{
    Constituency,
    National,
}

/// <summary>The least share with which a list takes part; <see cref="Kinds"/> replaces it for lists of a kind, exempt kinds need none.</summary>
public sealed record Threshold(Fraction Share, ThresholdBase Of, ThresholdLevel Level)
{
    public ImmutableSortedDictionary<string, Fraction> Kinds { get; init; } =
        ImmutableSortedDictionary.Create<string, Fraction>(StringComparer.Ordinal);

    public ImmutableArray<string> Exempt { get; init; } = [];

    /// <summary>The law says "more than" and not "at least".</summary>
    public bool MoreThan { get; init; }

    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }

    /// <summary>The share that a list of this kind needs.</summary>
    public Fraction For(string kind) =>
        Exempt.Contains(kind, StringComparer.Ordinal) ? Fraction.Zero : Kinds.GetValueOrDefault(kind, Share);
}

/// <summary>Who must reach the threshold where lists are joined.</summary>
public enum CoalitionThreshold
{
    /// <summary>The joint list as one.</summary>
    Joint,

    /// <summary>Each member; the votes of those below don't count for the joint list.</summary>
    Member,
}

/// <summary>Joint lists get their seats as one list; these are then given to the members by <see cref="Method"/>.</summary>
public sealed record CoalitionRule(Method Method, CoalitionThreshold Threshold = CoalitionThreshold.Joint)
{
    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}

/// <summary>What tells lists apart whose measures are level for fewer seats than there are lists.</summary>
public enum TieCriterion
{
    /// <summary>The list with more votes in all.</summary>
    MoreVotes,

    /// <summary>The list with fewer votes in all.</summary>
    FewerVotes,

    /// <summary>The list that already holds more seats.</summary>
    MoreSeats,

    /// <summary>The list whose candidate is older; declared, since votes don't say it.</summary>
    OlderCandidate,

    /// <summary>A lot, declared.</summary>
    Lot,
}

/// <summary>One link of the chain by which a law breaks ties.</summary>
public sealed record TieRule(TieCriterion By)
{
    /// <summary>Of a lot: it is that of the first time that these lists are level; each later time the order turns by one.</summary>
    public bool Alternately { get; init; }

    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }

    /// <summary>It needs a declaration: votes and seats don't decide it.</summary>
    internal bool IsDeclared => By is TieCriterion.OlderCandidate or TieCriterion.Lot;
}

/// <summary>What becomes of the votes of a list that was struck out after the vote.</summary>
public enum StruckVotes
{
    /// <summary>They stay valid votes: thresholds and quotas are measured with them.</summary>
    Kept,

    /// <summary>As if they hadn't been cast.</summary>
    Dropped,
}

/// <summary>What becomes of the votes of a list that was struck out after the vote.</summary>
public sealed record StruckRule(StruckVotes Votes)
{
    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}

/// <summary>What becomes of a seat for which a list has no candidate left.</summary>
public enum ExhaustedSeats
{
    /// <summary>It goes to the list that is next.</summary>
    NextList,

    /// <summary>The list keeps it and it stays vacant.</summary>
    Vacant,
}

/// <summary>What becomes of a seat for which a list has no candidate left.</summary>
public sealed record ExhaustedRule(ExhaustedSeats Then)
{
    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}

/// <summary>
/// Levelling seats as Norway has them: of each constituency's seats <see cref="PerConstituency"/> are kept back, the whole house is
/// allotted by the national votes of the lists over the threshold, and what a list lacks is made up from the seats kept back.
/// </summary>
public sealed record LevellingRule(Method Method, Threshold Threshold, int PerConstituency)
{
    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}

/// <summary>What a list's strength is in the upper apportionment of the biproportional method.</summary>
public enum BiproportionalCount
{
    /// <summary>Its votes over all constituencies.</summary>
    Votes,

    /// <summary>Its votes in each constituency divided by the seats there, summed: where a voter has as many votes as there are seats.</summary>
    Voters,
}

/// <summary>Biproportional allocation (double Pukelsheim): the rule's method above, standard rounding (Sainte-Laguë) below.</summary>
public sealed record BiproportionalRule(BiproportionalCount Count)
{
    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}
