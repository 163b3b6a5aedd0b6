using System.Text;

namespace Saksei.Cli;

/// <summary>
/// What people read at a terminal passes here: whatever would move the cursor, colour, hide or turn the text around is written as
/// <c>\u001b</c>. Names of files, details of findings and servers' answers are written by others.
/// </summary>
internal sealed class PlainWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>A text as it may stand on a terminal.</summary>
    internal static string Plain(string text)
    {
        if (!text.Any(IsUnsafe)) return text;
        var plain = new StringBuilder();
        foreach (var c in text)
            if (IsUnsafe(c)) plain.Append($"\\u{(int)c:x4}");
            else plain.Append(c);
        return plain.ToString();
    }

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(IsUnsafe(value) ? Plain(value.ToString()) : value.ToString());

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(Plain(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.Write(Plain(value ?? "") + "\n");

    /// <inheritdoc/>
    public override void WriteLine() => inner.Write("\n");

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    // Control characters but line feed and tab; marks that set the direction of text; Unicode's own line ends.
    private static bool IsUnsafe(char c) => c switch
    {
        '\n' or '\t' => false,
        '\u061c' or '\u200e' or '\u200f' => true,
        >= '\u2028' and <= '\u202e' => true,
        >= '\u2066' and <= '\u2069' => true,
        _ => char.IsControl(c),
    };
}
