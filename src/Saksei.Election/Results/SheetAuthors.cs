using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// Whose the copies of one station are that have votes of the same lists: enough to grade every pair of them without forming the
/// pairs.
/// </summary>
internal sealed class SheetAuthors
{
    private readonly Dictionary<string, Organisations> _bySheet = new(StringComparer.Ordinal);
    private Organisations _all, _tallies;
    private int _copies;

    /// <summary>
    /// The best grade among pairs of copies that agree, where no copy is official; null without any. Two sheets confirm votes where one of
    /// them has all those of the other, and a sheet without votes none. Pairs are formed of sets of lists, of which there are few.
    /// </summary>
    internal static Grade? Best(CopyList copies, int firstList)
    {
        if (copies.Count < 2) return null;
        var byLists = new Dictionary<Lists, SheetAuthors>();
        foreach (var copy in copies)
        {
            if (copy.Figures.CountFrom(firstList) == 0) continue;
            var lists = new Lists(copy.Figures, firstList);
            if (!byLists.TryGetValue(lists, out var authors)) byLists[lists] = authors = new SheetAuthors();
            authors.Add(copy);
        }

        Grade? best = null;
        foreach (var (lists, authors) in byLists)
            foreach (var (others, confirming) in byLists)
                if (!(best == Grade.OwnTally) && lists.AreAmong(others) && authors.BestWith(confirming) is { } grade && !(grade <= best))
                    best = grade;
        return best;
    }

    private void Add(Copy copy)
    {
        _copies++;
        _all = _all.With(copy.Organisation);
        if (copy.Source == CopySource.Tally) _tallies = _tallies.With(copy.Organisation);
        _bySheet[copy.Sheet] = _bySheet.GetValueOrDefault(copy.Sheet).With(copy.Organisation);
    }

    // As Corroborating.Between grades a pair.
    private Grade? BestWith(SheetAuthors other)
    {
        if (_tallies.DiffersFrom(other._all) || _all.DiffersFrom(other._tallies)) return Grade.OwnTally;
        foreach (var (sheet, own) in _bySheet)
            foreach (var (otherSheet, theirs) in other._bySheet)
                if (sheet != otherSheet && own.DiffersFrom(theirs)) return Grade.OtherSheet;
        return ReferenceEquals(this, other) && _copies == 1 ? null : Grade.SameSheet;
    }

    /// <summary>Whether there is none, one, or several; the one by its code.</summary>
    private readonly record struct Organisations(string? First, bool Several)
    {
        internal Organisations With(string organisation) => First is null ? new(organisation, false) : new(First, Several || First != organisation);

        /// <summary>Whether there is one here and another there.</summary>
        internal bool DiffersFrom(Organisations other) => First is not null && other.First is not null && (Several || other.Several || First != other.First);
    }

    /// <summary>Of which lists a sheet has votes.</summary>
    private readonly struct Lists(Figures figures, int firstList) : IEquatable<Lists>
    {
        private readonly Figures _figures = figures;
        private readonly int _firstList = firstList;

        private int Count => _figures.CountFrom(_firstList);

        internal bool AreAmong(Lists other) => _figures.CountCommon(other._figures, _firstList) == Count;

        public bool Equals(Lists other) => Count == other.Count && AreAmong(other);

        public override bool Equals(object? obj) => obj is Lists other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            for (var i = _figures.Count - Count; i < _figures.Count; i++) hash.Add(_figures.NumberAt(i));
            return hash.ToHashCode();
        }
    }
}
