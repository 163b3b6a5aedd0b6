using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Definition;
using Saksei.Election.Stations;
using Saksei.Election.Statistics;

namespace Saksei.Election.Observation;

/// <summary>A share of the stations where a question was answered.</summary>
public readonly record struct ObservedShare(long Counted, long All)
{
    private static readonly Fraction Confidence = new(95, 100);

    /// <summary>The share; 0 of none.</summary>
    public Fraction Share => All == 0 ? Fraction.Zero : new Fraction(Counted, All);

    /// <summary>The exact 95 % interval (Clopper and Pearson), right for stations drawn by lot; found when read.</summary>
    public (Fraction Low, Fraction High) Interval => Shares.Interval(Counted, All, Confidence);
}

/// <summary>
/// The numbers of the observation, as of one snapshot. Of a later snapshot they are found from what changed, and equal what is counted
/// from nothing.
/// </summary>
public sealed class ObservationTallies
{
    private readonly Dictionary<TallyKey, long> _numbers;
    private readonly ObservationRecords _observed;
    private readonly StationRecords _stations;

    private ObservationTallies(Dictionary<TallyKey, long> numbers, ElectionDefinition definition, ObservationRecords observed, StationRecords stations) =>
        (_numbers, Definition, _observed, _stations) = (numbers, definition, observed, stations);

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    internal static ObservationTallies Of(ElectionDefinition definition, ObservationRecords observed, StationRecords stations)
    {
        var tallies = new ObservationTallies([], definition, observed, stations);
        foreach (var station in definition.Stations) tallies.Add(station, tallies, 1);
        return tallies;
    }

    internal ObservationTallies Next(ObservationRecords observed, StationRecords stations)
    {
        var next = new ObservationTallies(new(_numbers), Definition, observed, stations);
        foreach (var index in observed.ChangedSince(_observed).Concat(stations.ChangedSince(_stations)).Distinct())
        {
            next.Add(Definition.Stations[index], this, -1);
            next.Add(Definition.Stations[index], next, 1);
        }

        return next;
    }

    /// <summary>A number; 0 where nothing adds to it.</summary>
    public long this[TallyKey key] => _numbers.GetValueOrDefault(key);

    /// <summary>Every number that isn't 0.</summary>
    public IReadOnlyDictionary<TallyKey, long> All => _numbers;

    /// <summary>Of a question: stations with a choice among those where it was answered.</summary>
    public ObservedShare ShareOf(ObservedQuestion question, string choice, TallyScope scope = TallyScope.All, string code = "")
    {
        ArgumentNullException.ThrowIfNull(question);
        return new(this[question.Key(TallyOf.Chosen, choice, scope, code)], AnsweredOf(question, scope, code));
    }

    /// <summary>Stations where a question was answered.</summary>
    public long AnsweredOf(ObservedQuestion question, TallyScope scope = TallyScope.All, string code = "")
    {
        ArgumentNullException.ThrowIfNull(question);
        return this[question.Key(TallyOf.Answered, "", scope, code)];
    }

    /// <summary>Stations where teams answered a question differently.</summary>
    public long DifferingOf(ObservedQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return this[question.Key(TallyOf.Differing, "", TallyScope.All, "")];
    }

    /// <summary>Every question that was answered anywhere, in the order of the checklists: by the newest version that has it.</summary>
    public IEnumerable<ObservedQuestion> Questions =>
        from versions in _observed.Checklists.GroupBy(checklist => checklist.First)
        from question in versions.Reverse().SelectMany(checklist => checklist.Act.Questions.Select(question => new ObservedQuestion(checklist, question))).DistinctBy(one => one.Question.Name)
        where AnsweredOf(question) > 0
        select question;

    /// <summary>Organisations that a number is taken apart by, in the order of their codes.</summary>
    public ImmutableArray<string> OrganisationsOf(TallyOf of) =>
        [.. _numbers.Keys.Where(key => key.Of == of && key.Scope == TallyScope.Organisation).Select(key => key.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private void Add(Station station, ObservationTallies of, int sign)
    {
        foreach (var (key, value) in StationTally.Of(station, of._observed.Of(station), of._stations.Of(station)))
        {
            var sum = _numbers.GetValueOrDefault(key) + sign * value;
            if (sum == 0) _numbers.Remove(key);
            else _numbers[key] = sum;
        }
    }
}

/// <summary>A question of a checklist.</summary>
public sealed record ObservedQuestion(ChecklistState Checklist, CodedQuestion Question)
{
    internal TallyKey Key(TallyOf of, string word, TallyScope scope, string code) => new(of, Checklist.First, Question.Name, word, scope, code);
}
