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

    internal bool Contains(long size)
    {
        lock (_lock) return Sizes(size).BinarySearch(size) >= 0;
    }

    /// <summary>The smallest published size above an index: the checkpoint of the batch that appended it.</summary>
    internal long? Above(long index) => AtLeast(index + 1);

    /// <summary>The smallest published size that isn't below another.</summary>
    internal long? AtLeast(long size)
    {
        lock (_lock)
        {
            var sizes = Sizes(size);
            var at = Place(sizes, size);
            return at < sizes.Count ? sizes[at] : null;
        }
    }

    /// <summary>The last published size below another; 0 where there is none.</summary>
    internal long Below(long size)
    {
        lock (_lock)
        {
            var sizes = Sizes(size);
            return Place(sizes, size) is > 0 and var at ? sizes[at - 1] : 0;
        }
    }

    // Where a size stands, or would stand.
    private static int Place(List<long> sizes, long size)
    {
        var at = sizes.BinarySearch(size);
        return at < 0 ? ~at : at;
    }

    private List<long> Sizes(long needed)
    {
        if (_sizes.Count == 0 || (_sizes[^1] < needed && _sizes[^1] < Head)) _sizes = [.. store.ReadCheckpointSizes()];
        return _sizes;
    }
}
