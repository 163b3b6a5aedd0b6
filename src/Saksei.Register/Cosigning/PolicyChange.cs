using System.Globalization;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Register.Cosigning;

/// <summary>
/// A policy in the place of another, as co-signers of the one in force approve it. It names the act that stated that one, so an approval
/// is of one change only: where the same policies follow each other again, it is of no use.
/// </summary>
/// <param name="Origin">The log's name.</param>
/// <param name="InForce">The identity of the act that stated the policy in force.</param>
/// <param name="Next">SHA-256 of the new policy in its one form.</param>
public sealed record PolicyChange(string Origin, Hash InForce, Hash Next)
{
    private const string Format = "saksei/policy-change/v1";
    private const int Lines = 4;

    /// <summary>The longest text: of a format, a log's name and two hashes.</summary>
    public const int MaximumBytes = 1 << 10;

    /// <summary>The change to a policy.</summary>
    public static PolicyChange To(Policy next, Hash inForce) => new(next.Log.Name.Name, inForce, Hash.OfBytes(next.ToBytes()));

    /// <summary>Reads the text of one; null where it isn't one.</summary>
    public static PolicyChange? Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaximumBytes || text is not [.., (byte)'\n']) return null;
        var lines = Encoding.UTF8.GetString(text[..^1]).Split('\n');
        if (lines.Length != Lines || !Hash.TryParseHex(lines[2], out var inForce) || !Hash.TryParseHex(lines[3], out var next)) return null;
        var change = new PolicyChange(lines[1], inForce, next);
        return VerifierKey.IsName(lines[1]) && text.SequenceEqual(change.ToBytes()) ? change : null;
    }

    /// <summary>What is signed, behind the line with the time as in every co-signature. No log has the name of its first line.</summary>
    public byte[] ToBytes() =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Format}\n{Origin}\n{InForce.ToHex()}\n{Next.ToHex()}\n"));

    /// <summary>Whether a log's name is the format's, so that its checkpoints could be read as changes.</summary>
    public static bool IsTaken(string origin) => origin == Format;
}
