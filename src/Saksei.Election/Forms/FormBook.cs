using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;

namespace Saksei.Election.Forms;

/// <summary>
/// All copies of all stations' forms of one contest, their double entry, and what was adjudicated.
/// </summary>
public sealed class FormBook : FormsAsOf
{
    private readonly Contest _contest;
    private readonly OrganisationBook _organisations;
    private readonly FigureShapes _shapes;
    private readonly PagedArray<StationForms> _stations;

    internal FormBook(Contest contest, OrganisationBook organisations, FigureShapes shapes)
        : this(contest, organisations, shapes, new PagedArray<StationForms>(contest.Election.Stations.Length, StationForms.Empty))
    {
    }

    /// <summary>A book that goes on from another as it is now.</summary>
    internal FormBook(FormBook start, OrganisationBook organisations, FigureShapes shapes)
        : this(start._contest, organisations, shapes, new PagedArray<StationForms>(start._stations.Snapshot()))
    {
    }

    private FormBook(Contest contest, OrganisationBook organisations, FigureShapes shapes, PagedArray<StationForms> stations)
        : base(stations) => (_contest, _organisations, _shapes, _stations) = (contest, organisations, shapes, stations);

    /// <summary>The forms as they are now, for ever; costs nothing.</summary>
    internal FormsAsOf Snapshot() => new(_stations.Snapshot());

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules =>
        [FormKinds.CommitKind.By(Commit), FormKinds.RevealKind.By(Reveal), FormKinds.CopyKind.By(AddCopy), FormKinds.AdjudicateKind.By(Adjudicate), FormKinds.HandleKind.By(Handle)];

    private Ruling Commit(FormCommit act, ActPlace place)
    {
        if (CheckSheet(act.Station, act.Sheet, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var author = _organisations.Author(act);
        if (!_contest.Election.Holds(author.Organisation, Office.Official)) return Ruling.Void("office-not-held", "official");
        if (CopiesOf(station).Find(author.Organisation, CopySource.Official) is not null) return Ruling.Void("copy-exists", act.Station);
        var entry = this[station].Entries.GetValueOrDefault(author.Organisation) ?? new DoubleEntry(act.Sheet);
        var lapsed = entry.HasLapsed(_organisations);
        if (entry.CanSeal(act, author.Person, lapsed) is { IsApplied: false } problem) return Ruling.Void(problem);
        var sealedEntry = (lapsed ? entry.Lapsed() : entry).Seal(act, place.Identity, author.Person);
        return Ruling.Apply(() => Set(this[station].With(author.Organisation, sealedEntry), station));
    }

    private Ruling Reveal(FormReveal act, ActPlace place)
    {
        if (CheckStation(act.Station, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var organisation = _organisations.Author(act).Organisation;
        if (!this[station].Entries.TryGetValue(organisation, out var entry)) return Ruling.Void("commit-unknown", act.Station);
        if (EntryRules.Check(act.Entry, _contest, station) is { IsApplied: false } stray) return Ruling.Void(stray);
        if (entry.CanOpen(act) is { IsApplied: false } problem) return Ruling.Void(problem);
        return Ruling.Apply(() => Open(entry, act, station, organisation, place));
    }

    private Ruling AddCopy(FormCopy act, ActPlace place)
    {
        if (CheckSheet(act.Station, act.Sheet, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var organisation = _organisations.Author(act).Organisation;
        if (act.Source == CopySource.Official && !_contest.Election.Holds(organisation, Office.Official)) return Ruling.Void("office-not-held", "official");
        if (EntryRules.Check(act.Entry, _contest, station) is { IsApplied: false } stray) return Ruling.Void(stray);
        var before = CopiesOf(station).Find(organisation, act.Source);
        if (before is not null && act.Previous is null) return Ruling.Void("copy-exists", act.Station);
        if (before?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);

        // What two people typed, one person can't change: it takes an adjudication.
        if (before is { Entry: EntryState.EnteredTwice }) return Ruling.Void("entered-twice", act.Station);
        if (act.Source == CopySource.Official && this[station].Entries.ContainsKey(organisation)) return Ruling.Void("entries-sealed", act.Station);
        var sighted = act.Source != CopySource.Official && OfficialCopyOf(station) is not null;
        var copy = new Copy(station, organisation, act.Source, act.Sheet, act.Method, act.Entry, EntryState.EnteredOnce, act.Attachments, place, sighted);
        return Ruling.Apply(() => Set(before is null ? WithNew(copy) : this[station].With(before, copy), station));
    }

    private Ruling Adjudicate(FormAdjudicate act, ActPlace place)
    {
        if (CheckStation(act.Station, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (_organisations.CheckOffice(act, Office.Adjudicate) is { IsApplied: false } office) return Ruling.Void(office);
        if (!_contest.Election.Head.Grounds.Any(ground => ground.Code == act.Ground)) return Ruling.Void("ground-unknown", act.Ground);
        if (AdjudicationOf(station)?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Station);
        if (AdjudicationOf(station) is { Act.Final: true }) return Ruling.Void("adjudication-final", act.Station);
        if (ContentProblem(act, station) is { } problem) return Ruling.Void(problem);
        return Ruling.Apply(() => Set(this[station].With(new Adjudication(act, _organisations.Author(act).Organisation, place, Decided(act, station))), station));
    }

    private Ruling Handle(FormHandle act, ActPlace place)
    {
        if (CheckStation(act.Station, out var station) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (CheckHandling.ProblemOf(_contest, _organisations, this[station], act) is { } problem) return Ruling.Void(problem);
        return Ruling.Apply(() => Set(this[station].With(new CheckHandling(act, _organisations.Author(act).Organisation, place)), station));
    }

    private Figures? Decided(FormAdjudicate act, Station station) => act.Outcome switch
    {
        AdjudicationOutcome.Annulled => null,
        AdjudicationOutcome.CopyAdopted => act.Adopts is { } adopts ? CopiesOf(station).Find(adopts)?.Figures : null,
        AdjudicationOutcome.Corrected or AdjudicationOutcome.Recounted => act.Entry?.Figures,
    };

    private void Open(DoubleEntry entry, FormReveal act, Station station, string organisation, ActPlace place)
    {
        var (opened, content) = entry.Open(act, _shapes);
        var typed = new TypedEntry(organisation, entry.Round, act.Header.Signers[0], place, act.Entry with { Json = default });
        if (content is null) Set(this[station].With(typed).With(organisation, opened), station);
        else Set(WithNew(CopyOf(entry, station, organisation, content, place)).With(typed).WithoutEntry(organisation), station);
    }

    private static Copy CopyOf(DoubleEntry entry, Station station, string organisation, SheetEntry content, ActPlace place) =>
        new(station, organisation, CopySource.Official, entry.Sheet, CopyMethod.Transcribed, content, EntryState.EnteredTwice, entry.Attachments, place, false);

    private Outcome? ContentProblem(FormAdjudicate act, Station station)
    {
        var givesFigures = act.Outcome is AdjudicationOutcome.Corrected or AdjudicationOutcome.Recounted;
        if (givesFigures != act.Entry is not null) return Outcome.Void("adjudication-entry", act.Station);
        if (act.Outcome == AdjudicationOutcome.CopyAdopted != act.Adopts is not null) return Outcome.Void("adjudication-adopts", act.Station);
        if (act.Entry is { } entry && EntryRules.Check(entry, _contest, station) is { IsApplied: false } stray) return stray;
        foreach (var identity in act.Adopts is { } adopts ? act.Considered.Add(adopts) : act.Considered)
            if (CopiesOf(station).Find(identity) is null)
                return Outcome.Void("copy-unknown", identity.ToHex());
        return null;
    }

    private Outcome CheckStation(string code, out Station station)
    {
        station = _contest.Election.FindStation(code)!;
        if (station is null) return Outcome.Void("station-unknown", code);
        return _contest.Has(station) ? Outcome.Applied : Outcome.Void("station-not-in-contest", code);
    }

    private Outcome CheckSheet(string code, string sheet, out Station station)
    {
        if (CheckStation(code, out station) is { IsApplied: false } outcome) return outcome;
        return _contest.Election.Head.Sheets.Any(known => known.Code == sheet) ? Outcome.Applied : Outcome.Void("sheet-unknown", sheet);
    }

    private StationForms WithNew(Copy copy) => this[copy.Station].With(copy, _contest.Election.Holds(copy.Organisation, Office.Official));

    private void Set(StationForms forms, Station station) => _stations[station.Index] = forms;
}
