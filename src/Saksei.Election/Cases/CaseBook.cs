using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;
using Saksei.Register.Notes;

namespace Saksei.Election.Cases;

/// <summary>Who sits in a body and may vote, by the book of the commission.</summary>
public interface ISittingMembers
{
    /// <summary>The body in which a member sits; null where the member sits in none.</summary>
    string? BodyOf(string member);

    /// <summary>Whether a key is the member's own: an agent's, enrolled by the organisation that nominated it, under the commitment of the appointment.</summary>
    bool IsOwnKey(string member, KeyState key);

    /// <summary>Whether a member stands aside in a case.</summary>
    bool IsRecused(string member, string caseId);
}

/// <summary>Who signed a step.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Key">The key.</param>
/// <param name="Transcribed">Whether it records the step from a publication, for somebody else.</param>
/// <param name="Tick">The register's time.</param>
internal readonly record struct StepAuthor(string Organisation, KeyName Key, bool Transcribed, Moment Tick);

/// <summary>
/// The cases of one book. What every case has in common is here: the table of steps, whose step it is, what a decision must have.
/// What a state holds is the book's own (<see cref="StateAfter"/>).
/// </summary>
public abstract class CaseBook : CaseRecords
{
    private readonly PagedMap<string, CaseFile> _files;
    private readonly StandingKeeper _standings;
    private readonly OrganisationBook _organisations;
    private readonly CaseCourse _noCourse;

    private protected CaseBook(CaseTable table, ElectionDefinition definition, OrganisationBook organisations)
        : this(table, definition, organisations, new PagedMap<string, CaseFile>(StringComparer.Ordinal), new StandingKeeper())
    {
    }

    /// <summary>A book that goes on from another as it is now.</summary>
    private protected CaseBook(CaseBook start, OrganisationBook organisations)
        : this(start.Table, start.Definition, organisations, new PagedMap<string, CaseFile>(start._files), new StandingKeeper(start._standings))
    {
    }

    private CaseBook(CaseTable table, ElectionDefinition definition, OrganisationBook organisations, PagedMap<string, CaseFile> files, StandingKeeper standings)
        : base(table, files)
    {
        (Definition, _organisations, _files, _standings) = (definition, organisations, files, standings);
        _noCourse = new CaseCourse([.. definition.Procedures.Running.Where(rule => rule.Book == table.Book)]);
    }

    private protected ElectionDefinition Definition { get; }

    private protected Procedures Procedures => Definition.Procedures;

    /// <summary>The cases as they are now, for ever, and how they stand at the register's time.</summary>
    internal CaseBookSnapshot Snapshot(CaseTime now)
    {
        _standings.Settle(_files, now);
        return new CaseBookSnapshot(Table, _files.Snapshot(), _standings.Snapshot(), _standings.Counts);
    }

    internal Ruling Take(CaseAct act, ActPlace place, ISittingMembers members)
    {
        var file = Find(act.Case);
        if (!Procedures.Exist) return Ruling.Void("no-procedures", act.Step.Book);
        if (!act.Step.From.Contains(file?.State.Code ?? CaseStep.Nothing)) return Ruling.Void("step-not-allowed", $"{file?.State.Code ?? CaseStep.Nothing} {act.Step.Verb}");
        var key = _organisations.Author(act);
        var author = new StepAuthor(key.Organisation, act.Header.Signers[0], IsTranscriber(key), place.Tick);
        if (!author.Transcribed && CheckAuthor(file, act, key) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (CheckReferences(act) is { IsApplied: false } stray) return Ruling.Void(stray);
        var decider = DeciderOf(file, act, author);
        if (CheckDecision(act, decider, author.Transcribed, members) is { IsApplied: false } problem) return Ruling.Void(problem);
        if (CheckOwn(file, act, author) is { IsApplied: false } own) return Ruling.Void(own);
        var signed = act.Fields.Votes.Select(vote => vote.Member).Where(member => HasSigned(act, member, members)).ToImmutableArray();
        return Ruling.Apply(() => Keep(Advance(file, act, place, author, decider, signed), act));
    }

    // What it records for others it records by its desk; its agents speak for themselves.
    private bool IsTranscriber(KeyState key) => key.Role == KeyRole.Desk && Procedures.Transcribers.Contains(key.Organisation);

    /// <summary>What the book asks for beyond what all books ask for.</summary>
    private protected virtual Outcome CheckOwn(CaseFile? file, CaseAct act, StepAuthor author) => Outcome.Applied;

    /// <summary>The state after a step that changes it, with its data.</summary>
    private protected abstract CaseState StateAfter(string code, CaseFile? file, CaseAct act, CaseDecision? decision);

    /// <summary>The body that has the case after a step.</summary>
    private protected abstract string BodyAfter(CaseFile? file, CaseAct act);

    private Outcome CheckAuthor(CaseFile? file, CaseAct act, KeyState author) => act.Step.By switch
    {
        StepBy.Anyone => Outcome.Applied,
        StepBy.Body => StepTakers.CheckBody(Procedures, file, act.Step, author.Organisation),
        StepBy.Applicant => CheckApplicant(file, act, author.Organisation),
        StepBy.Party => file is not null && StepTakers.IsParty(file, author.Organisation) ? Outcome.Applied : CheckApplicant(file, act, author.Organisation),
        StepBy.Person => IsPersonal(file, act, author) ? Outcome.Applied : TakesPaper(file) ? CheckCounter(act, author) : Outcome.Void("person-differs", act.Case),
    };

    /// <summary>Whether a key is that of the person whose own the step is.</summary>
    private protected virtual bool IsPersonal(CaseFile? file, CaseAct act, KeyState author) =>
        author.Person == act.Fields.Person && author.Organisation == (file?.Party ?? act.Fields.Party);

    /// <summary>Whether the person may also hand in a paper.</summary>
    private protected virtual bool TakesPaper(CaseFile? file) => true;

    private static Outcome CheckApplicant(CaseFile? file, CaseAct act, string organisation) =>
        StepTakers.CheckApplicant(file?.Applicant ?? act.Fields.Party, organisation);

    // A paper that was handed over at a counter: the desk of the body that took it signs, and names the receipt that it gave.
    private Outcome CheckCounter(CaseAct act, KeyState author)
    {
        if (act.Fields.Receipt.Length == 0) return Outcome.Void("person-differs", act.Case);
        if (author.Role != KeyRole.Desk) return Outcome.Void("role-not-allowed", author.Role.Word);
        return StepTakers.BodiesOf(Procedures, act.Step, author.Organisation).Any() ? Outcome.Applied : Outcome.Void("office-not-held", act.Kind);
    }

    private Outcome CheckReferences(CaseAct act)
    {
        var fields = act.Fields;
        if (act.Step.May.HasFlag(CaseField.Contest) && ContestActs.Find(Definition, fields.Contest, out _) is { IsApplied: false } contest) return contest;
        if (fields.Unit.Length > 0 && Definition.FindUnit(fields.Unit) is null) return Outcome.Void("unit-unknown", fields.Unit);
        if (fields.Body.Length > 0 && Procedures.FindBody(fields.Body) is null) return Outcome.Void("body-unknown", fields.Body);
        foreach (var station in fields.Stations)
            if (Definition.FindStation(station) is null) return Outcome.Void("station-unknown", station);
        foreach (var document in fields.Documents.Select(document => document.Document).Concat(fields.Missing))
            if (!Procedures.Documents.Any(known => known.Code == document)) return Outcome.Void("document-unknown", document);
        foreach (var assessment in fields.Assessments)
            if (!Procedures.Eligibility.Any(known => known.Code == assessment.Rule)) return Outcome.Void("eligibility-unknown", assessment.Rule);
        if (fields.Assessments.DistinctBy(assessment => assessment.Rule).Count() < fields.Assessments.Length) return Outcome.Void("eligibility-twice", act.Case);
        return Outcome.Applied;
    }

    // Of the bodies that an organisation signs for, the one that has the case; where none has, the first whose own the step is.
    private Body? DeciderOf(CaseFile? file, CaseAct act, StepAuthor author)
    {
        var able = Procedures.Bodies.Where(body => body.MayDo(act.Kind) && (author.Transcribed || body.Organisation == author.Organisation)).ToList();
        return able.Find(body => body.Code == file?.Body) ?? able.FirstOrDefault();
    }

    private Outcome CheckDecision(CaseAct act, Body? decider, bool transcribed, ISittingMembers members)
    {
        if (act.Step.IsDecision)
        {
            if (act.Fields.Ground.Length == 0) return Outcome.Void("ground-missing", act.Kind);
            if (!Procedures.Grounds.Any(ground => ground.Code == act.Fields.Ground && ground.Steps.Contains(act.Kind))) return Outcome.Void("ground-unknown", act.Fields.Ground);
            if (act.Fields.Article.Length == 0) return Outcome.Void("article-missing", act.Kind);
        }

        if (CheckVotes(act, decider, members) is { IsApplied: false } outcome) return outcome;
        return decider is not null && act.Step.IsDecision && !transcribed && decider.Voting.IsOn(act.Kind) ? CheckMajority(act, decider.Voting, members) : Outcome.Applied;
    }

    // Beside the author, who is the desk.
    private bool HasSigned(CaseAct act, string member, ISittingMembers members) =>
        act.Header.Signers.Skip(1).Any(signer => _organisations.FindKey(signer) is { } key && members.IsOwnKey(member, key));

    // Where members sign for themselves, what the desk alone reports of a vote counts only where it is against.
    private Outcome CheckMajority(CaseAct act, Voting voting, ISittingMembers members)
    {
        var counted = act.Fields.Votes.Where(vote => !voting.IsSigned || HasSigned(act, vote.Member, members)).ToList();
        var (present, inFavour, against) = (counted.Count(vote => vote.Vote != Vote.Recused), counted.Count(vote => vote.Vote == Vote.For), act.Fields.Votes.Count(vote => vote.Vote == Vote.Against));
        if (present < voting.Quorum) return Outcome.Void("quorum-missing", $"{present} {voting.Quorum}");
        return inFavour > against ? Outcome.Applied : Outcome.Void("majority-missing", $"{inFavour} {against}");
    }

    private static Outcome CheckVotes(CaseAct act, Body? decider, ISittingMembers members)
    {
        var voted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var vote in act.Fields.Votes)
        {
            if (members.BodyOf(vote.Member) is not { } body) return Outcome.Void("member-unknown", vote.Member);
            if (decider is not null && body != decider.Code) return Outcome.Void("member-of-another-body", vote.Member);
            if (!voted.Add(vote.Member)) return Outcome.Void("member-twice", vote.Member);
            if (vote.Vote != Vote.Recused && members.IsRecused(vote.Member, act.Case)) return Outcome.Void("member-recused", vote.Member);
        }

        return Outcome.Applied;
    }

    /// <summary>What the book keeps of a step beside the case, by the difference that it makes.</summary>
    private protected virtual void Note(CaseFile? before, CaseFile after, CaseAct act)
    {
    }

    /// <summary>Whose act it is.</summary>
    private protected string AuthorOf(CaseAct act) => _organisations.Author(act).Organisation;

    /// <summary>A body that is addressed by name must be one that may decide.</summary>
    private protected Outcome CheckNamed(CaseAct act, string decision) =>
        act.Fields.Body.Length == 0 || (Procedures.FindBody(act.Fields.Body)?.MayDo(decision) ?? false) ? Outcome.Applied : Outcome.Void("body-not-competent", act.Fields.Body);

    /// <summary>The body that an act addresses by name, or null.</summary>
    private protected static string? Named(CaseAct act) => act.Fields.Body.Length > 0 ? act.Fields.Body : null;

    private void Keep(CaseFile file, CaseAct act)
    {
        Note(Find(file.Id), file, act);
        _standings.Change(_files.Set(file.Id, file));
    }

    private CaseFile Advance(CaseFile? file, CaseAct act, ActPlace place, StepAuthor author, Body? decider, ImmutableArray<string> signed)
    {
        var body = BodyAfter(file, act);
        var decision = act.Step.IsDecision
            ? new CaseDecision(act.Step.Verb, decider?.Code ?? body, act.Fields.Ground, act.Fields.Article, act.Fields.Votes, signed, place) : file?.Decision;
        var before = file ?? Open(act, author);
        var state = act.Step.To == CaseStep.Same ? before.State : StateAfter(act.Step.To, file, act, decision);
        var entry = new CaseEvent(act.Step, author.Organisation, author.Key, author.Transcribed, act.Fields, place, act.Header.At, state.Code, body) { Signed = signed };
        return WithMemory(WithNotice(before, act), entry) with { State = state, Body = body, Decision = decision, Events = before.Events.Add(entry) };
    }

    // What later steps ask of all earlier ones, so that none looks through them.
    private static CaseFile WithMemory(CaseFile file, CaseEvent entry)
    {
        var anew = entry.Step.Verb is "file" or "appeal";
        return file with
        {
            Course = file.Course.After(file, entry),
            Places = entry.Fields.Count ?? file.Places,
            Level = file.Level + (anew ? 1 : 0),
            Bodies = anew ? [entry.Body] : file.Bodies.Add(entry.Body),
        };
    }

    private CaseFile Open(CaseAct act, StepAuthor author) => new()
    {
        Table = Table,
        Id = act.Case,
        Applicant = ApplicantOf(act, author),
        State = new NotOpen(),
        Course = _noCourse,
        Party = act.Fields.Party,
        Unit = act.Fields.Unit,
        Contest = act.Fields.Contest,
        Against = act.Fields.Against,
        Complaint = act.Fields.Complaint,
        Remedy = act.Fields.Remedy,
        Template = act.Fields.Template,
        Stations = act.Fields.Stations,
        Person = act.Fields.Person,
    };

    // What a body opens for a party, takes from its candidate, or a transcriber records, is the party's own case.
    private static string ApplicantOf(CaseAct act, StepAuthor author) =>
        act.Fields.Party.Length > 0 && (author.Transcribed || act.Step.By is StepBy.Body or StepBy.Person) ? act.Fields.Party : author.Organisation;

    // A new decision has not been served yet.
    private static CaseFile WithNotice(CaseFile file, CaseAct act) => act.Step.Verb switch
    {
        "serve" => file with { Served = act.Fields.On },
        "receive" => file with { Received = file.Received ?? act.Fields.On },
        _ => act.Step.IsDecision ? file with { Served = null, Received = null } : file,
    };

    private sealed record NotOpen() : CaseState(CaseStep.Nothing);
}
