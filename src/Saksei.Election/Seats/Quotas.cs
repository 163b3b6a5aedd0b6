namespace Saksei.Election.Seats;

/// <summary>Whole quotas first; then remainders or averages for what they leave.</summary>
internal static class Quotas
{
    /// <summary>Gives whole quotas; returns the tie that they make themselves (see <see cref="OneTooMany"/>), or null.</summary>
    public static Tie? Run(scoped Span<Node> nodes, long votes, ref Round round, ref StepWriter steps)
    {
        var divisor = SetQuota(round.Working, votes, round.Seats);
        while (WholeQuotas(nodes, round) is var whole && whole > round.Seats)
        {
            if (divisor == round.Seats + 1) return OneTooMany(nodes, ref round, ref steps);
            // The law of Italy: the quota is computed anew with its divisor lowered by one.
            divisor--;
            round.Working.QuotaDenominator = divisor;
            steps.Add(new Step(round.Working, StepKind.QuotaRaised, -1, 0, 0, 0));
        }
        Expect(nodes, round, ref steps);
        foreach (ref var node in nodes) Give(node.Unit, (long)node.Divisor, ref round, ref steps);
        return null;
    }

    /// <summary>Sets the quota and returns the number that votes are divided by (seats + 1 for Droop, which is then rounded up).</summary>
    private static long SetQuota(Working working, long votes, int seats)
    {
        long divisor = working.Method.Quota switch
        {
            Quota.None or Quota.Hare => seats,
            Quota.Droop or Quota.HagenbachBischoff => seats + 1L,
            Quota.Imperiali => seats + 2L,
        };
        var droop = working.Method.Quota == Quota.Droop;
        working.QuotaNumerator = droop ? votes / divisor + 1 : votes;
        working.QuotaDenominator = droop ? 1 : divisor;
        return divisor;
    }

    // A division costs as much as everything else that is done for a list, and one of 128 bits as much as ten.
    private static long Whole(in Node node, Working working)
    {
        var product = Math.BigMul(node.Votes, (ulong)working.QuotaDenominator, out var low);
        if (product == 0 && working.QuotaNumerator <= ulong.MaxValue)
            return low < (ulong)working.QuotaNumerator ? 0 : (long)(low / (ulong)working.QuotaNumerator);
        return (long)((Int128)node.Votes * working.QuotaDenominator / working.QuotaNumerator);
    }

    /// <summary>Counts each list's whole quotas, and gives their sum.</summary>
    private static long WholeQuotas(scoped Span<Node> nodes, in Round round)
    {
        long sum = 0;
        foreach (ref var node in nodes)
        {
            var whole = Math.Max(0, Math.Min(Whole(node, round.Working), round.Room(node.Unit)));
            node.Divisor = (ulong)whole;
            sum += whole;
        }
        return sum;
    }

    private static void Expect(scoped ReadOnlySpan<Node> nodes, in Round round, ref StepWriter steps)
    {
        var (lists, left) = (0, (long)round.Remaining);
        foreach (ref readonly var node in nodes)
        {
            lists += node.Divisor > 0 ? 1 : 0;
            left -= (long)node.Divisor;
        }
        steps.Expect(lists + (int)left);
    }

    private static void Give(int unit, long count, ref Round round, ref StepWriter steps)
    {
        if (count <= 0) return;
        steps.Add(new Step(round.Working, StepKind.Quota, unit, round.Held(unit), round.NextOrdinal, (int)count));
        round.Give(unit, (int)count);
    }

    /// <summary>
    /// votes / (seats + 1) is promised once too often only where every list's votes are exact multiples of it: then each list's last
    /// seat is held at exactly the quota, and a lot says which list goes without.
    /// </summary>
    private static Tie? OneTooMany(scoped ReadOnlySpan<Node> nodes, ref Round round, ref StepWriter steps)
    {
        List<int> level = [];
        foreach (var node in nodes)
        {
            var whole = (long)node.Divisor;
            if (whole > 0) level.Add(node.Unit);
            Give(node.Unit, whole - 1, ref round, ref steps);
        }
        // A list that has all votes goes without its last quota, and nothing is left to draw.
        return round.Remaining == 0 ? null : round.Draw(level, ref steps);
    }

    /// <summary>One seat each in the order of the remainders, or of the averages computed once; a further round only where seats are still left.</summary>
    public static Tie? RunOrdered(scoped ReadOnlySpan<Node> nodes, ref Round round, ref StepWriter steps)
    {
        var ranks = new List<Rank>(nodes.Length);
        while (round.Remaining > 0)
        {
            ranks.Clear();
            foreach (var node in nodes)
                if (!round.IsFull(node.Unit)) ranks.Add(RankOf(node, round));
            if (ranks.Count == 0) return null;
            ranks.Sort();
            if (GiveInOrder(ranks, ref round, ref steps) is { } tie) return tie;
        }
        return null;
    }

    private static Tie? GiveInOrder(List<Rank> ranks, ref Round round, ref StepWriter steps)
    {
        var remaining = round.Remaining;
        var split = remaining < ranks.Count && ranks[remaining - 1].Order(ranks[remaining]) == 0;
        var certain = split ? ranks.FindIndex(rank => rank.Order(ranks[remaining]) == 0) : Math.Min(remaining, ranks.Count);
        for (var i = 0; i < certain; i++) GiveRanked(ranks[i], i + 1 < ranks.Count ? ranks[i + 1] : null, ref round, ref steps);
        if (!split) return null;
        var level = ranks.FindAll(rank => rank.Order(ranks[remaining]) == 0).ConvertAll(rank => rank.Unit);
        return round.Draw(level, ref steps);
    }

    private static void GiveRanked(Rank rank, Rank? next, ref Round round, ref StepWriter steps)
    {
        var kind = round.Working.Method.Completion == Completion.OneShotAverages ? StepKind.OneShotAverage : StepKind.Remainder;
        var nextUnit = next?.Unit ?? -1;
        steps.Add(new Step(round.Working, kind, rank.Unit, rank.Held, round.NextOrdinal, 1, nextUnit, next?.Held ?? 0));
        round.Give(rank.Unit, 1);
    }

    private static Rank RankOf(in Node node, in Round round)
    {
        var held = round.Held(node.Unit);
        var working = round.Working;
        return working.Method.Completion == Completion.OneShotAverages
            ? new Rank(node.Votes, held + 1, node.Unit, held)
            : new Rank((Int128)node.Votes * working.QuotaDenominator - held * working.QuotaNumerator, 1, node.Unit, held);
    }

    /// <summary>What a list is ordered by: highest first; level ones as given, which decides nothing (see <see cref="GiveInOrder"/>).</summary>
    private readonly record struct Rank(Int128 Above, long Below, int Unit, int Held) : IComparable<Rank>
    {
        public int Order(Rank other) => (other.Above * Below).CompareTo(Above * other.Below);

        public int CompareTo(Rank other) => Order(other) is not 0 and var order ? order : Unit.CompareTo(other.Unit);
    }
}
