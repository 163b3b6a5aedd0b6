using System.Text.Json;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Words;

/// <summary>The computation of a deadline in words, in one language.</summary>
public static class DeadlineWords
{
    /// <summary>One sentence a step.</summary>
    public static IEnumerable<string> Of(Speech speech, ElectionDefinition definition, Deadline deadline)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(deadline);
        return deadline.Steps.Select(step => Of(speech, definition, step));
    }

    /// <summary>Adds the words in every language of the election to a document: <c>words: {en: […], km: […]}</c>, say.</summary>
    public static Action<Utf8JsonWriter, Deadline> In(ElectionDefinition definition) => (json, deadline) =>
    {
        json.WriteStartObject("words");
        foreach (var language in TextBook.LanguagesOf(definition.Head))
        {
            json.WriteStartArray(language);
            foreach (var sentence in Of(new Speech(language, definition.Head.TimeZone), definition, deadline)) json.WriteStringValue(sentence);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    };

    private static string Of(Speech speech, ElectionDefinition definition, DeadlineStep step) => speech.Say(
        "deadline." + step.Code,
        step.Number,
        step.Day is { } day ? speech.Day(day) : "",
        step.Until is { } until ? speech.Day(until) : "",
        step.At is { } at ? speech.LocalTime(at) : "",
        WordOf(speech, definition, step));

    private static string WordOf(Speech speech, ElectionDefinition definition, DeadlineStep step) => step.Code == "trigger"
        ? speech.Say("trigger." + step.Word)
        : definition.Procedures.Holidays.FirstOrDefault(holiday => holiday.Code == step.Word) is { } known ? speech.Name(known.Names, step.Word)
        : speech.Word("free", step.Word);
}
