using Saksei.Election.Clock;
using Saksei.Election.Files;
using Saksei.Election.Results;
using Saksei.Words;

namespace Saksei.Server.Pages;

/// <summary>Sentences that more than one page says.</summary>
internal static class Sentences
{
    /// <summary>How many stations have reported, and how many have copies that differ.</summary>
    internal static string Reported(Speech speech, Tally tally, int contradicted)
    {
        var reported = tally.Reported == tally.Stations ? speech.Say("reported.all", tally.Stations)
            : tally.Reported == 0 ? speech.Say("reported.none", tally.Stations)
            : speech.Say("reported.some", tally.Reported, tally.Stations);
        return speech.Say("sentence.two", reported, contradicted == 0 ? speech.Say("differ.none") : speech.Say("differ.some", contradicted));
    }

    /// <summary>Of some that were asked for an answer by a date: how many gave it in time, late, or not at all.</summary>
    internal static string Answers(Speech speech, AnswerTimes times)
    {
        var most = times.MostDaysLate == 0 ? speech.Say("answers.late.hours") : speech.Say("findings.days", times.MostDaysLate);
        List<string> parts = [speech.Say("answers.in-time", times.InTime), speech.Say("answers.unanswered", times.Unanswered)];
        if (times.Late > 0) parts.Insert(1, speech.Say("answers.late", times.Late, most));
        if (times.Waiting > 0) parts.Add(speech.Say("answers.waiting", times.Waiting));
        return speech.Say("sentence.one", string.Join(speech.Say("list.semicolon"), parts));
    }

    /// <summary>The same of one: when the answer came and how late, or how long it has been due, or how long there is.</summary>
    internal static string Answer(Speech speech, AnswerTime time, Moment now) => time switch
    {
        { Answered: { } came, LateDays: null } => speech.Say("answer.came.in-time", speech.Date(came)),
        { Answered: { } came, LateDays: 0 } => speech.Say("answer.came.late-hours", speech.Date(came)),
        { Answered: { } came, LateDays: { } days } => speech.Say("answer.came.late", days, speech.Date(came)),
        { IsOver: true } => speech.Say("answer.over", time.Due.DaysUntil(now)),
        _ => speech.Say("answer.waits", now.DaysUntil(time.Due)),
    };

    /// <summary>That a file was taken down: why, by which article, by whom, when.</summary>
    internal static string TakenDown(Frame frame, TakenDown taken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var speech = frame.Speech;
        return speech.Say("file.taken-down", speech.Say("file.taken-down." + taken.Act.Ground.Word), taken.Act.Article, frame.NameOfOrganisation(taken.By));
    }

    /// <summary>How one station stands, in a few words.</summary>
    internal static string Pattern(Speech speech, StationStanding standing) =>
        standing is { Pattern: { } main, Beside: { } beside } ? speech.Say("pattern.beside", speech.Say("pattern." + main.Code()), speech.Say("pattern." + beside.Code()))
        : standing.Pattern is { } pattern ? speech.Say("pattern." + pattern.Code()) : speech.Say("state." + standing.State.Code());
}
