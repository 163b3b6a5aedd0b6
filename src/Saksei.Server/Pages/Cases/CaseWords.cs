using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Words;

namespace Saksei.Server.Pages.Cases;

/// <summary>What is said of cases, on pages and by the command: short, and of nobody's intent.</summary>
public static class CaseWords
{
    /// <summary>The state in words; overdue is said with it.</summary>
    public static string State(Speech speech, CaseStanding standing)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(standing);
        var state = StateName(speech, standing.File.Table.Book, standing.Shown);
        return standing.IsOverdue && !standing.TookEffect ? speech.Say("case.overdue", state) : state;
    }

    /// <summary>A state's name: the book's own, or that which all books share.</summary>
    public static string StateName(Speech speech, string book, string state)
    {
        ArgumentNullException.ThrowIfNull(speech);
        var own = $"case.state.{book}.{state}";
        return speech.Say(speech.Knows(own) ? own : "case.state." + state);
    }

    /// <summary>What a step is called.</summary>
    public static string Step(Speech speech, CaseStep step)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(step);
        var own = "case.step." + step.Book + "." + step.Verb;
        return speech.Say(speech.Knows(own) ? own : "case.step." + step.Verb);
    }

    /// <summary>What a case is called: a party by its name, all else by its code.</summary>
    public static string Title(Speech speech, ElectionDefinition definition, CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(file);
        var name = Organisation(speech, definition, file.Id);
        return file.Table == CaseRules.Parties && name != file.Id ? name : speech.Say("case.title." + file.Table.Book, file.Id);
    }

    /// <summary>What a body is called.</summary>
    public static string Body(Speech speech, Procedures procedures, string code)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(procedures);
        return procedures.FindBody(code) is { } body ? speech.Body(body) : code;
    }

    /// <summary>What an organisation or party is called.</summary>
    public static string Organisation(Speech speech, ElectionDefinition definition, string code)
    {
        ArgumentNullException.ThrowIfNull(speech);
        return speech.Organisation(definition, code);
    }

    /// <summary>The name of a place; its code where it isn't known.</summary>
    internal static string Place(Frame frame, string code) => frame.Definition.FindUnit(code) is { } unit ? frame.Name(unit) : code;

    /// <summary>The name of a kind of complaint.</summary>
    internal static string Kind(Frame frame, string code) =>
        frame.Definition.Procedures.FindComplaint(code) is { } kind ? frame.Speech.Name(kind.Names, code) : code;

    /// <summary>A ground's name.</summary>
    public static string Ground(Speech speech, Procedures procedures, string code)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(procedures);
        return procedures.Grounds.FirstOrDefault(ground => ground.Code == code) is { } ground ? speech.Name(ground.Names, code) : code;
    }

    /// <summary>An article as a sentence cites it; an act writes it without blanks: <c>LEMNA-art-27</c>.</summary>
    public static string Article(Speech speech, string article)
    {
        ArgumentNullException.ThrowIfNull(speech);
        return article switch { "" => "", "unverified" => speech.Say("decision.article.unverified"), _ => speech.Say("decision.article", article.Replace("-art-", " art. ", StringComparison.Ordinal).Replace('-', ' ')) };
    }

    /// <summary>One step that was taken, with what it decided.</summary>
    public static string Event(Speech speech, ElectionDefinition definition, CaseEvent entry)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(entry);
        List<string> parts = [speech.Say("sentence.one", Step(speech, entry.Step))];
        if (entry.Fields.Ground.Length > 0) parts.Add(speech.Say("case.ground", Ground(speech, definition.Procedures, entry.Fields.Ground)));
        if (entry.Fields.Article.Length > 0) parts.Add(Article(speech, entry.Fields.Article));
        if (!entry.Fields.Missing.IsEmpty) parts.Add(speech.Say("case.missing", speech.List([.. entry.Fields.Missing.Select(code => Named(speech, definition.Procedures.Documents, code))])));
        if (!entry.Fields.Documents.IsEmpty) parts.Add(speech.Say("case.documents", speech.List([.. entry.Fields.Documents.Select(document => Document(speech, definition, document))])));
        if (entry.Fields.Remedy.Length > 0) parts.Add(speech.Say("case.remedy", speech.Word("remedy", entry.Fields.Remedy)));
        if (!entry.Fields.Assessments.IsEmpty) parts.Add(Assessments(speech, definition.Procedures, entry.Fields.Assessments));
        if (entry.Fields.By.Length > 0) parts.Add(speech.Say("case.by-whom." + entry.Step.Verb, Organisation(speech, definition, entry.Fields.By)));
        if (entry.Fields.Against.Length > 0 && entry.Step.Verb == "declare") parts.Add(speech.Say("case.tie", Organisation(speech, definition, entry.Fields.Against)));
        if (entry.Fields.Refers.Length > 0) parts.Add(speech.Say("case.refers", entry.Fields.Refers));
        if (entry.Fields.Receipt.Length > 0) parts.Add(speech.Say("case.receipt", entry.Fields.Receipt));
        if (entry.Fields.Fact is { } fact) parts.Add(speech.Say("case.fact", speech.Time(fact)));
        if (entry.Fields.On is { } on) parts.Add(speech.Say("case.on", DayOrTime(speech, entry, on)));
        if (!entry.Fields.Votes.IsEmpty) parts.Add(Votes(speech, entry));
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    /// <summary>Where a deadline stands.</summary>
    public static string Run(Speech speech, ElectionDefinition definition, CaseRun run)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(run);
        var name = definition.Procedures.FindDeadline(run.Running.Deadline) is { } rule ? speech.Name(rule.Names, run.Running.Deadline) : run.Running.Deadline;
        var key = Standing(run);
        return speech.Say("case.run." + (run.Running.Binds == "applicant" && key is "overdue" or "late" ? "lapsed" : key), name,
            run.Deadlines.IsEmpty ? "" : speech.LocalTime(run.IsEarly ? run.Deadlines[0].NotBefore!.Value : run.Deadlines[^1].At));
    }

    private static string Standing(CaseRun run) => run switch
    {
        { Deadlines.IsEmpty: true } => run.IsRunning ? "waits" : "never-began",
        { IsTerm: true } => run.IsOverdue ? "filed-late" : "filed",
        { IsEarly: true } => "early",
        { IsDisputed: true } => "disputed",
        { IsOverdue: true } => run.IsRunning ? "overdue" : "late",
        { IsRunning: true } => "runs",
        _ => run.IsKept ? "kept" : "stopped",
    };

    /// <summary>Who did it: who signed it or, where somebody recorded it from a publication, whose step it was, as far as the table says.</summary>
    public static string Actor(Speech speech, ElectionDefinition definition, CaseFile file, CaseEvent entry)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(entry);
        var body = (file.Before(entry) ?? entry).Body;
        return (entry.Transcribed, entry.Step.By) switch
        {
            (true, StepBy.Body) when body.Length > 0 => Body(speech, definition.Procedures, body),
            (false, StepBy.Person) when file.Table == CaseRules.Commission =>
                speech.Say(entry.Fields.Receipt.Length == 0 ? "case.member-of" : "case.member-paper", Organisation(speech, definition, entry.Organisation)),
            (false, StepBy.Person) => speech.Say(entry.Organisation == file.Party ? "case.candidate-of" : "case.by-paper", Organisation(speech, definition, entry.Organisation)),
            (true, StepBy.Applicant or StepBy.Party) => Organisation(speech, definition, file.Party.Length > 0 ? file.Party : file.Applicant),
            _ => Organisation(speech, definition, entry.Organisation),
        };
    }

    /// <summary>Where it is known from, if those whose step it was didn't sign it themselves; otherwise empty.</summary>
    public static string Source(Speech speech, ElectionDefinition definition, CaseEvent entry)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(entry);
        var organisation = Organisation(speech, definition, entry.Organisation);
        if (entry.Transcribed) return speech.Say("case.transcribed", organisation);
        return entry.Step.IsReportedByApplicant ? speech.Say("case.reported-by-applicant", organisation) : "";
    }

    /// <summary>When; of what was recorded from a publication the day, where no more than a day is known.</summary>
    public static string When(Speech speech, CaseEvent entry)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(entry);
        return DayOrTime(speech, entry, entry.Place.Tick);
    }

    private static string DayOrTime(Speech speech, CaseEvent entry, Moment moment) =>
        entry.Transcribed && speech.IsEdgeOfDay(moment) ? speech.Date(moment) : speech.Time(moment);

    /// <summary>What makes a case like others: its kind, its place, whom it is against.</summary>
    public static List<string> Facts(Speech speech, ElectionDefinition definition, CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(file);
        List<string> facts = [];
        if (definition.Procedures.FindComplaint(file.Complaint) is { } kind) facts.Add(speech.Say("case.kind", speech.Name(kind.Names, kind.Code)));
        if (file.Contest.Length > 0 && definition.FindContest(file.Contest) is { } contest) facts.Add(speech.Say("case.contest", speech.Name(contest.Head.Names, contest.Code)));
        if (definition.FindUnit(file.Unit) is { } unit) facts.Add(speech.Say("case.place", speech.Name(unit.Names, unit.Code)));
        if (file.Against.Length > 0) facts.Add(speech.Say("case.against", Organisation(speech, definition, file.Against)));
        return facts;
    }

    /// <summary>The whole file in words, as the command prints it.</summary>
    public static string Text(Speech speech, ElectionDefinition definition, CaseView view, bool simulated = false)
    {
        ArgumentNullException.ThrowIfNull(speech);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder();
        if (simulated) text.Append(speech.Say("simulated")).Append('\n');
        text.Append(Title(speech, definition, view.File)).Append('\n').Append(speech.Sentence(State(speech, view.Standing))).Append("\n\n");
        foreach (var entry in view.File.Events)
        {
            text.Append(When(speech, entry)).Append(" · ").Append(Actor(speech, definition, view.File, entry)).Append(" · ").Append(Event(speech, definition, entry));
            if (Source(speech, definition, entry) is { Length: > 0 } source) text.Append(" (").Append(source).Append(')');
            text.Append('\n');
        }

        foreach (var run in view.Runs)
        {
            text.Append('\n').Append(Run(speech, definition, run)).Append('\n');
            foreach (var sentence in run.Deadlines.SelectMany(deadline => DeadlineWords.Of(speech, definition, deadline))) text.Append("  ").Append(sentence).Append('\n');
        }

        text.Append('\n').Append(speech.Say("case.next")).Append('\n');
        foreach (var step in view.File.Next) text.Append("  ").Append(Step(speech, step)).Append(" (").Append(speech.Say("case.by." + step.By.Word)).Append(")\n");
        return text.ToString();
    }

    internal static string Document(Speech speech, ElectionDefinition definition, DocumentRecord document) =>
        speech.Say("case.document", Named(speech, definition.Procedures.Documents, document.Document), speech.Say("document." + document.Form.Word));

    private static string Assessments(Speech speech, Procedures procedures, ImmutableArray<Assessment> assessments) => string.Join(' ',
        assessments.GroupBy(one => one.Outcome).OrderBy(outcome => outcome.Key).Select(outcome => speech.Say("case.assessed." + outcome.Key.Word,
            string.Join(speech.Say("list.semicolon"), outcome.Select(one => procedures.Eligibility.FirstOrDefault(rule => rule.Code == one.Rule) is { } rule ? speech.Name(rule.Names, rule.Code) : one.Rule)))));

    private static string Votes(Speech speech, CaseEvent entry)
    {
        string Counted(IEnumerable<MemberVote> votes, string key)
        {
            var parts = votes.GroupBy(vote => vote.Vote).OrderBy(how => how.Key).Select(how => speech.Say("case.vote." + how.Key.Word, how.Count())).ToList();
            return parts.Count == 0 ? "" : speech.Say(key, string.Join(speech.Say("list.comma"), parts));
        }

        var signed = entry.Fields.Votes.ToLookup(vote => entry.Signed.Contains(vote.Member));
        return string.Join(' ', new[] { Counted(signed[true], "case.votes.signed"), Counted(signed[false], "case.votes.by-desk") }.Where(part => part.Length > 0));
    }

    private static string Named(Speech speech, ImmutableArray<NamedCode> all, string code) =>
        all.FirstOrDefault(named => named.Code == code) is { } named ? speech.Name(named.Names, code) : code;
}
