using Saksei.Cli.Published;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Tests.Vectors;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>The real elections of elections/, from the files in ../shared/data, end to end.</summary>
public sealed class RealElectionTests : IDisposable
{
    private readonly RealElection _real = new();

    public void Dispose() => _real.Dispose();

    [Fact]
    public void Bolivia_2019_357_stations_differ_in_688_fields()
    {
        using var host = _real.Build("bolivia-2019");
        var summary = host.Read(fold => fold.Results().Summary);
        Assert.Equal((13101, 13101 + 12538, 12181, 357, 688, 563), (summary.Stations, summary.Copies, summary.Corroborated, summary.Contradicted, summary.ContradictedFields, summary.Uncorroborated));
        Assert.Equal(
            "all-zero 3, columns-exchanged 18, one-digit 189, digit-added-or-dropped 21, several 29, other 97",
            string.Join(", ", summary.Patterns.Where(pattern => pattern.Value > 0).Select(pattern => $"{pattern.Key} {pattern.Value}")));
        Assert.Equal(12181, summary.CorroboratedBy.Single(grade => grade.Key == "same-sheet").Value);
        Assert.DoesNotContain("simulated", System.Text.Encoding.UTF8.GetString(host.Read(fold => ResultsDocuments.Tally(fold.Results()))), StringComparison.Ordinal);
        var published = Path.Combine(_real.Folder, "published");
        new Publisher(host).WriteTo(published, _ => { });
        Roots.Check("bolivia-2019", RehearsalExample.DefaultSeed, host);
        var report = Verification.Run(new FolderFiles(published), new Pin(host.Founding.Log.Text, null));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
    }

    [Fact]
    public void Spain_2019_all_350_seats_in_52_constituencies_equal_the_official_ones()
    {
        using var host = _real.Build("spain-2019");
        var computed = RealElection.SeatsOf(host);
        var official = SpainFiles.OfficialSeats(RealElection.Data());
        Assert.Equal(628, official.Count);
        Assert.Equal(350, official.Values.Sum(row => row.Seats));
        Assert.Equal(official, computed);
        foreach (var (code, totals) in SpainFiles.ProvinceTotals(RealElection.Data()))
        {
            var tally = host.Read(fold => fold.Results().Tallies[fold.Definition.FindConstituency(code)!.Index]);
            Assert.Equal((code, totals), (code, new ProvinceTotals(tally[0], tally[1], tally[2], tally[3])));
        }

        Assert.Equal(52, host.Definition.Stations.Count(station => station.Kind == "absent-residents"));
        Assert.Equal(59607, host.Definition.Stations.Length);
        Roots.Check("spain-2019", RehearsalExample.DefaultSeed, host);
    }

    [Fact]
    public void Cambodia_2023_is_the_public_record_act_by_act()
    {
        using var host = _real.Build("cambodia-2023");
        Assert.Equal(0, host.Read(fold => fold.VoidCount));
        Roots.Check("cambodia-2023", RehearsalExample.DefaultSeed, host);
    }
}
