using System.Globalization;
using System.Text;
using Saksei.Election;
using Saksei.Node;
using Saksei.Register.Notes;

namespace Saksei.Server.Log;

/// <summary>
/// How complete the night is, as one number that the log signs: a signed note (C2SP) with the register, the checkpoint's size and, for each
/// contest, stations with official figures among all. Who saw it can hold it against a later one.
/// </summary>
internal static class Completeness
{
    internal const string FileName = "completeness.note";

    private const string Format = "saksei/completeness/v1";

    /// <summary>The note; null where the log's key isn't here.</summary>
    internal static byte[]? Of(RegisterHost host, ElectionBooks books) =>
        host.Keys.Find(host.Origin) is { } log ? SignedNote.Sign(Encoding.UTF8.GetBytes(TextOf(host.Origin, books)), log) : null;

    private static string TextOf(string origin, ElectionBooks books)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Format}\n{origin}\n{books.Size}\n");
        foreach (var contest in books.Contests)
            text.Append(CultureInfo.InvariantCulture, $"{contest.Results.Total.Reported} of {contest.Results.Total.Stations}{(contest.Contest.Code.Length > 0 ? " " : "")}{contest.Contest.Code}\n");
        return text.ToString();
    }
}
