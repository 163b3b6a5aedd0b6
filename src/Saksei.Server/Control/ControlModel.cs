using System.Collections.Immutable;
using Saksei.Election.Clock;
using Saksei.Node;
using Saksei.Node.Keeping;

namespace Saksei.Server.Control;

/// <summary>How many acts were sequenced minute by minute, by the register's own time.</summary>
/// <param name="End">The end of the last minute.</param>
/// <param name="Counts">Acts of each minute, the oldest first.</param>
public sealed record ActsAMinute(Moment End, ImmutableArray<long> Counts)
{
    private const int Minutes = 180, Recent = 5, Minute = 60;

    /// <summary>The most in one minute.</summary>
    public long Most => Counts.Max();

    /// <summary>When that minute began.</summary>
    public Moment MostAt => new(End.UnixSeconds - ((Counts.Length - Counts.IndexOf(Most)) * Minute), 0);

    /// <summary>The mean of the last minutes.</summary>
    public long Rate => Counts[^Recent..].Sum() / Recent;

    /// <summary>Counted back from a moment.</summary>
    internal static ActsAMinute Of(RegisterHost host, DateTimeOffset now)
    {
        var (size, end) = (host.Head.Size, ((now.ToUnixTimeSeconds() / Minute) + 1) * Minute);
        var places = Enumerable.Range(0, Minutes + 1).Select(minute => host.FirstSince(end - ((Minutes - minute) * Minute), size)).ToList();
        return new ActsAMinute(new Moment(end, 0), [.. places.Zip(places.Skip(1), (from, until) => until - from)]);
    }
}

/// <summary>What an operator sees at a glance.</summary>
/// <param name="Readings">What was looked at.</param>
/// <param name="LongAt">When what takes longer was last looked at; null where it is under way.</param>
/// <param name="Now">When the page was made.</param>
/// <param name="Begun">Since when the server counts.</param>
/// <param name="Writer">How the writing goes.</param>
/// <param name="Acts">Acts a minute.</param>
/// <param name="Rehearsals">Reports of rehearsals.</param>
/// <param name="IsStill">Whether it is read once and not again by itself.</param>
public sealed record ControlModel(
    ImmutableArray<Reading> Readings, DateTimeOffset? LongAt, DateTimeOffset Now, DateTimeOffset Begun, WriterLook Writer, ActsAMinute Acts,
    ImmutableArray<RehearsalNote> Rehearsals, bool IsStill)
{
    /// <summary>Where the page stands, behind the language.</summary>
    internal const string Path = "/control";

    /// <summary>What is wrong, the most pressing first.</summary>
    public IEnumerable<Reading> Wrong => Readings.Where(reading => reading.IsWrong).OrderByDescending(reading => reading.Found.State);

    /// <summary>The measure of a check that was looked at; null where there is none.</summary>
    public object? Measure(string code) => Readings.FirstOrDefault(reading => reading.Check.Code == code)?.Found is { Why: "", Values: [var first, ..] } ? first : null;
}
