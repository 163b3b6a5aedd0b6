using System.Collections.Immutable;
using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>A list's seats; of them <paramref name="Vacant"/> without a candidate.</summary>
internal sealed record SeatRow(string List, int Seats, int? Vacant);

/// <summary>A tie that a declaration must break: a lot, or what <paramref name="By"/> says.</summary>
internal sealed record TieRow(int Step, ImmutableArray<string> Lists, int Seats, string? Within, string? By, int? Turn);

/// <summary>Where a list stood before a step.</summary>
internal sealed record StandingRow(string List, int Seats, string? Measure);

/// <summary>One step of the working; fractions are exact, "n/d", or "n" where whole.</summary>
internal sealed record StepRow(
    StepKind Kind, string? List, int? From, int? Seats, int Held, long Votes, string? Decided, string? Next, string? NextDecided,
    string? Article, string? Within, IEnumerable<StandingRow>? Standings);

/// <summary>What a list missed its next seat by: two different numbers.</summary>
internal sealed record MarginRow(string List, int Ordinal, string Added, string? Moved, string? MovedFrom);

/// <summary>What <c>allocate</c> answers for one constituency (docs/spec/allocate.md).</summary>
internal sealed record AllocationJson
{
    public string? Constituency { get; init; }

    public required IEnumerable<SeatRow> Seats { get; init; }

    public required IEnumerable<TieRow> Ties { get; init; }

    public int? Unfilled { get; init; }

    public IEnumerable<string>? SecondRound { get; init; }

    public IEnumerable<StepRow>? Steps { get; init; }

    public MarginRow? LastSeat { get; init; }

    public IEnumerable<string>? Explanation { get; init; }

    internal static AllocationJson Of(Allocation allocation) => new()
    {
        Seats = SeatsOf(allocation.Lists),
        Ties = TiesOf(allocation.Ties),
        Unfilled = allocation.Unfilled > 0 ? allocation.Unfilled : null,
        SecondRound = allocation.SecondRound is { IsEmpty: false } second ? second : null,
    };

    internal static IEnumerable<SeatRow> SeatsOf(ImmutableArray<ListSeats> lists) =>
        lists.Select(list => new SeatRow(list.List, list.Seats, list.Vacant > 0 ? list.Vacant : null));

    internal static IEnumerable<TieRow> TiesOf(ImmutableArray<Tie> ties) => ties.Select(tie => new TieRow(
        tie.Step, tie.Lists, tie.Seats, tie.Within, tie.By == TieCriterion.Lot ? null : SeatVocabulary.Ties[tie.By], tie.Turn > 0 ? tie.Turn : null));

    internal static IEnumerable<StepRow> StepsOf(Allocation allocation, bool standings) =>
        allocation.Steps.Select((step, index) => Row(step, standings ? StandingsOf(allocation, index) : null));

    internal static MarginRow? LastSeatOf(Allocation allocation) => allocation.Margins?.RunnerUp is { } runner
        ? new MarginRow(runner.List, runner.Ordinal, runner.AddedOutright.ToString(), runner.MovedOutright?.ToString(), runner.MovedFrom)
        : null;

    private static StepRow Row(Step step, IEnumerable<StandingRow>? standings) => new(
        step.Kind, step.List, step.Seats > 0 ? step.From : null, step.Seats > 0 ? step.Seats : null, step.Held, step.Votes,
        step.Decided?.ToString(), step.Next, step.NextDecided?.ToString(), step.Article, step.Within, standings);

    private static IEnumerable<StandingRow> StandingsOf(Allocation allocation, int step) =>
        allocation.Standings(step).Select(standing => new StandingRow(standing.List, standing.Seats, standing.Measure?.ToString()));
}

/// <summary>A levelling seat of a batch.</summary>
internal sealed record LevellingRow(int Ordinal, string List, string Constituency, string Quotient, string? TieBrokenBy);

/// <summary>What <c>allocate --batch</c> answers.</summary>
internal sealed record BatchJson(IEnumerable<AllocationJson> Constituencies, IEnumerable<TieRow>? Ties, IEnumerable<LevellingRow>? Levelling);
