using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Saksei.Checklists;
using Saksei.Cli.Commands;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Saksei.Election.Observation;
using Saksei.Node;
using Saksei.Node.Imports;

namespace Saksei.Cli.Checklists;

/// <summary>
/// Answers as somebody filled them into a draft, held against the checklist's form and made the fields of the act: codes and numbers stand in
/// it, texts go into a salted file.
/// </summary>
internal sealed class FilledDraft
{
    private const string WordsFile = "words of the answers.json";
    private readonly string _path;
    private readonly CheckedChecklist _form;
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _none = new(StringComparer.Ordinal);
    private Answers _given = Answers.None;

    private FilledDraft(string path, JsonElement answers, CheckedChecklist form)
    {
        (_path, _form) = (path, form);
        if (answers.ValueKind != JsonValueKind.Array) throw new CommandProblem("array-expected", $"{path} answers");
        foreach (var (index, entry) in answers.EnumerateArray().Index()) Take(entry, string.Create(CultureInfo.InvariantCulture, $"answers[{index}]"));
    }

    /// <summary>Whether a draft is of answers to a checklist.</summary>
    internal static bool Is(ActDraft draft) => draft.Fields.GetProperty("kind").ValueEquals(ObservationKinds.Answers.Name) && draft.Fields.TryGetProperty("answers", out _);

    /// <summary>Makes the act's draft; what the form refuses goes to <paramref name="refuse"/>, and then there is none.</summary>
    internal static ActDraft? Settle(string path, ActDraft draft, CheckedChecklist form, Action<AnswerProblem> refuse)
    {
        foreach (var name in new[] { "station", "checklist" })
            if (draft.Fields.TryGetProperty(name, out var field) && TextOf(field) == "") throw new CommandProblem("field-missing", $"{path} {name}", name);
        var filled = new FilledDraft(path, draft.Fields.GetProperty("answers"), form);
        var outcome = FormEvaluation.OfGiven(form, filled._given, filled.Unknown().ToHashSet(StringComparer.Ordinal));
        foreach (var problem in outcome.Problems) refuse(problem with { Place = filled.PlaceOf(problem.Place) });
        return outcome.IsAccepted ? filled.Settled(draft, outcome.Values) : null;
    }

    private string PlaceOf(string question) => _places.TryGetValue(question, out var place) ? $"{_path} {place} {question}" : $"{_path} {question}";

    // Of what somebody types by hand without texts nothing says what the texts are; a coded question that isn't there wasn't answered.
    private IEnumerable<string> Unknown() => _form.Answerable.Where(name => !_places.ContainsKey(name) && !_form.RepeatsOf(name).Any(_places.ContainsKey) && !IsCoded(name));

    private bool IsCoded(string name) => _form.RepeatsOf(name).IsEmpty && _form.Questions.Any(row => row.Name == name && row.Type.IsCoded());

    private void Take(JsonElement entry, string place)
    {
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("question", out var question) || TextOf(question) is not { Length: > 0 } name)
            throw new CommandProblem("field-missing", $"{_path} {place}", "question");
        if (!_places.TryAdd(name, place)) throw new CommandProblem("question-twice", $"{_path} {place}", name);
        foreach (var member in entry.EnumerateObject().Where(member => member.Name != "question" && !AnswersDraft.Explanations.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null))
            _given = member.Name switch
            {
                "choices" => _given.With(name, Choices(name, member.Value, $"{place}.choices")),
                "number" => _given.With(name, Expect(member.Value, JsonValueKind.Number, "number-expected", $"{place}.number").GetRawText()),
                "text" => _given.With(name, Expect(member.Value, JsonValueKind.String, "text-expected", $"{place}.text").GetString() ?? ""),
                "instances" => _given.With(name, Instances(member.Value, $"{place}.instances")),
                _ => throw CommandProblem.NotOneOf("field-unknown", $"{_path} {place}", member.Name, ["choices", "number", "text", "instances"]),
            };
    }

    private string Choices(string question, JsonElement value, string place)
    {
        var codes = Expect(value, JsonValueKind.Array, "array-expected", place).EnumerateArray().Select(code => Expect(code, JsonValueKind.String, "text-expected", place).GetString()).ToList();
        if (codes.Count == 0) _none.Add(question);
        return string.Join(' ', codes);
    }

    private ImmutableArray<Answers> Instances(JsonElement value, string place)
    {
        var read = AnswersJson.Read(Encoding.UTF8.GetBytes($"{{\"of\":{Expect(value, JsonValueKind.Array, "array-expected", place).GetRawText()}}}"), out var problem);
        return problem is null ? read.Repeats.GetValueOrDefault("of", []) : throw new CommandProblem(problem.Code, $"{_path} {place}", problem.Detail);
    }

    private JsonElement Expect(JsonElement value, JsonValueKind kind, string code, string place) =>
        value.ValueKind == kind ? value : throw new CommandProblem(code, $"{_path} {place}", value.GetRawText());

    private ActDraft Settled(ActDraft draft, Answers values)
    {
        var words = new SaltedWords("", [.. SubmissionColumns.Of(_form, _given).Where(column => column.Cell.Length > 0 && IsWords(column.Column[(column.Column.LastIndexOf('/') + 1)..]))]);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var field in draft.Fields.EnumerateObject().Where(field => field.Name is not (AnswersDraft.Form or "answers" or "words") && field.Value.ValueKind != JsonValueKind.Null)) field.WriteTo(json);
            WriteAnswers(json, values);
            WriteWords(json, draft.Fields, !words.IsEmpty);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return draft.With(document.RootElement.Clone(), words.IsEmpty ? null : new DraftFile(WordsFile, words.ToFile(ActDesk.RandomBits())));
    }

    private bool IsWords(string name) => !IsCoded(name) && _form.Questions.Any(row => row.Name == name && row.Calculation.Length == 0);

    private void WriteAnswers(Utf8JsonWriter json, Answers values)
    {
        json.WriteStartArray("answers");
        foreach (var question in CodedQuestion.Of(_form).Where(question => values[question.Name].Length > 0 || (question.Type == QuestionType.SelectMultiple && _none.Contains(question.Name))))
        {
            json.WriteStartObject();
            json.WriteString("question", question.Name);
            if (question.Type == QuestionType.Integer) json.WriteNumber("number", long.Parse(values[question.Name], CultureInfo.InvariantCulture));
            else ActFields.WriteTexts(json, "choices", values[question.Name].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void WriteWords(Utf8JsonWriter json, JsonElement fields, bool hasOwn)
    {
        var isThere = fields.TryGetProperty("words", out var given) && given.ValueKind == JsonValueKind.Array;
        if (!isThere && !hasOwn) return;
        json.WriteStartArray("words");
        foreach (var file in isThere ? given.EnumerateArray() : default) file.WriteTo(json);
        if (hasOwn)
        {
            json.WriteStartObject();
            json.WriteString(ActDraft.NamesFile, WordsFile);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
