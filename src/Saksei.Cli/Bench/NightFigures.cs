using System.Diagnostics;

namespace Saksei.Cli.Bench;

/// <summary>Times in milliseconds: the middle one, the one that 99 in 100 don't exceed, the longest.</summary>
internal sealed record Times(int Count, double P50, double P99, double Longest)
{
    internal static Times Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return sorted.Count == 0 ? new Times(0, 0, 0, 0) : new Times(sorted.Count, At(sorted, 50), At(sorted, 99), Math.Round(sorted[^1], 1));
    }

    private static double At(List<double> sorted, int percent) => Math.Round(sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)], 1);
}

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
