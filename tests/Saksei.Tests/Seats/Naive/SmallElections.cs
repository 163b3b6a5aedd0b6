using System.Numerics;
using CsCheck;

namespace Saksei.Tests.Seats.Naive;

/// <summary>A rule, an election and an order in which lots are drawn.</summary>
internal sealed record SmallElection(string Rule, NaiveInput Input, List<string> Drawn)
{
    public override string ToString() =>
        $"{Rule} seats {Input.Seats} blank {Input.Blank} cast {Input.Cast} {string.Join("; ", Input.Lists.Select(list => $"{list.Name} {list.Votes} {list.Kind}"
            + $"{(list.Joint is { } joint ? $" in {joint}" : "")}{(list.Struck ? " struck" : "")}{(list.Candidates is { } most ? $" of {most}" : "")}"
            + (Input.National is { } national ? $" national {national.Votes[list.Name]}" : "")))}";
}

/// <summary>Small elections with many ties, and rules of every part.</summary>
internal static class SmallElections
{
    public static readonly string[] DivisorMethods = ["dhondt", "sainte-lague", "sainte-lague-1.4", "danish", "imperiali", "adams", "huntington-hill"];

    public static readonly string[] Methods =
    [
        .. DivisorMethods,
        .. from quota in (string[])["hare", "droop", "hagenbach-bischoff", "imperiali"]
           from finish in (string[])["largest-remainder", "highest-averages"]
           select $"{quota}-{finish}",
        "cambodia", "cambodia-1998-one-shot",
    ];

    public static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Gen<string> Method { get; } = Among(Methods);

    public static Gen<BigInteger> Votes { get; } = Gen.OneOf(
        Gen.Long[0, 3], Gen.Long[0, 12], Gen.Long[0, 12], Gen.Long[0, 1_000], Gen.Long[0, 12].Select(votes => votes * 10_000_000_000_000_000),
        Gen.Long[0, 100_000_000_000_000_000]).Select(votes => (BigInteger)votes);

    private static Gen<BigInteger> Few { get; } = Gen.Long[0, 12].Select(votes => (BigInteger)votes);

    /// <summary>Lists without anything but votes.</summary>
    public static Gen<NaiveInput> Bare { get; } = Of(Gen.OneOf(Few.List[1, 7], Gen.Long[0, 4].Select(votes => (BigInteger)votes).List[1, 7], Votes.List[1, 7]), Gen.Const((NaiveList list) => list));

    /// <summary>Many level quotients of equal and of different votes.</summary>
    public static Gen<NaiveInput> Level { get; } = Of(Among<BigInteger>(2, 4, 4, 6, 12).List[2, 6], Gen.Const((NaiveList list) => list));

    public static Gen<NaiveInput> Tiny { get; } = Of(Few.List[2, 4], Gen.Const((NaiveList list) => list), 5);

    /// <summary>Lists of several kinds, some joined, some struck out, some with few candidates.</summary>
    public static Gen<NaiveInput> Full { get; } = Of(
        Gen.OneOf(Few.List[1, 7], Votes.List[1, 7]),
        Gen.Select(
            Among("single", "single", "minority", "regional"), Among<string?>(null, null, "X", "Y"), Gen.Int[0, 6],
            Gen.OneOf(Gen.Const(-1), Gen.Int[0, 4]),
            Changed));

    private static Func<NaiveList, NaiveList> Changed(string kind, string? joint, int struck, int most) =>
        list => list with { Kind = kind, Joint = joint, Struck = struck == 0, Candidates = most < 0 ? null : most };

    public static Gen<List<string>> Order { get; } = Gen.Shuffle(new List<string> { "A", "B", "C", "D", "E", "F", "G", "X", "Y" });

    private static Gen<NaiveInput> Of(Gen<List<BigInteger>> votes, Gen<Func<NaiveList, NaiveList>> change, int mostSeats = 12) =>
        Gen.Select(votes, change.List[7], Gen.Int[1, mostSeats], Few, Few, (figures, changes, seats, blank, spoilt) => new NaiveInput(
            seats,
            figures.Select((number, i) => changes[i](new($"{(char)('A' + i)}", number))).ToList(),
            blank,
            figures.Aggregate(blank + spoilt, (sum, number) => sum + number)));

    public static SmallElection Of(string rule, NaiveInput input, List<string> drawn) => new(rule, Fitting(rule, input), drawn);

    // What a rule has no part for is refused.
    private static NaiveInput Fitting(string rule, NaiveInput input)
    {
        var lists = input.Lists.Select(list => list with
        {
            Joint = rule.Contains("\"coalitions\"", StringComparison.Ordinal) ? list.Joint : null,
            Struck = rule.Contains("\"struck\"", StringComparison.Ordinal) && list.Struck,
        }).ToList();
        return input with { Lists = lists, National = National(lists, input) };
    }

    // Lists are stronger or weaker elsewhere.
    private static NaiveNational National(List<NaiveList> lists, NaiveInput input)
    {
        var votes = lists.ToDictionary(list => list.Name, list => list.Votes + (7 * list.Name[0] + (int)(list.Votes % 5)) % 11);
        return new(votes, input.Blank + 3, votes.Values.Aggregate(input.Blank + 5, (sum, number) => sum + number), input.Seats);
    }
}
