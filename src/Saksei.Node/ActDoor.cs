using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Register.Acts;
using Saksei.Register.Notes;

namespace Saksei.Node;

/// <summary>What the door says of a note: refused by a code, known already, or let in.</summary>
public sealed record Admission
{
    private Admission(string code, string detail) => (Code, Detail) = (code, detail);

    /// <summary>By which the note is refused; empty where it isn't.</summary>
    public string Code { get; }

    /// <summary>What the refusal is about; may be empty.</summary>
    public string Detail { get; }

    /// <summary>The note as it was read; null where it is refused.</summary>
    public SignedAct? Signed { get; private init; }

    /// <summary>The act that may be appended; null where it is known already or refused.</summary>
    public Act? Act { get; private init; }

    /// <summary>Where the act stands already, or null.</summary>
    public Submitted? Known { get; private init; }

    internal static Admission Refuse(string code, string detail = "") => new(code, detail);

    internal static Admission Repeat(SignedAct signed, Submitted known) => new("", "") { Signed = signed, Known = known };

    internal static Admission Admit(SignedAct signed, Act act) => new("", "") { Signed = signed, Act = act };
}

/// <summary>
/// The door of a register: well-formed, meant for this register, by keys that were enrolled, with signatures that hold.
/// Whatever passes is appended, also what the fold will call void: a refusal can't hide an act. A note is read and its signatures
/// checked once, by the thread that brings it; what is known already is answered from what is known.
/// </summary>
public sealed class ActDoor(RegisterHost host)
{
    /// <summary>Bytes that one request may bring: an act with the files that it names.</summary>
    public const long MostUploadBytes = 16 << 20;

    private readonly byte[] _origin = Encoding.UTF8.GetBytes(host.Origin);

    /// <summary>Examines a note as it came; not yet the files that its act names (<see cref="Missing"/>).</summary>
    public Admission Examine(ReadOnlyMemory<byte> note) => Examine(note, SignatureProblem);

    /// <summary>
    /// The same of what isn't signed yet, so that nobody has to hand in a valid act to learn what it would do: keys must be enrolled, and
    /// what stands in the place of their signatures isn't looked at. What comes of it can't be appended.
    /// </summary>
    public Admission ExamineUnsigned(ReadOnlyMemory<byte> note) => Examine(note, (signature, act, _) => host.KeyFor(signature.Key, act) is null ? "key-unknown" : null);

    private Admission Examine(ReadOnlyMemory<byte> note, Func<NoteSignature, Act, SignedAct, string?> problemOf)
    {
        if (SignedAct.Parse(note, out var code) is not { } signed) return Admission.Refuse(code);
        if (!signed.Origin.Span.SequenceEqual(_origin)) return Admission.Refuse("origin-differs");
        if (host.Find(signed.Identity) is { } place) return Recognise(signed, place);
        var reading = host.Readers.Read(signed);
        if (reading.Act is not { } act) return Admission.Refuse(reading.Problem?.Code ?? "act-malformed", reading.Problem?.Detail ?? "");
        if (SignatureProblem(signed, act, problemOf) is { } problem) return problem;
        return host.Head.RulesVersion > ElectionFold.KnownRules ? Admission.Refuse("rules-unknown") : Admission.Admit(signed, act);
    }

    /// <summary>The first file that an act names and that is neither stored nor brought; null where there is none.</summary>
    /// <remarks>
    /// An act can't be admitted whose register then couldn't be verified. A file that was taken down isn't asked for: an act that was
    /// signed before, on a phone without a network, would be kept out with its figures.
    /// </remarks>
    public Attachment? Missing(Act act, Func<Attachment, bool> brought)
    {
        ArgumentNullException.ThrowIfNull(act);
        return act.References.FirstOrDefault(attachment => !brought(attachment) && !host.IsStored(attachment) && host.FindTakenDown(attachment.Sha256) is null);
    }

    // A signer can sign one text in many ways: the act is the same, and the leaf is the first one's.
    private Admission Recognise(SignedAct signed, long place)
    {
        var known = host.Stored(place, signed.Identity, signed.Note);
        if (known.IsAsPresented) return Admission.Repeat(signed, known);
        if (host.Readers.Read(signed).Act is not { } act) return Admission.Refuse("act-malformed");
        return SignatureProblem(signed, act, SignatureProblem) ?? Admission.Repeat(signed, known);
    }

    private static Admission? SignatureProblem(SignedAct signed, Act act, Func<NoteSignature, Act, SignedAct, string?> problemOf)
    {
        foreach (var signature in signed.Signatures)
            if (problemOf(signature, act, signed) is { } code) return Admission.Refuse(code, signature.Key.ToString());
        return null;
    }

    private string? SignatureProblem(NoteSignature signature, Act act, SignedAct signed) =>
        host.KeyFor(signature.Key, act) is not { } key ? "key-unknown"
        : !key.Verify(signed.Text.Span, signature.Signature.Span) ? "signature-wrong" : null;
}
