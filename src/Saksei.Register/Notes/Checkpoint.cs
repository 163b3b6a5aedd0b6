using System.Globalization;
using System.Text;
using Saksei.Register.Tree;

namespace Saksei.Register.Notes;

/// <summary>
/// What a log says of its whole tree (C2SP tlog-checkpoint): three lines, <c>origin</c>, <c>size</c>, <c>root</c>.
/// Extension lines are not written and not read: co-signers don't all sign them.
/// </summary>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    /// <summary>The text to be signed.</summary>
    public byte[] ToText() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n"));

    /// <summary>Signs the checkpoint with the log's key.</summary>
    public byte[] Sign(SignerKey log) => SignedNote.Sign(ToText(), log);

    /// <summary>Reads the text of a checkpoint strictly; null where it isn't one.</summary>
    public static Checkpoint? Parse(ReadOnlySpan<byte> text)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        if (lines.Length != 4 || lines[3].Length != 0 || !VerifierKey.IsName(lines[0])) return null;
        if (!TryParseSize(lines[1], out var size)) return null;
        if (!Hash.TryParseBase64(Encoding.UTF8.GetBytes(lines[2]), out var root)) return null;
        var checkpoint = new Checkpoint(lines[0], size, root);

        // Bytes that aren't UTF-8 don't come back: what is read must be what would be written.
        return checkpoint.ToText().AsSpan().SequenceEqual(text) ? checkpoint : null;
    }

    /// <summary>Reads decimal digits without sign or leading zero.</summary>
    internal static bool TryParseSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && size.ToString(CultureInfo.InvariantCulture) == text;
}
