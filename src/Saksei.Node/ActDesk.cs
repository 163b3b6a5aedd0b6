using System.Buffers.Binary;
using System.Security.Cryptography;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node;

/// <summary>Where acts get what they can't get from themselves: the time and random bits. Examples derive both from a seed.</summary>
public sealed record ActDesk(string Origin, Func<Moment> Now, Func<UInt128> Bits)
{
    /// <summary>A desk with the machine's clock and its generator of secrets.</summary>
    public static ActDesk Live(string origin, TimeProvider time) =>
        new(origin, () => new Moment(time.GetUtcNow().ToUnixTimeSeconds(), 0), RandomBits);

    /// <summary>What an act says of itself, for these signers.</summary>
    public ActHeader Header(params ReadOnlySpan<SignerKey> signers) => new(Bits(), Now(), [.. signers.ToArray().Select(signer => signer.Verifier.Name)]);

    /// <summary>Signs an act by the keys that its header names, in that order.</summary>
    public Submission Sign(Act act, params ReadOnlySpan<SignerKey> signers)
    {
        var text = SignedAct.TextOf(Origin, act.ToBody());
        return new Submission(Hash.OfBytes(text), SignedNote.Sign(text, signers));
    }

    /// <summary>128 bits that nobody can guess: a nonce, a salt.</summary>
    public static UInt128 RandomBits()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
