using System.Collections.Immutable;
using Saksei.Election.Checklists;

namespace Saksei.Checklists;

/// <summary>A form that a checklist can be written in.</summary>
/// <param name="Name">The option of the command.</param>
/// <param name="Description">What is written where.</param>
/// <param name="Write">Writes it to a path.</param>
public sealed record ExportedChecklist(string Name, string Description, Func<CheckedChecklist, string, Task> Write)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ExportedChecklist> Formats { get; } =
    [
        new("csv", "A folder: survey.csv, choices.csv, settings.csv.", (checklist, path) => { CsvFolder.Write(checklist.Checklist, path); return Task.CompletedTask; }),
        new("xlsx", "A workbook.", (checklist, path) => ToFile(path, output => WorkbookFile.Write(checklist.Checklist, output))),
        new("xml", "An XForm, for ODK Collect and Enketo.", (checklist, path) => File.WriteAllBytesAsync(path, XForm.Write(checklist))),
        new("json", "The canonical JSON, which acts name by its hash.", (checklist, path) => File.WriteAllBytesAsync(path, ChecklistJson.Write(checklist.Checklist))),
    ];

    private static async Task ToFile(string path, Func<Stream, Task> write)
    {
        await using var output = File.Create(path);
        await write(output);
    }
}
