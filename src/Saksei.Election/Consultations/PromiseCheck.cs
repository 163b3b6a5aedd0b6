using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;

namespace Saksei.Election.Consultations;

/// <summary>What a receipt comes to, held against the register.</summary>
public enum PromiseState
{
    /// <summary>The opinion is in the register, within the hour that was promised.</summary>
    Kept,

    /// <summary>It is in the register, and came later than was promised.</summary>
    Delayed,

    /// <summary>It isn't in the register, though the hour is over: the receipt proves that it was left out.</summary>
    LeftOut,

    /// <summary>It is in the register as late, though it was promised in time: the receipt proves it.</summary>
    SaidLate,

    /// <summary>The hour isn't over by the register's time.</summary>
    Running,

    /// <summary>No key of the organisation that holds the consultation signed it that could promise anything then.</summary>
    NotSigned,

    /// <summary>It is of another register, or of a consultation that this one doesn't have.</summary>
    Elsewhere,
}

/// <summary>A receipt held against the register, and the opinion as it stands there.</summary>
public sealed record PromiseFinding(PromiseState State, OpinionState? Opinion)
{
    /// <summary>Whether it is in the register as was promised, or may still come.</summary>
    public bool IsKept => State is PromiseState.Kept or PromiseState.Running;

    /// <summary>
    /// Why a receipt is no promise of who holds the consultation. One that is binds also where its key was revoked since, or else revoking
    /// it would leave opinions out; but a key promises nothing of before it was enrolled or behind its end.
    /// </summary>
    public static Outcome Check(OrganisationRecords organisations, ConsultationState consultation, OpinionReceipt receipt, KeyName signer, ReadOnlySpan<byte> signature)
    {
        if (organisations.FindKey(signer) is not { } key || key.Organisation != consultation.Holder) return Outcome.Void("promise-of-another", signer.ToString());
        if (!MayPromise(key.Role)) return Outcome.Void("promise-role", key.Role.Word);
        if (!key.Key.Verify(receipt.Text, signature)) return Outcome.Void("promise-signature", receipt.Opinion.ToHex());
        return key.CouldSignAt(receipt.Received) ? Outcome.Applied : Outcome.Void("promise-key-time", receipt.Received.ToString());
    }

    /// <summary>Whether a key of this role gives receipts: those of people who take opinions in, and not everybody's.</summary>
    public static bool MayPromise(KeyRole role) => role is KeyRole.Desk or KeyRole.Clerk;

    /// <summary>Holds a receipt against the books, at the register's time.</summary>
    public static PromiseFinding Of(ConsultationRecords records, OrganisationRecords organisations, Moment now, OpinionReceipt receipt, NoteSignature signature)
    {
        if (organisations.Founding?.Log.Name.Name != receipt.Origin || records.Find(receipt.Consultation) is not { } consultation) return new PromiseFinding(PromiseState.Elsewhere, null);
        if (!Check(organisations, consultation, receipt, signature.Key, signature.Signature.Span).IsApplied) return new PromiseFinding(PromiseState.NotSigned, null);
        var due = receipt.Received.Plus(OpinionReceipt.PromisedSeconds);
        if (records.Find(new OpinionName(receipt.Consultation, receipt.Opinion)) is not { } opinion) return new PromiseFinding(due < now ? PromiseState.LeftOut : PromiseState.Running, null);
        if (opinion.IsLate && receipt.Received <= consultation.Opened.Phases.Until) return new PromiseFinding(PromiseState.SaidLate, opinion);
        return new PromiseFinding(due < opinion.Place.Tick ? PromiseState.Delayed : PromiseState.Kept, opinion);
    }
}
