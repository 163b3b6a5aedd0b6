using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Saksei.Node.Imports;

/// <summary>Which mark stands between the cells of a table: spreadsheets of many countries write semicolons or tabs.</summary>
internal static class Delimiters
{
    private static readonly char[] Known = [',', ';', '\t'];

    /// <summary>
    /// The mark by which the row of names has all the columns that are wanted; else the one that parts it into most. Null where two do so alike.
    /// </summary>
    /// <param name="open">Opens the table anew.</param>
    /// <param name="wanted">Columns that are known; may be none.</param>
    internal static char? Of(Func<TextReader> open, IReadOnlyCollection<string> wanted)
    {
        var names = Known.Select(mark => (Mark: mark, Names: NamesBy(mark, open))).ToList();
        var whole = names.Where(read => wanted.Count > 0 && !wanted.Except(read.Names, StringComparer.Ordinal).Any()).ToList();
        if (whole.Count > 0) names = whole;
        var most = names.Max(read => read.Names.Length);
        return names.Where(read => read.Names.Length == most).ToList() switch
        {
            [var only] => only.Mark,
            _ when most <= 1 => Known[0],
            _ => null,
        };
    }

    private static string[] NamesBy(char mark, Func<TextReader> open)
    {
        try
        {
            using var reader = open();
            using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = mark.ToString(), MaxFieldSize = TableFile.LongestCell });
            return parser.Read() ? parser.Record ?? [] : [];
        }
        catch (CsvHelperException)
        {
            // Quotes that don't close by this mark: it isn't the one.
            return [];
        }
    }
}
