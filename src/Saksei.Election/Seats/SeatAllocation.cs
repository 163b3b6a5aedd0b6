using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Saksei.Election.Seats;

/// <summary>Turns the votes of one constituency into seats, with the working.</summary>
public static class SeatAllocation
{
    private const int OnStack = 64;

    /// <summary>
    /// Allocates by the rule. Nothing that can be wrong with the input throws: see <see cref="Allocation.Refusal"/>; what a lot must
    /// decide is left open: see <see cref="Allocation.Ties"/>.
    /// </summary>
    public static Allocation Allocate(SeatRule rule, AllocationInput input)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(input);
        if (InputCheck.Check(rule, input, out var facts) is { } refusal) return Refused(rule, input, refusal);
        if (facts.HasCoalitions) return JointLists.Allocate(rule, input);
        var working = new Working(rule, rule.Method, input.Lists, null);
        if (facts.HasStruck) Eligibility.MarkStruck(working);
        if (rule.Threshold is not null && Eligibility.MarkThreshold(working, input) is { } missing) return Refused(rule, input, missing);
        return Plain(rule, input, working, facts);
    }

    internal static Allocation Refused(SeatRule rule, AllocationInput input, SeatRefusal refusal) =>
        new() { Rule = rule, Input = input, Refusal = refusal };

    private static Allocation Plain(SeatRule rule, AllocationInput input, Working working, InputFacts facts)
    {
        var given = new int[input.Lists.Length];
        var limits = facts.HasLimits && rule.Exhausted.Then == ExhaustedSeats.NextList ? Limits(input.Lists) : [];
        var round = new Round(working, input.Seats, given, limits, input.Lots);
        var tie = Give(ref round, out var steps);
        if ((round.Refusal ?? Unused(input.Lots, round.Used is null ? 0 : 1)) is { } refusal) return Refused(rule, input, refusal);
        return new Allocation
        {
            Rule = rule,
            Input = input,
            Given = new GivenSeats(working, given),
            Steps = ImmutableCollectionsMarshal.AsImmutableArray(steps),
            Ties = tie is null ? [] : [tie],
            Unfilled = tie is null ? round.Remaining : 0,
        };
    }

    /// <summary>A lot that no tie asked for is refused, never ignored.</summary>
    internal static SeatRefusal? Unused(ImmutableArray<Lot> lots, int used) =>
        lots.Length > used ? new SeatRefusal("lot-not-needed") : null;

    internal static int[] Limits(ImmutableArray<ListVotes> units)
    {
        var limits = new int[units.Length];
        for (var i = 0; i < limits.Length; i++) limits[i] = units[i].Candidates ?? int.MaxValue;
        return limits;
    }

    /// <summary>One giving-out of seats: exclusions, whole quotas, then the rest.</summary>
    internal static Tie? Give(ref Round round, out Step[] written)
    {
        var working = round.Working;
        var units = working.Units;
        var writer = new StepWriter();
        var nodes = units.Length <= OnStack ? stackalloc Node[units.Length] : new Node[units.Length];
        nodes = nodes[..Enter(working, nodes, ref writer, out var valid, out var qualified)];
        var tie = nodes.IsEmpty ? null : Give(nodes, working.Rule.QuotaVotes == QuotaVotes.Valid ? valid : qualified, ref round, ref writer);
        written = writer.ToArray();
        return tie;
    }

    private static Tie? Give(scoped Span<Node> nodes, long quotaVotes, ref Round round, ref StepWriter writer)
    {
        var method = round.Working.Method;
        if (method.IsMajority) return Majority.Run(nodes, ref round, ref writer);
        if (method.Quota != Quota.None && Quotas.Run(nodes, quotaVotes, ref round, ref writer) is { } tie) return tie;
        if (method.Completion != Completion.HighestAverages) return Quotas.RunOrdered(nodes, ref round, ref writer);
        foreach (ref var node in nodes) node.Held = round.Held(node.Unit);
        return HighestAverages.Run(nodes, ref round, ref writer);
    }

    /// <summary>Fills the nodes with the units that take part and have votes; the others are written down as steps.</summary>
    private static int Enter(Working working, Span<Node> nodes, ref StepWriter writer, out long valid, out long qualified)
    {
        var units = working.Units;
        var count = 0;
        valid = qualified = 0;
        for (var unit = 0; unit < units.Length; unit++)
        {
            var votes = units[unit].Votes;
            var status = working.Status is null ? ListStatus.TookPart : working.Status[unit];
            if (status != ListStatus.Struck || working.Rule.Struck is { Votes: StruckVotes.Kept }) valid += votes;
            if (status == ListStatus.TookPart) qualified += votes;
            else writer.Add(new Step(working, status == ListStatus.Struck ? StepKind.Struck : StepKind.ThresholdExcluded, unit, 0, 0, 0));
            if (status == ListStatus.TookPart && votes > 0) nodes[count++] = new Node { Votes = (ulong)votes, Unit = unit };
        }
        return count;
    }

    internal static ListSeats SeatsOf(ListVotes list, int seats, ListStatus status) =>
        new(list.List, list.Votes, seats, status, list.Candidates is { } candidates && candidates < seats ? seats - candidates : 0);
}

/// <summary>
/// One seat to the most votes, if they reach the share that the rule asks for. Otherwise nobody has it: the working says between whom
/// the second round is, and what that brings is counted as a vote of its own.
/// </summary>
internal static class Majority
{
    private const int InSecondRound = 2;

    /// <summary>Gives the seat, or writes down who goes on; returns the tie that a lot must decide, or null.</summary>
    public static Tie? Run(scoped Span<Node> nodes, ref Round round, ref StepWriter steps)
    {
        nodes.Sort(static (a, b) => b.Votes.CompareTo(a.Votes));
        while (!nodes.IsEmpty && round.IsFull(nodes[0].Unit))
        {
            steps.Add(new Step(round.Working, StepKind.Exhausted, nodes[0].Unit, 0, 0, 0));
            nodes = nodes[1..];
        }

        if (nodes.IsEmpty) return null;
        if (nodes[0].Votes >= (ulong)Eligibility.LeastVotes(round.Working)) return Elect(nodes, ref round, ref steps);
        if (nodes.Length >= InSecondRound) GoOn(nodes, round.Working, ref steps);
        return null;
    }

    private static Tie? Elect(scoped Span<Node> nodes, ref Round round, ref StepWriter steps)
    {
        List<int> level = [];
        foreach (ref var node in nodes)
            if (node.Votes == nodes[0].Votes) level.Add(node.Unit);
        level.Sort();
        if (level.Count > 1) return round.Draw(level, ref steps);
        steps.Add(new Step(round.Working, StepKind.MostVotes, nodes[0].Unit, 0, round.NextOrdinal, 1, nodes.Length > 1 ? nodes[1].Unit : -1));
        round.Give(nodes[0].Unit, 1);
        return null;
    }

    // Which of several that are level with the second goes on, the votes don't say.
    private static void GoOn(scoped Span<Node> nodes, Working working, ref StepWriter steps)
    {
        foreach (ref var node in nodes)
            if (node.Votes >= nodes[InSecondRound - 1].Votes) steps.Add(new Step(working, StepKind.SecondRound, node.Unit, 0, 0, 0));
    }
}
