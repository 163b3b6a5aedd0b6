using System.Buffers.Binary;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Examples;

namespace Saksei.Rehearsal;

/// <summary>
/// Everything that chance decides in the rehearsal, from one number. Two labels never share bits, so that a new use of chance
/// doesn't shift what the others drew; and a label's bits don't hang on when they are asked for, so that threads don't matter.
/// </summary>
/// <param name="Number">The seed, which is printed: nothing made from it is a secret.</param>
public sealed record RehearsalSeed(ulong Number)
{
    private readonly SeededSource _source = new(Number);

    /// <summary>The seed of a key.</summary>
    public byte[] KeySeed(string name) => _source.KeySeed(name);

    /// <summary>A digest of a label: a commitment.</summary>
    public Hash Digest(string label) => _source.Digest(label);

    /// <summary>128 bits for a label: a nonce or a salt.</summary>
    public UInt128 Bits(string label) => BinaryPrimitives.ReadUInt128BigEndian(_source.Digest(label).ToArray());

    /// <summary>A generator of its own for a label.</summary>
    public SeededRandom Stream(string label) => new(_source.Digest("stream " + label).ToArray());
}

/// <summary>
/// xoshiro256** (Blackman and Vigna), the same numbers on every machine and version. For simulations only: from some
/// numbers the rest can be computed. Not for several threads at once.
/// </summary>
public sealed class SeededRandom
{
    private ulong _a, _b, _c, _d;

    /// <summary>Begins from 32 bytes that aren't all zero.</summary>
    public SeededRandom(ReadOnlySpan<byte> seed)
    {
        (_a, _b) = (BinaryPrimitives.ReadUInt64LittleEndian(seed), BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]));
        (_c, _d) = (BinaryPrimitives.ReadUInt64LittleEndian(seed[16..]), BinaryPrimitives.ReadUInt64LittleEndian(seed[24..]));
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            var result = ulong.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = ulong.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>, each as likely as any other (Lemire's method).</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var size = (uint)bound;
        while (true)
        {
            var product = (Next() >> 32) * size;
            var low = unchecked((uint)product);

            // The lowest products would make some numbers likelier by one in 2^32: those are drawn again.
            if (low >= size || low >= unchecked(0u - size) % size) return (int)(product >> 32);
        }
    }

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>Whether a thing happens that happens so many times in a thousand.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    /// <summary>A number from −spread to +spread that is mostly near zero: the mean of four draws.</summary>
    public int Around(int spread)
    {
        var sum = 0;
        for (var i = 0; i < 4; i++) sum += Between(-spread, spread);
        return sum / 4;
    }

    /// <summary>One of some things.</summary>
    public T Pick<T>(IReadOnlyList<T> things) => things[Below(things.Count)];

    /// <summary>Puts things into an order of chance (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> things)
    {
        for (var i = things.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (things[i], things[j]) = (things[j], things[i]);
        }
    }
}
