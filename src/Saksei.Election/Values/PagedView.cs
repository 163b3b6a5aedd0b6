using System.Collections;

namespace Saksei.Election.Values;

/// <summary>A snapshot of a <see cref="PagedArray{T}"/>. Never changes, so any number of threads read it at once.</summary>
internal sealed class PagedView<T> : IReadOnlyList<T>
{
    private const int Mask = PagedArray<T>.PageLength - 1;
    private readonly T[][] _pages;

    internal PagedView(T[][] pages, int count) => (_pages, Count) = (pages, count);

    public int Count { get; }

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _pages[index / PagedArray<T>.PageLength][index & Mask];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
