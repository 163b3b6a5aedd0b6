using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>How near another seat is, by trying: one vote more, two votes more, and so on.</summary>
internal sealed class NaiveMargins(NaiveRule rule, NaiveInput input, int mostAdded)
{
    private readonly NaiveResult _before = new NaiveSeats(rule, input).Allot();
    private readonly List<string> _reaching = new NaiveSeats(rule, input).Reaching();

    /// <summary>The fewest votes added to a list that win it one seat more, outright or where a lot could; null where that takes more
    /// than are tried. A list that changes sides of the threshold first makes <see cref="SidesChanged"/>.</summary>
    public int? Added(string list, bool outright) =>
        Fewest(mostAdded, votes => With(list, votes) with { Cast = input.Cast + votes }, list, outright);

    /// <summary>The fewest ballots moved from one list to another that win it one seat more, outright or where a lot could.</summary>
    public int? Moved(string from, string to, bool outright) => Fewest(
        (int)input.Lists.Single(list => list.Name == from).Votes, votes => new NaiveMargins(rule, With(to, votes), 0).With(from, -votes), to, outright);

    public bool SidesChanged { get; private set; }

    private int? Fewest(int most, Func<int, NaiveInput> after, string list, bool outright)
    {
        for (var votes = 0; votes <= most; votes++)
        {
            SidesChanged |= !SameSides(after(votes));
            if (SidesChanged) return null;
            if (Wins(list, after(votes), outright)) return votes;
        }

        return null;
    }

    private bool Wins(string list, NaiveInput after, bool outright)
    {
        var result = new NaiveSeats(rule, after).Allot();
        return result.Seats[list] > _before.Seats[list] || (!outright && result.Ties.Any(tie => tie.Lists.Contains(list) && result.Seats[list] == _before.Seats[list]));
    }

    private bool SameSides(NaiveInput after) => new NaiveSeats(rule, after).Reaching().SequenceEqual(_reaching);

    private NaiveInput With(string name, BigInteger votes) =>
        input with { Lists = input.Lists.Select(list => list.Name == name ? list with { Votes = list.Votes + votes } : list).ToList() };
}
