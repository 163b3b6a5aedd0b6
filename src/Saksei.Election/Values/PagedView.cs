using System.Collections;

namespace Saksei.Election.Values;

/// <summary>A snapshot of a <see cref="PagedArray{T}"/>. Never changes, so any number of threads read it at once.</summary>
internal sealed class PagedView<T> : IReadOnlyList<T>
{
    private const int Mask = PagedArray<T>.PageLength - 1;

    internal PagedView(T[][] pages, int count) => (Pages, Count) = (pages, count);

    /// <summary>For arrays: never written to.</summary>
    internal T[][] Pages { get; }

    public int Count { get; }

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return Pages[index / PagedArray<T>.PageLength][index & Mask];
        }
    }

    /// <summary>Whether another snapshot has the very same page at an index.</summary>
    internal bool SharesPage(PagedView<T> other, int index) =>
        ReferenceEquals(Pages[index / PagedArray<T>.PageLength], other.Pages[index / PagedArray<T>.PageLength]);

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
