namespace Saksei.Pictures;

/// <summary>A picture as shades from 0 (black) to 255, row by row.</summary>
internal sealed class GrayPicture(int width, int height, float[] shades)
{
    internal int Width => width;

    internal int Height => height;

    internal float[] Shades => shades;

    /// <summary>The mean shade about a point, nearer ones weighing more; nothing beyond the edge.</summary>
    internal float At(float x, float y)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 0;
        var (right, below, at) = (x - left, y - top, top * width + left);
        return (shades[at] * (1 - right) + shades[at + 1] * right) * (1 - below)
            + (shades[at + width] * (1 - right) + shades[at + width + 1] * right) * below;
    }

    /// <summary>The same picture with a longer side of just so many shades.</summary>
    internal GrayPicture Fit(int side)
    {
        var source = Shrink(Math.Max(1, Math.Max(width, height) / (2 * side)));
        var scale = (float)Math.Max(source.Width, source.Height) / side;
        var (w, h) = ((int)(source.Width / scale), (int)(source.Height / scale));
        var fitted = new float[w * h];
        for (var y = 0; y < h; y++)
            for (var x = 0; x < w; x++)
                fitted[y * w + x] = (source.Near((x + 0.25f) * scale, (y + 0.25f) * scale) + source.Near((x + 0.75f) * scale, (y + 0.25f) * scale)
                    + source.Near((x + 0.25f) * scale, (y + 0.75f) * scale) + source.Near((x + 0.75f) * scale, (y + 0.75f) * scale)) / 4;
        return new GrayPicture(w, h, fitted);
    }

    private float Near(float x, float y) => At(Math.Clamp(x - 0.5f, 0, width - 1.001f), Math.Clamp(y - 0.5f, 0, height - 1.001f));

    private GrayPicture Shrink(int step)
    {
        if (step == 1) return this;
        var (w, h) = (width / step, height / step);
        var smaller = new float[w * h];
        for (var y = 0; y < h; y++)
            for (var x = 0; x < w; x++) smaller[y * w + x] = MeanOf(x * step, y * step, step);
        return new GrayPicture(w, h, smaller);
    }

    private float MeanOf(int left, int top, int step)
    {
        var sum = 0f;
        for (var y = top; y < top + step; y++)
            for (var x = left; x < left + step; x++) sum += shades[y * width + x];
        return sum / (step * step);
    }
}
