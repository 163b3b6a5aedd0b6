using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>Whether a list took part in the allocation.</summary>
public enum ListStatus : byte
{
    TookPart,
    BelowThreshold,
    Struck,
}

/// <summary>A list's seats. Of them <paramref name="Vacant"/> have no candidate.</summary>
public readonly record struct ListSeats(string List, long Votes, int Seats, ListStatus Status = ListStatus.TookPart, int Vacant = 0);

/// <summary>What a step did.</summary>
public enum StepKind : byte
{
    /// <summary>The list got a seat for each whole quota in its votes.</summary>
    Quota,

    /// <summary>The list had the highest quotient.</summary>
    HighestAverage,

    /// <summary>The list had the largest remainder.</summary>
    Remainder,

    /// <summary>The list had the highest of the averages that are computed once.</summary>
    OneShotAverage,

    /// <summary>The list was drawn.</summary>
    Lot,

    /// <summary>Of level lists this one has more votes in all.</summary>
    MoreVotes,

    /// <summary>Of level lists this one has fewer votes in all.</summary>
    FewerVotes,

    /// <summary>Of level lists this one holds more seats already.</summary>
    MoreSeats,

    /// <summary>Of level lists this one's candidate was declared to be older.</summary>
    OlderCandidate,

    /// <summary>The lot of an earlier time that these lists were level, its order turned.</summary>
    LotAlternate,

    /// <summary>The list is below the threshold and takes no part.</summary>
    ThresholdExcluded,

    /// <summary>The list was struck out and takes no part.</summary>
    Struck,

    /// <summary>The list has no candidate left and takes no further part.</summary>
    Exhausted,

    /// <summary>The whole quotas made more seats than there are: the quota was raised, its divisor lowered by one, and the count begun again.</summary>
    QuotaRaised,

    /// <summary>The list has the most votes, and they reach the share that a majority needs.</summary>
    MostVotes,

    /// <summary>Nobody reaches that share: the list goes on to a second round.</summary>
    SecondRound,
}

/// <summary>
/// One line of the working. Everything that can be computed from the votes is computed when read, so a step costs a few integers.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Step
{
    private const int KindBits = 4;

    private readonly Working working;
    private readonly int list;
    private readonly int next;
    private readonly int nextHeld;
    private readonly uint seatsAndKind;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Step(Working working, StepKind kind, int list, int held, int from, int seats, int next = -1, int nextHeld = 0)
    {
        this.working = working;
        this.list = list;
        this.next = next;
        this.nextHeld = nextHeld;
        Held = held;
        From = from;
        // Half a cache line a step: a step is mostly what an allocation costs in memory.
        seatsAndKind = ((uint)seats << KindBits) | (uint)kind;
    }

    /// <summary>What it did.</summary>
    public StepKind Kind => (StepKind)(seatsAndKind & ((1u << KindBits) - 1));

    /// <summary>The ordinal of the first seat given in this step, from 1; zero where it gave none.</summary>
    public int From { get; }

    /// <summary>How many seats it gave.</summary>
    public int Seats => (int)(seatsAndKind >> KindBits);

    /// <summary>How many seats the list held before it.</summary>
    public int Held { get; }

    /// <summary>The list (or joint list) that it is about; null where it is about the quota.</summary>
    public string? List => list < 0 ? null : working.Units[list].List;

    /// <summary>The list's votes; zero where it is about the quota.</summary>
    public long Votes => list < 0 ? 0 : working.Units[list].Votes;

    /// <summary>The joint list whose seats are given to its members, or null.</summary>
    public string? Within => working.Within;

    /// <summary>The article that it follows.</summary>
    public string? Article => working.ArticleOf(Kind);

    /// <summary>
    /// What decided, exactly: votes / quota, the quotient, the remainder, the share of votes held against the threshold, the raised quota.
    /// Null where a zero divisor puts the list before every quotient, or nothing was measured.
    /// </summary>
    public Fraction? Decided => list < 0 ? working.Quota : working.Measure(Kind, list, Held);

    /// <summary>The list that would have got it otherwise, or null.</summary>
    public string? Next => next < 0 ? null : working.Units[next].List;

    /// <summary>The next list's measure, comparable with <see cref="Decided"/>. Equal: both got a seat at this level, in either order.</summary>
    public Fraction? NextDecided => next < 0 ? null : working.Measure(Kind, next, nextHeld);

    /// <summary>The next list's votes and the seats that it held; zero where there is none.</summary>
    public long NextVotes => next < 0 ? 0 : working.Units[next].Votes;

    /// <summary>Seats that the next list held; zero where there is none.</summary>
    public int NextHeld => next < 0 ? 0 : nextHeld;

    internal int Unit => list;

    internal Working Working => working;
}

/// <summary>Where a list stood before a step.</summary>
public readonly record struct Standing(string List, long Votes, int Seats, Fraction? Measure);

/// <summary>
/// A tie that votes and seats don't break: <paramref name="Seats"/> seats between these lists at this step (steps count from 1,
/// within the joint list where there is one). A lot is required, or the age of the candidates.
/// </summary>
public sealed record Tie(int Step, ImmutableArray<string> Lists, int Seats)
{
    /// <summary>The joint list inside which they are tied, or null.</summary>
    public string? Within { get; init; }

    /// <summary>What must be declared.</summary>
    public TieCriterion By { get; init; } = TieCriterion.Lot;

    /// <summary>How often these lists were level before, where the rule says that they take turns: the lot is that of the first time.</summary>
    public int Turn { get; init; }
}

/// <summary>The seats and their working, or the refusal of the input.</summary>
public sealed record Allocation
{
    private ImmutableArray<ListSeats> lists = [];

    /// <summary>The rule.</summary>
    public required SeatRule Rule { get; init; }

    /// <summary>What was allocated.</summary>
    public required AllocationInput Input { get; init; }

    /// <summary>Why nothing was allocated; null where something was.</summary>
    public SeatRefusal? Refusal { get; init; }

    /// <summary>Every list, also without seats, in the order given.</summary>
    public ImmutableArray<ListSeats> Lists
    {
        get => lists.IsDefault ? lists = Given!.Lists() : lists;
        init => lists = value;
    }

    /// <summary>The seats from which <see cref="Lists"/> follow when read.</summary>
    internal GivenSeats? Given
    {
        get;
        init => (field, lists) = (value, default);
    }

    /// <summary>The working, in order; steps inside joint lists follow those between the lists.</summary>
    public ImmutableArray<Step> Steps { get; init; } = [];

    /// <summary>The lots required and not yet drawn.</summary>
    public ImmutableArray<Tie> Ties { get; init; } = [];

    /// <summary>Seats that no list can take: there are no votes, or the lists have no candidates left.</summary>
    public int Unfilled { get; init; }

    /// <summary>
    /// The lists that go on to a second round, since none reached the share that a majority needs: the first two, and all that are level
    /// with the second. Empty elsewhere. What it brings is another vote's, and not counted here.
    /// </summary>
    public ImmutableArray<string> SecondRound => [.. Steps.Where(step => step.Kind == StepKind.SecondRound).Select(step => step.List.Given())];

    /// <summary>The quota, as raised in the end; null without one, and where nothing was counted.</summary>
    public Fraction? Quota => Steps.IsEmpty || Rule.Method.IsDivisorMethod ? null : Steps[0].Working.Quota;

    /// <summary>The votes that the threshold is a share of; null without one, and where nothing was counted.</summary>
    public Fraction? ThresholdVotes => Steps.IsEmpty || Rule.Threshold is null ? null : Steps[0].Working.ThresholdVotes;

    /// <summary>Nothing refused and no lot required.</summary>
    public bool Complete => Refusal is null && Ties.IsEmpty;

    /// <summary>What the last seat was won by and the next missed by; null where the method gives no such bound.</summary>
    public Margins? Margins => Margins.Of(this);

    /// <summary>Where every list that took part stood before a step (its index in <see cref="Steps"/>).</summary>
    public ImmutableArray<Standing> Standings(int step)
    {
        var current = Steps[step];
        var working = current.Working;
        var held = new int[working.Units.Length];
        for (var earlier = 0; earlier < step; earlier++)
            if (Steps[earlier] is { Unit: >= 0 } given && given.Working == working) held[given.Unit] += given.Seats;
        var standings = ImmutableArray.CreateBuilder<Standing>();
        for (var unit = 0; unit < held.Length; unit++)
            if (working.TakesPart(unit))
                standings.Add(new Standing(working.Units[unit].List, working.Units[unit].Votes, held[unit], working.Measure(current.Kind, unit, held[unit])));
        return standings.ToImmutable();
    }
}

/// <summary>The seats of each list, by its place in the input.</summary>
internal sealed class GivenSeats(Working working, int[] seats)
{
    public ImmutableArray<ListSeats> Lists()
    {
        var lists = new ListSeats[seats.Length];
        for (var i = 0; i < lists.Length; i++)
            lists[i] = SeatAllocation.SeatsOf(working.Units[i], seats[i], working.Status is null ? ListStatus.TookPart : working.Status[i]);
        return ImmutableCollectionsMarshal.AsImmutableArray(lists);
    }
}

/// <summary>What the steps of one allocation share: the lists (or joint lists) and what they are measured by.</summary>
internal sealed class Working(SeatRule rule, Method method, ImmutableArray<ListVotes> units, string? within)
{
    public SeatRule Rule => rule;

    public Method Method => method;

    public ImmutableArray<ListVotes> Units => units;

    public string? Within => within;

    /// <summary>The quota as a numerator and a denominator; 0 / 1 without one.</summary>
    public Int128 QuotaNumerator { get; set; }

    public long QuotaDenominator { get; set; } = 1;

    public Fraction Quota => new((BigInteger)QuotaNumerator, QuotaDenominator);

    /// <summary>The votes that the threshold is a share of.</summary>
    public Fraction ThresholdVotes { get; set; }

    /// <summary>Each unit's votes where the threshold is measured; null where no unit was measured.</summary>
    public long[]? ThresholdCounts { get; set; }

    /// <summary>Null where all take part.</summary>
    public ListStatus[]? Status { get; set; }

    public bool TakesPart(int unit) => Status is null || Status[unit] == ListStatus.TookPart;

    public string? ArticleOf(StepKind kind) => kind switch
    {
        StepKind.ThresholdExcluded => rule.Threshold?.Article ?? rule.Article,
        StepKind.Struck => rule.Struck?.Article ?? rule.Article,
        StepKind.Exhausted => rule.Exhausted.Article ?? rule.Article,
        StepKind.SecondRound => rule.Threshold?.Article ?? rule.Article,
        StepKind.MostVotes or StepKind.Quota or StepKind.HighestAverage or StepKind.Remainder or StepKind.OneShotAverage or StepKind.QuotaRaised => MethodArticle,
        StepKind.MoreVotes => ArticleOf(TieCriterion.MoreVotes),
        StepKind.FewerVotes => ArticleOf(TieCriterion.FewerVotes),
        StepKind.MoreSeats => ArticleOf(TieCriterion.MoreSeats),
        StepKind.OlderCandidate => ArticleOf(TieCriterion.OlderCandidate),
        StepKind.Lot or StepKind.LotAlternate => ArticleOf(TieCriterion.Lot),
    };

    private string? MethodArticle => within is null ? rule.Article : rule.Coalitions?.Article ?? rule.Article;

    private string? ArticleOf(TieCriterion by) => rule.Ties.FirstOrDefault(link => link.By == by)?.Article ?? MethodArticle;

    public Fraction? Measure(StepKind kind, int unit, int held) => kind switch
    {
        StepKind.Quota => new Fraction(units[unit].Votes) / Quota,
        StepKind.HighestAverage => method.Divisors.Quotient(units[unit].Votes, held + 1),
        StepKind.Remainder => new Fraction(units[unit].Votes) - new Fraction(held) * Quota,
        StepKind.OneShotAverage => new Fraction(units[unit].Votes, held + 1),
        StepKind.Lot or StepKind.LotAlternate or StepKind.MoreVotes or StepKind.FewerVotes or StepKind.MoreSeats or StepKind.OlderCandidate
            => Measure(LevelKind, unit, held),
        StepKind.MostVotes => new Fraction(units[unit].Votes),
        StepKind.ThresholdExcluded or StepKind.SecondRound => ThresholdVotes.Sign == 0 ? null : new Fraction(ThresholdCounts.Given()[unit]) / ThresholdVotes,
        StepKind.Struck or StepKind.Exhausted or StepKind.QuotaRaised => null,
    };

    private StepKind LevelKind => method.IsMajority ? StepKind.MostVotes : method.Completion switch
    {
        Completion.HighestAverages => StepKind.HighestAverage,
        Completion.LargestRemainders => StepKind.Remainder,
        Completion.OneShotAverages => StepKind.OneShotAverage,
    };
}
