using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Definition;

namespace Saksei.Election.Forms;

/// <summary>Writes what a sheet says as it stands in acts.</summary>
internal static class SheetWriter
{
    /// <summary>The bytes of an entry, as they stand in acts: lists and fields in the definition's order.</summary>
    internal static byte[] Write(Contest contest, SheetState state, Figures figures, ImmutableArray<SheetSignature> signatures, SheetMarks marks)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("state", state.Word);
            WriteFigures(json, contest, figures);
            if (!signatures.IsEmpty)
            {
                json.WritePropertyName("signatures");
                FormCodecs.Signatures.Write(json, signatures);
            }

            WriteNames(json, "blank", [.. marks.Blank.Select(contest.FigureName)]);
            WriteNames(json, "illegible", [.. marks.Illegible.Select(contest.FigureName)]);
            WriteNames(json, "confirmed", marks.Confirmed);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, ImmutableArray<string> codes)
    {
        if (codes.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var code in codes) json.WriteStringValue(code);
        json.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter json, Contest contest, Figures figures)
    {
        var fields = contest.Form.Fields.Length;
        json.WriteStartObject("figures");
        var at = 0;
        for (; at < figures.Count && figures.NumberAt(at) < fields; at++)
            json.WriteNumber(contest.Form.Fields[figures.NumberAt(at)].Code, figures.ValueAt(at));
        json.WriteEndObject();
        json.WriteStartObject("votes");
        for (; at < figures.Count; at++)
            json.WriteNumber(contest.Lists[figures.NumberAt(at) - fields].Code, figures.ValueAt(at));
        json.WriteEndObject();
    }
}
