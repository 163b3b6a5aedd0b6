using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Words;

namespace Saksei.Server.Pages.Findings;

/// <summary>Words that an act names: in the reader's language, or in English, or in the first that there is.</summary>
/// <param name="Language">The language that they are in.</param>
/// <param name="Title">Their first line.</param>
/// <param name="Rest">The lines behind it.</param>
public sealed record VoiceText(string Language, string Title, ImmutableArray<string> Rest);

/// <summary>What pages say of findings, recommendations and statements.</summary>
internal static class VoiceTexts
{
    // Of longer words a page shows the beginning, and links to the whole.
    private const int MostBytes = 8192, LongestTitle = 300;

    /// <summary>The words of a file that was handed in; its address's beginning where the file isn't there any more or isn't text.</summary>
    internal static VoiceText Text(Frame frame, ImmutableArray<Wording> words)
    {
        if (words.IsEmpty) return new VoiceText(frame.Speech.Language, "", []);
        var word = words.FirstOrDefault(own => own.Language == frame.Speech.Language) ?? words.FirstOrDefault(own => own.Language == "en") ?? words[0];
        var bytes = word.File.MediaType.StartsWith("text/plain", StringComparison.Ordinal) ? frame.Host.ReadFile(word.File.Sha256, MostBytes) : [];
        if (frame.Host.FindTakenDown(word.File.Sha256) is { } taken) return new VoiceText(frame.Speech.Language, Sentences.TakenDown(frame, taken), []);
        if (bytes.Length == 0) return new VoiceText("en", word.File.Sha256.ToHex()[..12], []);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? new VoiceText(word.Language, "–", []) : new VoiceText(word.Language, Cut(lines[0]), [.. lines[1..]]);
    }

    /// <summary>Where an answer stands, in words.</summary>
    internal static string State(Speech speech, AnswerState state) => speech.Say("findings.state." + state.Word);

    /// <summary>By when an answer is due, and how that stands; behind a mark, and empty where no date was given.</summary>
    internal static string Clock(Speech speech, AskingFile file, Moment now) => file.TimeAt(now) is { } time
        ? " · " + speech.Say("answer.due", speech.Date(time.Due)) + " · " + Sentences.Answer(speech, time, now) : "";

    /// <summary>What a subject is called.</summary>
    internal static string Subject(Frame frame, string code) =>
        frame.Definition.Head.Findings.FindSubject(code) is { } subject ? frame.Speech.Name(subject.Names, code) : code;

    /// <summary>Who is asked; that nobody is named where public record names none.</summary>
    internal static string Asked(Frame frame, string code) => code.Length == 0 ? frame.Speech.Say("findings.nobody") : frame.NameOfOrganisation(code);

    /// <summary>When something was said, as far as it is known.</summary>
    internal static string When<TAct>(Speech speech, Voice<TAct> voice) where TAct : VoiceAct =>
        voice.Act.Reported is { Is: true, On.Length: < 10 } reported ? speech.InOwnDigits(reported.On) : speech.Date(voice.When);

    private static string Cut(string line) => line.Length > LongestTitle ? line[..LongestTitle] + "…" : line;
}
