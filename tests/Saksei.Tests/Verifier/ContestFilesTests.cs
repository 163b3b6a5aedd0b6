using System.Text;
using Saksei.Election.Forms;
using Saksei.Node;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>The published results of several contests: each contest's in a folder of its own, each altered byte named.</summary>
public sealed class ContestFilesTests : IDisposable
{
    private readonly SmallElection _election = new(TwoContests.Edit);
    private readonly MemoryFiles _files;

    public ContestFilesTests()
    {
        for (var i = 1; i <= 10; i++) TwoContests.Copy(_election, TwoContests.Council, $"S{i:00}", $"registered=500 cast={i + 90} invalid=5 A={i + 40} B=30 C=15");
        for (var i = 1; i <= 5; i++) TwoContests.Copy(_election, TwoContests.Mayor, $"S{i:00}", $"cast={i + 90} blank=0 invalid=5 C={i + 40} D=30 A=15");
        TwoContests.Copy(_election, TwoContests.Mayor, "S01", "cast=91 blank=0 invalid=5 C=14 D=30 A=15", "observers/desk", CopySource.Posted);
        _files = MemoryFiles.Of(new Publisher(_election.Host));
    }

    public void Dispose() => _election.Dispose();

    [Fact]
    public void What_is_of_a_contest_lies_in_its_folder_and_nothing_else_does()
    {
        string[] own = ["contradicted.json", "evidence.json", "holders.json", "seats.json", "summary.json", "tally.json"];
        Assert.Equal(
            own.Select(name => "results/council/" + name).Concat(own.Select(name => "results/mayor/" + name)).Concat(["results/cases.json", "results/consultations.json", "results/observation.json", "results/void.json"]).Order(StringComparer.Ordinal),
            _files.All.Keys.Where(path => path.StartsWith("results/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.StartsWith("""{"format":"saksei/tally/v1","election":"small","contest":"mayor","simulated":true,"constituencies":[{"constituency":"P1","stations":5,"reported":5,""", Text("results/mayor/tally.json"), StringComparison.Ordinal);
        Assert.StartsWith("""{"contest":"mayor","simulated":true,"stations":5,"copies":6,""", Text("results/mayor/summary.json"), StringComparison.Ordinal);
        Assert.StartsWith("""{"format":"saksei/evidence/v1","election":"small","contest":"council","simulated":true,""", Text("results/council/evidence.json"), StringComparison.Ordinal);
        Assert.Contains("\"field\":\"votes/C\"", Text("results/mayor/contradicted.json"), StringComparison.Ordinal);
        Assert.Equal("[]\n", Text("results/council/contradicted.json"));
    }

    [Fact]
    public void Untouched_it_passes_and_an_altered_byte_of_any_contest_is_named()
    {
        var whole = Verification.Run(_files, Pin.None);
        Assert.True(whole.Passed, string.Join('\n', whole.Findings));
        foreach (var path in _files.All.Keys.Where(path => path.StartsWith("results/", StringComparison.Ordinal)))
        {
            var altered = (byte[])_files.All[path].Clone();
            altered[altered.Length / 2] ^= 1;
            Assert.Equal((path, "result-differs"), Named(_files.With(path, altered)));
            Assert.Equal((path, "file-missing"), Named(_files.Without(path)));
        }
    }

    [Fact]
    public void One_contest_s_result_in_the_place_of_another_s_is_named() =>
        Assert.Equal(("results/council/seats.json", "result-differs"), Named(_files.With("results/council/seats.json", _files.All["results/mayor/seats.json"])));

    [Theory]
    [InlineData("results/tally.json")]
    [InlineData("results/senate/tally.json")]
    [InlineData("results/mayor/void.json")]
    [InlineData("results/mayor/extra.json")]
    public void A_file_of_no_contest_is_named(string path) => Assert.Equal((path, "file-unaccounted"), Named(_files.With(path, "[]\n"u8.ToArray())));

    [Fact]
    public void Where_the_definition_is_missing_results_of_contests_are_not_called_unaccounted()
    {
        var report = Verification.Run(_files.Without(Publication.Attachment(_election.Host.Definition.Identity)), Pin.None);
        Assert.False(report.Passed);
        Assert.DoesNotContain(report.Findings, finding => finding.Code == "file-unaccounted" && finding.File.StartsWith("results", StringComparison.Ordinal));
    }

    private static (string, string) Named(MemoryFiles files)
    {
        var finding = Assert.Single(Verification.Run(files, Pin.None).Findings, finding => finding.File.StartsWith("results", StringComparison.Ordinal));
        return (finding.File, finding.Code);
    }

    private string Text(string path) => Encoding.UTF8.GetString(_files.All[path]);
}
