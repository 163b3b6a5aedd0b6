using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Clock;

namespace Saksei.Election;

/// <summary>The books of cases as they were when the snapshot was taken, at the register's time then. It never changes.</summary>
public sealed class CaseBooksSnapshot
{
    private readonly CaseTime _time;
    private readonly (ImmutableHashSet<string> Any, ImmutableHashSet<string> Ordered) _disputed;

    internal CaseBooksSnapshot(ImmutableArray<CaseBookSnapshot> all, CaseTime time, (ImmutableHashSet<string> Any, ImmutableHashSet<string> Ordered) disputed) =>
        (All, _time, _disputed) = (all, time, disputed);

    /// <summary>All books, in the order of <see cref="CaseRules.All"/>.</summary>
    public ImmutableArray<CaseBookSnapshot> All { get; }

    /// <summary>All cases, book by book.</summary>
    public IEnumerable<CaseFile> Files => All.SelectMany(book => book.Files);

    /// <summary>All cases as they stood, book by book.</summary>
    public IEnumerable<CaseStanding> Standings => All.SelectMany(book => book.Standings);

    /// <summary>Holidays by which deadlines as of a moment are counted: those announced later don't count yet.</summary>
    internal ImmutableArray<Holiday> HolidaysBy(Moment asOf) => [.. _time.Calendar.Holidays.Where(holiday => holiday.Announced <= asOf)];

    /// <summary>One book, or null.</summary>
    public CaseBookSnapshot? Of(string book) => All.FirstOrDefault(cases => cases.Table.Book == book);

    /// <summary>The case with a code in a book, or null.</summary>
    public CaseFile? Find(string book, string id) => Of(book)?.Find(id);

    /// <summary>Stations of which a complaint asks for a recount or an annulment that is neither refused nor carried out; or only those where it was ordered.</summary>
    public ImmutableHashSet<string> DisputedStations(bool orderedOnly = false) => orderedOnly ? _disputed.Ordered : _disputed.Any;

    /// <summary>A case with its deadlines at the register's time.</summary>
    public CaseView View(CaseFile file) => View(file, _time.Tick);

    /// <summary>A case with its deadlines as of a moment.</summary>
    public CaseView View(CaseFile file, Moment asOf) => (_time with { Tick = asOf }).View(file);

    /// <summary>How many deadlines ran in a case.</summary>
    public int RunCount(CaseFile file) => _time.ClockOf(file).Count;

    /// <summary>Some of the deadlines of a case, in order: a page of them costs no more than it shows.</summary>
    public ImmutableArray<CaseRun> RunsFrom(CaseFile file, int first, int count) => _time.ClockOf(file).From(first, count);
}
