using System.Net;
using Saksei.Election.Evidence;
using Saksei.Server.Books;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Who makes views, and who waits for whom.</summary>
public sealed class BookShelfTests : IDisposable
{
    private static readonly IPAddress Asker = IPAddress.Loopback;
    private readonly SmallElection _election = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public async Task Who_asks_for_many_earlier_books_is_turned_away_beyond_a_few_and_keeps_nobody_from_the_newest()
    {
        for (var i = 0; i < 60; i++) Posted(i);
        _election.Host.Submit([.. Enumerable.Range(0, 4000).Select(i => _election.SignedCopy("S01", $"A={i}", SmallElection.Key("commission/desk")))]);
        using var shelf = Started(TimeSpan.Zero);
        var published = _election.Host.Store.ReadCheckpointSizes();
        var earlier = Enumerable.Range(0, 300).Select(i => shelf.AsOf(published[^(2 + i % 30)], new IPAddress([10, 0, 0, (byte)(i % 20)]), CancellationToken.None)).ToList();
        Posted(60);
        Assert.Equal(_election.Host.Head.Size, (await shelf.Newest()).Size);
        Assert.Contains(earlier, task => !task.IsCompleted);
        var asked = await Task.WhenAll(earlier);
        Assert.Contains(asked, one => one.IsBusy);
        Assert.Contains(asked, one => one.Value is not null);
    }

    [Fact]
    public async Task A_reading_of_earlier_books_does_not_hold_the_register_up()
    {
        for (var i = 0; i < 20; i++) Posted(i);
        using var shelf = Started(TimeSpan.Zero);
        var size = _election.Host.Store.ReadCheckpointSizes()[3];
        var view = (await shelf.AsOf(size, Asker, CancellationToken.None)).Value!;
        var own = await shelf.Begin(Asker, () => shelf.Evidence(view, view.Books.Contest, EvidenceReading.Own([], ["observers"], true)), CancellationToken.None)!;
        Assert.Equal(_election.Host.FoldAsOf(size).Evidence(EvidenceReading.Own([], ["observers"], true)).Sentence, own.Sentence);
    }

    [Fact]
    public async Task It_is_ready_when_the_first_pages_are_made_or_could_not_be()
    {
        var made = new TaskCompletionSource();
        using var shelf = new BookShelf(_election.Host, _time, TimeSpan.FromSeconds(1));
        shelf.Start((_, before) => { made.Task.Wait(); throw new InvalidOperationException("a page that can't be made"); }, _ => { });
        Assert.False(shelf.Ready.IsCompleted);
        made.SetResult();
        await shelf.Ready.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Nobody_is_shown_what_the_register_left_behind_longer_than_it_may_be()
    {
        var prepare = new TaskCompletionSource();
        using var shelf = new BookShelf(_election.Host, _time, TimeSpan.FromSeconds(1));
        shelf.Start((_, before) => { if (before is not null) prepare.Task.Wait(); }, failure => Assert.Fail(failure.ToString()));
        var first = await shelf.Newest();
        Posted(1);

        // The next view is being made: meanwhile the one before will do, but not for ever.
        Assert.Same(first, await shelf.Newest());
        _time.Pass(TimeSpan.FromSeconds(1));
        var waiting = shelf.Newest().AsTask();
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        prepare.SetResult();
        Assert.Equal(_election.Host.Head.Size, (await waiting).Size);
    }

    [Fact]
    public async Task A_page_that_cannot_be_made_keeps_nobody_from_the_newest_view()
    {
        var failures = new List<Exception>();
        using var shelf = new BookShelf(_election.Host, _time, TimeSpan.Zero);
        shelf.Start((_, _) => throw new InvalidOperationException("a page"), failures.Add);
        Posted(1);
        Assert.Equal(_election.Host.Head.Size, (await shelf.Newest().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Size);
        Assert.NotEmpty(failures);
    }

    [Fact]
    public async Task A_size_at_which_nothing_was_published_has_no_view()
    {
        Posted(1);
        using var shelf = Started(TimeSpan.Zero);
        foreach (var size in new[] { 0, -1, 1, _election.Host.Head.Size + 1 })
            Assert.Equal(default, await shelf.AsOf(size, Asker, CancellationToken.None));
    }

    private BookShelf Started(TimeSpan mostBehind)
    {
        var shelf = new BookShelf(_election.Host, _time, mostBehind);
        shelf.Start((_, _) => { }, failure => Assert.Fail(failure.ToString()));
        return shelf;
    }

    private void Posted(int i) => _election.Copy($"S{i % 10 + 1:00}", $"A={i}", "observers/desk", Saksei.Election.Forms.CopySource.Posted, "posted");
}
