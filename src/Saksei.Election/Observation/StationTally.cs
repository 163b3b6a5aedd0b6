using System.Runtime.InteropServices;
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
        var drawn = observed.Deployments.Standing.Where(IsDrawn).Select(sent => sent.Organisation).ToHashSet(StringComparer.Ordinal);
        foreach (var ((checklist, question), given) in ByQuestion(observed))
        {
            var all = Counted(given).ToList();
            foreach (var (scope, code, own) in Scopes(given, area, drawn))
                foreach (var (of, word, value) in own.Count == given.Count ? all : Counted(own))
                    yield return (new TallyKey(of, checklist, question, word, scope, code), value);
        }
    }

    private static Dictionary<(Hash Checklist, string Question), List<GivenAnswer>> ByQuestion(StationObservation observed)
    {
        var given = new Dictionary<(Hash, string), List<GivenAnswer>>();
        foreach (var own in observed.Answers.Standing)
            foreach (var answer in own.Act.Answers)
            {
                ref var answers = ref CollectionsMarshal.GetValueRefOrAddDefault(given, (own.Checklist.First, answer.Question), out _);
                (answers ??= []).Add(new(own.Organisation, answer));
            }

        return given;
    }

    private static IEnumerable<(TallyScope Scope, string Code, List<GivenAnswer> Own)> Scopes(List<GivenAnswer> given, Unit area, HashSet<string> drawn)
    {
        yield return (TallyScope.All, "", given);
        yield return (TallyScope.Area, area.Code, given);
        foreach (var own in given.GroupBy(one => one.Organisation, StringComparer.Ordinal)) yield return (TallyScope.Organisation, own.Key, own.ToList());
        if (given.FindAll(one => drawn.Contains(one.Organisation)) is { Count: > 0 } ofDrawn) yield return (TallyScope.Drawn, "", ofDrawn);
    }

    private static IEnumerable<(TallyOf Of, string Word, long Value)> Counted(List<GivenAnswer> given)
    {
        yield return (TallyOf.Answered, "", 1);
        foreach (var choice in given.SelectMany(one => one.Answer.Choices).Distinct(StringComparer.Ordinal)) yield return (TallyOf.Chosen, choice, 1);
        if (given.Count > 1 && given.Select(one => one.Said).Distinct(StringComparer.Ordinal).Count() > 1) yield return (TallyOf.Differing, "", 1);
        foreach (var number in given.Select(one => one.Answer.Number).OfType<long>())
        {
            yield return (TallyOf.Numbers, "", 1);
            yield return (TallyOf.Sum, "", number);
        }
    }

    private static bool IsDrawn(Deployment sent) => sent is { Drawn: true, Observers: > 0 };

    private static IEnumerable<(TallyKey Key, long Value)> Organisations(StationObservation observed, StationRecord record, Unit area)
    {
        foreach (var organisation in record.Words.Where(word => word.Watched).Select(word => word.Organisation))
        {
            yield return (Key(TallyOf.Watched, "", "", TallyScope.Organisation, organisation), 1);
            if (observed.Deployments.LastOf(organisation) is not { } sent || !IsDrawn(sent)) continue;
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

    /// <summary>An answer to one question, and whose it is.</summary>
    private readonly record struct GivenAnswer(string Organisation, CodedAnswer Answer)
    {
        /// <summary>What was answered, the same for the same answer.</summary>
        internal string Said => string.Join(' ', Answer.Choices.Order(StringComparer.Ordinal)) + Answer.Number;
    }
}
