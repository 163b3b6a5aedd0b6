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

    /// <summary>How one station stands, in a few words.</summary>
    internal static string Pattern(Speech speech, StationStanding standing) =>
        standing is { Pattern: { } main, Beside: { } beside } ? speech.Say("pattern.beside", speech.Say("pattern." + main.Code()), speech.Say("pattern." + beside.Code()))
        : standing.Pattern is { } pattern ? speech.Say("pattern." + pattern.Code()) : speech.Say("state." + standing.State.Code());
}
