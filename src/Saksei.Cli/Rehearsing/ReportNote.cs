using System.Text;
using System.Text.Json;
using Saksei.Register.Notes;

namespace Saksei.Cli.Rehearsing;

/// <summary>A rehearsal report as it is signed: a signed note of three lines, the last of which is the JSON document.</summary>
internal static class ReportNote
{
    /// <summary>What the report is called in a register's folder.</summary>
    internal const string FileName = "rehearsal.note";

    private const string Format = "saksei/rehearsal-report/v1";

    internal static byte[] Sign(RehearsalReport report, SignerKey key) =>
        SignedNote.Sign(Encoding.UTF8.GetBytes($"{Format}\n{report.Origin}\n{JsonSerializer.Serialize(report, JsonOutput.Options)}\n"), key);

    /// <summary>
    /// Checks a report's form and signature: by a key that the reader knows, or by the log's key that the report names itself. Gives the
    /// document, and a code that is empty where it holds.
    /// </summary>
    internal static (string Code, string SignedBy, JsonElement? Report) Check(ReadOnlyMemory<byte> bytes, VerifierKey? known)
    {
        if (SignedNote.Parse(bytes) is not { } note) return Fail("note-malformed");
        var lines = Encoding.UTF8.GetString(note.Text.Span).Split('\n');
        if (lines is not [Format, var origin, var text, ""] || Parse(text) is not { } report || Word(report, "origin") != origin) return Fail("report-malformed");
        var key = known ?? (VerifierKey.TryParse(Word(report, "logKey"), out var log) ? log : null);
        if (key is null || !note.IsSignedBy(key)) return Fail("signature-wrong");
        return ("", key.Text, report);
    }

    private static (string Code, string SignedBy, JsonElement? Report) Fail(string code) => (code, "", null);

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Word(JsonElement report, string name) =>
        report.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
