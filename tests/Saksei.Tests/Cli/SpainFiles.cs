using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Saksei.Tests.Cli;

/// <summary>Figures of one province as the ministry has them.</summary>
internal sealed record ProvinceTotals(long Registered, long Blank, long Invalid, long ListVotes);

/// <summary>The ministry's fixed-width files of 10 November 2019, read apart from the product's own importer.</summary>
internal static class SpainFiles
{
    internal static Dictionary<(string, string), (long Votes, int Seats)> OfficialSeats(string data) => Lines(data, "08021911.DAT.gz")
        .Where(line => line[9..11] != "99" && line[11..13] != "99")
        .ToDictionary(line => (line[11..13], line[14..20]), line => (Number(line[20..28]), (int)Number(line[28..33])));

    internal static Dictionary<string, ProvinceTotals> ProvinceTotals(string data) => Lines(data, "07021911.DAT.gz")
        .Where(line => line[9..11] != "99" && line[11..13] != "99")
        .ToDictionary(line => line[11..13], line => new ProvinceTotals(
            Number(line[77..85]), Number(line[125..133]), Number(line[133..141]), Number(line[141..149])));

    private static IEnumerable<string> Lines(string data, string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(data, "spain", name)), CompressionMode.Decompress), Encoding.Latin1);
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static long Number(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
