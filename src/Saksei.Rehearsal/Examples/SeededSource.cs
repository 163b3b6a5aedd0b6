using System.Buffers.Binary;
using System.Text;
using Saksei.Election.Clock;
using Saksei.Node;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal.Examples;

/// <summary>
/// Secrets and random bits of an example, all from one printed seed, so that two builds are the same byte for byte.
/// Anybody who knows the seed can sign in every name of the example: it is for rehearsing, never for an election.
/// </summary>
public sealed class SeededSource(ulong seed)
{
    private ulong _drawn;

    /// <summary>The seed of a key.</summary>
    public byte[] KeySeed(string name) => Digest("key " + name).ToArray();

    /// <summary>The next 128 bits.</summary>
    public UInt128 Bits() => BinaryPrimitives.ReadUInt128BigEndian(Digest($"bits {_drawn++}").ToArray());

    /// <summary>A digest of a label under the seed.</summary>
    public Hash Digest(string label) => Hash.OfBytes(Encoding.UTF8.GetBytes($"saksei example {seed} {label}"));

    /// <summary>A desk whose clock shows what the example says.</summary>
    public ActDesk Desk(string origin, Func<Moment> now) => new(origin, now, Bits);
}
