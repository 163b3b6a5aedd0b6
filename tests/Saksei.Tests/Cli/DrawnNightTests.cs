using Saksei.Cli.Published;
using Saksei.Election.Forms;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Drawn;
using Saksei.Tests.Seats;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>A night whose figures are drawn, of any definition: simulated, in good order, and verified.</summary>
public sealed class DrawnNightTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-drawn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_of_1652_councils_of_2027_has_its_seats_by_highest_averages_with_the_working_and_evidence()
    {
        using var host = Build("cambodia-2027", "nec");
        var contest = host.Snapshot().Contests[0];
        Assert.Equal(1652, contest.Results.Allocations.Length);
        Assert.Equal(11622, contest.Contest.Constituencies.Sum(constituency => constituency.Seats));
        foreach (var constituency in contest.Contest.Constituencies)
        {
            var (allocation, tally) = (contest.Results.Allocations[constituency.Index], contest.Results.Tallies[constituency.Index]);
            Assert.Equal(constituency.Seats, allocation.Lists.Sum(list => list.Seats) + allocation.Ties.Sum(tie => tie.Seats));
            if (!allocation.Ties.IsEmpty) continue;
            Assert.Equal(HighestAverages([.. contest.Contest.Lists.Select(list => (long)tally[contest.Contest.FigureOf(list)])], constituency.Seats),
                contest.Contest.Lists.Select(list => allocation.Lists.Single(row => row.List == list.Code).Seats));
            Assert.Equal(constituency.Seats, contest.Evidence.Constituencies[constituency.Index].Seats.Length);
        }
    }

    [Theory]
    [InlineData("cambodia-2028", "nec")]
    [InlineData("norway-2013", "transcriber")]
    [InlineData("georgia-2012-lists", "transcriber")]
    [InlineData("bolivia-2019", "transcriber")]
    public void A_drawn_night_is_simulated_keeps_every_check_on_official_sheets_and_verifies(string name, string official)
    {
        using var host = Build(name, official);
        Assert.StartsWith("simulated.", host.Origin, StringComparison.Ordinal);
        var contest = host.Snapshot().Contests[0];
        Assert.All(contest.Contest.Form.Checks, check => Assert.DoesNotContain(CopySource.Official, FormChecking.Failing(contest.Contest, contest.Forms, check).Select(failing => failing.Copy.Source)));
        Assert.Equal(0, host.Read(fold => fold.VoidCount));
        var published = Path.Combine(_folder, "published");
        new Publisher(host).WriteTo(published, _ => { });
        var report = Verification.Run(new FolderFiles(published), new Pin(host.Founding.Log.Text, null));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
    }

    // Seat by seat to the highest votes / (seats + 1); the numbers drawn have no ties here.
    private static int[] HighestAverages(long[] votes, int seats)
    {
        var held = new int[votes.Length];
        for (; seats > 0; seats--)
        {
            var best = 0;
            for (var list = 1; list < votes.Length; list++)
                if (votes[list] * (held[best] + 1) > votes[best] * (held[list] + 1)) best = list;
            held[best]++;
        }

        return held;
    }

    private RegisterHost Build(string name, string official)
    {
        var folder = Path.Combine(_folder, "register");
        DrawnNight.Build(folder, Path.Combine(RealData.Root, "elections", name), [(official, "commission", "authorities")], RehearsalExample.DefaultSeed, _ => { });
        return RegisterHost.Open(folder);
    }
}
