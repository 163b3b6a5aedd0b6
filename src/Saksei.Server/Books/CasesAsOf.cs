using System.Collections.Concurrent;
using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Server.Books;

/// <summary>The cases of one checkpoint, with what pages count over all of them, when first asked for.</summary>
public sealed class CasesAsOf
{
    private readonly Lazy<ImmutableDictionary<(string Book, string Template, string Applicant), int>> _alike;
    private readonly ConcurrentDictionary<string, Lazy<ImmutableArray<ToDo>>> _toDo = new(StringComparer.Ordinal);

    internal CasesAsOf(CaseBooksSnapshot books)
    {
        Books = books;
        _alike = new(() => books.Files.Where(file => file.Template.Length > 0).CountBy(KeyOf).ToImmutableDictionary());
    }

    /// <summary>The books.</summary>
    public CaseBooksSnapshot Books { get; }

    /// <summary>All cases, book by book.</summary>
    public IEnumerable<CaseFile> Files => Books.Files;

    /// <summary>One book of those that there are.</summary>
    public CaseBookSnapshot Of(CaseTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Books.Of(table.Book) ?? throw new ArgumentException(table.Book, nameof(table));
    }

    /// <summary>One case of a book, or null.</summary>
    public CaseFile? Find(string book, string id) => Books.Find(book, id);

    /// <summary>A case with its deadlines as of this checkpoint.</summary>
    public CaseView View(CaseFile file) => Books.View(file);

    /// <summary>A case with its deadlines as of a moment.</summary>
    internal CaseView View(CaseFile file, Moment asOf) => Books.View(file, asOf);

    /// <summary>How many cases of its applicant share its template; 0 where it is of its own.</summary>
    internal int OfTemplate(CaseFile file) => _alike.Value.GetValueOrDefault(KeyOf(file));

    /// <summary>The cases in which an organisation has something to do, those with the next deadline first.</summary>
    internal ImmutableArray<ToDo> ToDoOf(Procedures procedures, string organisation) =>
        _toDo.GetOrAdd(organisation, _ => new(() => ToDo.Of(procedures, Books, organisation))).Value;

    private static (string, string, string) KeyOf(CaseFile file) => (file.Table.Book, file.Template, file.Applicant);
}
