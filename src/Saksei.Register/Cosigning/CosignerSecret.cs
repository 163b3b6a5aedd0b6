using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;
using Saksei.Register.Notes;

namespace Saksei.Register.Cosigning;

/// <summary>
/// A co-signer's private key, as <c>PRIVATE+KEY+name+hex8+base64(0x04 || seed)</c>; the identifier is that of the public key. It
/// signs checkpoints with a time and nothing else, and is never a log's or a person's key too.
/// </summary>
public sealed class CosignerSecret : IDisposable
{
    private readonly Key _key;

    private CosignerSecret(string name, Key key) => (_key, Public) = (key, CosignerKey.Create(name, PrivateKeyText.PublicOf(key)));

    /// <summary>The public half.</summary>
    public CosignerKey Public { get; }

    /// <summary>Makes the key of a name from a 32-byte seed.</summary>
    public static CosignerSecret FromSeed(string name, ReadOnlySpan<byte> seed) => new(name, PrivateKeyText.FromSeed(seed));

    /// <summary>Reads a private key; false where it isn't in canonical form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CosignerSecret? key)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = PrivateKeyText.Parse(text, CosignerKey.CosignatureType) is var (name, inner) ? new CosignerSecret(name, inner) : null;
        return key is not null;
    }

    /// <summary>The key as text. It is a secret: it belongs in a file that only its holder reads.</summary>
    public string ExportText() => PrivateKeyText.Of(Public.Name, CosignerKey.CosignatureType, _key);

    /// <summary>The line by which a checkpoint is co-signed, with its newline.</summary>
    /// <param name="noteText">The checkpoint's text.</param>
    /// <param name="unixSeconds">The co-signer's own time.</param>
    public byte[] Cosign(ReadOnlySpan<byte> noteText, long unixSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unixSeconds);
        var signature = SignatureAlgorithm.Ed25519.Sign(_key, CosignerKey.Message(noteText, unixSeconds));
        return SignedNote.SignatureLine(Public.Name, Cosignature.Write(unixSeconds, signature));
    }

    /// <summary>Erases the key from memory.</summary>
    public void Dispose() => _key.Dispose();
}
