using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cosigner;

/// <summary>
/// What a co-signer asks before it co-signs what it otherwise would: one that reads what it signs refuses more than one that only
/// compares trees.
/// </summary>
public interface ICheckpointGate
{
    /// <summary>What it asks for, in a line for the first page.</summary>
    string About { get; }

    /// <summary>Why a checkpoint isn't co-signed: a code, empty where it is.</summary>
    /// <returns>The code; and whether it may be asked again (503), or never is (403).</returns>
    Task<(string Code, bool IsForNow)> Judge(SignedCheckpoint given, CancellationToken cancellation);

    /// <summary>What was refused of a log, as a bounded JSON document; null where the log isn't known.</summary>
    ReadOnlyMemory<byte>? Refusals(Hash log);

    /// <summary>The same in lines for the first page.</summary>
    IEnumerable<string> RefusalLines();
}
