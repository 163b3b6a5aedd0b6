using System.Collections.Concurrent;
using Saksei.Register.Notes;

namespace Saksei.Node;

/// <summary>
/// How many acts one key may hand in: so many at once, and again each ten seconds. Counted only once its signature held, so that nobody
/// uses up another's, and thousands behind one address each have their own.
/// </summary>
public sealed class KeyLimits(int perTenSeconds, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<KeyName, Bucket> _buckets = new();

    private sealed record Bucket(double Left, long At);

    /// <summary>Whether this key may hand in another act now.</summary>
    public bool Take(KeyName key)
    {
        var now = time.GetTimestamp();
        while (true)
        {
            var before = _buckets.GetOrAdd(key, _ => new Bucket(perTenSeconds, now));
            var left = Math.Min(perTenSeconds, before.Left + (perTenSeconds * (time.GetElapsedTime(before.At, now) / Period)));
            if (left < 1) return false;
            if (_buckets.TryUpdate(key, new Bucket(left - 1, now), before)) return true;
        }
    }
}
