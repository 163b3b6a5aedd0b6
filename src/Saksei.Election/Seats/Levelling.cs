using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>
/// Levelling seats as the election act of Norway (2002) has them, sections 11-4 to 11-7: direct seats in each constituency, the whole
/// house by national votes, the difference made up, and for each levelling seat the constituency where the list comes closest.
/// </summary>
internal static class Levelling
{
    public static NationalAllocation Allocate(SeatRule rule, NationalInput input)
    {
        var levelling = rule.Levelling.Given();
        if (NationalSeats.Totals(rule, input) is not { } totals) return NationalAllocation.Refused("votes-too-large");
        var direct = Direct(rule, input, totals, levelling.PerConstituency);
        if (direct.Refusal is not null) return direct;
        if (!direct.Complete) return input.Lots.IsEmpty ? direct : NationalAllocation.Refused("lot-not-needed");
        var house = input.Constituencies.Sum(constituency => constituency.Seats);
        var qualified = NationalSeats.Qualified(rule, levelling.Threshold, totals, house);
        if (qualified.Refusal is { } refusal) return new NationalAllocation { Refusal = refusal };
        if (qualified.Lists.IsEmpty) return NationalAllocation.Refused("levelling-no-list-qualifies");
        var rounds = Rounds(rule, qualified.Lists, direct, house, input.Lots);
        var last = rounds[^1];
        if (last.Refusal is { } misfit) return new NationalAllocation { Refusal = misfit };
        var used = rounds.Sum(round => round.Input.Lots.Length);
        if (!last.Complete) return input.Lots.Length > used ? NationalAllocation.Refused("lot-not-needed") : direct with { National = rounds, Ties = last.Ties };
        var placing = new Placing(rule, input, direct, Missing(last, direct), used);
        return placing.Run() with { National = rounds };
    }

    private static NationalAllocation Direct(SeatRule rule, NationalInput input, NationalTotals totals, int each)
    {
        var direct = ImmutableArray.CreateBuilder<ConstituencySeats>();
        foreach (var constituency in input.Constituencies)
        {
            var votes = NationalSeats.InputOf(constituency, constituency.Seats - each) with { National = totals };
            var own = SeatAllocation.Allocate(rule with { Levelling = null }, votes);
            if (own.Refusal is { } refusal) return NationalAllocation.Refused(refusal.Code, $"{constituency.Constituency}/{refusal.Subject}");
            direct.Add(new ConstituencySeats(constituency.Constituency, own.Lists) { Own = own });
        }
        return new NationalAllocation { Constituencies = direct.ToImmutable() };
    }

    /// <summary>Allots the house; lists with more direct seats than it gives them keep those, leave, and the rest is allotted anew.</summary>
    private static ImmutableArray<Allocation> Rounds(
        SeatRule rule, ImmutableArray<ListVotes> lists, NationalAllocation direct, int house, ImmutableArray<Lot> lots)
    {
        var levelling = rule.Levelling.Given();
        var won = SeatsByList(direct);
        var rounds = ImmutableArray.CreateBuilder<Allocation>();
        while (true)
        {
            var others = won.Where(list => lists.All(taking => taking.List != list.Key)).Sum(list => list.Value);
            var round = NationalSeats.Upper(new SeatRule(levelling.Method) { Article = levelling.Article, Ties = rule.Ties }, lists, house - others, lots);
            rounds.Add(round);
            // Each round's tie has a lot of its own, in the order of the rounds.
            if (!round.Input.Lots.IsEmpty) lots = lots.Remove(lots.First(lot => lot.Within == NationalSeats.Country));
            var over = round.Lists.Where(list => won.GetValueOrDefault(list.List) > list.Seats).Select(list => list.List).ToHashSet(StringComparer.Ordinal);
            if (!round.Complete || over.Count == 0) return rounds.ToImmutable();
            lists = lists.RemoveAll(list => over.Contains(list.List));
        }
    }

    private static Dictionary<string, int> SeatsByList(NationalAllocation direct)
    {
        Dictionary<string, int> seats = new(StringComparer.Ordinal);
        foreach (var constituency in direct.Constituencies)
            foreach (var list in constituency.Lists) seats[list.List] = seats.GetValueOrDefault(list.List) + list.Seats;
        return seats;
    }

    private static Dictionary<string, int> Missing(Allocation round, NationalAllocation direct)
    {
        var won = SeatsByList(direct);
        return round.Lists.ToDictionary(list => list.List, list => list.Seats - won.GetValueOrDefault(list.List), StringComparer.Ordinal);
    }

    /// <summary>A list in a constituency where it could get a levelling seat.</summary>
    private sealed record Place(int Constituency, int List, string Name, string ListName, Fraction Quotient);

    /// <summary>Gives each levelling seat its constituency, the highest quotient first.</summary>
    private sealed class Placing(SeatRule whole, NationalInput input, NationalAllocation direct, Dictionary<string, int> missing, int used)
    {
        private readonly LevellingRule rule = whole.Levelling.Given();
        private readonly int[][] seats = [.. direct.Constituencies.Select(constituency => constituency.Lists.Select(list => list.Seats).ToArray())];
        private readonly int[] room = [.. input.Constituencies.Select(_ => whole.Levelling.Given().PerConstituency)];
        private readonly List<LevellingSeat> placed = [];
        private ImmutableArray<Lot> lots = [.. input.Lots.Where(lot => lot.Within == NationalSeats.LevellingSeats)];

        public NationalAllocation Run()
        {
            while (missing.Values.Sum() > 0)
            {
                var places = Open();
                if (places.Count == 0) return NationalAllocation.Refused("levelling-no-place");
                var level = places.FindAll(place => place.Quotient == places[0].Quotient);
                if (!Conflict(level)) Give(places[0], places, null);
                else if (Broken(level) is { } broken) Give(broken.Place, places, broken.By);
                else if (LotFor(level = Open(level)) is not { } lot) return lots.IsEmpty ? Left(Result([TieOf(level)])) : NationalAllocation.Refused("lot-wrong-step", NationalSeats.LevellingSeats);
                else if (Misfit(lot, level) is { } problem) return new NationalAllocation { Refusal = problem };
                else Give(level.Find(place => place.Name == lot.Drawn[0]).Given(), places, Declared);
            }
            return Left(Result([]));
        }

        // A lot that nothing asked for is refused, never ignored.
        private NationalAllocation Left(NationalAllocation result) => input.Lots.Length > used ? NationalAllocation.Refused("lot-not-needed") : result;

        /// <summary>All places still open, highest quotient first.</summary>
        private List<Place> Open()
        {
            List<Place> places = [];
            for (var i = 0; i < room.Length; i++)
                if (room[i] > 0) AddPlaces(i, places);
            places.Sort((a, b) => b.Quotient.CompareTo(a.Quotient));
            return places;
        }

        private void AddPlaces(int index, List<Place> places)
        {
            var constituency = input.Constituencies[index];
            var perSeat = new Fraction(constituency.Lists.Sum(list => list.Votes), constituency.Seats - rule.PerConstituency);
            for (var i = 0; i < constituency.Lists.Length; i++)
            {
                var list = constituency.Lists[i];
                if (list.Votes == 0 || list.Struck || missing.GetValueOrDefault(list.List) == 0) continue;
                if (list.Candidates <= seats[index][i]) continue;
                var quotient = new Fraction(list.Votes, 2L * seats[index][i] + 1) / perSeat;
                places.Add(new Place(index, i, NationalSeats.CellOf(constituency.Constituency, list.List), list.List, quotient));
            }
        }

        /// <summary>Level places stand in each other's way only where one constituency or one list can't take them all.</summary>
        private bool Conflict(List<Place> level) =>
            level.Count > 1 && (level.GroupBy(place => place.Constituency).Any(group => group.Count() > room[group.Key])
                || level.GroupBy(place => place.ListName).Any(group => group.Count() > missing[group.Key]));

        private TieCriterion Declared => TieRules.Declared(whole.Ties).By;

        // One seat at a time: by votes and seats where the list stands.
        private TieSplit Split(List<Place> level) => TieRules.Split(
            whole.Ties, [.. level.Select(place => new LevelList(input.Constituencies[place.Constituency].Lists[place.List].Votes, seats[place.Constituency][place.List]))], 1);

        private (Place Place, TieCriterion By)? Broken(List<Place> level) =>
            Split(level).Broken is [var broken, ..] ? (level[broken.Winner], broken.By) : null;

        private List<Place> Open(List<Place> level) => [.. Split(level).Open.Select(place => level[place])];

        private Tie TieOf(List<Place> level) => new(placed.Count + 1, [.. level.Select(place => place.Name)], 1) { Within = NationalSeats.LevellingSeats, By = Declared };

        private Lot? LotFor(List<Place> level)
        {
            if (lots.FirstOrDefault(lot => lot.Step == TieOf(level).Step) is not { } lot) return null;
            (lots, used) = (lots.Remove(lot), used + 1);
            return lot;
        }

        private static SeatRefusal? Misfit(Lot lot, List<Place> level)
        {
            if (lot.Lists.IsDefault || !lot.Lists.ToHashSet(StringComparer.Ordinal).SetEquals(level.Select(place => place.Name)))
                return new SeatRefusal("lot-wrong-lists", lot.Within);
            var known = !lot.Drawn.IsDefaultOrEmpty && level.Exists(place => place.Name == lot.Drawn[0]);
            return known ? null : new SeatRefusal("lot-wrong-drawn", lot.Within);
        }

        private void Give(Place place, List<Place> places, TieCriterion? by)
        {
            var next = places.Find(other => other != place);
            seats[place.Constituency][place.List]++;
            room[place.Constituency]--;
            missing[place.ListName]--;
            placed.Add(new LevellingSeat(placed.Count + 1, place.ListName, input.Constituencies[place.Constituency].Constituency, place.Quotient)
            {
                NextList = next?.ListName,
                NextConstituency = next is null ? null : input.Constituencies[next.Constituency].Constituency,
                NextQuotient = next?.Quotient,
                Article = rule.Article,
                TieBrokenBy = by,
            });
        }

        private NationalAllocation Result(ImmutableArray<Tie> ties) => direct with
        {
            Ties = ties,
            LevellingSeats = [.. placed],
            Constituencies = [.. direct.Constituencies.Select((constituency, i) => constituency with
            {
                Lists = [.. constituency.Lists.Select((list, j) => list with { Seats = seats[i][j] })],
            })],
        };
    }
}
