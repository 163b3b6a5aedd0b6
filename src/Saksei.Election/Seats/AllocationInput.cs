using System.Collections.Immutable;

namespace Saksei.Election.Seats;

/// <summary>A list and its votes in one constituency.</summary>
public sealed record ListVotes(string List, long Votes)
{
    /// <summary>"single" unless the definition says otherwise; thresholds may differ by it.</summary>
    public string Kind { get; init; } = "single";

    /// <summary>The joint list that it belongs to, or null.</summary>
    public string? Coalition { get; init; }

    /// <summary>How many candidates it has; null where that can't run out.</summary>
    public int? Candidates { get; init; }

    /// <summary>It was struck out after the vote.</summary>
    public bool Struck { get; init; }
}

/// <summary>The whole country's votes, where a threshold is measured on them.</summary>
public sealed record NationalTotals(ImmutableArray<ListVotes> Lists)
{
    public long BlankVotes { get; init; }

    public long? CastVotes { get; init; }
}

/// <summary>A lot that was drawn: at which step, between which lists, and the lists drawn in their order.</summary>
public sealed record Lot(int Step, ImmutableArray<string> Lists, ImmutableArray<string> Drawn)
{
    /// <summary>The joint list inside which it was drawn, or null.</summary>
    public string? Within { get; init; }
}

/// <summary>What is allocated: the seats of one constituency, the votes there, and the lots drawn so far.</summary>
public sealed record AllocationInput
{
    /// <summary>How many seats, at least one.</summary>
    public required int Seats { get; init; }

    /// <summary>The lists with their votes, in any order: it decides nothing.</summary>
    public required ImmutableArray<ListVotes> Lists { get; init; }

    public long BlankVotes { get; init; }

    /// <summary>All ballots cast, valid or not; null where it isn't known.</summary>
    public long? CastVotes { get; init; }

    /// <summary>The whole country's votes; needed for a national threshold.</summary>
    public NationalTotals? National { get; init; }

    /// <summary>The lots drawn so far.</summary>
    public ImmutableArray<Lot> Lots { get; init; } = [];
}

/// <summary>Why a rule or an input is refused: a stable code (docs/spec/seat-rule.md), what it is about, and where in the bytes.</summary>
public sealed record SeatRefusal(string Code, string? Subject = null, long? Offset = null);
