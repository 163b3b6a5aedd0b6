using System.Collections;

namespace Saksei.Election.Values;

/// <summary>
/// A growing array of which snapshots cost nothing: they share its pages, and the writer copies a page the first time that it changes
/// it after a snapshot. Where nobody takes any, nothing is ever copied. One writer; any number of readers of snapshots.
/// </summary>
/// <typeparam name="T">Immutable: what a snapshot shares must not change in place.</typeparam>
internal sealed class PagedArray<T> : IReadOnlyList<T>
{
    private const int Bits = 7;
    internal const int PageLength = 1 << Bits;
    private const int Mask = PageLength - 1;

    // A page, or the table of pages, is the writer's own while its stamp is the present one; older ones belong to snapshots too.
    private T[][] _pages;
    private long[] _stamps;
    private long _stamp;
    private long _tableStamp;

    /// <summary>An array of a length, filled with one value.</summary>
    internal PagedArray(int length, T value)
    {
        var pages = (length + Mask) >> Bits;
        (_pages, _stamps) = (new T[pages][], new long[pages]);
        for (var page = 0; page < pages; page++)
        {
            _pages[page] = new T[PageLength];
            Array.Fill(_pages[page], value);
        }

        Count = length;
    }

    /// <summary>An array that goes on from a snapshot of another, whose pages it shares until it changes them.</summary>
    internal PagedArray(PagedView<T> start)
    {
        (_pages, Count, _stamp) = (start.Pages, start.Count, 1);
        _stamps = new long[_pages.Length];
    }

    /// <summary>An empty array.</summary>
    internal PagedArray() => (_pages, _stamps) = ([], []);

    public int Count { get; private set; }

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _pages[index >> Bits][index & Mask];
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            Own(index >> Bits)[index & Mask] = value;
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(T value)
    {
        if ((Count & Mask) == 0) AddPage(Count >> Bits);
        Own(Count >> Bits)[Count & Mask] = value;
        Count++;
    }

    /// <summary>The array as it is now, for ever.</summary>
    internal PagedView<T> Snapshot()
    {
        _stamp++;
        return new PagedView<T>(_pages, Count);
    }

    private T[] Own(int page)
    {
        if (_stamps[page] == _stamp) return _pages[page];
        OwnTable();
        _stamps[page] = _stamp;
        return _pages[page] = [.. _pages[page]];
    }

    private void OwnTable()
    {
        if (_tableStamp == _stamp) return;
        _pages = [.. _pages];
        _tableStamp = _stamp;
    }

    private void AddPage(int page)
    {
        if (page < _pages.Length) OwnTable();
        else Grow();
        (_pages[page], _stamps[page]) = (new T[PageLength], _stamp);
    }

    private void Grow()
    {
        Array.Resize(ref _pages, Math.Max(4, _pages.Length * 2));
        Array.Resize(ref _stamps, _pages.Length);
        _tableStamp = _stamp;
    }
}
