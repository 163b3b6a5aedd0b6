using Saksei.Election.Clock;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Words;

namespace Saksei.Server.Pages.Register;

/// <summary>How far a co-signer is, in words; the same for readers and for the operator.</summary>
internal static class CosignerWords
{
    /// <summary>Up to which act it has signed, and how far that is behind what readers are shown, by the register's own time.</summary>
    internal static string UpTo(Speech speech, RegisterHost host, CosignerStanding one)
    {
        var published = host.PublishedSize;
        if (one.Size == 0) return speech.Say("cosigners.none");
        if (one.Size >= published) return speech.Say("cosigners.up-to-date", one.Size);
        var minutes = (TickAt(host, published) - TickAt(host, one.Size)) / 60;
        return speech.Say("cosigners.behind", one.Size, published - one.Size, minutes / 60, minutes % 60);
    }

    /// <summary>When it signed last, by its own clock; empty before it did.</summary>
    internal static string When(Speech speech, int offsetMinutes, CosignerStanding one) =>
        one.UnixSeconds == 0 ? "" : speech.Time(new Moment(one.UnixSeconds, offsetMinutes));

    /// <summary>Why it didn't sign what it was asked for last; empty where it did.</summary>
    internal static string Trouble(Speech speech, RegisterHost host, CosignerStanding one) =>
        host.CosignerTroubles.GetValueOrDefault(one.Cosigner.Name) is { Length: > 0 } code ? speech.Message(code) : "";

    private static long TickAt(RegisterHost host, long size) => host.Lines(size - 1, size)[0].Tick.UnixSeconds;
}
