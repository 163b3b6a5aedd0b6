using System.Collections.Concurrent;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Register.Acts;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node;

/// <summary>A record to append that was read already: what the door read isn't read again.</summary>
internal sealed record DecodedAct(Hash Identity, ReadOnlyMemory<byte> Record, Act Act) : Submission(Identity, Record);

/// <summary>Readers of acts for as many threads as want one; each reader serves one thread at a time.</summary>
internal sealed class ActReaders(ElectionDefinition definition)
{
    private readonly ConcurrentBag<ActReader> _idle = [];

    internal ActReading Read(SignedAct signed)
    {
        if (!_idle.TryTake(out var reader)) reader = new ActReader(definition);
        var reading = reader.Read(signed);
        _idle.Add(reader);
        return reading;
    }

    /// <summary>Reads what the register holds, which was read before it was appended.</summary>
    internal DecodedAct ReadStored(ReadOnlyMemory<byte> note, long index)
    {
        if (SignedAct.Parse(note, out _) is { } signed && Read(signed).Act is { } act) return new DecodedAct(signed.Identity, note, act);
        throw new InvalidDataException($"the stored record {index} isn't an act that this version knows");
    }
}
