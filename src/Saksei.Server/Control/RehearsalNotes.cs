using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Saksei.Node;
using Saksei.Register.Notes;

namespace Saksei.Server.Control;

/// <summary>A rehearsal's report as far as it can be read.</summary>
/// <param name="File">Its file, within the folder that was named.</param>
/// <param name="Text">Its document; what isn't there is said by an empty word.</param>
/// <param name="IsSigned">Whether the log's key that it names signed it.</param>
public sealed record RehearsalNote(string File, JsonElement Text, bool IsSigned)
{
    /// <summary>A value by its path of names.</summary>
    public string this[params ReadOnlySpan<string> path]
    {
        get
        {
            var at = Text;
            foreach (var name in path)
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return "";
            return at.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null ? "" : at.ToString();
        }
    }
}

/// <summary>Finds reports: notes in a folder, and <c>rehearsal.note</c> in registers' folders within it.</summary>
internal static class RehearsalNotes
{
    private const int Most = 20, MaximumBytes = 1 << 20;
    private const string Format = "saksei/rehearsal-report/v1";

    internal static ImmutableArray<RehearsalNote> In(string folder)
    {
        if (folder.Length == 0 || !Directory.Exists(folder)) return [];
        var paths = Directory.EnumerateFiles(folder, "*.note").Concat(Directory.EnumerateDirectories(folder).Select(inner => Path.Combine(inner, "rehearsal.note")).Where(File.Exists));
        return [.. paths.OrderByDescending(File.GetLastWriteTimeUtc).Take(Most).Select(path => Read(folder, Path.GetRelativePath(folder, path).Replace('\\', '/'))).OfType<RehearsalNote>()];
    }

    private static RehearsalNote? Read(string folder, string name)
    {
        var file = RegularFile.Read(folder, name, MaximumBytes);
        if (!file.IsRead || SignedNote.Parse(file.Bytes) is not { } note || Encoding.UTF8.GetString(note.Text.Span).Split('\n') is not [Format, _, var text, ""]) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var read = new RehearsalNote(name, document.RootElement.Clone(), false);
            return read with { IsSigned = VerifierKey.TryParse(read["logKey"], out var log) && note.IsSignedBy(log) };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
