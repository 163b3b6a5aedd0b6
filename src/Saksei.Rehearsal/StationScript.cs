using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Observation;
using Saksei.Election.Stations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Observation;

namespace Saksei.Rehearsal;

/// <summary>Turns the plan of one station into its acts, in the order of time.</summary>
internal sealed class StationScript
{
    private readonly ElectionDefinition _definition;
    private readonly Staff _staff;
    private readonly StationPlan _plan;
    private readonly Pen _pen;
    private readonly List<(long At, Action Act)> _events = [];
    private readonly Dictionary<CopySource, Hash> _copies = [];

    private StationScript(ElectionDefinition definition, Staff staff, RehearsalSeed seed, StationPlan plan) =>
        (_definition, _staff, _plan, _pen) = (definition, staff, plan, new Pen(seed, "station " + plan.Station.Code, staff.Origin));

    private Station Station => _plan.Station;

    private string Form => _definition.Contests[0].Form.Code;

    /// <summary>Writes everything that is planned.</summary>
    internal static IReadOnlyList<WrittenAct> Write(ElectionDefinition definition, Staff staff, RehearsalSeed seed, StationPlan plan, ObservationScript observation)
    {
        var script = new StationScript(definition, staff, seed, plan);
        foreach (var conditions in plan.Conditions) script.At(conditions.At, () => script.Report(conditions));
        foreach (var answers in plan.Answers) script.At(answers.At, () => script.Answer(answers, observation));
        foreach (var copy in plan.Copies) script.Submit(copy);
        if (plan.Official is { } official) script.Enter(official);
        if (plan.Settlement != Settlement.None) script.At(Night.At(28, 40) + plan.Station.Index % 1800, script.Settle);
        script.Mislead();
        foreach (var (_, act) in script._events.OrderBy(planned => planned.At)) act();
        return script._pen.Acts;
    }

    private void At(long second, Action act) => _events.Add((second, act));

    private void Report(PlannedConditions seen) => _pen.Write(seen.At, _staff.Reporter(seen.Organisation, Station), header => new StationConditions(
        header, Station.Code, seen.Doors, [new PresenceOf(seen.Organisation, seen.AgentPresence)], seen.Posted,
        [new HandingTo(seen.Organisation, seen.Handed)], Night.Moment(Night.At(15, 10)), Night.Moment(seen.At), [], null));

    private void Answer(PlannedAnswers own, ObservationScript observation) => _pen.Write(own.At, _staff.Reporter(own.Organisation, Station), header => new ObservationAnswers(
        header, Station.Code, observation[own.Checklist], 1, own.Answers, [], null));

    private void Submit(PlannedCopy copy)
    {
        At(copy.At, () => _copies[copy.Source] = Send(copy, copy.Before ?? copy.Figures, copy.At, null));
        if (copy.Before is null) return;
        var corrected = copy.At + 2400 + Station.Index % 1200;
        var first = default(Hash);
        At(corrected, () =>
        {
            first = _copies[copy.Source];
            _copies[copy.Source] = Send(copy, copy.Figures, corrected, first);
        });

        // An edit of what was replaced in the meantime.
        if (_plan.Mishap == Mishap.StaleEdit) At(corrected + 600, () => Send(copy, copy.Before, corrected + 600, first));
    }

    private Hash Send(PlannedCopy copy, Figures figures, long at, Hash? previous)
    {
        var method = copy.Source == CopySource.Scan ? CopyMethod.Transcribed : CopyMethod.Seen;
        var entry = SheetEntry.Create(_definition.Contests[0], copy.State, figures, []);
        return _pen.Write(at, _staff.Reporter(copy.Organisation, Station), header => new FormCopy(
            header, Form, Station.Code, copy.Source, copy.Sheet, method, entry, [], previous));
    }

    private void Enter(Figures official)
    {
        var (first, second) = _staff.Clerks(Station);
        var at = _plan.EntryAt;
        if (_plan.Truth is null)
        {
            At(at, () => Seal(at, first, Entry(official), 1));
            return;
        }

        var entry = Entry(official);
        EnterTwice(at, (first, _plan.Slip is null ? entry : Entry(_plan.Slip)), (second, entry), 1);
        if (_plan.Slip is not { } slip) return;

        // The second round asks for just what differed.
        var sheets = new Sheets(_definition);
        var again = sheets.Only(official, slip.Differing(official));
        EnterTwice(at + 1500, (second, Entry(again)), (first, Entry(again)), 2);
    }

    private void EnterTwice(long at, (SignerKey Key, SheetEntry Entry) one, (SignerKey Key, SheetEntry Entry) two, int round)
    {
        (Hash Commit, UInt128 Salt) sealedOne = default, sealedTwo = default;
        var pause = 90 + Station.Index % 210;
        At(at, () => sealedOne = Seal(at, one.Key, one.Entry, round));
        At(at + pause, () => sealedTwo = Seal(at + pause, two.Key, two.Entry, round));
        At(at + pause + 20, () => Open(at + pause + 20, one, sealedOne));
        At(at + pause + 45, () => _copies[CopySource.Official] = Open(at + pause + 45, two, sealedTwo));
    }

    private (Hash Commit, UInt128 Salt) Seal(long at, SignerKey clerk, SheetEntry entry, int round)
    {
        var salt = _pen.Bits();
        var commit = _pen.Write(at, clerk, header => new FormCommit(header, Form, Station.Code, "original", round, entry.Commit(clerk.Verifier.Name, salt)));
        return (commit, salt);
    }

    private Hash Open(long at, (SignerKey Key, SheetEntry Entry) own, (Hash Commit, UInt128 Salt) was) =>
        _pen.Write(at, own.Key, header => new FormReveal(header, Form, Station.Code, was.Commit, was.Salt, own.Entry));

    private SheetEntry Entry(Figures figures) =>
        SheetEntry.Create(_definition.Contests[0], SheetState.Complete, figures, [new SheetSignature(Organisations.Alliance, _plan.AgentSigned)]);

    private void Settle()
    {
        var at = Night.At(28, 40) + Station.Index % 1800;
        var decided = Decide(at, null);
        if (_plan.Mishap == Mishap.SettledAgain) Decide(at + 900, decided);
    }

    private Hash Decide(long at, Hash? previous)
    {
        var (outcome, ground) = _plan.Settlement switch
        {
            Settlement.SheetAdopted => (AdjudicationOutcome.CopyAdopted, "sheet-adopted"),
            Settlement.TranscriptionCorrected => (AdjudicationOutcome.Corrected, "transcription-corrected"),
            _ => (AdjudicationOutcome.Recounted, "recount"),
        };
        Hash? adopts = outcome == AdjudicationOutcome.CopyAdopted ? _copies[CopySource.Posted] : null;
        var entry = adopts is null && _plan.Truth is { } truth ? SheetEntry.Create(_definition.Contests[0], SheetState.Complete, truth, []) : null;
        ImmutableArray<Hash> considered = [.. _copies.Where(pair => pair.Value != adopts).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
        var article = _definition.Head.Grounds.First(known => known.Code == ground).Article;
        return _pen.Write(at, _staff.Desk(Organisations.Commission), header => new FormAdjudicate(
            header, Form, Station.Code, outcome, ground, article, true, considered, adopts, entry, [], previous));
    }

    private void Mislead()
    {
        var late = Night.At(27, 40) + Station.Index % 600;
        switch (_plan.Mishap)
        {
            case Mishap.SecondCopy when _plan.Copies is [var copy, ..]: At(late, () => Send(copy, copy.Figures, late, null)); break;
            case Mishap.AgentCommits: SealEarly(_staff.Reporter(Organisations.Observers, Station)); break;
            case Mishap.PartyCommits: SealEarly(_staff.Desk(Organisations.Alliance)); break;
            case Mishap.SamePersonTwice when _plan.Official is { } official:
                At(late, () => Seal(late, _staff.Clerks(Station).First, Entry(official), 1));
                break;
            default: break;
        }
    }

    // Entries of the official copy are for the commission's clerks.
    private void SealEarly(SignerKey key)
    {
        var at = _plan.EntryAt - 300;
        if (_plan.Official is { } official) At(at, () => Seal(at, key, Entry(official), 1));
    }
}
