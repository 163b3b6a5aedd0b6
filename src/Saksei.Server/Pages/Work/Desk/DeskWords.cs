using Saksei.Election.Cases;
using Saksei.Node;
using Saksei.Words;

namespace Saksei.Server.Pages.Work.Desk;

/// <summary>What desks say beside what pages of cases say.</summary>
internal static class DeskWords
{
    private const long SecondsOfMinute = 60, SecondsOfHour = 3600, SecondsOfDay = 86400, MostHours = 72;

    /// <summary>How much time is left by the register's clock; in hours and minutes where it is short.</summary>
    internal static string Left(Speech speech, CaseRun run)
    {
        var seconds = Math.Max(0, run.Deadlines[^1].At.UnixSeconds - run.AsOf.UnixSeconds);
        return seconds > MostHours * SecondsOfHour ? speech.Say("desk.left.days", seconds / SecondsOfDay)
            : speech.Say("desk.left.hours", seconds / SecondsOfHour, seconds % SecondsOfHour / SecondsOfMinute);
    }

    /// <summary>What an act did.</summary>
    internal static string Kind(Speech speech, ActLine act) =>
        CaseRules.Steps.FirstOrDefault(step => step.Kind == act.Kind.Name) is { } step ? Pages.Cases.CaseWords.Step(speech, step) : speech.Say(act.Kind.Label);

    /// <summary>An article as an act writes it: without blanks.</summary>
    internal static string InAct(string article) => article.Replace(" art. ", "-art-", StringComparison.Ordinal).Replace(' ', '-');
}
