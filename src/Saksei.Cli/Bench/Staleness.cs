using System.Diagnostics;

namespace Saksei.Cli.Bench;

/// <summary>How far what readers were shown was behind what others had a receipt for.</summary>
internal static class Staleness
{
    /// <summary>
    /// Of each page: how long before it was asked for the first act beyond its checkpoint was acknowledged. The longest, in milliseconds.
    /// </summary>
    internal static double Longest(IEnumerable<PageRead> pages, IEnumerable<Acknowledged> acts)
    {
        var sorted = acts.OrderBy(act => act.Index).ToList();
        var earliest = new long[sorted.Count];
        for (var i = sorted.Count - 1; i >= 0; i--) earliest[i] = Math.Min(sorted[i].At, i + 1 < sorted.Count ? earliest[i + 1] : long.MaxValue);
        var indexes = sorted.ConvertAll(act => act.Index);
        return Math.Round(pages.Select(page => Behind(page, indexes, earliest)).DefaultIfEmpty().Max(), 1);
    }

    private static double Behind(PageRead page, List<long> indexes, long[] earliest)
    {
        var at = indexes.BinarySearch(page.Checkpoint);
        at = at < 0 ? ~at : at;
        return at == indexes.Count || earliest[at] >= page.Asked ? 0 : Stopwatch.GetElapsedTime(earliest[at], page.Asked).TotalMilliseconds;
    }
}
