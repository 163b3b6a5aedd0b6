namespace Saksei.Node;

/// <summary>
/// A list to which one thread adds while others read, without a lock: what is in it never changes, and its length grows only after
/// what it counts is there.
/// </summary>
internal sealed class Growing<T>
{
    private T[] _items = [];
    private int _count;

    internal int Count => Volatile.Read(ref _count);

    internal T this[int index] => Slice(index, index + 1)[0];

    /// <summary>What stands from one index (included) to another (excluded).</summary>
    internal ArraySegment<T> Slice(int from, int until)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, Count);
        return new ArraySegment<T>(Volatile.Read(ref _items), from, until - from);
    }

    internal void Add(T item)
    {
        if (_count == _items.Length)
        {
            var larger = new T[Math.Max(2, 2 * _items.Length)];
            _items.CopyTo(larger, 0);
            Volatile.Write(ref _items, larger);
        }

        _items[_count] = item;
        Volatile.Write(ref _count, _count + 1);
    }
}
