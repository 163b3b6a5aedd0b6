using System.Collections.Immutable;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Rehearsal;

/// <summary>
/// Plants what is out of the ordinary, each at a station of its own: contradictions of every pattern, settlements,
/// clerks' slips, corrections, damaged sheets, and acts that are void.
/// </summary>
internal sealed class Irregularities(Sheets sheets, SeededRandom random, StationPlan[] plans)
{
    private const int Slips = 48, Corrections = 6, Blank = 34, Illegible = 41;

    private static readonly ImmutableArray<(Pattern Pattern, int Count)> Quotas =
    [
        (Pattern.AllZero, 24), (Pattern.AnotherStation, 27), (Pattern.ColumnsExchanged, 36), (Pattern.MovedBetweenLists, 31),
        (Pattern.TransposedDigits, 43), (Pattern.OneDigit, 72), (Pattern.DigitAddedOrDropped, 38), (Pattern.Several, 29), (Pattern.Other, 25),
    ];

    private static readonly ImmutableArray<Settlement> Settlements =
    [
        Settlement.SheetAdopted, Settlement.SheetAdopted, Settlement.SheetAdopted, Settlement.TranscriptionCorrected,
        Settlement.TranscriptionCorrected, Settlement.Recounted, Settlement.RecountUpheld, Settlement.RecountUpheld,
    ];

    private static readonly ImmutableArray<Mishap> Mishaps =
        [Mishap.SecondCopy, Mishap.SecondCopy, Mishap.StaleEdit, Mishap.AgentCommits, Mishap.PartyCommits];

    private readonly Misreading _misreading = new(sheets, random);

    // Stations whose sheet stands at another one too: a contradiction there would be named after that.
    private readonly HashSet<StationPlan> _lent = [];

    /// <summary>Plants everything.</summary>
    /// <param name="stations">Stations whose form was posted, in an order of chance; each is used at most once.</param>
    internal void Plant(IReadOnlyList<StationPlan> stations)
    {
        var queue = new Queue<StationPlan>(stations);
        stations[0].Mishap = Mishap.SettledAgain;
        foreach (var settlement in Settlements) Settle(queue.Dequeue(), settlement);
        foreach (var mishap in Mishaps) Mislead(queue.Dequeue(), mishap);
        foreach (var (pattern, count) in Quotas)
            for (var i = 0; i < count; i++) Contradict(queue, pattern, i);
        for (var i = 0; i < Slips; i++) Slip(queue.Dequeue());
        for (var i = 0; i < Corrections; i++) queue.Dequeue().Corrects = true;
        for (var i = 0; i < Blank + Illegible; i++) queue.Dequeue().PostedState = i < Blank ? SheetState.Blank : SheetState.Illegible;
    }

    // What is tallied stays; it's the official copy that was wrong, or one copy beside it where a recount upholds it.
    private void Settle(StationPlan plan, Settlement settlement)
    {
        plan.Settlement = settlement;
        if (plan.Truth is not { } truth || settlement == Settlement.RecountUpheld) return;
        plan.Official = _misreading.Of(settlement == Settlement.TranscriptionCorrected ? Pattern.OneDigit : Pattern.MovedBetweenLists, truth);
    }

    private static void Mislead(StationPlan plan, Mishap mishap)
    {
        plan.Mishap = mishap;
        plan.Corrects = mishap == Mishap.StaleEdit;
    }

    private void Contradict(Queue<StationPlan> queue, Pattern pattern, int turn)
    {
        var plan = queue.Dequeue();
        while (_lent.Contains(plan) || (pattern == Pattern.AnotherStation && Neighbour(plan) is null)) plan = queue.Dequeue();
        if (plan.Truth is not { } truth) return;
        var carrier = CarrierOf(pattern, turn);
        if (pattern == Pattern.AnotherStation) plan.Deviation = new Deviation(pattern, carrier, Borrow(plan));
        else if (pattern == Pattern.Several && turn % 4 == 3) plan.Deviation = Threefold(truth);
        else plan.Deviation = new Deviation(pattern, carrier, _misreading.Of(pattern, truth, carrier == Carrier.Tally));
    }

    // Where both others agree against the official copy it is the odd one out; only where the sums hold on either sheet.
    private static Carrier CarrierOf(Pattern pattern, int turn) => (turn % 6, pattern) switch
    {
        (0 or 1, Pattern.ColumnsExchanged or Pattern.MovedBetweenLists) => Carrier.BothOthers,
        (0 or 1 or 2, _) => Carrier.Posted,
        (5, not (Pattern.AllZero or Pattern.AnotherStation)) => Carrier.Tally,
        _ => Carrier.Scan,
    };

    private Deviation Threefold(Figures truth) => new(
        Pattern.Several, Carrier.Posted, _misreading.Of(Pattern.OneDigit, truth), _misreading.Of(Pattern.DigitAddedOrDropped, truth));

    private Figures Borrow(StationPlan plan)
    {
        var neighbour = Neighbour(plan);
        if (neighbour is not { Truth: { } truth }) throw new InvalidOperationException("no neighbour");
        _lent.Add(neighbour);
        return truth;
    }

    // The next station of the same commune, as when two sheets were mixed up.
    private StationPlan? Neighbour(StationPlan plan)
    {
        var next = plan.Station.Index + 1;
        return next < plans.Length && plans[next] is { Settlement: Settlement.None, Deviation: null, Truth: not null } other
            && other.Station.Unit == plan.Station.Unit ? other : null;
    }

    private void Slip(StationPlan plan)
    {
        var pattern = random.Pick([Pattern.OneDigit, Pattern.TransposedDigits, Pattern.DigitAddedOrDropped, Pattern.Several]);
        if (plan.Truth is { } truth) plan.Slip = _misreading.Of(pattern, truth);
    }
}
