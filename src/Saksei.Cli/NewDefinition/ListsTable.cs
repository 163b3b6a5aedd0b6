using System.Collections.Immutable;
using Saksei.Election.Definition.Rules;

namespace Saksei.Cli.NewDefinition;

/// <summary>A list of candidates, or a candidate, as a row gives it.</summary>
internal sealed record HandedList(string Code, string Given, string Short, SortedDictionary<string, string> Names, string Colour)
{
    internal ImmutableArray<string> Constituencies { get; init; } = [];

    internal string Kind { get; init; } = "";

    internal string Coalition { get; init; } = "";

    internal int? Candidates { get; init; }

    internal string Name => Names.GetValueOrDefault("en", "");
}

/// <summary>Reads the table of lists.</summary>
internal sealed class ListsTable
{
    private const int LongestShort = 12;
    private const int LeastContrast = 300;
    private static readonly string[] Others = ["code", "short", "colour", "kind", "coalition", "candidates", "constituencies"];
    private readonly HandedTable _table;
    private readonly NewDefinitionOrder _order;
    private readonly HandedPlaces _places;
    private readonly string _constituencies;

    private ListsTable(HandedTable table, NewDefinitionOrder order, HandedPlaces places, string constituencies) =>
        (_table, _order, _places, _constituencies) = (table, order, places, constituencies);

    internal static ImmutableArray<HandedList> Read(NewDefinitionOrder order, ContestOrder contest, HandedPlaces places, string constituencies, Faults faults)
    {
        var table = HandedTable.Read(contest.Lists, order.Headings, faults);
        string[] known = [.. Others, .. HandedNames.Plain("name", order.Languages)];
        table.Expect(heading => known.Contains(heading), known.Where(heading => !table.Has(heading)).Append("-"));
        if (!HandedNames.Plain("name", order.Languages).Any(table.Has)) table.Require("name.en");
        return new ListsTable(table, order, places, constituencies).Lists();
    }

    private ImmutableArray<HandedList> Lists()
    {
        CheckCodes();
        var codes = MadeCodes.For([.. _table.Rows.Select(row => row.Text("code"))]);
        var colours = Palette.Complete([.. _table.Rows.Select(ColourOf)]);
        return [.. _table.Rows.Select((row, index) => List(row, codes[index], colours[index]))];
    }

    private void CheckCodes()
    {
        if (!_table.Has("code")) return;
        foreach (var row in _table.Rows) row.Required("code");
        foreach (var twice in _table.Rows.Where(row => row.Text("code").Length > 0).GroupBy(row => row.Text("code"), StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
            twice.Wrong("code-twice", "code", twice.Text("code"));
    }

    private HandedList List(HandedRow row, string code, string colour)
    {
        var names = HandedNames.Of(row, _order.Languages, "name");
        if (!names.ContainsKey("en")) row.Wrong("cell-empty", _table.Has("name") ? "name" : "name.en", "name.en");
        return new HandedList(code, row.Text("code"), row.Text("short") is { Length: > 0 } given ? given : ShortOf(names.GetValueOrDefault("en", "")), names, colour)
        {
            Constituencies = [.. row.Text("constituencies").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(word => Constituency(row, word))],
            Kind = row.Text("kind"),
            Coalition = row.Text("coalition"),
            Candidates = row.Number("candidates"),
        };
    }

    private IEnumerable<string> Constituency(HandedRow row, string word)
    {
        var meant = _places.Meant(_constituencies, word);
        if (meant.Length != 1 && _places.AreKnown) _table.Faults.Add(row.At("constituencies", meant.IsEmpty ? "constituency-unknown" : "constituency-unclear", word), _places.Choices(_constituencies));
        return meant.Take(1).Select(unit => unit.Code);
    }

    // A colour that is too faint or taken is a fault, never exchanged in silence; an empty cell asks for one.
    private string ColourOf(HandedRow row)
    {
        var text = row.Text("colour").ToLowerInvariant();
        if (text.Length == 0) return "";
        if (Colour.Parse(text) is not { } colour) row.Wrong("colour-malformed", "colour", text);
        else if (!colour.StandsOut(LeastContrast)) row.Wrong("colour-faint", "colour", text);
        else if (_table.Rows.TakeWhile(other => other != row).Any(other => other.Text("colour").Equals(text, StringComparison.OrdinalIgnoreCase))) row.Wrong("colour-twice", "colour", text);
        return text;
    }

    // The name where it is short, else its initials.
    private static string ShortOf(string name)
    {
        if (name.Length <= LongestShort) return name;
        var initials = string.Concat(name.Split([' ', '-', '–', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsUpper(word[0])).Select(word => word[0]));
        return initials.Length is > 1 and <= LongestShort ? initials : name[..LongestShort].TrimEnd();
    }
}
