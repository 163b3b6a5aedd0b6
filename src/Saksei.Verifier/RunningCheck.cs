using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Register.Acts;

namespace Saksei.Verifier;

/// <summary>
/// Checks 3 to 5 of a verification, act by act as a register grows: every record is read, is meant for this register, and each of its
/// signatures holds against the key that was enrolled at that point. Pure, as all of this is.
/// </summary>
public sealed class RunningCheck
{
    private readonly ElectionFold _fold;
    private readonly byte[] _origin;

    /// <summary>Begins before the first act.</summary>
    public RunningCheck(ElectionDefinition definition, string origin) => (_fold, _origin) = (new ElectionFold(definition, origin), Encoding.UTF8.GetBytes(origin));

    /// <summary>Acts that were taken.</summary>
    public long Size => _fold.Size;

    /// <summary>The register's time behind them.</summary>
    public Moment Tick => _fold.Tick;

    /// <summary>Takes the next record; gives what it says, and what is wrong with it: a code and what it is about. Without an act nothing more can be taken.</summary>
    public (Act? Act, Finding? Problem) Take(ReadOnlyMemory<byte> record)
    {
        var leaf = _fold.Size;
        if (SignedAct.Parse(record, out var code) is not { } signed) return (null, new Finding(Check.Acts, code, "", leaf));
        var reading = leaf == 0 ? ActReader.ReadFounding(signed) : _fold.Reader.Read(signed);
        if (reading.Act is not { } act) return (null, new Finding(Check.Acts, reading.Problem?.Code ?? "act-malformed", "", leaf, signed.Identity.ToHex(), "", reading.Problem?.Detail ?? ""));
        if (_fold.Organisations.RulesVersion > ElectionFold.KnownRules) return (null, new Finding(Check.Acts, "rules-unknown", "", leaf));
        var problem = signed.Origin.Span.SequenceEqual(_origin) ? null : new Finding(Check.Acts, "origin-differs", "", leaf, signed.Identity.ToHex());
        var own = leaf == 0 ? Found(signed, act) : CheckThenApply(signed, act, leaf);
        return (act, problem ?? own);
    }

    // The founding act brings its own keys.
    private Finding? Found(SignedAct signed, Act act)
    {
        var outcome = _fold.Apply(act, signed.Identity);
        return outcome.IsApplied ? ProblemOf(signed, act, 0) : new Finding(Check.Founding, outcome.VoidCode, "", 0, signed.Identity.ToHex(), "", outcome.Detail);
    }

    private Finding? CheckThenApply(SignedAct signed, Act act, long leaf)
    {
        var problem = ProblemOf(signed, act, leaf);
        _fold.Apply(act, signed.Identity);
        return problem;
    }

    private Finding? ProblemOf(SignedAct signed, Act act, long leaf)
    {
        foreach (var line in signed.Signatures)
        {
            if (_fold.Organisations.KeyFor(line.Key, act) is not { } key) return Problem("key-unknown");
            if (!key.Verify(signed.Text.Span, line.Signature.Span)) return Problem("signature-wrong");
            Finding Problem(string code) => new(Check.Signatures, code, "", leaf, signed.Identity.ToHex(), "", line.Key.ToString());
        }

        return null;
    }
}
