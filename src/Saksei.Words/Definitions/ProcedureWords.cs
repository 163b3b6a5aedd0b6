using System.Globalization;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;

namespace Saksei.Words.Definitions;

/// <summary>How cases are dealt with, in words: who must do what within which time, and on which article.</summary>
internal sealed class ProcedureWords(Speech speech, ElectionDefinition definition)
{
    private Procedures Procedures => definition.Procedures;

    internal IEnumerable<(string Heading, IEnumerable<string> Sentences)> Parts() => !Procedures.Exist ? [] :
    [
        ("explain.running", Procedures.Running.Select(Running).Concat(Unused())), ("explain.calendar", Calendar()), ("explain.bodies", Procedures.Bodies.Select(Body)),
        ("explain.decision-grounds", Procedures.Grounds.Select(Ground)), ("standing.documents", Procedures.Documents.Select(Document)),
        ("standing.complaints", Procedures.Complaints.Select(Complaint)), ("standing.rules", Procedures.Eligibility.Select(Eligibility)),
        ("explain.comparisons", Comparisons()), ("explain.transcribers", Transcribers()),
    ];

    private string Running(RunningDeadline running)
    {
        var known = Procedures.FindDeadline(running.Deadline);
        var what = known is null ? running.Deadline : Named(known);
        var state = running.State == CaseStep.Nothing ? speech.Say("explain.running.until-open") : StateName(running.Book, running.State);
        var sentence = speech.Say("explain.running.line", speech.Say("cases.book." + running.Book), state, Bound(running), what);
        return sentence + Only(running);
    }

    private string Bound(RunningDeadline running) => running.Binds == "applicant" ? speech.Say("explain.binds.applicant")
        : running.Body.Length > 0 ? BodyName(running.Body) : speech.Say("explain.binds.body");

    private string Only(RunningDeadline running) =>
        (running.Binds == "applicant" && running.Body.Length > 0 ? "; " + speech.Say("explain.running.before", BodyName(running.Body)) : "")
        + (Procedures.FindComplaint(running.Complaint) is { } kind ? "; " + speech.Say("explain.running.kind", speech.Name(kind.Names, kind.Code)) : "")
        + (running.Remedy.Length > 0 ? "; " + speech.Say("explain.running.remedy", speech.Say("remedy." + running.Remedy)) : "");

    private IEnumerable<string> Unused() => Procedures.Deadlines.Where(deadline => Procedures.Running.All(running => running.Deadline != deadline.Rule.Code)).Select(Named);

    private string Named(NamedDeadline deadline)
    {
        var rule = deadline.Rule;
        var length = speech.Say("length." + rule.Unit.Word, rule.Length, TimeOf(rule.ClosesAt)) + (rule.IsBefore ? " " + speech.Say("length.before") : "");
        var from = speech.Say(rule is { IsBefore: true, Trigger: Trigger.Fact } ? "trigger.event" : "trigger." + rule.Trigger.Word);
        var sentence = speech.Say("explain.deadline", speech.Name(deadline.Names, rule.Code), rule.Code, length, from);
        return DefinitionExplanation.By(speech, sentence + Details(rule), rule.Article);
    }

    private string Details(DeadlineRule rule) =>
        (rule.ClosesAt != DeadlineRule.EndOfDay && rule.Unit != LengthUnit.ClockTime ? "; " + speech.Say("explain.deadline.closes", TimeOf(rule.ClosesAt)) : "")
        + (rule.MovesOffFreeDays ? "; " + speech.Say("explain.deadline.moves") : "")
        + (rule.NotBefore is { } least ? "; " + speech.Say("explain.deadline.not-before", speech.Say("length." + rule.Unit.Word, least, TimeOf(rule.ClosesAt))) : "");

    private static string TimeOf(int second) => string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}");

    private string StateName(string book, string state) => speech.Say(speech.Knows($"case.state.{book}.{state}") ? $"case.state.{book}.{state}" : "case.state." + state);

    private string BodyName(string code) => Procedures.FindBody(code) is { } body ? speech.Body(body) : code;

    private IEnumerable<string> Calendar()
    {
        var calendar = Procedures.Calendar;
        yield return speech.Say("explain.weekend", speech.List([.. calendar.Weekend.Order().Select(day => speech.Say("day." + day.ToString().ToLowerInvariant()))]));
        foreach (var offset in calendar.Zone.Offsets) yield return speech.Say("explain.offset", speech.Day(DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(offset.FromUnixSeconds).DateTime)), Offset(offset.Minutes));
        foreach (var holiday in calendar.Holidays)
            yield return speech.Say("explain.holiday", speech.Day(holiday.Date), Procedures.Holidays.FirstOrDefault(known => known.Code == holiday.Code) is { } named ? speech.Name(named.Names, holiday.Code) : holiday.Code, speech.LocalTime(holiday.Announced));
    }

    private static string Offset(int minutes) => string.Create(CultureInfo.InvariantCulture, $"UTC{(minutes < 0 ? '−' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");

    private string Body(Body body)
    {
        var does = speech.List([.. body.Does.Select(Step)]);
        var sentence = speech.Say("explain.body", speech.Body(body), speech.Organisation(definition, body.Organisation), does);
        return body.Voting.Steps.IsEmpty ? sentence : sentence + "; " + speech.Say(body.Voting.IsSigned ? "explain.voting.signed" : "explain.voting", speech.Number(body.Voting.Quorum), speech.List([.. body.Voting.Steps.Select(Step)]));
    }

    // A kind of act in words; of all of a book: the book.
    private string Step(string kind)
    {
        var parts = kind.Split('/');
        if (parts[1] == "*") return speech.Say("explain.step.all", speech.Say("cases.book." + parts[0]));
        if (!speech.Knows("cases.book." + parts[0])) return speech.Word("act", kind.Replace('/', '-'));
        var own = $"case.step.{parts[0]}.{parts[1]}";
        return speech.Say("sentence.place", speech.Say("cases.book." + parts[0]), speech.Say(speech.Knows(own) ? own : "case.step." + parts[1]));
    }

    private string Ground(DecisionGround ground) => DefinitionExplanation.By(speech,
        speech.Say("explain.decision-ground", speech.Name(ground.Names, ground.Code), ground.Code, speech.List([.. ground.Steps.Select(Step)])), ground.Article);

    private string Document(NamedCode document) => DefinitionExplanation.By(speech, speech.Say("explain.named", speech.Name(document.Names, document.Code), document.Code), document.Article);

    private string Complaint(ComplaintKind kind) => DefinitionExplanation.By(speech,
        speech.Say("explain.complaint", speech.Name(kind.Names, kind.Code), kind.Code, string.Join(" → ", kind.Chain.Select(BodyName))), kind.Article);

    private string Eligibility(EligibilityRule rule) => DefinitionExplanation.By(speech,
        speech.Say("explain.named", speech.Name(rule.Names, rule.Code), rule.Code) + (rule.Kind == EligibilityKind.VoterList ? "" : ": " + speech.Say("eligibility." + rule.Kind.Word, rule.Number)), rule.Article);

    private IEnumerable<string> Comparisons()
    {
        foreach (var grouping in Procedures.Groupings)
            yield return speech.Say("explain.grouping", speech.Name(grouping.Names, grouping.Code), string.Join("; ", grouping.Groups.Select(group =>
                speech.Say("explain.group", speech.Name(group.Names, group.Code), speech.List([.. group.Members.Select(member => speech.Organisation(definition, member))])))));
        foreach (var family in Procedures.Families) yield return Family(family);
        yield return speech.Say("explain.level", DefinitionExplanation.Percent(speech, Procedures.Level));
    }

    private string Family(TestFamily family)
    {
        var tested = speech.Say("explain.family", speech.Name(family.Names, family.Code), speech.List([.. family.Questions.Select(question => speech.Word("question", question))]));
        return family.Groupings.IsEmpty ? tested
            : speech.Say("explain.family.by", tested, speech.List([.. Procedures.Groupings.Where(family.IsBy).Select(grouping => speech.Name(grouping.Names, grouping.Code))]));
    }

    private IEnumerable<string> Transcribers() => Procedures.Transcribers.Order(StringComparer.Ordinal).Select(code => speech.Say("explain.transcriber", speech.Organisation(definition, code)));
}
