using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Files;
using Saksei.Election.Observation;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Tests.Cli;
using Saksei.Verifier;
using Xunit;
using Check = Saksei.Verifier.Check;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Verifier;

/// <summary>A file may be absent from the act on that took it down: before it, or altered, it fails check 8 as any other.</summary>
public sealed class TakenDownTests : IDisposable
{
    private static readonly byte[] Photo = [.. "a photograph"u8];
    private static readonly string[] Desks = ["party/desk", "observers/desk", "commission/desk"];
    private readonly SmallElection _election = new();
    private readonly string _path = Publication.Attachment(Hash.OfBytes(Photo));

    public void Dispose() => _election.Dispose();

    [Fact]
    public void A_file_is_missed_until_an_act_takes_it_down_and_then_counted()
    {
        Name("S01", "party/desk");
        var before = MemoryFiles.Of(new Publisher(_election.Host));
        Assert.Equal(("file-missing", Check.Attachments), Finding(before.Without(_path)));
        Assert.True(TakeDown("party/desk").IsApplied);
        var after = MemoryFiles.Of(new Publisher(_election.Host));
        Assert.DoesNotContain(_path, after.All.Keys);
        var report = Run(after);
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        Assert.Equal(1, report.TakenDown);
        Assert.Equal(0, Run(before).TakenDown);
    }

    [Fact]
    public void Bytes_that_are_there_all_the_same_are_held_against_the_hash()
    {
        Name("S01", "party/desk");
        TakeDown("party/desk");
        var files = MemoryFiles.Of(new Publisher(_election.Host));
        var there = Run(files.With(_path, Photo));
        Assert.True(there.Passed);
        Assert.Equal(0, there.TakenDown);
        Assert.Equal(("file-differs", Check.Attachments), Finding(files.With(_path, [.. "a photograpH"u8])));
        Assert.Equal(("file-differs", Check.Attachments), Finding(files.With(_path, [])));
    }

    [Fact]
    public void What_somebody_else_named_too_is_taken_down_by_the_office_alone()
    {
        Name("S01", "party/desk");
        Name("S02", "observers/desk");
        Assert.Equal("take-down-not-allowed", TakeDown("party/desk").VoidCode);
        Assert.Equal("take-down-not-allowed", TakeDown("observers/desk").VoidCode);
        Assert.Equal(("file-missing", Check.Attachments), Finding(MemoryFiles.Of(new Publisher(_election.Host)).Without(_path)));
        Assert.True(TakeDown("commission/desk").IsApplied);
        Assert.True(Run(MemoryFiles.Of(new Publisher(_election.Host))).Passed);
    }

    [Fact]
    public void Nobody_takes_down_the_definition_or_one_of_its_files()
    {
        foreach (var file in Publication.DefinitionAttachments(_election.Host.Definition).ToList())
            Assert.Equal("file-lasting", TakeDown("commission/desk", file).VoidCode);
    }

    [Fact]
    public void A_file_is_protected_as_a_checklist_where_no_other_organisation_named_it_as_something_else_before() =>
        Gen.Select(Gen.Int[0, 2].Select(i => Desks[i]), Gen.Int[0, 2]).List[1, 6].Sample(steps =>
        {
            using var election = new SmallElection();
            var file = Hash.OfBytes(Photo);
            var (isProtected, namedBy) = (false, new HashSet<string>());
            foreach (var (number, (key, what)) in steps.Index())
            {
                var isApplied = NameAs(election, key, what, number);
                if (what > 0 && isApplied) isProtected |= namedBy.All(other => other == key);
                else namedBy.Add(key);
            }

            var outcome = election.Submit(header => new FileTakeDown(header, file, TakeDownGround.CourtOrder, "art-1"), "commission/desk").Outcome;
            Assert.Equal(isProtected ? "file-lasting" : "", outcome.VoidCode);
            Assert.True(Run(MemoryFiles.Of(new Publisher(election.Host))).Passed);
        }, iter: 60);

    [Fact]
    public void Whatever_is_taken_down_by_whomever_no_published_file_says_otherwise_but_that_of_void_acts() =>
        Gen.Select(Gen.Int[0, 2].Select(i => Desks[i]), Gen.Int[1, 10], Gen.Int[0, 3]).List[1, 12].Sample(steps =>
        {
            using var election = new SmallElection();
            for (var station = 1; station <= 10; station++) election.Copy($"S{station:00}", $"registered=500 cast={station + 90} invalid=5 A={station + 40} B=30 C=15");
            foreach (var (key, station, file) in steps) Name(election, $"S{station:00}", key, FileOf(file));
            var before = Results(election);
            foreach (var (key, _, file) in steps) election.Submit(header => new FileTakeDown(header, FileOf(file), TakeDownGround.Danger, "art-1"), key);
            Assert.Equal(before, Results(election));
        }, iter: 20);

    [Fact]
    public void The_command_removes_the_bytes_and_the_register_still_passes()
    {
        Name("S01", "party/desk");
        Assert.Empty(Command.Run("take-down", _election.RegisterFolder).Json.EnumerateArray());
        TakeDown("party/desk");
        var removed = Assert.Single(Command.Run("take-down", _election.RegisterFolder).Json.EnumerateArray());
        Assert.Equal((Hash.OfBytes(Photo).ToHex(), "personal-data", "art-1", "party"), (
            removed.GetProperty("file").GetString(), removed.GetProperty("ground").GetString(), removed.GetProperty("article").GetString(), removed.GetProperty("by").GetString()));
        Assert.Null(_election.Host.Store.ReadAttachment(Hash.OfBytes(Photo)));
        Assert.Empty(Command.Run("take-down", _election.RegisterFolder).Json.EnumerateArray());
        var report = Command.Run("verify", "--register", _election.RegisterFolder);
        Assert.Contains(" 8 attachments  pass; 1 file was taken down", report.Output, StringComparison.Ordinal);
        Assert.Equal(1, Command.Run("verify", "--register", _election.RegisterFolder, "--json").Json.GetProperty("takenDown").GetInt32());
    }

    private static Hash FileOf(int number) => Hash.OfBytes([(byte)number]);

    // All but what says which acts are void.
    private static List<string> Results(SmallElection election)
    {
        var files = new Publisher(election.Host);
        return [.. files.List().Select(entry => entry.Path).Where(path => path.StartsWith("results/", StringComparison.Ordinal) && path != Publication.Void)
            .Order(StringComparer.Ordinal).Select(path => path + " " + System.Text.Encoding.UTF8.GetString(files.Read(path, long.MaxValue).Bytes.Span))];
    }

    private void Name(string station, string key) => Name(_election, station, key, _election.Host.Store.AddAttachment(Photo, "image/jpeg"));

    private static void Name(SmallElection election, string station, string key, Hash file) => election.Submit(header => new StationConditions(
        header, station, Doors.Closed, [], Seen.No, [], null, null, [new Attachment(file, Photo.Length, "image/jpeg")], null), key);

    // As a photograph, as a checklist, or as one of which an organisation's second is void.
    private static bool NameAs(SmallElection election, string key, int what, int number)
    {
        var file = new Attachment(election.Host.Store.AddAttachment(Photo, "image/jpeg"), Photo.Length, "image/jpeg");
        if (what == 0) Name(election, $"S{number + 1:00}", key, file.Sha256);
        else if (what == 1) return election.Submit(header => new ObservationChecklist(header, $"list-{number}", "1", file, [], null), key).Outcome.IsApplied;
        else return election.Submit(header => new ObservationChecklist(header, "same", "1", file, [], null), key).Outcome.IsApplied;
        return true;
    }

    private Outcome TakeDown(string key, Hash? file = null) =>
        _election.Submit(header => new FileTakeDown(header, file ?? Hash.OfBytes(Photo), TakeDownGround.PersonalData, "art-1"), key).Outcome;

    private static (string Code, Check Check) Finding(MemoryFiles files)
    {
        var finding = Assert.Single(Run(files).Findings);
        return (finding.Code, finding.Check);
    }

    private static VerificationReport Run(MemoryFiles files) => Verification.Run(files, Pin.None);
}
