using System.Text;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Seats.Naive;

/// <summary>The fast implementation, asked and answering in the words of the naive one. Nothing else here knows both.</summary>
internal static class Bridge
{
    public static SeatRule Rule(string json)
    {
        var reading = SeatRule.Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(reading.Rule is { }, $"{reading.Refusal} {json}");
        return reading.Rule!;
    }

    public static AllocationInput Input(NaiveInput input) => new()
    {
        Seats = input.Seats,
        Lists = [.. input.Lists.Select(List)],
        BlankVotes = (long)input.Blank,
        CastVotes = (long)input.Cast,
        National = input.National is not { } national ? null : new(
            [.. input.Lists.Select(list => List(list) with { Votes = (long)national.Votes[list.Name] })])
        {
            BlankVotes = (long)national.Blank,
            CastVotes = (long)national.Cast,
        },
    };

    /// <summary>With every lot that is asked for drawn in the order of <paramref name="drawn"/>, or left open without one.</summary>
    public static Allocation Allocate(SeatRule rule, NaiveInput given, List<string>? drawn)
    {
        var input = Input(given);
        while (true)
        {
            var result = SeatAllocation.Allocate(rule, input);
            Assert.Null(result.Refusal);
            if (drawn is null || result.Ties.IsEmpty) return result;
            input = input with { Lots = [.. input.Lots, .. result.Ties.Select(tie => Draw(tie, drawn))] };
        }
    }

    public static Lot Draw(Tie tie, List<string> drawn) =>
        new(tie.Step, tie.Lists, [.. tie.Lists.Order(Drawn(drawn)).Take(tie.Turn > 0 || tie.Within == NationalSeats.Cells ? tie.Lists.Length - 1 : tie.Seats)]) { Within = tie.Within };

    /// <summary>Lists in the order drawn; cells by their list, then by their constituency.</summary>
    public static Comparer<string> Drawn(List<string> drawn) => Comparer<string>.Create((a, b) =>
    {
        var (one, other) = (a.Split('/'), b.Split('/'));
        var lists = drawn.IndexOf(one[^1]).CompareTo(drawn.IndexOf(other[^1]));
        return lists != 0 ? lists : string.CompareOrdinal(one[0], other[0]);
    });

    public static NaiveResult Result(Allocation allocation)
    {
        NaiveResult result = new() { Unfilled = allocation.Unfilled };
        foreach (var list in allocation.Lists) (result.Seats[list.List], result.Vacant[list.List]) = (list.Seats, list.Vacant);
        result.Ties.AddRange(allocation.Ties.Select(Tie));
        return result;
    }

    public static NaiveTie Tie(Tie tie) => new(tie.Within is null or NationalSeats.Country ? "" : tie.Within, tie.Lists.Order(StringComparer.Ordinal).ToList(), tie.Seats);

    public static NationalInput Nation(SortedDictionary<string, NaiveInput> constituencies) =>
        new([.. constituencies.Select(pair => Constituency(pair.Key, Input(pair.Value)))]);

    private static ConstituencyVotes Constituency(string name, AllocationInput input) =>
        new(name, input.Seats, input.Lists) { BlankVotes = input.BlankVotes, CastVotes = input.CastVotes };

    private static ListVotes List(NaiveList list) =>
        new(list.Name, (long)list.Votes) { Kind = list.Kind, Coalition = list.Joint, Candidates = list.Candidates, Struck = list.Struck };
}
