using System.Collections.Immutable;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>A person on a list: an opaque identifier, the votes of preference, and whether the person can still take a seat.</summary>
public sealed record Candidate(string Id)
{
    /// <summary>Votes of preference.</summary>
    public long Preferences { get; init; }

    /// <summary>Withdrew, died or was struck out before seats were taken.</summary>
    public bool Unavailable { get; init; }
}

/// <summary>A list's candidates in the order of the ballot.</summary>
public sealed record CandidateList(string List, ImmutableArray<Candidate> Candidates);

/// <summary>
/// How a list's seats become people's: in the order of the list, or first those whose preferences reach a share of the list's votes
/// (<see cref="PreferenceShare"/>), in the order of preferences.
/// </summary>
public sealed record HolderRule
{
    /// <summary>Null: closed lists. Zero: preferences alone decide.</summary>
    public Fraction? PreferenceShare { get; init; }

    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}

/// <summary>Why a person holds a seat.</summary>
public enum HeldBy
{
    ListOrder,
    Preferences,
    Lot,

    /// <summary>The next on the list, after a vacancy.</summary>
    Replacement,

    /// <summary>A decision that gave the seat to this list (as in 2017, when 55 seats of a dissolved party were given away).</summary>
    Reassignment,
}

/// <summary>A seat: the list, its number within the list's seats, and who holds it on which act; a null holder is a vacancy.</summary>
public sealed record SeatHolder(string List, int Ordinal, string? Holder, HeldBy By)
{
    /// <summary>The act that it rests on; null while it rests on the result itself.</summary>
    public string? Act { get; init; }

    /// <summary>The list that won the seat at the election, where a decision has since given it to another.</summary>
    public string? WonBy { get; init; }
}

/// <summary>Who holds the seats, and the lots between candidates that are still to be drawn; or why the input or change is refused.</summary>
public sealed record SeatHolders
{
    /// <summary>Every seat, list by list.</summary>
    public ImmutableArray<SeatHolder> Seats { get; init; } = [];

    /// <summary>Candidates with equal preferences for fewer seats: <see cref="Tie.Within"/> names the list.</summary>
    public ImmutableArray<Tie> Ties { get; init; } = [];

    /// <summary>Why the input or the change is refused; null where it is not.</summary>
    public SeatRefusal? Refusal { get; init; }

    /// <summary>Seats that a person has held and gave up: nobody comes back by a later replacement.</summary>
    public ImmutableArray<string> Gone { get; init; } = [];
}

/// <summary>What happens to a seat after the election, each with the act that it rests on.</summary>
public abstract record SeatChange(string List, int Ordinal, string Act)
{
    /// <summary>The holder died, resigned, or lost the seat.</summary>
    public sealed record Vacated(string List, int Ordinal, string Act) : SeatChange(List, Ordinal, Act);

    /// <summary>The next available candidate of the list takes a vacant seat.</summary>
    public sealed record Replaced(string List, int Ordinal, string Act) : SeatChange(List, Ordinal, Act);

    /// <summary>A decision gives the seat to another list.</summary>
    public sealed record Reassigned(string List, int Ordinal, string Act, string To) : SeatChange(List, Ordinal, Act);
}

/// <summary>From seats to people.</summary>
public static class Holders
{
    /// <summary>Fills the seats of every list from its candidates; lots between candidates (<see cref="Lot.Within"/>: the list) come back as input.</summary>
    public static SeatHolders Fill(HolderRule rule, ImmutableArray<ListSeats> seats, ImmutableArray<CandidateList> lists, ImmutableArray<Lot> lots)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (Check(lists) is { } refusal) return new SeatHolders { Refusal = refusal };
        var filling = new Filling(rule, lots);
        foreach (var won in seats)
            if (won.Seats > 0) filling.Fill(won, lists.FirstOrDefault(list => list.List == won.List)?.Candidates ?? []);
        return filling.Result();
    }

    /// <summary>Applies one change; a change that doesn't fit the seats as they are is refused.</summary>
    public static SeatHolders Apply(SeatHolders holders, SeatChange change, ImmutableArray<CandidateList> lists)
    {
        ArgumentNullException.ThrowIfNull(holders);
        ArgumentNullException.ThrowIfNull(change);
        var at = holders.Seats.ToList().FindIndex(seat => seat.List == change.List && seat.Ordinal == change.Ordinal);
        if (at < 0) return holders with { Refusal = new SeatRefusal("seat-unknown", change.List) };
        var seat = holders.Seats[at];
        return change switch
        {
            SeatChange.Vacated => Vacate(holders, at, seat, change.Act),
            SeatChange.Replaced => Replace(holders, at, seat, change.Act, lists),
            SeatChange.Reassigned to => Reassign(holders, at, seat, to, lists),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static SeatRefusal? Check(ImmutableArray<CandidateList> lists)
    {
        HashSet<string> names = new(StringComparer.Ordinal), people = new(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            if (!names.Add(list.List)) return new SeatRefusal("duplicate-list", list.List);
            foreach (var candidate in list.Candidates)
                if (candidate.Preferences < 0) return new SeatRefusal("votes-negative", candidate.Id);
                else if (!people.Add(candidate.Id)) return new SeatRefusal("duplicate-candidate", candidate.Id);
        }
        return null;
    }

    private static SeatHolders Vacate(SeatHolders holders, int at, SeatHolder seat, string act) =>
        seat.Holder is not { } holder ? holders with { Refusal = new SeatRefusal("seat-vacant", seat.List) }
        : Set(holders, at, seat with { Holder = null, Act = act }) with { Gone = holders.Gone.Add(holder) };

    private static SeatHolders Replace(SeatHolders holders, int at, SeatHolder seat, string act, ImmutableArray<CandidateList> lists) =>
        seat.Holder is not null ? holders with { Refusal = new SeatRefusal("seat-not-vacant", seat.List) }
        : NextOf(holders, seat.List, lists) is not { } next ? holders with { Refusal = new SeatRefusal("list-exhausted", seat.List) }
        : Set(holders, at, seat with { Holder = next, By = HeldBy.Replacement, Act = act });

    /// <summary>The seat takes the next number of the list that it is given to, and remembers which list won it.</summary>
    private static SeatHolders Reassign(SeatHolders holders, int at, SeatHolder seat, SeatChange.Reassigned change, ImmutableArray<CandidateList> lists)
    {
        if (change.To == seat.List) return holders with { Refusal = new SeatRefusal("seat-already-there", seat.List) };
        if (lists.All(list => list.List != change.To)) return holders with { Refusal = new SeatRefusal("list-unknown", change.To) };
        var ordinal = holders.Seats.Where(other => other.List == change.To).Select(other => other.Ordinal).DefaultIfEmpty().Max() + 1;
        var gone = seat.Holder is { } holder ? holders.Gone.Add(holder) : holders.Gone;
        var given = new SeatHolder(change.To, ordinal, NextOf(holders, change.To, lists), HeldBy.Reassignment) { Act = change.Act, WonBy = seat.WonBy ?? seat.List };
        return Set(holders, at, given) with { Gone = gone };
    }

    private static SeatHolders Set(SeatHolders holders, int at, SeatHolder seat) =>
        holders with { Seats = holders.Seats.SetItem(at, seat), Refusal = null };

    private static string? NextOf(SeatHolders holders, string list, ImmutableArray<CandidateList> lists) =>
        lists.FirstOrDefault(candidates => candidates.List == list)?.Candidates
            .FirstOrDefault(candidate => !candidate.Unavailable && !holders.Gone.Contains(candidate.Id, StringComparer.Ordinal)
                && holders.Seats.All(seat => seat.Holder != candidate.Id))?.Id;

    /// <summary>Fills list after list and keeps the lots used.</summary>
    private sealed class Filling(HolderRule rule, ImmutableArray<Lot> lots)
    {
        private readonly List<SeatHolder> seats = [];
        private readonly List<Tie> ties = [];
        private SeatRefusal? refusal;
        private int used;

        public SeatHolders Result() =>
            (refusal ?? SeatAllocation.Unused(lots, used)) is { } problem ? new SeatHolders { Refusal = problem }
            : new SeatHolders { Seats = [.. seats], Ties = [.. ties] };

        public void Fill(ListSeats won, ImmutableArray<Candidate> candidates)
        {
            var available = candidates.Where(candidate => !candidate.Unavailable).ToList();
            var before = seats.Count;
            var tied = rule.PreferenceShare is { } share && ByPreferences(won, share, available);
            var free = won.Seats - (seats.Count - before);
            if (tied) return;
            foreach (var candidate in available.Where(candidate => seats.All(seat => seat.Holder != candidate.Id)).Take(free).ToList())
                Add(won.List, before, candidate.Id, HeldBy.ListOrder);
            while (seats.Count - before < won.Seats) Add(won.List, before, null, HeldBy.ListOrder);
        }

        /// <summary>Seats those whose preferences reach the share; says whether a lot stopped it.</summary>
        private bool ByPreferences(ListSeats won, Fraction share, List<Candidate> available)
        {
            var before = seats.Count;
            var needed = share * new Fraction(won.Votes);
            var level = available.Where(candidate => candidate.Preferences > 0 && new Fraction(candidate.Preferences) >= needed)
                .GroupBy(candidate => candidate.Preferences).OrderByDescending(group => group.Key);
            foreach (var group in level.Select(group => group.Select(candidate => candidate.Id).ToImmutableArray()))
            {
                var free = won.Seats - (seats.Count - before);
                if (free == 0) return false;
                if (group.Length > free) return Draw(new Tie(seats.Count - before + 1, group, free) { Within = won.List }, before);
                foreach (var id in group) Add(won.List, before, id, HeldBy.Preferences);
            }
            return false;
        }

        private bool Draw(Tie tie, int before)
        {
            if (lots.FirstOrDefault(lot => lot.Within == tie.Within) is not { } lot)
            {
                ties.Add(tie);
                return true;
            }
            used++;
            if (Round.Misfit(lot, tie) is { } misfit) refusal ??= misfit;
            else foreach (var id in lot.Drawn.Take(tie.Seats)) Add(tie.Within.Given(), before, id, HeldBy.Lot);
            return refusal is not null;
        }

        private void Add(string list, int before, string? holder, HeldBy by) =>
            seats.Add(new SeatHolder(list, seats.Count - before + 1, holder, by));
    }
}

/// <summary>A post of a council, in the order in which posts are filled, and the rule by which it is.</summary>
public sealed record PostRule(string Post, PostChoice Choice)
{
    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}

/// <summary>Whose the post is.</summary>
public enum PostChoice
{
    /// <summary>The first of the list with the most votes.</summary>
    MostVotes,

    /// <summary>The first of the list with the second most votes; of the same list as above where only one list has seats.</summary>
    SecondMostVotes,

    /// <summary>The first of the list with the third most votes, or of the list before it where there aren't so many.</summary>
    ThirdMostVotes,
}

/// <summary>Who has a post, or the lists between which a lot must decide.</summary>
public sealed record PostHolder(string Post, string? List, string? Holder, ImmutableArray<string> Tied)
{
    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }
}

/// <summary>
/// The posts of a commune council (chief, deputies) from its result. Who gets which is data: the law's exact words on the deputies
/// aren't in the sources, so the definition states the choice and cites its article.
/// </summary>
public static class Posts
{
    /// <summary>Fills each post in order; nobody gets two.</summary>
    public static ImmutableArray<PostHolder> Fill(ImmutableArray<PostRule> rules, ImmutableArray<ListSeats> lists, SeatHolders holders)
    {
        ArgumentNullException.ThrowIfNull(holders);
        var ranked = lists.Where(list => list.Seats > 0).OrderByDescending(list => list.Votes).ToImmutableArray();
        HashSet<string> taken = new(StringComparer.Ordinal);
        var posts = ImmutableArray.CreateBuilder<PostHolder>(rules.Length);
        foreach (var rule in rules) posts.Add(Fill(rule, ranked, holders, taken));
        return posts.MoveToImmutable();
    }

    private static PostHolder Fill(PostRule rule, ImmutableArray<ListSeats> ranked, SeatHolders holders, HashSet<string> taken)
    {
        var rank = Math.Min((int)rule.Choice, ranked.Length - 1);
        if (rank < 0) return new PostHolder(rule.Post, null, null, []) { Article = rule.Article };
        var tied = ranked.Where(list => list.Votes == ranked[rank].Votes).Select(list => list.List).ToImmutableArray();
        if (tied.Length > 1) return new PostHolder(rule.Post, null, null, tied) { Article = rule.Article };
        var holder = holders.Seats.Where(seat => seat.List == tied[0] && seat.Holder is not null).OrderBy(seat => seat.Ordinal)
            .Select(seat => seat.Holder.Given()).FirstOrDefault(id => !taken.Contains(id));
        if (holder is not null) taken.Add(holder);
        return new PostHolder(rule.Post, tied[0], holder, []) { Article = rule.Article };
    }
}
