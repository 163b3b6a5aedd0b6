using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>One clerk's sealed entry, and what it held once opened.</summary>
internal sealed record SealedEntry(Hash Identity, KeyName Signer, Hash Person, Hash Commitment, SheetEntry? Opened);

/// <summary>How far a double entry is. What both typed alike is a copy then, and no double entry any more.</summary>
public enum EntryStep { NothingSealed, OneSealed, BothSealed, OneOpened, AskedAgain }

/// <summary>
/// Double entry of one sheet by two people of one organisation, none of whom sees the other's:
/// both seal, then both open. Equal makes the copy; otherwise a further round asks for the differing figures only.
/// Immutable: each step makes a new one.
/// </summary>
/// <param name="Sheet">The sheet that both type; the first to seal names it.</param>
internal sealed record DoubleEntry(string Sheet)
{
    /// <summary>1 for the whole sheet, then one more for each time that fields differed.</summary>
    internal int Round { get; private init; } = 1;

    /// <summary>The figures that a further round asks for; empty in the first.</summary>
    internal ImmutableArray<int> Asked { get; private init; } = [];

    /// <summary>How many entries of this round are sealed: 0, 1 or 2.</summary>
    internal int Sealed => Second is not null ? 2 : First is not null ? 1 : 0;

    private SealedEntry? First { get; init; }

    private SealedEntry? Second { get; init; }

    // What earlier rounds left: the sheet as it was first typed, and the figures that both had alike.
    private SheetEntry? Whole { get; init; }

    private Figures Agreed { get; init; } = Figures.None;

    private SheetMarks AgreedMarks { get; init; } = SheetMarks.None;

    /// <summary>Photographs of the sheet that came with sealed entries, each once.</summary>
    internal ImmutableArray<Attachment> Attachments { get; private init; } = [];

    /// <summary>How far the round is.</summary>
    internal EntryStep Step => (First, Second) switch
    {
        (null, _) => Begun(Round),
        (_, null) => EntryStep.OneSealed,
        ({ Opened: null }, { Opened: null }) => EntryStep.BothSealed,
        _ => EntryStep.OneOpened,
    };

    /// <summary>How far a round is that nobody has sealed anything in.</summary>
    internal static EntryStep Begun(int round) => round == 1 ? EntryStep.NothingSealed : EntryStep.AskedAgain;

    private ImmutableArray<SealedBy> By => [.. new[] { First, Second }.OfType<SealedEntry>().Select(entry => new SealedBy(entry.Signer, entry.Identity, entry.Opened is not null))];

    /// <summary>What everybody may see of it: never what a clerk typed that isn't open on both sides.</summary>
    internal OpenEntry Shown(string organisation) => new(organisation, Sealed, Round, Asked)
    {
        Step = Step,
        Sheet = Sheet,
        By = By,
        Attachments = Attachments,
    };

    /// <summary>
    /// What a clerk seals: SHA-256 of three lines' worth of bytes: <c>saksei/entry/v1</c>, the clerk's key as the act names it,
    /// each with a newline; then the salt's 16 bytes and the entry's bytes. The key is in it so that nobody can seal
    /// another's commitment and open it with what the other revealed.
    /// </summary>
    internal static Hash Commit(KeyName clerk, UInt128 salt, ReadOnlySpan<byte> entry)
    {
        var head = Encoding.UTF8.GetBytes($"saksei/entry/v1\n{clerk}\n");
        var message = new byte[head.Length + 16 + entry.Length];
        head.CopyTo(message, 0);
        BinaryPrimitives.WriteUInt128BigEndian(message.AsSpan(head.Length), salt);
        entry.CopyTo(message.AsSpan(head.Length + 16));
        return Hash.OfBytes(message);
    }

    /// <summary>Whether one of them can never be opened: then the round begins anew, and no lost salt blocks a station for ever.</summary>
    internal bool HasLapsed(OrganisationRecords organisations) => By.Any(entry => entry.HasLapsed(organisations));

    /// <summary>Begins the round anew.</summary>
    internal DoubleEntry Lapsed() => this with { First = null, Second = null };

    internal Outcome CanSeal(FormCommit act, Hash person, bool lapsed)
    {
        if (act.Sheet != Sheet) return Outcome.Void("sheet-differs", act.Sheet);
        if (act.Round != Round) return Outcome.Void("round-not-open", act.Station);
        if (lapsed) return Outcome.Applied;
        if (Second is not null) return Outcome.Void("entries-sealed", act.Station);
        return First is not null && First.Person == person ? Outcome.Void("entry-same-person", act.Station) : Outcome.Applied;
    }

    internal DoubleEntry Seal(FormCommit act, Hash identity, Hash person)
    {
        var entry = new SealedEntry(identity, act.Header.Signers[0], person, act.Commitment, null);
        var withFiles = this with { Attachments = [.. Attachments.Concat(act.Attachments).DistinctBy(file => file.Sha256)] };
        return First is null ? withFiles with { First = entry } : withFiles with { Second = entry };
    }

    internal Outcome CanOpen(FormReveal act)
    {
        if (First is null || Second is null) return Outcome.Void("second-entry-missing", act.Station);
        var own = act.Commit == First.Identity ? First : act.Commit == Second.Identity ? Second : null;
        if (own is null) return Outcome.Void("commit-unknown", act.Station);
        if (own.Opened is not null) return Outcome.Void("entry-opened", act.Station);
        if (own.Signer != act.Header.Signers[0]) return Outcome.Void("entry-of-another", act.Station);
        if (Commit(own.Signer, act.Salt, act.Entry.Json.Span) != own.Commitment) return Outcome.Void("commitment-differs", act.Station);
        return Round > 1 && !AnswersJust(act.Entry) ? Outcome.Void("fields-not-asked", act.Station) : Outcome.Applied;
    }

    /// <summary>Opens an entry; gives the copy's content once two agree, else null.</summary>
    internal (DoubleEntry Entry, SheetEntry? Content) Open(FormReveal act, FigureShapes shapes)
    {
        var opened = First is { } first && act.Commit == first.Identity ? this with { First = first with { Opened = act.Entry } }
            : this with { Second = Second is { } second ? second with { Opened = act.Entry } : null };
        return opened.First?.Opened is { } one && opened.Second?.Opened is { } two ? opened.Settle(one, two, shapes) : (opened, null);
    }

    private (DoubleEntry, SheetEntry?) Settle(SheetEntry one, SheetEntry two, FigureShapes shapes)
    {
        // Where the sheet's state itself is in question, all is asked again.
        if (one.State != two.State || !SameSignatures(one, two)) return (Again(Asked), null);
        var whole = Whole ?? one;
        ImmutableArray<int> differing = [.. DifferingOrAlone(one, two)];
        var confirmed = AgreedMarks.Confirming(one.Marks).Confirming(two.Marks);
        if (differing.IsEmpty) return (this, whole with { Figures = Agreed.With(one.Figures, shapes), Marks = confirmed.With(one.Marks) });

        // What both have alike stays.
        var (agreed, marks) = (Agreed.With(Common(one.Figures, differing, shapes), shapes), confirmed.With(one.Marks.Without(differing)));
        return (Again(differing) with { Whole = whole, Agreed = agreed, AgreedMarks = marks }, null);
    }

    private DoubleEntry Again(ImmutableArray<int> asked) => this with { Asked = asked, First = null, Second = null, Round = Round + 1 };

    private bool AnswersJust(SheetEntry entry)
    {
        if (Asked.Length == 0) return true;
        for (var i = 0; i < entry.Figures.Count; i++)
            if (!Asked.Contains(entry.Figures.NumberAt(i)))
                return false;
        return entry.Marks.Marked.All(figure => Asked.Contains(figure));
    }

    private static Figures Common(Figures figures, ImmutableArray<int> without, FigureShapes shapes)
    {
        var kept = Enumerable.Range(0, figures.Count).Where(i => !without.Contains(figures.NumberAt(i))).ToList();
        return shapes.Make(kept.Select(figures.NumberAt).ToArray(), [.. kept.Select(figures.ValueAt)]);
    }

    // A figure that one clerk read and the other left out or marked differs too.
    private static SortedSet<int> DifferingOrAlone(SheetEntry first, SheetEntry second)
    {
        var (one, two) = (first.Figures, second.Figures);
        var differing = new SortedSet<int>(one.Differing(two).Concat(first.Marks.Differing(second.Marks)));
        for (var i = 0; i < one.Count; i++)
            if (!two.TryGet(one.NumberAt(i), out _)) differing.Add(one.NumberAt(i));
        for (var i = 0; i < two.Count; i++)
            if (!one.TryGet(two.NumberAt(i), out _)) differing.Add(two.NumberAt(i));
        return differing;
    }

    private static bool SameSignatures(SheetEntry one, SheetEntry two) => one.Signatures.AsSpan().SequenceEqual(two.Signatures.AsSpan());
}
