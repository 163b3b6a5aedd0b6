using System.Collections.Immutable;
using Saksei.Register.Tree;

namespace Saksei.Election.Values;

/// <summary>
/// At which place each identity first came. A fork shares what there was by then in parts that nobody changes any more, each more than
/// twice as long as the next, so that there are few; where nobody forks there is one table and nothing else. One writer each.
/// </summary>
internal sealed class FirstPlaces
{
    private ImmutableList<Dictionary<Hash, long>> _shared = [];
    private Dictionary<Hash, long> _own = [];

    /// <summary>Where it first came; null where it hasn't yet.</summary>
    internal long? Find(Hash identity)
    {
        if (_own.TryGetValue(identity, out var place)) return place;
        for (var part = 0; part < _shared.Count; part++)
            if (_shared[part].TryGetValue(identity, out place)) return place;
        return null;
    }

    /// <summary>Notes the place of an identity, unless it came before: the first one counts.</summary>
    internal void Add(Hash identity, long place)
    {
        if (Find(identity) is null) _own.Add(identity, place);
    }

    /// <summary>Places that go on from these as they are now; neither sees what the other is given later.</summary>
    internal FirstPlaces Fork()
    {
        if (_own.Count > 0) Share();
        return new FirstPlaces { _shared = _shared };
    }

    private void Share()
    {
        var part = _own;
        for (; _shared is [.., var last] && last.Count <= 2 * part.Count; _shared = _shared.RemoveAt(_shared.Count - 1))
            part = new Dictionary<Hash, long>(last.Concat(part));
        (_shared, _own) = (_shared.Add(part), []);
    }
}
