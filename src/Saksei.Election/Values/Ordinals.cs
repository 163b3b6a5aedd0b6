using System.Collections.Concurrent;

namespace Saksei.Election.Values;

/// <summary>
/// Numbers keys in the order in which they first came, and never takes one away: so the writer and every snapshot share it, and a
/// snapshot that counts <c>n</c> keys knows just those below <c>n</c>. Values lie beside it in a <see cref="PagedArray{T}"/>.
/// </summary>
internal sealed class Ordinals<TKey> where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, int> _ordinals;
    private readonly Ordinals<TKey>? _start;
    private readonly int _startCount;

    internal Ordinals(IEqualityComparer<TKey>? comparer = null) => _ordinals = new(comparer);

    /// <summary>Goes on from the keys that another has now, whatever that one numbers later.</summary>
    internal Ordinals(Ordinals<TKey> start)
    {
        _ordinals = new(start._ordinals.Comparer);
        (_start, _startCount) = start._ordinals.IsEmpty ? (start._start, start._startCount) : (start, start.Count);
        Count = start.Count;
    }

    internal int Count { get; private set; }

    /// <summary>The key's number, or −1 where it isn't among the first <paramref name="count"/>.</summary>
    internal int Find(TKey key, int count)
    {
        if (_ordinals.TryGetValue(key, out var ordinal)) return ordinal < count ? ordinal : -1;
        return _start?.Find(key, Math.Min(count, _startCount)) ?? -1;
    }

    /// <summary>The key's number, or −1: for the writer.</summary>
    internal int Find(TKey key) => Find(key, Count);

    /// <summary>Numbers a key that isn't there yet.</summary>
    internal int Add(TKey key)
    {
        if (Find(key) >= 0 || !_ordinals.TryAdd(key, Count)) throw new ArgumentException("the key has a number already", nameof(key));
        return Count++;
    }
}
