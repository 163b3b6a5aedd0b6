using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Rehearsal;

/// <summary>An act as its author writes it: the second at which it is sent, its identity, and its text, not signed yet.</summary>
internal readonly record struct WrittenAct(long At, Hash Identity, byte[] Text, ImmutableArray<SignerKey> Signers)
{
    /// <summary>The act as it goes into the register.</summary>
    internal Submission Sign() => new(Identity, SignedNote.Sign(Text, [.. Signers]));
}

/// <summary>
/// Writes the acts of one station or one office, one after the other. Nonces and salts come from the seed and the pen's label,
/// so that pens may write side by side and the register comes out the same.
/// </summary>
internal sealed class Pen(RehearsalSeed seed, string label)
{
    private readonly List<WrittenAct> _acts = [];
    private int _drawn;

    /// <summary>What was written, in its order.</summary>
    internal IReadOnlyList<WrittenAct> Acts => _acts;

    /// <summary>Writes an act at a second, for a signer; gives its identity.</summary>
    internal Hash Write(long at, SignerKey signer, Func<ActHeader, Act> write) => Write(at, [signer], write);

    /// <summary>Writes an act that several sign; the first is its author.</summary>
    internal Hash Write(long at, ImmutableArray<SignerKey> signers, Func<ActHeader, Act> write)
    {
        var act = write(new ActHeader(Bits(), Night.Moment(at), [.. signers.Select(signer => signer.Verifier.Name)]));
        var text = SignedAct.TextOf(RehearsalExample.Origin, act.ToBody());
        var identity = Hash.OfBytes(text);
        _acts.Add(new WrittenAct(at, identity, text, signers));
        return identity;
    }

    /// <summary>The next 128 bits.</summary>
    internal UInt128 Bits() => seed.Bits($"{label} {_drawn++}");
}
