namespace Saksei.Cli.Served;

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
