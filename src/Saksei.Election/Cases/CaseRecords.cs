using Saksei.Election.Values;

namespace Saksei.Election.Cases;

/// <summary>The cases of one book: in the book that grows, or in a snapshot of it that never changes.</summary>
public abstract class CaseRecords
{
    private readonly IPagedMap<string, CaseFile> _files;

    private protected CaseRecords(CaseTable table, IPagedMap<string, CaseFile> files) => (Table, _files) = (table, files);

    /// <summary>Its steps and states.</summary>
    public CaseTable Table { get; }

    /// <summary>All cases, in the order in which they were opened.</summary>
    public IEnumerable<CaseFile> Files => _files.All;

    /// <summary>How many there are.</summary>
    public int Count => _files.Count;

    /// <summary>The case with a code, or null.</summary>
    public CaseFile? Find(string id) => _files.Find(id);
}

/// <summary>The cases of one book as they were when the snapshot was taken, and where they stood at the register's time.</summary>
public sealed class CaseBookSnapshot : CaseRecords
{
    private readonly IPagedMap<string, CaseStanding> _standings;

    internal CaseBookSnapshot(CaseTable table, IPagedMap<string, CaseFile> files, IPagedMap<string, CaseStanding> standings, CaseCounts counts) : base(table, files) =>
        (_standings, Counts) = (standings, counts);

    /// <summary>How many cases are in each state, and how many of them are overdue.</summary>
    public CaseCounts Counts { get; }

    /// <summary>All cases as they stood, in the order in which they were opened.</summary>
    public IEnumerable<CaseStanding> Standings => _standings.All;

    /// <summary>How the case with a code stood, or null.</summary>
    public CaseStanding? StandingOf(string id) => _standings.Find(id);
}
