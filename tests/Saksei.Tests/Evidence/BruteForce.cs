using CsCheck;
using Saksei.Election.Evidence;
using Xunit;

namespace Saksei.Tests.Evidence;

/// <summary>Both levels against every outcome there is. A seat is an ordinal that a list has in the present figures.</summary>
public sealed class BruteForce(ITestOutputHelper output)
{
    private const int Elections = 12_000;

    [Fact]
    public void Level_1_is_settled_just_where_no_figures_up_to_the_bound_move_the_seat()
    {
        var (seats, open) = (0, 0);
        SmallElections.Pooled.Sample(election =>
        {
            var (contest, pool) = election;
            var fewest = SmallElections.Fewest(contest, pool);
            foreach (var (list, ordinal) in Ordinals(contest))
            {
                var (verdict, certificate) = CopyVerdict.Of(new CopyContest(contest, pool, []), list, ordinal);
                var stands = fewest[list] >= ordinal;
                Interlocked.Increment(ref seats);
                if (!stands) Interlocked.Increment(ref open);
                Assert.Equal(stands ? Verdict.Settled : Verdict.Open, verdict);
                Assert.True(EvidenceCheck.Pool(contest, list, ordinal, verdict, Assert.IsType<PoolCertificate>(certificate)));
            }
        }, iter: Elections);
        output.WriteLine($"{Elections} elections, {seats} seats, {open} open, no mismatch");
    }

    [Fact]
    public void Level_2_is_never_settled_where_a_choice_of_copies_moves_the_seat_and_never_open_where_none_does()
    {
        var counts = new Looseness();
        SmallElections.WithCopies.Sample(contest =>
        {
            if (contest.Fixed.Rule.Method.Divisors.Squared) return;
            var fewest = SmallElections.Fewest(contest);
            for (var list = 0; list < contest.Fixed.Votes.Length; list++)
                for (var ordinal = 1; ordinal <= contest.Fixed.Seats; ordinal++)
                    counts.Add(contest, list, ordinal, fewest[list] >= ordinal);
        }, iter: Elections);
        output.WriteLine($"{Elections} elections: {counts}");
    }

    // More choices than are tried one by one, so that caps, weights and the search for a witness are alone. Each choice is decided by level 1.
    [Fact]
    public void Level_2_is_sound_where_there_are_too_many_choices_to_try_them_all()
    {
        var counts = new Looseness();
        SmallElections.WithManyCopies.Sample(contest =>
        {
            for (var list = 0; list < contest.Fixed.Votes.Length; list++)
                for (var ordinal = 1; ordinal <= contest.Fixed.Seats; ordinal++)
                    counts.Add(contest, list, ordinal, SmallElections.StandsInEveryChoice(contest, list, ordinal));
        }, iter: 120);
        output.WriteLine($"120 elections of 13 stations: {counts}");
    }

    private static IEnumerable<(int List, int Ordinal)> Ordinals(SeatContest contest)
    {
        for (var list = 0; list < contest.Votes.Length; list++)
            for (var ordinal = 1; ordinal <= contest.Seats; ordinal++)
                yield return (list, ordinal);
    }

    private sealed class Looseness
    {
        private readonly Lock _lock = new();
        private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
        private int _seats, _stand, _undetermined;

        internal void Add(CopyContest contest, int list, int ordinal, bool stands)
        {
            var (verdict, certificate) = CopyVerdict.Of(contest, list, ordinal);
            Assert.NotEqual(stands ? Verdict.Open : Verdict.Settled, verdict);
            Assert.NotEqual(Verdict.NoBound, verdict);
            Assert.True(EvidenceCheck.Copies(contest, list, ordinal, verdict, certificate), $"{certificate}");
            lock (_lock)
            {
                _seats++;
                if (stands) _stand++;
                if (verdict == Verdict.Undetermined) _undetermined++;
                var kind = $"{verdict} by {certificate?.Kind ?? "nothing"}";
                _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            }
        }

        public override string ToString() =>
            $"{_seats} seats, {_stand} stand, {_undetermined} undetermined; {string.Join(", ", _kinds.Select(kind => $"{kind.Key} {kind.Value}"))}";
    }
}
