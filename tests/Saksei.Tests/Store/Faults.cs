using System.Collections.Immutable;
using Saksei.CrashProbe;
using Saksei.Register.Tree;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Store;

/// <summary>
/// Every step of every write fails once: nothing of the batch was persisted, or all of it was and the answer got lost.
/// The sequencer stops; opening again recovers; the same records sent again get the places that they'd have had.
/// </summary>
public sealed class Faults : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Saksei.Register.Notes.SignerKey _key = Scenario.Key();

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(250)]
    public void A_write_that_fails_at_any_step_leaves_all_or_nothing_and_can_be_tried_again(int size)
    {
        var template = Template(_folder, _key, size);
        List<string> steps = [];
        var wanted = Run(Copy(template, "whole"), steps.Add);
        Assert.Contains("after commit", steps);
        Assert.Contains("before take-over", steps);
        for (var fault = 0; fault < steps.Count; fault++) CheckFault(Copy(template, $"fault-{fault}"), fault, steps[fault], wanted);
    }

    /// <summary>A register of some leaves in a file of its own, to be copied.</summary>
    internal static string Template(TemporaryFolder folder, Saksei.Register.Notes.SignerKey key, int size)
    {
        var path = folder.At($"template-{size}.db");
        using var store = SqliteRegisterStore.Open(path, create: true);
        if (size > 0) Scenario.Open(store, key).Append(Scenario.Records("early", size - 1));
        Assert.Equal(size, store.ReadHead().Size);
        return path;
    }

    private string Copy(string template, string name)
    {
        var path = _folder.At(name + ".db");
        File.Copy(template, path);
        return path;
    }

    private List<ImmutableArray<long>> Run(string path, WriteProbe probe)
    {
        using var store = SqliteRegisterStore.Open(path, create: true, probe);
        var sequencer = Scenario.Open(store, _key);
        return [.. Scenario.Batches.Select(batch => sequencer.Append(batch))];
    }

    private void CheckFault(string path, int fault, string step, List<ImmutableArray<long>> wanted)
    {
        List<(long Size, Hash Root)> acknowledged = [];
        var failed = Assert.Throws<IOException>(() => RunUntil(path, fault, acknowledged));
        Assert.Equal(step, failed.Message);
        using (var store = SqliteRegisterStore.Open(path, create: true))
        {
            StoredRegister.Check(store, _key.Verifier);
            StoredRegister.CheckExtends(store, acknowledged);
            var persisted = store.ReadHead().Size > acknowledged[^1].Size;
            Assert.Equal(step == "after commit", persisted);
        }

        Assert.Equal(wanted, Run(path, _ => { }));
        using var after = SqliteRegisterStore.Open(path, create: false);
        var records = StoredRegister.Check(after, _key.Verifier);
        Assert.Equal(records.Count, records.Select(Scenario.Identity).Distinct().Count());
    }

    private void RunUntil(string path, int fault, List<(long Size, Hash Root)> acknowledged)
    {
        var count = 0;
        using var store = SqliteRegisterStore.Open(path, create: true, step =>
        {
            if (count++ == fault) throw new IOException(step);
        });
        acknowledged.Add((store.ReadHead().Size, store.ReadHead().Root));
        var sequencer = Scenario.Open(store, _key);
        foreach (var batch in Scenario.Batches)
        {
            try
            {
                sequencer.Append(batch);
            }
            catch (IOException)
            {
                // It can't know what the store holds, so it says nothing more, not even of what it had acknowledged.
                Assert.Throws<SequencerStoppedException>(() => sequencer.Append(batch));
                throw;
            }

            acknowledged.Add((sequencer.Head.Size, sequencer.Head.Root));
        }
    }
}
