namespace Saksei.Election.Values;

/// <summary>
/// Values by key, in the order in which keys first came: <see cref="Ordinals{TKey}"/> beside a <see cref="PagedArray{T}"/>, so that a
/// snapshot costs nothing. No key is ever taken away. One writer; any number of readers of snapshots.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="T">Immutable: what a snapshot shares must not change in place.</typeparam>
internal sealed class PagedMap<TKey, T> : IPagedMap<TKey, T>
    where TKey : notnull
    where T : class
{
    private readonly Ordinals<TKey> _ordinals;
    private readonly PagedArray<T> _values;

    internal PagedMap(IEqualityComparer<TKey>? comparer = null) => (_ordinals, _values) = (new(comparer), new());

    /// <summary>A map that goes on from what another holds now; neither sees what the other is given later.</summary>
    internal PagedMap(PagedMap<TKey, T> start) => (_ordinals, _values) = (new(start._ordinals), new(start._values.Snapshot()));

    public int Count => _ordinals.Count;

    public IReadOnlyList<T> Frozen => _values.Snapshot();

    public T this[int ordinal] => _values[ordinal];

    public T? Find(TKey key) => _ordinals.Find(key) is >= 0 and var ordinal ? _values[ordinal] : null;

    /// <summary>Sets the value of a key, and gives its number.</summary>
    internal int Set(TKey key, T value)
    {
        var ordinal = _ordinals.Find(key);
        if (ordinal >= 0)
        {
            _values[ordinal] = value;
            return ordinal;
        }

        _values.Add(value);
        return _ordinals.Add(key);
    }

    /// <summary>The map as it is now, for ever.</summary>
    internal IPagedMap<TKey, T> Snapshot() => new PagedMapView<TKey, T>(_ordinals, _values.Snapshot());
}

/// <summary>A snapshot of a <see cref="PagedMap{TKey, T}"/>: of the keys that all share it knows just those that there were.</summary>
internal sealed class PagedMapView<TKey, T>(Ordinals<TKey> ordinals, PagedView<T> values) : IPagedMap<TKey, T>
    where TKey : notnull
    where T : class
{
    public int Count => values.Count;

    public IReadOnlyList<T> Frozen => values;

    public T this[int ordinal] => values[ordinal];

    public T? Find(TKey key) => ordinals.Find(key, values.Count) is >= 0 and var ordinal ? values[ordinal] : null;
}

/// <summary>What can be asked of values by key, by the writer and by the holder of a snapshot.</summary>
internal interface IPagedMap<in TKey, out T>
    where TKey : notnull
    where T : class
{
    /// <summary>The values, in the order in which their keys came, for ever.</summary>
    IReadOnlyList<T> Frozen { get; }

    /// <summary>How many keys there are.</summary>
    int Count { get; }

    /// <summary>The value of the key that came as the n-th, from 0.</summary>
    T this[int ordinal] { get; }

    /// <summary>The value of a key, or null.</summary>
    T? Find(TKey key);

    /// <summary>All values, in the order in which their keys came.</summary>
    IEnumerable<T> All
    {
        get
        {
            for (var ordinal = 0; ordinal < Count; ordinal++) yield return this[ordinal];
        }
    }
}
