using Saksei.Election.Definition;
using Saksei.Election.Stations;
using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

/// <summary>What one station adds to the numbers of the observation.</summary>
internal static class StationTally
{
    /// <summary>Every number that the station adds to, with how much; a number may come several times.</summary>
    internal static IEnumerable<(TallyKey Key, long Value)> Of(Station station, StationObservation observed, StationRecord record)
    {
        if (observed.IsEmpty && record.Observers == 0) return [];
        var area = AreaOf(station);
        return Questions(observed, area).Concat(Organisations(observed, record, area)).Concat(Kept(observed, area));
    }

    /// <summary>The unit below the root in which a station lies; the root itself where there is none between.</summary>
    internal static Unit AreaOf(Station station)
    {
        var unit = station.Unit;
        while (unit.Parent?.Parent is not null) unit = unit.Parent;
        return unit;
    }

    private static IEnumerable<(TallyKey Key, long Value)> Questions(StationObservation observed, Unit area)
    {
        var answers = observed.Answers.Standing.SelectMany(own => own.Act.Answers.Select(answer => (own.Checklist.First, answer.Question, Own: own, Answer: answer)));
        foreach (var question in answers.GroupBy(one => (one.First, one.Question)))
        {
            var given = question.Select(one => (one.Own, one.Answer)).ToList();
            var drawn = given.Where(one => IsDrawn(observed, one.Own.Organisation)).ToList();
            var scoped = new[] { (TallyScope.All, "", given), (TallyScope.Area, area.Code, given), (TallyScope.Drawn, "", drawn) }
                .Concat(given.GroupBy(one => one.Own.Organisation, StringComparer.Ordinal).Select(own => (TallyScope.Organisation, own.Key, own.ToList())));
            foreach (var (scope, code, own) in scoped.Where(part => part.Item3.Count > 0))
                foreach (var (of, word, value) in Counted(own.ConvertAll(one => one.Answer)))
                    yield return (new TallyKey(of, question.Key.First, question.Key.Question, word, scope, code), value);
        }
    }

    private static IEnumerable<(TallyOf Of, string Word, long Value)> Counted(List<CodedAnswer> answers)
    {
        yield return (TallyOf.Answered, "", 1);
        foreach (var choice in answers.SelectMany(answer => answer.Choices).Distinct(StringComparer.Ordinal)) yield return (TallyOf.Chosen, choice, 1);
        if (answers.Select(answer => string.Join(' ', answer.Choices.Order(StringComparer.Ordinal)) + answer.Number).Distinct(StringComparer.Ordinal).Count() > 1)
            yield return (TallyOf.Differing, "", 1);
        foreach (var number in answers.Select(answer => answer.Number).OfType<long>())
        {
            yield return (TallyOf.Numbers, "", 1);
            yield return (TallyOf.Sum, "", number);
        }
    }

    private static bool IsDrawn(StationObservation observed, string organisation) =>
        observed.Deployments.LastOf(organisation) is { Drawn: true, Observers: > 0 };

    private static IEnumerable<(TallyKey Key, long Value)> Organisations(StationObservation observed, StationRecord record, Unit area)
    {
        foreach (var organisation in record.Words.Where(word => word.Watched).Select(word => word.Organisation))
        {
            yield return (Key(TallyOf.Watched, "", "", TallyScope.Organisation, organisation), 1);
            if (!IsDrawn(observed, organisation)) continue;
            yield return (Key(TallyOf.WatchedDrawn, "", "", TallyScope.Organisation, organisation), 1);
        }

        foreach (var sent in observed.Deployments.Standing.Where(sent => sent.Observers > 0))
        {
            yield return (Key(TallyOf.Sent, "", "", TallyScope.Organisation, sent.Organisation), 1);
            yield return (Key(TallyOf.Observers, "", "", TallyScope.Organisation, sent.Organisation), sent.Observers);
        }

        if (observed.Deployments.Standing.Any(sent => sent.Observers > 0)) yield return (Key(TallyOf.Sent, "", "", TallyScope.Area, area.Code), 1);
    }

    // However many report it, once: by the report of the organisation itself, or else the first that there is.
    private static IEnumerable<(TallyKey Key, long Value)> Kept(StationObservation observed, Unit area)
    {
        var kept = observed.TurnedAway.Standing.GroupBy(one => one.Kept).Select(same => (same.FirstOrDefault(one => one.Author == one.Kept.Organisation) ?? same.First()).Act).ToList();
        foreach (var word in kept.Select(report => report.By.Word).Distinct()) yield return (Key(TallyOf.KeptBy, "", word, TallyScope.All, ""), 1);
        foreach (var reason in kept.Select(report => report.Reason).Distinct(StringComparer.Ordinal)) yield return (Key(TallyOf.KeptReason, "", reason, TallyScope.All, ""), 1);
        foreach (var report in kept)
        {
            var (people, from) = (report.People.Word, report.From.Word);
            yield return (Key(TallyOf.Kept, from, people, TallyScope.All, ""), 1);
            yield return (Key(TallyOf.Kept, from, people, TallyScope.Area, area.Code), 1);
            yield return (Key(TallyOf.KeptOf, from, people, TallyScope.Organisation, report.Organisation), 1);
        }
    }

    private static TallyKey Key(TallyOf of, string name, string word, TallyScope scope, string code) => new(of, default(Hash), name, word, scope, code);
}
