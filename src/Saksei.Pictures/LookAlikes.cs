using System.Numerics;

namespace Saksei.Pictures;

/// <summary>Two pictures of a form, by their numbers among those that were compared, and how alike they are, from −1 to 1.</summary>
internal readonly record struct Alike(int First, int Second, float Likeness);

/// <summary>
/// Finds pictures that look alike among many of one form. What all have in common, the printed form, is taken away first. Then 256 bits
/// of what is left are compared for every two; the whole of it only where few bits differ.
/// </summary>
internal static class LookAlikes
{
    /// <summary>With fewer it isn't known what the form itself looks like.</summary>
    internal const int Fewest = 20;

    /// <summary>Of 256 bits; two different sheets differ in about 128.</summary>
    internal const int MostBits = 92;

    /// <summary>Chosen where it was measured (docs/spec/pictures.md).</summary>
    internal const float LeastLikeness = 0.6f;

    private const int Words = 4, CellsOfBit = 128, MostTried = 16;

    /// <summary>For each picture the earlier one of another owner that it looks most like, where it looks like one: a crowd of the same is a chain.</summary>
    internal static IReadOnlyList<Alike> Among(IReadOnlyList<sbyte[]> traits, IReadOnlyList<int> owners)
    {
        if (traits.Count < Fewest) return [];
        var (common, bits) = (CommonOf(traits), new ulong[traits.Count * Words]);
        Parallel.For(0, traits.Count, i => Bits(Own(traits[i], common), bits.AsSpan(i * Words, Words)));
        var nearest = new Alike?[traits.Count];
        Parallel.For(0, traits.Count, second => nearest[second] = Nearest(traits, common, Near(bits, owners, second), second));
        return [.. nearest.OfType<Alike>()];
    }

    internal static float[] CommonOf(IReadOnlyList<sbyte[]> traits)
    {
        var common = new float[SheetTraits.Length];
        foreach (var one in traits)
            for (var cell = 0; cell < common.Length; cell++) common[cell] += one[cell];
        for (var cell = 0; cell < common.Length; cell++) common[cell] /= traits.Count;
        return common;
    }

    internal static float[] Own(sbyte[] traits, float[] common)
    {
        var own = new float[traits.Length];
        for (var cell = 0; cell < own.Length; cell++) own[cell] = traits[cell] - common[cell];
        return own;
    }

    /// <summary>The cosine of the angle between two.</summary>
    internal static float Likeness(float[] first, float[] second)
    {
        var (product, ofFirst, ofSecond) = (0f, 0f, 0f);
        for (var cell = 0; cell < first.Length; cell++)
        {
            product += first[cell] * second[cell];
            ofFirst += first[cell] * first[cell];
            ofSecond += second[cell] * second[cell];
        }

        return product == 0 ? 0 : product / MathF.Sqrt(ofFirst * ofSecond);
    }

    // Each bit: whether one half of some cells, the same for every picture, has more ink than the other.
    private static void Bits(float[] own, Span<ulong> bits)
    {
        var state = 0x5A4B_5345_4900_0001UL;
        for (var bit = 0; bit < Words * 64; bit++)
        {
            var sum = 0f;
            for (var i = 0; i < CellsOfBit; i++)
            {
                state = unchecked(state * 6364136223846793005UL + 1442695040888963407UL);
                var cell = (int)((state >> 33) % SheetTraits.Length);
                sum += (i & 1) == 0 ? own[cell] : -own[cell];
            }

            if (sum > 0) bits[bit / 64] |= 1UL << (bit % 64);
        }
    }

    private static List<(int Bits, int First)> Near(ulong[] bits, IReadOnlyList<int> owners, int second)
    {
        var near = new List<(int, int)>();
        var own = bits.AsSpan(second * Words, Words);
        for (var first = 0; first < second; first++)
        {
            var other = bits.AsSpan(first * Words, Words);
            var differing = BitOperations.PopCount(own[0] ^ other[0]) + BitOperations.PopCount(own[1] ^ other[1])
                + BitOperations.PopCount(own[2] ^ other[2]) + BitOperations.PopCount(own[3] ^ other[3]);
            if (differing <= MostBits && owners[first] != owners[second]) near.Add((differing, first));
        }

        return near;
    }

    private static Alike? Nearest(IReadOnlyList<sbyte[]> traits, float[] common, List<(int Bits, int First)> near, int second)
    {
        var own = near.Count > 0 ? Own(traits[second], common) : [];
        Alike? best = null;
        foreach (var (_, first) in near.Order().Take(MostTried))
            if (Likeness(Own(traits[first], common), own) is var likeness && likeness >= (best?.Likeness ?? LeastLikeness)) best = new Alike(first, second, likeness);
        return best;
    }
}
