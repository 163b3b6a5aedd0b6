using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>What both rules that look at the whole country stand on.</summary>
internal sealed class NaiveNation(NaiveRule rule, SortedDictionary<string, NaiveInput> constituencies, List<string>? drawn)
{
    public SortedDictionary<string, NaiveInput> Constituencies => constituencies;

    public List<string> Lists { get; } = constituencies.Values.SelectMany(input => input.Lists).Select(list => list.Name).Distinct().Order(StringComparer.Ordinal).ToList();

    public int House => constituencies.Values.Sum(input => input.Seats);

    public BigInteger Votes(string list, string constituency) =>
        constituencies[constituency].Lists.Where(one => one.Name == list).Aggregate(BigInteger.Zero, (sum, one) => sum + one.Votes);

    public BigInteger NationalVotes(string list) => Total(constituencies.Keys, constituency => Votes(list, constituency));

    public static BigInteger Total<T>(IEnumerable<T> of, Func<T, BigInteger> number) => of.Aggregate(BigInteger.Zero, (sum, one) => sum + number(one));

    public NaiveNational National() => new(
        Lists.ToDictionary(list => list, NationalVotes),
        Total(constituencies.Values, input => input.Blank), Total(constituencies.Values, input => input.Cast), House);

    public bool Reaches(NaiveThreshold? threshold, string list)
    {
        var kind = constituencies.Values.SelectMany(input => input.Lists).First(one => one.Name == list).Kind;
        if (threshold?.Needed(kind) is not { } share) return true;
        var national = National();
        var needed = share * NaiveSeats.Base(threshold.Of, Total(Lists, NationalVotes), national.Blank, national.Cast, House);
        return threshold.MoreThan ? NationalVotes(list) > needed : NationalVotes(list) >= needed;
    }

    /// <summary>Seats of the whole country by a divisor method; ties stay in what is returned.</summary>
    public NaiveMethod Allot(string method, NaiveFraction? firstDivisor, List<string> among, int seats, Func<string, BigInteger> votes)
    {
        NaiveMethod run = new("", among.Select(list => new NaiveClaimant(list, votes(list), null)).ToList(), seats, rule.Ties, drawn);
        run.Run(method, firstDivisor, 0);
        return run;
    }

    public NaiveResult Direct(string constituency, int seats) =>
        new NaiveSeats(rule, constituencies[constituency] with { Seats = seats, National = National() }, drawn).Allot();
}
