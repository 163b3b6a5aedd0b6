using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace Saksei.Register.Notes;

/// <summary>One signature line: the key's name and identifier, and the bytes behind the identifier.</summary>
public readonly record struct NoteSignature(KeyName Key, ReadOnlyMemory<byte> Signature);

/// <summary>
/// A text with signatures (C2SP signed-note). What is signed is the text with its final newline, byte for byte.
/// <code>
/// text, ends with a newline
///
/// — name base64(identifier, four bytes || signature)
/// </code>
/// The text may hold blank lines: the signatures stand behind the last one.
/// </summary>
public sealed record SignedNote(ReadOnlyMemory<byte> Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>The most signature lines that are read.</summary>
    public const int MaximumSignatures = 100;

    private static readonly byte[] Dash = "\u2014 "u8.ToArray();

    /// <summary>Signs a text, which ends with a newline, with each key in turn.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> text, params ReadOnlySpan<SignerKey> signers)
    {
        if (text.IsEmpty || text[^1] != '\n') throw new ArgumentException("a note's text ends with a newline", nameof(text));
        var note = new List<byte>(text.Length + 1 + signers.Length * 160);
        note.AddRange(text);
        note.Add((byte)'\n');
        foreach (var signer in signers) note.AddRange(SignatureLine(signer.Verifier.Name, signer.Sign(text)));
        return [.. note];
    }

    /// <summary>One signature line with its newline.</summary>
    public static byte[] SignatureLine(KeyName key, ReadOnlySpan<byte> signature)
    {
        var blob = new byte[4 + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(blob, key.Id);
        signature.CopyTo(blob.AsSpan(4));
        return [.. Dash, .. Encoding.UTF8.GetBytes(key.Name), (byte)' ', .. Base64.Encode(blob), (byte)'\n'];
    }

    /// <summary>Reads a note strictly; null where it isn't one. No signature is checked.</summary>
    public static SignedNote? Parse(ReadOnlyMemory<byte> note)
    {
        var bytes = note.Span;
        if (bytes.IsEmpty || bytes[^1] != '\n' || !IsCleanText(bytes)) return null;
        var split = bytes.LastIndexOf("\n\n"u8);
        if (split < 0) return null;
        var lines = note[(split + 2)..];
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>(1);
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            if (signatures.Count == MaximumSignatures || ParseLine(lines.Span[..end]) is not { } signature) return null;
            signatures.Add(signature);
            lines = lines[(end + 1)..];
        }

        return signatures.Count == 0 ? null : new SignedNote(note[..(split + 1)], signatures.DrainToImmutable());
    }

    /// <summary>
    /// Whether the note bears a valid signature of this key. Lines of other keys don't matter;
    /// a line that names this key and doesn't verify makes the whole note false.
    /// </summary>
    public bool IsSignedBy(VerifierKey key)
    {
        var found = false;
        foreach (var line in Signatures)
        {
            if (line.Key != key.Name) continue;
            if (!key.Verify(Text.Span, line.Signature.Span)) return false;
            found = true;
        }

        return found;
    }

    private static NoteSignature? ParseLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(Dash)) return null;
        line = line[Dash.Length..];
        var space = line.LastIndexOf((byte)' ');
        if (space <= 0 || line[(space + 1)..].Length > 8192) return null;
        if (!Base64.TryDecode(line[(space + 1)..], out var blob) || blob.Length < 5) return null;
        var name = Encoding.UTF8.GetString(line[..space]);
        if (!VerifierKey.IsName(name)) return null;
        return new NoteSignature(new KeyName(name, BinaryPrimitives.ReadUInt32BigEndian(blob)), blob.AsMemory(4));
    }

    // Valid UTF-8 without a control character but the newline.
    private static bool IsCleanText(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes)) return false;
        for (var rest = bytes; rest.IndexOfAnyInRange((byte)0, (byte)0x1f) is var at and >= 0; rest = rest[(at + 1)..])
            if (rest[at] != '\n') return false;
        return true;
    }
}
