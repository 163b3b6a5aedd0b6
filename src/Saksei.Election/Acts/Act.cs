using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Saksei.Election.Clock;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Acts;

/// <summary>What every act says of itself before its own fields.</summary>
/// <param name="Nonce">128 random bits, so that two acts that say the same are two acts.</param>
/// <param name="At">When it was done, as its author claims; deadlines count by the tick.</param>
/// <param name="Signers">One to sixteen keys; just these signatures follow, in this order.</param>
public sealed record ActHeader(UInt128 Nonce, Moment At, ImmutableArray<KeyName> Signers)
{
    /// <summary>Writes it behind the kind.</summary>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteString("nonce", ActFields.Bits(Nonce));
        json.WriteString("at", At.ToString());
        ActFields.WriteTexts(json, "signers", Signers.Select(signer => signer.ToString()));
    }
}

/// <summary>
/// Something that somebody did and signed. One sealed record per kind, whose row (<see cref="ActKind"/>) says the rest of it.
/// </summary>
public abstract record Act(ActHeader Header)
{
    /// <summary>The row of its kind.</summary>
    public abstract ActKind Row { get; }

    /// <summary>The name of the kind on the wire.</summary>
    public string Kind => Row.Name;

    /// <summary>What it is about.</summary>
    public ActAbout About => Row.AboutOf(this);

    /// <summary>The files that the act names; they must be there before it is.</summary>
    public virtual ImmutableArray<Attachment> References => [];

    /// <summary>Those of its files by which other acts are read: what they say is nothing without them, so they can't be taken down.</summary>
    public virtual ImmutableArray<Attachment> Lasting => [];

    /// <summary>The JSON line of the act: no white space, no escapes.</summary>
    public byte[] ToBody()
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("kind", Kind);
            Header.Write(json);
            Row.Write(json, this);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>JSON as acts are written: plus signs and letters of every script stand as themselves.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>A file that an act names: stored before the act is sequenced, never in the leaf itself.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Length">Bytes, at most 64 MiB.</param>
/// <param name="MediaType">Such as <c>image/jpeg</c>.</param>
public sealed record Attachment(Hash Sha256, long Length, string MediaType)
{
    /// <summary>The largest attachment: 64 MiB.</summary>
    public const long MaximumBytes = 64L << 20;
}

/// <summary>What the fold made of an act: it took effect, or it is void by a rule, named by the rule's code.</summary>
/// <param name="VoidCode">Empty where the act took effect.</param>
/// <param name="Detail">The code or field that the rule is about; may be empty.</param>
public readonly record struct Outcome(string VoidCode, string Detail)
{
    /// <summary>The act took effect.</summary>
    public static Outcome Applied { get; } = new("", "");

    /// <summary>Whether the act took effect.</summary>
    public bool IsApplied => VoidCode.Length == 0;

    /// <summary>The act is in the register and changes nothing.</summary>
    public static Outcome Void(string code, string detail = "") => new(code, detail);
}

/// <summary>
/// What the rules say of an act, and what it would change: deciding changes nothing, so that an act can be tried
/// before it is signed for good.
/// </summary>
public readonly record struct Ruling(Outcome Outcome, Action? Effect)
{
    /// <summary>The act takes effect.</summary>
    public static Ruling Apply(Action effect) => new(Outcome.Applied, effect);

    /// <summary>The act takes effect by standing in the register alone.</summary>
    public static Ruling Nothing { get; } = new(Outcome.Applied, null);

    /// <summary>The act is void.</summary>
    public static Ruling Void(string code, string detail = "") => new(Outcome.Void(code, detail), null);

    /// <summary>The act is void by an outcome found on the way.</summary>
    public static Ruling Void(Outcome outcome) => new(outcome, null);
}

/// <summary>Where an act stands: its index, its identity, and the tick under which it was sequenced.</summary>
public readonly record struct ActPlace(long Index, Hash Identity, Moment Tick);
