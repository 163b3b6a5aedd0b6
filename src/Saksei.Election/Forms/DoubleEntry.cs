using System.Buffers.Binary;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>One clerk's sealed entry, and what it held once opened.</summary>
internal sealed record SealedEntry(Hash Identity, KeyName Signer, Hash Person, Hash Commitment, SheetEntry? Opened);

/// <summary>
/// Double entry of one sheet by two people of one organisation, none of whom sees the other's:
/// both seal, then both open. Equal makes the copy; otherwise a further round asks for the differing figures only.
/// </summary>
internal sealed class DoubleEntry(string sheet)
{
    private SealedEntry? _first, _second;
    private Figures _agreed = Figures.None;
    private SheetEntry? _whole;
    private List<int> _asked = [];

    /// <summary>The sheet that both type; the first to seal names it.</summary>
    internal string Sheet => sheet;

    /// <summary>1 for the whole sheet, then one more for each time that fields differed.</summary>
    internal int Round { get; private set; } = 1;

    /// <summary>The figures that a further round asks for; empty in the first.</summary>
    internal IReadOnlyList<int> Asked => _asked;

    /// <summary>How many entries of this round are sealed: 0, 1 or 2.</summary>
    internal int Sealed => _second is not null ? 2 : _first is not null ? 1 : 0;

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

    /// <summary>
    /// Whether a sealed entry can never be opened, since its key was revoked: then the round begins anew, and no lost salt blocks a
    /// station for ever.
    /// </summary>
    internal bool HasLapsed(Func<KeyName, bool> isRevoked) =>
        (_first is { Opened: null } first && isRevoked(first.Signer)) || (_second is { Opened: null } second && isRevoked(second.Signer));

    /// <summary>Begins the round anew.</summary>
    internal void Lapse() => (_first, _second) = (null, null);

    internal Outcome CanSeal(FormCommit act, Hash person, bool lapsed)
    {
        if (act.Sheet != sheet) return Outcome.Void("sheet-differs", act.Sheet);
        if (act.Round != Round) return Outcome.Void("round-not-open", act.Station);
        if (lapsed) return Outcome.Applied;
        if (_second is not null) return Outcome.Void("entries-sealed", act.Station);
        return _first is not null && _first.Person == person ? Outcome.Void("entry-same-person", act.Station) : Outcome.Applied;
    }

    internal void Seal(FormCommit act, Hash identity, Hash person)
    {
        var entry = new SealedEntry(identity, act.Header.Signers[0], person, act.Commitment, null);
        if (_first is null) _first = entry;
        else _second = entry;
    }

    internal Outcome CanOpen(FormReveal act)
    {
        if (_first is null || _second is null) return Outcome.Void("second-entry-missing", act.Station);
        var own = act.Commit == _first.Identity ? _first : act.Commit == _second.Identity ? _second : null;
        if (own is null) return Outcome.Void("commit-unknown", act.Station);
        if (own.Opened is not null) return Outcome.Void("entry-opened", act.Station);
        if (own.Signer != act.Header.Signers[0]) return Outcome.Void("entry-of-another", act.Station);
        if (Commit(own.Signer, act.Salt, act.Entry.Json.Span) != own.Commitment) return Outcome.Void("commitment-differs", act.Station);
        return Round > 1 && !AnswersJust(act.Entry.Figures) ? Outcome.Void("fields-not-asked", act.Station) : Outcome.Applied;
    }

    /// <summary>Opens an entry; gives the copy's content once two agree, else null.</summary>
    internal SheetEntry? Open(FormReveal act, FigureShapes shapes)
    {
        if (_first is { } first && act.Commit == first.Identity) _first = first with { Opened = act.Entry };
        else if (_second is { } second) _second = second with { Opened = act.Entry };
        return _first?.Opened is { } one && _second?.Opened is { } two ? Settle(one, two, shapes) : null;
    }

    private SheetEntry? Settle(SheetEntry one, SheetEntry two, FigureShapes shapes)
    {
        var whole = _whole ?? one;
        if (one.State != two.State || !SameSignatures(one, two)) return Again(whole, _asked, shapes);
        var differing = DifferingOrAlone(one.Figures, two.Figures);
        if (differing.Count > 0) return Again(whole, differing, shapes, one, two);
        var figures = _agreed.With(one.Figures, shapes);
        return whole with { Figures = figures };
    }

    // What both have alike stays; the rest is asked again. Where the sheet's state itself is in question, all is.
    private SheetEntry? Again(SheetEntry whole, List<int> differing, FigureShapes shapes, SheetEntry? one = null, SheetEntry? two = null)
    {
        if (one is not null && two is not null)
        {
            _whole = whole;
            _agreed = _agreed.With(Common(one.Figures, differing, shapes), shapes);
        }

        _asked = differing;
        (_first, _second) = (null, null);
        Round++;
        return null;
    }

    private bool AnswersJust(Figures figures)
    {
        if (_asked.Count == 0) return true;
        if (figures.Count > _asked.Count) return false;
        for (var i = 0; i < figures.Count; i++)
            if (!_asked.Contains(figures.NumberAt(i)))
                return false;
        return true;
    }

    private static Figures Common(Figures figures, List<int> without, FigureShapes shapes)
    {
        var kept = Enumerable.Range(0, figures.Count).Where(i => !without.Contains(figures.NumberAt(i))).ToList();
        return shapes.Make(kept.Select(figures.NumberAt).ToArray(), [.. kept.Select(figures.ValueAt)]);
    }

    // A figure that one clerk read and the other left out differs too.
    private static List<int> DifferingOrAlone(Figures one, Figures two)
    {
        var differing = new SortedSet<int>(one.Differing(two));
        for (var i = 0; i < one.Count; i++)
            if (!two.TryGet(one.NumberAt(i), out _)) differing.Add(one.NumberAt(i));
        for (var i = 0; i < two.Count; i++)
            if (!one.TryGet(two.NumberAt(i), out _)) differing.Add(two.NumberAt(i));
        return [.. differing];
    }

    private static bool SameSignatures(SheetEntry one, SheetEntry two) => one.Signatures.AsSpan().SequenceEqual(two.Signatures.AsSpan());
}
