using Saksei.Store;

namespace Saksei.Server.Books;

/// <summary>Sizes at which checkpoints were published, kept in memory and read again only where the register has moved.</summary>
internal sealed class PublishedSizes(IRegisterStore store)
{
    private readonly Lock _lock = new();
    private List<long> _sizes = [];

    /// <summary>The newest size.</summary>
    internal long Head => store.ReadHead().Size;

    /// <summary>Notes a size that this process has just published.</summary>
    internal void Note(long size)
    {
        lock (_lock)
            if (_sizes.Count > 0 && _sizes[^1] < size) _sizes.Add(size);
    }

    internal bool Contains(long size) => Sizes(size).BinarySearch(size) >= 0;

    /// <summary>The smallest published size above an index: the checkpoint of the batch that appended it.</summary>
    internal long? Above(long index) => AtLeast(index + 1);

    /// <summary>The smallest published size that isn't below another.</summary>
    internal long? AtLeast(long size)
    {
        var sizes = Sizes(size);
        var at = sizes.BinarySearch(size);
        if (at < 0) at = ~at;
        return at < sizes.Count ? sizes[at] : null;
    }

    /// <summary>The published sizes below another, newest first.</summary>
    internal IEnumerable<long> Below(long size)
    {
        var sizes = Sizes(size);
        var at = sizes.BinarySearch(size);
        for (var i = (at < 0 ? ~at : at) - 1; i >= 0; i--) yield return sizes[i];
    }

    // A copy of the reference is safe to search: lists are grown at their end only, and under the lock.
    private List<long> Sizes(long needed)
    {
        lock (_lock)
        {
            if (_sizes.Count == 0 || (_sizes[^1] < needed && _sizes[^1] < Head)) _sizes = [.. store.ReadCheckpointSizes()];
            return _sizes;
        }
    }
}
