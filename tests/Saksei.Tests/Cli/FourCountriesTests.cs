using Saksei.Cli.Published;
using Saksei.Election;
using Saksei.Election.Forms;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Tests.Seats;
using Saksei.Tests.Vectors;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Elections that came in by definition and mapping alone: what the authorities published, figure by figure.</summary>
public sealed class FourCountriesTests : IDisposable
{
    private readonly RealElection _real = new();

    public void Dispose() => _real.Dispose();

    [Theory]
    [InlineData("councils", "cm", 1583, 2058)]
    [InlineData("assemblies", "am", 1516, 6463)]
    public void Portugal_2025_every_seat_of_308_municipalities_is_the_ministrys(string part, string organ, int rows, int seats)
    {
        using var host = _real.Build("portugal-2025-" + part);
        AreTheMinistrys(host, "", organ, rows, seats);
        Verifies(host, "portugal-2025-" + part);
    }

    // The same 308 municipalities voted on both, on one day: 616 bodies in one register, each with a sheet of its own.
    [Fact]
    public void Portugal_2025_councils_and_assemblies_of_one_register_are_616_bodies_whose_every_seat_is_the_ministrys()
    {
        using var host = _real.Build("portugal-2025");
        Assert.Equal([308, 308], host.Definition.Contests.Select(contest => contest.Constituencies.Length));
        AreTheMinistrys(host, "councils", "cm", 1583, 2058);
        AreTheMinistrys(host, "assemblies", "am", 1516, 6463);
        Verifies(host, "portugal-2025");
    }

    // Column 12 of the ministry's rows is the list's mandates. The definition's codes have a hyphen where a name has what a code can't hold.
    private static void AreTheMinistrys(RegisterHost host, string contest, string organ, int rows, int seats)
    {
        var official = RealData.Lines($"portugal-2025/{organ}_concelhos.csv.gz").Skip(1).Select(line => line.Split(',')).ToList();
        var books = host.Snapshot().Of(host.Definition.FindContest(contest)!);
        var computed = RealElection.SeatsOf(books.Results);
        Assert.Equal(rows, official.Count);
        Assert.Equal(seats, official.Sum(row => int.Parse(row[12])));
        var named = books.Contest.Lists.ToDictionary(list => list.ShortName, list => list.Code, StringComparer.Ordinal);
        Assert.All(official, row => Assert.Equal((row[2], row[7], long.Parse(row[10]), int.Parse(row[12])), Of(row[2], row[7], computed[(row[2], named[row[7]])])));
        Assert.Equal(rows, computed.Count);
        Assert.All(books.Results.Allocations, allocation => Assert.True(allocation.Complete));
    }

    [Fact]
    public void Norway_2013_all_169_seats_with_the_19_of_levelling_are_the_directorates()
    {
        using var host = _real.Build("norway-2013");
        var official = RealData.Lines("norway/valgresultat_2013.csv").Skip(1).Select(line => line.Split(';')).Where(row => row[6] != "BLANKE").ToList();
        var computed = RealElection.SeatsOf(host);
        Assert.Equal(169, official.Sum(row => int.Parse(row[15])));
        var named = host.Definition.Lists.ToDictionary(list => list.ShortName, list => list.Code, StringComparer.Ordinal);
        Assert.All(official, row => Assert.Equal((row[0], row[6], long.Parse(row[12]), int.Parse(row[15])), Of(row[0], row[6], computed[(row[0], named[row[6]])])));
        Assert.Equal(official.Count, computed.Count);
        Verifies(host, "norway-2013");
    }

    // A quarter of the protocols have a slip: they were filled in by hand, and nothing else follows from it.
    [Fact]
    public void Georgia_2012_44_and_33_seats_and_937_protocols_whose_sums_differ()
    {
        using var host = _real.Build("georgia-2012-lists");
        var seats = RealElection.SeatsOf(host);
        Assert.Equal((1181862L, 44), seats[("GE", "41")]);
        Assert.Equal((867432L, 33), seats[("GE", "5")]);
        Assert.Equal(77, seats.Values.Sum(list => list.Seats));
        Assert.Equal(937, Failing(host, "E101"));
        Verifies(host, "georgia-2012-lists");
    }

    // Two contests at the same precincts: who was elected in 73 districts, none in a second round, and what stands in no district.
    [Fact]
    public void Georgia_2012_both_contests_give_44_and_33_seats_by_lists_and_41_and_32_in_districts()
    {
        using var host = _real.Build("georgia-2012");
        var books = host.Snapshot();
        var (lists, districts) = (books.Contests[0], books.Contests[1]);
        Assert.Equal((3696, 3649), (lists.Results.Summary.Stations, districts.Results.Summary.Stations));
        Assert.Equal("5:33 41:44", Seats(lists));
        Assert.Equal("5:32 41:41", Seats(districts));
        Assert.All(districts.Results.Allocations, allocation => Assert.Equal((0, true), (allocation.SecondRound.Length, allocation.Complete)));
        Assert.Empty(districts.Contest.Stations.Where(station => station.Unit.Code == "D87"));
        Verifies(host, "georgia-2012");
    }

    private static string Seats(ContestAsOf books) => string.Join(' ', books.Contest.Lists.Select(list => (list.Code, Seats: books.Results.SeatsByList()[list.Index]))
        .Where(own => own.Seats > 0).OrderBy(own => own.Code.Length).Select(own => $"{own.Code}:{own.Seats}"));

    [Fact]
    public void Mexico_2012_50282086_ballots_of_143132_stations_and_81_above_their_register()
    {
        using var host = _real.Build("mexico-2012");
        var tally = host.Read(fold => fold.Results().Tallies[0]);
        Assert.Equal(143132, host.Definition.Stations.Length);
        Assert.Equal([50282086, 19220407, 12769479, 1149833, 15881019], new[] { "cast", "votes/pri_pvem", "votes/pan", "votes/panal", "votes/prd_pt_mc" }
            .Select(name => tally[Enumerable.Range(0, host.Definition.FigureCount).Single(figure => host.Definition.FigureName(figure) == name)]));
        Assert.Equal((0, 81), (Failing(host, "E101"), Failing(host, "W201")));
        Roots.Check("mexico-2012", RehearsalExample.DefaultSeed, host);
    }

    private static (string, string, long, int) Of(string constituency, string list, (long Votes, int Seats) row) => (constituency, list, row.Votes, row.Seats);

    private static int Failing(RegisterHost host, string check) =>
        host.Read(fold => FormChecking.Failing(host.Definition.Only, fold.Forms, host.Definition.Form.Checks.Single(one => one.Code == check)).Count());

    private void Verifies(RegisterHost host, string name)
    {
        Roots.Check(name, RehearsalExample.DefaultSeed, host);
        var published = Path.Combine(_real.Folder, "published");
        new Publisher(host).WriteTo(published, _ => { });
        var report = Verification.Run(new FolderFiles(published), new Pin(host.Founding.Log.Text, null));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
    }
}
