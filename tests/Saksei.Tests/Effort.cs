using Xunit;

namespace Saksei.Tests;

/// <summary>
/// How much work something is, by the bytes that it allocates: exact figures allocate with every step, and neither the speed of a
/// machine nor what else runs on it is in the count.
/// </summary>
internal static class Effort
{
    /// <summary>Bytes that an action allocates on this thread.</summary>
    internal static long Of(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Fails where an action allocates more.</summary>
    internal static void AtMost(long bytes, Action action)
    {
        var effort = Of(action);
        Assert.True(effort <= bytes, $"{effort:N0} bytes were allocated, not {bytes:N0} at most");
    }
}
