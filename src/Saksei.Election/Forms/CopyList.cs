using System.Collections;
using System.Collections.Immutable;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>
/// Copies of one station in the order of the register. Immutable. A few, as nearly every station has, lie in an array; a crowd in a
/// tree with an index, so that an act on a crowded station costs no more than its logarithm.
/// </summary>
public sealed class CopyList : IReadOnlyList<Copy>
{
    internal const int MostInArray = 16;
    private readonly ImmutableArray<Copy> _few;
    private readonly Crowd? _crowd;

    private CopyList(ImmutableArray<Copy> few) => _few = few;

    private CopyList(Crowd crowd) => (_few, _crowd) = ([], crowd);

    internal static CopyList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _crowd?.Copies.Count ?? _few.Length;

    /// <inheritdoc/>
    public Copy this[int index] => _crowd is { } crowd ? crowd.Copies[index] : _few[index];

    /// <summary>The copies in order, without an allocation: every station's are walked through several times.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<Copy> IEnumerable<Copy>.GetEnumerator() => ((IEnumerable<Copy>?)_crowd?.Copies ?? _few).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Copy>)this).GetEnumerator();

    /// <summary>Walks through the copies.</summary>
    public struct Enumerator
    {
        private readonly CopyList _copies;
        private int _place;

        internal Enumerator(CopyList copies) => (_copies, _place) = (copies, -1);

        /// <summary>The copy at hand.</summary>
        public readonly Copy Current => _copies[_place];

        /// <summary>Goes on to the next, if there is one.</summary>
        public bool MoveNext() => ++_place < _copies.Count;
    }

    /// <summary>The copy of an organisation and source, or null.</summary>
    internal Copy? Find(string organisation, CopySource source) => PlaceOf(organisation, source) is >= 0 and var place ? this[place] : null;

    /// <summary>The copy that an act made, or null.</summary>
    internal Copy? Find(Hash act)
    {
        if (_crowd is { } crowd) return crowd.ByAct.TryGetValue(act, out var place) ? crowd.Copies[place] : null;
        foreach (var copy in _few)
            if (copy.Place.Identity == act)
                return copy;
        return null;
    }

    internal CopyList Add(Copy copy) =>
        _crowd is { } crowd ? new CopyList(crowd.Add(copy)) : _few.Length < MostInArray ? new CopyList(_few.Add(copy)) : new CopyList(Crowd.Of(_few).Add(copy));

    internal CopyList Replace(Copy before, Copy after)
    {
        var place = PlaceOf(before.Organisation, before.Source);
        return _crowd is { } crowd ? new CopyList(crowd.Replace(place, before, after)) : new CopyList(_few.SetItem(place, after));
    }

    private int PlaceOf(string organisation, CopySource source)
    {
        if (_crowd is { } crowd) return crowd.ByAuthor.TryGetValue((organisation, source), out var known) ? known : -1;
        for (var place = 0; place < _few.Length; place++)
            if (_few[place].Source == source && _few[place].Organisation == organisation)
                return place;
        return -1;
    }

    private sealed record Crowd(
        ImmutableList<Copy> Copies, ImmutableDictionary<(string Organisation, CopySource Source), int> ByAuthor, ImmutableDictionary<Hash, int> ByAct)
    {
        internal static Crowd Of(ImmutableArray<Copy> copies)
        {
            var crowd = new Crowd([], ImmutableDictionary<(string, CopySource), int>.Empty, ImmutableDictionary<Hash, int>.Empty);
            foreach (var copy in copies) crowd = crowd.Add(copy);
            return crowd;
        }

        internal Crowd Add(Copy copy) => new(
            Copies.Add(copy), ByAuthor.Add((copy.Organisation, copy.Source), Copies.Count), ByAct.SetItem(copy.Place.Identity, Copies.Count));

        internal Crowd Replace(int place, Copy before, Copy after) => new(
            Copies.SetItem(place, after), ByAuthor, ByAct.Remove(before.Place.Identity).SetItem(after.Place.Identity, place));
    }
}
