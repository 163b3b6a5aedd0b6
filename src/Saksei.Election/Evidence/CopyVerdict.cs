using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Saksei.Election.Evidence;

/// <summary>
/// Level 2: whether a seat can be lost if any submitted copy may turn out right (reference, part A). Bounds first, then weights,
/// then a choice of copies that is rerun; exact decision is hard where there are several rivals, so "undetermined" is an answer.
/// </summary>
public static class CopyVerdict
{
    private const int MostSharings = 128;
    private const int MostChoices = 4096;

    /// <summary>The verdict on a list's i-th seat, and why.</summary>
    public static (Verdict Verdict, Certificate? Certificate) Of(CopyContest contest, int list, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(contest);
        if (contest.Pool is null) return (Verdict.NoBound, null);
        if (contest.Stations.IsEmpty) return OfPool(contest.Fixed, contest.Pool.Value, list, ordinal);
        if (contest.Fixed.Divisors.Squared) return (Verdict.NoBound, null);
        var search = new CopySearch(contest, list, ordinal);
        if (!KeepsPlace(contest, list, search)) return (Verdict.Open, search.Witness);
        var caps = CapsOf(contest, list, ordinal);
        if (caps.Caps.Sum(cap => cap.Seats) < caps.Needed) return (Verdict.Settled, caps);
        search.Try(new int[contest.Stations.Length]);
        if (search.Witness is { } official) return (Verdict.Open, official);
        if (OfSharings(contest, list, ordinal, caps, search) is { } weights) return (Verdict.Settled, weights);
        if (search.Witness is null) search.Climb();
        if (search.Witness is { } witness) return (Verdict.Open, witness);
        if (contest.Choices > MostChoices) return (Verdict.Undetermined, null);
        return search.TryAll() is { } found ? (Verdict.Open, found) : (Verdict.Settled, new EveryChoiceCertificate(contest.Choices));
    }

    /// <summary>The verdict where only a pool of ballots is open.</summary>
    internal static (Verdict, Certificate) OfPool(SeatContest settled, long pool, int list, int ordinal)
    {
        var taking = CheapestTaking.Added(settled, list, ordinal, false, pool);
        return (taking.Votes > pool ? Verdict.Settled : Verdict.Open, new PoolCertificate(pool, settled.Seats - ordinal + 1, taking));
    }

    /// <summary>Whether the list has votes and reaches the threshold in every choice; the worst choice for it is tried.</summary>
    private static bool KeepsPlace(CopyContest contest, int list, CopySearch search)
    {
        var votes = new CopyRow(list, list, 1, 0, 0, 1);
        if (contest.Least(votes) < 0) search.Try(search.Worst(votes));
        if (search.Witness is null && contest.Fixed.HasThreshold && CopyRow.Threshold(contest.Fixed, list) is var place && contest.Least(place) < 0)
            search.Try(search.Worst(place));
        return search.Witness is null;
    }

    private static CapsCertificate CapsOf(CopyContest contest, int list, int ordinal)
    {
        var needed = contest.Fixed.Seats - ordinal + 1;
        var caps = ImmutableArray.CreateBuilder<(int, int)>();
        for (var rival = 0; rival < contest.Fixed.Votes.Length; rival++)
            if (rival != list && Cap(contest, list, ordinal, rival, needed) is > 0 and var cap) caps.Add((rival, cap));
        return new CapsCertificate(needed, caps.DrainToImmutable());
    }

    /// <summary>The most quotients of one rival before the seat, all else in its favour; they get harder one by one.</summary>
    private static int Cap(CopyContest contest, int list, int ordinal, int rival, int needed)
    {
        if (contest.Fixed.HasThreshold && contest.Most(CopyRow.Threshold(contest.Fixed, rival)) < 0) return 0;
        var (few, many) = (0, needed + 1);
        while (many - few > 1)
        {
            var middle = (few + many) / 2;
            if (contest.Most(CopyRow.Quotient(contest.Fixed, list, ordinal, rival, middle)) >= 0) few = middle;
            else many = middle;
        }

        return few;
    }

    /// <summary>Weights against every sharing of the needed seats; null where one isn't refuted, after its choices were tried.</summary>
    private static WeightsCertificate? OfSharings(CopyContest contest, int list, int ordinal, CapsCertificate caps, CopySearch search)
    {
        var refuted = ImmutableArray.CreateBuilder<RefutedSharing>();
        var all = true;
        foreach (var sharing in Sharings(caps).Take(MostSharings + 1))
        {
            if (refuted.Count == MostSharings) return null;
            var rows = Rows(contest, list, ordinal, sharing);
            var game = new CopyGame(contest, rows);
            var weights = rows.IsEmpty ? null : game.Refute();
            foreach (var choice in game.Choices) search.Try(choice);
            if (search.Witness is not null) return null;
            if (weights is null) all = false;
            else refuted.Add(new RefutedSharing(sharing, [.. rows.Zip(weights, (row, weight) => new RowWeight(row.Rival, row.IsThreshold, weight)).Where(row => !row.Weight.IsZero)]));
        }

        return all ? new WeightsCertificate(caps, refuted.DrainToImmutable()) : null;
    }

    /// <summary>The conditions of a sharing that don't hold in every choice anyhow.</summary>
    private static ImmutableArray<CopyRow> Rows(CopyContest contest, int list, int ordinal, ImmutableArray<(int List, int Seats)> sharing)
    {
        var rows = ImmutableArray.CreateBuilder<CopyRow>();
        foreach (var (rival, seats) in sharing)
        {
            var quotient = CopyRow.Quotient(contest.Fixed, list, ordinal, rival, seats);
            if (contest.Least(quotient) < 0) rows.Add(quotient);
            if (contest.Fixed.HasThreshold && CopyRow.Threshold(contest.Fixed, rival) is var place && contest.Least(place) < 0) rows.Add(place);
        }

        return rows.DrainToImmutable();
    }

    /// <summary>All ways of sharing just the needed seats within the caps.</summary>
    internal static IEnumerable<ImmutableArray<(int List, int Seats)>> Sharings(CapsCertificate caps) => Sharings(caps.Caps, 0, caps.Needed);

    private static IEnumerable<ImmutableArray<(int List, int Seats)>> Sharings(ImmutableArray<(int List, int Seats)> caps, int from, int left)
    {
        if (left == 0) yield return [];
        if (left == 0 || from == caps.Length) yield break;
        var rest = 0;
        for (var later = from + 1; later < caps.Length; later++) rest += caps[later].Seats;
        for (var seats = Math.Max(0, left - rest); seats <= Math.Min(left, caps[from].Seats); seats++)
            foreach (var tail in Sharings(caps, from + 1, left - seats))
                yield return seats == 0 ? tail : tail.Insert(0, (caps[from].List, seats));
    }
}

/// <summary>Looks for a choice of copies with which the seat is lost; each is decided exactly, the pool included.</summary>
internal sealed class CopySearch(CopyContest contest, int list, int ordinal)
{
    private int[] _best = new int[contest.Stations.Length];
    private long _lacking = CheapestTaking.Never;

    /// <summary>A choice with which the seat is lost, or comes to a lot; null until one was found.</summary>
    internal ChoiceCertificate? Witness { get; private set; }

    internal void Try(int[] choice)
    {
        if (Witness is not null) return;
        var pool = contest.Pool ?? 0;
        var taking = CheapestTaking.Added(contest.With(choice), list, ordinal, false, pool);
        if (taking.Votes <= pool) Witness = new ChoiceCertificate(ImmutableCollectionsMarshal.AsImmutableArray([.. choice]), taking);
        if (taking.Votes < _lacking) (_best, _lacking) = ([.. choice], taking.Votes);
    }

    /// <summary>The choice with which a condition has least.</summary>
    internal int[] Worst(in CopyRow row)
    {
        var choice = new int[contest.Stations.Length];
        for (var station = 0; station < choice.Length; station++)
        {
            var options = contest.Stations[station].Options;
            for (var option = 1; option < options.Length; option++)
                if (row.Of(options[option].Votes, options[option].Total) < row.Of(options[choice[station]].Votes, options[choice[station]].Total))
                    choice[station] = option;
        }

        return choice;
    }

    /// <summary>From the best choice so far, one station at a time, while the seat gets cheaper.</summary>
    internal void Climb()
    {
        for (var before = CheapestTaking.Never; _lacking < before && Witness is null;)
        {
            before = _lacking;
            for (var station = 0; station < contest.Stations.Length && Witness is null; station++)
                for (var option = 0; option < contest.Stations[station].Options.Length; option++)
                {
                    int[] changed = [.. _best];
                    changed[station] = option;
                    Try(changed);
                }
        }
    }

    /// <summary>Tries every choice there is.</summary>
    internal ChoiceCertificate? TryAll()
    {
        var choice = new int[contest.Stations.Length];
        while (Witness is null)
        {
            Try(choice);
            var place = 0;
            while (place < choice.Length && ++choice[place] == contest.Stations[place].Options.Length) choice[place++] = 0;
            if (place == choice.Length) break;
        }

        return Witness;
    }
}
