using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>What is dear waits in a lane: few jobs, fewer of one owner, none of those who have gone.</summary>
public sealed class SideLaneTests : IDisposable
{
    private readonly SideLane _lane = new("test", most: 6, mostOfOne: 2, rests: true);
    private readonly TaskCompletionSource _block = new();

    public void Dispose()
    {
        _block.TrySetResult();
        _lane.Dispose();
    }

    [Fact]
    public async Task One_owner_and_all_owners_have_only_so_many_jobs_waiting()
    {
        var running = await Busy();
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => Begin("a") is not null));
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => Begin("b") is not null));
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => Begin("c") is not null));
        Assert.Null(Begin("d"));
        _block.SetResult();
        await running;
    }

    [Fact]
    public async Task Owners_take_turns_however_many_jobs_one_has()
    {
        var running = await Busy();
        var order = new List<string>();
        var jobs = new[] { "a", "a", "b", "c" }.Select(owner => _lane.Begin(owner, _ => { order.Add(owner); return 0; }, CancellationToken.None)!).ToList();
        _block.SetResult();
        await Task.WhenAll(jobs);
        Assert.Equal(["a", "b", "c", "a"], order);
        await running;
    }

    [Fact]
    public async Task Who_has_gone_is_not_worked_for_and_takes_no_place()
    {
        var running = await Busy();
        using var gone = new CancellationTokenSource();
        var ran = false;
        var abandoned = _lane.Begin("a", _ => ran = true, gone.Token)!;
        Assert.NotNull(Begin("a"));
        Assert.Null(Begin("a"));
        await gone.CancelAsync();
        Assert.NotNull(Begin("a"));
        _block.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        Assert.False(ran);
        await running;
    }

    [Fact]
    public async Task A_job_that_fails_fails_alone()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lane.Begin<int>("a", _ => throw new InvalidOperationException(), CancellationToken.None)!);
        Assert.Equal(7, await _lane.Begin("a", _ => 7, CancellationToken.None)!);
    }

    private Task<int>? Begin(string owner) => _lane.Begin(owner, _ => 0, CancellationToken.None);

    // The lane is at work on something until the block is lifted.
    private async Task<Task> Busy()
    {
        var begun = new TaskCompletionSource();
        var running = _lane.Begin("first", _ => { begun.SetResult(); _block.Task.Wait(CancellationToken.None); return 0; }, CancellationToken.None)!;
        await begun.Task;
        return running;
    }
}
