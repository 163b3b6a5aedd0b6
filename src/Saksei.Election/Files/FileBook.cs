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
        foreach (var file in act.References) Note(file.Sha256, act);
        if (!isApplied) return;
        foreach (var file in act.Lasting)
            if (_named.Find(file.Sha256) is { } named) _named.Set(file.Sha256, named with { IsLasting = true });
    }

    private void Note(Hash file, Act act)
    {
        var by = _organisations.FindKey(act.Header.Signers[0])?.Organisation ?? "";
        if (_named.Find(file) is not { } named) _named.Set(file, new NamedFile(by, false));
        else if (named.By != by && named.By.Length > 0) _named.Set(file, named with { By = "" });
    }

    private Ruling TakeDown(FileTakeDown act, ActPlace place)
    {
        var named = _named.Find(act.File);
        if (_ofDefinition.Contains(act.File) || named is { IsLasting: true }) return Ruling.Void("file-lasting", act.File.ToHex());
        if (named is null) return Ruling.Void("file-unknown", act.File.ToHex());
        if (FindTakenDown(act.File) is { } taken) return Ruling.Void("file-taken-down", taken.Place.Identity.ToHex());
        var author = _organisations.Author(act).Organisation;
        if (named.By != author && !_definition.Holds(author, Office.Adjudicate)) return Ruling.Void("take-down-not-allowed", author);
        return Ruling.Apply(() => _taken = _taken.Add(act.File, new TakenDown(act, author, place)));
    }

    /// <summary>A file that acts name.</summary>
    /// <param name="By">The organisation whose acts alone name it; empty where acts of several do.</param>
    /// <param name="IsLasting">Whether others' acts are read by it.</param>
    private sealed record NamedFile(string By, bool IsLasting);
}
