using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Rehearsal;

/// <summary>At how many stations of a thousand who copies the form.</summary>
/// <param name="Posted">Observers, where it was posted.</param>
/// <param name="Scanned">The alliance.</param>
/// <param name="Tallied">Those who tally.</param>
/// <param name="Enough">Copies of others beside which the monitor hardly makes one.</param>
/// <param name="Monitored">The monitor, where there are fewer.</param>
/// <param name="MonitoredBeside">The monitor, where there are enough.</param>
internal sealed record Copying(int Posted, int Scanned, int Tallied, int Enough, int Monitored, int MonitoredBeside)
{
    /// <summary>Some here and some there.</summary>
    internal static Copying AsInTheExample { get; } = new(915, 600, 30, 1, 400, 12);

    /// <summary>Three organisations at every station.</summary>
    internal static Copying ByThree { get; } = new(1000, 1000, 1000, 3, 1000, 0);
}

/// <summary>
/// Decides what happens at each station: who copies which sheet and when, what was seen of the count, and where errors,
/// settlements and void acts are planted. Decided by one thread and in the order of stations, so that signing may use many.
/// </summary>
internal sealed class NightPlan
{
    private readonly ElectionDefinition _definition;
    private readonly SeededRandom _random;
    private readonly Sheets _sheets;
    private readonly Copying _copying;
    private readonly StationPlan[] _plans;

    private NightPlan(ElectionDefinition definition, RehearsalSeed seed, ImmutableArray<StationFigures> figures, Copying copying)
    {
        (_definition, _random, _sheets, _copying) = (definition, seed.Stream("night"), new Sheets(definition), copying);
        _plans = [.. definition.Stations.Select(station => new StationPlan(station))];
        foreach (var plan in _plans)
            if (figures[plan.Station.Index] is { Reports: true } own)
                plan.Truth = plan.Official = _sheets.Whole(own);
    }

    /// <summary>Plans the night for all stations, by their index.</summary>
    internal static StationPlan[] Draw(ElectionDefinition definition, RehearsalSeed seed, ImmutableArray<StationFigures> figures, Copying copying)
    {
        var night = new NightPlan(definition, seed, figures, copying);
        var reporting = night._plans.Where(plan => plan.Truth is not null).ToArray();
        night._random.Shuffle<StationPlan>(reporting);
        var unposted = Watching.Plan(reporting, night._random);
        var posted = reporting.Where(plan => !unposted.Contains(plan)).ToArray();
        night._random.Shuffle<StationPlan>(posted);
        new Irregularities(night._sheets, night._random, night._plans).Plant(posted);
        foreach (var plan in night._plans)
            if (plan.Truth is { } truth) night.PlanCopies(plan, truth, !unposted.Contains(plan));
        night.LeaveOpen();
        return night._plans;
    }

    private void PlanCopies(StationPlan plan, Figures truth, bool posted)
    {
        plan.EntryAt = _random.Between(17, 5, 26, 0);
        plan.AgentSigned = _random.Below(100) switch { < 2 => SignatureState.Refused, < 12 => SignatureState.Absent, _ => SignatureState.Signed };
        if (NeedsPosted(plan) || (posted && _random.Chance(_copying.Posted))) plan.Copies.Add(Posted(plan, truth));
        if (NeedsBoth(plan) || plan.Deviation?.Carrier == Carrier.Scan || _random.Chance(_copying.Scanned)) plan.Copies.Add(Scan(plan, truth));
        if (plan.Deviation?.Carrier == Carrier.Tally || _random.Chance(_copying.Tallied)) plan.Copies.Add(Tally(plan, truth));

        // Where others weren't, the accredited monitor reads the commission's own sheet from its image.
        if (_random.Chance(plan.Copies.Count < _copying.Enough ? _copying.Monitored : _copying.MonitoredBeside))
            plan.Copies.Add(new PlannedCopy(Organisations.Monitor, CopySource.Scan, "original", SheetState.Complete, plan.Official ?? truth, _random.Between(26, 40, 28, 30)));
    }

    private static bool NeedsBoth(StationPlan plan) =>
        plan.Settlement != Settlement.None || plan.Deviation is { Third: not null } or { Carrier: Carrier.BothOthers };

    private static bool NeedsPosted(StationPlan plan) =>
        NeedsBoth(plan) || plan.Corrects || plan.Deviation?.Carrier == Carrier.Posted
        || plan.PostedState != SheetState.Complete || plan.Mishap == Mishap.SecondCopy;

    private PlannedCopy Posted(StationPlan plan, Figures truth)
    {
        var says = plan.Deviation is { Carrier: Carrier.Posted or Carrier.BothOthers } deviation ? deviation.Figures : truth;
        if (plan.Settlement == Settlement.RecountUpheld) says = new Misreading(_sheets, _random).Of(Pattern.TransposedDigits, truth);
        if (plan.PostedState != SheetState.Complete) says = OfDamaged(plan.PostedState, truth);
        var before = plan.Corrects ? new Misreading(_sheets, _random).Of(Pattern.OneDigit, truth) : null;
        return new PlannedCopy(Organisations.Observers, CopySource.Posted, "posted", plan.PostedState, says, _random.Between(16, 45, 22, 30), before);
    }

    // An illegible sheet still shows how many voters and ballots there were; a blank one nothing.
    private Figures OfDamaged(SheetState state, Figures truth) => state == SheetState.Illegible ? _sheets.Only(truth, [0, 2]) : Figures.None;

    private PlannedCopy Scan(StationPlan plan, Figures truth)
    {
        var says = plan.Deviation switch
        {
            { Third: { } third } => third,
            { Carrier: Carrier.Scan or Carrier.BothOthers } deviation => deviation.Figures,
            _ => truth,
        };
        return new PlannedCopy(Organisations.Alliance, CopySource.Scan, "commune-scan", SheetState.Complete, says, _random.Between(19, 30, 27, 30));
    }

    // Kept while ballots are called out, and sent before the official figures are in.
    private PlannedCopy Tally(StationPlan plan, Figures truth)
    {
        var says = plan.Deviation is { Carrier: Carrier.Tally or Carrier.BothOthers } deviation ? deviation.Figures : truth;
        return new PlannedCopy(Organisations.Tallies, CopySource.Tally, "tally", SheetState.Complete, _sheets.Votes(says), _random.Between(15, 40, 16, 55));
    }

    // At three of the stations without a copy a clerk has sealed her entry, and the second one hasn't come.
    private void LeaveOpen()
    {
        var missing = _plans.Where(plan => plan.Truth is null).Take(3).ToList();
        foreach (var plan in missing)
        {
            plan.EntryAt = _random.Between(24, 0, 26, 0);
            var station = _definition.Stations[plan.Station.Index];
            plan.Official = _sheets.Whole(new StationFigures(true, 400, 450, 340, 0, 110, 340, 0, [.. new int[_definition.Contests[0].Lists.Length]]));
            if (station.Index == missing[0].Station.Index) plan.Mishap = Mishap.SamePersonTwice;
        }
    }
}
