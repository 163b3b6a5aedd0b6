using System.Collections.Immutable;
using Saksei.Register.Tree;

namespace Saksei.Election.Evidence;

/// <summary>Whose copy it is: an organisation, and the act that it stands in.</summary>
public sealed record CopyOrigin(string Organisation, string Source, Hash Act);

/// <summary>Figures that may turn out right at a station, and all copies that say so.</summary>
/// <param name="Votes">By list.</param>
/// <param name="Total">Votes and what else the threshold is measured with.</param>
/// <param name="Origins">Whose copies say so; empty for a figure that nobody's copy has.</param>
public sealed record CopyOption(ImmutableArray<long> Votes, long Total, ImmutableArray<CopyOrigin> Origins);

/// <summary>A station with at least two figures that may turn out right; the official one is first, where there is one.</summary>
public sealed record StationOptions(string Station, ImmutableArray<CopyOption> Options);

/// <summary>
/// What is open in one constituency if any submitted copy may turn out right. Stations whose copies all say the same are
/// part of <paramref name="Fixed"/>; those without a usable copy are a pool of ballots.
/// </summary>
/// <param name="Fixed">Votes that are the same whatever copies turn out right.</param>
/// <param name="Pool">Ballots of stations without a usable copy; null where nothing bounds them.</param>
/// <param name="Stations">Stations with a choice.</param>
public sealed record CopyContest(SeatContest Fixed, long? Pool, ImmutableArray<StationOptions> Stations)
{
    /// <summary>How many choices of copies there are; <see cref="long.MaxValue"/> for more.</summary>
    public long Choices
    {
        get
        {
            long product = 1;
            foreach (var station in Stations)
            {
                if (product > long.MaxValue / station.Options.Length) return long.MaxValue;
                product *= station.Options.Length;
            }

            return product;
        }
    }

    /// <summary>The votes if a choice of copies turns out right, without the pool.</summary>
    public SeatContest With(ReadOnlySpan<int> options)
    {
        var votes = Fixed.Votes.ToArray();
        var total = Fixed.Base;
        for (var station = 0; station < Stations.Length; station++)
        {
            var option = Stations[station].Options[options[station]];
            for (var list = 0; list < votes.Length; list++) votes[list] += option.Votes[list];
            total += option.Total;
        }

        return new SeatContest(Fixed.Rule, Fixed.Seats, [.. votes], total - votes.Sum());
    }

    /// <summary>The most that a condition can have over all choices and any use of the pool.</summary>
    internal Int128 Most(in CopyRow row)
    {
        var sum = row.Of(Fixed.Votes, Fixed.Base) - row.Slack + Math.Max(0, row.PoolGain) * (Int128)(Pool ?? 0);
        foreach (var station in Stations)
        {
            var most = Int128.MinValue;
            foreach (var option in station.Options) most = Int128.Max(most, row.Of(option.Votes, option.Total));
            sum += most;
        }

        return sum;
    }

    /// <summary>The least that a condition can have over all choices and any use of the pool by rivals.</summary>
    internal Int128 Least(in CopyRow row)
    {
        var sum = row.Of(Fixed.Votes, Fixed.Base) - row.Slack - row.Share * (Int128)(Pool ?? 0);
        foreach (var station in Stations)
        {
            var least = Int128.MaxValue;
            foreach (var option in station.Options) least = Int128.Min(least, row.Of(option.Votes, option.Total));
            sum += least;
        }

        return sum;
    }
}

/// <summary>
/// A linear condition a·v_rival − b·v_list − c·total ≥ slack: that a rival's n-th quotient comes before the list's i-th
/// (a = d(i), b = d(n)), or that the rival reaches the threshold (c / a is the share).
/// </summary>
internal readonly record struct CopyRow(int Rival, int List, long Gain, long Loss, long Share, int Slack)
{
    internal static CopyRow Quotient(SeatContest contest, int list, int ordinal, int rival, int seat) =>
        new(rival, list, contest.Divisors.At(ordinal), contest.Divisors.At(seat), 0, 0);

    internal static CopyRow Threshold(SeatContest contest, int rival) =>
        new(rival, rival, (long)contest.Share.Denominator, 0, (long)contest.Share.Numerator, contest.MoreThan ? 1 : 0);

    internal bool IsThreshold => Rival == List;

    /// <summary>What one vote of the pool adds at most.</summary>
    internal long PoolGain => Gain - Share;

    internal Int128 Of(ImmutableArray<long> votes, long total) =>
        (Int128)Gain * votes[Rival] - (Int128)Loss * votes[List] - (Int128)Share * total;
}
