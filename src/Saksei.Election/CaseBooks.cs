using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Activities;
using Saksei.Election.Acts;
using Saksei.Election.Candidates;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Commission;
using Saksei.Election.Complaints;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Parties;
using CultureInfo = System.Globalization.CultureInfo;

namespace Saksei.Election;

/// <summary>The books of cases of one register, and the calendar that their deadlines count by.</summary>
public sealed class CaseBooks
{
    private readonly ElectionDefinition _definition;
    // Every deadline is counted over all holidays: more than the days of a year nobody needs.
    private const int MostHolidays = 366;
    private readonly Dictionary<string, int> _announced;
    private readonly OrganisationBook _organisations;

    internal CaseBooks(ElectionDefinition definition, OrganisationBook organisations)
    {
        (_definition, _organisations, Calendar, _announced) = (definition, organisations, definition.Procedures.Calendar, new(StringComparer.Ordinal));
        Parties = new PartyBook(definition, organisations);
        Candidates = new CandidateBook(definition, organisations);
        Endorsements = new EndorsementBook(definition, organisations);
        Resignations = new ResignationBook(definition, organisations);
        Complaints = new ComplaintBook(definition, organisations);
        Activities = new ActivityBook(definition, organisations);
        Commission = new CommissionBook(definition, organisations);
    }

    /// <summary>Books that go on from others as they are now.</summary>
    internal CaseBooks(CaseBooks start, OrganisationBook organisations)
    {
        (_definition, _organisations, Calendar, _announced) = (start._definition, organisations, start.Calendar, new(start._announced, StringComparer.Ordinal));
        Parties = new PartyBook(start.Parties, organisations);
        Candidates = new CandidateBook(start.Candidates, organisations);
        Endorsements = new EndorsementBook(start.Endorsements, organisations);
        Resignations = new ResignationBook(start.Resignations, organisations);
        Complaints = new ComplaintBook(start.Complaints, organisations);
        Activities = new ActivityBook(start.Activities, organisations);
        Commission = new CommissionBook(start.Commission, organisations);
    }

    /// <summary>Parties that ask to take part.</summary>
    public PartyBook Parties { get; }

    /// <summary>Lists of candidates.</summary>
    public CandidateBook Candidates { get; }

    /// <summary>Requests for endorsement.</summary>
    public EndorsementBook Endorsements { get; }

    /// <summary>Resignations of candidates.</summary>
    public ResignationBook Resignations { get; }

    /// <summary>Complaints.</summary>
    public ComplaintBook Complaints { get; }

    /// <summary>Events that parties asked to hold.</summary>
    public ActivityBook Activities { get; }

    /// <summary>The commission.</summary>
    public CommissionBook Commission { get; }

    /// <summary>Weekends and holidays, those announced in the register among them.</summary>
    public Calendar Calendar { get; private set; }

    /// <summary>All books, in the order of <see cref="CaseRules.All"/>.</summary>
    public ImmutableArray<CaseBook> All => [Parties, Candidates, Endorsements, Resignations, Complaints, Activities, Commission];

    /// <summary>The case with a code in a book, or null.</summary>
    public CaseFile? Find(string book, string id) => All.FirstOrDefault(cases => cases.Table.Book == book)?.Find(id);

    /// <summary>A case with its deadlines, as of a moment.</summary>
    public static CaseView View(CaseFile file, ElectionDefinition definition, Calendar calendar, Moment? resultDeclared, Moment asOf)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(calendar);
        return TimeOf(definition, calendar, resultDeclared, asOf).View(file);
    }

    /// <summary>Stations of which a complaint asks for a recount or an annulment that is neither refused nor carried out; or only those where it was ordered.</summary>
    public ImmutableHashSet<string> DisputedStations(bool orderedOnly = false) =>
        orderedOnly ? Complaints.DisputedByOrder.Open : Complaints.Disputed.Open;

    /// <summary>The books as they are now, for ever, at the register's time.</summary>
    internal CaseBooksSnapshot Snapshot(Moment? resultDeclared, Moment tick)
    {
        var time = TimeOf(_definition, Calendar, resultDeclared, tick);
        return new CaseBooksSnapshot([.. All.Select(book => book.Snapshot(time))], time, (DisputedStations(), DisputedStations(orderedOnly: true)));
    }

    private static CaseTime TimeOf(ElectionDefinition definition, Calendar calendar, Moment? resultDeclared, Moment asOf) =>
        new(definition.Procedures, calendar, new ElectionMoments(calendar.Zone.At(definition.Head.Date, 0), resultDeclared), asOf);

    /// <summary>The rules of the kinds of all cases, and of holidays.</summary>
    internal IEnumerable<KindRule> Rules => [.. CaseKinds.By(Take), HolidayKinds.AnnounceKind.By(Announce)];

    private Ruling Take(CaseAct act, ActPlace place) => BookOf(act.Step.Book).Take(act, place, Commission);

    private Ruling Announce(HolidayAnnounce act, ActPlace place)
    {
        var author = _organisations.Author(act).Organisation;
        if (!_definition.Procedures.Exist) return Ruling.Void("no-procedures", act.Kind);
        if (!_definition.Procedures.Bodies.Any(body => body.Organisation == author && body.MayDo(act.Kind)) && !_definition.Procedures.Transcribers.Contains(author))
            return Ruling.Void("office-not-held", act.Kind);
        if (act.Date <= Calendar.Zone.DateOf(place.Tick) && !_definition.Procedures.Transcribers.Contains(author)) return Ruling.Void("holiday-past", act.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Calendar.Holidays.Any(holiday => holiday.Date == act.Date)) return Ruling.Void("holiday-known", act.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (_announced.GetValueOrDefault(author) == MostHolidays) return Ruling.Void("holidays-too-many", author);
        return Ruling.Apply(() =>
        {
            Calendar = Calendar.With(new Holiday(act.Date, place.Tick, act.Code));
            _announced[author] = _announced.GetValueOrDefault(author) + 1;
        });
    }

    private CaseBook BookOf(string book) => book switch
    {
        "parties" => Parties,
        "candidates" => Candidates,
        "endorsements" => Endorsements,
        "resignations" => Resignations,
        "complaints" => Complaints,
        "activities" => Activities,
        "commission" => Commission,
        _ => throw new UnreachableException(book),
    };
}
