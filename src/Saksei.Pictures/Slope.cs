namespace Saksei.Pictures;

/// <summary>By how much the lines of a sheet slope: as much as makes the rows of its ink differ the most.</summary>
internal static class Slope
{
    // Half as much again as a hand that holds a phone over a sheet: 3 degrees are 0.052.
    private const float Most = 0.06f, Step = 0.0015f;

    internal static float Of(GrayPicture ink)
    {
        var small = ink.Fit(480);
        var (best, most) = (0f, -1.0);
        for (var slope = -Most; slope <= Most; slope += Step)
            if (Contrast(small, slope) is var contrast && contrast > most) (best, most) = (slope, contrast);
        return best;
    }

    private static double Contrast(GrayPicture ink, float slope)
    {
        var rows = new double[ink.Height];
        for (var x = 0; x < ink.Width; x++)
        {
            var shift = (int)MathF.Round((x - ink.Width / 2f) * slope);
            var (from, until) = (Math.Max(0, -shift), Math.Min(ink.Height, ink.Height - shift));
            for (var y = from; y < until; y++) rows[y] += ink.Shades[(y + shift) * ink.Width + x];
        }

        return rows.Sum(row => row * row);
    }
}
