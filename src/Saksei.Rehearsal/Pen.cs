using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Rehearsal;

/// <summary>An act as its author writes it, not signed yet.</summary>
/// <param name="At">The second at which it is sent.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Identity">What it is called.</param>
/// <param name="Text">What is signed.</param>
/// <param name="Signers">By whom; the first is its author.</param>
/// <param name="Files">The files that it names.</param>
internal readonly record struct WrittenAct(
    long At, string Kind, Hash Identity, byte[] Text, ImmutableArray<SignerKey> Signers, ImmutableArray<Attachment> Files)
{
    /// <summary>The act as it goes into the register.</summary>
    internal Submission Sign() => new(Identity, SignedNote.Sign(Text, [.. Signers]));
}

/// <summary>
/// Writes the acts of one station or one office, one after the other. Nonces and salts come from the seed and the pen's label,
/// so that pens may write side by side and the register comes out the same.
/// </summary>
internal sealed class Pen(RehearsalSeed seed, string label, string origin = RehearsalExample.Origin)
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
        var text = SignedAct.TextOf(origin, act.ToBody());
        var identity = Hash.OfBytes(text);
        _acts.Add(new WrittenAct(at, act.Kind, identity, text, signers, act.References));
        return identity;
    }

    /// <summary>The next 128 bits.</summary>
    internal UInt128 Bits() => seed.Bits($"{label} {_drawn++}");
}
