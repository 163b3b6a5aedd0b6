using System.Text;
using Saksei.Cli.Published;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Vectors;

/// <summary>vectors/contests: a whole published register of two contests, byte for byte, for programs in other languages.</summary>
public sealed class ContestVectorTests
{
    private const string Commission = "commission/desk";

    private static string Folder { get; } = Repository.At("vectors", "contests", "published");

    [Fact]
    public void The_register_of_the_script_is_published_as_it_lies_there()
    {
        using var election = new SmallElection(Edit);
        Play(election);
        var publisher = new Publisher(election.Host);
        if (VectorFolder.IsWriting) publisher.WriteTo(Folder, _ => { });
        var files = publisher.List().Select(entry => entry.Path).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(files, Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        foreach (var path in files)
            Assert.True(publisher.Read(path, long.MaxValue).Bytes.Span.SequenceEqual(File.ReadAllBytes(Path.Combine(Folder, path))), path);
    }

    [Fact]
    public void What_lies_there_passes_every_check_and_has_each_rule_of_contests()
    {
        var report = Verification.Run(new FolderFiles(Folder), new Pin(SmallElection.Key(SmallElection.Origin).Verifier.Text, null));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        var voided = Read("results/void.json");
        foreach (var code in new[] { "contest-missing", "contest-unknown", "form-unknown", "station-not-in-contest" }) Assert.Contains($"\"{code}\"", voided, StringComparison.Ordinal);
        Assert.Contains("\"secondRound\":true", Read("results/mayor/seats.json"), StringComparison.Ordinal);
        Assert.Contains("\"station\":\"S01\"", Read("results/mayor/contradicted.json"), StringComparison.Ordinal);
        Assert.Equal("[]\n", Read("results/council/contradicted.json"));
    }

    private static string Edit(string role, string text) => TwoContests.Edit(role, text).Replace(
        """{"method":"dhondt","article":"art. 9"}""", """{"method":"majority","article":"art. 9"}""", StringComparison.Ordinal);

    private static void Play(SmallElection election)
    {
        Deliver(election, TwoContests.Council, 550);
        Deliver(election, TwoContests.Mayor, 540);
        foreach (var station in Enumerable.Range(1, 10)) TwoContests.Copy(election, TwoContests.Council, $"S{station:00}", $"registered=500 cast={90 + station} invalid=5 A=40 B=40 C={5 + station}");
        foreach (var station in Enumerable.Range(1, 4)) TwoContests.Copy(election, TwoContests.Mayor, $"S{station:00}", $"cast={92 + station} blank=2 invalid=5 C=35 D=30 A={20 + station}");
        TwoContests.Copy(election, TwoContests.Mayor, "S01", "cast=93 blank=2 invalid=5 C=53 D=12 A=21", "observers/desk", CopySource.Posted);
        TwoContests.Copy(election, TwoContests.Mayor, "S02", "cast=94 blank=2 invalid=5 C=35 D=30 A=32", "party/desk", CopySource.Tally);
        Adjudicate(election);
        Draw(election);
        election.Submit(header => new HoldersCandidates(header, "P1", "A", ["a-1", "a-2"], [], null) { Contest = TwoContests.Council }, Commission);
        Declare(election, TwoContests.Council);
        Err(election);
    }

    private static void Deliver(SmallElection election, string contest, long ballots) =>
        election.Submit(header => new StationsDelivered(header, [new Delivery("S01", ballots, [], null)]) { Contest = contest }, Commission);

    private static void Adjudicate(SmallElection election) => election.Submit(header => new FormAdjudicate(
        header, "1103", "S02", AdjudicationOutcome.Corrected, "recount", "art.1", true, [], null, TwoContests.Entry(TwoContests.MayorOf(election.Host.Definition), "cast=94 blank=2 invalid=5 C=35 D=30 A=22"), [], null), Commission);

    // Lists A and B have as many votes in P1.
    private static void Draw(SmallElection election)
    {
        var council = election.Fold.Snapshot().Of(TwoContests.CouncilOf(election.Host.Definition));
        foreach (var (allocation, constituency) in council.Results.Allocations.Zip(council.Contest.Constituencies))
            if (allocation.Ties is [var tie])
                election.Submit(header => new ResultsLot(header, constituency.Code, tie.Step, tie.Lists, [.. tie.Lists.Take(tie.Seats)], "", []) { Contest = TwoContests.Council }, Commission);
    }

    private static void Declare(SmallElection election, string contest)
    {
        var books = election.Fold.Snapshot().Of(election.Host.Definition.FindContest(contest)!);
        Assert.Equal("", election.Submit(header => new ResultsStage(header, Stage.Provisional, books.Results.TallyHash, []) { Contest = contest }, Commission).Outcome.VoidCode);
    }

    private static void Err(SmallElection election)
    {
        var (definition, tally) = (election.Host.Definition, default(Hash));
        Assert.Equal("contest-missing", Code(header => new ResultsStage(header, Stage.Preliminary, tally, [])));
        Assert.Equal("contest-unknown", Code(header => new ResultsStage(header, Stage.Preliminary, tally, []) { Contest = "senate" }));
        Assert.Equal("form-unknown", Code(header => Sheet(header, "1104", "S05", TwoContests.MayorOf(definition))));
        Assert.Equal("station-not-in-contest", Code(header => Sheet(header, "1103", "S06", TwoContests.MayorOf(definition))));

        string Code(Func<ActHeader, Act> act) => election.Submit(act, Commission).Outcome.VoidCode;
    }

    private static FormCopy Sheet(ActHeader header, string form, string station, Contest contest) =>
        new(header, form, station, CopySource.Official, "original", CopyMethod.Seen, TwoContests.Entry(contest, "C=1"), [], null);

    private static string Read(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Folder, path)));
}
