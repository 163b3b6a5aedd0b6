using System.Collections.Immutable;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// The state of all forms in one object: <see cref="Copies"/> counts copies, <see cref="ContradictedFields"/> fields, the rest stations.
/// </summary>
public sealed record Summary(
    int Stations, int Copies, int Corroborated, ImmutableArray<KeyValuePair<string, int>> CorroboratedBy, int Contradicted,
    int ContradictedFields, int Uncorroborated, int Missing, int Adjudicated, ImmutableArray<KeyValuePair<string, int>> Patterns)
{
    /// <summary>Counts the standings.</summary>
    public static Summary Of(ElectionResults results, FormBook forms) => Of(results.Standings, forms);

    /// <summary>Counts some of the standings.</summary>
    public static Summary Of(IReadOnlyCollection<StationStanding> standings, FormBook forms)
    {
        int In(Corroboration state) => standings.Count(standing => standing.State == state);
        var contradicted = standings.Where(standing => standing.State == Corroboration.Contradicted).ToList();
        return new Summary(
            standings.Count,
            standings.Sum(standing => forms.CopiesOf(standing.Station).Count),
            In(Corroboration.Corroborated),
            [.. Enum.GetValues<Grade>().Select(grade => KeyValuePair.Create(grade.Code(), standings.Count(standing => standing.Grade == grade)))],
            contradicted.Count,
            contradicted.Sum(standing => standing.Differing.Length),
            In(Corroboration.Uncorroborated),
            In(Corroboration.Missing),
            In(Corroboration.Adjudicated),
            [.. Results.Patterns.All.Select(pattern => KeyValuePair.Create(pattern.Code(), contradicted.Count(standing => standing.Pattern == pattern)))]);
    }
}
