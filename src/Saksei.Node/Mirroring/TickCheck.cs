namespace Saksei.Node.Mirroring;

/// <summary>
/// The register's clock against one's own: a tick isn't more than a minute ahead; one that came since the last look that found all is
/// not more than a minute before that look. Of what stood there before anybody looked nobody can say more than that it isn't to come.
/// </summary>
internal sealed class TickCheck(TimeProvider time)
{
    internal const long MostSeconds = 60;

    /// <summary>What is wrong with a tick: a code, and by how many seconds it is off; null where nothing is.</summary>
    /// <param name="tick">What it says.</param>
    /// <param name="before">The tick before it.</param>
    /// <param name="index">Its place.</param>
    /// <param name="lastWhole">The last look after which nothing was lacking; null before the first.</param>
    internal (string Code, long Seconds)? ProblemOf(long tick, long before, long index, (DateTimeOffset At, long Size)? lastWhole)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (tick > now + MostSeconds) return ("validity-clock-ahead", tick - now);
        if (tick < before) return ("validity-clock-back", before - tick);
        return lastWhole is var (at, size) && index >= size && tick < at.ToUnixTimeSeconds() - MostSeconds ? ("validity-clock-behind", at.ToUnixTimeSeconds() - tick) : null;
    }
}
