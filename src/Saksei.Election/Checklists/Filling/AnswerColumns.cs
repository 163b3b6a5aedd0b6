using System.Collections.Immutable;
using System.Globalization;

namespace Saksei.Election.Checklists.Filling;

/// <summary>
/// Filled forms as a table: one column for each question, in the order of the form, one row for each filled form. A question in a repeat has a
/// column for each instance, as often as any of the forms filled it: <c>visit[2]/closed</c>.
/// </summary>
public sealed class AnswerColumns
{
    private readonly ImmutableArray<(string Name, Func<Answers, string> Cell)> _columns;

    private AnswerColumns(ImmutableArray<(string, Func<Answers, string>)> columns) => _columns = columns;

    /// <summary>The columns' names.</summary>
    public ImmutableArray<string> Names => [.. _columns.Select(column => column.Name)];

    /// <summary>The columns that some filled forms need.</summary>
    public static AnswerColumns Of(CheckedChecklist checklist, IReadOnlyList<Answers> filled)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return new AnswerColumns([.. Columns(checklist, -1, "", [.. filled.Select(answers => (Answers?)answers)], answers => answers)]);
    }

    /// <summary>The cells of a filled form; empty where nothing is answered.</summary>
    public ImmutableArray<string> Row(Answers answers) => [.. _columns.Select(column => column.Cell(answers))];

    private static IEnumerable<(string Name, Func<Answers, string> Cell)> Columns(CheckedChecklist checklist, int repeat, string path, ImmutableArray<Answers?> filled, Func<Answers, Answers?> find)
    {
        foreach (var row in checklist.Rows.Where(row => row.Repeat == repeat))
        {
            var name = row.Row.Name;
            if (row.Row.Type.HasValue()) yield return (path + name, answers => find(answers)?[name] ?? "");
            if (row.Row.Type != QuestionType.BeginRepeat) continue;
            var most = filled.Max(answers => (int?)Instances(answers, name).Length) ?? 0;
            for (var place = 0; place < most; place++)
            {
                var number = place;
                var inner = filled.Select(answers => Instances(answers, name).ElementAtOrDefault(number)).ToImmutableArray();
                foreach (var column in Columns(checklist, row.Index, string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{number + 1}]/"), inner, answers => Instances(find(answers), name).ElementAtOrDefault(number)))
                    yield return column;
            }
        }
    }

    private static ImmutableArray<Answers> Instances(Answers? answers, string repeat) => answers?.Repeats.GetValueOrDefault(repeat, []) ?? [];
}
