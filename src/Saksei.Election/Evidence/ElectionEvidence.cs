using System.Collections.Immutable;
using Saksei.Election.Results;

namespace Saksei.Election.Evidence;

/// <summary>
/// What each seat of an election rests on, at one moment and in one reading: which seats stand whatever the open stations
/// turn out to say. Computed at once and immutable; it doesn't follow the books.
/// </summary>
public sealed record ElectionEvidence(Reading Reading, ImmutableArray<ConstituencyEvidence> Constituencies)
{
    /// <summary>The evidence of the books as they are now.</summary>
    public static ElectionEvidence Of(ElectionFold fold, Reading reading)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return Of(fold, fold.Results(), reading);
    }

    /// <summary>The same, with results that were computed already.</summary>
    public static ElectionEvidence Of(ElectionFold fold, ElectionResults results, Reading reading)
    {
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(reading);
        if (fold.Definition.SeatRule is null) return new ElectionEvidence(reading, []);
        var (open, strict) = Scan(fold, results, reading);
        return new ElectionEvidence(reading, [.. fold.Definition.Constituencies.Select(constituency =>
            new ConstituencyWeighing(fold, results, reading, constituency, open[constituency.Index], strict[constituency.Index]).Weigh())]);
    }

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
    private static (OpenPool[] Open, OpenPool[] Strict) Scan(ElectionFold fold, ElectionResults results, Reading reading)
    {
        var definition = fold.Definition;
        var scan = new StationScan(fold, results, reading);
        var open = definition.Constituencies.Select(_ => new OpenPool(definition.FigureCount)).ToArray();
        var strict = definition.Constituencies.Select(_ => new OpenPool(definition.FigureCount)).ToArray();
        foreach (var standing in results.Standings)
        {
            var station = standing.Station;
            var official = Tally.OfficialFigures(station, fold.Forms);
            var bound = BallotBound.Of(station, definition, fold.Stations);
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
