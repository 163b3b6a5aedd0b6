using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>The kinds by which forms come into the register.</summary>
public static class FormKinds
{
    private const int MostRounds = 100;

    /// <summary>Copies that a decision names as considered, at most.</summary>
    public const int MostConsidered = 64;

    /// <summary><c>forms/commit</c>.</summary>
    public static ActKind Commit => CommitKind;

    /// <summary><c>forms/reveal</c>.</summary>
    public static ActKind Reveal => RevealKind;

    /// <summary><c>forms/copy</c>.</summary>
    public static ActKind Copy => CopyKind;

    /// <summary><c>forms/adjudicate</c>.</summary>
    public static ActKind Adjudicate => AdjudicateKind;

    /// <summary><c>forms/handle</c>.</summary>
    public static ActKind Handle => HandleKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Commit, Reveal, Copy, Adjudicate, Handle];

    internal static ActKind<FormCommit> CommitKind { get; } = new(
        "forms/commit", [KeyRole.Desk, KeyRole.Clerk], "A clerk of an organisation that holds the office `official` has typed a sheet and seals it.")
    {
        Set = FieldSet<FormCommit>.Of([CommitFields.Form, CommitFields.Station, CommitFields.Sheet, CommitFields.Round, CommitFields.Commitment], CommitFields.Attachments),
        Make = (header, read) => new FormCommit(
            header, read.Of(CommitFields.Form), read.Of(CommitFields.Station), read.Of(CommitFields.Sheet), read.Of(CommitFields.Round), read.Of(CommitFields.Commitment))
        {
            Attachments = read.Of(CommitFields.Attachments),
        },
        About = act => ActAbout.Station(act.Station),
    };

    internal static ActKind<FormReveal> RevealKind { get; } = new(
        "forms/reveal", [KeyRole.Desk, KeyRole.Clerk],
        "The clerk opens what was sealed, once both entries are. Two that are equal make the copy, entered twice; otherwise the next round opens.")
    {
        Set = FieldSet<FormReveal>.Of([RevealFields.Form, RevealFields.Station, RevealFields.Commit, RevealFields.Salt, RevealFields.Entry]),
        Make = (header, read) => new FormReveal(
            header, read.Of(RevealFields.Form), read.Of(RevealFields.Station), read.Of(RevealFields.Commit), read.Of(RevealFields.Salt), read.Of(RevealFields.Entry)),
        About = act => ActAbout.Station(act.Station),
    };

    // An official copy is its organisation's word: one clerk, or an agent, doesn't give it alone.
    internal static ActKind<FormCopy> CopyKind { get; } = new(
        "forms/copy", [KeyRole.Desk, KeyRole.Clerk, KeyRole.Agent],
        "One copy of one station's form, as one organisation has it from one sheet. Of source `official` a desk alone signs.")
    {
        Set = FieldSet<FormCopy>.Of(
            [CopyFields.Form, CopyFields.Station, CopyFields.Source, CopyFields.Sheet, CopyFields.Method, CopyFields.Entry], CopyFields.Attachments, CopyFields.Previous),
        Make = (header, read) => new FormCopy(
            header, read.Of(CopyFields.Form), read.Of(CopyFields.Station), read.Of(CopyFields.Source), read.Of(CopyFields.Sheet), read.Of(CopyFields.Method),
            read.Of(CopyFields.Entry), read.Of(CopyFields.Attachments), read.Of(CopyFields.Previous)),
        About = act => ActAbout.Station(act.Station, act.Previous is null ? act.Source.Word : "replaces"),
        Narrower = (act, role) => act.Source != CopySource.Official || role == KeyRole.Desk,
    };

    internal static ActKind<FormAdjudicate> AdjudicateKind { get; } = new(
        "forms/adjudicate", [KeyRole.Desk], "The office `adjudicate` settles a station's official figure.")
    {
        Set = FieldSet<FormAdjudicate>.Of(
            [
                AdjudicateFields.Form, AdjudicateFields.Station, AdjudicateFields.Outcome, AdjudicateFields.Ground, AdjudicateFields.Article,
                AdjudicateFields.Final, AdjudicateFields.Considered,
            ],
            AdjudicateFields.Adopts, AdjudicateFields.Entry, AdjudicateFields.Attachments, AdjudicateFields.Previous),
        Make = (header, read) => new FormAdjudicate(
            header, read.Of(AdjudicateFields.Form), read.Of(AdjudicateFields.Station), read.Of(AdjudicateFields.Outcome), read.Of(AdjudicateFields.Ground),
            read.Of(AdjudicateFields.Article), read.Of(AdjudicateFields.Final), read.Of(AdjudicateFields.Considered), read.Of(AdjudicateFields.Adopts),
            read.Of(AdjudicateFields.Entry), read.Of(AdjudicateFields.Attachments), read.Of(AdjudicateFields.Previous)),
        About = act => ActAbout.Station(act.Station, act.Outcome.Word),
    };

    internal static ActKind<FormHandle> HandleKind { get; } = new(
        "forms/handle", [KeyRole.Desk], "An organisation that holds the office `official` or `adjudicate` has looked at a check that a copy fails, and says what came of it.")
    {
        Set = FieldSet<FormHandle>.Of(
            [HandleFields.Form, HandleFields.Station, HandleFields.Copy, HandleFields.Check, HandleFields.Reason], HandleFields.Attachments, HandleFields.Previous),
        Make = (header, read) => new FormHandle(
            header, read.Of(HandleFields.Form), read.Of(HandleFields.Station), read.Of(HandleFields.Copy), read.Of(HandleFields.Check), read.Of(HandleFields.Reason),
            read.Of(HandleFields.Attachments), read.Of(HandleFields.Previous)),
        About = act => ActAbout.Station(act.Station, act.Reason.Word),
    };

    private static class CommitFields
    {
        internal static readonly Field<FormCommit, string> Form = new("form", FormCodecs.Form, act => act.Form);
        internal static readonly Field<FormCommit, string> Station = new("station", FormCodecs.Code, act => act.Station);
        internal static readonly Field<FormCommit, string> Sheet = new("sheet", FormCodecs.Code, act => act.Sheet);
        internal static readonly Field<FormCommit, int> Round = new("round", ActCodecs.Small(MostRounds), act => act.Round);
        internal static readonly Field<FormCommit, Hash> Commitment = new("commitment", ActCodecs.Hash, act => act.Commitment);
        internal static readonly Field<FormCommit, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments, "photographs of the sheet");
    }

    private static class RevealFields
    {
        internal static readonly Field<FormReveal, string> Form = new("form", FormCodecs.Form, act => act.Form);
        internal static readonly Field<FormReveal, string> Station = new("station", FormCodecs.Code, act => act.Station);
        internal static readonly Field<FormReveal, Hash> Commit = new("commit", ActCodecs.Hash, act => act.Commit, "identity of the clerk's own `forms/commit`");
        internal static readonly Field<FormReveal, UInt128> Salt = new("salt", ActCodecs.Bits, act => act.Salt);
        internal static readonly Field<FormReveal, SheetEntry> Entry = new("entry", FormCodecs.Entry, act => act.Entry);
    }

    private static class CopyFields
    {
        internal static readonly Field<FormCopy, string> Form = new("form", FormCodecs.Form, act => act.Form);
        internal static readonly Field<FormCopy, string> Station = new("station", FormCodecs.Code, act => act.Station);
        internal static readonly Field<FormCopy, CopySource> Source = new("source", FormVocabulary.Sources.Codec, act => act.Source);
        internal static readonly Field<FormCopy, string> Sheet = new("sheet", FormCodecs.Code, act => act.Sheet, "one of the definition's sheets");
        internal static readonly Field<FormCopy, CopyMethod> Method = new("method", FormVocabulary.Methods.Codec, act => act.Method);
        internal static readonly Field<FormCopy, SheetEntry> Entry = new("entry", FormCodecs.Entry, act => act.Entry);
        internal static readonly Field<FormCopy, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments);
        internal static readonly Field<FormCopy, Hash?> Previous =
            new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the act that made the copy which this one replaces");
    }

    private static class AdjudicateFields
    {
        internal static readonly Field<FormAdjudicate, string> Form = new("form", FormCodecs.Form, act => act.Form);
        internal static readonly Field<FormAdjudicate, string> Station = new("station", FormCodecs.Code, act => act.Station);
        internal static readonly Field<FormAdjudicate, AdjudicationOutcome> Outcome = new("outcome", FormVocabulary.AdjudicationOutcomes.Codec, act => act.Outcome);
        internal static readonly Field<FormAdjudicate, string> Ground = new("ground", ActCodecs.Code, act => act.Ground, "one of the definition's grounds");
        internal static readonly Field<FormAdjudicate, string> Article = new("article", ActCodecs.Article, act => act.Article);
        internal static readonly Field<FormAdjudicate, bool> Final = new("final", ActCodecs.Flag, act => act.Final);
        internal static readonly Field<FormAdjudicate, ImmutableArray<Hash>> Considered =
            new("considered", Codecs.Items(MostConsidered, ActCodecs.Hash), act => act.Considered, "acts that made copies of this station");
        internal static readonly Field<FormAdjudicate, Hash?> Adopts =
            new("adopts", ActCodecs.Hash.OrNone, act => act.Adopts, "the act that made the adopted copy; exactly with `copy-adopted`");
        internal static readonly Field<FormAdjudicate, SheetEntry?> Entry = new("entry", FormCodecs.EntryOrNone, act => act.Entry, "exactly with `corrected`, `recounted`");
        internal static readonly Field<FormAdjudicate, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments);
        internal static readonly Field<FormAdjudicate, Hash?> Previous =
            new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the adjudication that this one replaces");
    }

    private static class HandleFields
    {
        internal static readonly Field<FormHandle, string> Form = new("form", FormCodecs.Form, act => act.Form);
        internal static readonly Field<FormHandle, string> Station = new("station", FormCodecs.Code, act => act.Station);
        internal static readonly Field<FormHandle, Hash> Copy = new("copy", ActCodecs.Hash, act => act.Copy, "the act that made the copy");
        internal static readonly Field<FormHandle, string> Check = new("check", ActCodecs.Code, act => act.Check, "one of the form's checks, which the copy fails");
        internal static readonly Field<FormHandle, CheckReason> Reason = new("reason", FormVocabulary.CheckReasons.Codec, act => act.Reason, "what came of it");
        internal static readonly Field<FormHandle, ImmutableArray<Attachment>> Attachments = new("attachments", ActCodecs.Attachments, act => act.Attachments);
        internal static readonly Field<FormHandle, Hash?> Previous =
            new("previous", ActCodecs.Hash.OrNone, act => act.Previous, "the act on this copy and check that this one replaces");
    }
}
