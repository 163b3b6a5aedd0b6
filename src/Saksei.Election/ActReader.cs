using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Reading;
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
    private static readonly FieldNames KindNames = new([.. ActKinds.All.Select(kind => kind.Name)]);
    private static readonly FieldNames Header = new("kind", "nonce", "at", "signers");
    private readonly SheetReader _sheets;
    private readonly ReadScope _scope;
    private readonly FieldValues?[] _values = new FieldValues?[ActKinds.All.Length];
    private readonly Dictionary<string, KeyName> _signers = new(StringComparer.Ordinal);

    /// <summary>Reads acts of an election.</summary>
    public ActReader(ElectionDefinition definition)
    {
        _sheets = new SheetReader(definition, Shapes);
        _scope = new ReadScope(_sheets);
    }

    internal FigureShapes Shapes { get; } = new();

    /// <summary>Reads the founding act, before any definition is at hand: only that kind.</summary>
    public static ActReading ReadFounding(SignedAct signed)
    {
        var json = new StrictJson(signed.Body.Span);
        var header = ReadHeader(ref json, signed, [], out var kind);
        if (kind < 0 || ActKinds.All[kind] != RegisterKinds.Found) json.Fail("kind-not-found", RegisterKinds.Found.Name);
        var act = json.Problem is null ? RegisterKinds.Found.Read(ref json, header, new ReadScope(), RegisterKinds.Found.NewValues()) : null;
        return Reading(ref json, act);
    }

    /// <summary>Reads an act whose envelope was read; the signers that it names must be those of the signature lines, in order.</summary>
    public ActReading Read(SignedAct signed)
    {
        var json = new StrictJson(signed.Body.Span);
        _scope.Document = signed.Body;
        _sheets.Begin();
        var header = ReadHeader(ref json, signed, _signers, out var kind);
        var act = json.Problem is null ? ActKinds.All[kind].Read(ref json, header, _scope, _values[kind] ??= ActKinds.All[kind].NewValues()) : null;
        return Reading(ref json, act);
    }

    private static ActReading Reading(ref StrictJson json, Act? act)
    {
        json.End();
        return json.Problem is { } problem ? new ActReading(null, problem) : new ActReading(act, null);
    }

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
            if (!lookup.TryGetValue(name, out var signer) && ActFields.TryKeyName(name.ToString(), out signer))
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
