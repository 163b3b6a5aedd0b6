using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Values;

namespace Saksei.Election.Evidence;

/// <summary>The evidence as one JSON document (docs/spec/evidence.md), byte for byte a function of the books and the reading.</summary>
public static class EvidenceDocument
{
    /// <summary>The format's name.</summary>
    public const string Format = "saksei/evidence/v1";

    /// <summary>Codes in JSON and texts.</summary>
    public static string Code(this Verdict verdict) => verdict switch
    {
        Verdict.Settled => "settled",
        Verdict.Open => "open",
        Verdict.Undetermined => "undetermined",
        Verdict.NoBound => "no-bound",
    };

    /// <summary>Writes it.</summary>
    public static byte[] Write(Contest contest, ElectionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(contest);
        ArgumentNullException.ThrowIfNull(evidence);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("election", contest.Election.Head.Code);
            if (contest.Code.Length > 0) json.WriteString("contest", contest.Code);
            if (evidence.IsSimulated) json.WriteBoolean("simulated", true);
            WriteReading(json, evidence.Reading);
            WriteSentence(json, evidence.Sentence);
            json.WriteStartArray("constituencies");
            foreach (var constituency in evidence.Constituencies) new ConstituencyDocument(json, constituency).Write();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteReading(Utf8JsonWriter json, EvidenceReading reading)
    {
        json.WriteStartObject("reading");
        json.WriteString("kind", reading.Code);
        if (reading.Kind == ReadingKind.Own) json.WriteNumber("chosen", reading.Open.Count);
        if (reading.OrderedOnly) json.WriteBoolean("orderedOnly", true);
        if (reading.Counting is { } counting) WriteTexts(json, "counting", counting.Order(StringComparer.Ordinal));
        json.WriteEndObject();
    }

    private static void WriteSentence(Utf8JsonWriter json, EvidenceSentence sentence)
    {
        json.WriteStartObject("sentence");
        json.WriteNumber("seats", sentence.Seats);
        json.WriteNumber("settled", sentence.Settled);
        json.WriteNumber("open", sentence.Open);
        json.WriteNumber("noBound", sentence.NoBound);
        json.WriteNumber("openStations", sentence.OpenStations);
        json.WriteNumber("hangOn", sentence.HangOn);
        json.WriteNumber("constituencies", sentence.Constituencies);
        json.WriteEndObject();
    }

    internal static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

/// <summary>Writes one constituency.</summary>
internal sealed class ConstituencyDocument(Utf8JsonWriter json, ConstituencyEvidence constituency)
{
    internal void Write()
    {
        json.WriteStartObject();
        json.WriteString("constituency", constituency.Constituency.Code);
        json.WriteNumber("seatCount", constituency.Constituency.Seats);
        json.WriteNumber("settled", constituency.Standing);
        if (constituency.NoBound is { } reason) json.WriteString("noBound", reason);
        WriteBound();
        if (constituency.Settled is { } settled) WriteVotes("settledVotes", settled.Votes);
        if (constituency.Settled is { HasThreshold: true } measured) json.WriteNumber("settledBase", measured.Base);
        WriteOpen();
        if (constituency.Copies is { } copies && !constituency.Open.IsEmpty) WriteCopies(copies);
        WriteTies();
        json.WriteStartArray("seats");
        foreach (var seat in constituency.Seats) WriteSeat(seat);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteBound()
    {
        json.WriteStartObject("bound");
        json.WriteNumber("stations", constituency.Open.Length);
        WriteNumberOrNull("ballots", constituency.Pool);
        if (constituency.Weakest is { } weakest) json.WriteString("base", weakest.Code());
        json.WriteStartObject("bases");
        foreach (var bound in Enum.GetValues<BoundBase>())
            if (constituency.Open.Count(station => station.Bound.Base == bound) is > 0 and var count) json.WriteNumber(bound.Code(), count);
        json.WriteEndObject();
        json.WriteStartObject("uncorroboratedOpen");
        json.WriteNumber("stations", constituency.Uncorroborated.Stations);
        WriteNumberOrNull("ballots", constituency.Uncorroborated.Ballots);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteOpen()
    {
        json.WriteStartArray("open");
        foreach (var open in constituency.Open)
        {
            json.WriteStartObject();
            json.WriteString("station", open.Station.Code);
            json.WriteString("reason", open.Reason.Code());
            if (open.Bound.Base != BoundBase.Unbounded) json.WriteNumber("ballots", open.Bound.Ballots);
            json.WriteString("base", open.Bound.Base.Code());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteCopies(CopyContest copies)
    {
        json.WriteStartObject("copies");
        WriteVotes("fixedVotes", copies.Fixed.Votes);
        if (copies.Fixed.HasThreshold) json.WriteNumber("fixedBase", copies.Fixed.Base);
        WriteNumberOrNull("pool", copies.Pool);
        json.WriteStartArray("stations");
        foreach (var station in copies.Stations)
        {
            json.WriteStartObject();
            json.WriteString("station", station.Station);
            json.WriteStartArray("options");
            foreach (var option in station.Options) WriteOption(option, copies.Fixed.HasThreshold);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteOption(CopyOption option, bool measured)
    {
        json.WriteStartObject();
        WriteVotes("votes", option.Votes);
        if (measured) json.WriteNumber("base", option.Total);
        json.WriteStartArray("of");
        foreach (var origin in option.Origins)
        {
            json.WriteStartObject();
            json.WriteString("organisation", origin.Organisation);
            json.WriteString("source", origin.Source);
            json.WriteString("act", origin.Act.ToHex());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteTies()
    {
        if (constituency.Ties.IsEmpty) return;
        json.WriteStartArray("ties");
        foreach (var tie in constituency.Ties)
        {
            json.WriteStartObject();
            EvidenceDocument.WriteTexts(json, "lists", tie.Lists);
            json.WriteNumber("seats", tie.Seats);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSeat(SeatEvidence seat)
    {
        json.WriteStartObject();
        json.WriteString("list", seat.List.Code);
        json.WriteNumber("ordinal", seat.Ordinal);
        json.WriteString("level1", seat.Level1.Code());
        json.WriteString("level2", seat.Level2.Code());
        json.WriteString("uncorroboratedOpen", seat.UncorroboratedOpen.Code());
        if (seat.Hold is { } hold) WriteHold(hold);
        EvidenceDocument.WriteTexts(json, "stations", seat.Stations.Select(station => station.Code));
        EvidenceDocument.WriteTexts(json, "copiesOf", seat.CopiesOf);
        json.WriteStartObject("certificate");
        if (seat.Certificate1 is { } first) WriteCertificate("level1", first);
        if (seat.Certificate2 is { } second) WriteCertificate("level2", second);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteHold(SeatHold hold)
    {
        json.WriteStartObject("margin");
        WriteNumberOrNull("added", hold.Added?.Votes);
        WriteNumberOrNull("moved", hold.Moved?.Votes);
        EvidenceDocument.WriteTexts(json, "addedTo", Gaining(hold.Added));
        EvidenceDocument.WriteTexts(json, "movedTo", Gaining(hold.Moved));
        json.WriteEndObject();
    }

    private IEnumerable<string> Gaining(Taking? taking) =>
        taking is null ? [] : taking.By.Where(taken => taken.Votes > 0).Select(taken => constituency.Lists[taken.List].Code);

    private void WriteCertificate(string name, Certificate certificate)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", certificate.Kind);
        if (certificate is PoolCertificate pool) WritePool(pool);
        if (certificate is CapsCertificate caps) WriteCaps(caps);
        if (certificate is WeightsCertificate weights) WriteWeights(weights);
        if (certificate is EveryChoiceCertificate every) json.WriteNumber("choices", every.Choices);
        if (certificate is ChoiceCertificate choice) WriteChoice(choice);
        json.WriteEndObject();
    }

    private void WritePool(PoolCertificate pool)
    {
        json.WriteNumber("pool", pool.Pool);
        json.WriteNumber("needed", pool.Needed);
        WriteTaking(pool.Cheapest);
    }

    private void WriteTaking(Taking taking)
    {
        // With whom it was tried that nothing is enough says nothing.
        WriteNumberOrNull("votes", taking.IsPossible ? taking.Votes : null);
        json.WriteStartArray("by");
        foreach (var taken in taking.IsPossible ? taking.By : [])
        {
            json.WriteStartObject();
            json.WriteString("list", constituency.Lists[taken.List].Code);
            json.WriteNumber("seats", taken.Seats);
            json.WriteNumber("votes", taken.Votes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteCaps(CapsCertificate caps)
    {
        json.WriteNumber("needed", caps.Needed);
        WriteSeats("caps", caps.Caps);
    }

    private void WriteWeights(WeightsCertificate weights)
    {
        WriteCaps(weights.Caps);
        json.WriteStartArray("sharings");
        foreach (var sharing in weights.Sharings)
        {
            json.WriteStartObject();
            WriteSeats("seats", sharing.Seats);
            json.WriteStartArray("weights");
            foreach (var weight in sharing.Weights)
            {
                json.WriteStartObject();
                json.WriteString("list", constituency.Lists[weight.List].Code);
                json.WriteString("condition", weight.IsThreshold ? "threshold" : "quotient");
                json.WriteString("weight", weight.Weight.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteChoice(ChoiceCertificate choice)
    {
        json.WriteStartObject("copies");
        for (var station = 0; station < choice.Options.Length; station++)
            json.WriteNumber(constituency.Copies.Given().Stations[station].Station, choice.Options[station]);
        json.WriteEndObject();
        WriteTaking(choice.Taking);
    }

    private void WriteSeats(string name, IEnumerable<(int List, int Seats)> seats)
    {
        json.WriteStartArray(name);
        foreach (var (list, count) in seats)
        {
            json.WriteStartObject();
            json.WriteString("list", constituency.Lists[list].Code);
            json.WriteNumber("seats", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteVotes(string name, ImmutableArray<long> votes)
    {
        json.WriteStartObject(name);
        for (var list = 0; list < votes.Length; list++) json.WriteNumber(constituency.Lists[list].Code, votes[list]);
        json.WriteEndObject();
    }

    private void WriteNumberOrNull(string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
