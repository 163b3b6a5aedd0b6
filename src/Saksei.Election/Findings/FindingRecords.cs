using System.Collections.Immutable;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>
/// Findings, recommendations and statements: a value, which keeps what stood then, for ever; an act makes another one and
/// costs logarithmic work.
/// </summary>
public sealed record FindingRecords
{
    private FindingRecords()
    {
    }

    /// <summary>Nothing yet.</summary>
    public static FindingRecords Empty { get; } = new();

    /// <summary>Findings, in the order of the register.</summary>
    public ImmutableList<FindingFile> Findings { get; private init; } = [];

    /// <summary>Recommendations, in the order of the register.</summary>
    public ImmutableList<RecommendationFile> Recommendations { get; private init; } = [];

    /// <summary>Statements, in the order of the register.</summary>
    public ImmutableList<StatementFile> Statements { get; private init; } = [];

    // Places of what others refer to; and every act that was carried, so that none is carried twice.
    private ImmutableDictionary<Hash, int> FindingPlaces { get; init; } = ImmutableDictionary<Hash, int>.Empty;

    private ImmutableDictionary<Hash, int> RecommendationPlaces { get; init; } = ImmutableDictionary<Hash, int>.Empty;

    private ImmutableDictionary<Hash, int> StatementPlaces { get; init; } = ImmutableDictionary<Hash, int>.Empty;

    private ImmutableHashSet<Hash> Carried { get; init; } = [];

    /// <summary>Whether there are none at all.</summary>
    public bool IsEmpty => Findings.IsEmpty && Recommendations.IsEmpty && Statements.IsEmpty;

    /// <summary>The finding that an act made, or null.</summary>
    public FindingFile? Finding(Hash identity) => FindingPlaces.TryGetValue(identity, out var place) ? Findings[place] : null;

    /// <summary>The recommendation that an act made, or null.</summary>
    public RecommendationFile? Recommendation(Hash identity) => RecommendationPlaces.TryGetValue(identity, out var place) ? Recommendations[place] : null;

    /// <summary>The statement that an act made, or null.</summary>
    public StatementFile? Statement(Hash identity) => StatementPlaces.TryGetValue(identity, out var place) ? Statements[place] : null;

    /// <summary>Whether an act of an earlier register was carried into this one.</summary>
    public bool HasCarried(Hash identity) => Carried.Contains(identity);

    /// <summary>With one more thing said.</summary>
    internal FindingRecords With<TAct>(Voice<TAct> voice) where TAct : VoiceAct
    {
        var records = voice.Carried is null ? this : this with { Carried = Carried.Add(voice.Identity) };
        return voice switch
        {
            Voice<FindingFind> found => records.Add(found),
            Voice<FindingAnswer> answer => records.Answer(answer),
            Voice<RecommendationMake> made => records.Add(made),
            Voice<RecommendationWord> word => records.Change(word.Act.Recommendation, file => file with { Rewordings = file.Rewordings.Add(word) }),
            Voice<RecommendationAnswer> answer => records.Change(answer.Act.Recommendation, file => file.With(answer)),
            Voice<RecommendationStatus> status => records.Change(status.Act.Recommendation, file => file.With(status)),
            Voice<StatementMake> made => records.Add(made),
            Voice<StatementAnswer> answer => records.Answer(answer),
            _ => throw new System.Diagnostics.UnreachableException(typeof(TAct).Name),
        };
    }

    private FindingRecords Add(Voice<FindingFind> found) => this with
    {
        FindingPlaces = FindingPlaces.Add(found.Identity, Findings.Count),
        Findings = Findings.Add(new FindingFile(Findings.Count + 1, found, [], [])),
    };

    private FindingRecords Answer(Voice<FindingAnswer> answer) => Change(answer.Act.Finding, file => file.With(answer));

    private FindingRecords Add(Voice<RecommendationMake> made)
    {
        var number = Recommendations.Count + 1;
        var records = this with
        {
            RecommendationPlaces = RecommendationPlaces.Add(made.Identity, Recommendations.Count),
            Recommendations = Recommendations.Add(new RecommendationFile(number, made, [], [], [])),
        };

        // One that was carried may rest on findings that weren't.
        return made.Act.RestsOn.Distinct().Where(FindingPlaces.ContainsKey)
            .Aggregate(records, (before, finding) => before.Change(finding, (FindingFile file) => file with { Recommendations = file.Recommendations.Add(number) }));
    }

    private FindingRecords Add(Voice<StatementMake> made) => this with
    {
        StatementPlaces = StatementPlaces.Add(made.Identity, Statements.Count),
        Statements = Statements.Add(new StatementFile(Statements.Count + 1, made, [])),
    };

    private FindingRecords Answer(Voice<StatementAnswer> answer)
    {
        var place = StatementPlaces[answer.Act.Statement];
        return this with { Statements = Statements.SetItem(place, Statements[place] with { Answers = Statements[place].Answers.Add(answer) }) };
    }

    private FindingRecords Change(Hash finding, Func<FindingFile, FindingFile> change) =>
        this with { Findings = Findings.SetItem(FindingPlaces[finding], change(Findings[FindingPlaces[finding]])) };

    private FindingRecords Change(Hash recommendation, Func<RecommendationFile, RecommendationFile> change) =>
        this with { Recommendations = Recommendations.SetItem(RecommendationPlaces[recommendation], change(Recommendations[RecommendationPlaces[recommendation]])) };
}
