using System.Globalization;
using System.Text;
using Saksei.Election.Definition;

namespace Saksei.Exports.Formats;

/// <summary>
/// Identifiers that are XML names (<c>xsd:ID</c>): a word for what it is, and the code with every character that isn't a letter, a digit,
/// a full stop or a hyphen written as <c>_</c> and two hexadecimal digits. No two codes become one.
/// </summary>
internal static class XmlNames
{
    internal static string Of(Unit unit) => "unit-" + Escaped(unit.Code);

    internal static string Of(Station station) => "station-" + Escaped(station.Code);

    internal static string Of(Contest contest) => "election" + Behind(contest);

    internal static string Of(Contest contest, Constituency constituency) => "contest" + Behind(contest) + "-" + Escaped(constituency.Code);

    internal static string OfOffice(Contest contest, Constituency constituency) => "office" + Behind(contest) + "-" + Escaped(constituency.Code);

    internal static string Of(Contest contest, ElectoralList list) => "party" + Behind(contest) + "-" + Escaped(list.Code);

    internal static string Of(Contest contest, Constituency constituency, ElectoralList list) =>
        "selection" + Behind(contest) + "-" + Escaped(constituency.Code) + "_-" + Escaped(list.Code);

    internal static string OfCoalition(Contest contest, string code) => "coalition" + Behind(contest) + "-" + Escaped(code);

    // Between the codes of a contest and of what is in it stands `_.`, which no escape is.
    private static string Behind(Contest contest) => contest.Code.Length == 0 ? "" : "-" + Escaped(contest.Code) + "_.";

    internal static string Escaped(string code)
    {
        var text = new StringBuilder();
        foreach (var c in code)
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-') text.Append(c);
            else text.Append(CultureInfo.InvariantCulture, $"_{(int)c:x2}");
        return text.ToString();
    }
}
