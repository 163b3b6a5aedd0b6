using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Values;

namespace Saksei.Election.Evidence;

/// <summary>Weighs one seat after the other; what they share was computed once for the constituency.</summary>
internal sealed class SeatWeighing(
    ConstituencyEvidence evidence, GatheredCopies copies, SeatContest present, SeatContest strict, ImmutableArray<Station> byBound)
{
    // All open seats of a list hang on the same stations and copies.
    private readonly Dictionary<int, (ImmutableArray<Station> Stations, ImmutableArray<string> Organisations)> _hangs = [];

    internal SeatEvidence Weigh(int list, int ordinal)
    {
        var (level1, certificate1) = Level1(evidence.Settled.Given(), evidence.Pool, evidence.Open.Length, list, ordinal);
        var (level2, certificate2) = Level2(level1, list, ordinal);
        return Hang(list, new SeatEvidence
        {
            List = evidence.Lists[list],
            Ordinal = ordinal,
            Level1 = level1,
            Level2 = level2,
            UncorroboratedOpen = Level1(strict, evidence.Uncorroborated.Ballots, evidence.Uncorroborated.Stations, list, ordinal).Verdict,
            Hold = HoldOf(list, ordinal),
            Certificate1 = certificate1,
            Certificate2 = certificate2,
        });
    }

    private static (Verdict Verdict, Certificate? Certificate) Level1(SeatContest contest, long? pool, int stations, int list, int ordinal)
    {
        if (stations == 0) return (Verdict.Settled, new NothingOpenCertificate());
        return pool is { } ballots ? CopyVerdict.OfPool(contest, ballots, list, ordinal) : (Verdict.NoBound, null);
    }

    private (Verdict Verdict, Certificate? Certificate) Level2(Verdict level1, int list, int ordinal)
    {
        if (evidence.Open.IsEmpty) return (Verdict.Settled, new NothingOpenCertificate());
        if (level1 == Verdict.Settled && copies.IsWithinBounds) return (Verdict.Settled, new AnyFiguresCertificate());
        return CopyVerdict.Of(copies.Contest, list, ordinal);
    }

    private SeatHold HoldOf(int list, int ordinal)
    {
        var added = CheapestTaking.Added(present, list, ordinal, true, CheapestTaking.Never);
        return new SeatHold(added.IsPossible ? added : null, CheapestTaking.Moved(present, list, ordinal));
    }

    /// <summary>Adds the stations and the copies that a seat hangs on.</summary>
    private SeatEvidence Hang(int list, SeatEvidence seat)
    {
        if (seat.Level1 == Verdict.Settled && seat.Level2 == Verdict.Settled) return seat;
        if (seat.Level2 == Verdict.Settled) return seat with { Stations = byBound };
        if (_hangs.TryGetValue(list, out var known)) return seat with { Stations = known.Stations, CopiesOf = known.Organisations };
        var swings = copies.Contest.Stations.Select(station => Swing(station, list)).ToDictionary(swing => swing.Station, StringComparer.Ordinal);
        long Moves(OpenStation open) => swings.TryGetValue(open.Station.Code, out var swing) ? swing.Votes : 0;
        _hangs[list] = (
            [.. evidence.Open.OrderByDescending(Moves).ThenByDescending(open => open.Bound.Ballots).ThenBy(open => open.Station.Index).Select(open => open.Station)],
            [.. swings.Values.SelectMany(swing => swing.Organisations).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        return Hang(list, seat);
    }

    // How far the copies of a station lie apart in what a rival has before the list, and whose are worse for it than the first ones.
    private static (string Station, long Votes, IEnumerable<string> Organisations) Swing(StationOptions station, int list)
    {
        long most = 0;
        var worse = new HashSet<CopyOption>(ReferenceEqualityComparer.Instance);
        for (var rival = 0; rival < station.Options[0].Votes.Length; rival++)
        {
            if (rival == list) continue;
            var leads = station.Options.Select(option => option.Votes[rival] - option.Votes[list]).ToList();
            most = Math.Max(most, leads.Max() - leads.Min());
            worse.UnionWith(station.Options.Where((_, option) => leads[option] > leads[0]));
        }

        return (station.Station, most, worse.SelectMany(option => option.Origins).Select(origin => origin.Organisation));
    }
}
