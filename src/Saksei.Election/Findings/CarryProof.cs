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
    private readonly Dictionary<KeyName, (VerifierKey Key, string Organisation, KeyRole Role)> _keys = [];
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
        return CheckAll(carry.Keys, TakeKeys) is { IsApplied: false } keys ? keys
            : carry.Acts.IsEmpty ? Outcome.Void("carry-empty") : CheckAll(carry.Acts, TakeAct);
    }

    private Outcome CheckAll(ImmutableArray<CarriedRecord> records, Func<CarriedRecord, SignedAct, Act, Outcome> take)
    {
        var last = -1L;
        foreach (var record in records)
        {
            if (record.Index <= last) return Void("carry-order", record);
            last = record.Index;
            if (!InclusionProof.Check(record.Proof.AsSpan(), record.Index, _tree.Size, Hash.OfLeaf(record.Note.Span), _tree.Root)) return Void("carry-proof", record);
            if (SignedAct.Parse(record.Note, out _) is not { } signed || !signed.Origin.Span.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(earlier.Origin)) || read(signed) is not { } act)
                return Void("carry-act", record);
            if (take(record, signed, act) is { IsApplied: false } wrong) return wrong;
        }

        return Outcome.Applied;
    }

    // The founding act names its own keys and the log's, which the definition names too: nobody else can have begun this register.
    private Outcome TakeKeys(CarriedRecord record, SignedAct signed, Act act)
    {
        if (act is RegisterFound found ? record.Index != 0 || found.Log.Text != earlier.Log.Text : _keys.Count == 0) return Void("carry-keys", record);
        if (act is RegisterFound founding)
            foreach (var founder in founding.Founders) Add(founder.Organisation, founder.Keys);
        if (!IsSigned(signed, act)) return Void("carry-signature", record);
        switch (act)
        {
            case RegisterFound: return Outcome.Applied;
            case OrganisationVouch vouch: return Add(vouch.Organisation, vouch.Keys) ? Outcome.Applied : Void("carry-keys", record);
            case OrganisationAccredit { Outcome: AccreditOutcome.Granted } accredit: return Add(accredit.Organisation, accredit.Keys) ? Outcome.Applied : Void("carry-keys", record);
            case OrganisationEnrol enrol when _keys[act.Header.Signers[0]].Organisation == enrol.Organisation:
                return enrol.Keys.All(key => Add(enrol.Organisation, [key.Key], key.Role)) ? Outcome.Applied : Void("carry-keys", record);
            default: return Void("carry-keys", record);
        }
    }

    private Outcome TakeAct(CarriedRecord record, SignedAct signed, Act act)
    {
        if (act is not VoiceAct voice) return Void("carry-kind", record);
        if (!IsSigned(signed, act)) return Void("carry-signature", record);
        var (_, organisation, role) = _keys[act.Header.Signers[0]];
        if (!act.Row.MayAuthor(act, role)) return Void("carry-signature", record);
        _acts.Add(new ProvenAct(voice, signed.Identity, organisation, new CarriedFrom(earlier.Origin, record.Index, _tree.Size)));
        return Outcome.Applied;
    }

    // Keys carry their organisation's name, as everywhere.
    private bool Add(string organisation, ImmutableArray<VerifierKey> keys, KeyRole role = KeyRole.Desk) =>
        keys.All(key => key.Name.Name.StartsWith(organisation + "/", StringComparison.Ordinal) && _keys.TryAdd(key.Name, (key, organisation, role)));

    // Reading has shown that the signature lines are those of the signers that the act names, in order.
    private bool IsSigned(SignedAct signed, Act act) => act.Header.Signers.Zip(signed.Signatures).All(pair =>
        _keys.TryGetValue(pair.First, out var known) && known.Key.Verify(signed.Text.Span, pair.Second.Signature.Span));

    private static Outcome Void(string code, CarriedRecord record) => Outcome.Void(code, record.Index.ToString(CultureInfo.InvariantCulture));
}
