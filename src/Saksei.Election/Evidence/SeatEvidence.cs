using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Seats;

namespace Saksei.Election.Evidence;

/// <summary>
/// By how much a seat is held in the official figures as they are now. Two different numbers: the fewest votes that, added to
/// other lists, win it outright, and the fewest ballots that, moved from its list to others, do.
/// </summary>
public sealed record SeatHold(Taking? Added, Taking? Moved);

/// <summary>What one seat rests on.</summary>
public sealed record SeatEvidence
{
    /// <summary>The list that holds it.</summary>
    public required ElectoralList List { get; init; }

    /// <summary>Which of the list's seats, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>If open stations may have any figures up to their bounds. Only this one is "whatever happens".</summary>
    public required Verdict Level1 { get; init; }

    /// <summary>If any submitted copy may turn out right.</summary>
    public required Verdict Level2 { get; init; }

    /// <summary>As <see cref="Level1"/>, uncorroborated stations being open too.</summary>
    public required Verdict UncorroboratedOpen { get; init; }

    /// <summary>By how much it is held; null where the rule gives no bound.</summary>
    public required SeatHold? Hold { get; init; }

    /// <summary>The stations that it hangs on, those first that could move most; empty where it is settled.</summary>
    public ImmutableArray<Station> Stations { get; init; } = [];

    /// <summary>The organisations whose copies, if they are right, could take it; empty where no copies can.</summary>
    public ImmutableArray<string> CopiesOf { get; init; } = [];

    /// <summary>Why <see cref="Level1"/>; null without a bound.</summary>
    public Certificate? Certificate1 { get; init; }

    /// <summary>Why <see cref="Level2"/>; null where it is undetermined, or without a bound.</summary>
    public Certificate? Certificate2 { get; init; }

    /// <summary>It stands whatever the open stations turn out to say.</summary>
    public bool Stands => Level1 == Verdict.Settled;
}

/// <summary>What the seats of one constituency rest on.</summary>
public sealed record ConstituencyEvidence
{
    /// <summary>The constituency.</summary>
    public required Constituency Constituency { get; init; }

    /// <summary>Lists that stand here; numbers in certificates are places in it.</summary>
    public required ImmutableArray<ElectoralList> Lists { get; init; }

    /// <summary>Why nothing is claimed here; null where something is.</summary>
    public string? NoBound { get; init; }

    /// <summary>Open stations, the largest bounds first.</summary>
    public required ImmutableArray<OpenStation> Open { get; init; }

    /// <summary>All ballots that are open; null where a station has no bound.</summary>
    public required long? Pool { get; init; }

    /// <summary>Votes that are settled; null where the rule gives no bound.</summary>
    public SeatContest? Settled { get; init; }

    /// <summary>What is open if any submitted copy may turn out right; null where the rule gives no bound.</summary>
    public CopyContest? Copies { get; init; }

    /// <summary>Open stations and ballots where uncorroborated ones are open too; ballots are null where a station has no bound.</summary>
    public required (int Stations, long? Ballots) Uncorroborated { get; init; }

    /// <summary>Every seat that is given.</summary>
    public required ImmutableArray<SeatEvidence> Seats { get; init; }

    /// <summary>Seats that wait for a lot.</summary>
    public ImmutableArray<Tie> Ties { get; init; } = [];

    /// <summary>Seats that stand whatever the open stations turn out to say.</summary>
    public int Standing => Seats.Count(seat => seat.Stands);

    /// <summary>Seats of which nothing is claimed.</summary>
    public int Unclaimed => NoBound is null ? Seats.Count(seat => seat.Level1 == Verdict.NoBound) : Constituency.Seats;

    /// <summary>The weakest base among the open stations' bounds; null where none is open.</summary>
    public BoundBase? Weakest => Open.IsEmpty ? null : Open.Max(station => station.Bound.Base);
}

/// <summary>The sentence in numbers: so many of so many seats cannot change, the others can and hang on so many stations.</summary>
/// <param name="Seats">Seats of the election.</param>
/// <param name="Settled">Seats that cannot change whatever the open stations turn out to say.</param>
/// <param name="Open">Seats that can, those that wait for a lot among them.</param>
/// <param name="NoBound">Seats of which nothing is claimed.</param>
/// <param name="OpenStations">Stations that are open.</param>
/// <param name="HangOn">Open stations in constituencies where a seat can change.</param>
/// <param name="Constituencies">How many constituencies those are.</param>
public sealed record EvidenceSentence(int Seats, int Settled, int Open, int NoBound, int OpenStations, int HangOn, int Constituencies);
