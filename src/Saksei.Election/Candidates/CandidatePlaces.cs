using Saksei.Election.Cases;
using Saksei.Election.Definition;

namespace Saksei.Election.Candidates;

/// <summary>How many places on lists of admitted parties are filled: places that nobody dared to fill are counted too.</summary>
/// <param name="Places">Seats of every constituency, once for each admitted party.</param>
/// <param name="Filled">Candidates on lists that stand or are waited for, without those whose resignation took effect.</param>
/// <param name="ListsMissing">Constituencies in which an admitted party has no list that stands or is waited for.</param>
/// <param name="Resigned">Resignations from these lists that took effect.</param>
/// <param name="Disputed">Resignations whose party says that they aren't the candidate's wish: these candidates count as standing.</param>
public sealed record CandidatePlaces(long Places, long Filled, long ListsMissing, long Resigned, long Disputed)
{
    /// <summary>Counts them.</summary>
    public static CandidatePlaces Of(ElectionDefinition definition, IEnumerable<CaseStanding> parties, IEnumerable<CaseStanding> lists, IReadOnlyCollection<CaseStanding> resignations)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var admitted = parties.Where(standing => standing.File.State.Code == "accepted").Select(standing => standing.File.Party).ToHashSet(StringComparer.Ordinal);
        var lasting = lists.Where(standing => admitted.Contains(standing.File.Party)
            && standing.File.State is CandidateListState.Sealed or CandidateListState.Accepted or CandidateListState.Posted or CandidateListState.Challenged).ToList();
        var left = resignations.Where(standing => standing.TookEffect).Select(standing => (List: ListOf(standing), standing.File.Person)).Distinct().ToLookup(one => one.List);
        var places = lasting.GroupBy(ListOf).Select(list => (All: list.Sum(standing => CandidateBook.PlacesOf(standing.File)), Left: (long)left[list.Key].Count())).ToList();
        return new CandidatePlaces(
            (long)admitted.Count * definition.Contests.SelectMany(contest => contest.Constituencies).Sum(constituency => constituency.Seats),
            places.Sum(list => Math.Max(0, list.All - list.Left)),
            (long)admitted.Count * definition.Contests.Sum(contest => contest.Constituencies.Length) - places.Count, places.Sum(list => Math.Min(list.All, list.Left)),
            resignations.Count(standing => standing is { TookEffect: false, File.State: ResignationState.Disputed }));
    }

    // A party has one list in a place of a contest.
    private static (string Party, string Contest, string Unit) ListOf(CaseStanding standing) => (standing.File.Party, standing.File.Contest, standing.File.Unit);
}
