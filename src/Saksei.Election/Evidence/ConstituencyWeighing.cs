using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Election.Values;

namespace Saksei.Election.Evidence;

/// <summary>Weighs the seats of one constituency against what is open there.</summary>
internal sealed class ConstituencyWeighing
{
    private readonly Constituency _constituency;
    private readonly OpenPool _open, _strict;
    private readonly Allocation _allocation;
    private readonly ImmutableArray<ElectoralList> _lists;
    private readonly ConstituencyVotesReader _votes;
    private readonly EvidenceBooks _books;

    internal ConstituencyWeighing(EvidenceBooks books, Constituency constituency)
    {
        (_books, _constituency) = (books, constituency);
        (_open, _strict) = (new OpenPool(books.Contest.FigureCount), new OpenPool(books.Contest.FigureCount));
        _lists = books.ListsOf(constituency);
        _allocation = books.Allocations[constituency.Index];
        _votes = new ConstituencyVotesReader(books.Contest, constituency, _lists, books.Tallies[constituency.Index]);
        Scan();
    }

    // One pass over the stations; everything else is by sums.
    private void Scan()
    {
        var scan = new StationScan(_books, _lists.Length);
        foreach (var station in _constituency.Unit.AllStations())
        {
            // A constituency may lie within another.
            if (_books.Contest.ConstituencyOf(station).Index != _constituency.Index) continue;
            var (standing, official) = (_books.Standings[station.Index], _books.Forms[station].OfficialFigures);
            var bound = BallotBound.Of(station, _books.Contest, _books.Stations.DeliveryOf(station, _books.Contest));
            var reason = scan.ReasonOf(standing, official, bound);
            if (reason is { } why)
            {
                _open.Add(official, bound);
                _open.Stations.Add(new OpenStation(station, why, bound));
            }

            if (reason is not null || scan.OfStrict(standing) is not null) _strict.Add(official, bound);
        }
    }

    internal ConstituencyEvidence Weigh()
    {
        var noBound = SeatContest.NoBound(_books.Contest.SeatRule.Given(), _allocation.Input.Lists) ?? (_allocation.Refusal is { } refusal ? refusal.Code : null);
        var settled = noBound is null ? _votes.Without(_open) : null;
        var evidence = new ConstituencyEvidence
        {
            Constituency = _constituency,
            Lists = _lists,
            NoBound = noBound,
            Open = [.. _open.Stations.OrderByDescending(station => station.Bound.Ballots).ThenBy(station => station.Station.Index)],
            Pool = _open.IsUnbounded ? null : _open.Ballots,
            Settled = settled,
            Uncorroborated = (_strict.Count, _strict.IsUnbounded ? null : _strict.Ballots),
            Ties = _allocation.Ties,
            Seats = [],
        };
        return noBound is null ? WithSeats(evidence) : evidence with { Seats = [.. Held().Select(seat => Unclaimed(seat.List, seat.Ordinal))] };
    }

    private ConstituencyEvidence WithSeats(ConstituencyEvidence evidence)
    {
        var copies = new CopyGathering(_books, _votes, evidence).Gather();
        evidence = evidence with { Copies = copies.Contest };
        var strict = _votes.Without(_strict);
        var weighing = new SeatWeighing(evidence, copies, Present(), strict, [.. evidence.Open.Select(station => station.Station)]);
        return evidence with { Seats = [.. Held().Select(seat => weighing.Weigh(seat.List, seat.Ordinal))] };
    }

    /// <summary>The official figures as the allocation took them, also where fewer ballots are given than votes.</summary>
    private SeatContest Present()
    {
        var input = _allocation.Input;
        ImmutableArray<long> votes = [.. input.Lists.Select(list => list.Votes)];
        return new SeatContest(_allocation.Rule, input.Seats, votes, _allocation.Rule.Threshold?.Of switch
        {
            ThresholdBase.Cast => input.CastVotes.Given() - votes.Sum(),
            ThresholdBase.ValidWithBlank => input.BlankVotes,
            ThresholdBase.Valid or ThresholdBase.Quota or null => 0,
        });
    }

    /// <summary>The seats that are given, by list and ordinal.</summary>
    private IEnumerable<(int List, int Ordinal)> Held()
    {
        for (var list = 0; list < _allocation.Lists.Length; list++)
            for (var ordinal = 1; ordinal <= _allocation.Lists[list].Seats; ordinal++)
                yield return (list, ordinal);
    }

    private SeatEvidence Unclaimed(int list, int ordinal) => new()
    {
        List = _lists[list],
        Ordinal = ordinal,
        Level1 = Verdict.NoBound,
        Level2 = Verdict.NoBound,
        UncorroboratedOpen = Verdict.NoBound,
        Hold = null,
    };
}

/// <summary>Reads votes of one constituency from tallies and figures, as the seat rule counts them.</summary>
internal sealed class ConstituencyVotesReader
{
    private readonly ImmutableArray<int> _figures;
    private readonly Tally _tally;
    private readonly int _others;
    private readonly bool _isCast;

    internal ConstituencyVotesReader(Contest contest, Constituency constituency, ImmutableArray<ElectoralList> lists, Tally tally)
    {
        (_figures, _tally, Rule, Seats) = ([.. lists.Select(contest.FigureOf)], tally, contest.SeatRule.Given(), constituency.Seats);
        _isCast = Rule.Threshold?.Of == ThresholdBase.Cast;
        _others = Rule.Threshold?.Of switch
        {
            ThresholdBase.ValidWithBlank => contest.Form.FieldOf(FieldMeaning.Blank),
            ThresholdBase.Cast => contest.Form.FieldOf(FieldMeaning.Cast),
            ThresholdBase.Valid or ThresholdBase.Quota or null => -1,
        };
    }

    internal SeatRule Rule { get; }

    internal int Seats { get; }

    /// <summary>The official votes without those of open stations. Of the others each has at least as many ballots cast as votes, or it would be open.</summary>
    internal SeatContest Without(OpenPool open)
    {
        long Sum(int figure) => open.Settled(_tally, figure);
        ImmutableArray<long> votes = [.. _figures.Select(Sum)];
        var others = _others < 0 ? 0 : Sum(_others) - (_isCast ? votes.Sum() : 0);
        return new SeatContest(Rule, Seats, votes, others);
    }

    /// <summary>The votes of one copy; null where it doesn't give all of them.</summary>
    internal (ImmutableArray<long> Votes, long Total)? Of(Forms.Figures figures)
    {
        var votes = ImmutableArray.CreateBuilder<long>(_figures.Length);
        foreach (var figure in _figures)
        {
            if (!figures.TryGet(figure, out var value)) return null;
            votes.Add(value);
        }

        var (sum, others) = (votes.Sum(), 0);
        if (_others >= 0 && !figures.TryGet(_others, out others)) return null;
        var total = _isCast ? others : sum + others;
        return total < sum ? null : (votes.MoveToImmutable(), total);
    }

    /// <summary>Whether a copy speaks of votes at all.</summary>
    internal bool Speaks(Forms.Figures figures) => _figures.Any(figure => figures.TryGet(figure, out _));
}
