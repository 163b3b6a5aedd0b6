using Saksei.Election.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server.Registers;
using Saksei.Store;

namespace Saksei.Cli.Examples.Rehearsal;

/// <summary>An act, signed, and the second at which it is sent.</summary>
internal readonly record struct TimedAct(long At, Submission Submission);

/// <summary>
/// Writes and signs the acts of one station or one office, one after the other. Nonces and salts come from the seed and the
/// pen's label, so that pens may write side by side and the register comes out the same.
/// </summary>
internal sealed class Pen
{
    private readonly RehearsalSeed _seed;
    private readonly string _label;
    private readonly ActDesk _desk;
    private readonly List<TimedAct> _acts = [];
    private long _now;
    private int _drawn;

    internal Pen(RehearsalSeed seed, string label)
    {
        (_seed, _label) = (seed, label);
        _desk = new ActDesk(RehearsalExample.Origin, () => Night.Moment(_now), Bits);
    }

    /// <summary>What was written, in its order.</summary>
    internal IReadOnlyList<TimedAct> Acts => _acts;

    /// <summary>Signs an act at a second; gives its identity.</summary>
    internal Hash Sign(long at, SignerKey signer, Func<ActHeader, Act> write)
    {
        _now = at;
        var submission = _desk.Sign(write(_desk.Header(signer)), signer);
        _acts.Add(new TimedAct(at, submission));
        return submission.Identity;
    }

    /// <summary>The next 128 bits.</summary>
    internal UInt128 Bits() => _seed.Bits($"{_label} {_drawn++}");
}
