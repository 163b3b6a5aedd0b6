using System.Text.Json;
using Saksei.Cli.Published;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Examples;
using Saksei.Tests.Vectors;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>The real elections of elections/, from the files in ../shared/data, end to end.</summary>
public sealed class RealElectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-real-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Bolivia_2019_357_stations_differ_in_688_fields()
    {
        using var host = Build("bolivia-2019");
        var summary = host.Read(fold => fold.Results().Summary);
        Assert.Equal((13101, 13101 + 12538, 12181, 357, 688, 563), (summary.Stations, summary.Copies, summary.Corroborated, summary.Contradicted, summary.ContradictedFields, summary.Uncorroborated));
        Assert.Equal(
            "all-zero 3, columns-exchanged 18, one-digit 189, digit-added-or-dropped 21, several 29, other 97",
            string.Join(", ", summary.Patterns.Where(pattern => pattern.Value > 0).Select(pattern => $"{pattern.Key} {pattern.Value}")));
        Assert.Equal(12181, summary.CorroboratedBy.Single(grade => grade.Key == "same-sheet").Value);
        Assert.DoesNotContain("simulated", System.Text.Encoding.UTF8.GetString(host.Read(fold => ResultsDocuments.Tally(fold.Results()))), StringComparison.Ordinal);
        var published = Path.Combine(_folder, "published");
        new Publisher(host).WriteTo(published, _ => { });
        Roots.Check("bolivia-2019", RehearsalExample.DefaultSeed, host);
        var report = Verification.Run(new FolderFiles(published), new Pin(host.Founding.Log.Text, null));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
    }

    [Fact]
    public void Spain_2019_all_350_seats_in_52_constituencies_equal_the_official_ones()
    {
        using var host = Build("spain-2019");
        using var seats = JsonDocument.Parse(host.Read(fold => ResultsDocuments.Seats(fold.Results())));
        var computed = seats.RootElement.EnumerateArray().ToDictionary(
            row => (row.GetProperty("constituency").GetString()!, row.GetProperty("list").GetString()!),
            row => (row.GetProperty("votes").GetInt64(), row.GetProperty("seats").GetInt32()));
        var official = SpainFiles.OfficialSeats(Data());
        Assert.Equal(628, official.Count);
        Assert.Equal(350, official.Values.Sum(row => row.Seats));
        Assert.Equal(official, computed);
        foreach (var (code, totals) in SpainFiles.ProvinceTotals(Data()))
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
        using var host = Build("cambodia-2023");
        Assert.Equal(0, host.Read(fold => fold.VoidCount));
        Roots.Check("cambodia-2023", RehearsalExample.DefaultSeed, host);
    }

    private RegisterHost Build(string name)
    {
        var register = Path.Combine(_folder, "register");
        Example.Build(name, register, Path.Combine(Root(), "elections", name), name == "cambodia-2023" ? "" : Data(), RehearsalExample.DefaultSeed, _ => { });
        return RegisterHost.Open(register);
    }

    private static string Data()
    {
        var data = Path.Combine(Root(), "..", "shared", "data");
        Assert.SkipUnless(Directory.Exists(data), "needs ../shared/data");
        return data;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Saksei.slnx"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("Saksei.slnx");
        return folder.FullName;
    }
}
