using SkiaSharp;

namespace Saksei.Pictures;

/// <summary>Reads pictures that strangers sent: within limits, and what can't be read is null.</summary>
internal static class PictureReader
{
    internal const int MostBytes = 16 << 20;
    private const long MostPixels = 50_000_000;
    private const int LeastSide = 200, EnoughSide = 1800;

    /// <summary>The picture in shades of grey, upright; null where the bytes are none, or one that is too large or too small.</summary>
    internal static GrayPicture? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes) return null;
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Fits(codec.Info)) return null;
        var scaled = codec.GetScaledDimensions(Math.Min(1f, (float)EnoughSide / Math.Max(codec.Info.Width, codec.Info.Height)));
        using var bitmap = new SKBitmap(new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success ? Turn(GrayOf(bitmap), codec.EncodedOrigin) : null;
    }

    private static bool Fits(SKImageInfo info) => (long)info.Width * info.Height <= MostPixels && Math.Min(info.Width, info.Height) >= LeastSide;

    private static GrayPicture GrayOf(SKBitmap bitmap)
    {
        var pixels = bitmap.GetPixelSpan();
        var shades = new float[bitmap.Width * bitmap.Height];
        for (var i = 0; i < shades.Length; i++)
        {
            var at = i / bitmap.Width * bitmap.RowBytes + i % bitmap.Width * 4;
            var opaque = pixels[at + 3] / 255f;
            shades[i] = 255 * (1 - opaque) + opaque * (0.299f * pixels[at] + 0.587f * pixels[at + 1] + 0.114f * pixels[at + 2]);
        }

        return new GrayPicture(bitmap.Width, bitmap.Height, shades);
    }

    // As the camera says that it was held; mirrors, which no camera makes, are left.
    private static GrayPicture Turn(GrayPicture picture, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.BottomRight => Turned(picture, picture.Width, picture.Height, (x, y) => (picture.Width - 1 - x, picture.Height - 1 - y)),
        SKEncodedOrigin.RightTop => Turned(picture, picture.Height, picture.Width, (x, y) => (y, picture.Height - 1 - x)),
        SKEncodedOrigin.LeftBottom => Turned(picture, picture.Height, picture.Width, (x, y) => (picture.Width - 1 - y, x)),
        _ => picture,
    };

    private static GrayPicture Turned(GrayPicture picture, int width, int height, Func<int, int, (int X, int Y)> from)
    {
        var shades = new float[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = from(x, y);
                shades[y * width + x] = picture.Shades[fromY * picture.Width + fromX];
            }

        return new GrayPicture(width, height, shades);
    }
}
