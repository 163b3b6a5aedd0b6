using System.Buffers.Binary;
using Saksei.Election.Clock;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Rehearsal.Examples;

namespace Saksei.Attacks.Setting;

/// <summary>What a register is made with: a folder, keys and random bits from one seed that anybody can read here, three co-signers.</summary>
internal sealed class Workshop(string folder)
{
    /// <summary>The register's name.</summary>
    internal const string Origin = "simulated.saksei.example/attacked";

    private const ulong Seed = 20230723;
    private const long Evening = 1_700_049_600;
    private readonly Dictionary<string, int> _drawn = new(StringComparer.Ordinal);

    /// <summary>Where all of it lies.</summary>
    internal string Folder => folder;

    /// <summary>Where every key and random bit is from.</summary>
    internal SeededSource Source { get; } = new(Seed);

    /// <summary>The three co-signers.</summary>
    internal ThreeCosigners Cosigners { get; } = new(Path.Combine(folder, "cosigners"), new SeededSource(Seed));

    /// <summary>The definition's folder.</summary>
    internal string DefinitionFolder => Path.Combine(folder, "definition");

    /// <summary>A private key of the register, for who holds it.</summary>
    internal SignerKey Key(string name) => SignerKey.FromSeed(name, Source.KeySeed(name));

    /// <summary>A key of the same name that somebody else made.</summary>
    internal SignerKey Impostor(string name) => SignerKey.FromSeed(name, Source.KeySeed("impostor " + name));

    /// <summary>Time and random bits for acts of one place, which go on where they were.</summary>
    internal ActDesk Desk(string of)
    {
        _drawn.TryAdd(of, 0);
        return new ActDesk(Origin, () => new Moment(Evening + _drawn[of], 0), () => new UInt128(Bits(of), (ulong)++_drawn[of]));
    }

    /// <summary>A register's own folder, as it was left at a moment.</summary>
    internal string RegisterFolder(string moment) => Path.Combine(folder, "register", moment);

    /// <summary>How it is founded: by a commission, observers and a party, with these keys and co-signers.</summary>
    internal FoundingPlan Plan(Func<string, byte[]> seed, ReadOnlyMemory<byte> cosigners) => new(
        Origin, true, [("commission", "commission", "commission"), ("observers", "observer", "civil-society"), ("party", "party", "opposition")], seed)
    { Cosigners = cosigners };

    private ulong Bits(string of) => BinaryPrimitives.ReadUInt64BigEndian(Source.Digest("desk " + of).ToArray());
}
