using System.Numerics;

namespace Saksei.Election.Seats;

/// <summary>A list in the heap: its votes, the divisor of its next seat, and the seats it holds.</summary>
internal struct Node
{
    public ulong Votes;
    public ulong Divisor;
    public int Unit;
    public int Held;
}

/// <summary>Compares quotients by multiplying crosswise, exactly. Equal quotients compare as equal; order of names plays no part.</summary>
internal interface IQuotientOrder
{
    static abstract int Compare(in Node a, in Node b);
}

/// <summary>Every product fits in 64 bits.</summary>
internal readonly struct NarrowOrder : IQuotientOrder
{
    public static int Compare(in Node a, in Node b) => unchecked(a.Votes * b.Divisor).CompareTo(unchecked(b.Votes * a.Divisor));
}

/// <summary>Any votes and divisors of 64 bits.</summary>
internal readonly struct WideOrder : IQuotientOrder
{
    public static int Compare(in Node a, in Node b)
    {
        var aHigh = Math.BigMul(a.Votes, b.Divisor, out ulong aLow);
        var bHigh = Math.BigMul(b.Votes, a.Divisor, out ulong bLow);
        return aHigh != bHigh ? aHigh.CompareTo(bHigh) : aLow.CompareTo(bLow);
    }
}

/// <summary>Squared divisors: votes² crosswise, in 128 bits where that is enough.</summary>
internal readonly struct SquaredOrder : IQuotientOrder
{
    private const ulong Enough = 1UL << 43;

    public static int Compare(in Node a, in Node b) =>
        (a.Votes | b.Votes) < Enough && (a.Divisor | b.Divisor) < 1UL << 40
            ? ((UInt128)a.Votes * a.Votes * b.Divisor).CompareTo((UInt128)b.Votes * b.Votes * a.Divisor)
            : (BigInteger.Pow(a.Votes, 2) * b.Divisor).CompareTo(BigInteger.Pow(b.Votes, 2) * a.Divisor);
}

/// <summary>The steps as they are written; grows only where a step gives no seat.</summary>
internal struct StepWriter(int capacity)
{
    private Step[] steps = capacity == 0 ? [] : new Step[capacity];

    public int Count { get; private set; }

    public void Add(in Step step)
    {
        if (Count == steps.Length) Array.Resize(ref steps, Count * 2 + 4);
        steps[Count++] = step;
    }

    public Step[] ToArray()
    {
        if (Count != steps.Length) Array.Resize(ref steps, Count);
        return steps;
    }
}

/// <summary>Gives seats one at a time to the highest quotient, from a heap: seats × log lists.</summary>
internal static class HighestAverages
{
    /// <summary>
    /// Gives the remaining seats to the units in the heap (unordered on entry) and returns the tie at which it stopped, or null.
    /// </summary>
    public static Tie? Run(scoped Span<Node> heap, ref Round round, ref StepWriter steps)
    {
        var divisors = round.Working.Method.Divisors;
        ulong most = 0;
        foreach (ref var node in heap)
        {
            node.Divisor = (ulong)divisors.At(node.Held + 1);
            most = Math.Max(most, node.Votes);
        }
        if (divisors.Squared) return Run<SquaredOrder>(heap, ref round, ref steps);
        var greatest = (ulong)divisors.At(round.Seats + 1);
        return Math.BigMul(most, greatest, out _) == 0
            ? Run<NarrowOrder>(heap, ref round, ref steps) : Run<WideOrder>(heap, ref round, ref steps);
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
            if (round.Remaining < heap.Length && next > 0 && Order<TOrder>(top, heap[next]) == 0
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

    /// <summary>A zero divisor comes before every other; between two of them the votes decide.</summary>
    private static int Order<TOrder>(in Node a, in Node b) where TOrder : struct, IQuotientOrder
    {
        var order = TOrder.Compare(a, b);
        return order == 0 && a.Divisor == 0 && b.Divisor == 0 ? a.Votes.CompareTo(b.Votes) : order;
    }

    // Level quotients stand in the order given, so that the working is the same each time; a lot never rests on it.
    private static bool Before<TOrder>(in Node a, in Node b) where TOrder : struct, IQuotientOrder =>
        Order<TOrder>(a, b) is var order && (order > 0 || (order == 0 && a.Unit < b.Unit));

    private static int GreaterChild<TOrder>(Span<Node> heap, int parent) where TOrder : struct, IQuotientOrder
    {
        var child = 2 * parent + 1;
        if (child >= heap.Length) return -1;
        return child + 1 < heap.Length && Before<TOrder>(heap[child + 1], heap[child]) ? child + 1 : child;
    }

    private static void SiftDown<TOrder>(Span<Node> heap, int parent, int child) where TOrder : struct, IQuotientOrder
    {
        var moving = heap[parent];
        while (child >= 0 && Before<TOrder>(heap[child], moving))
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
            if (Order<TOrder>(node, heap[0]) == 0 && !round.IsFull(node.Unit)) level.Add(node.Unit);
        level.Sort();
        return level;
    }
}
