using System.Collections.Immutable;
using Saksei.Register.Cosigning;

namespace Saksei.Node.Cosigning;

/// <summary>
/// Whether a node may append: after each start, a restore or a failover only once it knows that its tree extends what the co-signers
/// hold. It may as soon as those who haven't agreed couldn't have made another checkpoint count among themselves, so that no single
/// co-signer stops it; and never again once one of them shows a checkpoint that this log signed and that this tree doesn't hold.
/// </summary>
/// <param name="policy">Who had to sign when the node started.</param>
/// <param name="closed">Why nothing may be appended before anybody was heard: <see cref="NotAsked"/>, or empty where nobody had to sign at the start.</param>
internal sealed class CosignersHeard(Policy policy, string closed)
{
    internal const string NotAsked = "cosigners-not-asked";

    private readonly Lock _lock = new();
    private ImmutableHashSet<string> _agree = [];
    private volatile string _closed = closed;
    private ImmutableDictionary<string, string> _troubles = ImmutableDictionary<string, string>.Empty;

    /// <summary>Why nothing may be appended: a code, empty where it may.</summary>
    internal string WhyClosed => _closed;

    /// <summary>What came of asking each co-signer last; an empty code where it signed.</summary>
    internal IReadOnlyDictionary<string, string> Troubles
    {
        get
        {
            lock (_lock) return _troubles;
        }
    }

    internal void Hear(PolicyCosigner cosigner, string code, string contradiction)
    {
        lock (_lock)
        {
            _troubles = _troubles.SetItem(cosigner.Name, code);
            if (code.Length == 0) _agree = _agree.Add(cosigner.Name);
            if (contradiction.Length > 0) _closed = contradiction;
            else if (_closed == NotAsked && !policy.IsMetBy(name => !_agree.Contains(name))) _closed = "";
        }
    }
}
