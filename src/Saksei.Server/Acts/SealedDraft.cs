using System.Text.RegularExpressions;

namespace Saksei.Server.Acts;

/// <summary>
/// An act that several sign, each at their own device, sealed by a secret that only they have (docs/spec/drafts.md): the server can't
/// read it. Each device puts in what it has signed, under the same name.
/// </summary>
/// <param name="Name">What the secret hashes to.</param>
/// <param name="Bytes">The sealed note.</param>
internal sealed partial record SealedDraft(string Name, byte[] Bytes) : ILetter
{
    /// <summary>Bytes of one: a note, sealed.</summary>
    internal const int MostBytes = 66_000;

    /// <summary>Sealed notes of one draft: as many as may sign, and some that came twice.</summary>
    internal const int MostOfName = 32;

    /// <summary>Who knows the name fetches it.</summary>
    public string Reader => Name;

    /// <summary>Whether a text is a draft's name.</summary>
    internal static bool IsName(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Form();
}
