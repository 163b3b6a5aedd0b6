using Saksei.Election.Definition;
using Saksei.Election.Observation;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Season;

namespace Saksei.Rehearsal.Observation;

/// <summary>
/// What stands around the answers: checklists, where observers are sent, who was kept away, incidents, which of them are of one, and what
/// offices answer. Answers themselves are written with their stations.
/// </summary>
internal sealed class ObservationScript(ElectionDefinition definition, Staff staff, RehearsalSeed seed)
{
    private const int StationsInAct = 500, SentAway = 44, NotToPhotograph = 29, OtherIncidents = 12;
    private static readonly string[] Watching = [Organisations.Observers, Organisations.Alliance, Organisations.Tallies];
    private static readonly string[] Reasons = [.. Enumerable.Repeat("no-badge", 31), .. Enumerable.Repeat("order-from-above", 12), .. Enumerable.Repeat("", 30)];
    private readonly Pen _pen = new(seed, "observation", staff.Origin);
    private readonly SeededRandom _random = seed.Stream("observation");
    private readonly Dictionary<string, Hash> _checklists = new(StringComparer.Ordinal);

    /// <summary>What was written, in its order.</summary>
    internal IReadOnlyList<WrittenAct> Acts => _pen.Acts;

    /// <summary>The act that registers a checklist.</summary>
    internal Hash this[RehearsedChecklist checklist] => _checklists[checklist.Id];

    /// <summary>Writes everything, and plans what is answered at each station.</summary>
    internal void Write(RegisterHost host, StationPlan[] plans)
    {
        foreach (var checklist in RehearsedChecklists.All) host.Store.AddAttachment(checklist.Bytes, checklist.Attachment.MediaType);
        Register();
        AnswerPlan.Draw(plans, _random);
        var watched = plans.Where(plan => plan.Answers.Count > 0).ToList();
        Send(watched);
        KeepAway(watched);
        Report(watched);
    }

    /// <summary>Writes only what answers need; of the answers those stay that are kept.</summary>
    internal void WriteForAnswers(StationPlan[] plans, Action keep)
    {
        Register();
        AnswerPlan.Draw(plans, _random);
        keep();
        Send([.. plans.Where(plan => plan.Answers.Count > 0)]);
    }

    private void Register()
    {
        var at = Night.At(7, 26);
        foreach (var checklist in RehearsedChecklists.All)
            _checklists[checklist.Id] = _pen.Write(at++, staff.Desk(Organisations.Observers), header =>
                new ObservationChecklist(header, checklist.Id, "1", checklist.Attachment, checklist.Coded, null));
    }

    private void Send(List<StationPlan> watched)
    {
        var at = Night.At(7, 27);
        foreach (var organisation in Watching)
            foreach (var stations in watched.Where(plan => plan.Answers.Exists(answers => answers.Organisation == organisation)).Chunk(StationsInAct))
                _pen.Write(at++, staff.Desk(organisation), header => new ObservationDeploy(
                    header, [.. stations.Select(plan => new SentTo(plan.Station.Code, _random.Between(1, 2)))], organisation == Organisations.Tallies));
    }

    private void KeepAway(List<StationPlan> watched)
    {
        var (stations, reasons) = (watched.ToArray(), (string[])[.. Reasons]);
        _random.Shuffle<StationPlan>(stations);
        _random.Shuffle<string>(reasons);
        for (var i = 0; i < SentAway + NotToPhotograph; i++)
        {
            var (plan, reason, when) = (stations[i], reasons[i], _random.Pick([PartOfDay.Voting, PartOfDay.Counting, PartOfDay.Counting]));
            var (organisation, by) = (plan.Answers[0].Organisation, _random.Pick(Enum.GetValues<KeptBy>()));
            var from = i < SentAway ? _random.Pick([KeptFrom.SentAway, KeptFrom.SentAway, KeptFrom.KeptOut]) : KeptFrom.NoPhotographs;
            _pen.Write(_random.Between(16, 0, 20, 0), staff.Reporter(organisation, plan.Station), header => new ObservationTurnedAway(
                header, plan.Station.Code, organisation, organisation == Organisations.Alliance ? KeptPeople.Agent : KeptPeople.Observer, from, by, when, reason, [], null));
        }
    }

    private void Report(List<StationPlan> watched)
    {
        foreach (var answers in watched.SelectMany(plan => plan.Answers.Select(own => (plan.Station, Own: own))).ToList())
        {
            if (AnswerPlan.Says(answers.Own, "doors", "closed")) Incident("closed-count", answers.Station, answers.Own.Organisation, answers.Own.At + 600, isJoined: _random.Chance(330));
            if (AnswerPlan.Says(answers.Own, "posted", "no") && _random.Chance(60)) Incident("form-not-posted", answers.Station, answers.Own.Organisation, answers.Own.At + 700);
            if (AnswerPlan.Says(answers.Own, "copy", "refused") && _random.Chance(120)) Incident("copy-refused", answers.Station, answers.Own.Organisation, answers.Own.At + 800);
        }

        var others = definition.Head.Observation.Incidents.Where(category => category.Code is not ("closed-count" or "form-not-posted" or "copy-refused"));
        foreach (var category in others)
            for (var i = 0; i < OtherIncidents; i++)
                Incident(category.Code, _random.Pick(watched).Station, _random.Pick(Watching), Night.At(8) + _random.Below(12 * 3600));
    }

    // Where another organisation reports it too, it says so.
    private void Incident(string category, Station station, string organisation, long at, bool isJoined = false)
    {
        var office = definition.Head.Observation.FindCategory(category)?.Office ?? Organisations.Commission;
        var first = _pen.Write(at, staff.Desk(organisation), header => new ObservationIncident(header, category, station.Code, "", new DateOnly(2023, 7, 23), [], null));
        if (isJoined)
        {
            var other = organisation == Organisations.Observers ? Organisations.Alliance : Organisations.Observers;
            var own = _pen.Write(at + 1200, staff.Desk(other), header => new ObservationIncident(header, category, station.Code, "", new DateOnly(2023, 7, 23), [], null));
            _pen.Write(at + 1500, staff.Desk(other), header => new ObservationJoin(header, own, first));
        }

        if (!_random.Chance(400)) return;
        var cause = _random.Pick(definition.Head.Observation.Causes).Code;
        _pen.Write(_random.Within(SeasonDates.At(7, 25), SeasonDates.At(8, 12)), staff.Desk(office), header => new ObservationAnswer(
            header, first, cause, _random.Chance(500) ? new DateOnly(2023, 9, 30) : null, []));
    }
}
