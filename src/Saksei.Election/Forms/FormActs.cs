using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>Where a copy was taken from.</summary>
public enum CopySource { Official, Posted, Scan, Tally }

/// <summary>How a copy came to be.</summary>
public enum CopyMethod { Transcribed, Seen, Imported }

/// <summary>What state the sheet was in.</summary>
public enum SheetState { Complete, Blank, Illegible, WrongForm }

/// <summary>Whether an organisation's agent signed the sheet.</summary>
public enum SignatureState { Signed, Refused, Absent }

/// <summary>One signature field of the sheet.</summary>
public sealed record SheetSignature(string Organisation, SignatureState State);

/// <summary>
/// What one sheet says, as somebody typed it.
/// </summary>
/// <param name="State">What state the sheet was in.</param>
/// <param name="Figures">Fields and votes that the sheet holds.</param>
/// <param name="Signatures">Which agents signed; empty where not given.</param>
/// <param name="Stray">A field or list that the definition doesn't know; empty if all are known. Such an entry is void.</param>
/// <param name="Json">The entry's bytes as they stand in the act: what a commitment commits to.</param>
public sealed record SheetEntry(
    SheetState State, Figures Figures, ImmutableArray<SheetSignature> Signatures, string Stray, ReadOnlyMemory<byte> Json)
{
    /// <summary>What the sheet says without figures.</summary>
    public SheetMarks Marks { get; init; } = SheetMarks.None;

    /// <summary>An entry from figures, with the bytes that stand for it in acts.</summary>
    public static SheetEntry Create(
        Contest contest, SheetState state, Figures figures, ImmutableArray<SheetSignature> signatures, SheetMarks? marks = null) =>
        new(state, figures, signatures, "", SheetWriter.Write(contest, state, figures, signatures, marks ?? SheetMarks.None)) { Marks = marks ?? SheetMarks.None };

    /// <summary>What a clerk seals in <c>forms/commit</c> before she opens this entry with the same salt.</summary>
    public Hash Commit(KeyName clerk, UInt128 salt) => DoubleEntry.Commit(clerk, salt, Json.Span);
}

/// <summary><c>forms/commit</c>: a clerk has typed a sheet and seals it: SHA-256 of the salt and the entry, so that the next clerk can't look.</summary>
/// <param name="Header">Signed by the clerk.</param>
/// <param name="Form">The form's number.</param>
/// <param name="Station">The station.</param>
/// <param name="Sheet">The sheet that was typed.</param>
/// <param name="Round">1 for the whole sheet; 2 and on for the fields that differed.</param>
/// <param name="Commitment">See <see cref="DoubleEntry.Commit"/>.</param>
public sealed record FormCommit(ActHeader Header, string Form, string Station, string Sheet, int Round, Hash Commitment) : Act(Header), IFormAct
{
    /// <summary>Photographs of the sheet: they show everybody what the clerk doesn't say yet.</summary>
    public ImmutableArray<Attachment> Attachments { get; init; } = [];

    /// <inheritdoc/>
    public override ActKind Row => FormKinds.Commit;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;
}

/// <summary><c>forms/reveal</c>: the clerk opens what was sealed. Two that are equal make the copy; otherwise the differing fields are asked again.</summary>
public sealed record FormReveal(
    ActHeader Header, string Form, string Station, Hash Commit, UInt128 Salt, SheetEntry Entry) : Act(Header), IFormAct
{
    /// <inheritdoc/>
    public override ActKind Row => FormKinds.Reveal;
}

/// <summary><c>forms/copy</c>: one copy of one station's form, as one organisation has it from one sheet.</summary>
public sealed record FormCopy(
    ActHeader Header, string Form, string Station, CopySource Source, string Sheet, CopyMethod Method, SheetEntry Entry,
    ImmutableArray<Attachment> Attachments, Hash? Previous) : Act(Header), IFormAct
{
    /// <inheritdoc/>
    public override ActKind Row => FormKinds.Copy;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;
}

/// <summary>What an adjudication does.</summary>
public enum AdjudicationOutcome { CopyAdopted, Corrected, Recounted, Annulled }

/// <summary>
/// <c>forms/adjudicate</c>: the competent body settles what a station's official figure is, with ground and article.
/// It adopts a copy by its identity, or gives figures, or annuls.
/// </summary>
public sealed record FormAdjudicate(
    ActHeader Header, string Form, string Station, AdjudicationOutcome Outcome, string Ground, string Article, bool Final,
    ImmutableArray<Hash> Considered, Hash? Adopts, SheetEntry? Entry, ImmutableArray<Attachment> Attachments, Hash? Previous) : Act(Header), IFormAct
{
    /// <inheritdoc/>
    public override ActKind Row => FormKinds.Adjudicate;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Attachments;
}
