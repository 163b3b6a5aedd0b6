using System.Globalization;
using System.Text;
using Saksei.Election.Definition.Rules;

namespace Saksei.Cli.NewDefinition;

/// <summary>A code and what it stands for.</summary>
/// <param name="What">A kind of unit, <c>station</c> or <c>list</c>.</param>
/// <param name="Code">The code in the definition.</param>
/// <param name="Given">The authority's own; empty where it has none.</param>
/// <param name="Name">The English name.</param>
/// <param name="Within">The code of the unit that it lies in.</param>
/// <param name="Text">The authority's words for it and all that it lies in, the outermost first, with <c>/</c> between them.</param>
internal sealed record MadeCode(string What, string Code, string Given, string Name, string Within, string Text)
{
    internal bool IsMade => Code != Given;
}

/// <summary>
/// Gives codes where an authority has none, or such as no act can hold: numbers in the order of the file behind the code of the place
/// that it lies in, with zeros before them. What was made from what stands in <c>codes-made.csv</c>.
/// </summary>
internal static class MadeCodes
{
    internal const string FileName = "codes-made.csv";
    private const int LeastDigits = 2;
    private const string RootCode = "country";

    internal static void Give(HandedPlaces places)
    {
        var bare = BareKinds(places.Units);
        foreach (var level in places.Units.GroupBy(unit => unit.Kind, StringComparer.Ordinal)) Give([.. level], bare.Contains(level.Key));
        Give([.. places.Stations], places.Stations.Select(station => station.Given).Distinct(StringComparer.Ordinal).Count() == places.Stations.Length);
    }

    /// <summary>Codes for things in one row: the authority's, if all of them can stand.</summary>
    internal static IReadOnlyList<string> For(IReadOnlyList<string> given) =>
        given.All(PlainCode.Is) && given.Distinct(StringComparer.Ordinal).Count() == given.Count ? given : [.. Enumerable.Range(1, given.Count).Select(number => Padded(number, given.Count))];

    // Kinds whose own codes tell all units apart; elsewhere districts are counted anew in each region.
    private static HashSet<string> BareKinds(IEnumerable<HandedPlace> units)
    {
        var twice = units.Where(unit => unit.Given.Length > 0).GroupBy(unit => unit.Given, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .SelectMany(same => same.Skip(1)).Select(unit => unit.Kind).ToHashSet(StringComparer.Ordinal);
        return [.. units.Select(unit => unit.Kind).Where(kind => !twice.Contains(kind))];
    }

    private static void Give(IReadOnlyList<HandedPlace> places, bool isBare)
    {
        var areCodes = places.All(place => PlainCode.Is(place.Given));
        var siblings = places.GroupBy(place => place.Parent).ToList();
        var most = siblings.Select(same => same.Count()).DefaultIfEmpty().Max();
        foreach (var same in siblings)
            foreach (var (place, number) in same.Select((place, index) => (place, index + 1)))
                place.Code = place.Parent is null ? areCodes ? place.Given : RootCode
                    : areCodes && isBare ? place.Given : Behind(place.Parent, areCodes ? place.Given : Padded(number, most));
    }

    private static string Behind(HandedPlace parent, string own) => parent.Parent is null ? own : $"{parent.Code}-{own}";

    private static string Padded(int number, int most) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(LeastDigits, most.ToString(CultureInfo.InvariantCulture).Length), '0');

    /// <summary>The table: of each code that isn't the authority's own, what it is for.</summary>
    internal static string Table(IEnumerable<MadeCode> made)
    {
        var text = new StringBuilder("what,code,given,name,within,text\n");
        foreach (var row in made.Where(row => row.IsMade))
            text.AppendJoin(',', new[] { row.What, row.Code, row.Given, row.Name, row.Within, row.Text }.Select(Quoted)).Append('\n');
        return text.ToString();
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny("\",\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
