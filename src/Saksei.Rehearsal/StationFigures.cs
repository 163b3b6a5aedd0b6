using System.Collections.Immutable;

namespace Saksei.Rehearsal;

/// <summary>
/// The national figures that every rehearsal comes to, whatever its seed: those published for 23 July 2023. Which list carries
/// which total is written in docs/rehearsal.md alone.
/// </summary>
public static class RehearsalTotals
{
    /// <summary>Voters on the lists.</summary>
    public const long Registered = 9_710_655;

    /// <summary>Ballots in the boxes.</summary>
    public const long Cast = 8_214_430;

    /// <summary>Invalid ballots.</summary>
    public const long Invalid = 440_154;

    /// <summary>Valid votes.</summary>
    public const long Valid = 7_774_276;

    /// <summary>Votes of lists 1 to 18.</summary>
    public static ImmutableArray<long> Votes { get; } =
    [
        134_285, 97_412, 84_030, 52_817, 40_096, 36_526, 35_416, 26_093, 25_261, 23_197, 716_490, 22_843, 20_968, 20_210, 13_831,
        13_704, 12_786, 6_398_311,
    ];

    /// <summary>Stations from which no form comes.</summary>
    public const int StationsMissing = 12;
}

/// <summary>What a station's form says when nobody has erred.</summary>
/// <param name="Reports">Whether there is a form; otherwise only voters and ballots are known.</param>
/// <param name="Registered">Voters on the list (A).</param>
/// <param name="Received">Ballots received (B), as delivered.</param>
/// <param name="Cast">Ballots in the box (C).</param>
/// <param name="Spoilt">Spoilt ballots (D).</param>
/// <param name="Unused">Unused ballots (E).</param>
/// <param name="Invalid">Invalid ballots (F).</param>
/// <param name="Valid">Valid votes (G).</param>
/// <param name="Votes">Votes of each list, by its index.</param>
public sealed record StationFigures(
    bool Reports, int Registered, int Received, int Cast, int Spoilt, int Unused, int Invalid, int Valid, ImmutableArray<int> Votes);
