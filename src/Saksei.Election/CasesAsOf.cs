using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Election;

/// <summary>The cases of one moment. Their deadlines are computed when a case, or its whole book, is first asked for.</summary>
public sealed class CasesAsOf
{
    private readonly ElectionDefinition _definition;
    private readonly Moment? _declared;
    private readonly Moment _tick;
    private readonly ImmutableDictionary<string, ImmutableArray<CaseFile>> _files;
    private readonly ImmutableDictionary<string, Lazy<ImmutableArray<CaseView>>> _views;

    internal CasesAsOf(ElectionDefinition definition, CaseBooks books, Moment? declared, Moment tick)
        : this(definition, books.Calendar, books.All.ToImmutableDictionary(book => book.Table.Book, book => book.Files.ToImmutableArray()), declared, tick)
    {
    }

    private CasesAsOf(ElectionDefinition definition, Calendar calendar, ImmutableDictionary<string, ImmutableArray<CaseFile>> files, Moment? declared, Moment tick)
    {
        (_definition, Calendar, _files, _declared, _tick) = (definition, calendar, files, declared, tick);
        _views = files.ToImmutableDictionary(book => book.Key, book => new Lazy<ImmutableArray<CaseView>>(() => [.. book.Value.Select(View)]));
    }

    /// <summary>Weekends and holidays.</summary>
    public Calendar Calendar { get; }

    /// <summary>All cases, book by book.</summary>
    public IEnumerable<CaseFile> Files => CaseRules.All.SelectMany(table => _files[table.Book]);

    /// <summary>All cases with their deadlines, book by book.</summary>
    public IEnumerable<CaseView> Views => CaseRules.All.SelectMany(table => Of(table.Book));

    /// <summary>The cases of a book with their deadlines, in the order in which they were opened.</summary>
    public ImmutableArray<CaseView> Of(string book) => _views.TryGetValue(book, out var views) ? views.Value : [];

    /// <summary>One case of a book, or null.</summary>
    public CaseFile? Find(string book, string id) => _files.TryGetValue(book, out var files) ? files.FirstOrDefault(file => file.Id == id) : null;

    /// <summary>A case with its deadlines as of this moment.</summary>
    public CaseView View(CaseFile file) => View(file, _tick);

    /// <summary>A case with its deadlines as of another moment.</summary>
    public CaseView View(CaseFile file, Moment asOf) => CaseBooks.View(file, _definition, Calendar, _declared, asOf);

    /// <summary>Stations of which a complaint asks for a recount or an annulment that is neither refused nor carried out; or only those where it was ordered.</summary>
    internal ImmutableHashSet<string> DisputedStations(bool orderedOnly) =>
        CaseBooks.Disputed(_files[CaseRules.Complaints.Book], orderedOnly);

    /// <summary>The same cases at another moment.</summary>
    internal CasesAsOf At(Moment? declared, Moment tick) => declared == _declared && tick == _tick ? this : new(_definition, Calendar, _files, declared, tick);
}
