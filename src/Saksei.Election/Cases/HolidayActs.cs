using Saksei.Election.Acts;

namespace Saksei.Election.Cases;

/// <summary><c>clock/holiday</c>: a day becomes free. It extends deadlines that are running when it is sequenced, and revives none.</summary>
/// <param name="Header">Signed by the body whose own it is.</param>
/// <param name="Date">The day, as <c>2023-05-18</c>.</param>
/// <param name="Code">What it is called, as a code.</param>
public sealed record HolidayAnnounce(ActHeader Header, DateOnly Date, string Code) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => HolidayKinds.Announce;
}
