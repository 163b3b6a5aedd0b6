using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;

namespace Saksei.Election.Forms;

/// <summary>How faithfully a copy was typed.</summary>
public enum EntryState { EnteredOnce, EnteredTwice }

/// <summary>A copy of one station's form as it stands in the register.</summary>
/// <param name="Station">The station.</param>
/// <param name="Organisation">Whose copy it is.</param>
/// <param name="Source">Where it was taken from.</param>
/// <param name="Sheet">The sheet that its source declares.</param>
/// <param name="Method">How it came to be.</param>
/// <param name="Content">What the sheet says.</param>
/// <param name="Entry">Entered once, or by two people.</param>
/// <param name="Attachments">Images of the sheet.</param>
/// <param name="Place">The act that made it: the copy itself, or the reveal that completed it.</param>
/// <param name="Sighted">Logged when official figures of the station already stood in the register.</param>
public sealed record Copy(
    Station Station, string Organisation, CopySource Source, string Sheet, CopyMethod Method, SheetEntry Content, EntryState Entry,
    ImmutableArray<Attachment> Attachments, ActPlace Place, bool Sighted)
{
    /// <summary>The figures of the sheet.</summary>
    public Figures Figures => Content.Figures;
}

/// <summary>A decision of the competent body on a station's official figure.</summary>
/// <param name="Act">The act.</param>
/// <param name="Organisation">Who decided.</param>
/// <param name="Place">Where the act stands.</param>
/// <param name="Figures">
/// What was decided; null where the result was annulled. An adopted copy's figures are those that were adopted: whoever made
/// the copy may replace it, and changes nothing that was decided.
/// </param>
public sealed record Adjudication(FormAdjudicate Act, string Organisation, ActPlace Place, Figures? Figures);

/// <summary>Entries of one sheet that aren't a copy yet.</summary>
/// <param name="Organisation">Whose clerks.</param>
/// <param name="Sealed">0, 1 or 2 sealed entries in this round.</param>
/// <param name="Round">From 1.</param>
/// <param name="Asked">Figures that differed and are asked again.</param>
public sealed record OpenEntry(string Organisation, int Sealed, int Round, ImmutableArray<int> Asked);

/// <summary>
/// All copies of all stations' forms, their double entry, and what was adjudicated.
/// </summary>
public sealed class FormBook
{
    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly FigureShapes _shapes;
    private readonly Copy[][] _copies;
    private readonly Dictionary<int, List<Copy>> _replaced = [];
    private readonly Dictionary<int, Adjudication> _adjudications = [];
    private readonly Dictionary<(int Station, string Organisation), DoubleEntry> _entries = [];

    internal FormBook(ElectionDefinition definition, OrganisationBook organisations, FigureShapes shapes)
    {
        (_definition, _organisations, _shapes) = (definition, organisations, shapes);
        _copies = new Copy[definition.Stations.Length][];
        Array.Fill(_copies, []);
    }

    /// <summary>The copies that stand, in the order of the register; a copy that was replaced is not among them.</summary>
    public IReadOnlyList<Copy> CopiesOf(Station station) => _copies[station.Index];

    /// <summary>Copies that were replaced by later ones of the same organisation and source.</summary>
    public int Replaced { get; private set; }

    /// <summary>Copies of a station that were replaced, in the order in which they were.</summary>
    public IReadOnlyList<Copy> ReplacedOf(Station station) => _replaced.TryGetValue(station.Index, out var replaced) ? replaced : [];

    /// <summary>The adjudication that stands, or null.</summary>
    public Adjudication? AdjudicationOf(Station station) => _adjudications.GetValueOrDefault(station.Index);

    /// <summary>Entries at a station that aren't a copy yet.</summary>
    public IEnumerable<OpenEntry> OpenEntriesOf(Station station) => _entries
        .Where(pair => pair.Key.Station == station.Index)
        .Select(pair => new OpenEntry(pair.Key.Organisation, pair.Value.Sealed, pair.Value.Round, [.. pair.Value.Asked]));

    /// <summary>All entries that aren't a copy yet, with their stations.</summary>
    public IEnumerable<(Station Station, OpenEntry Entry)> OpenEntries() => _entries.Select(pair => (
        _definition.Stations[pair.Key.Station],
        new OpenEntry(pair.Key.Organisation, pair.Value.Sealed, pair.Value.Round, [.. pair.Value.Asked])));

    /// <summary>The official copy: of source official, by an organisation that holds the office.</summary>
    public Copy? OfficialCopyOf(Station station)
    {
        foreach (var copy in _copies[station.Index])
            if (copy.Source == CopySource.Official && _definition.Holds(copy.Organisation, Office.Official))
                return copy;
        return null;
    }

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules =>
        [FormKinds.CommitKind.By(Commit), FormKinds.RevealKind.By(Reveal), FormKinds.CopyKind.By(AddCopy), FormKinds.AdjudicateKind.By(Adjudicate)];

    private Ruling Commit(FormCommit act, ActPlace place)
    {
        if (CheckSheet(act.Form, act.Station, act.Sheet, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var author = _organisations.Author(act);
        if (!_definition.Holds(author.Organisation, Office.Official)) return Ruling.Void("office-not-held", "official");
        if (Find(station, author.Organisation, CopySource.Official) is not null) return Ruling.Void("copy-exists", act.Station);
        var entry = _entries.GetValueOrDefault((station.Index, author.Organisation)) ?? new DoubleEntry(act.Sheet);
        var lapsed = entry.HasLapsed(key => _organisations.FindKey(key) is { RevokedAt: not null });
        if (entry.CanSeal(act, author.Person, lapsed) is { IsApplied: false } problem) return Ruling.Void(problem);
        return Ruling.Apply(() =>
        {
            _entries[(station.Index, author.Organisation)] = entry;
            if (lapsed) entry.Lapse();
            entry.Seal(act, place.Identity, author.Person);
        });
    }

    private Ruling Reveal(FormReveal act, ActPlace place)
    {
        if (CheckForm(act.Form, act.Station, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var organisation = _organisations.Author(act).Organisation;
        if (!_entries.TryGetValue((station.Index, organisation), out var entry)) return Ruling.Void("commit-unknown", act.Station);
        if (CheckEntry(act.Entry, station) is { IsApplied: false } stray) return Ruling.Void(stray);
        if (entry.CanOpen(act) is { IsApplied: false } problem) return Ruling.Void(problem);
        return Ruling.Apply(() => Open(entry, act, station, organisation, place));
    }

    private Ruling AddCopy(FormCopy act, ActPlace place)
    {
        if (CheckSheet(act.Form, act.Station, act.Sheet, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var organisation = _organisations.Author(act).Organisation;
        if (act.Source == CopySource.Official && !_definition.Holds(organisation, Office.Official)) return Ruling.Void("office-not-held", "official");
        if (CheckEntry(act.Entry, station) is { IsApplied: false } stray) return Ruling.Void(stray);
        var before = Find(station, organisation, act.Source);
        if (before is not null && act.Previous is null) return Ruling.Void("copy-exists", act.Station);
        if (before?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);

        // What two people typed, one person can't change: it takes an adjudication.
        if (before is { Entry: EntryState.EnteredTwice }) return Ruling.Void("entered-twice", act.Station);
        if (_entries.ContainsKey((station.Index, organisation)) && act.Source == CopySource.Official) return Ruling.Void("entries-sealed", act.Station);
        var sighted = act.Source != CopySource.Official && OfficialCopyOf(station) is not null;
        var copy = new Copy(station, organisation, act.Source, act.Sheet, act.Method, act.Entry, EntryState.EnteredOnce, act.Attachments, place, sighted);
        return before is null ? Ruling.Apply(() => Add(copy)) : Ruling.Apply(() => Replace(before, copy));
    }

    private Ruling Adjudicate(FormAdjudicate act, ActPlace place)
    {
        if (CheckForm(act.Form, act.Station, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (_organisations.CheckOffice(act, Office.Adjudicate) is { IsApplied: false } office) return Ruling.Void(office);
        if (!_definition.Head.Grounds.Any(ground => ground.Code == act.Ground)) return Ruling.Void("ground-unknown", act.Ground);
        if (AdjudicationOf(station)?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);
        if (AdjudicationOf(station) is { Act.Final: true }) return Ruling.Void("adjudication-final", act.Station);
        if (ContentProblem(act, station) is { } problem) return Ruling.Void(problem);
        return Ruling.Apply(() => _adjudications[station.Index] = new Adjudication(act, _organisations.Author(act).Organisation, place, Decided(act, station)));
    }

    private Figures? Decided(FormAdjudicate act, Station station) => act.Outcome switch
    {
        AdjudicationOutcome.Annulled => null,
        AdjudicationOutcome.CopyAdopted => _copies[station.Index].First(copy => copy.Place.Identity == act.Adopts).Figures,
        AdjudicationOutcome.Corrected or AdjudicationOutcome.Recounted => act.Entry?.Figures,
    };

    private void Open(DoubleEntry entry, FormReveal act, Station station, string organisation, ActPlace place)
    {
        if (entry.Open(act, _shapes) is not { } content) return;
        _entries.Remove((station.Index, organisation));
        Add(new Copy(station, organisation, CopySource.Official, entry.Sheet, CopyMethod.Transcribed, content, EntryState.EnteredTwice, [], place, false));
    }

    private Outcome? ContentProblem(FormAdjudicate act, Station station)
    {
        var givesFigures = act.Outcome is AdjudicationOutcome.Corrected or AdjudicationOutcome.Recounted;
        if (givesFigures != act.Entry is not null) return Outcome.Void("adjudication-entry", act.Station);
        if (act.Outcome == AdjudicationOutcome.CopyAdopted != act.Adopts is not null) return Outcome.Void("adjudication-adopts", act.Station);
        if (act.Entry is { } entry && CheckEntry(entry, station) is { IsApplied: false } stray) return stray;
        foreach (var identity in act.Adopts is { } adopts ? act.Considered.Add(adopts) : act.Considered)
            if (!_copies[station.Index].Any(copy => copy.Place.Identity == identity))
                return Outcome.Void("copy-unknown", identity.ToHex());
        return null;
    }

    private Outcome CheckForm(string form, string code, out Station station)
    {
        station = _definition.FindStation(code)!;
        if (form != _definition.Form.Code) return Outcome.Void("form-unknown", form);
        return station is null ? Outcome.Void("station-unknown", code) : Outcome.Applied;
    }

    private Outcome CheckSheet(string form, string code, string sheet, out Station station)
    {
        if (CheckForm(form, code, out station) is { IsApplied: false } outcome) return outcome;
        return _definition.Head.Sheets.Any(known => known.Code == sheet) ? Outcome.Applied : Outcome.Void("sheet-unknown", sheet);
    }

    private Outcome CheckEntry(SheetEntry entry, Station station)
    {
        if (entry.Stray.Length > 0) return Outcome.Void("field-not-on-form", entry.Stray);
        var fields = _definition.Form.Fields.Length;
        for (var i = entry.Figures.Count - 1; i >= 0 && entry.Figures.NumberAt(i) >= fields; i--)
            if (_definition.Lists[entry.Figures.NumberAt(i) - fields] is var list && !list.StandsIn(station.Constituency))
                return Outcome.Void("list-not-standing", list.Code);
        if (entry.State == SheetState.Complete && entry.Figures.Count == 0) return Outcome.Void("figures-missing", station.Code);
        return entry.State != SheetState.Complete && entry.State != SheetState.Illegible && entry.Figures.Count > 0
            ? Outcome.Void("figures-on-blank-sheet", station.Code) : Outcome.Applied;
    }

    private Copy? Find(Station station, string organisation, CopySource source)
    {
        foreach (var copy in _copies[station.Index])
            if (copy.Source == source && copy.Organisation == organisation)
                return copy;
        return null;
    }

    private void Add(Copy copy) => _copies[copy.Station.Index] = [.. _copies[copy.Station.Index], copy];

    private void Replace(Copy before, Copy after)
    {
        Replaced++;
        if (!_replaced.TryGetValue(before.Station.Index, out var replaced)) _replaced[before.Station.Index] = replaced = [];
        replaced.Add(before);
        _copies[after.Station.Index] = [.. _copies[after.Station.Index].Select(copy => ReferenceEquals(copy, before) ? after : copy)];
    }
}
