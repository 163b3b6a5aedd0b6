using System.Diagnostics.CodeAnalysis;
using System.Text;
using NSec.Cryptography;
using Saksei.Register.Notes;

namespace Saksei.Register.Cosigning;

/// <summary>
/// A co-signer's private key, as <c>PRIVATE+KEY+name+hex8+base64(0x04 || seed)</c>; the identifier is that of the public key. It
/// signs checkpoints with a time and nothing else, and is never a log's or a person's key too.
/// </summary>
public sealed class CosignerSecret : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";
    private readonly Key _key;

    private CosignerSecret(string name, Key key)
    {
        _key = key;
        Public = CosignerKey.Create(name, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half.</summary>
    public CosignerKey Public { get; }

    /// <summary>Makes the key of a name from a 32-byte seed.</summary>
    public static CosignerSecret FromSeed(string name, ReadOnlySpan<byte> seed) =>
        new(name, Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey,
            new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));

    /// <summary>Reads a private key; false where it isn't in canonical form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CosignerSecret? key)
    {
        key = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('+', 3);
        if (parts.Length != 3 || !VerifierKey.IsName(parts[0])) return false;
        if (!Base64.TryDecode(Encoding.UTF8.GetBytes(parts[2]), out var typed) || typed.Length != 33 || typed[0] != CosignerKey.CosignatureType) return false;
        key = FromSeed(parts[0], typed.AsSpan(1));
        if (key.Public.Name.ToString() == $"{parts[0]}+{parts[1]}") return true;
        key.Dispose();
        key = null;
        return false;
    }

    /// <summary>The key as text. It is a secret: it belongs in a file that only its holder reads.</summary>
    public string ExportText() =>
        $"{Prefix}{Public.Name}+{Convert.ToBase64String([CosignerKey.CosignatureType, .. _key.Export(KeyBlobFormat.RawPrivateKey)])}";

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
