using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Forms;

/// <summary>How faithfully a copy was typed.</summary>
public enum EntryState { EnteredOnce, EnteredTwice }

/// <summary>A copy of one station's form as it stands in the register.</summary>
/// <param name="Station">The station.</param>
/// <param name="Organisation">Whose copy it is.</param>
/// <param name="Source">Where it was taken from.</param>
/// <param name="Sheet">The sheet that its source declares.</param>
/// <param name="Method">How it came to be.</param>
/// <param name="Content">What the sheet says.</param>
/// <param name="Entry">Entered once, or by two people.</param>
/// <param name="Attachments">Images of the sheet.</param>
/// <param name="Place">The act that made it: the copy itself, or the reveal that completed it.</param>
/// <param name="Sighted">Logged when official figures of the station already stood in the register.</param>
public sealed record Copy(
    Station Station, string Organisation, CopySource Source, string Sheet, CopyMethod Method, SheetEntry Content, EntryState Entry,
    ImmutableArray<Attachment> Attachments, ActPlace Place, bool Sighted)
{
    /// <summary>The figures of the sheet.</summary>
    public Figures Figures => Content.Figures;
}

/// <summary>A decision of the competent body on a station's official figure.</summary>
/// <param name="Act">The act.</param>
/// <param name="Organisation">Who decided.</param>
/// <param name="Place">Where the act stands.</param>
/// <param name="Figures">
/// What was decided; null where the result was annulled. An adopted copy's figures are those that were adopted: its author
/// may replace the copy, and changes nothing that was decided.
/// </param>
public sealed record Adjudication(FormAdjudicate Act, string Organisation, ActPlace Place, Figures? Figures);

/// <summary>Entries of one sheet that aren't a copy yet.</summary>
/// <param name="Organisation">Whose clerks.</param>
/// <param name="Sealed">0, 1 or 2 sealed entries in this round.</param>
/// <param name="Round">From 1.</param>
/// <param name="Asked">Figures that differed and are asked again.</param>
public sealed record OpenEntry(string Organisation, int Sealed, int Round, ImmutableArray<int> Asked)
{
    /// <summary>How far the round is.</summary>
    public required EntryStep Step { get; init; }

    /// <summary>The sheet that is typed.</summary>
    public required string Sheet { get; init; }

    /// <summary>Who sealed in this round, in the order of the register.</summary>
    public required ImmutableArray<SealedBy> By { get; init; }

    /// <summary>Photographs of the sheet that came with sealed entries.</summary>
    public required ImmutableArray<Attachment> Attachments { get; init; }

    /// <summary>Whether one of them can never be opened: the next clerk who seals begins the round anew.</summary>
    public bool HasLapsed(OrganisationRecords organisations) => By.Any(entry => entry.HasLapsed(organisations));

    /// <summary>As the next clerk finds it: of a round that lapsed nothing is sealed any more.</summary>
    public OpenEntry Under(OrganisationRecords organisations) => HasLapsed(organisations) ? this with { Sealed = 0, By = [], Step = DoubleEntry.Begun(Round) } : this;
}

/// <summary>That an entry is sealed, without what it holds.</summary>
/// <param name="Signer">The clerk's key.</param>
/// <param name="Commit">The act that sealed it.</param>
/// <param name="Opened">Whether it is open already.</param>
public sealed record SealedBy(KeyName Signer, Hash Commit, bool Opened)
{
    // A revoked key opens nothing.
    internal bool HasLapsed(OrganisationRecords organisations) => !Opened && organisations.IsRevoked(Signer);
}

/// <summary>What one clerk typed in one round of a double entry, as it was opened. Nothing that comes later changes it.</summary>
/// <param name="Organisation">Whose clerk.</param>
/// <param name="Round">From 1.</param>
/// <param name="Signer">The clerk's key.</param>
/// <param name="Place">The act that opened it.</param>
/// <param name="Content">What it says; its bytes stand in the act.</param>
public sealed record TypedEntry(string Organisation, int Round, KeyName Signer, ActPlace Place, SheetEntry Content);

/// <summary>All that the register holds of one station's form. Immutable: an act makes a new one, so snapshots share it.</summary>
public sealed record StationForms
{
    // Before Empty, which begins with it.
    private static ImmutableSortedDictionary<string, DoubleEntry> NoEntries { get; } =
        ImmutableSortedDictionary.Create<string, DoubleEntry>(StringComparer.Ordinal);

    private StationForms()
    {
    }

    /// <summary>A station of which nothing was reported yet.</summary>
    internal static StationForms Empty { get; } = new();

    /// <summary>The copies that stand; one that was replaced is not among them, and its successor has its place.</summary>
    public CopyList Copies { get; private init; } = CopyList.Empty;

    /// <summary>Copies that were replaced by later ones of the same organisation and source, in the order in which they were.</summary>
    public ImmutableList<Copy> Replaced { get; private init; } = [];

    /// <summary>The official copy: the first of source official by an organisation that holds the office.</summary>
    public Copy? Official { get; private init; }

    /// <summary>The adjudication that stands, or null.</summary>
    public Adjudication? Adjudication { get; private init; }

    /// <summary>How checks that copies fail were handled, by copy and check: what was said last of each.</summary>
    public ImmutableDictionary<(Hash Copy, string Check), CheckHandling> Handled { get; private init; } = ImmutableDictionary<(Hash, string), CheckHandling>.Empty;

    /// <summary>How a check that a copy fails was handled, or null.</summary>
    public CheckHandling? HandlingOf(Hash copy, string check) => Handled.GetValueOrDefault((copy, check));

    /// <summary>Whether somebody has looked at a check that a copy fails: as it was typed, since the paper says so, or a desk later.</summary>
    public bool IsLookedAt(Copy copy, FormCheck check) => copy.Content.Marks.Confirms(check) || HandlingOf(copy.Place.Identity, check.Code) is not null;

    /// <summary>Double entries that aren't a copy yet, by organisation.</summary>
    internal ImmutableSortedDictionary<string, DoubleEntry> Entries { get; private init; } = NoEntries;

    /// <summary>Entries that aren't a copy yet.</summary>
    public IEnumerable<OpenEntry> OpenEntries =>
        Entries.Select(entry => entry.Value.Shown(entry.Key));

    /// <summary>What each clerk typed in each round, in the order in which it was opened.</summary>
    public ImmutableArray<TypedEntry> Typed { get; private init; } = [];

    /// <summary>The official figures: as adjudicated, else of the official copy; null if there are none or they were annulled.</summary>
    public Figures? OfficialFigures => (Adjudication is { } adjudication ? adjudication.Figures : Official?.Figures) is { Count: > 0 } figures ? figures : null;

    /// <summary>With one more copy.</summary>
    /// <param name="copy">By an organisation that has none of this source.</param>
    /// <param name="holdsOffice">Whether the organisation holds the office of official figures.</param>
    internal StationForms With(Copy copy, bool holdsOffice) => this with
    {
        Copies = Copies.Add(copy),
        Official = Official ?? (copy.Source == CopySource.Official && holdsOffice ? copy : null),
    };

    /// <summary>With a copy in the place of an earlier one of the same organisation and source.</summary>
    internal StationForms With(Copy before, Copy after) => this with
    {
        Copies = Copies.Replace(before, after),
        Replaced = Replaced.Add(before),
        Official = ReferenceEquals(Official, before) ? after : Official,
    };

    internal StationForms With(Adjudication adjudication) => this with { Adjudication = adjudication };

    internal StationForms With(CheckHandling handling) => this with { Handled = Handled.SetItem((handling.Act.Copy, handling.Act.Check), handling) };

    internal StationForms With(string organisation, DoubleEntry entry) => this with { Entries = Entries.SetItem(organisation, entry) };

    internal StationForms With(TypedEntry typed) => this with { Typed = Typed.Add(typed) };

    internal StationForms WithoutEntry(string organisation) => this with { Entries = Entries.Remove(organisation) };
}
