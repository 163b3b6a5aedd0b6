using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Reading;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Register.Acts;
using Saksei.Register.Notes;

namespace Saksei.Election;

/// <summary>An act as read, or why it isn't one.</summary>
public sealed record ActReading(Act? Act, ReadingProblem? Problem);

/// <summary>
/// Reads the JSON line of an act strictly (docs/spec/act.md). Not for several threads at once: it shares codes and shapes
/// between the acts that it reads.
/// </summary>
public sealed class ActReader
{
    /// <summary>Every kind that this version knows, in the order of the books.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        "register/found", "register/rules", "clock/tick", "organisations/accredit", "organisations/vouch", "organisations/enrol",
        "organisations/revoke", "stations/delivered", "stations/conditions", "forms/commit", "forms/reveal", "forms/copy",
        "forms/adjudicate", "seats/lot", "results/stage", "clock/holiday", "seats/candidates", "seats/change", .. CaseRules.Steps.Select(step => step.Kind),
    ];

    private const int FirstCase = 18;

    private static readonly FieldNames KindNames = new([.. Kinds]);
    private static readonly FieldNames Header = new("kind", "nonce", "at", "signers");
    private readonly FormActFields _forms;
    private readonly Dictionary<string, KeyName> _signers = new(StringComparer.Ordinal);

    /// <summary>Reads acts of an election.</summary>
    public ActReader(ElectionDefinition definition) => _forms = new FormActFields(definition, Shapes);

    internal FigureShapes Shapes { get; } = new();

    /// <summary>Reads the founding act, before any definition is at hand: only that kind.</summary>
    public static ActReading ReadFounding(SignedAct signed)
    {
        var json = new StrictJson(signed.Body.Span);
        var header = ReadHeader(ref json, signed, [], out var kind);
        if (kind != 0) json.Fail("kind-not-found", "register/found");
        var act = json.Problem is null ? OrganisationActFields.ReadFound(ref json, header) : null;
        json.End();
        return json.Problem is { } problem ? new ActReading(null, problem) : new ActReading(act, null);
    }

    /// <summary>Reads an act whose envelope was read; the signers that it names must be those of the signature lines, in order.</summary>
    public ActReading Read(SignedAct signed)
    {
        var json = new StrictJson(signed.Body.Span);
        var header = ReadHeader(ref json, signed, _signers, out var kind);
        var act = json.Problem is null ? ReadKind(ref json, kind, header, signed.Body) : null;
        json.End();
        return json.Problem is { } problem ? new ActReading(null, problem) : new ActReading(act, null);
    }

    private Act? ReadKind(ref StrictJson json, int kind, ActHeader header, ReadOnlyMemory<byte> body) => kind switch
    {
        0 => OrganisationActFields.ReadFound(ref json, header),
        1 => OrganisationActFields.ReadRules(ref json, header),
        2 => OrganisationActFields.ReadTick(ref json, header),
        3 => OrganisationActFields.ReadAccredit(ref json, header),
        4 => OrganisationActFields.ReadVouch(ref json, header),
        5 => OrganisationActFields.ReadEnrol(ref json, header),
        6 => OrganisationActFields.ReadRevoke(ref json, header),
        7 => StationActFields.ReadDelivered(ref json, header),
        8 => StationActFields.ReadConditions(ref json, header),
        9 => _forms.ReadCommit(ref json, header),
        10 => _forms.ReadReveal(ref json, header, body),
        11 => _forms.ReadCopy(ref json, header, body),
        12 => _forms.ReadAdjudicate(ref json, header, body),
        13 => ResultActFields.ReadLot(ref json, header),
        14 => ResultActFields.ReadStage(ref json, header),
        15 => HolidayFields.Read(ref json, header),
        16 => HolderActFields.ReadCandidates(ref json, header),
        17 => HolderActFields.ReadChange(ref json, header),
        _ => CaseActFields.Read(ref json, header, CaseRules.Steps[kind - FirstCase]),
    };

    // Kind, nonce, time and signers come first and in this order, so that a reader knows the kind before its fields.
    private static ActHeader ReadHeader(ref StrictJson json, SignedAct signed, Dictionary<string, KeyName> known, out int kind)
    {
        // A code holds no blank, so one anywhere is white space between tokens: there is one way to write an act.
        if (signed.Body.Span.IndexOfAnyInRange((byte)0, (byte)' ') >= 0) json.Fail("white-space");
        FieldsRead read = default;
        kind = -1;
        UInt128 nonce = 0;
        Clock.Moment at = default;
        ImmutableArray<KeyName> signers = [];
        json.EnterObject();
        for (var expected = 0; expected < 4; expected++)
        {
            if (!json.NextField(Header, ref read, out var field)) json.Fail("header-incomplete");
            else if (field != expected) json.Fail("header-order");
            else if (field == 0) kind = ReadKindWord(ref json);
            else if (field == 1) nonce = ActFields.ReadBits(ref json);
            else if (field == 2) at = ActFields.ReadMoment(ref json);
            else signers = ReadSigners(ref json, signed.Signatures, known);
        }

        return new ActHeader(nonce, at, signers);
    }

    private static int ReadKindWord(ref StrictJson json)
    {
        var word = json.Code();
        var kind = KindNames.Find(word, 0);
        if (kind < 0) json.Fail("kind-unknown", Encoding.UTF8.GetString(word));
        return kind;
    }

    private static ImmutableArray<KeyName> ReadSigners(
        ref StrictJson json, ImmutableArray<NoteSignature> signatures, Dictionary<string, KeyName> known)
    {
        var signers = ImmutableArray.CreateBuilder<KeyName>(signatures.Length);
        Span<char> chars = stackalloc char[300];
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        json.EnterArray();
        while (json.NextItem())
        {
            var text = json.Code(300);
            ReadOnlySpan<char> name = chars[..Encoding.UTF8.GetChars(text, chars)];
            if (!lookup.TryGetValue(name, out var signer) && OrganisationActFields.TryKeyName(name.ToString(), out signer))
                Remember(known, name, signer);
            if (signers.Count == signatures.Length || signatures[signers.Count].Key != signer) json.Fail("signers-differ");
            signers.Add(signer);
        }

        if (signers.Count != signatures.Length) json.Fail("signers-differ");
        return signers.DrainToImmutable();
    }

    // Names that were never enrolled may come by the million: what is kept is bounded.
    private static void Remember(Dictionary<string, KeyName> known, ReadOnlySpan<char> name, KeyName signer)
    {
        if (known.Count < 100_000) known[name.ToString()] = signer;
    }
}
