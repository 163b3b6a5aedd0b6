using System.Numerics;
using System.Runtime.CompilerServices;

namespace Saksei.Election.Seats;

/// <summary>
/// The heap of quotients for usual sizes: a tournament over one integer per list, without a branch that depends on the votes.
/// A key holds ⌊votes·2^s / divisor⌋ above the list's place. Two different quotients differ by at least 1 / (d·d'), so where the
/// greatest divisor squared is at most 2^s their keys differ and stand in the same order, and equal keys are equal quotients: exact.
/// </summary>
internal readonly ref struct KeyTree
{
    private readonly Span<long> tree;
    private readonly Span<Node> nodes;
    private readonly DivisorSequence divisors;
    private readonly int placeBits;
    private readonly int shift;
    private readonly int leaves;

    private KeyTree(Span<long> tree, Span<Node> nodes, DivisorSequence divisors, int shift)
    {
        this.divisors = divisors;
        this.tree = tree;
        this.nodes = nodes;
        placeBits = BitOperations.Log2((uint)tree.Length >> 1);
        this.shift = shift;
        leaves = tree.Length >> 1;
        tree.Clear();
        for (var place = 0; place < nodes.Length; place++) tree[leaves + place] = Key(place);
        for (var i = leaves - 1; i > 0; i--) tree[i] = Higher(tree[2 * i], tree[2 * i + 1]);
    }

    /// <summary>How large a tree for so many lists is.</summary>
    public static int SizeFor(int lists) => 2 * (int)BitOperations.RoundUpToPowerOf2((uint)lists);

    /// <summary>By how many bits votes can be raised with keys still exact; null where they wouldn't be.</summary>
    public static int? ShiftFor(int lists, ulong mostVotes, DivisorSequence divisors, int seats)
    {
        if (divisors.Squared || divisors.First == 0) return null;
        var greatest = divisors.At(seats + 1);
        // Room for the place and the sign above the votes, and for the product with a divisor (DivisorSequence.Divide).
        var room = Math.Max(1 + BitOperations.Log2((uint)SizeFor(lists) / 2), 1 + BitOperations.Log2((ulong)greatest));
        var shift = BitOperations.LeadingZeroCount(mostVotes) - room;
        return shift > 2 * BitOperations.Log2((ulong)greatest) + 1 ? shift : null;
    }

    /// <summary>Gives the remaining seats; returns the tie at which it stopped, or null.</summary>
    public static Tie? Run(scoped Span<long> tree, scoped Span<Node> nodes, int shift, ref Round round, ref StepWriter steps)
    {
        var keys = new KeyTree(tree, nodes, round.Working.Method.Divisors, shift);
        while (round.Remaining > 0 && tree[1] != 0)
        {
            var top = tree[1];
            var place = keys.PlaceOf(top);
            ref var node = ref nodes[place];
            if (round.IsFull(node.Unit))
            {
                steps.Add(new Step(round.Working, StepKind.Exhausted, node.Unit, node.Held, 0, 0));
                keys.Replace(place, 0);
                continue;
            }
            var next = keys.NextAfter(place);
            // With as many seats left as lists, every list level with the first gets one: no lot.
            if (keys.AreLevel(next, top) && round.Remaining < nodes.Length
                && keys.LevelWith(top, round) is var level && level.Count > round.Remaining)
                return round.Draw(level, ref steps);
            Give(ref node, nodes[next == 0 ? place : keys.PlaceOf(next)], ref round, ref steps);
            keys.Replace(place, keys.Key(place));
        }
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give(scoped ref Node node, scoped in Node next, ref Round round, ref StepWriter steps)
    {
        var nextUnit = next.Unit == node.Unit ? -1 : next.Unit;
        steps.Add(new Step(round.Working, StepKind.HighestAverage, node.Unit, node.Held, round.NextOrdinal, 1, nextUnit, next.Held));
        round.Give(node.Unit, 1);
        node.Held++;
    }

    // Of level lists the one given first comes first, which decides nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Key(int place) =>
        (long)(divisors.Divide(nodes[place].Votes << shift, nodes[place].Held + 1) << placeBits) | (uint)(leaves - 1 - place);

    private int PlaceOf(long key) => (int)(~key & (leaves - 1));

    private bool AreLevel(long a, long b) => a >> placeBits == b >> placeBits;

    /// <summary>The highest key but this one: the best of those that it met on its way up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long NextAfter(int place)
    {
        long next = 0;
        for (var i = leaves + place; i > 1; i >>= 1) next = Higher(next, tree[i ^ 1]);
        return next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Replace(int place, long key)
    {
        var i = leaves + place;
        tree[i] = key;
        for (; i > 1; i >>= 1) tree[i >> 1] = key = Higher(key, tree[i ^ 1]);
    }

    /// <summary>The greater of two keys (neither negative), by their difference and its sign: a branch would be guessed wrong half the time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Higher(long a, long b)
    {
        var lead = unchecked(a - b);
        return unchecked(a - (lead & lead >> 63));
    }

    private List<int> LevelWith(long top, in Round round)
    {
        List<int> level = [];
        for (var place = 0; place < nodes.Length; place++)
            if (AreLevel(tree[leaves + place], top) && !round.IsFull(nodes[place].Unit)) level.Add(nodes[place].Unit);
        return level;
    }
}
