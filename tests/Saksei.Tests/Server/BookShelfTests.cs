using Saksei.Server.Books;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Who computes books, and who waits for whom.</summary>
public sealed class BookShelfTests : IDisposable
{
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public async Task Who_asks_for_many_earlier_books_keeps_nobody_from_the_newest()
    {
        for (var i = 0; i < 60; i++) _election.Copy($"S{i % 10 + 1:00}", $"A={i}", "observers/desk", Saksei.Election.Forms.CopySource.Posted, "posted");
        _election.Host.Submit([.. Enumerable.Range(0, 4000).Select(i => _election.SignedCopy("S01", $"A={i}", SmallElection.Key("commission/desk")))]);
        var sizes = new PublishedSizes(_election.Host.Store);
        using var shelf = new BookShelf(_election.Host, sizes);
        var published = _election.Host.Store.ReadCheckpointSizes();
        var earlier = Enumerable.Range(0, 300).Select(i => shelf.AsOf(published[^(1 + i % 30)])).ToList();
        var newest = shelf.Newest();
        Assert.Equal(sizes.Head, newest.Size);
        Assert.Contains(earlier, task => !task.IsCompleted);
        await Task.WhenAll(earlier);
    }
}
