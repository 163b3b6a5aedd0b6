using System.Collections.Immutable;

namespace Saksei.Election.Cases;

/// <summary>Where a case stands at a moment: its state, and what its deadlines amount to.</summary>
/// <param name="File">The case.</param>
/// <param name="IsOverdue">Whether a deadline of the body has passed unanswered and the case still waits.</param>
/// <param name="WasOverdue">Whether any deadline of a body ever passed unanswered: it stays so.</param>
/// <param name="TookEffect">Whether a resignation took effect: the time to think again has passed. What comes after it undoes nothing.</param>
public sealed record CaseStanding(CaseFile File, bool IsOverdue, bool WasOverdue, bool TookEffect)
{
    /// <summary>The state of a resignation whose time has passed, as counts and filters name it.</summary>
    public const string Effective = "effective";

    /// <summary>The state as counts and filters name it; an event is as it is reported.</summary>
    public string Shown => TookEffect ? Effective : File.State.Account.Length > 0 ? File.State.Account : File.State.Code;

    internal static CaseStanding Of(CaseFile file, IReadOnlyCollection<CaseRun> runs) => new(
        file, runs.Any(run => run is { IsRunning: true, IsOverdue: true, BindsBody: true }), runs.Any(run => run is { IsOverdue: true, BindsBody: true }),
        file.Table == CaseRules.Resignations && runs.Any(run => run is { IsOverdue: true, BindsBody: false }));
}

/// <summary>How many cases of a book are in a state, and how many of them are overdue.</summary>
public readonly record struct CaseCount(int Count, int Overdue);

/// <summary>How the cases of a book stand: a value, kept by differences.</summary>
public sealed record CaseCounts
{
    /// <summary>No case.</summary>
    public static CaseCounts None { get; } = new();

    /// <summary>By the state as it is shown; none that has no case.</summary>
    public ImmutableSortedDictionary<string, CaseCount> States { get; private init; } = ImmutableSortedDictionary.Create<string, CaseCount>(StringComparer.Ordinal);

    /// <summary>Cases of which a deadline of a body ever passed.</summary>
    public int WasOverdue { get; private init; }

    /// <summary>All cases.</summary>
    public int Count => States.Values.Sum(state => state.Count);

    /// <summary>Cases whose time has passed.</summary>
    public int Overdue => States.Values.Sum(state => state.Overdue);

    /// <summary>The counts of some cases.</summary>
    public static CaseCounts Of(IEnumerable<CaseStanding> standings)
    {
        ArgumentNullException.ThrowIfNull(standings);
        return standings.Aggregate(None, (counts, standing) => counts.With(standing, 1));
    }

    /// <summary>The counts with a case more, or (−1) less.</summary>
    internal CaseCounts With(CaseStanding standing, int more)
    {
        var before = States.GetValueOrDefault(standing.Shown);
        var after = new CaseCount(before.Count + more, before.Overdue + (standing.IsOverdue ? more : 0));
        return new CaseCounts
        {
            States = after.Count == 0 ? States.Remove(standing.Shown) : States.SetItem(standing.Shown, after),
            WasOverdue = WasOverdue + (standing.WasOverdue ? more : 0),
        };
    }
}
