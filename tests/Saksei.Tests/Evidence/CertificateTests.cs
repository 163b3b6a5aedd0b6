using System.Collections.Immutable;
using CsCheck;
using Saksei.Election.Evidence;
using Xunit;

namespace Saksei.Tests.Evidence;

/// <summary>The check refuses whatever claims the opposite of what is so.</summary>
public sealed class CertificateTests
{
    [Fact]
    public void A_certificate_of_the_opposite_is_refused() => SmallElections.WithCopies.Sample(contest =>
    {
        if (contest.Fixed.Divisors().Squared) return;
        var fewest = SmallElections.Fewest(contest);
        for (var list = 0; list < fewest.Length; list++)
            for (var ordinal = 1; ordinal <= contest.Fixed.Seats; ordinal++)
                foreach (var certificate in fewest[list] >= ordinal ? Takings(contest) : Holdings(contest, ordinal))
                    Assert.False(EvidenceCheck.Copies(contest, list, ordinal, fewest[list] >= ordinal ? Verdict.Open : Verdict.Settled, certificate), certificate.ToString());
    }, iter: 1_000);

    [Fact]
    public void A_pool_that_takes_a_seat_is_not_settled_and_one_that_does_not_is_not_open() => SmallElections.Pooled.Sample(election =>
    {
        var (contest, pool) = election;
        var fewest = SmallElections.Fewest(contest, pool);
        for (var list = 0; list < fewest.Length; list++)
            for (var ordinal = 1; ordinal <= contest.Seats; ordinal++)
            {
                var stands = fewest[list] >= ordinal;
                var needed = contest.Seats - ordinal + 1;
                Assert.False(EvidenceCheck.Pool(contest, list, ordinal, Verdict.Settled, new PoolCertificate(pool, needed, new Taking(stands ? pool : pool + 1, []))));
                foreach (var taking in Uses(contest, pool))
                    if (stands) Assert.False(EvidenceCheck.Pool(contest, list, ordinal, Verdict.Open, new PoolCertificate(pool, needed, taking)));
            }
    }, iter: 1_000);

    private static IEnumerable<Taking> Uses(SeatContest contest, long pool) =>
        Enumerable.Range(0, contest.Votes.Length).Select(rival => new Taking(pool, [new TakenSeats(rival, 1, pool)])).Append(new Taking(pool, []));

    // Every single choice, its pool given to one rival: none of them may pass for a seat that stands.
    private static IEnumerable<Certificate> Takings(CopyContest contest)
    {
        var choice = new int[contest.Stations.Length];
        for (var place = 0; place < choice.Length;)
        {
            foreach (var taking in Uses(contest.Fixed, contest.Pool!.Value)) yield return new ChoiceCertificate([.. choice], taking);
            for (place = 0; place < choice.Length && ++choice[place] == contest.Stations[place].Options.Length; place++) choice[place] = 0;
        }
    }

    private static IEnumerable<Certificate> Holdings(CopyContest contest, int ordinal)
    {
        var needed = contest.Fixed.Seats - ordinal + 1;
        var lists = Enumerable.Range(0, contest.Fixed.Votes.Length).ToList();
        ImmutableArray<(int, int)> plenty = [.. lists.Select(list => (list, needed))];
        yield return new CapsCertificate(needed, []);
        yield return new CapsCertificate(needed, [.. lists.Take(1).Select(list => (list, needed - 1))]);
        yield return new EveryChoiceCertificate(contest.Choices);
        yield return new WeightsCertificate(new CapsCertificate(needed, plenty), []);
        yield return new WeightsCertificate(new CapsCertificate(needed, []), [new RefutedSharing([], [])]);
        yield return new WeightsCertificate(new CapsCertificate(needed, plenty), [.. lists.Select(list => new RefutedSharing([(list, needed)], [new RowWeight(list, false, -1)]))]);
        yield return new NothingOpenCertificate();
        yield return new AnyFiguresCertificate();
    }
}

file static class Contests
{
    internal static Saksei.Election.Seats.DivisorSequence Divisors(this SeatContest contest) => contest.Rule.Method.Divisors;
}
