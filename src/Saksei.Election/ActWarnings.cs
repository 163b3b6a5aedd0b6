using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Election.Observation;
using Saksei.Election.Stations;

namespace Saksei.Election;

/// <summary>
/// What an act says that its author may not mean. No rule: it takes effect all the same, for a thing can have been remedied before the
/// answer says so, and two clocks differ. So it is said before the act is handed in.
/// </summary>
public static class ActWarnings
{
    /// <summary>The codes of an act at the register's time.</summary>
    public static ImmutableArray<string> Of(Act act, Moment now) => act switch
    {
        FindingAnswer answer => Promised(answer.Parts.Until < now && !answer.Reported.Is),
        RecommendationAnswer answer => Promised(answer.Parts.Until < now && !answer.Reported.Is),
        ObservationAnswer answer => Promised(answer.By < DayOf(now)),
        StationConditions seen => [.. Warning("times-disordered", seen.Until < seen.From), .. Warning("time-ahead", seen.From > now || seen.Until > now)],
        _ => [],
    };

    // Public record says what date was given, also one long past.
    private static ImmutableArray<string> Promised(bool isPast) => [.. Warning("until-past", isPast)];

    private static IEnumerable<string> Warning(string code, bool holds) => holds ? [code] : [];

    private static DateOnly DayOf(Moment now) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(now.UnixSeconds + now.OffsetMinutes * 60L).DateTime);
}
