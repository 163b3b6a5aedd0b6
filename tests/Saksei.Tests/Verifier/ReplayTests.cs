using System.Text;
using System.Text.RegularExpressions;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Tests.Election;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>The log's key alone appends old acts again, signatures and all: none of them takes effect a second time.</summary>
public sealed partial class ReplayTests
{
    private static readonly Hash Person = Hash.OfBytes("a candidate"u8);

    [Fact]
    public void Every_act_of_a_register_that_the_log_appends_again_is_void_and_changes_no_published_file_but_that_of_void_acts()
    {
        using var whole = new WholeRegister();
        var election = whole.Election;
        Assert.Equal(ActKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal), Kinds(election, 0).Order(StringComparer.Ordinal));
        AssertNothingTakesEffectAgain(election, _ => true);
    }

    [Fact]
    public void A_retracted_resignation_that_the_log_appends_again_stays_retracted()
    {
        using var election = new SmallElection(SmallElection.WithProcedures);
        foreach (var verb in (string[])["resign", "retract"]) Resignation(election, verb);
        AssertNothingTakesEffectAgain(election, text => text.Contains("resignations/resign", StringComparison.Ordinal));
        Assert.Equal("retracted", election.Fold.Cases.Resignations.Find("R-1")!.State.Code);
        AssertVerifies(election);
    }

    [Fact]
    public void A_holders_replacement_is_not_undone_and_redone_by_acts_that_the_log_appends_again()
    {
        using var election = new SmallElection();
        election.Copy("S01", "registered=500 cast=180 invalid=0 A=100 B=50 C=30");
        election.Submit(header => new HoldersCandidates(header, "P1", "A", ["a1", "a2", "a3", "a4"], [], null), "commission/desk");
        var tally = Hash.OfBytes(ResultsDocuments.Tally(election.Fold.Results()));
        election.Submit(header => new ResultsStage(header, Stage.Official, tally, []), "commission/desk");
        Change(election, SeatChangeKind.Vacated);
        Change(election, SeatChangeKind.Replaced);
        AssertNothingTakesEffectAgain(election, text => text.Contains("holders/change", StringComparison.Ordinal));
        Assert.Equal("a3", election.Fold.Snapshot().Holders[0].Holders.Seats[0].Holder);
        AssertVerifies(election);
    }

    [Fact]
    public void What_was_void_when_it_came_does_not_take_effect_when_it_is_appended_again()
    {
        using var election = new SmallElection();
        var key = SmallElection.Key("commission/desk");
        var early = election.SignedCopy("S01", "A=2", key);
        var first = election.Copy("S01", "A=1");
        Assert.Equal("copy-exists", Assert.Single(election.Host.Submit([early])).Outcome.VoidCode);
        Assert.True(election.Submit(header => new Saksei.Election.Organisations.OrganisationRevoke(
            header, "commission", [SmallElection.Key("commission/desk").Verifier.Name], Saksei.Election.Organisations.RevokeReason.Lost), "commission/desk").Outcome.IsApplied);
        AssertNothingTakesEffectAgain(election, _ => true);
        Assert.Equal(first.Index, election.Host.Find(first.Identity));
    }

    // The places in the register and in the sequencer are those of the first occurrence, whatever the log appended since.
    private static void AssertNothingTakesEffectAgain(SmallElection election, Func<string, bool> chosen)
    {
        var (records, size) = (election.Records(), election.Fold.Size);
        var before = Results(election);
        election.AppendAsLog(records.Where(record => chosen(Encoding.UTF8.GetString(record))));
        Assert.True(election.Fold.Size > size + 1);
        foreach (var line in election.Host.Journal(size + 1, election.Fold.Size))
        {
            Assert.Equal("act-known", line.Outcome.VoidCode);
            Assert.Equal(election.Host.Find(line.Identity)?.ToString(System.Globalization.CultureInfo.InvariantCulture), line.Outcome.Detail);
        }

        var after = Results(election);
        foreach (var path in before.Keys.Where(path => path != Publication.Void)) Assert.Equal(WithoutTick(before[path]), WithoutTick(after[path]));
    }

    // The log's own ticks went on.
    private static string WithoutTick(string document) => Tick().Replace(document, "");

    [GeneratedRegex("\"tick\":\"[^\"]*\"")]
    private static partial Regex Tick();

    private static void AssertVerifies(SmallElection election)
    {
        var report = Verification.Run(MemoryFiles.Of(new Publisher(election.Host)), Pin.None);
        Assert.True(report.Passed, string.Join('\n', report.Findings));
    }

    private static Dictionary<string, string> Results(SmallElection election) =>
        PublishedResults.Of(election.Fold.Snapshot(), election.Host.Voided(0, election.Fold.Size)).Files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Bytes));

    private static IEnumerable<string> Kinds(SmallElection election, long from) =>
        election.Host.Journal(from, election.Fold.Size).Where(line => line.Outcome.IsApplied).Select(line => line.Act.Kind).Distinct();

    private static void Resignation(SmallElection election, string verb)
    {
        var step = CaseRules.Steps.Single(known => known.Kind == "resignations/" + verb);
        var fields = new CaseFields { Person = Person, Receipt = "R-1" };
        if (verb == "resign") fields = fields with { Party = "party", Unit = "P1" };
        Assert.Equal(Outcome.Applied, election.Submit(header => new CaseAct(header, step, "R-1", fields), "commission/desk").Outcome);
    }

    private static void Change(SmallElection election, SeatChangeKind change) => Assert.Equal(Outcome.Applied, election.Submit(
        header => new HoldersChange(header, "P1", "A", 1, change, "", "recount", "art", []), "commission/desk").Outcome);
}
