using System.Collections.Concurrent;
using Saksei.Register.Tree;

namespace Saksei.Election.Values;

/// <summary>
/// At which place each identity first came. Only ever grows, so a fold that goes on from an earlier place shares what another has: of
/// its places it knows just those below. One writer; any number of readers.
/// </summary>
internal sealed class FirstPlaces
{
    private readonly ConcurrentDictionary<Hash, long> _places = new();
    private readonly FirstPlaces? _start;
    private readonly long _below;

    internal FirstPlaces()
    {
    }

    /// <summary>Goes on from the places of another below one of them.</summary>
    internal FirstPlaces(FirstPlaces start, long below) =>
        (_start, _below) = start._places.IsEmpty ? (start._start, start._below) : (start, below);

    /// <summary>Where it first came; null where it hasn't yet.</summary>
    internal long? Find(Hash identity) => Find(identity, long.MaxValue);

    /// <summary>Notes a place; the first one counts.</summary>
    internal void Add(Hash identity, long place)
    {
        if (Find(identity) is null) _places[identity] = place;
    }

    private long? Find(Hash identity, long below)
    {
        if (_places.TryGetValue(identity, out var place) && place < below) return place;
        return _start?.Find(identity, Math.Min(below, _below));
    }
}
