using System.Collections.Immutable;
using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Stations;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Election;

/// <summary>What the book of stations keeps by differences is held against all reports, one after the other.</summary>
public sealed class StationBookTests
{
    private static readonly string[] Organisations = ["observers", "party-01", "party-02"];

    private static readonly Gen<(int Station, int Organisation, int Doors, int Kind, int Copies)[]> Reports =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 63]).Array[0, 80];

    [Fact]
    public void Whatever_is_reported_sums_last_words_and_snapshots_are_those_of_all_reports() => Check.Sample(Reports, reports =>
    {
        var (register, reported) = (new CaseRegister("cambodia-rehearsal", Organisations), new List<ReportState>());
        var (fold, snapshots) = (register.Fold, new List<(StationRecords Snapshot, int Count)>());
        foreach (var (station, organisation, doors, kind, copies) in reports)
        {
            var (code, author) = (fold.Definition.Stations[station].Code, Organisations[organisation]);
            var row = kind > 6 ? StationKinds.Refusal : StationKinds.Conditions;
            var previous = kind == 0 ? Hash.OfBytes([1]) : reported.FindLast(one => one.Report.Station == code && one.Organisation == author && one.Report.Row == row)?.Place.Identity;
            StationReport act = row == StationKinds.Refusal
                ? new FormRefusal(register.Header(author), code, fold.Tick, (Refuser)doors, (RefusalReason)doors, previous)
                : register.Conditions(code, author, (Doors)doors, previous) with { Handed = Handed(copies) };
            var (index, identity) = (fold.Size, Hash.OfBytes(BitConverter.GetBytes(fold.Size)));
            var outcome = fold.Apply(act, identity);
            Assert.Equal(kind == 0 ? "stale-edit" : "", outcome.VoidCode);
            if (outcome.IsApplied) reported.Add(new ReportState(author, act, new ActPlace(index, identity, fold.Tick)));
            if (kind == 1) snapshots.Add((fold.Stations.Snapshot(), reported.Count));
        }

        Agree(fold.Stations, reported, fold.Definition.Stations);
        foreach (var (snapshot, count) in snapshots) Agree(snapshot, reported[..count], fold.Definition.Stations);
    }, iter: 100);

    /// <summary>
    /// Whatever is reported, an organisation that says of itself that it was refused stands once in every figure of that station and of the
    /// places above it, and in what equal treatment compares: as refused.
    /// </summary>
    [Fact]
    public void An_organisation_that_reports_its_own_refusal_counts_once_however_many_report_of_it() => Gen.Select(Gen.Int[1, 6], Gen.Int[0, 63].Array[0, 8]).Sample((own, seen) =>
    {
        var register = new CaseRegister("cambodia-rehearsal", Organisations);
        var station = register.Fold.Definition.Stations[0];
        Hash? LastOf(string organisation, ActKind kind) => register.Fold.Stations.Of(station).LastOf(organisation, kind)?.Place.Identity;
        void Take(StationReport report) => Assert.Equal(Outcome.Applied, register.Fold.Apply(report, register.Identity));
        for (var i = 0; i < Math.Max(own, seen.Length); i++)
        {
            if (i < own) Take(new FormRefusal(register.Header("party-01"), station.Code, register.Fold.Tick, Refuser.Security, RefusalReason.NoCopies, LastOf("party-01", StationKinds.Refusal)));
            var by = Organisations[i % 3];
            if (i < seen.Length) Take(register.Conditions(station.Code, by, Doors.Open, LastOf(by, StationKinds.Conditions)) with { Handed = [new("party-01", (Handing)(seen[i] % 4)), new("party-02", Handing.Handed)] });
        }

        var copies = register.Fold.Stations.Of(station).Copies;
        Assert.False(copies.Handed["party-01"]);
        Assert.Equal(1, copies.Refused);
        Assert.All(station.Unit.Path(), unit => Assert.Equal(1, register.Fold.Stations.CountsOf(unit).CopiesRefused));
        var pairs = register.Fold.Impartiality().Handed;
        Assert.Equal(seen.Length > 0 ? 1 : 0, pairs.Sum(pair => pair.Count(false, true)));
        Assert.Equal(0, pairs.Sum(pair => pair.Count(true, true) + pair.Count(false, false) + pair.Count(true, false)));
    }, iter: 60);

    private static void Agree(StationRecords records, List<ReportState> reported, ImmutableArray<Saksei.Election.Definition.Station> stations)
    {
        var last = reported.GroupBy(one => one.Report.Station).ToDictionary(own => own.Key, own => Last(own, long.MaxValue));
        foreach (var unit in stations.Take(4).SelectMany(station => station.Unit.Path()).Distinct()) Assert.Equal(CountsOf(unit, last), records.CountsOf(unit));
        foreach (var station in stations.Take(4))
        {
            Assert.Equal(Copies(last.GetValueOrDefault(station.Code, [])), records.Of(station).Copies.Handed.OrderBy(one => one.Key, StringComparer.Ordinal));
            var own = reported.Where(one => one.Report.Station == station.Code).ToList();
            Assert.Equal(Last(own, long.MaxValue), records.ReportsOf(station));
            Assert.Equal(Last(own, long.MaxValue).Skip(1).Take(1), records.Of(station).ReportsFrom(1, 1));
            if (own.Count > 0) Assert.Equal(
                Last(own, own[^1].Place.Index - 1).OrderBy(one => one.Place.Index),
                records.Of(station).WordsUntil(own[^1].Place.Index - 1).SelectMany(word => new[] { word.Conditions, word.Refusal }).OfType<ReportState>().OrderBy(one => one.Place.Index));
        }
    }

    // What one to three organisations met with: two bits of the number each.
    private static ImmutableArray<HandingTo> Handed(int copies) =>
        [.. Organisations.Take(1 + copies % 3).Select((organisation, i) => new HandingTo(organisation, (Handing)((copies >> (2 * i)) % 4)))];

    private static StationCounts CountsOf(Saksei.Election.Definition.Unit unit, Dictionary<string, ImmutableArray<ReportState>> last)
    {
        var own = unit.AllStations().Where(station => last.ContainsKey(station.Code)).Select(station => last[station.Code]).ToList();
        return new(own.Count(all => all.Any(one => one.Conditions is not null)), own.Count(all => all.Any(one => one.Conditions?.Doors == Doors.Closed)), own.Sum(all => Copies(all).Count(one => !one.Value)), own.Sum(all => Copies(all).Count));
    }

    // The slow way: what an organisation says of itself first, then by organisation over all that others saw of it.
    private static List<KeyValuePair<string, bool>> Copies(ImmutableArray<ReportState> reports) =>
    [
        .. from organisation in Organisations
           let itself = reports.Any(one => one.Report is FormRefusal && one.Organisation == organisation)
           let said = itself ? [Handing.Refused] : reports.SelectMany(one => one.Conditions?.Handed ?? []).Where(one => one.Organisation == organisation).Select(one => one.Outcome).ToHashSet()
           where said.Contains(Handing.Handed) || said.Contains(Handing.Refused)
           select KeyValuePair.Create(organisation, !said.Contains(Handing.Refused)),
    ];

    private static ImmutableArray<ReportState> Last(IEnumerable<ReportState> reported, long until) =>
        [.. reported.Where(one => one.Place.Index <= until).GroupBy(one => (one.Organisation, one.Report.Row)).Select(own => own.Last())];

    [Fact]
    public void A_snapshot_of_organisations_keeps_keys_and_organisations_as_they_were()
    {
        var register = new CaseRegister("cambodia-rehearsal", "commission");
        var before = register.Fold.Organisations.Snapshot();
        register.Enrol("commission", "agent-1", Hash.OfBytes([7]));
        var between = register.Fold.Organisations.Snapshot();
        var name = register.Fold.Organisations.Keys.Last().Key.Name;
        Assert.Equal(Outcome.Applied, register.Apply(header => new Saksei.Election.Organisations.OrganisationRevoke(header, "commission", [name], default), "commission"));
        Assert.Equal((null, null), (before.FindKey(name), between.FindKey(name)!.RevokedAt));
        Assert.NotNull(register.Fold.Organisations.FindKey(name)!.RevokedAt);
        Assert.Equal((before.Keys.Count() + 1, before.All.Count), (between.Keys.Count(), between.All.Count));
    }
}
