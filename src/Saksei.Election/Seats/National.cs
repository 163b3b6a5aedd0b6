using System.Collections.Immutable;

namespace Saksei.Election.Seats;

/// <summary>A constituency among others: its seats and votes.</summary>
public sealed record ConstituencyVotes(string Constituency, int Seats, ImmutableArray<ListVotes> Lists)
{
    /// <summary>Blank ballots.</summary>
    public long BlankVotes { get; init; }

    /// <summary>All ballots cast; null where it isn't known.</summary>
    public long? CastVotes { get; init; }

    /// <summary>The lots drawn inside this constituency's own allocation.</summary>
    public ImmutableArray<Lot> Lots { get; init; } = [];
}

/// <summary>What is allocated over all constituencies together.</summary>
public sealed record NationalInput(ImmutableArray<ConstituencyVotes> Constituencies)
{
    /// <summary>Lots drawn beyond one constituency; <see cref="Lot.Within"/> says on which level (<see cref="NationalSeats.Levels"/>).</summary>
    public ImmutableArray<Lot> Lots { get; init; } = [];
}

/// <summary>A levelling seat: which list got it, in which constituency, and by which quotient of votes over the constituency's votes per seat.</summary>
public sealed record LevellingSeat(int Ordinal, string List, string Constituency, Counts.Fraction Quotient)
{
    /// <summary>The list and constituency that would have had it otherwise.</summary>
    public string? NextList { get; init; }

    /// <summary>Where the next one would have had it.</summary>
    public string? NextConstituency { get; init; }

    /// <summary>The next one's quotient.</summary>
    public Counts.Fraction? NextQuotient { get; init; }

    /// <summary>The article that it stands on.</summary>
    public string? Article { get; init; }

    /// <summary>What decided between this seat and others with the same quotient; null where nothing had to.</summary>
    public TieCriterion? TieBrokenBy { get; init; }
}

/// <summary>A list's or a constituency's divisor in a biproportional allocation; with them every seat is votes / divisors, rounded.</summary>
public sealed record Divisor(string Name, Counts.Fraction Value);

/// <summary>The seats of a constituency, with what it gave directly and by levelling.</summary>
public sealed record ConstituencySeats(string Constituency, ImmutableArray<ListSeats> Lists)
{
    /// <summary>The constituency's own allocation; null where there is none (biproportional).</summary>
    public Allocation? Own { get; init; }
}

/// <summary>The seats of all constituencies and their working, or the refusal of the input.</summary>
public sealed record NationalAllocation
{
    /// <summary>Why nothing was allocated; null where something was.</summary>
    public SeatRefusal? Refusal { get; init; }

    /// <summary>The seats of each constituency, in the order given.</summary>
    public ImmutableArray<ConstituencySeats> Constituencies { get; init; } = [];

    /// <summary>The allocations of the whole country, in order: each round of levelling, or the upper apportionment.</summary>
    public ImmutableArray<Allocation> National { get; init; } = [];

    /// <summary>Levelling seats, in the order in which they were given.</summary>
    public ImmutableArray<LevellingSeat> LevellingSeats { get; init; } = [];

    /// <summary>Divisors of the lists and of the constituencies (biproportional).</summary>
    public ImmutableArray<Divisor> ListDivisors { get; init; } = [];

    /// <summary>Divisors of the constituencies (biproportional).</summary>
    public ImmutableArray<Divisor> ConstituencyDivisors { get; init; } = [];

    /// <summary>Lots required between lists of the whole country, or cells "constituency/list". Those of a constituency stand in its own allocation.</summary>
    public ImmutableArray<Tie> Ties { get; init; } = [];

    /// <summary>Nothing refused and no lot required.</summary>
    public bool Complete => Refusal is null && Ties.IsEmpty && Constituencies.All(constituency => constituency.Own is null or { Complete: true });

    internal static NationalAllocation Refused(string code, string? subject = null) => new() { Refusal = new SeatRefusal(code, subject) };
}

/// <summary>Allocates over several constituencies: each for itself, with levelling seats, or biproportionally, as the rule says.</summary>
public static class NationalSeats
{
    /// <summary>Between lists of the whole country: of a round of levelling, or of the upper apportionment.</summary>
    public const string Country = "country";

    /// <summary>Between places of a levelling seat.</summary>
    public const string LevellingSeats = "levelling";

    /// <summary>Between cells of a biproportional allocation.</summary>
    public const string Cells = "matrix";

    /// <summary>The levels beyond one constituency on which lists or cells may tie.</summary>
    public static ImmutableArray<string> Levels { get; } = [Country, LevellingSeats, Cells];

    /// <summary>Allocates by the rule; nothing that can be wrong with the input throws.</summary>
    public static NationalAllocation Allocate(SeatRule rule, NationalInput input)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(input);
        if (Check(input) is { } refusal) return new NationalAllocation { Refusal = refusal };
        if (rule.Levelling is not null) return Levelling.Allocate(rule, input);
        return rule.Biproportional is not null ? Biproportional.Allocate(rule, input) : Each(rule, input);
    }

    private static SeatRefusal? Check(NationalInput input)
    {
        if (input.Constituencies.IsDefaultOrEmpty) return new SeatRefusal("no-constituencies");
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var constituency in input.Constituencies)
        {
            if (!names.Add(constituency.Constituency)) return new SeatRefusal("duplicate-constituency", constituency.Constituency);
            if (constituency.Seats is <= 0 or > InputCheck.MostSeats) return new SeatRefusal(constituency.Seats <= 0 ? "seats-not-positive" : "seats-too-many", constituency.Constituency);
            if (constituency.Lists.IsDefaultOrEmpty) return new SeatRefusal("no-lists", constituency.Constituency);
            var facts = default(InputFacts);
            if ((InputCheck.CheckVotes(constituency.Lists, constituency.BlankVotes, ref facts, out _) ?? InputCheck.CheckNames(constituency.Lists, facts)) is { } refusal)
                return refusal with { Subject = $"{constituency.Constituency}/{refusal.Subject}" };
        }
        return null;
    }

    private static NationalAllocation Each(SeatRule rule, NationalInput input)
    {
        if (!input.Lots.IsEmpty) return NationalAllocation.Refused("lot-not-needed");
        if (Totals(rule, input) is not { } totals) return NationalAllocation.Refused("votes-too-large");
        var constituencies = ImmutableArray.CreateBuilder<ConstituencySeats>(input.Constituencies.Length);
        foreach (var constituency in input.Constituencies)
        {
            var own = SeatAllocation.Allocate(rule, InputOf(constituency, constituency.Seats) with { National = totals });
            if (own.Refusal is { } refusal) return NationalAllocation.Refused(refusal.Code, $"{constituency.Constituency}/{refusal.Subject}");
            constituencies.Add(new ConstituencySeats(constituency.Constituency, own.Lists) { Own = own });
        }
        return new NationalAllocation { Constituencies = constituencies.MoveToImmutable() };
    }

    internal static AllocationInput InputOf(ConstituencyVotes constituency, int seats) => new()
    {
        Seats = seats,
        Lists = constituency.Lists,
        BlankVotes = constituency.BlankVotes,
        CastVotes = constituency.CastVotes,
        Lots = constituency.Lots,
    };

    /// <summary>The votes of the country, lists in the order in which they first appear; null where they overflow.</summary>
    internal static NationalTotals? Totals(SeatRule rule, NationalInput input)
    {
        List<ListVotes> lists = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        Int128 all = 0, cast = 0, blank = 0;
        foreach (var constituency in input.Constituencies)
        {
            blank += constituency.BlankVotes;
            cast += constituency.CastVotes ?? 0;
            foreach (var list in constituency.Lists)
            {
                var dropped = list.Struck && rule.Struck is { Votes: StruckVotes.Dropped } ? list.Votes : 0;
                var votes = list.Votes - dropped;
                cast -= dropped;
                if ((all += votes) > long.MaxValue) return null;
                if (places.TryAdd(list.List, lists.Count)) lists.Add(list with { Votes = 0, Candidates = null, Struck = false });
                var place = places[list.List];
                lists[place] = lists[place] with { Votes = lists[place].Votes + votes };
            }
        }
        if (all + blank > long.MaxValue || cast > long.MaxValue) return null;
        var known = input.Constituencies.All(constituency => constituency.CastVotes is not null);
        return new NationalTotals([.. lists]) { BlankVotes = (long)blank, CastVotes = known ? (long)cast : null };
    }

    /// <summary>The lists that reach a threshold in the whole country.</summary>
    internal static (ImmutableArray<ListVotes> Lists, SeatRefusal? Refusal) Qualified(SeatRule rule, Threshold? threshold, NationalTotals totals, int seats)
    {
        if (threshold is null) return (totals.Lists, null);
        var measured = rule with { Threshold = threshold with { Level = ThresholdLevel.Constituency } };
        var working = new Working(measured, rule.Method, totals.Lists, null);
        var input = new AllocationInput { Seats = seats, Lists = totals.Lists, BlankVotes = totals.BlankVotes, CastVotes = totals.CastVotes };
        var refusal = InputCheck.CheckShare(threshold.Share) ?? Eligibility.MarkThreshold(working, input);
        return ([.. totals.Lists.Where((_, i) => working.TakesPart(i))], refusal);
    }

    /// <summary>What a cell, or a place of a levelling seat, is called.</summary>
    internal static string CellOf(string constituency, string list) => $"{constituency}/{list}";

    /// <summary>An allocation between lists of the whole country; the first lot of that level is brought in where a tie asks for it.</summary>
    internal static Allocation Upper(SeatRule rule, ImmutableArray<ListVotes> lists, int seats, ImmutableArray<Lot> lots)
    {
        var upper = new AllocationInput { Seats = seats, Lists = [.. lists.Select(list => new ListVotes(list.List, list.Votes))] };
        var result = SeatAllocation.Allocate(rule, upper);
        if (result.Ties.IsEmpty) return result;
        if (lots.FirstOrDefault(lot => lot.Within == Country) is { } drawn) result = SeatAllocation.Allocate(rule, upper with { Lots = [drawn with { Within = null }] });
        return result with
        {
            Refusal = result.Refusal is { } refusal ? refusal with { Subject = Country } : null,
            Ties = [.. result.Ties.Select(tie => tie with { Within = Country })],
        };
    }
}
