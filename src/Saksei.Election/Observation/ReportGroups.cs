using System.Collections.Immutable;
using Saksei.Election.Values;

namespace Saksei.Election.Observation;

/// <summary>Which reports are of one incident, by their numbers.</summary>
/// <param name="Of">The group of each report.</param>
/// <param name="Members">The reports of each group, in the order of the register; empty where they went over into another.</param>
internal sealed record ReportGrouping(IReadOnlyList<int> Of, IReadOnlyList<ImmutableSortedSet<int>> Members);

/// <summary>The same while reports and joins come: the smaller group goes over into the larger.</summary>
internal sealed class ReportGroups
{
    private readonly PagedArray<int> _groups;
    private readonly PagedArray<ImmutableSortedSet<int>> _members;

    internal ReportGroups() => (_groups, _members) = (new(), new());

    internal ReportGroups(ReportGroups start) => (_groups, _members) = (new(start._groups.Snapshot()), new(start._members.Snapshot()));

    internal int this[int report] => _groups[report];

    internal ReportGrouping Snapshot() => new(_groups.Snapshot(), _members.Snapshot());

    /// <summary>The next report, in a group of its own.</summary>
    internal void Add()
    {
        _members.Add([_groups.Count]);
        _groups.Add(_groups.Count);
    }

    /// <summary>Brings the groups of two reports together. Gives the one that went over, and where to; twice the same where they were one.</summary>
    internal (int From, int Into) Unite(int one, int other)
    {
        var (from, into) = (_groups[one], _groups[other]);
        if (from == into) return (from, into);
        if (_members[from].Count > _members[into].Count) (from, into) = (into, from);
        foreach (var report in _members[from]) _groups[report] = into;
        _members[into] = _members[into].Union(_members[from]);
        _members[from] = [];
        return (from, into);
    }
}
