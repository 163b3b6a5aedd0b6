using System.Text;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Tests.Election;
using Saksei.Tests.Server;
using Saksei.Tests.Vectors;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>A finding is carried from an earlier register by the command, from a folder, a publication and an address; verified from the later one alone; one byte of it altered, a named check fails.</summary>
public sealed class CarryCommandTests : IDisposable
{
    private const string Before = "simulated.saksei.test/before";
    private static readonly byte[] Paper = [.. "A paper\n"u8];
    private readonly SmallElection _later = new(NamingBefore);
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-carry-").FullName;
    private readonly RegisterHost _before;
    private readonly string _finding;

    public CarryCommandTests()
    {
        SmallElection.WriteDefinition(At("definition"), SmallElection.WithFindings);
        _before = Founding.Found(At("before"), At("definition"), SmallElection.Plan with { Origin = Before }, _later.DeskFor);
        var samples = new VoiceSamples(new Attachment(_before.Store.AddAttachment(Paper, "text/plain"), Paper.Length, "text/plain"));
        var finding = Submit("observers", header => samples.Finding(header, "commission"));
        Submit("commission", header => samples.Answer(header, finding));
        Submit("observers", header => samples.Recommendation(header, "commission", finding));
        Submit("observers", header => samples.Finding(header, "party"));
        _finding = finding.ToHex();
    }

    public void Dispose()
    {
        _before.Dispose();
        _later.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("folder"), InlineData("publication"), InlineData("address"), InlineData("log")]
    public async Task A_finding_comes_with_its_answer_and_recommendation_and_is_verified_from_the_later_register_alone(string from)
    {
        await using var server = await RunningServer.Start(_before);
        if (from == "publication") new Publisher(_before).WriteTo(At("published"), _ => { });
        var old = from switch
        {
            "folder" => At("before"),
            "publication" => At("published"),
            "log" => new Uri(server.Client.BaseAddress!, "log/").ToString(),
            _ => server.Client.BaseAddress!.ToString(),
        };
        var carried = await Task.Run(() => Carry(old, _finding[..8]));
        Assert.Equal(("applied", 3), (carried.Json.GetProperty("outcome").GetString(), carried.Json.GetProperty("carried").GetArrayLength()));
        Assert.Equal("", (await Task.Run(() => Carry(old, _finding))).Output);
        _later.Host.Follow();
        var file = Assert.Single(_later.Fold.Findings.Findings);
        Assert.Equal((_finding, 1, 1), (file.Identity.ToHex(), file.Answers.Count, file.Recommendations.Count));
        Assert.Equal(0, Command.Run("verify", Published()).Exit);
    }

    [Theory]
    [InlineData("\"checkpoint\":\"", Check.Tree)]
    [InlineData("\"keys\":[{\"index\":0,\"proof\":[\"", Check.Tree)]
    [InlineData("\"proof\":[\"", Check.Tree)]
    [InlineData("\"note\":\"", Check.Tree)]
    [InlineData("findings.json", Check.Findings)]
    [InlineData("attachment", Check.Attachments)]
    public void One_byte_of_what_was_carried_altered_fails_a_named_check(string what, Check check)
    {
        Assert.Equal(0, Carry(At("before"), _finding).Exit);
        var output = Published();
        var bundle = Directory.EnumerateFiles(Path.Combine(output, "tile", "entries"), "*", SearchOption.AllDirectories).Single();
        if (what == "findings.json") Alter(Path.Combine(output, "results", "findings.json"), "\"answer\":\"");
        else if (what == "attachment") Alter(Path.Combine(output, Publication.Attachment(Hash.OfBytes(Paper))), "A ");
        else Alter(bundle, what);
        var report = Verification.Run(new Saksei.Cli.Published.FolderFiles(output), Pin.None);
        Assert.Equal(CheckOutcome.Fail, report.Checks.Single(one => one.Check == check).Outcome);
        Assert.Equal(1, Command.Run("verify", output).Exit);
    }

    [Theory]
    [InlineData("proof", "carry-proof")]
    [InlineData("checkpoint", "carry-checkpoint")]
    public void A_forged_one_that_is_signed_and_stands_in_the_later_register_is_void(string what, string code)
    {
        using var earlier = RegisterHost.Open(At("before"));
        var books = EarlierBooks.Of(earlier);
        var key = SmallElection.Key("observers/desk");
        var act = books.Carry(_later.Host.Desk.Header(key), books.With(books.Find(_finding).ToHashSet()).ToList());
        var forged = what == "proof"
            ? act with { Acts = act.Acts.SetItem(0, act.Acts[0] with { Proof = act.Acts[0].Proof.SetItem(0, Hash.OfBytes([1])) }) }
            : act with { Checkpoint = new Saksei.Register.Notes.Checkpoint(Before, books.Tree.Size, books.Tree.Root).Sign(SmallElection.Key(Before + "/another")) };
        Assert.Equal(code, _later.Submit(_ => forged with { Files = [] }, "observers/desk").Outcome.VoidCode);
        Assert.Empty(_later.Fold.Findings.Findings);
        Assert.Equal(0, Command.Run("verify", Published()).Exit);
    }

    [Fact]
    public void A_file_that_was_taken_down_in_the_later_register_does_not_come_back_with_what_is_carried()
    {
        _later.TakeDown(Paper);
        Assert.Equal("applied", Carry(At("before"), _finding).Json.GetProperty("outcome").GetString());
        Assert.Null(_later.Host.Store.ReadAttachment(Hash.OfBytes(Paper)));
        Assert.Equal(0, Command.Run("verify", Published()).Exit);
    }

    [Fact]
    public void What_cannot_be_carried_is_said()
    {
        Assert.Contains("identity-short", Carry(At("before"), _finding[..7]).Error, StringComparison.Ordinal);
        Assert.Contains("finding-unknown", Carry(At("before"), new string('0', 64)).Error, StringComparison.Ordinal);
        Assert.Contains("target-missing", Carry(At("nowhere"), _finding).Error, StringComparison.Ordinal);
        Assert.Contains("target-unreachable", Carry("http://127.0.0.1:1/", _finding).Error, StringComparison.Ordinal);
        Assert.Contains("organisation-key-missing", Command.Run("carry", At("before"), _finding, "--into", _later.RegisterFolder, "--as", "nobody").Error, StringComparison.Ordinal);
        using var unnamed = new SmallElection(SmallElection.WithFindings);
        var ran = Command.Run("carry", At("before"), _finding, "--into", unnamed.RegisterFolder, "--as", "observers");
        Assert.Equal(1, ran.Exit);
        Assert.Contains("\"code\":\"register-unknown\"", ran.Output, StringComparison.Ordinal);
    }

    private static string NamingBefore(string role, string text) => SmallElection.WithFindings(role, text).Replace(EarlierRegister.LogKey, SmallElection.Key(Before).Verifier.Text, StringComparison.Ordinal);

    private static void Alter(string path, string behind)
    {
        var bytes = File.ReadAllBytes(path);
        var place = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(behind)) + behind.Length;
        Assert.True(place >= behind.Length, behind);
        bytes[place] = bytes[place] == (byte)'0' ? (byte)'1' : (byte)'0';
        File.WriteAllBytes(path, bytes);
    }

    private Ran Carry(string old, string finding) => Command.Run("carry", old, finding, "--into", _later.RegisterFolder, "--as", "observers");

    private string Published()
    {
        Assert.Equal(0, Command.Run("publish", _later.RegisterFolder, At("out")).Exit);
        return At("out");
    }

    private Hash Submit(string organisation, Func<ActHeader, Act> act)
    {
        var key = SmallElection.Key(organisation + "/desk");
        var submitted = _before.Submit([_before.Desk.Sign(act(_before.Desk.Header(key)), key)])[0];
        Assert.True(submitted.Outcome.IsApplied, submitted.Outcome.VoidCode);
        return submitted.Identity;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
