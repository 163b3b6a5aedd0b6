using System.Text.Encodings.Web;
using System.Text.Json;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Register.Tree;

namespace Saksei.Cli.Checklists;

/// <summary>
/// A draft of an act of answers, made from a checklist: every question with its type and choices, for somebody to fill in and to sign. What
/// only tells the reader what may stand there is left out of the act (<see cref="FilledDraft"/>).
/// </summary>
internal static class AnswersDraft
{
    /// <summary>The checklist's file by its hash: answers are held against it.</summary>
    internal const string Form = "form";

    /// <summary>Members of a question that only explain it.</summary>
    internal static readonly string[] Explanations = ["label", "type", "of", "relevant", "required", "constraint"];

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes it.</summary>
    /// <param name="form">The checklist.</param>
    /// <param name="registered">The act that registers it; empty where the observer is to put it in.</param>
    internal static byte[] Write(CheckedChecklist form, string registered)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind", ObservationKinds.Answers.Name);
            json.WriteString(Form, Hash.OfBytes(ChecklistJson.Write(form.Checklist)).ToHex());
            json.WriteString("station", "");
            json.WriteString("checklist", registered);
            json.WriteNumber("team", 1);
            json.WriteStartArray("answers");
            foreach (var row in Below(form, "")) WriteQuestion(json, form, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    // What a device gives and what is computed isn't asked of anybody.
    private static IEnumerable<ChecklistRow> Below(CheckedChecklist form, string repeat) => form.Checklist.Survey.Where(row =>
        (row.Type == QuestionType.BeginRepeat || (row.Type.HasValue() && !row.Type.IsFromDevice() && row.Calculation.Length == 0)) && form.RepeatsOf(row.Name).LastOrDefault("") == repeat);

    private static void WriteQuestion(Utf8JsonWriter json, CheckedChecklist form, ChecklistRow row)
    {
        json.WriteStartObject();
        json.WriteString("question", row.Name);
        var language = Math.Max(0, form.Checklist.Languages.IndexOf(form.Checklist.Settings.DefaultLanguage));
        if (row.Label.ElementAtOrDefault(language) is { Length: > 0 } label) json.WriteString("label", label);
        json.WriteString("type", QuestionTypes.Words[row.Type]);
        foreach (var (name, cell) in new[] { ("relevant", row.Relevant), ("required", row.Required), ("constraint", row.Constraint) })
            if (cell.Length > 0) json.WriteString(name, cell);
        if (row.Type.IsSelect()) WriteChoices(json, form.Checklist, row, language);
        if (row.Type == QuestionType.BeginRepeat) WriteRepeat(json, form, row);
        else if (row.Type == QuestionType.Integer && form.RepeatsOf(row.Name).IsEmpty) json.WriteNull("number");
        else if (form.RepeatsOf(row.Name).IsEmpty) json.WriteNull(row.Type.IsSelect() ? "choices" : "text");
        json.WriteEndObject();
    }

    private static void WriteChoices(Utf8JsonWriter json, Checklist checklist, ChecklistRow row, int language)
    {
        json.WriteStartObject("of");
        foreach (var choice in checklist.ChoicesOf(row.List)) json.WriteString(choice.Name, choice.Label.ElementAtOrDefault(language) ?? "");
        json.WriteEndObject();
    }

    // Each time that it was filled is an object of its own: {"question": "answer"}.
    private static void WriteRepeat(Utf8JsonWriter json, CheckedChecklist form, ChecklistRow repeat)
    {
        json.WriteStartArray("of");
        foreach (var row in Below(form, repeat.Name)) WriteQuestion(json, form, row);
        json.WriteEndArray();
        json.WriteStartArray("instances");
        json.WriteEndArray();
    }
}
