using System.Text;
using NSec.Cryptography;

namespace Saksei.Register.Notes;

/// <summary>
/// The text of a private Ed25519 key, whatever it signs: <c>PRIVATE+KEY+name+hex8(id)+base64(type || seed)</c>, where the identifier
/// is that of the public key (<see cref="KeyText"/>).
/// </summary>
internal static class PrivateKeyText
{
    private const string Prefix = "PRIVATE+KEY+";

    /// <summary>A key of a 32-byte seed.</summary>
    internal static Key FromSeed(ReadOnlySpan<byte> seed) => Key.Import(
        SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });

    /// <summary>The 32 bytes of its public half.</summary>
    internal static byte[] PublicOf(Key key) => key.PublicKey.Export(KeyBlobFormat.RawPublicKey);

    /// <summary>Reads a key of a type; null where it isn't one, or its identifier isn't its own.</summary>
    internal static (string Name, Key Key)? Parse(string text, byte type)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var parts = text[Prefix.Length..].Split('+', 3);
        if (parts.Length != 3 || !VerifierKey.IsName(parts[0])) return null;
        if (!Base64.TryDecode(Encoding.UTF8.GetBytes(parts[2]), out var typed) || typed.Length != 33 || typed[0] != type) return null;
        var key = FromSeed(typed.AsSpan(1));
        if (KeyText.Of(parts[0], type, PublicOf(key)).Name.ToString() == $"{parts[0]}+{parts[1]}") return (parts[0], key);
        key.Dispose();
        return null;
    }

    /// <summary>The text of a key of a name and a type.</summary>
    internal static string Of(KeyName name, byte type, Key key) => $"{Prefix}{name}+{Convert.ToBase64String([type, .. key.Export(KeyBlobFormat.RawPrivateKey)])}";
}
