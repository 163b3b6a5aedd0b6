using System.Buffers.Binary;
#pragma warning disable RS0030 // The figures of docs/spec/pictures.md were drawn by Random: another would draw other sheets.
using Saksei.Pictures;
using SkiaSharp;
using Xunit;

namespace Saksei.Tests.Pictures;

/// <summary>Which photographs of one form look alike. SAKSEI_SHEETS=500 measures as docs/spec/pictures.md says.</summary>
public sealed class LookAlikeTests(ITestOutputHelper output)
{
    private static readonly int Sheets = int.TryParse(Environment.GetEnvironmentVariable("SAKSEI_SHEETS"), out var sheets) ? sheets : 60;

    [Fact]
    public void A_photograph_that_was_handed_on_looks_like_itself_and_no_two_sheets_do()
    {
        var copies = Sheets / 10;
        var traits = Traits(copies);
        var found = LookAlikes.Among(traits, [.. Enumerable.Range(0, traits.Length)]);
        var right = found.Count(pair => pair.Second >= Sheets && pair.First == pair.Second - Sheets);
        output.WriteLine($"{Sheets} sheets, {copies} copies: precision {right}/{found.Count}, recall {right}/{copies}");
        Assert.Equal(found.Count, right);
        Assert.True(right * 5 >= copies * 4, $"{right} of {copies}");
    }

    [Fact]
    public void Of_few_sheets_none_looks_like_another_since_nobody_knows_the_form() =>
        Assert.Empty(LookAlikes.Among([.. Enumerable.Repeat(new sbyte[SheetTraits.Length], LookAlikes.Fewest - 1)], [.. Enumerable.Range(0, LookAlikes.Fewest - 1)]));

    [Fact]
    public void Bytes_that_are_no_picture_or_a_broken_one_are_not_read_and_nothing_falls_over()
    {
        using var sheet = DrawnSheets.Sheet(1);
        var (bytes, random) = (DrawnSheets.Packed(sheet, 70), new Random(7));
        Assert.NotNull(PictureReader.Read(bytes));
        Assert.Null(PictureReader.Read([]));
        Assert.Null(PictureReader.Read("GIF89a, it says"u8));
        Assert.Null(PictureReader.Read(new byte[PictureReader.MostBytes + 1]));
        using var small = new SKBitmap(40, 40);
        Assert.Null(PictureReader.Read(DrawnSheets.Packed(small, 70)));
        for (var i = 0; i < 60; i++)
        {
            var spoilt = bytes[..random.Next(bytes.Length)];
            for (var at = 0; at < 20 && spoilt.Length > 0; at++) spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            if (PictureReader.Read(spoilt) is { } read) SheetTraits.Straight(read);
        }
    }

    [Fact]
    public void A_picture_of_more_shades_than_memory_is_for_is_not_opened()
    {
        // A header that says 60,000 by 60,000, and nothing behind it.
        byte[] bomb = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0];
        Assert.Null(PictureReader.Read([.. bomb, .. Crc(bomb.AsSpan(12)), 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82]));
    }

    private static byte[] Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        var written = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(written, ~crc);
        return written;
    }

    private static sbyte[][] Traits(int copies)
    {
        using var first = DrawnSheets.Sheet(0);
        var frame = Straight(first, 85).Frame;
        var traits = new sbyte[Sheets + copies][];
        Parallel.For(0, traits.Length, i =>
        {
            using var sheet = DrawnSheets.Sheet(i % Sheets);
            using var handed = i < Sheets ? null : DrawnSheets.HandedOn(sheet, i);
            traits[i] = SheetTraits.Of(handed is null ? Straight(sheet, 85) : Straight(handed, 60), frame);
        });
        return traits;
    }

    private static StraightSheet Straight(SKBitmap bitmap, int quality) => SheetTraits.Straight(PictureReader.Read(DrawnSheets.Packed(bitmap, quality))!)!;
}
