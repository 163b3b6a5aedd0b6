using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Reading;

namespace Saksei.Election.Acts;

/// <summary>What a key may sign: a desk everything of its organisation, a clerk entries of forms, an agent copies and conditions.</summary>
public enum KeyRole { Desk, Clerk, Agent, Clock, Recovery }

/// <summary>What an act is about.</summary>
/// <param name="Stations">Codes of the stations on whose pages it stands.</param>
/// <param name="Subject">The station, case (<c>book/code</c>), constituency (of several contests <c>contest/code</c>), contest or organisation; empty where it is about none, or several.</param>
/// <param name="Word">Distinguishes acts of one kind in lists, such as a copy's source; may be empty.</param>
public sealed record ActAbout(ImmutableArray<string> Stations, string Subject = "", string Word = "")
{
    /// <summary>Code of the unit that it is about; empty where it names none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Codes of stations that a case is about: the case stands on their pages, and not each step of it.</summary>
    public ImmutableArray<string> OfCase { get; init; } = [];

    /// <summary>About the register as a whole.</summary>
    public static ActAbout Register { get; } = new([]);

    /// <summary>About one station.</summary>
    public static ActAbout Station(string code, string word = "") => new([code], code, word);
}

/// <summary>
/// A kind of act, <c>book/verb</c>: all that is to be said of it, in one row of its book. Reading, writing, authorship, lists of acts,
/// docs/spec/act.md and the tests of hostile input loop over these rows. What the fold makes of an act of the kind is its book's rule,
/// bound by <see cref="ActKind{TAct}.By"/>.
/// </summary>
public abstract class ActKind
{
    private protected ActKind(string name, ImmutableArray<KeyRole> authors, string purpose) => (Name, Authors, Purpose) = (name, authors, purpose);

    /// <summary>On the wire, such as <c>forms/copy</c>.</summary>
    public string Name { get; }

    /// <summary>The book: the first word of its name.</summary>
    public string Book => Name[..Name.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Roles of the keys that may sign first.</summary>
    public ImmutableArray<KeyRole> Authors { get; }

    /// <summary>What it is for, in a sentence of docs/spec/act.md.</summary>
    public string Purpose { get; }

    /// <summary>Whether a finding can rest on acts of the kind: what was seen, done and decided, and not what keeps the register or speaks of others' acts.</summary>
    public bool IsEvidence { get; init; } = true;

    /// <summary>The key of its label in the texts.</summary>
    public string Label => "act." + Name.Replace('/', '-');

    /// <summary>The fields behind the header, in the order in which they are written.</summary>
    public abstract IEnumerable<FieldDescription> Fields { get; }

    /// <summary>Room for the values of an act that is being read; one reader, one at a time.</summary>
    internal abstract FieldValues NewValues();

    internal abstract Act? Read(ref StrictJson json, ActHeader header, ReadScope scope, FieldValues values);

    internal abstract void Write(Utf8JsonWriter json, Act act);

    internal abstract ActAbout AboutOf(Act act);

    /// <summary>Whether a key of a role may sign the act first.</summary>
    internal abstract bool MayAuthor(Act act, KeyRole role);

    /// <summary>An act of the kind that can be read and written; nothing says that a rule would let it take effect.</summary>
    internal abstract Act Sample(ActHeader header);
}

/// <summary>A kind with the type of its acts.</summary>
/// <param name="name"><c>book/verb</c>.</param>
/// <param name="authors">Roles that may sign first.</param>
/// <param name="purpose">A sentence for docs/spec/act.md.</param>
internal sealed class ActKind<TAct>(string name, ImmutableArray<KeyRole> authors, string purpose) : ActKind(name, authors, purpose)
    where TAct : Act
{
    /// <summary>Its fields.</summary>
    internal required FieldSet<TAct> Set { get; init; }

    /// <summary>Makes an act of what was read.</summary>
    internal required Func<ActHeader, FieldValues, TAct> Make { get; init; }

    /// <summary>What an act is about.</summary>
    internal required Func<TAct, ActAbout> About { get; init; }

    /// <summary>Where not every author of the kind may sign every act of it.</summary>
    internal Func<TAct, KeyRole, bool> Narrower { get; init; } = (_, _) => true;

    /// <inheritdoc/>
    public override IEnumerable<FieldDescription> Fields => Set.Described();

    /// <summary>The book's rule for acts of this kind.</summary>
    internal KindRule By(Func<TAct, ActPlace, Ruling> rule) => new(this, (act, place) => rule((TAct)act, place));

    internal override FieldValues NewValues() => Set.NewValues();

    internal override Act? Read(ref StrictJson json, ActHeader header, ReadScope scope, FieldValues values)
    {
        Set.Read(ref json, scope, values);
        return json.Problem is null ? Make(header, values) : null;
    }

    internal override void Write(Utf8JsonWriter json, Act act) => Set.Write(json, (TAct)act);

    internal override ActAbout AboutOf(Act act) => About((TAct)act);

    internal override bool MayAuthor(Act act, KeyRole role) => Authors.Contains(role) && Narrower((TAct)act, role);

    internal override Act Sample(ActHeader header) => Make(header, Set.Samples());
}

/// <summary>What a book makes of the acts of a kind: whether one takes effect, and what it changes then.</summary>
internal sealed record KindRule(ActKind Kind, Func<Act, ActPlace, Ruling> Decide);
