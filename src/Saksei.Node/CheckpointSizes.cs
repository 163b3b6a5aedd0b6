namespace Saksei.Node;

/// <summary>Sizes at which checkpoints were published, ascending, as far as this process has read the register.</summary>
public sealed class CheckpointSizes
{
    private readonly Growing<long> _sizes = new();

    /// <summary>The newest size; 0 before the first.</summary>
    public long Newest => _sizes.Count is > 0 and var count ? _sizes[count - 1] : 0;

    /// <summary>Whether a checkpoint of this size was published.</summary>
    public bool Contains(long size) => AtLeast(size) == size;

    /// <summary>The smallest published size above an index: the checkpoint of the batch that appended it.</summary>
    public long? Above(long index) => AtLeast(index + 1);

    /// <summary>The smallest published size that isn't below another.</summary>
    public long? AtLeast(long size) => All() is var all && Place(all, size) is var at && at < all.Count ? all[at] : null;

    /// <summary>The last published size below another; 0 where there is none.</summary>
    public long Below(long size) => All() is var all && Place(all, size) is > 0 and var at ? all[at - 1] : 0;

    /// <summary>The smallest published size of which something is true, where it is true of all larger ones too.</summary>
    public long? First(Func<long, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var all = All();
        var (from, until) = (0, all.Count);
        while (from < until)
        {
            var middle = (from + until) / 2;
            if (holds(all[middle])) until = middle;
            else from = middle + 1;
        }

        return from < all.Count ? all[from] : null;
    }

    internal void Add(long size) => _sizes.Add(size);

    private ArraySegment<long> All() => _sizes.Slice(0, _sizes.Count);

    // Where a size stands, or would stand.
    private static int Place(ArraySegment<long> sizes, long size)
    {
        var at = sizes.AsSpan().BinarySearch(size);
        return at < 0 ? ~at : at;
    }
}
