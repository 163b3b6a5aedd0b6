using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace Saksei.Register.Notes;

/// <summary>The name and four-byte identifier by which a signature line names its key.</summary>
public readonly record struct KeyName(string Name, uint Id)
{
    /// <summary><c>name+hex8</c>, as acts name their signers.</summary>
    public override string ToString() => $"{Name}+{Id:x8}";
}

/// <summary>
/// A public Ed25519 key of C2SP signed-note: <c>name+hex8(id)+base64(0x01 || key)</c>, where
/// id = the first four bytes of SHA-256(name || 0x0A || 0x01 || key).
/// </summary>
public sealed class VerifierKey
{
    /// <summary>The type byte of Ed25519 over the note's text.</summary>
    public const byte Ed25519Type = 0x01;

    private readonly KeyText _key;

    private VerifierKey(KeyText key) => _key = key;

    /// <summary>Name and identifier.</summary>
    public KeyName Name => _key.Name;

    /// <summary>The key as text, in its one canonical form.</summary>
    public string Text => _key.Text;

    /// <summary>Makes the key of a name from 32 bytes.</summary>
    public static VerifierKey Create(string name, ReadOnlySpan<byte> publicKey) => new(KeyText.Of(name, Ed25519Type, publicKey));

    /// <summary>Reads a key; false where it isn't in canonical form, is weak, or its identifier doesn't follow from it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key) => (key = Parse(text, out _)) is not null;

    /// <summary>Reads a key; null with a code where it isn't one: <c>key-malformed</c>, or <c>key-weak</c> (<see cref="IsWeak"/>).</summary>
    public static VerifierKey? Parse(string text, out string code) => KeyText.Parse(text, Ed25519Type, out code) is { } key ? new VerifierKey(key) : null;

    /// <summary>
    /// Whether 32 bytes are a point of small order, under which one signature holds for many texts in a lax verifier, or write a
    /// coordinate that isn't below 2^255 − 19 (RFC 8032, 5.1.3), which other verifiers read as another key or as none.
    /// </summary>
    public static bool IsWeak(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> y = stackalloc byte[32];
        publicKey.CopyTo(y);
        y[31] &= 0x7f;
        if (y[31] == 0x7f && y[0] >= 0xed && y[1..31].IndexOfAnyExcept((byte)0xff) < 0) return true;
        return SmallOrder.Contains(Convert.ToHexStringLower(y));
    }

    // The coordinates y of the eight points whose order divides 8: 0, 1, −1, and those of order 8.
    private static readonly FrozenSet<string> SmallOrder = FrozenSet.Create(
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

    /// <summary>Whether <paramref name="signature"/> (64 bytes) is this key's over <paramref name="message"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == 64 && SignatureAlgorithm.Ed25519.Verify(_key.Key, message, signature);

    /// <summary>The 32 bytes of the key: two names over one key are one key.</summary>
    public byte[] PublicBytes() => _key.Key.Export(KeyBlobFormat.RawPublicKey);

    /// <summary>Whether a name can stand in a signature line: non-empty, no Unicode space, no plus sign, no control character.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 255 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c)) && HasUtf8(name);

    // Half of a surrogate pair has no UTF-8: two such names would be one name on the wire.
    private static bool HasUtf8(string name)
    {
        for (var i = 0; i < name.Length; i++)
            if (char.IsSurrogate(name[i]) && !(i + 1 < name.Length && char.IsSurrogatePair(name[i], name[++i])))
                return false;
        return true;
    }
}
