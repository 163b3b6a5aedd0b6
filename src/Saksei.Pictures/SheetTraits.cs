namespace Saksei.Pictures;

/// <summary>
/// How a photographed sheet looks, however it was held, lit, cut or packed: the ink in each cell of a grid that is laid over its
/// writing, straightened.
/// </summary>
internal static class SheetTraits
{
    internal const int Columns = 48, Rows = 68, Length = Columns * Rows;
    private const int Side = 900;
    private const float Unit = 24;

    /// <summary>A picture straightened, with how its ink lies across and down; null where there is too little on it.</summary>
    internal static StraightSheet? Straight(GrayPicture picture)
    {
        var ink = Inking.Of(picture.Fit(Side));
        var straight = new StraightSheet(Straighten(ink, Slope.Of(ink)));
        return straight.Columns.Writing.Length < Columns || straight.Rows.Writing.Length < Rows ? null : straight;
    }

    /// <summary>The traits of a picture, laid as the frame of its form is.</summary>
    internal static sbyte[] Of(StraightSheet sheet, SheetFrame frame)
    {
        var (across, down) = (sheet.Columns.Fit(frame.Columns), sheet.Rows.Fit(frame.Rows));
        return Scaled(Grid(sheet.Ink, (float)across.From, (float)down.From, (float)across.Until, (float)down.Until));
    }

    private static GrayPicture Straighten(GrayPicture ink, float slope)
    {
        var (middleX, middleY, straight) = (ink.Width / 2f, ink.Height / 2f, new float[ink.Width * ink.Height]);
        var (cos, sin) = (MathF.Cos(MathF.Atan(slope)), MathF.Sin(MathF.Atan(slope)));
        for (var y = 0; y < ink.Height; y++)
            for (var x = 0; x < ink.Width; x++)
            {
                var (dx, dy) = (x - middleX, y - middleY);
                straight[y * ink.Width + x] = ink.At(middleX + dx * cos - dy * sin, middleY + dx * sin + dy * cos);
            }

        return new GrayPicture(ink.Width, ink.Height, straight);
    }

    private static float[] Grid(GrayPicture ink, float left, float top, float right, float bottom)
    {
        const int Samples = 5;
        var (grid, width, height) = (new float[Length], (right - left) / (Columns * Samples), (bottom - top) / (Rows * Samples));
        for (var y = 0; y < Rows * Samples; y++)
            for (var x = 0; x < Columns * Samples; x++)
                grid[y / Samples * Columns + x / Samples] += ink.At(left + (x + 0.5f) * width, top + (y + 0.5f) * height);
        return grid;
    }

    private static sbyte[] Scaled(float[] grid)
    {
        var mean = grid.Average();
        var spread = MathF.Sqrt(grid.Average(cell => (cell - mean) * (cell - mean)));
        return [.. grid.Select(cell => (sbyte)Math.Clamp(MathF.Round((cell - mean) / Math.Max(spread, 1e-6f) * Unit), -127, 127))];
    }
}

/// <summary>A picture whose lines were laid level.</summary>
internal sealed class StraightSheet
{
    internal StraightSheet(GrayPicture ink)
    {
        Ink = ink;
        var (columns, rows) = (new double[ink.Width], new double[ink.Height]);
        for (var y = 0; y < ink.Height; y++)
            for (var x = 0; x < ink.Width; x++)
            {
                columns[x] += ink.Shades[y * ink.Width + x];
                rows[y] += ink.Shades[y * ink.Width + x];
            }

        (Columns, Rows) = (new InkProfile(columns), new InkProfile(rows));
    }

    internal GrayPicture Ink { get; }

    internal InkProfile Columns { get; }

    internal InkProfile Rows { get; }

    internal SheetFrame Frame => SheetFrame.Of(Columns, Rows);
}
