using System.Collections.Frozen;
using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;
using Saksei.Register.Tree;

namespace Saksei.Election.Files;

/// <summary>Which files were taken down, as it was when the snapshot was taken.</summary>
public sealed class FileRecords
{
    private readonly ImmutableDictionary<Hash, TakenDown> _taken;

    internal FileRecords(ImmutableDictionary<Hash, TakenDown> taken) => _taken = taken;

    /// <summary>All of them, in the order of the register.</summary>
    public IEnumerable<TakenDown> All => _taken.Values.OrderBy(taken => taken.Place.Index);

    /// <summary>By which act a file was taken down; null where it wasn't.</summary>
    public TakenDown? FindTakenDown(Hash file) => _taken.GetValueOrDefault(file);
}

/// <summary>
/// The files that acts name, by whom each was named, and which were taken down. A file that was named by void acts alone is there too,
/// so it can be taken down.
/// </summary>
public sealed class FileBook
{
    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly PagedMap<Hash, NamedFile> _named;
    private readonly FrozenSet<Hash> _ofDefinition;
    private ImmutableDictionary<Hash, TakenDown> _taken;

    internal FileBook(ElectionDefinition definition, OrganisationBook organisations)
    {
        (_definition, _organisations, _named, _taken) = (definition, organisations, new(), ImmutableDictionary<Hash, TakenDown>.Empty);
        _ofDefinition = new[] { definition.Identity }.Concat(definition.Head.Files.Select(file => file.Attachment.Sha256)).ToFrozenSet();
    }

    /// <summary>A book that goes on from another as it is now.</summary>
    internal FileBook(FileBook start, OrganisationBook organisations) =>
        (_definition, _organisations, _named, _taken, _ofDefinition) = (start._definition, organisations, new(start._named), start._taken, start._ofDefinition);

    /// <summary>By which act a file was taken down; null where it wasn't.</summary>
    public TakenDown? FindTakenDown(Hash file) => _taken.GetValueOrDefault(file);

    /// <summary>The book as it is now, for ever.</summary>
    public FileRecords Snapshot() => new(_taken);

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules => [FileKinds.TakeDownKind.By(TakeDown)];

    /// <summary>An act by whose file others are read means nothing without it; every other act stands also where its file was taken down.</summary>
    internal Outcome CheckNamed(Act act)
    {
        if (_taken.IsEmpty) return Outcome.Applied;
        foreach (var file in act.Lasting)
            if (_taken.ContainsKey(file.Sha256)) return Outcome.Void("file-taken-down", file.Sha256.ToHex());
        return Outcome.Applied;
    }

    /// <summary>Notes the files of the next act, once it was decided.</summary>
    internal void Note(Act act, bool isApplied)
    {
        var by = _organisations.FindKey(act.Header.Signers[0])?.Organisation ?? "";
        var lasting = isApplied ? act.Lasting : [];
        foreach (var file in act.References)
        {
            var named = _named.Find(file.Sha256) ?? NamedFile.ByNobody;
            if (named.And(by, lasting.Contains(file)) is var next && next != named) _named.Set(file.Sha256, next);
        }
    }

    private Ruling TakeDown(FileTakeDown act, ActPlace place)
    {
        var named = _named.Find(act.File);
        if (_ofDefinition.Contains(act.File) || named is { IsLasting: true }) return Ruling.Void("file-lasting", act.File.ToHex());
        if (named is null) return Ruling.Void("file-unknown", act.File.ToHex());
        if (FindTakenDown(act.File) is { } taken) return Ruling.Void("file-taken-down", taken.Place.Identity.ToHex());
        var author = _organisations.Author(act).Organisation;
        if (named.By.HaveOther(author) && !_definition.Holds(author, Office.Adjudicate)) return Ruling.Void("take-down-not-allowed", author);
        return Ruling.Apply(() => _taken = _taken.Add(act.File, new TakenDown(act, author, place)));
    }

    /// <summary>A file that acts name.</summary>
    /// <param name="By">Whose acts name it.</param>
    /// <param name="Otherwise">Whose acts name it by which nothing else is read, void ones too.</param>
    /// <param name="IsLasting">Whether others' acts are read by it, so that nobody takes it down.</param>
    private sealed record NamedFile(Namers By, Namers Otherwise, bool IsLasting)
    {
        internal static NamedFile ByNobody { get; } = new(default, default, false);

        // A photograph stays what it was when another names it as his checklist: otherwise any desk could keep any file from being taken down.
        internal NamedFile And(string organisation, bool isLasting) => isLasting
            ? new(By.And(organisation), Otherwise, IsLasting || !Otherwise.HaveOther(organisation))
            : new(By.And(organisation), Otherwise.And(organisation), IsLasting);
    }

    /// <summary>Nobody, one organisation alone, or several.</summary>
    /// <param name="Any">Whether there is one.</param>
    /// <param name="Alone">The only one; empty where there are several.</param>
    private readonly record struct Namers(bool Any, string Alone)
    {
        internal Namers And(string organisation) => !Any ? new(true, organisation) : Alone == organisation ? this : new(true, "");

        internal bool HaveOther(string organisation) => Any && Alone != organisation;
    }
}
