using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Election.Evidence;

/// <summary>
/// What each seat of an election rests on, at one moment and in one reading: which seats stand whatever the open stations
/// turn out to say. Computed at once and immutable; it doesn't follow the books.
/// </summary>
public sealed record ElectionEvidence(EvidenceReading Reading, ImmutableArray<ConstituencyEvidence> Constituencies)
{
    /// <summary>The evidence of some books.</summary>
    internal static ElectionEvidence Of(EvidenceBooks books) => Of(books, constituency => new ConstituencyWeighing(books, constituency).Weigh());

    /// <summary>The evidence of later books, where these are the evidence of <paramref name="earlier"/>: weighed again only where something changed.</summary>
    internal ElectionEvidence Next(EvidenceBooks books, EvidenceBooks earlier)
    {
        if (books.Contest.SeatRule is null) return this;
        var changed = books.ChangedSince(earlier);
        return Of(books, constituency => changed[constituency.Index] ? new ConstituencyWeighing(books, constituency).Weigh() : Constituencies[constituency.Index]);
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

    private static ElectionEvidence Of(EvidenceBooks books, Func<Constituency, ConstituencyEvidence> weigh) =>
        new(books.Reading, books.Contest.SeatRule is null ? [] : [.. books.Contest.Constituencies.Select(weigh)]) { IsSimulated = books.IsSimulated };
}
