using System.Collections.Immutable;
using Saksei.Election.Reading;

namespace Saksei.Node.Imports;

/// <summary>From which column the answers to a question come, and which choice each text of it is.</summary>
/// <param name="Question">The question's name in the checklist.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Values">By text: the choice; without any, texts are choices as they are.</param>
public sealed record AnswerColumn(string Question, string Column, ImmutableDictionary<string, string> Values);

/// <summary>How tables of answers are read (docs/spec/observation.md).</summary>
/// <param name="Station">The column with the station's code.</param>
/// <param name="Team">The column with the number of the team; empty where there is one team.</param>
/// <param name="Answers">Columns of questions.</param>
/// <param name="Words">Columns whose texts go into a salted attachment.</param>
/// <param name="Ignored">Columns that are left out on purpose: nothing is dropped in silence.</param>
public sealed record ObservationMap(
    string Station, string Team, ImmutableArray<AnswerColumn> Answers, ImmutableArray<string> Words, ImmutableArray<string> Ignored)
{
    private static readonly ObservationMap Empty = new("", "", [], [], []);

    private const int MostColumns = 1000, LongestName = 500;
    private static readonly FieldNames Top = new("format", "station", "answers", "team", "words", "ignored", "ignoredSheets", "form", "instance");
    private static readonly FieldNames FormFields = new("id", "version");
    private static readonly FieldNames AnswerFields = new("question", "column", "values");
    private static readonly FieldNames ValueFields = new("text", "choice");

    /// <summary>Sheets of workbooks that are left out on purpose.</summary>
    public ImmutableArray<string> IgnoredSheets { get; private init; } = [];

    /// <summary>What submissions call the form where the server that gathered them gave it a name and version of its own; both empty where it didn't.</summary>
    public (string Id, string Version) Form { get; private init; } = ("", "");

    /// <summary>The column with what the program that gathered the rows calls each, and still calls it when it was changed; empty where there is none.</summary>
    public string Instance { get; private init; } = "";

    /// <summary>Every column that it reads.</summary>
    public IEnumerable<string> Columns => [Station, .. new[] { Team, Instance }.Where(name => name.Length > 0), .. Answers.Select(answer => answer.Column), .. Words];

    /// <summary>Reads a map strictly.</summary>
    public static ObservationMap? Read(ReadOnlySpan<byte> document, out ReadingProblem? problem)
    {
        var json = new StrictJson(document);
        FieldsRead read = default;
        var map = Empty;
        json.EnterObject();
        while (json.NextField(Top, ref read, out var field))
        {
            if (field == 0 && json.CodeText() != "saksei/observation-map/v1") json.Fail("format-unknown");
            if (field > 0) map = map.With(field, ref json);
        }

        json.Require(Top, read, 3);
        json.End();
        problem = json.Problem;
        return problem is null ? map : null;
    }

    private ObservationMap With(int field, ref StrictJson json) => field switch
    {
        1 => this with { Station = json.Text(LongestName) },
        2 => this with { Answers = json.Items(MostColumns, ReadAnswer) },
        3 => this with { Team = json.Text(LongestName) },
        4 => this with { Words = ReadNames(ref json) },
        5 => this with { Ignored = ReadNames(ref json) },
        6 => this with { IgnoredSheets = ReadNames(ref json) },
        7 => this with { Form = ReadForm(ref json) },
        _ => this with { Instance = json.Text(LongestName) },
    };

    private static ImmutableArray<string> ReadNames(ref StrictJson json) => json.Items(MostColumns, (ref json) => json.Text(LongestName));

    private static (string Id, string Version) ReadForm(ref StrictJson json)
    {
        FieldsRead read = default;
        var form = (Id: "", Version: "");
        json.EnterObject();
        while (json.NextField(FormFields, ref read, out var field))
        {
            if (field == 0) form.Id = json.Text(LongestName);
            else form.Version = json.Text(LongestName);
        }

        json.Require(FormFields, read, 1);
        return form;
    }

    private static AnswerColumn ReadAnswer(ref StrictJson json)
    {
        FieldsRead read = default;
        var answer = new AnswerColumn("", "", ImmutableDictionary<string, string>.Empty);
        json.EnterObject();
        while (json.NextField(AnswerFields, ref read, out var field))
            answer = field switch
            {
                0 => answer with { Question = json.CodeText() },
                1 => answer with { Column = json.Text(LongestName) },
                _ => answer with { Values = json.Items(MostColumns, ReadValue).DistinctBy(pair => pair.Key).ToImmutableDictionary(StringComparer.Ordinal) },
            };
        json.Require(AnswerFields, read, 2);
        return answer;
    }

    private static KeyValuePair<string, string> ReadValue(ref StrictJson json)
    {
        FieldsRead read = default;
        var (text, choice) = ("", "");
        json.EnterObject();
        while (json.NextField(ValueFields, ref read, out var field))
        {
            if (field == 0) text = json.Text(LongestName);
            else choice = json.CodeText();
        }

        json.Require(ValueFields, read, 2);
        return new(text, choice);
    }
}
