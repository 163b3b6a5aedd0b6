using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>How near another seat is, by trying: one vote more, two votes more, and so on.</summary>
internal sealed class NaiveMargins(NaiveRule rule, NaiveInput input, int mostAdded)
{
    private readonly NaiveResult _before = new NaiveSeats(rule, input).Allot();
    private readonly List<string> _reaching = new NaiveSeats(rule, input).Reaching();

    /// <summary>The fewest votes added to a list that win it one seat more outright; null where that takes more than are tried or a list changes sides first.</summary>
    public int? Added(string list)
    {
        for (var votes = 1; votes <= mostAdded; votes++)
        {
            var after = With(list, votes) with { Cast = input.Cast + votes };
            if (!SameSides(after)) return null;
            if (Wins(list, after)) return votes;
        }

        return null;
    }

    /// <summary>The fewest ballots moved from one list to another that win it one seat more outright.</summary>
    public int? Moved(string from, string to)
    {
        var most = input.Lists.Single(list => list.Name == from).Votes;
        for (var votes = 1; votes <= most; votes++)
        {
            var after = new NaiveMargins(rule, With(to, votes), 0).With(from, -votes);
            if (!SameSides(after)) return null;
            if (Wins(to, after)) return votes;
        }

        return null;
    }

    private bool Wins(string list, NaiveInput after) => new NaiveSeats(rule, after).Allot().Seats[list] > _before.Seats[list];

    private bool SameSides(NaiveInput after) => new NaiveSeats(rule, after).Reaching().SequenceEqual(_reaching);

    private NaiveInput With(string name, BigInteger votes) =>
        input with { Lists = input.Lists.Select(list => list.Name == name ? list with { Votes = list.Votes + votes } : list).ToList() };
}
