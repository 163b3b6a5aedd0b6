namespace Saksei.Pictures;

/// <summary>
/// What was written and printed on a sheet, without its light: strokes that are darker than what lies on both sides of them. The edge of
/// the paper and a shadow are no strokes.
/// </summary>
internal static class Inking
{
    private const int Radius = 7;
    private const float Faint = 0.06f;

    internal static GrayPicture Of(GrayPicture picture)
    {
        var closed = Least(Most(picture.Shades, picture.Width, picture.Height), picture.Width, picture.Height);
        var ink = new float[closed.Length];
        for (var i = 0; i < ink.Length; i++)
            ink[i] = closed[i] < 1 ? 0 : Math.Clamp((closed[i] - picture.Shades[i]) / closed[i] - Faint, 0, 1);
        return new GrayPicture(picture.Width, picture.Height, ink);
    }

    private static float[] Most(float[] shades, int width, int height) => Turned(Along(Turned(Along(shades, width, height, 1), width, height), height, width, 1), height, width);

    private static float[] Least(float[] shades, int width, int height) => Turned(Along(Turned(Along(shades, width, height, -1), width, height), height, width, -1), height, width);

    // The most (or, by the sign, the least) of the shades to the left and right of each.
    private static float[] Along(float[] shades, int width, int height, float sign)
    {
        var found = new float[shades.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var most = float.MinValue;
                for (var at = Math.Max(0, x - Radius); at < Math.Min(width, x + Radius + 1); at++) most = Math.Max(most, sign * shades[y * width + at]);
                found[y * width + x] = sign * most;
            }

        return found;
    }

    private static float[] Turned(float[] shades, int width, int height)
    {
        var turned = new float[shades.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++) turned[x * height + y] = shades[y * width + x];
        return turned;
    }
}
