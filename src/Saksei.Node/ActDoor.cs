using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Register.Acts;

namespace Saksei.Node;

/// <summary>An act that may be appended, or the code by which it is refused at the door.</summary>
public sealed record Admission(SignedAct? Signed, Act? Act, string Code, string Detail)
{
    /// <summary>Whether the act may be appended.</summary>
    public bool IsAdmitted => Act is not null;
}

/// <summary>
/// The door of a register: well-formed, meant for this register, by keys that were enrolled, with signatures that hold,
/// and with every file that it names already stored: an act can't be admitted whose register then couldn't be verified.
/// Whatever passes is appended, also what the fold will call void: a refusal can't hide an act.
/// </summary>
public static class ActDoor
{
    /// <summary>Examines a note as it came.</summary>
    public static Admission Examine(ReadOnlyMemory<byte> note, ElectionFold fold, string origin, Func<Attachment, bool> isStored)
    {
        if (SignedAct.Parse(note, out var code) is not { } signed) return Refuse(code);
        if (!signed.Origin.Span.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(origin))) return Refuse("origin-differs");
        var reading = fold.Reader.Read(signed);
        if (reading.Act is not { } act) return Refuse(reading.Problem?.Code ?? "act-malformed", reading.Problem?.Detail ?? "");
        foreach (var signature in signed.Signatures)
        {
            if (fold.Organisations.KeyFor(signature.Key, act) is not { } key) return Refuse("key-unknown", signature.Key.ToString());
            if (!key.Verify(signed.Text.Span, signature.Signature.Span)) return Refuse("signature-wrong", signature.Key.ToString());
        }

        foreach (var attachment in act.References)
            if (!isStored(attachment)) return Refuse("attachment-missing", attachment.Sha256.ToHex());
        return fold.Organisations.RulesVersion > ElectionFold.KnownRules ? Refuse("rules-unknown") : new Admission(signed, act, "", "");
    }

    private static Admission Refuse(string code, string detail = "") => new(null, null, code, detail);
}
