using System.Numerics;
using System.Runtime.CompilerServices;

namespace Saksei.Election.Seats;

/// <summary>A list in the heap, and the seats it holds.</summary>
internal struct Node
{
    public ulong Votes;

    /// <summary>The divisor of its next seat; before that, its whole quotas.</summary>
    public ulong Divisor;
    public int Unit;
    public int Held;
}

/// <summary>Compares quotients by multiplying crosswise, exactly.</summary>
internal interface IQuotientOrder
{
    /// <summary>The first quotient is higher. Level quotients stand in the order given, which decides nothing.</summary>
    static abstract bool Before(in Node a, in Node b);

    /// <summary>Neither quotient is higher.</summary>
    static abstract bool Same(in Node a, in Node b);
}

/// <summary>Any votes and divisors of 64 bits.</summary>
internal readonly struct WideOrder : IQuotientOrder
{
    public static bool Before(in Node a, in Node b)
    {
        var mine = Math.BigMul(a.Votes, b.Divisor);
        var other = Math.BigMul(b.Votes, a.Divisor);
        return mine == other ? Level.Before(a, b) : mine > other;
    }

    public static bool Same(in Node a, in Node b) =>
        Math.BigMul(a.Votes, b.Divisor) == Math.BigMul(b.Votes, a.Divisor) && Level.Are(a, b);
}

/// <summary>Squared divisors: votes² crosswise, in 128 bits where that is enough.</summary>
internal readonly struct SquaredOrder : IQuotientOrder
{
    private const ulong Enough = 1UL << 43;

    public static bool Before(in Node a, in Node b)
    {
        var order = Order(a, b);
        return order == 0 ? Level.Before(a, b) : order > 0;
    }

    public static bool Same(in Node a, in Node b) => Order(a, b) == 0 && Level.Are(a, b);

    private static int Order(in Node a, in Node b) =>
        (a.Votes | b.Votes) < Enough && (a.Divisor | b.Divisor) < 1UL << 40
            ? ((UInt128)a.Votes * a.Votes * b.Divisor).CompareTo((UInt128)b.Votes * b.Votes * a.Divisor)
            : (BigInteger.Pow(a.Votes, 2) * b.Divisor).CompareTo(BigInteger.Pow(b.Votes, 2) * a.Divisor);
}

/// <summary>Lists whose products are equal.</summary>
internal static class Level
{
    /// <summary>Two zero divisors come before every quotient, and between them the votes decide.</summary>
    public static bool Before(in Node a, in Node b) => Are(a, b) ? a.Unit < b.Unit : a.Votes > b.Votes;

    /// <summary>Whether lists with equal products are level.</summary>
    public static bool Are(in Node a, in Node b) => a.Divisor != 0 || b.Divisor != 0 || a.Votes == b.Votes;
}

/// <summary>The steps as they are written, in an array of just the length expected.</summary>
internal struct StepWriter()
{
    private const int Most = 1 << 16;
    private Step[] steps = [];

    public int Count { get; private set; }

    /// <summary>So many more steps are likely.</summary>
    public void Expect(int more)
    {
        if (Count + more > steps.Length) Array.Resize(ref steps, Count + Math.Min(more, Most));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Step step)
    {
        if (Count == steps.Length) Grow();
        steps[Count++] = step;
    }

    /// <summary>How many seats whole quotas gave a unit.</summary>
    public readonly int WholeQuotas(int unit)
    {
        var seats = 0;
        foreach (ref readonly var step in steps.AsSpan(0, Count))
            if (step.Kind == StepKind.Quota && step.Unit == unit) seats += step.Seats;
        return seats;
    }

    private void Grow() => Array.Resize(ref steps, Count * 2 + 4);

    public Step[] ToArray()
    {
        if (Count != steps.Length) Array.Resize(ref steps, Count);
        return steps;
    }
}

/// <summary>Gives seats one at a time to the highest quotient, from a heap: seats × log lists.</summary>
internal static class HighestAverages
{
    private const int OnStack = 128;

    /// <summary>
    /// Gives the remaining seats to the units in the heap (unordered on entry) and returns the tie at which it stopped, or null.
    /// </summary>
    public static Tie? Run(scoped Span<Node> heap, ref Round round, ref StepWriter steps)
    {
        var divisors = round.Working.Method.Divisors;
        steps.Expect(round.Remaining);
        ulong most = 0;
        foreach (ref var node in heap) most = Math.Max(most, node.Votes);
        if (KeyTree.ShiftFor(heap.Length, most, divisors, round.Seats) is not { } shift) return RunWide(heap, ref round, ref steps);
        var size = KeyTree.SizeFor(heap.Length);
        return KeyTree.Run(size <= OnStack ? stackalloc long[size] : new long[size], heap, shift, ref round, ref steps);
    }

    private static Tie? RunWide(scoped Span<Node> heap, ref Round round, ref StepWriter steps)
    {
        var divisors = round.Working.Method.Divisors;
        foreach (ref var node in heap) node.Divisor = (ulong)divisors.At(node.Held + 1);
        return divisors.Squared ? Run<SquaredOrder>(heap, ref round, ref steps) : Run<WideOrder>(heap, ref round, ref steps);
    }

    private static Tie? Run<TOrder>(scoped Span<Node> heap, ref Round round, ref StepWriter steps) where TOrder : struct, IQuotientOrder
    {
        var divisors = round.Working.Method.Divisors;
        for (var i = heap.Length / 2 - 1; i >= 0; i--) SiftDown<TOrder>(heap, i, GreaterChild<TOrder>(heap, i));
        while (round.Remaining > 0 && heap.Length > 0)
        {
            ref var top = ref heap[0];
            if (round.IsFull(top.Unit))
            {
                steps.Add(new Step(round.Working, StepKind.Exhausted, top.Unit, top.Held, 0, 0));
                heap = RemoveTop<TOrder>(heap);
                continue;
            }
            var next = GreaterChild<TOrder>(heap, 0);
            // With as many seats left as lists, every list level with the first gets one: no lot.
            if (round.Remaining < heap.Length && next > 0 && TOrder.Same(top, heap[next])
                && LevelWithTop<TOrder>(heap, round) is { Count: > 0 } level && level.Count > round.Remaining)
                return round.Draw(level, ref steps);
            Give(heap, next, ref round, ref steps);
            top.Held++;
            top.Divisor = (ulong)divisors.At(top.Held + 1);
            SiftDown<TOrder>(heap, 0, next);
        }
        return null;
    }

    private static void Give(scoped Span<Node> heap, int next, ref Round round, ref StepWriter steps)
    {
        ref var top = ref heap[0];
        var nextUnit = next < 0 ? -1 : heap[next].Unit;
        var nextHeld = next < 0 ? 0 : heap[next].Held;
        steps.Add(new Step(round.Working, StepKind.HighestAverage, top.Unit, top.Held, round.NextOrdinal, 1, nextUnit, nextHeld));
        round.Give(top.Unit, 1);
    }

    private static int GreaterChild<TOrder>(Span<Node> heap, int parent) where TOrder : struct, IQuotientOrder
    {
        var child = 2 * parent + 1;
        if (child + 1 >= heap.Length) return child < heap.Length ? child : -1;
        return child + (TOrder.Before(heap[child + 1], heap[child]) ? 1 : 0);
    }

    private static void SiftDown<TOrder>(Span<Node> heap, int parent, int child) where TOrder : struct, IQuotientOrder
    {
        var moving = heap[parent];
        while (child >= 0 && TOrder.Before(heap[child], moving))
        {
            heap[parent] = heap[child];
            parent = child;
            child = GreaterChild<TOrder>(heap, parent);
        }
        heap[parent] = moving;
    }

    private static Span<Node> RemoveTop<TOrder>(Span<Node> heap) where TOrder : struct, IQuotientOrder
    {
        heap[0] = heap[^1];
        heap = heap[..^1];
        if (heap.Length > 0) SiftDown<TOrder>(heap, 0, GreaterChild<TOrder>(heap, 0));
        return heap;
    }

    private static List<int> LevelWithTop<TOrder>(scoped Span<Node> heap, in Round round) where TOrder : struct, IQuotientOrder
    {
        List<int> level = [];
        foreach (ref var node in heap)
            if (TOrder.Same(node, heap[0]) && !round.IsFull(node.Unit)) level.Add(node.Unit);
        level.Sort();
        return level;
    }
}
