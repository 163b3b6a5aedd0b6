namespace Saksei.Cosigner;

/// <summary>What a person can have done to a co-signer's folder: a stable code, and the word that it is about.</summary>
#pragma warning disable CA1032 // Only its two words matter.
public sealed class CosignerFolderException(string code, string detail) : Exception($"{code} {detail}")
{
    /// <summary>Stable, in docs/spec/codes.md.</summary>
    public string Code => code;

    /// <summary>The file or word.</summary>
    public string Detail => detail;
}
#pragma warning restore CA1032
