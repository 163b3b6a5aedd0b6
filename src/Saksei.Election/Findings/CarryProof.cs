using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Definition.Voices;
using Saksei.Election.Organisations;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>An act of an earlier register that stands there, signed by a key that it names.</summary>
internal sealed record ProvenAct(VoiceAct Act, Hash Identity, string Organisation, CarriedFrom From);

/// <summary>
/// Holds what is carried against the earlier register: the checkpoint is its log's, each record stands under the checkpoint's root, and
/// who signed it had a key by a record that stands there too, back to the founding act (docs/spec/findings.md says what that doesn't show).
/// </summary>
/// <param name="carry">What is carried.</param>
/// <param name="earlier">The register, as the definition names it.</param>
/// <param name="read">Reads an act whose envelope was read; null where it isn't one.</param>
internal sealed class CarryProof(FindingCarry carry, EarlierRegister earlier, Func<SignedAct, Act?> read)
{
    private readonly Dictionary<KeyName, GivenKey> _keys = [];
    private readonly ImmutableArray<ProvenAct>.Builder _acts = ImmutableArray.CreateBuilder<ProvenAct>();
    private Checkpoint _tree = new("", 0, Hash.EmptyTree);

    /// <summary>What was proven; as far as it went where something is wrong.</summary>
    internal ImmutableArray<ProvenAct> Acts => _acts.ToImmutable();

    /// <summary>What is wrong, with the index in the earlier register; applied where nothing is.</summary>
    internal Outcome Check()
    {
        if (SignedCheckpoint.Parse(carry.Checkpoint, out var code) is not { } signed) return Outcome.Void("carry-checkpoint", code);
        if (signed.Check(earlier.Log) is { Length: > 0 } wrong) return Outcome.Void("carry-checkpoint", wrong);
        _tree = signed.Checkpoint;
        if (carry.Acts.IsEmpty) return Outcome.Void("carry-empty");
        List<EarlierAct> keys = [], acts = [];
        if (ReadAll(carry.Keys, keys) is { IsApplied: false } wrongKeys) return wrongKeys;
        if (ReadAll(carry.Acts, acts) is { IsApplied: false } wrongActs) return wrongActs;
        foreach (var taken in keys.Select(TakeKeys).Concat(acts.Select(TakeAct)))
            if (!taken.IsApplied) return taken;
        return Outcome.Applied;
    }

    private Outcome ReadAll(ImmutableArray<CarriedRecord> records, List<EarlierAct> into)
    {
        var last = -1L;
        foreach (var record in records)
        {
            if (record.Index <= last) return Void("carry-order", record);
            last = record.Index;
            if (!InclusionProof.Check(record.Proof.AsSpan(), record.Index, _tree.Size, Hash.OfLeaf(record.Note.Span), _tree.Root)) return Void("carry-proof", record);
            if (SignedAct.Parse(record.Note, out _) is not { } signed || !signed.Origin.Span.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(earlier.Origin)) || read(signed) is not { } act)
                return Void("carry-act", record);
            into.Add(new EarlierAct(record, signed, act));
        }

        return Outcome.Applied;
    }

    private Outcome TakeKeys(EarlierAct one)
    {
        var given = GivenBy(one).ToList();
        if (given.Count == 0 || !AreNew(given)) return Void("carry-keys", one.Record);

        // The founding act is signed by the keys that it gives.
        if (one.Act is RegisterFound) Keep(given);
        if (!IsSigned(one)) return Void("carry-signature", one.Record);
        Keep(given);
        return Outcome.Applied;
    }

    // The founding act names its own keys and the log's, which the definition names too: nobody else can have begun this register.
    private IEnumerable<GivenKey> GivenBy(EarlierAct one) => one.Act switch
    {
        RegisterFound found when one.Record.Index == 0 && found.Log.Text == earlier.Log.Text => found.Founders.SelectMany(founder => Desk(founder.Organisation, founder.Keys)),
        _ when _keys.Count == 0 => [],
        OrganisationVouch vouch => Desk(vouch.Organisation, vouch.Keys),
        OrganisationAccredit { Outcome: AccreditOutcome.Granted } accredit => Desk(accredit.Organisation, accredit.Keys),
        OrganisationEnrol enrol when _keys.TryGetValue(enrol.Header.Signers[0], out var first) && first.Organisation == enrol.Organisation =>
            enrol.Keys.Select(key => new GivenKey(key.Key, enrol.Organisation, key.Role)),
        _ => [],
    };

    private static IEnumerable<GivenKey> Desk(string organisation, ImmutableArray<VerifierKey> keys) => keys.Select(key => new GivenKey(key, organisation, KeyRole.Desk));

    // Keys carry their organisation's name, as everywhere.
    private bool AreNew(List<GivenKey> given) =>
        given.TrueForAll(own => own.Key.Name.Name.StartsWith(own.Organisation + "/", StringComparison.Ordinal) && !_keys.ContainsKey(own.Key.Name))
        && given.Select(own => own.Key.Name).Distinct().Count() == given.Count;

    private void Keep(List<GivenKey> given)
    {
        foreach (var own in given) _keys[own.Key.Name] = own;
    }

    private Outcome TakeAct(EarlierAct one)
    {
        var (record, signed, act) = one;
        if (act is not VoiceAct voice) return Void("carry-kind", record);
        if (!IsSigned(one)) return Void("carry-signature", record);
        var (_, organisation, role) = _keys[act.Header.Signers[0]];
        if (!act.Row.MayAuthor(act, role)) return Void("carry-signature", record);
        _acts.Add(new ProvenAct(voice, signed.Identity, organisation, new CarriedFrom(earlier.Origin, record.Index, _tree.Size)));
        return Outcome.Applied;
    }

    // Reading has shown that the signature lines are those of the signers that the act names, in order.
    private bool IsSigned(EarlierAct one) => one.Act.Header.Signers.Zip(one.Signed.Signatures).All(pair =>
        _keys.TryGetValue(pair.First, out var known) && known.Key.Verify(one.Signed.Text.Span, pair.Second.Signature.Span));

    private static Outcome Void(string code, CarriedRecord record) => Outcome.Void(code, record.Index.ToString(CultureInfo.InvariantCulture));

    private sealed record EarlierAct(CarriedRecord Record, SignedAct Signed, Act Act);

    private sealed record GivenKey(VerifierKey Key, string Organisation, KeyRole Role);
}
