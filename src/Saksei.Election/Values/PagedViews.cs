namespace Saksei.Election.Values;

/// <summary>What lies between two snapshots.</summary>
internal static class PagedViews
{
    /// <summary>
    /// The indexes at which two lists hold different objects, ascending. Snapshots of one array are passed over where they share pages, so
    /// it takes as long as there are pages, and pages that changed.
    /// </summary>
    internal static IEnumerable<int> ChangedSince<T>(this IReadOnlyList<T> now, IReadOnlyList<T> before) where T : class?
    {
        if (now.Count != before.Count) throw new ArgumentException("the lists are of different lengths", nameof(before));
        if (ReferenceEquals(now, before)) yield break;
        var (page, earlier) = (now as PagedView<T>, before as PagedView<T>);
        for (var start = 0; start < now.Count; start += PagedArray<T>.PageLength)
        {
            if (page is not null && earlier is not null && page.SharesPage(earlier, start)) continue;
            for (var index = start; index < Math.Min(start + PagedArray<T>.PageLength, now.Count); index++)
                if (!ReferenceEquals(now[index], before[index])) yield return index;
        }
    }
}
