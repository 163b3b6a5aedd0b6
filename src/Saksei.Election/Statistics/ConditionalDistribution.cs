using System.Numerics;
using Saksei.Election.Counts;

namespace Saksei.Election.Statistics;

/// <summary>A two by two table: rows are groups, the first column is what is counted.</summary>
public readonly record struct TwoByTwo(long A, long B, long C, long D)
{
    /// <summary>Those in the first row.</summary>
    public long Row1 => A + B;

    /// <summary>Those in the second row.</summary>
    public long Row2 => C + D;

    /// <summary>Those in the first column.</summary>
    public long Column1 => A + C;

    /// <summary>The least that <see cref="A"/> can be with these margins.</summary>
    public long Least => Math.Max(0, Column1 - Row2);

    /// <summary>The most that <see cref="A"/> can be with these margins.</summary>
    public long Most => Math.Min(Row1, Column1);
}

/// <summary>
/// How a count is distributed if labels are exchangeable: weights of all its values, given every margin. For a table the
/// hypergeometric distribution, for strata the convolution of theirs, for a share the binomial one. With an odds ratio ψ each
/// weight has ψ to its place as a factor.
/// </summary>
public sealed class ConditionalDistribution
{
    /// <summary>Where values times persons are more than this, weights are kept relative to the greatest, with so many bits.</summary>
    private const long Exact = 200_000;
    private const int FewValues = 64;
    private const int RelativeBits = 2600;
    private const int RatioBits = 256;

    private readonly Func<BigInteger[]> _weigh;
    private readonly Func<long, (BigInteger Above, BigInteger Below)> _ratio;

    private ConditionalDistribution(long first, long last, Func<BigInteger[]> weigh, Func<long, (BigInteger Above, BigInteger Below)> ratio) =>
        (First, Last, _weigh, _ratio) = (first, last, weigh, ratio);

    /// <summary>The least value.</summary>
    public long First { get; }

    /// <summary>The greatest value.</summary>
    public long Last { get; }

    /// <summary>The distribution of A in a table.</summary>
    public static ConditionalDistribution Of(TwoByTwo table)
    {
        (BigInteger, BigInteger) Ratio(long value) =>
            (new BigInteger(table.Row1 - value) * (table.Column1 - value), new BigInteger(value + 1) * (table.Row2 - table.Column1 + value + 1));
        var exact = table.Most - table.Least <= FewValues || (table.Most - table.Least) * (table.Row1 + table.Row2) <= Exact;
        BigInteger[] Weigh() => exact ? Exactly(table.Least, table.Most, Choose(table, table.Least), Ratio) : Relative(table.Least, table.Most, Ratio);
        return new ConditionalDistribution(table.Least, table.Most, Weigh, Ratio);
    }

    /// <summary>The distribution of the sum of A over strata.</summary>
    public static ConditionalDistribution Of(IEnumerable<TwoByTwo> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        var (first, weights) = (0L, new[] { BigInteger.One });
        foreach (var stratum in strata.Select(Of)) (first, weights) = (first + stratum.First, Convolve(weights, stratum._weigh()));
        // Of so long numbers the ratio is taken once, to more digits than bounds need.
        var ratios = new BigInteger[weights.Length - 1];
        for (var i = 0; i < ratios.Length; i++) ratios[i] = weights[i].IsZero ? BigInteger.One << RatioBits : (weights[i + 1] << RatioBits) / weights[i];
        return new ConditionalDistribution(first, first + weights.Length - 1, () => weights, value => (ratios[value - first], BigInteger.One << RatioBits));
    }

    /// <summary>The distribution of the successes among so many, each as likely as not.</summary>
    public static ConditionalDistribution Binomial(long trials)
    {
        (BigInteger, BigInteger) Ratio(long value) => (trials - value, value + 1);
        BigInteger[] Weigh() => trials * trials <= Exact ? Exactly(0, trials, BigInteger.One, Ratio) : Relative(0, trials, Ratio);
        return new ConditionalDistribution(0, trials, Weigh, Ratio);
    }

    /// <summary>The probability of a value or less.</summary>
    public Fraction AtMost(long value) => Share(First, Math.Min(value, Last));

    /// <summary>The probability of a value or more.</summary>
    public Fraction AtLeast(long value) => Share(Math.Max(value, First), Last);

    /// <summary>The probability of a value.</summary>
    public Fraction At(long value) => Share(value, value);

    /// <summary>w(value + 1) / w(value).</summary>
    internal (BigInteger Above, BigInteger Below) Ratio(long value) => _ratio(value);

    private Fraction Share(long from, long until)
    {
        BigInteger part = 0, whole = 0;
        var weights = _weigh();
        for (var value = First; value <= Last; value++)
        {
            whole += weights[value - First];
            if (value >= from && value <= until) part += weights[value - First];
        }

        return new Fraction(part, whole);
    }

    private static BigInteger Choose(TwoByTwo table, long value) => Choose(table.Row1, value) * Choose(table.Row2, table.Column1 - value);

    internal static BigInteger Choose(long of, long chosen)
    {
        var result = BigInteger.One;
        for (var i = 1L; i <= Math.Min(chosen, of - chosen); i++) result = result * (of - Math.Min(chosen, of - chosen) + i) / i;
        return chosen < 0 || chosen > of ? 0 : result;
    }

    private static BigInteger[] Exactly(long first, long last, BigInteger start, Func<long, (BigInteger Above, BigInteger Below)> ratio)
    {
        var weights = new BigInteger[checked((int)(last - first + 1))];
        weights[0] = start;
        for (var value = first; value < last; value++)
        {
            var (above, below) = ratio(value);
            weights[value + 1 - first] = weights[value - first] * above / below;
        }

        return weights;
    }

    // From the greatest weight outwards, so that none outgrows its bits.
    private static BigInteger[] Relative(long first, long last, Func<long, (BigInteger Above, BigInteger Below)> ratio)
    {
        var weights = new BigInteger[checked((int)(last - first + 1))];
        var mode = 0;
        for (var (low, high) = (0, weights.Length - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            var (above, below) = middle < weights.Length - 1 ? ratio(first + middle) : (BigInteger.Zero, BigInteger.One);
            if (above > below) (low, mode) = (middle + 1, middle + 1);
            else high = middle - 1;
        }

        weights[mode] = BigInteger.One << RelativeBits;
        for (var i = mode; i < weights.Length - 1; i++)
        {
            var (above, below) = ratio(first + i);
            weights[i + 1] = weights[i] * above / below;
        }

        for (var i = mode; i > 0; i--)
        {
            var (above, below) = ratio(first + i - 1);
            weights[i - 1] = weights[i] * below / above;
        }

        return weights;
    }

    // As one product of two long numbers, each weight in a field of its own that no sum of products outgrows.
    private static BigInteger[] Convolve(BigInteger[] a, BigInteger[] b)
    {
        var bytes = (int)((a.Max().GetBitLength() + b.Max().GetBitLength() + BitLength(Math.Min(a.Length, b.Length))) / 8) + 1;
        var product = (Pack(a, bytes) * Pack(b, bytes)).ToByteArray(isUnsigned: true);
        var sum = new BigInteger[a.Length + b.Length - 1];
        for (var i = 0; i < sum.Length && i * bytes < product.Length; i++)
            sum[i] = new BigInteger(product.AsSpan(i * bytes, Math.Min(bytes, product.Length - i * bytes)), isUnsigned: true);
        return sum;
    }

    private static int BitLength(int value) => BitOperations.Log2((uint)value) + 1;

    private static BigInteger Pack(BigInteger[] weights, int bytes)
    {
        var packed = new byte[weights.Length * bytes];
        for (var i = 0; i < weights.Length; i++) weights[i].TryWriteBytes(packed.AsSpan(i * bytes, bytes), out _, isUnsigned: true);
        return new BigInteger(packed, isUnsigned: true);
    }
}
