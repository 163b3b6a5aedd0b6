using System.Text;
using System.Text.Unicode;
using Saksei.Election.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Consultations;

/// <summary>
/// The words of an opinion (docs/spec/consultations.md). Its hash stands in the register; salt, register and consultation stand in
/// the text, so that nobody can guess short words from the hash, or take them to another question.
/// <code>
/// saksei/opinion/v1
/// origin of the register
/// code of the consultation
/// salt, 16 bytes in base64
///
/// words
/// </code>
/// </summary>
/// <param name="Origin">The register's name.</param>
/// <param name="Consultation">The consultation's code.</param>
/// <param name="Salt">128 random bits.</param>
/// <param name="Words">What is said: at most <see cref="MostBytes"/> of UTF-8.</param>
public sealed record OpinionText(string Origin, string Consultation, UInt128 Salt, string Words)
{
    /// <summary>The first line.</summary>
    public const string Format = "saksei/opinion/v1";

    /// <summary>What an attachment with an opinion's words is.</summary>
    public const string MediaType = "text/plain";

    /// <summary>The most bytes of words.</summary>
    public const int MostBytes = 20_000;

    /// <summary>The file.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes($"{Format}\n{Origin}\n{Consultation}\n{ActFields.Bits(Salt)}\n\n{Words}\n");

    /// <summary>What it is called in the register.</summary>
    public Hash Opinion => Hash.OfBytes(ToBytes());

    /// <summary>Reads the file strictly; null where it isn't one.</summary>
    public static OpinionText? Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes + 1_000 || !Utf8.IsValid(bytes.Span)) return null;
        var lines = Encoding.UTF8.GetString(bytes.Span).Split('\n', 6);
        if (lines.Length < 6 || lines[0] != Format || lines[4].Length > 0 || !lines[5].EndsWith('\n')) return null;
        Span<byte> salt = stackalloc byte[18];
        if (!Base64.TryDecode(Encoding.UTF8.GetBytes(lines[3]), salt, out var written) || written != 16) return null;
        var text = new OpinionText(lines[1], lines[2], System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(salt), lines[5][..^1]);
        return Problem(text.Words).Length == 0 && text.ToBytes().AsSpan().SequenceEqual(bytes.Span) ? text : null;
    }

    /// <summary>Why words can't be an opinion's: a code, empty where they can.</summary>
    public static string Problem(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var code = string.IsNullOrWhiteSpace(words) ? "opinion-empty"
            : Encoding.UTF8.GetByteCount(words) > MostBytes ? "opinion-too-long"
            : words.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? "opinion-malformed" : "";
        return code;
    }
}
