using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Saksei.Register.Notes;

/// <summary>
/// The text of a public Ed25519 key of C2SP signed-note, whatever the key signs: <c>name+hex8(id)+base64(type || key)</c>, where
/// id = the first four bytes of SHA-256(name || 0x0A || type || key). The type is part of the identifier, so the same 32 bytes in
/// another role are another key.
/// </summary>
internal sealed record KeyText(KeyName Name, PublicKey Key, string Text)
{
    /// <summary>The text of a name's key.</summary>
    internal static KeyText Of(string name, byte type, ReadOnlySpan<byte> publicKey)
    {
        if (!VerifierKey.IsName(name)) throw new ArgumentException("a key name is non-empty, without spaces or '+'", nameof(name));
        var key = PublicKey.Import(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey);
        var id = IdentifierOf(name, type, publicKey);
        return new KeyText(new KeyName(name, id), key, $"{name}+{id:x8}+{Convert.ToBase64String([type, .. publicKey])}");
    }

    /// <summary>Reads a key of a type; null with a code where it isn't one: <c>key-malformed</c>, or <c>key-weak</c> (<see cref="VerifierKey.IsWeak"/>).</summary>
    internal static KeyText? Parse(string text, byte type, out string code)
    {
        code = "key-malformed";
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !VerifierKey.IsName(parts[0])) return null;
        if (!Base64.TryDecode(Encoding.UTF8.GetBytes(parts[2]), out var typed) || typed.Length != 33 || typed[0] != type) return null;
        if (!PublicKey.TryImport(SignatureAlgorithm.Ed25519, typed.AsSpan(1), KeyBlobFormat.RawPublicKey, out _)) return null;
        var candidate = Of(parts[0], type, typed.AsSpan(1));
        if (candidate.Text != text) return null;
        code = VerifierKey.IsWeak(typed.AsSpan(1)) ? "key-weak" : "";
        return code.Length == 0 ? candidate : null;
    }

    private static uint IdentifierOf(string name, byte type, ReadOnlySpan<byte> publicKey)
    {
        byte[] named = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', type, .. publicKey];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(named));
    }
}
