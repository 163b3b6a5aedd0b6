namespace Saksei.Election.Values;

/// <summary>
/// A part of a snapshot. It is computed when first read, at most once, whichever thread reads it: from the newest value of an earlier
/// snapshot that was there when this one was taken, or from nothing. Both must come to the same.
/// </summary>
/// <typeparam name="T">Immutable.</typeparam>
internal sealed class Part<T> where T : class
{
    private readonly Lazy<T> _value;
    private readonly T? _earlier;

    /// <param name="before">The same part of the snapshot before, or null.</param>
    /// <param name="compute">From an earlier value, or from null.</param>
    internal Part(Part<T>? before, Func<T?, T> compute)
    {
        var earlier = _earlier = before?.Newest;
        _value = new Lazy<T>(() => compute(earlier));
    }

    internal T Value => _value.Value;

    // An unread part leads to the last one that was read, and never to a chain of them.
    private T? Newest => _value.IsValueCreated ? _value.Value : _earlier;
}
