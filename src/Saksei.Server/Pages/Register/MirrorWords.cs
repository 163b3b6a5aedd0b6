using Saksei.Election.Clock;
using Saksei.Node.Mirroring;
using Saksei.Words;

namespace Saksei.Server.Pages.Register;

/// <summary>How a mirror stands, in words.</summary>
internal static class MirrorWords
{
    // Between two looks it is up to date.
    private static readonly TimeSpan Current = TimeSpan.FromMinutes(2);

    /// <summary>Of which register, and how far behind it is.</summary>
    internal static string Standing(Speech speech, MirrorStanding mirror)
    {
        var of = speech.Say("mirror.of", mirror.Document.Address);
        if (mirror.Behind is not { } behind || mirror.Document.UpToDateAt is not { } at) return of + " " + speech.Say("mirror.never");
        var minutes = (long)behind.TotalMinutes;
        return of + " " + (behind < Current ? speech.Say("mirror.current", Time(speech, at)) : speech.Say("mirror.behind", minutes / 60, minutes % 60, Time(speech, at)));
    }

    /// <summary>A moment of this machine's clock.</summary>
    internal static string Time(Speech speech, DateTimeOffset at) => speech.Time(new Moment(at.ToUnixTimeSeconds(), 0));
}
