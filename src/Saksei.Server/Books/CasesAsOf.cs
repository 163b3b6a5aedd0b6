using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Server.Books;

/// <summary>The cases of one checkpoint. Their deadlines are computed when a case, or its whole book, is first asked for.</summary>
public sealed class CasesAsOf
{
    private readonly ElectionDefinition _definition;
    private readonly Calendar _calendar;
    private readonly Moment? _declared;
    private readonly Moment _tick;
    private readonly ImmutableDictionary<string, (ImmutableArray<CaseFile> Files, Lazy<ImmutableArray<CaseView>> Views)> _books;

    internal CasesAsOf(ElectionFold fold)
    {
        (_definition, _calendar, _declared, _tick) = (fold.Definition, fold.Cases.Calendar, fold.ResultDeclared, fold.Tick);
        _books = fold.Cases.All.ToImmutableDictionary(book => book.Table.Book, book => WithViews([.. book.Files]));
    }

    /// <summary>All cases, book by book.</summary>
    public IEnumerable<CaseFile> Files => CaseRules.All.SelectMany(table => _books[table.Book].Files);

    /// <summary>The cases of a book with their deadlines, in the order in which they were opened.</summary>
    public ImmutableArray<CaseView> Of(string book) => _books.TryGetValue(book, out var cases) ? cases.Views.Value : [];

    /// <summary>One case of a book, or null.</summary>
    public CaseFile? Find(string book, string id) => _books.TryGetValue(book, out var cases) ? cases.Files.FirstOrDefault(file => file.Id == id) : null;

    /// <summary>A case with its deadlines as of this checkpoint.</summary>
    public CaseView View(CaseFile file) => View(file, _tick);

    /// <summary>A case with its deadlines as of a moment.</summary>
    internal CaseView View(CaseFile file, Moment asOf) => CaseBooks.View(file, _definition, _calendar, _declared, asOf);

    private (ImmutableArray<CaseFile>, Lazy<ImmutableArray<CaseView>>) WithViews(ImmutableArray<CaseFile> files) =>
        (files, new Lazy<ImmutableArray<CaseView>>(() => [.. files.Select(View)]));
}
