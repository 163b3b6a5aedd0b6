using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Stations;

namespace Saksei.Election.Evidence;

/// <summary>
/// What each seat of an election rests on, at one moment and in one reading: which seats stand whatever the open stations
/// turn out to say. Computed at once and immutable; it doesn't follow the books.
/// </summary>
public sealed record ElectionEvidence(EvidenceReading Reading, ImmutableArray<ConstituencyEvidence> Constituencies)
{
    /// <summary>The evidence of the books as they are now.</summary>
    /// <param name="results">What follows from the forms.</param>
    /// <param name="forms">The copies.</param>
    /// <param name="deliveryOf">The delivery that stands for a station, or null.</param>
    /// <param name="reading">What is taken as open.</param>
    /// <param name="disputed">Stations of which a recount or annulment is asked for or ordered: open in every reading.</param>
    public static ElectionEvidence Of(ElectionResults results, FormsAsOf forms, Func<Station, DeliveryState?> deliveryOf, EvidenceReading reading, ImmutableHashSet<string> disputed)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(reading);
        var books = new EvidenceBooks(results, forms, deliveryOf, reading, disputed);
        if (books.Definition.SeatRule is null) return new ElectionEvidence(reading, []) { IsSimulated = results.IsSimulated };
        var (open, strict) = Scan(books);
        return new ElectionEvidence(reading, [.. books.Definition.Constituencies.Select(constituency =>
            new ConstituencyWeighing(books, constituency, open[constituency.Index], strict[constituency.Index]).Weigh())])
        { IsSimulated = results.IsSimulated };
    }

    /// <summary>Whether figures are simulated.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>Seats that stand where a lone official figure settles nothing: uncorroborated stations are open too.</summary>
    public int StandingStrictly => Constituencies.Sum(constituency => constituency.Seats.Count(seat => seat.UncorroboratedOpen == Verdict.Settled));

    /// <summary>Stations that are open then.</summary>
    public int StrictlyOpenStations => Constituencies.Sum(constituency => constituency.Uncorroborated.Stations);

    /// <summary>Seats of a list that don't stand, whatever the open stations turn out to say.</summary>
    public int Hanging(ElectoralList list) => Constituencies.Sum(constituency => constituency.Seats.Count(seat => seat.List == list && !seat.Stands));

    /// <summary>The sentence of the whole election.</summary>
    public EvidenceSentence Sentence
    {
        get
        {
            var seats = Constituencies.Sum(constituency => constituency.Constituency.Seats);
            var settled = Constituencies.Sum(constituency => constituency.Standing);
            var noBound = Constituencies.Sum(constituency => constituency.Unclaimed);
            var moving = Constituencies.Where(constituency => constituency.Standing + constituency.Unclaimed < constituency.Constituency.Seats).ToList();
            return new EvidenceSentence(
                seats, settled, seats - settled - noBound, noBound, Constituencies.Sum(constituency => constituency.Open.Length),
                moving.Sum(constituency => constituency.Open.Length), moving.Count);
        }
    }

    // One pass over the stations; everything else is per constituency.
    private static (OpenPool[] Open, OpenPool[] Strict) Scan(EvidenceBooks books)
    {
        var definition = books.Definition;
        var scan = new StationScan(books);
        var open = definition.Constituencies.Select(_ => new OpenPool(definition.FigureCount)).ToArray();
        var strict = definition.Constituencies.Select(_ => new OpenPool(definition.FigureCount)).ToArray();
        foreach (var standing in books.Results.Standings)
        {
            var station = standing.Station;
            var official = books.Forms[station].OfficialFigures;
            var bound = BallotBound.Of(station, definition, books.DeliveryOf(station));
            var reason = scan.ReasonOf(standing, official, bound);
            if (reason is { } why)
            {
                open[station.Constituency.Index].Add(official, bound);
                open[station.Constituency.Index].Stations.Add(new OpenStation(station, why, bound));
            }

            if (reason is not null || scan.OfStrict(standing) is not null) strict[station.Constituency.Index].Add(official, bound);
        }

        return (open, strict);
    }
}

/// <summary>The books that evidence is computed from, and the reading.</summary>
internal sealed record EvidenceBooks(ElectionResults Results, FormsAsOf Forms, Func<Station, DeliveryState?> DeliveryOf, EvidenceReading Reading, ImmutableHashSet<string> Disputed)
{
    internal ElectionDefinition Definition => Results.Definition;
}
