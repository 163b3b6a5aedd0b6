using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Checklists.Expressions;

namespace Saksei.Election.Checklists.Filling;

/// <summary>One filling of the form, or of a repeat in it: its rows' values and relevance, and the repeats in it.</summary>
internal sealed class FormInstance(CheckedChecklist checklist, int repeat, FormInstance? around, int position)
{
    private readonly Dictionary<int, string> _values = [];
    private readonly HashSet<int> _irrelevant = [];
    private readonly Dictionary<int, ImmutableArray<FormInstance>> _repeats = [];

    internal int Position => position;

    /// <summary>Where its rows lie, for people: <c>visit[2]/</c>.</summary>
    internal string Path => around is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{around.Path}{checklist.Rows[repeat].Row.Name}[{position}]/");

    internal string Value(int row) => _values.GetValueOrDefault(row, "");

    internal void Set(int row, string value) => _values[row] = value;

    internal bool IsRelevant(int row) => !_irrelevant.Contains(row);

    internal void Irrelevant(int row) => _irrelevant.Add(row);

    internal ImmutableArray<FormInstance> Repeated(int row) => _repeats.GetValueOrDefault(row, []);

    internal void Repeat(int row, ImmutableArray<FormInstance> instances) => _repeats[row] = instances;

    /// <summary>The instance around this one, or itself, in which rows of a repeat stand (−1: the form).</summary>
    internal FormInstance? Holding(int ofRepeat) => ofRepeat == repeat ? this : around?.Holding(ofRepeat);

    /// <summary>The values of a row as this instance sees it: its own or those around it; of repeats within, all of them in order.</summary>
    internal ImmutableArray<string> Look(CheckedRow row)
    {
        List<int> down = [];
        var start = row.Repeat;
        for (; Holding(start) is null; start = checklist.Rows[start].Repeat) down.Insert(0, start);
        IEnumerable<FormInstance> found = [Holding(start) ?? this];
        foreach (var repeated in down) found = found.SelectMany(instance => instance.IsRelevant(repeated) ? instance.Repeated(repeated) : []);
        if (row.Row.Type == QuestionType.BeginRepeat) return [.. found.SelectMany(instance => instance.IsRelevant(row.Index) ? instance.Repeated(row.Index) : []).Select(_ => "")];
        return [.. found.Select(instance => instance.IsRelevant(row.Index) ? instance.Value(row.Index) : "")];
    }
}

/// <summary>What the expressions of a row look at, in one instance.</summary>
internal sealed class RowScope(CheckedChecklist checklist, FormInstance instance, CheckedRow row) : IScope
{
    private readonly ChecklistChoice? _choice;

    internal RowScope(CheckedChecklist checklist, FormInstance instance, CheckedRow row, ChecklistChoice choice) : this(checklist, instance, row) => _choice = choice;

    public string Self => instance.Value(row.Index);

    public int Position => instance.Position;

    public ImmutableArray<string> Values(string name) => instance.Look(checklist.ByName[name]);

    public string Cell(string column)
    {
        if (_choice is not { } choice) return "";
        var place = checklist.Checklist.ChoiceColumns.IndexOf(column);
        return place < 0 ? choice.Name : choice.Cells[place];
    }
}
