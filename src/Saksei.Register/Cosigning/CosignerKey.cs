using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NSec.Cryptography;
using Saksei.Register.Notes;

namespace Saksei.Register.Cosigning;

/// <summary>
/// A co-signer's public key (C2SP tlog-cosignature v1): <c>name+hex8(id)+base64(0x04 || key)</c>. What it signs of a checkpoint is
/// not the note's text alone but the time before it, so the log's key and a co-signer's never sign the same bytes.
/// </summary>
public sealed class CosignerKey
{
    /// <summary>The type byte of an Ed25519 co-signature with its time.</summary>
    public const byte CosignatureType = 0x04;

    private readonly KeyText _key;

    private CosignerKey(KeyText key) => _key = key;

    /// <summary>Name and identifier.</summary>
    public KeyName Name => _key.Name;

    /// <summary>The key as text, in its one canonical form.</summary>
    public string Text => _key.Text;

    /// <summary>Makes the key of a name from 32 bytes.</summary>
    public static CosignerKey Create(string name, ReadOnlySpan<byte> publicKey) => new(KeyText.Of(name, CosignatureType, publicKey));

    /// <summary>Reads a key; false where it isn't in canonical form, is weak, of another type, or its identifier doesn't follow from it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CosignerKey? key) => (key = Parse(text, out _)) is not null;

    /// <summary>Reads a key; null with a code where it isn't one: <c>key-malformed</c> or <c>key-weak</c>.</summary>
    public static CosignerKey? Parse(string text, out string code) => KeyText.Parse(text, CosignatureType, out code) is { } key ? new CosignerKey(key) : null;

    /// <summary>The 32 bytes of the key: two names over one key are one co-signer.</summary>
    public byte[] PublicBytes() => _key.Key.Export(KeyBlobFormat.RawPublicKey);

    /// <summary>When this key co-signed a note, by its own clock, in seconds since 1970; null where the line isn't its co-signature.</summary>
    public long? TimeOf(ReadOnlySpan<byte> noteText, NoteSignature line)
    {
        if (line.Key != Name || Cosignature.Read(line.Signature.Span) is not { } cosignature) return null;
        return HasSigned(noteText, cosignature.UnixSeconds, cosignature.Signature.Span) ? cosignature.UnixSeconds : null;
    }

    /// <summary>The 64 bytes of a line that is a co-signature.</summary>
    public static byte[] SignatureOf(NoteSignature line) => Cosignature.Read(line.Signature.Span) is { } read ? read.Signature.ToArray() : throw new ArgumentException("not a co-signature", nameof(line));

    /// <summary>Whether this key co-signed a text at a time.</summary>
    public bool HasSigned(ReadOnlySpan<byte> text, long unixSeconds, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(_key.Key, Message(text, unixSeconds), signature);

    /// <summary>What is signed: the time, then the note's whole text.</summary>
    internal static byte[] Message(ReadOnlySpan<byte> noteText, long unixSeconds) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {unixSeconds}\n")), .. noteText];
}
