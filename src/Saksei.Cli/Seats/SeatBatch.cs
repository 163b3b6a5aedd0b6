using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>Allocates many constituencies on all cores. An allocation reads its own input only, so the order of the work changes nothing.</summary>
public static class SeatBatch
{
    // Smaller shares cost more in handing over than they save.
    private const int Share = 64;

    /// <summary>Each input by the rule, in the order given.</summary>
    public static ImmutableArray<Allocation> Allocate(SeatRule rule, ImmutableArray<AllocationInput> inputs)
    {
        var allocations = new Allocation[inputs.Length];
        if (inputs.Length <= Share) Allocate(rule, inputs, allocations, 0, inputs.Length);
        else Parallel.ForEach(Partitioner.Create(0, inputs.Length, Share), share => Allocate(rule, inputs, allocations, share.Item1, share.Item2));
        return ImmutableCollectionsMarshal.AsImmutableArray(allocations);
    }

    private static void Allocate(SeatRule rule, ImmutableArray<AllocationInput> inputs, Allocation[] allocations, int from, int until)
    {
        for (var i = from; i < until; i++) allocations[i] = SeatAllocation.Allocate(rule, inputs[i]);
    }
}
