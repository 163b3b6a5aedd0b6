using System.Collections.Immutable;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.CrashProbe;

/// <summary>What is appended, by the process that dies and by the test that looks afterwards.</summary>
public static class Scenario
{
    /// <summary>The log's name.</summary>
    public const string Origin = "crash.example/log";

    /// <summary>Records of one run, batch by batch; begun at 250 leaves they pass the first full tile.</summary>
    public static ImmutableArray<ImmutableArray<Submission>> Batches { get; } =
        [Records("first", 3), Records("second", 4), Records("third", 1)];

    /// <summary>The log's key.</summary>
    public static SignerKey Key() => SignerKey.FromSeed(Origin, new byte[32]);

    /// <summary>Some records.</summary>
    public static ImmutableArray<Submission> Records(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Named($"record {name} {i}"))];

    /// <summary>The sequencer of a store; a batch's opening record follows from the size at which it stands, so a batch tried again opens the same.</summary>
    public static Sequencer Open(IRegisterStore store, SignerKey key) =>
        Sequencer.Open(store, key, () => Named($"opening at {store.ReadHead().Size}"), new StoredPlaces(store, Identity));

    /// <summary>The identity of a stored record.</summary>
    public static Hash Identity(byte[] record) => Hash.OfBytes(record);

    private static Submission Named(string text)
    {
        var record = Encoding.UTF8.GetBytes(text);
        return new Submission(Identity(record), record);
    }
}
