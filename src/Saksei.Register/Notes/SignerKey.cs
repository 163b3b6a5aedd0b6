using System.Diagnostics.CodeAnalysis;
using System.Text;
using NSec.Cryptography;

namespace Saksei.Register.Notes;

/// <summary>
/// A private Ed25519 key with its name, as <c>PRIVATE+KEY+name+hex8+base64(0x01 || seed)</c>.
/// The identifier is that of the public key.
/// </summary>
public sealed class SignerKey : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";
    private readonly Key _key;

    private SignerKey(string name, Key key)
    {
        _key = key;
        Verifier = VerifierKey.Create(name, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Makes the key of a name from a 32-byte seed.</summary>
    public static SignerKey FromSeed(string name, ReadOnlySpan<byte> seed) =>
        new(name, Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey,
            new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));

    /// <summary>Reads a private key; false where it isn't in canonical form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SignerKey? key)
    {
        key = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('+', 3);
        if (parts.Length != 3 || !VerifierKey.IsName(parts[0])) return false;
        if (!Base64.TryDecode(Encoding.UTF8.GetBytes(parts[2]), out var typed)) return false;
        if (typed.Length != 33 || typed[0] != VerifierKey.Ed25519Type) return false;
        key = FromSeed(parts[0], typed.AsSpan(1));
        if (key.Verifier.Name.ToString() == $"{parts[0]}+{parts[1]}") return true;
        key.Dispose();
        key = null;
        return false;
    }

    /// <summary>The key as text. It is a secret: it belongs in a file that only its holder reads.</summary>
    public string ExportText() =>
        $"{Prefix}{Verifier.Name}+{Convert.ToBase64String([VerifierKey.Ed25519Type, .. _key.Export(KeyBlobFormat.RawPrivateKey)])}";

    /// <summary>Signs a message: 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <summary>Erases the key from memory.</summary>
    public void Dispose() => _key.Dispose();
}
