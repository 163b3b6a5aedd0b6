using System.Collections.Immutable;

namespace Saksei.Election.Checklists;

/// <summary>A table by its headings. A column is claimed under one name, whichever of its words the heading is; what nobody claims is refused where it holds anything.</summary>
internal sealed class HeadedTable
{
    private readonly ChecklistProblems _problems;
    private readonly ImmutableArray<ImmutableArray<string>> _rows;
    private readonly int _first = -1;
    private readonly Dictionary<string, int> _claimed = [];
    private readonly HashSet<int> _taken = [];
    private readonly List<string> _languages = [];

    internal HeadedTable(ChecklistSheet sheet, ChecklistProblems problems)
    {
        (Name, _problems) = (sheet.Name.Trim().ToLowerInvariant(), problems);
        if (IsTooLarge(sheet)) return;
        _rows = [.. sheet.Rows.Select((row, line) => (ImmutableArray<string>)[.. row.Select((cell, column) => Clean(cell, line + 1, column + 1))])];
        _first = _rows.Index().FirstOrDefault(row => !IsBlank(row.Item), (-1, [])).Index;
        Lines = _first < 0 ? [] : [.. Enumerable.Range(_first + 1, _rows.Length - _first - 1).Where(row => !IsBlank(_rows[row])).Select(row => row + 1)];
    }

    internal string Name { get; }

    /// <summary>The rows that say anything, below the headings, as a spreadsheet counts them.</summary>
    internal List<int> Lines { get; } = [];

    internal bool HasRows => _first >= 0;

    /// <summary>The languages of its columns, in their order.</summary>
    internal IEnumerable<string> Languages => _languages;

    /// <summary>The column that was claimed under a name; 0 if there is none.</summary>
    internal int ColumnOf(string name) => _claimed.GetValueOrDefault(name, -1) + 1;

    internal string Cell(int line, string name) => _claimed.TryGetValue(name, out var column) ? At(line - 1, column) : "";

    internal ImmutableArray<string> Texts(int line, string name, ImmutableArray<string> languages) => [.. languages.Select(language => Cell(line, Spoken(name, language)))];

    internal static string Spoken(string name, string language) => language.Length == 0 ? name : $"{name}::{language}";

    internal void Claim(string name, params ReadOnlySpan<string> also)
    {
        for (var column = 0; column < Width; column++)
            if (Heading(column) is var heading && (heading == name || also.Contains(heading))) Take(name, column);
    }

    /// <summary>A column, and those of it with a language behind two colons (older forms: one).</summary>
    internal void ClaimSpoken(string name, string[] also)
    {
        foreach (var word in also.Prepend(name))
            for (var column = 0; column < Width; column++)
            {
                var heading = At(_first, column);
                if (!heading.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
                var rest = heading[word.Length..].Trim();
                if (rest.Length > 0 && !rest.StartsWith(':')) continue;
                var language = rest.TrimStart(':').Trim();
                if (!_languages.Contains(language)) _languages.Add(language);
                Take(Spoken(name, language), column);
            }
    }

    /// <summary>Claims every other column that holds anything, under its own heading.</summary>
    internal ImmutableArray<string> ClaimFurther()
    {
        List<string> names = [];
        foreach (var column in Unclaimed().ToList())
        {
            var heading = At(_first, column);
            if (!ChecklistCheck.IsName(heading))
            {
                _problems.Fail("checklist-column-unknown", Name, _first + 1, column + 1, heading);
                continue;
            }

            Take(heading, column);
            names.Add(heading);
        }

        return [.. names];
    }

    /// <summary>Refuses every other column that holds anything; gives whether there was one.</summary>
    internal bool RefuseUnclaimed()
    {
        foreach (var column in Unclaimed()) _problems.Fail("checklist-column-unknown", Name, FirstFilled(column) + 1, column + 1, At(_first, column));
        return Unclaimed().Any();
    }

    private int Width => _first < 0 ? 0 : _rows.Max(row => row.Length);

    private string Heading(int column) => At(_first, column).ToLowerInvariant();

    private IEnumerable<int> Unclaimed() => Enumerable.Range(0, Width).Where(column => !_taken.Contains(column) && FirstFilled(column) >= 0);

    private int FirstFilled(int column) => Enumerable.Range(_first + 1, _rows.Length - _first - 1).FirstOrDefault(row => At(row, column).Length > 0, -1);

    private void Take(string name, int column)
    {
        _taken.Add(column);
        if (!_claimed.TryAdd(name, column)) _problems.Fail("checklist-column-twice", Name, _first + 1, column + 1, name);
    }

    private string At(int row, int column) => column < _rows[row].Length ? _rows[row][column] : "";

    private static bool IsBlank(ImmutableArray<string> row) => row.All(cell => cell.Length == 0);

    private bool IsTooLarge(ChecklistSheet sheet)
    {
        var most = Name == ChecklistColumns.Choices ? ChecklistLimits.Choices : ChecklistLimits.Rows;
        if (sheet.Rows.Length > most + 1) _problems.Fail("checklist-too-large", Name, most + 2, 0, $"at most {most} rows");
        var wide = sheet.Rows.Index().FirstOrDefault(row => row.Item.Length > ChecklistLimits.Columns, (-1, [])).Index;
        if (wide >= 0) _problems.Fail("checklist-too-large", Name, wide + 1, ChecklistLimits.Columns + 1, $"at most {ChecklistLimits.Columns} columns");
        return wide >= 0 || sheet.Rows.Length > most + 1;
    }

    private string Clean(string cell, int line, int column)
    {
        var clean = cell.ReplaceLineEndings("\n").Replace('\u00A0', ' ').Trim(' ', '\n', '\t');
        if (clean.Length > ChecklistLimits.CellLength) _problems.Fail("checklist-too-large", Name, line, column, $"at most {ChecklistLimits.CellLength} characters");
        return clean;
    }
}

/// <summary>Where the rows of a checklist stand in the tables that they were read from.</summary>
internal sealed class TablePlaces(HeadedTable survey, HeadedTable? choices, HeadedTable? settings) : IChecklistPlaces
{
    public (int Row, int Column) Of(string sheet, int index, string column)
    {
        if ((sheet == ChecklistColumns.Survey ? survey : sheet == ChecklistColumns.Choices ? choices : settings) is not { } table) return (0, 0);
        var row = index >= 0 && index < table.Lines.Count ? table.Lines[index] : 0;
        return (row, table.ColumnOf(column));
    }
}

/// <summary>Says where a row, counted from 0, and one of its columns stand.</summary>
internal interface IChecklistPlaces
{
    (int Row, int Column) Of(string sheet, int index, string column);
}
