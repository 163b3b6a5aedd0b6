using System.Text;
using Saksei.Election.Clock;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Consultations;

/// <summary>
/// What a person who hands in an opinion takes home: the organisation's signed promise that the opinion is in the register within an hour
/// (docs/spec/consultations.md). It is a signed note of its own, so that it can't be taken for an act.
/// <code>
/// saksei/opinion-receipt/v1
/// origin of the register
/// code of the consultation
/// hash of the opinion
/// when it was handed in
///
/// — organisation/desk …
/// </code>
/// </summary>
public sealed record OpinionReceipt(string Origin, string Consultation, Hash Opinion, Moment Received)
{
    /// <summary>The first line.</summary>
    public const string Format = "saksei/opinion-receipt/v1";

    /// <summary>Within how many seconds a batch is due.</summary>
    public const int PromisedSeconds = 3_600;

    private const int MostBytes = 4_096;

    /// <summary>The text that is signed.</summary>
    public byte[] Text => Encoding.UTF8.GetBytes($"{Format}\n{Origin}\n{Consultation}\n{Opinion.ToHex()}\n{Received}\n");

    /// <summary>The number that people read out and type: twelve digits of the hash.</summary>
    public string Number => NumberOf(Opinion);

    /// <summary>The receipt, signed.</summary>
    public byte[] Sign(SignerKey key) => SignedNote.Sign(Text, key);

    /// <summary>The number of an opinion's receipt.</summary>
    public static string NumberOf(Hash opinion)
    {
        var digits = opinion.ToHex();
        return $"{digits[..4]}-{digits[4..8]}-{digits[8..12]}";
    }

    /// <summary>Reads a receipt strictly, with the one signature that it bears; null where it isn't one. The signature isn't checked.</summary>
    public static (OpinionReceipt Receipt, NoteSignature Signature)? Read(ReadOnlyMemory<byte> note)
    {
        if (note.Length > MostBytes || SignedNote.Parse(note) is not { Signatures: [var signature] } signed) return null;
        var lines = Encoding.UTF8.GetString(signed.Text.Span).Split('\n');
        if (lines.Length != 6 || lines[0] != Format || !Hash.TryParseHex(Encoding.UTF8.GetBytes(lines[3]), out var opinion) || !Moment.TryParse(lines[4], out var received)) return null;
        var receipt = new OpinionReceipt(lines[1], lines[2], opinion, received);
        return receipt.Text.AsSpan().SequenceEqual(signed.Text.Span) ? (receipt, signature) : null;
    }
}
