using System.Collections.Immutable;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>Joint lists: seats to each as one list first, then to its members by a second allocation.</summary>
internal static class JointLists
{
    public static Allocation Allocate(SeatRule rule, AllocationInput input)
    {
        var members = new Working(rule, rule.Method, input.Lists, null);
        Eligibility.MarkStruck(members);
        var each = rule.Threshold is not null && rule.Coalitions.Given().Threshold == CoalitionThreshold.Member;
        if (each && Eligibility.MarkThreshold(members, input) is { } refusal) return SeatAllocation.Refused(rule, input, refusal);
        var joined = Join(members);
        if (rule.Threshold is not null && !each && Eligibility.MarkThreshold(joined.Working, input) is { } missing)
            return SeatAllocation.Refused(rule, input, missing);
        return Allocate(rule, input, joined);
    }

    /// <summary>The units that seats go to first, and for each the lists that make it up (indices of the input).</summary>
    private sealed record Joined(Working Working, List<List<int>> Members, ListStatus[] Status);

    /// <summary>Joins the members that take part; a list struck out, or below a threshold that each must reach, stays outside and alone.</summary>
    private static Joined Join(Working lists)
    {
        var units = new List<ListVotes>();
        var members = new List<List<int>>();
        Dictionary<string, int> joint = new(StringComparer.Ordinal);
        for (var i = 0; i < lists.Units.Length; i++)
        {
            var list = lists.Units[i];
            if (list.Coalition is not { } name || !lists.TakesPart(i)) Add(units, members, list, i);
            else if (joint.TryGetValue(name, out var at)) AddMember(units, members, list, at, i);
            else
            {
                joint[name] = units.Count;
                Add(units, members, new ListVotes(name, list.Votes) { Kind = "coalition", Candidates = CandidatesOf(list) }, i);
            }
        }
        return new Joined(Upper(lists, units, members), members, lists.Status.Given());
    }

    private static void Add(List<ListVotes> units, List<List<int>> members, ListVotes unit, int index)
    {
        units.Add(unit);
        members.Add([index]);
    }

    private static Working Upper(Working lists, List<ListVotes> units, List<List<int>> members) =>
        new(lists.Rule, lists.Method, [.. units], null)
        {
            Status = [.. members.Select(unit => lists.Status.Given()[unit[0]])],
            ThresholdCounts = lists.ThresholdCounts is { } counts ? [.. members.Select(unit => counts[unit[0]])] : null,
            ThresholdVotes = lists.ThresholdVotes,
        };

    // A member without votes never gets a seat, so its candidates are none that the joint list could fill one with.
    private static int? CandidatesOf(ListVotes member) => member.Votes == 0 ? 0 : member.Candidates;

    private static void AddMember(List<ListVotes> units, List<List<int>> members, ListVotes list, int at, int index)
    {
        var candidates = units[at].Candidates is { } before && CandidatesOf(list) is { } more && before <= int.MaxValue - more ? before + more : (int?)null;
        units[at] = units[at] with { Votes = units[at].Votes + list.Votes, Candidates = candidates };
        members[at].Add(index);
    }

    private static Allocation Allocate(SeatRule rule, AllocationInput input, Joined joined)
    {
        var working = joined.Working;
        var given = new int[joined.Working.Units.Length];
        var limits = rule.Exhausted.Then == ExhaustedSeats.NextList ? SeatAllocation.Limits(joined.Working.Units) : [];
        var round = new Round(working, input.Seats, given, limits, input.Lots);
        var tie = SeatAllocation.Give(ref round, out var steps);
        if (round.Refusal is { } misfit) return SeatAllocation.Refused(rule, input, misfit);
        var inside = new Inside(rule, input, joined) { Used = round.Used is null ? 0 : 1 };
        inside.Steps.AddRange(steps);
        if (tie is not null) inside.Ties.Add(tie);
        for (var unit = 0; unit < given.Length; unit++) inside.Divide(unit, given[unit], working.TakesPart(unit), tie);
        if ((inside.Refusal ?? SeatAllocation.Unused(input.Lots, inside.Used)) is { } refusal) return SeatAllocation.Refused(rule, input, refusal);
        return new Allocation
        {
            Rule = rule,
            Input = input,
            Lists = inside.Lists(),
            Steps = [.. inside.Steps],
            Ties = [.. inside.Ties],
            Unfilled = tie is null ? round.Remaining : 0,
        };
    }

    /// <summary>The second allocations, one for each joint list.</summary>
    private sealed class Inside(SeatRule rule, AllocationInput input, Joined joined)
    {
        private readonly int[] seats = new int[input.Lists.Length];

        public List<Step> Steps { get; } = [];

        public List<Tie> Ties { get; } = [];

        public int Used { get; set; }

        public SeatRefusal? Refusal { get; private set; }

        public void Divide(int unit, int count, bool tookPart, Tie? tie)
        {
            var members = joined.Members[unit];
            var name = joined.Working.Units[unit].List;
            if (!tookPart)
                foreach (var member in members)
                    if (joined.Status[member] == ListStatus.TookPart) joined.Status[member] = ListStatus.BelowThreshold;
            if (count == 0) return;
            var open = tie is not null && tie.Lists.Contains(name, StringComparer.Ordinal);
            if (members.Count == 1) seats[members[0]] = count;
            // While a lot may still add a seat, only a method by which that takes none away can divide the others.
            else if (!open || rule.Coalitions.Given().Method.IsDivisorMethod)
                Divide(members, name, count, open);
        }

        private void Divide(List<int> members, string name, int count, bool open)
        {
            ImmutableArray<ListVotes> units = [.. members.Select(member => input.Lists[member])];
            var given = new int[units.Length];
            var limits = rule.Exhausted.Then == ExhaustedSeats.NextList ? SeatAllocation.Limits(units) : [];
            var round = new Round(new Working(rule, rule.Coalitions.Given().Method, units, name), count, given, limits, input.Lots);
            var tie = SeatAllocation.Give(ref round, out var steps);
            Refusal ??= round.Refusal;
            Used += round.Used is null ? 0 : 1;
            Steps.AddRange(steps);
            // With the seat that a lot may add, level members may all get one.
            if (tie is not null && !open) Ties.Add(tie);
            for (var i = 0; i < units.Length; i++) seats[members[i]] = given[i];
        }

        public ImmutableArray<ListSeats> Lists() =>
            [.. input.Lists.Select((list, i) => SeatAllocation.SeatsOf(list, seats[i], joined.Status[i]))];
    }
}
