using Saksei.Election.Clock;
using Saksei.Election.Reading;

namespace Saksei.Election.Definition;

/// <summary>Words of procedures.</summary>
public static class ProcedureVocabulary
{
    internal static readonly Vocabulary<Trigger> Triggers = new(
        (Trigger.Filing, "filing"), (Trigger.NoticeReceived, "notice-received"), (Trigger.Posting, "posting"), (Trigger.PollingDay, "polling-day"),
        (Trigger.ResultDeclared, "result-declared"), (Trigger.Fact, "fact"), (Trigger.Request, "request"), (Trigger.Decision, "decision"));

    internal static readonly Vocabulary<LengthUnit> Units = new(
        (LengthUnit.Hours, "hours"), (LengthUnit.CalendarDays, "calendar-days"), (LengthUnit.WorkingDays, "working-days"), (LengthUnit.ClockTime, "clock-time"));

    internal static readonly Vocabulary<EligibilityKind> EligibilityKinds = new(
        (EligibilityKind.Declaration, "declaration"), (EligibilityKind.Age, "age"), (EligibilityKind.VoterList, "voter-list"), (EligibilityKind.Voted, "voted"));

    extension(Trigger trigger)
    {
        /// <summary>Its word.</summary>
        public string Word => Triggers[trigger];
    }

    extension(LengthUnit unit)
    {
        /// <summary>Its word.</summary>
        public string Word => Units[unit];
    }

    extension(EligibilityKind kind)
    {
        /// <summary>Its word.</summary>
        public string Word => EligibilityKinds[kind];
    }
}
