using System.Collections.Concurrent;
using Saksei.Server.Pages;

namespace Saksei.Server.Rendering;

/// <summary>The pages of one checkpoint that were rendered, by their addresses. Bounded: those not sent for longest go first.</summary>
internal sealed class RenderedPages(long mostBytes)
{
    private readonly ConcurrentDictionary<string, (PageAddress Address, RenderedPage Page)> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<RenderedPage?>>> _coming = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>A page, if it was rendered.</summary>
    internal RenderedPage? Find(string key) => _pages.TryGetValue(key, out var known) ? known.Page : null;

    /// <summary>Keeps a page that is there for good at this checkpoint: no error, nothing that was turned away.</summary>
    internal void Keep(PageAddress address, RenderedPage page)
    {
        if (page.Status != StatusCodes.Status200OK || !_pages.TryAdd(address.Key, (address, page))) return;
        if (Interlocked.Add(ref _bytes, page.Bytes) > mostBytes) DropHalf();
    }

    /// <summary>Has a page made once for all that ask for it meanwhile.</summary>
    internal async Task<RenderedPage?> Once(string key, Func<Task<RenderedPage?>> make)
    {
        var coming = _coming.GetOrAdd(key, _ => new Lazy<Task<RenderedPage?>>(make));
        try
        {
            return await coming.Value;
        }
        finally
        {
            _coming.TryRemove(key, out _);
        }
    }

    /// <summary>Pages that were sent since a moment, those sent most often first.</summary>
    internal IEnumerable<(PageAddress Address, RenderedPage Page)> UsedSince(long moment) =>
        _pages.Values.Where(known => known.Page.Uses > 0 && known.Page.LastUse >= moment).OrderByDescending(known => known.Page.Uses);

    private void DropHalf()
    {
        foreach (var (key, (_, page)) in _pages.OrderBy(known => known.Value.Page.LastUse).ToList())
        {
            if (Interlocked.Read(ref _bytes) <= mostBytes / 2) return;
            if (_pages.TryRemove(key, out _)) Interlocked.Add(ref _bytes, -page.Bytes);
        }
    }
}
