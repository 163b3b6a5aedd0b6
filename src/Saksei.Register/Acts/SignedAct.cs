using System.Collections.Immutable;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Register.Acts;

/// <summary>
/// The envelope of an act: a signed note of three lines. What the JSON says is for the books above to read;
/// here is what every register needs of every act.
/// <code>
/// saksei/act/v1
/// origin of the register
/// {"kind":…}
/// </code>
/// </summary>
/// <param name="Note">The bytes as they were received: the record in the tree.</param>
/// <param name="Text">The signed text.</param>
/// <param name="Origin">The register that the act is meant for: it can't be replayed into another.</param>
/// <param name="Body">The third line, without its newline.</param>
/// <param name="Signatures">One to sixteen, in the order in which the act names its signers.</param>
public sealed record SignedAct(
    ReadOnlyMemory<byte> Note, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Origin, ReadOnlyMemory<byte> Body,
    ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>The first line of every act.</summary>
    public const string Format = "saksei/act/v1";

    /// <summary>The most signatures that an act can bear.</summary>
    public const int MaximumSignatures = 16;

    private static readonly byte[] FirstLine = Encoding.UTF8.GetBytes(Format + "\n");

    /// <summary>
    /// What the act is called: SHA-256 of its text. Signatures are not part of it,
    /// so an act sent twice, or signed again, is one act.
    /// </summary>
    public Hash Identity { get; } = Hash.OfBytes(Text.Span);

    /// <summary>Reads the envelope strictly; null with a code where it isn't one.</summary>
    /// <param name="note">At most 65,535 bytes.</param>
    /// <param name="code"><c>act-too-long</c>, <c>note-malformed</c>, <c>act-malformed</c> or <c>too-many-signatures</c>; empty if read.</param>
    public static SignedAct? Parse(ReadOnlyMemory<byte> note, out string code)
    {
        code = "act-too-long";
        if (note.Length > EntryBundle.MaximumRecordBytes) return null;
        code = "note-malformed";
        if (SignedNote.Parse(note) is not { } signed) return null;
        code = "too-many-signatures";
        if (signed.Signatures.Length > MaximumSignatures) return null;
        code = "act-malformed";
        if (!signed.Text.Span.StartsWith(FirstLine)) return null;
        var rest = signed.Text[FirstLine.Length..];
        var end = rest.Span.IndexOf((byte)'\n');
        if (end <= 0 || rest.Length < end + 2 || rest.Span[(end + 1)..].IndexOf((byte)'\n') != rest.Length - end - 2) return null;
        code = "";
        return new SignedAct(note, signed.Text, rest[..end], rest[(end + 1)..^1], signed.Signatures);
    }

    /// <summary>The text of an act, ready to be signed.</summary>
    public static byte[] TextOf(string origin, ReadOnlySpan<byte> body) =>
        [.. FirstLine, .. Encoding.UTF8.GetBytes(origin), (byte)'\n', .. body, (byte)'\n'];

    /// <summary>Signs an act; the signers stand in the order in which the body names them.</summary>
    public static byte[] Sign(string origin, ReadOnlySpan<byte> body, params ReadOnlySpan<SignerKey> signers) =>
        SignedNote.Sign(TextOf(origin, body), signers);
}
