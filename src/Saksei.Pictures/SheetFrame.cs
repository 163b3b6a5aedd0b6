namespace Saksei.Pictures;

/// <summary>Where the writing of a straightened sheet lies along one side of the picture.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="Until">Its end.</param>
internal readonly record struct Extent(double From, double Until)
{
    internal double Length => Until - From;
}

/// <summary>How the ink of a straightened picture lies along one of its sides.</summary>
internal sealed class InkProfile
{
    private const double Outside = 0.004;
    private readonly double[] _sums;

    internal InkProfile(double[] lines)
    {
        _sums = new double[lines.Length + 1];
        for (var i = 0; i < lines.Length; i++) _sums[i + 1] = _sums[i] + lines[i];
    }

    /// <summary>From where to where there is writing, but for a little: a stain moves neither.</summary>
    internal Extent Writing => new(Reach(_sums[^1] * Outside), Reach(_sums[^1] * (1 - Outside)));

    /// <summary>The ink of so many equal parts of an extent, as far from their mean as it is.</summary>
    internal double[] Parts(Extent extent, int count)
    {
        var (parts, width) = (new double[count], extent.Length / count);
        for (var i = 0; i < count; i++) parts[i] = SumTo(extent.From + (i + 1) * width) - SumTo(extent.From + i * width);
        var mean = parts.Average();
        for (var i = 0; i < count; i++) parts[i] -= mean;
        return parts;
    }

    /// <summary>The extent whose ink lies most like another's: first roughly, then closer.</summary>
    internal Extent Fit(IReadOnlyList<double[]> other)
    {
        var found = Writing;
        var step = found.Length * 0.02;
        foreach (var parts in other)
        {
            found = Nearest(found, step, parts);
            step /= 4;
        }

        return found;
    }

    private Extent Nearest(Extent about, double step, double[] other)
    {
        const int Steps = 4;
        var (best, most) = (about, double.MinValue);
        for (var from = -Steps; from <= Steps; from++)
            for (var until = -Steps; until <= Steps; until++)
            {
                var tried = new Extent(about.From + from * step, about.Until + until * step);
                if (Correlation(Parts(tried, other.Length), other) is var likeness && likeness > most) (best, most) = (tried, likeness);
            }

        return best;
    }

    private static double Correlation(double[] first, double[] second)
    {
        var (product, ofFirst, ofSecond) = (0.0, 0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            product += first[i] * second[i];
            ofFirst += first[i] * first[i];
            ofSecond += second[i] * second[i];
        }

        return product == 0 ? 0 : product / Math.Sqrt(ofFirst * ofSecond);
    }

    private double SumTo(double at)
    {
        var inside = Math.Clamp(at, 0, _sums.Length - 1);
        var whole = Math.Min((int)inside, _sums.Length - 2);
        return _sums[whole] + (inside - whole) * (_sums[whole + 1] - _sums[whole]);
    }

    private double Reach(double mass)
    {
        var at = Array.FindIndex(_sums, sum => sum >= mass);
        return at <= 0 ? 0 : at - (_sums[at] - mass) / Math.Max(_sums[at] - _sums[at - 1], 1e-9);
    }
}

/// <summary>One picture of a form, by which the others of that form are laid straight.</summary>
internal sealed class SheetFrame
{
    private static readonly int[] Finer = [32, 96, 300, 600];

    private SheetFrame(IReadOnlyList<double[]> columns, IReadOnlyList<double[]> rows) => (Columns, Rows) = (columns, rows);

    internal IReadOnlyList<double[]> Columns { get; }

    internal IReadOnlyList<double[]> Rows { get; }

    internal static SheetFrame Of(InkProfile columns, InkProfile rows) => new(PartsOf(columns), PartsOf(rows));

    private static double[][] PartsOf(InkProfile profile) => [.. Finer.Select(count => profile.Parts(profile.Writing, count))];
}
