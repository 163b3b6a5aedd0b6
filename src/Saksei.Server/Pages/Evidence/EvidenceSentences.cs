using System.Collections.Immutable;
using Saksei.Election.Evidence;
using Saksei.Words;

namespace Saksei.Server.Pages.Evidence;

/// <summary>What is said of what seats rest on. "Whatever happens" is said of level 1 only.</summary>
internal static class EvidenceSentences
{
    /// <summary>The answer: how many seats stand; null where nothing can be claimed of any.</summary>
    internal static string? Title(Frame frame)
    {
        var sentence = frame.Books.Evidence.Sentence;
        if (!frame.Books.HasSeats || sentence.Seats == sentence.NoBound) return null;
        return frame.Speech.Say("evidence.title." + TitleOf(sentence), sentence.OpenStations, sentence.Settled, sentence.Seats);
    }

    private static string TitleOf(EvidenceSentence sentence) => sentence switch
    {
        { OpenStations: 0 } => "none-open",
        { Settled: 0 } => "nothing",
        _ => sentence.Settled == sentence.Seats ? "all" : "some",
    };

    /// <summary>The seats that can change, and what they hang on; empty where none can.</summary>
    internal static string Hanging(Speech speech, EvidenceSentence sentence) => sentence.Open == 0 ? ""
        : sentence.HangOn == 0 ? speech.Say("evidence.waiting", sentence.Open) : speech.Say("evidence.hanging", sentence.Open, speech.Say("evidence.stations", sentence.HangOn), speech.Say("evidence.constituencies", sentence.Constituencies));

    /// <summary>How many seats stand if a lone official figure settles nothing.</summary>
    internal static string Strict(Speech speech, ElectionEvidence evidence) => speech.Say(
        "evidence.strict", evidence.StrictlyOpenStations, evidence.StandingStrictly, evidence.Sentence.Seats);

    /// <summary>How one constituency stands: none open, all stand, or which hang; a part of a sentence.</summary>
    internal static string Of(Speech speech, ConstituencyEvidence evidence)
    {
        if (evidence.Unclaimed > 0) return speech.Say("evidence.no-bound");
        var hanging = evidence.Seats.Length - evidence.Standing;
        return hanging == 0 ? speech.Say(evidence.Open.IsEmpty ? "evidence.none-open" : "evidence.all-stand", evidence.Open.Length)
            : speech.Say("evidence.some-hang", hanging, evidence.Standing, speech.Say("evidence.stations", evidence.Open.Length));
    }

    /// <summary>Which seat it is: the eighth of List 18.</summary>
    internal static string Seat(Frame frame, SeatEvidence seat) => frame.Speech.Say("evidence.seat", seat.Ordinal, frame.Name(seat.List));

    /// <summary>Whether and why a seat can change, in the numbers of its certificate.</summary>
    internal static string Why(Frame frame, ConstituencyEvidence constituency, SeatEvidence seat) =>
        string.Join(' ', Reasons(frame, constituency, seat));

    private static IEnumerable<string> Reasons(Frame frame, ConstituencyEvidence constituency, SeatEvidence seat)
    {
        if (seat.Certificate1 is PoolCertificate pool && seat.Level1 == Verdict.Open && constituency.Settled is { } settled)
            foreach (var sentence in Pool(frame, constituency, seat, pool, settled)) yield return sentence;
        yield return seat.Level2 == Verdict.Open && seat.CopiesOf.IsEmpty ? frame.Speech.Say("evidence.level2.unreported")
            : frame.Speech.Say("evidence.level2." + seat.Level2.Code(), seat.CopiesOf.Length, Organisations(frame, seat));
    }

    private static string Organisations(Frame frame, SeatEvidence seat) => frame.Speech.List([.. seat.CopiesOf.Select(frame.NameOfOrganisation)]);

    private static IEnumerable<string> Pool(
        Frame frame, ConstituencyEvidence constituency, SeatEvidence seat, PoolCertificate pool, SeatContest settled)
    {
        var speech = frame.Speech;
        var own = constituency.Lists.IndexOf(seat.List);
        yield return speech.Say("evidence.why.settled", constituency.Open.Length, frame.Name(seat.List), settled.Votes[own]);
        yield return speech.Say("evidence.why.pool", pool.Pool, speech.Say("evidence.base." + (constituency.Weakest ?? BoundBase.Unbounded).Code()));
        var takers = pool.Cheapest.By.Where(taken => taken.Votes > 0)
            .Select(taken => speech.Say("evidence.why.taker", taken.Votes, frame.Name(constituency.Lists[taken.List]), settled.Votes[taken.List])).ToImmutableArray();
        if (!takers.IsEmpty) yield return speech.Say("evidence.why.taking", speech.List(takers));
        else if (pool.Cheapest.By.IsEmpty) yield return speech.Say("evidence.why.threshold", pool.Cheapest.Votes, frame.Name(seat.List));
        else yield return speech.Say("evidence.why.already");
    }
}
