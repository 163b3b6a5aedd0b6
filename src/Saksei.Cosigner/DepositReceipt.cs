using System.Globalization;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cosigner;

/// <summary>
/// Says that an act of a register was at a co-signer, and when. Whether it is in the register it doesn't say: it shows later that
/// it could have been.
/// <code>
/// saksei/deposit/v1
/// origin of the register
/// identity of the act
/// seconds since 1970
/// </code>
/// </summary>
public sealed record DepositReceipt(string Origin, Hash Identity, long Time)
{
    private const string Format = "saksei/deposit/v1";

    /// <summary>The text to be signed.</summary>
    public byte[] ToText() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Format}\n{Origin}\n{Identity.ToHex()}\n{Time}\n"));

    /// <summary>Reads the text of a receipt strictly; null where it isn't one.</summary>
    public static DepositReceipt? Parse(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        if (lines.Length != 5 || !VerifierKey.IsName(lines[1]) || !Hash.TryParseHex(lines[2], out var identity)) return null;
        if (!long.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var time)) return null;
        var receipt = new DepositReceipt(lines[1], identity, time);

        // What is read must be what would be written: another format or number comes back otherwise.
        return receipt.ToText().AsSpan().SequenceEqual(text) ? receipt : null;
    }
}
