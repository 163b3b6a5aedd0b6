using Saksei.Node;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The writer's path without HTTP: what is taken, by whom, and what it leaves in memory.</summary>
public sealed class WriterTests : IDisposable
{
    private const string Sheet = "registered=500 cast=91 invalid=5 A=41 B=30 C=15";
    private readonly SmallElection _election = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public async Task Receipts_of_many_at_once_come_from_memory_and_are_those_of_the_store()
    {
        using var writer = new ActWriter(_election.Host, _time, failure => Assert.Fail(failure.ToString()));
        var notes = Enumerable.Range(0, 700).Select(i => _election.SignedCopy($"S{i % 10 + 1:00}", $"registered={i}", SmallElection.Key("commission/desk"))).ToList();
        var written = await Task.WhenAll(notes.Select(note => Hand(writer, note)));
        var stored = new RegisterReader(_election.Host.Store);
        foreach (var (note, act) in notes.Zip(written))
        {
            var index = act.Submitted!.Index;
            var receipt = _election.Host.ReceiptOf(index)!;
            Assert.True(receipt.Proves(note.Record.Span, SmallElection.Origin, _election.Host.Founding.Log));
            Assert.Equal(stored.ReceiptOf(index, _election.Host.Sizes.Above(index)!.Value).ToBytes(), receipt.ToBytes());
        }
    }

    [Fact]
    public async Task What_the_writer_folds_from_memory_is_what_another_process_folds_from_the_store()
    {
        using (var writer = new ActWriter(_election.Host, _time, failure => Assert.Fail(failure.ToString())))
            await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Hand(writer, _election.SignedCopy($"S{i % 10 + 1:00}", $"registered={i} A={i}", SmallElection.Key("commission/desk")))));
        using var other = RegisterHost.Open(_election.RegisterFolder);
        Assert.Equal(_election.Host.Head, other.Head);
        Assert.Equal(_election.Host.Lines(0, other.Head.Size), other.Lines(0, other.Head.Size));
    }

    [Fact]
    public async Task A_writer_that_was_overtaken_appends_nothing_follows_and_writes_again_once_the_other_is_still()
    {
        using var writer = new ActWriter(_election.Host, _time, failure => Assert.Fail(failure.ToString()));
        Assert.NotNull((await Hand(writer, Note("S01"))).Submitted);
        using var import = RegisterHost.Open(_election.RegisterFolder, _election.DeskFor);
        import.Submit([Note("S02")]);
        var (late, size) = (Note("S03"), import.Head.Size);
        Assert.Equal("register-taken-over", (await Hand(writer, late)).Code);
        Assert.Equal("register-taken-over", (await Hand(writer, late)).Code);
        Assert.Equal(size, import.Store.ReadHead().Size);
        while (_election.Host.Head.Size < size) await Task.Delay(10);

        // The import goes on, and is at work as long as the register moves.
        _time.Pass(TimeSpan.FromSeconds(4));
        var before = import.Submit([Note("S04")])[0].Index;
        while (_election.Host.Head.Size <= before) await Task.Delay(10);
        _time.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal("register-taken-over", (await Hand(writer, late)).Code);
        _time.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(before + 2, (await Hand(writer, late)).Submitted!.Index);
    }

    [Fact]
    public void Two_that_write_by_turns_both_get_all_that_they_hand_in()
    {
        using var other = RegisterHost.Open(_election.RegisterFolder, _election.DeskFor);
        for (var i = 1; i <= 5; i++)
        {
            Assert.True(_election.Host.Submit([Note($"S{i:00}")])[0].Outcome.IsApplied);
            Assert.True(other.Submit([Note($"S{i + 5:00}")])[0].Outcome.IsApplied);
        }

        _election.Host.Follow();
        Assert.Equal(other.Head, _election.Host.Head);
        Assert.Equal(0, _election.Host.Read(fold => fold.VoidCount));
    }

    [Fact]
    public void The_door_reads_and_checks_as_many_notes_at_once_as_there_are_threads()
    {
        var door = new ActDoor(_election.Host);
        var notes = Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? Note($"S{i % 10 + 1:00}") : _election.SignedCopy("S01", $"A={i}", SmallElection.Key("stranger/desk"))).ToList();
        var codes = new string[notes.Count];
        Parallel.For(0, notes.Count, i => codes[i] = door.Examine(notes[i].Record).Code);
        Assert.All(codes.Index(), code => Assert.Equal(code.Index % 2 == 0 ? "" : "key-unknown", code.Item));
    }

    [Fact]
    public void A_key_hands_in_so_many_acts_at_once_and_more_as_time_passes()
    {
        var limits = new KeyLimits(20, _time);
        var (one, other) = (SmallElection.Key("party/desk").Verifier.Name, SmallElection.Key("observers/desk").Verifier.Name);
        Assert.Equal(20, Enumerable.Range(0, 50).Count(_ => limits.Take(one)));
        Assert.True(limits.Take(other));
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => limits.Take(one)));
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(20, Enumerable.Range(0, 50).Count(_ => limits.Take(one)));
    }

    private Submission Note(string station) => _election.SignedCopy(station, Sheet, SmallElection.Key("commission/desk"));

    private Task<Written> Hand(ActWriter writer, Submission note)
    {
        var admission = new ActDoor(_election.Host).Examine(note.Record);
        return writer.Submit(admission.Signed!, admission.Act!, TestContext.Current.CancellationToken);
    }
}
