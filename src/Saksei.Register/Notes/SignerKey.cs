using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace Saksei.Register.Notes;

/// <summary>
/// A private Ed25519 key with its name, as <c>PRIVATE+KEY+name+hex8+base64(0x01 || seed)</c>.
/// The identifier is that of the public key.
/// </summary>
public sealed class SignerKey : IDisposable
{
    private readonly Key _key;

    private SignerKey(string name, Key key) => (_key, Verifier) = (key, VerifierKey.Create(name, PrivateKeyText.PublicOf(key)));

    /// <summary>The public half.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Makes the key of a name from a 32-byte seed.</summary>
    public static SignerKey FromSeed(string name, ReadOnlySpan<byte> seed) => new(name, PrivateKeyText.FromSeed(seed));

    /// <summary>Reads a private key; false where it isn't in canonical form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SignerKey? key)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = PrivateKeyText.Parse(text, VerifierKey.Ed25519Type) is var (name, inner) ? new SignerKey(name, inner) : null;
        return key is not null;
    }

    /// <summary>The key as text. It is a secret: it belongs in a file that only its holder reads.</summary>
    public string ExportText() => PrivateKeyText.Of(Verifier.Name, VerifierKey.Ed25519Type, _key);

    /// <summary>Signs a message: 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <summary>Erases the key from memory.</summary>
    public void Dispose() => _key.Dispose();
}
