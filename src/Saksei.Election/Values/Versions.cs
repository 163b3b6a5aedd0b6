using System.Collections.Immutable;

namespace Saksei.Election.Values;

/// <summary>
/// Values by key of which the last of each key stands, and those before it are kept: a value itself. Another one costs logarithmic work,
/// however many there are, of one key or of many.
/// </summary>
/// <typeparam name="TKey">What is replaced by the next of the same.</typeparam>
/// <typeparam name="T">Immutable.</typeparam>
public sealed record Versions<TKey, T> where TKey : notnull where T : class
{
    // Each key's values in the order in which they came; all of them in the order of their first.
    private ImmutableList<ImmutableList<T>> Own { get; init; } = [];

    private ImmutableDictionary<TKey, int> Places { get; init; } = ImmutableDictionary<TKey, int>.Empty;

    internal static Versions<TKey, T> Empty { get; } = new();

    /// <summary>How many keys there are.</summary>
    public int Count => Own.Count;

    /// <summary>The keys, in the order of their first.</summary>
    public IEnumerable<TKey> Keys => Places.OrderBy(pair => pair.Value).Select(pair => pair.Key);

    /// <summary>The values that stand, in the order of their keys' first.</summary>
    public IEnumerable<T> Standing => Own.Select(own => own[^1]);

    /// <summary>All that ever came, key by key.</summary>
    public IEnumerable<ImmutableList<T>> All => Own;

    /// <summary>The value of a key that stands, or null.</summary>
    public T? LastOf(TKey key) => Places.TryGetValue(key, out var place) ? Own[place][^1] : null;

    /// <summary>Some of <see cref="Standing"/>, for a page of them.</summary>
    public ImmutableArray<T> From(int first, int count) =>
        [.. Enumerable.Range(first, Math.Clamp(Own.Count - first, 0, count)).Select(place => Own[place][^1])];

    internal Versions<TKey, T> With(TKey key, T value) => Places.TryGetValue(key, out var place)
        ? this with { Own = Own.SetItem(place, Own[place].Add(value)) }
        : new Versions<TKey, T> { Own = Own.Add([value]), Places = Places.Add(key, Own.Count) };

    /// <summary>What stood of each key behind an act, where a value tells the index of its act.</summary>
    internal IEnumerable<(TKey Key, T Value)> Until(long index, Func<T, long> indexOf) =>
        from key in Keys
        let own = Own[Places[key]]
        let count = CountUntil(own, index, indexOf)
        where count > 0
        select (key, own[count - 1]);

    // Acts stand in their order: so many of them are no later than the one with this index.
    private static int CountUntil(ImmutableList<T> own, long index, Func<T, long> indexOf)
    {
        var (low, high) = (0, own.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (indexOf(own[middle]) <= index) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
