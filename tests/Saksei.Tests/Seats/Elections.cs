using CsCheck;
using Saksei.Election.Seats;

namespace Saksei.Tests.Seats;

/// <summary>Random elections, small ones with many ties among them.</summary>
internal static class Elections
{
    public static Gen<AllocationInput> Any { get; } = Of(Gen.OneOf(Gen.Long[0, 12], Gen.Long[0, 1000], Gen.Long[0, 5_000_000]));

    public static Gen<AllocationInput> Huge { get; } = Of(Gen.Long[0, long.MaxValue / 20]);

    public static Gen<AllocationInput> Tied { get; } = Of(Gen.Long[0, 5]);

    /// <summary>Methods that share any number of seats out; a majority gives one (<see cref="MajorityTests"/>).</summary>
    public static IReadOnlyList<string> Sharing { get; } = [.. SeatRule.Names.Where(name => !SeatRule.Named(name)!.Method.IsMajority)];

    public static Gen<SeatRule> AnyRule { get; } = OneOf([.. Sharing.Select(name => SeatRule.Named(name)!)]);

    public static Gen<SeatRule> DivisorRule { get; } =
        OneOf([.. Sharing.Select(name => SeatRule.Named(name)!).Where(rule => rule.Method.IsDivisorMethod)]);

    public static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Allocation Allocate(this SeatRule rule, AllocationInput input) => SeatAllocation.Allocate(rule, input);

    /// <summary>The fewest and the most seats that the list can have, whatever the lots.</summary>
    public static (int Fewest, int Most) Seats(this Allocation allocation, int list)
    {
        var sure = allocation.Lists[list].Seats;
        var open = allocation.Ties.Any(tie => tie.Lists.Contains(allocation.Lists[list].List)) ? 1 : 0;
        return (sure, sure + open);
    }

    public static AllocationInput WithVotes(this AllocationInput input, int list, long votes) =>
        input with { Lists = input.Lists.SetItem(list, input.Lists[list] with { Votes = votes }) };

    private static Gen<AllocationInput> Of(Gen<long> votes) =>
        Gen.Select(votes.Array[1, 12], Gen.Int[1, 25], (figures, seats) => new AllocationInput
        {
            Seats = seats,
            Lists = [.. figures.Select((votes, i) => new ListVotes($"list {i}", votes))],
        });
}
