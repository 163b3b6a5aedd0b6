using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Saksei.Cosigner.Keeping;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cosigner;

/// <summary>
/// Checkpoints that a log signed and that weren't co-signed, one a file. Two roots of one size prove by themselves that the log
/// signed two trees. A proof that fails may be its sender's mistake, so it is dropped once the same checkpoint is co-signed.
/// </summary>
internal sealed class EvidenceShelf(DurableFolder folder)
{
    private const int MostOfKind = 32, MaximumBytes = 96 << 10;
    private const string Mistake = "proof-not-empty";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Keeps what was refused; the first of each kind stay. That it can't be kept changes nothing about the refusal.</summary>
    internal void Keep(string kind, AddCheckpoint request, SignedCheckpoint given, HeldCheckpoint? held, long now)
    {
        var name = NameOf(kind, given);
        if (kind == Mistake || given.Checkpoint == held?.Checkpoint || folder.Names.Count(other => other.StartsWith(kind, StringComparison.Ordinal)) >= MostOfKind || File.Exists(folder.At(name))) return;
        try
        {
            folder.Write(name, Document(kind, request, given, held, now));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The checkpoint isn't co-signed either way.
        }
    }

    /// <summary>The checkpoint extends what was co-signed: that a proof of it failed was its sender's mistake.</summary>
    internal void Drop(SignedCheckpoint given)
    {
        try
        {
            File.Delete(folder.At(NameOf("proof-wrong", given)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It stays, with a checkpoint that everybody can see was co-signed.
        }
    }

    internal ReadOnlyMemory<byte> ToJson(string origin)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("origin", origin);
            json.WriteStartArray("evidence");
            foreach (var name in folder.Names)
                if (folder.ReadFile(name, MaximumBytes) is { } document)
                    json.WriteRawValue(document);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    /// <summary>The first of what is kept that proves by itself that the log contradicted itself, as a file for anybody; null where nothing does.</summary>
    internal byte[]? Contradiction(VerifierKey log) => folder.Names.Select(name => folder.ReadFile(name, MaximumBytes))
        .OfType<byte[]>().Select(document => ContradictionIn(document, log)).FirstOrDefault(found => found?.Judge() == "") is { } proven ? ContradictionFile.Write(proven) : null;

    private static Contradiction? ContradictionIn(byte[] document, VerifierKey log)
    {
        using var json = JsonDocument.Parse(document);
        if (!json.RootElement.TryGetProperty("held", out var held)) return null;
        var (one, other) = (NoteIn(json.RootElement.GetProperty("given")), NoteIn(held));
        if (SignedCheckpoint.Parse(one, out _) is not { } given || SignedCheckpoint.Parse(other, out _) is not { } kept) return null;
        var hashes = json.RootElement.GetProperty("proof").EnumerateArray().Select(hash => Hash.TryParseBase64(Encoding.UTF8.GetBytes(hash.GetString() ?? ""), out var read) ? read : default);
        return Register.Cosigning.Contradiction.Of(log, given, one, kept, other, [.. hashes]);
    }

    private static byte[] NoteIn(JsonElement text) => Encoding.UTF8.GetBytes(text.GetString() ?? "");

    private static string NameOf(string kind, SignedCheckpoint given) => $"{kind}.{Hash.OfBytes(given.Note.Text.Span).ToHex()}";

    private static ReadOnlySpan<byte> Document(string kind, AddCheckpoint request, SignedCheckpoint given, HeldCheckpoint? held, long now)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteNumber("size", given.Checkpoint.Size);
            json.WriteNumber("time", now);
            json.WriteNumber("old", request.OldSize);
            json.WriteStartArray("proof");
            foreach (var hash in request.Proof) json.WriteStringValue(hash.ToString());
            json.WriteEndArray();
            json.WriteString("given", request.CheckpointNote.Span);
            if (held is not null) json.WriteString("held", held.Note.Span);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan;
    }
}
