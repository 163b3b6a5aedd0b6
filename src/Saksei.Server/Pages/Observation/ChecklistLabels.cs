using System.Text.Json;
using Saksei.Election.Observation;

namespace Saksei.Server.Pages.Observation;

/// <summary>What questions are called: by the checklist's own file, in the reader's language; their names where it doesn't say.</summary>
internal static class ChecklistLabels
{
    private const int MostBytes = 1 << 20;

    internal static string Of(Frame frame, ObservedQuestion question)
    {
        var form = question.Checklist.Act.Form;
        var bytes = form.Length <= MostBytes ? frame.Host.Store.ReadAttachment(form.Sha256) : null;
        return bytes is null ? question.Question.Name : Find(bytes, question.Question.Name, frame.Speech.Language) ?? question.Question.Name;
    }

    private static string? Find(byte[] form, string name, string language)
    {
        try
        {
            using var document = JsonDocument.Parse(form);
            var questions = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("survey", out var survey) && survey.ValueKind == JsonValueKind.Array
                ? survey.EnumerateArray() : default;
            return questions.Where(question => TextOf(question, "name") == name && question.TryGetProperty("label", out _))
                .Select(question => LabelIn(question.GetProperty("label"), language) ?? LabelIn(question.GetProperty("label"), "en")).FirstOrDefault();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // XLSForm writes a language as its code, or as a name with the code behind it: English (en).
    private static string? LabelIn(JsonElement label, string language) => label.ValueKind != JsonValueKind.Object ? null : label.EnumerateObject()
        .Where(text => text.Value.ValueKind == JsonValueKind.String && (text.NameEquals(language) || text.Name.EndsWith($"({language})", StringComparison.Ordinal)))
        .Select(text => text.Value.GetString()).FirstOrDefault(text => text is { Length: > 0 });

    private static string? TextOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
