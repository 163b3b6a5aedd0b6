using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Values;

namespace Saksei.Election.Results;

/// <summary>How all stations stand in a contest, and what is counted of it, as of one moment. Immutable. Where the contest doesn't take place nothing is counted.</summary>
/// <param name="Forms">The forms that it follows from.</param>
/// <param name="Stations">Each station, by its index.</param>
/// <param name="Counts">The counts of all.</param>
/// <param name="ByUnit">The counts of each unit and all below it, by its index.</param>
/// <param name="CopyingOrganisations">Organisations that have copies beside the official ones.</param>
/// <param name="Sheets">
/// Which sheets stand at two stations. Few stations ask for it; where none did it isn't there, and no standing depends on it.
/// </param>
internal sealed record Standings(
    FormsAsOf Forms, PagedView<StationStanding> Stations, SummaryCounts Counts, ImmutableArray<StateCounts> ByUnit,
    ImmutableSortedSet<string> CopyingOrganisations, SheetIndex? Sheets)
{
    /// <summary>Computed from nothing.</summary>
    internal static Standings Of(Contest contest, FormsAsOf forms)
    {
        var counting = new StandingsCounting(contest, forms);
        foreach (var station in contest.Election.Stations) counting.Add(station);
        return counting.ToStandings();
    }

    /// <summary>Of a later snapshot, from what changed since this one: stations with other forms, and those whose sheets have become, or are no longer, another station's too.</summary>
    internal Standings Next(Contest contest, FormsAsOf forms)
    {
        var changed = new SortedSet<int>(forms.ChangedSince(Forms));
        var sheets = Sheets?.Next(changed.ToArray(), Forms, forms, changed);
        var counting = new StandingsCounting(contest, forms, this, sheets);
        foreach (var station in changed) counting.Change(contest.Election.Stations[station], Forms);
        return counting.ToStandings();
    }
}

/// <summary>Standings in the making.</summary>
internal sealed class StandingsCounting
{
    private readonly Contest _contest;
    private readonly FormsAsOf _forms;
    private readonly int _firstList;
    private readonly PagedArray<StationStanding> _stations;
    private readonly SummaryCounts _counts;
    private readonly StateCounts[] _byUnit;
    private readonly HashSet<string> _copying;
    private SheetIndex? _sheets;

    internal StandingsCounting(Contest contest, FormsAsOf forms)
    {
        (_contest, _forms, _firstList, _stations, _counts) = (contest, forms, contest.Form.Fields.Length, new PagedArray<StationStanding>(), new SummaryCounts());
        (_byUnit, _copying) = (new StateCounts[contest.Election.Units.Length], new HashSet<string>(StringComparer.Ordinal));
    }

    internal StandingsCounting(Contest contest, FormsAsOf forms, Standings start, SheetIndex? sheets)
    {
        (_contest, _forms, _firstList, _stations, _counts) = (contest, forms, contest.Form.Fields.Length, new PagedArray<StationStanding>(start.Stations), start.Counts.Copy());
        (_byUnit, _copying, _sheets) = ([.. start.ByUnit], new HashSet<string>(start.CopyingOrganisations, StringComparer.Ordinal), sheets);
    }

    internal void Add(Station station)
    {
        var standing = Of(station);
        _stations.Add(standing);
        if (_contest.Has(station)) Count(standing, _forms[station], 1);
    }

    internal void Change(Station station, FormsAsOf before)
    {
        Count(_stations[station.Index], before[station], -1);
        var standing = _stations[station.Index] = Of(station);
        Count(standing, _forms[station], 1);
    }

    internal Standings ToStandings() => new(
        _forms, _stations.Snapshot(), _counts, [.. _byUnit], _copying.ToImmutableSortedSet(StringComparer.Ordinal), _sheets);

    private StationStanding Of(Station station) => Corroborating.Of(station, _forms[station], _firstList, figures =>
        (_sheets ??= SheetIndex.Of(_forms)).IsAnotherStations(figures, station.Index));

    private void Count(in StationStanding standing, StationForms forms, int stations)
    {
        _counts.Add(standing, forms.Copies.Count, stations);
        for (var unit = standing.Station.Unit; unit is not null; unit = unit.Parent)
            _byUnit[unit.Index] = _byUnit[unit.Index].With(standing.State, stations);

        // Who has a copy at a station keeps one: it can be replaced, and never taken away.
        foreach (var copy in forms.Copies)
            if (copy.Source != CopySource.Official) _copying.Add(copy.Organisation);
    }
}
