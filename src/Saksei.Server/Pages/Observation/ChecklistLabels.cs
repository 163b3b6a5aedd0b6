using Saksei.Election.Acts;
using Saksei.Election.Checklists;

namespace Saksei.Server.Pages.Observation;

/// <summary>
/// What questions and choices are called: by the checklist's own file, in the reader's language or else in English; their names where it
/// doesn't say, or isn't a checklist.
/// </summary>
internal sealed class ChecklistLabels
{
    private readonly Checklist? _checklist;
    private readonly int _language;

    private ChecklistLabels(Checklist? checklist, string language)
    {
        _checklist = checklist;
        _language = checklist is null ? -1 : PlaceOf(checklist, language) is >= 0 and var own ? own : PlaceOf(checklist, "en");
    }

    internal static ChecklistLabels Read(Frame frame, Attachment form)
    {
        var bytes = form.Length <= ChecklistLimits.Bytes ? frame.Host.Store.ReadAttachment(form.Sha256) : null;
        return new ChecklistLabels(bytes is null ? null : ReadFile(bytes), frame.Speech.Language);
    }

    // A desk's own file: what it asks of answers is none of a page's business.
    private static Checklist? ReadFile(byte[] bytes) => ChecklistJson.ReadUnchecked(bytes, out var problem) is var read && problem is null ? read : null;

    internal string Of(string question) => Row(question) is { } row ? TextOf(row.Label, row.Name) : question;

    internal string Of(string question, string choice) =>
        Row(question) is { } row && _checklist?.Choices.FirstOrDefault(one => one.List == row.List && one.Name == choice) is { } found ? TextOf(found.Label, choice) : choice;

    private ChecklistRow? Row(string question) => _checklist?.Survey.FirstOrDefault(row => row.Name == question);

    private string TextOf(IReadOnlyList<string> label, string otherwise) =>
        _language >= 0 && _language < label.Count && label[_language].Length > 0 ? label[_language] : otherwise;

    // XLSForm writes a language as its code, or as a name with the code behind it: English (en).
    private static int PlaceOf(Checklist checklist, string language) =>
        checklist.Languages.IndexOf(checklist.Languages.FirstOrDefault(own => own == language || own.EndsWith($"({language})", StringComparison.Ordinal)) ?? " ");
}
