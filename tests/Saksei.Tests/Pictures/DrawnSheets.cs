#pragma warning disable RS0030 // The figures of docs/spec/pictures.md were drawn by Random: another would draw other sheets.
using SkiaSharp;

namespace Saksei.Tests.Pictures;

/// <summary>Photographs of sheets that are drawn: one printed form, figures written by many hands, and what becomes of a picture that is handed on.</summary>
internal static class DrawnSheets
{
    private const int Width = 1240, Height = 1754, Lists = 20, Fields = 7, Digits = 7;

    // Segments of digits as a hand writes them, on a grid of 2 by 4.
    private static readonly string[] Strokes =
    [
        "00 20 24 04 00", "10 14", "00 20 22 02 04 24", "00 20 24 04 24 22 02", "00 02 22 20 24", "20 00 02 22 24 04", "20 00 04 24 22 02", "00 20 14", "00 20 24 04 00 02 22", "22 02 00 20 24 04",
    ];

    /// <summary>A sheet by its number: printed as all are, filled in as none other is.</summary>
    internal static SKBitmap Sheet(int number)
    {
        var (bitmap, random) = (new SKBitmap(Width, Height), new Random(number));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(246, 244, 238));
        using var print = new SKPaint { Color = new SKColor(20, 20, 20), StrokeWidth = 2, Style = SKPaintStyle.Stroke, IsAntialias = true };
        PrintForm(canvas, print);
        using var pen = new SKPaint { Color = new SKColor(30, 40, 120), StrokeWidth = 3 + random.Next(3), Style = SKPaintStyle.Stroke, IsAntialias = true, StrokeCap = SKStrokeCap.Round };
        Fill(canvas, pen, random);
        return bitmap;
    }

    private static void PrintForm(SKCanvas canvas, SKPaint print)
    {
        var same = new Random(1);
        for (var line = 0; line < 8; line++) Words(canvas, print, same, 90, 90 + line * 26, 640);
        canvas.DrawRect(930, 80, 210, 210, print);
        for (var i = 0; i < 300; i++) canvas.DrawRect(930 + same.Next(29) * 7, 80 + same.Next(29) * 7, 6, 6, print);
        for (var row = 0; row < Fields + Lists; row++)
        {
            var (x, y) = Row(row);
            Words(canvas, print, same, x, y + 16, 200);
            for (var digit = 0; digit < Digits; digit++) canvas.DrawRect(x + 260 + digit * 32, y, 32, 40, print);
        }

        for (var row = 0; row < 10; row++) canvas.DrawLine(250 + row % 2 * 560, 1480 + row / 2 * 44, 620 + row % 2 * 560, 1480 + row / 2 * 44, print);
    }

    private static void Words(SKCanvas canvas, SKPaint print, Random same, float x, float y, float length)
    {
        for (var at = 0f; at < length; at += 9) canvas.DrawLine(x + at, y + same.Next(10), x + at + same.Next(8), y + same.Next(14), print);
    }

    private static (float X, float Y) Row(int row) => row < Fields ? (90, 360 + row * 50) : (640, 360 + (row - Fields) * 50);

    private static void Fill(SKCanvas canvas, SKPaint pen, Random random)
    {
        var voters = 200 + random.Next(600);
        for (var row = 0; row < Fields + Lists; row++)
        {
            var figure = (row < 5 ? voters - random.Next(20) : row < Fields + 3 ? random.Next(voters) : random.Next(12)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var (x, y) = Row(row);
            for (var digit = 0; digit < figure.Length; digit++)
                Write(canvas, pen, random, figure[digit] - '0', x + 260 + (Digits - figure.Length + digit) * 32 + 6, y + 5);
        }

        for (var row = 0; row < 10; row++) Sign(canvas, pen, random, 260 + row % 2 * 560 + random.Next(40), 1460 + row / 2 * 44);
    }

    private static void Write(SKCanvas canvas, SKPaint pen, Random random, int digit, float x, float y)
    {
        var points = Strokes[digit].Split(' ').Select(point => new SKPoint(x + (point[0] - '0') * 9 + random.Next(5), y + (point[1] - '0') * 7 + random.Next(5))).ToArray();
        for (var i = 1; i < points.Length; i++) canvas.DrawLine(points[i - 1], points[i], pen);
    }

    private static void Sign(SKCanvas canvas, SKPaint pen, Random random, float x, float y)
    {
        for (var i = 0; i < 8; i++, x += 12 + random.Next(14)) canvas.DrawLine(x, y + random.Next(-16, 16), x + 10 + random.Next(14), y + random.Next(-16, 16), pen);
    }

    /// <summary>The same photograph as it is after a messenger, an editor or a scanner had it.</summary>
    internal static SKBitmap HandedOn(SKBitmap sheet, int number)
    {
        var random = new Random(90_000 + number);
        var (scale, angle) = (0.55f + 0.4f * random.NextSingle(), (random.NextSingle() * 4) - 2);
        var (cutX, cutY) = (Width * 0.03f * random.NextSingle(), Height * 0.03f * random.NextSingle());
        var (cutRight, cutBottom) = (Width * 0.03f * random.NextSingle(), Height * 0.03f * random.NextSingle());
        var copy = new SKBitmap((int)((Width - cutX - cutRight) * scale), (int)((Height - cutY - cutBottom) * scale));
        using var canvas = new SKCanvas(copy);
        canvas.Clear(new SKColor(235, 233, 228));
        canvas.Scale(scale);
        canvas.Translate(-cutX, -cutY);
        canvas.RotateDegrees(angle, Width / 2f, Height / 2f);
        var light = 0.7f + 0.5f * random.NextSingle();
        using var paint = new SKPaint { ColorFilter = SKColorFilter.CreateColorMatrix([light, 0, 0, 0, 0, 0, light, 0, 0, 0, 0, 0, light, 0, 0, 0, 0, 0, 1, 0]) };
        using var image = SKImage.FromBitmap(sheet);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        return copy;
    }

    internal static byte[] Packed(SKBitmap bitmap, int quality)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }
}
