namespace Saksei.Election.Values;

/// <summary>What lies between two snapshots.</summary>
internal static class PagedViews
{
    /// <summary>
    /// The indexes at which two snapshots of one array hold different objects, ascending. Pages that they share are passed over, so it
    /// takes as long as there are pages, and pages that changed.
    /// </summary>
    internal static IEnumerable<int> ChangedSince<T>(this PagedView<T> now, PagedView<T> before) where T : class
    {
        if (now.Count != before.Count) throw new ArgumentException("the snapshots are of different lengths", nameof(before));
        for (var start = 0; start < now.Count; start += PagedArray<T>.PageLength)
        {
            if (now.SharesPage(before, start)) continue;
            for (var index = start; index < Math.Min(start + PagedArray<T>.PageLength, now.Count); index++)
                if (!ReferenceEquals(now[index], before[index])) yield return index;
        }
    }
}
