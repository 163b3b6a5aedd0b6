using System.Text;
using Saksei.Register.Tree;

namespace Saksei.Register.Notes;

/// <summary>
/// What names one register among all that could bear its name: a small public file, four lines.
/// <code>
/// saksei/register-pin/v1
/// origin
/// the log's key
/// identity of the founding act
/// </code>
/// </summary>
/// <param name="Log">The log's key; its name is the register's.</param>
/// <param name="Founding">Identity of the founding act.</param>
public sealed record RegisterPin(VerifierKey Log, Hash Founding)
{
    /// <summary>What the file is called in a register's folder.</summary>
    public const string FileName = "register.pin";

    /// <summary>The longest file.</summary>
    public const int MaximumBytes = 4096;

    private const string Format = "saksei/register-pin/v1";

    /// <summary>The register's name.</summary>
    public string Origin => Log.Name.Name;

    /// <summary>The file.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{Format}\n{Origin}\n{Log.Text}\n{Founding.ToHex()}\n");

    /// <summary>Reads one strictly; null where it isn't one.</summary>
    public static RegisterPin? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumBytes) return null;
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (lines.Length != 5 || !VerifierKey.TryParse(lines[2], out var log) || !Hash.TryParseHex(lines[3], out var founding)) return null;
        var pin = new RegisterPin(log, founding);

        // What is read must be what would be written: an origin that isn't the key's name, or another format, comes back otherwise.
        return pin.ToBytes().AsSpan().SequenceEqual(bytes) ? pin : null;
    }
}
