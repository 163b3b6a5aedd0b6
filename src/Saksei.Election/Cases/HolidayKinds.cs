using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Cases;

/// <summary>The kind by which a day becomes free.</summary>
public static class HolidayKinds
{
    /// <summary><c>clock/holiday</c>.</summary>
    public static ActKind Announce => AnnounceKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Announce];

    internal static ActKind<HolidayAnnounce> AnnounceKind { get; } = new(
        "clock/holiday", [KeyRole.Desk],
        "A day becomes free; deadlines that are running when it is sequenced are extended, none is revived ([procedures.md](procedures.md#deadlines)). Signed by the desk of a body whose own it is.")
    {
        Set = FieldSet<HolidayAnnounce>.Of([Fields.Date, Fields.Code]),
        Make = (header, read) => new HolidayAnnounce(header, read.Of(Fields.Date), read.Of(Fields.Code)),
        About = act => new ActAbout([], "", act.Code),
    };

    private static class Fields
    {
        internal static readonly Field<HolidayAnnounce, DateOnly> Date = new("date", ActCodecs.Date, act => act.Date, "the day");
        internal static readonly Field<HolidayAnnounce, string> Code = new("code", ActCodecs.Code, act => act.Code, "what it is called");
    }
}
