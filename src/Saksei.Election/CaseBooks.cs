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
    private readonly OrganisationBook _organisations;

    internal CaseBooks(ElectionDefinition definition, OrganisationBook organisations)
    {
        (_definition, _organisations, Calendar) = (definition, organisations, definition.Procedures.Calendar);
        Parties = new PartyBook(definition, organisations);
        Candidates = new CandidateBook(definition, organisations);
        Endorsements = new EndorsementBook(definition, organisations);
        Resignations = new ResignationBook(definition, organisations);
        Complaints = new ComplaintBook(definition, organisations);
        Activities = new ActivityBook(definition, organisations);
        Commission = new CommissionBook(definition, organisations);
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
        var moments = new ElectionMoments(calendar.Zone.At(definition.Head.Date, 0), resultDeclared);
        return new CaseView(file, CaseClock.Of(file, definition.Procedures, calendar, moments, asOf));
    }

    /// <summary>Stations of which a complaint asks for a recount or an annulment that is neither refused nor carried out; or only those where it was ordered.</summary>
    public ImmutableHashSet<string> DisputedStations(bool orderedOnly = false) =>
        Disputed(Complaints.Files, orderedOnly);

    /// <summary>The same of some complaints.</summary>
    internal static ImmutableHashSet<string> Disputed(IEnumerable<CaseFile> complaints, bool orderedOnly) =>
        [.. complaints.Where(file => ComplaintBook.OpensStations(file, orderedOnly)).SelectMany(file => file.Stations)];

    internal Ruling Take(CaseAct act, ActPlace place) => BookOf(act.Step.Book).Take(act, place, Commission);

    internal Ruling Announce(HolidayAnnounce act, ActPlace place)
    {
        var author = _organisations.Author(act).Organisation;
        if (!_definition.Procedures.Exist) return Ruling.Void("no-procedures", act.Kind);
        if (!_definition.Procedures.Bodies.Any(body => body.Organisation == author && body.MayDo(act.Kind)) && !_definition.Procedures.Transcribers.Contains(author))
            return Ruling.Void("office-not-held", act.Kind);
        if (act.Date <= Calendar.Zone.DateOf(place.Tick) && !_definition.Procedures.Transcribers.Contains(author)) return Ruling.Void("holiday-past", act.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Calendar.Holidays.Any(holiday => holiday.Date == act.Date)) return Ruling.Void("holiday-known", act.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return Ruling.Apply(() => Calendar = Calendar.With(new Holiday(act.Date, place.Tick, act.Code)));
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
