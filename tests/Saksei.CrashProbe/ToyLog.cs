using System.Collections.Immutable;
using System.Text;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.CrashProbe;

/// <summary>A log of records "NAME 0", "NAME 1", … in memory: what it says and proves of each size, and what it asks of a co-signer.</summary>
public sealed class ToyLog(string origin, byte seed, string records, int size = 32) : IHashReader, IDisposable
{
    private readonly Hash[] _leaves = [.. Enumerable.Range(0, size).Select(i => Hash.OfLeaf(Encoding.UTF8.GetBytes($"{records} {i}")))];

    /// <summary>The log's key: 32 times the seed.</summary>
    public SignerKey Key { get; } = SignerKey.FromSeed(origin, [.. Enumerable.Repeat(seed, 32)]);

    /// <inheritdoc/>
    public Hash Node(int level, long index) => MerkleTree.Root(_leaves.AsSpan((int)(index << level), 1 << level));

    /// <summary>The root of a size.</summary>
    public Hash Root(long at) => MerkleTree.Root(this, at);

    /// <summary>The proof that a size extends another.</summary>
    public ImmutableArray<Hash> Proof(long old, long at) => ConsistencyProof.Prove(this, old, at);

    /// <summary>The signed checkpoint of a size.</summary>
    public byte[] Checkpoint(long at) => new Checkpoint(origin, at, Root(at)).Sign(Key);

    /// <summary>What it asks of a co-signer that was at another size.</summary>
    public byte[] Request(long old, long at) => Request(old, Proof(old, at), Checkpoint(at));

    /// <summary>The same with any parts.</summary>
    public static byte[] Request(long old, IEnumerable<Hash> proof, ReadOnlyMemory<byte> checkpoint) => new AddCheckpoint(old, [.. proof], checkpoint).ToBytes();

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
