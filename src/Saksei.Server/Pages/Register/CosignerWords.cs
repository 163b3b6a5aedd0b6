using Saksei.Election.Clock;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Words;

namespace Saksei.Server.Pages.Register;

/// <summary>How far a co-signer is, in words; the same for readers and for the operator.</summary>
internal static class CosignerWords
{
    /// <summary>
    /// Up to which act it has signed, and how far it is behind the log, by the register's own time: since the first act that it hasn't
    /// signed. One that answers and has signed what readers are shown is up to date; acts come in while it signs.
    /// </summary>
    internal static string UpTo(Speech speech, RegisterHost host, CosignerStanding one)
    {
        var head = host.Head.Size;
        if (one.Size == 0) return speech.Say("cosigners.none");
        if (one.Size >= head) return speech.Say("cosigners.up-to-date", one.Size);
        var minutes = (TickOf(host, head - 1) - TickOf(host, one.Size)) / 60;
        if (one.Size >= host.PublishedSize && minutes == 0 && Trouble(speech, host, one).Length == 0) return speech.Say("cosigners.up-to-date", one.Size);
        return speech.Say("cosigners.behind", one.Size, head - one.Size, minutes / 60, minutes % 60);
    }

    // The last second of the year 9999: a clock of somebody else's may say anything.
    private const long Latest = 253_402_300_799;

    /// <summary>When it signed last, by its own clock; empty before it did.</summary>
    internal static string When(Speech speech, int offsetMinutes, CosignerStanding one) =>
        one.UnixSeconds == 0 ? "" : one.UnixSeconds > Latest - (24 * 60 * 60) ? speech.Number(one.UnixSeconds) : speech.Time(new Moment(one.UnixSeconds, offsetMinutes));

    /// <summary>Why it didn't sign what it was asked for last; empty where it did.</summary>
    internal static string Trouble(Speech speech, RegisterHost host, CosignerStanding one) =>
        host.CosignerTroubles.GetValueOrDefault(one.Cosigner.Name) is { Length: > 0 } code ? speech.Message(code) : "";

    private static long TickOf(RegisterHost host, long index) => host.Lines(index, index + 1)[0].Tick.UnixSeconds;
}
