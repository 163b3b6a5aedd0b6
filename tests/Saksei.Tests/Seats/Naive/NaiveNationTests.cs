using CsCheck;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats.Naive;

/// <summary>Levelling and double proportionality over a few small constituencies.</summary>
public sealed class NaiveNationTests
{
    private static readonly Gen<string> Levelling = Gen.Select(
        SmallElections.Method, SmallElections.Among(SmallElections.DivisorMethods), SmallElections.Among("0", "4", "12.5", "20", "40"), Gen.Int[1, 2],
        Gen.OneOf(Gen.Const(""), Gen.Const(""), SmallRules.ThresholdPart), Gen.OneOf(Gen.Const(""), SmallRules.TiesPart),
        (method, upper, percent, places, threshold, ties) =>
            $"{{\"method\":\"{method}\"{threshold}{ties},\"levelling\":{{\"method\":\"{upper}\",\"threshold\":{{\"percent\":\"{percent}\",\"level\":\"national\"}},\"perConstituency\":{places}}}}}");

    private static readonly Gen<string> Biproportional = Gen.Select(
        SmallElections.Among(SmallElections.DivisorMethods), SmallElections.Among("votes", "voters"),
        SmallElections.Among("", "", ",\"threshold\":{\"percent\":\"20\",\"level\":\"national\"}"),
        Gen.OneOf(Gen.Const(""), SmallRules.TiesPart),
        (method, count, threshold, ties) => $"{{\"method\":\"{method}\",\"biproportional\":{{\"count\":\"{count}\"}}{threshold}{ties}}}");

    private static Gen<SortedDictionary<string, NaiveInput>> Country(int fewestSeats, int mostLists, int mostConstituencies, int mostSeats) =>
        Gen.Select(Gen.Int[1, mostLists], Gen.Int[1, mostConstituencies], SmallElections.Among(6, 12, 1_000, 1_000)).SelectMany((lists, constituencies, mostVotes) =>
            Gen.Select(Gen.Long[0, mostVotes].List[lists], Gen.Int[fewestSeats, mostSeats]).List[constituencies].Select(rows =>
            {
                SortedDictionary<string, NaiveInput> country = new(StringComparer.Ordinal);
                foreach (var (votes, seats) in rows)
                    country.Add($"c{country.Count}", new(seats, votes.Select((number, i) => new NaiveList($"{(char)('A' + i)}", number)).ToList(), 0, votes.Sum()));
                return country;
            }));

    [Fact]
    public void They_agree_on_levelling_seats() => Gen.Select(Levelling, Country(3, 5, 4, 6), SmallElections.Order).Sample((rule, country, drawn) =>
    {
        AssertSameLevelling(rule, country, null);
        AssertSameLevelling(rule, country, drawn);
    }, iter: 3_000);

    [Fact]
    public void They_agree_on_double_proportionality() => Gen.Select(Biproportional, Country(1, 3, 3, 4), SmallElections.Order).Sample(AssertSameMatrix, iter: 2_000);

    private static void AssertSameLevelling(string rule, SortedDictionary<string, NaiveInput> country, List<string>? drawn)
    {
        NaiveLevelling naive = new(NaiveRule.Read(rule), country, drawn);
        naive.Run();
        var fast = Allocate(Bridge.Rule(rule), Bridge.Nation(country), drawn);
        if (naive.LevelPlaces)
        {
            AssertEachHasItsNumber(naive, fast, country);
            return;
        }

        var expected = naive.NobodyQualifies ? "levelling-no-list-qualifies" : naive.NoPlace ? "levelling-no-place" : Text(naive);
        var got = fast.Refusal?.Code ?? Text(fast);
        Assert.True(expected == got, $"{Text(rule, country)}{(drawn is null ? "" : $" drawn {string.Join(' ', drawn)}")}\nnaive {expected}\nfast  {got}");
    }

    // Places with level quotients: whichever was drawn, the sums are known.
    private static void AssertEachHasItsNumber(NaiveLevelling naive, NationalAllocation fast, SortedDictionary<string, NaiveInput> country)
    {
        Assert.True(fast.Refusal is null or { Code: "levelling-no-place" }, fast.Refusal?.Code);
        if (!fast.Complete) return;
        foreach (var (list, seats) in naive.Due)
            Assert.Equal(seats, fast.Constituencies.Sum(one => one.Lists.Single(other => other.List == list).Seats));
        foreach (var one in fast.Constituencies)
            Assert.InRange(one.Lists.Sum(list => list.Seats), 0, country[one.Constituency].Seats);
    }

    // With every lot that is asked for drawn in that order.
    private static NationalAllocation Allocate(SeatRule rule, NationalInput input, List<string>? drawn)
    {
        while (true)
        {
            var result = NationalSeats.Allocate(rule, input);
            if (drawn is null || result.Refusal is { } || result.Complete) return result;
            if (result.Ties.Length > 0) input = input with { Lots = [.. input.Lots, Bridge.Draw(result.Ties[0], drawn)] };
            else input = new([.. input.Constituencies.Select(constituency => WithLot(constituency, result, drawn))]);
        }
    }

    private static ConstituencyVotes WithLot(ConstituencyVotes constituency, NationalAllocation result, List<string> drawn)
    {
        var own = result.Constituencies.Single(one => one.Constituency == constituency.Constituency).Own!;
        return own.Ties.IsEmpty ? constituency : constituency with { Lots = [Bridge.Draw(own.Ties[0], drawn)] };
    }

    private static string Text(NaiveLevelling naive) =>
        $"{string.Join("; ", naive.Direct.Select(pair => $"{pair.Key}: {pair.Value}"))} placed {string.Join(' ', naive.Placed.Select(place => $"{place.List}:{place.Constituency}").Order(StringComparer.Ordinal))}"
        + $" ties {string.Join(' ', naive.NationalTies)}";

    private static string Text(NationalAllocation fast) =>
        $"{string.Join("; ", fast.Constituencies.Select(one => $"{one.Constituency}: {Bridge.Result(one.Own!)}"))} placed {string.Join(' ', fast.LevellingSeats.Select(seat => $"{seat.List}:{seat.Constituency}").Order(StringComparer.Ordinal))}"
        + $" ties {string.Join(' ', fast.Ties.Select(Bridge.Tie))}";

    private static void AssertSameMatrix(string rule, SortedDictionary<string, NaiveInput> country, List<string> drawn)
    {
        NaiveBiproportional naive = new(NaiveRule.Read(rule), country);
        naive.Run();
        var fast = NationalSeats.Allocate(Bridge.Rule(rule), Bridge.Nation(country));
        var expected = Cells(naive, country.Keys.ToList());
        var got = fast.Refusal?.Code ?? Cells(fast);
        Assert.True(expected == got, $"{Text(rule, country)}\nnaive {expected}\nfast  {got}");
        if (naive.Best.Count > 1) AssertDrawn(rule, country, drawn, naive, fast);
    }

    // Until the lot is drawn each cell has what every matrix gives it; then it is the one matrix that the lot draws.
    private static void AssertDrawn(string rule, SortedDictionary<string, NaiveInput> country, List<string> drawn, NaiveBiproportional naive, NationalAllocation open)
    {
        var tie = Assert.Single(open.Ties);
        var settled = Allocate(Bridge.Rule(rule), Bridge.Nation(country), drawn);
        Assert.True(settled.Complete, $"{Text(rule, country)} {settled.Refusal}");
        var chosen = naive.DrawnIn(drawn);
        foreach (var (name, column) in country.Keys.Select((name, column) => (name, column)))
            foreach (var (list, row) in naive.Lists.Select((list, row) => (list, row)))
            {
                Assert.Equal(naive.Best.Min(matrix => matrix[row][column]), SeatsOf(open, name, list));
                Assert.True(chosen[row][column] == SeatsOf(settled, name, list), $"{Text(rule, country)} drawn {string.Join(' ', drawn)}: {name}/{list}");
            }

        Assert.Equal(tie.Seats, country.Values.Sum(input => input.Seats) - open.Constituencies.Sum(one => one.Lists.Sum(list => list.Seats)));
    }

    private static int SeatsOf(NationalAllocation allocation, string constituency, string list) =>
        allocation.Constituencies.Single(one => one.Constituency == constituency).Lists.Single(one => one.List == list).Seats;

    private static string Cells(NaiveBiproportional naive, List<string> constituencies)
    {
        if (naive.Above.Ties.Count > 0) return $"ties above {string.Join(' ', naive.Above.Ties)}";
        if (naive.Best.Count == 0) return "biproportional-infeasible";
        var cells =
            from column in Enumerable.Range(0, constituencies.Count)
            from row in Enumerable.Range(0, naive.Lists.Count)
            let seats = naive.Best.Select(matrix => matrix[row][column]).Distinct().ToList()
            where seats.Count > 1 || seats[0] > 0
            select $"{constituencies[column]}/{naive.Lists[row]}={(seats.Count > 1 ? "?" : $"{seats[0]}")}";
        return string.Join(' ', cells);
    }

    private static string Cells(NationalAllocation fast)
    {
        if (fast.National.Any(upper => !upper.Ties.IsEmpty)) return $"ties above {string.Join(' ', fast.National[0].Ties.Select(Bridge.Tie))}";
        var open = fast.Ties.SelectMany(tie => tie.Lists).ToHashSet();
        var cells =
            from constituency in fast.Constituencies
            from list in constituency.Lists
            let cell = $"{constituency.Constituency}/{list.List}"
            where open.Contains(cell) || list.Seats > 0
            select $"{cell}={(open.Contains(cell) ? "?" : $"{list.Seats}")}";
        return string.Join(' ', cells);
    }

    private static string Text(string rule, SortedDictionary<string, NaiveInput> country) =>
        $"{rule} {string.Join(" | ", country.Select(pair => $"{pair.Key} seats {pair.Value.Seats} {string.Join(' ', pair.Value.Lists.Select(list => $"{list.Name} {list.Votes}"))}"))}";
}
