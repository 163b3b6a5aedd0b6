using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Tests.Consultations;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>A desk registers opinions from tables; a receipt is held against the register.</summary>
public sealed class OpinionCommandTests : IDisposable
{
    private readonly SmallElection _election = new();
    private readonly string _output;

    public OpinionCommandTests()
    {
        _output = Path.Combine(_election.Folder, "receipts");
        var from = _election.Fold.Tick.Plus(60);
        var paper = new Attachment(_election.Host.Store.AddAttachment("a paper"u8, "text/plain"), 7, "text/plain");
        Assert.Equal(Outcome.Applied, _election.Submit(header => ConsultationSamples.Open(header, from, ConsultationSamples.Code, "observers", "party") with
        { Question = paper, Moderation = [new("names", paper)], Phases = new PhaseDates(from, from.Plus(20L * 366 * ConsultationSamples.Day), from.Plus(21L * 366 * ConsultationSamples.Day), null, null) }, "observers/desk").Outcome);
    }

    public void Dispose() => _election.Dispose();

    private Ran Register(params string[] files) =>
        Command.Run(["opinion", "register", _election.RegisterFolder, .. files, "--consultation", ConsultationSamples.Code, "--channel", "paper", "--key", "observers/desk", "--out", _output]);

    private string Written(string name, string text)
    {
        var path = Path.Combine(_election.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private OpinionCounts Counts()
    {
        _election.Host.Follow();
        return _election.Fold.Consultations.All.Single().Counts;
    }

    [Fact]
    public void Opinions_of_a_table_and_of_files_are_registered_with_a_receipt_each_that_both_a_register_and_its_published_files_keep()
    {
        var registered = Register(Written("papers.csv", "words,received\n\"The doors stay open.\nAll of them.\",\nPost the form.,\n"), Written("paper.txt", "ទ្វារ\n")).Json;
        Assert.Equal((3, 0), (registered.GetProperty("registered").GetInt32(), registered.GetProperty("problemCount").GetInt32()));
        Assert.Equal((3, 3, 0), (Counts().All, Counts().Paper, Counts().Overdue));
        var receipts = Directory.GetFiles(_output, "*.receipt");
        Assert.Equal(3, receipts.Length);
        Assert.All(receipts, receipt => Assert.Equal(OpinionText.Read(File.ReadAllBytes(Path.ChangeExtension(receipt, ".opinion")))!.Opinion, OpinionReceipt.Read(File.ReadAllBytes(receipt))!.Value.Receipt.Opinion));
        var published = Path.Combine(_election.Folder, "published");
        new Publisher(_election.Host).WriteTo(published, _ => { });
        foreach (var target in (string[])[_election.RegisterFolder, published])
        {
            var said = Command.Run("opinion", "check", receipts[0], target).Json;
            Assert.Equal(("kept", "waiting", "paper"), (said.GetProperty("state").GetString(), said.GetProperty("status").GetString(), said.GetProperty("channel").GetString()));
        }
    }

    [Fact]
    public void One_line_that_cant_be_taken_is_named_and_nothing_is_registered_or_written()
    {
        var size = _election.Fold.Size;
        var ran = Register(Written("papers.csv", "words,received\nPost the form.,\n  ,\nPost it.,yesterday\n"), Path.Combine(_election.Folder, "none.csv"));
        Assert.Equal(1, ran.Exit);
        foreach (var place in (string[])["papers.csv:3  opinion-empty", "papers.csv:4  time-malformed  yesterday", "none.csv  file-missing"])
            Assert.Contains(place, ran.Error, StringComparison.Ordinal);
        _election.Host.Follow();
        Assert.Equal((size, false), (_election.Fold.Size, Directory.Exists(_output)));
        Assert.Contains("column-missing", Register(Written("other.csv", "text\nPost it.\n")).Error, StringComparison.Ordinal);
        Assert.Contains("opinions-missing", Register(Written("empty.csv", "words,received\n")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_whose_opinion_isnt_in_the_register_proves_that_it_was_left_out_and_one_that_nobody_signed_proves_nothing()
    {
        var now = _election.Fold.Tick;
        _election.Submit(header => new ConsultationOpinion(header, ConsultationSamples.Code, ConsultationSamples.Opinion(1)), "party/desk");
        string Receipt(string name, long earlier, string key) => WrittenReceipt(name, new OpinionReceipt(SmallElection.Origin, ConsultationSamples.Code, ConsultationSamples.Opinion(2), now.Plus(-earlier)), key);
        foreach (var (earlier, key, state) in (ReadOnlySpan<(long, string, string)>)[(7200, "observers/desk", "left-out"), (0, "observers/desk", "running"), (7200, "party/desk", "not-signed")])
        {
            var ran = Command.Run("opinion", "check", Receipt($"{state}.receipt", earlier, key), _election.RegisterFolder);
            Assert.Contains($"\"state\":\"{state}\"", ran.Output, StringComparison.Ordinal);
            Assert.Equal(state == "running" ? 0 : 1, ran.Exit);
        }

        Assert.Contains("receipt-malformed", Command.Run("opinion", "check", Written("no.receipt", "saksei/opinion-receipt/v1\n"), _election.RegisterFolder).Error, StringComparison.Ordinal);
    }

    private string WrittenReceipt(string name, OpinionReceipt receipt, string key)
    {
        var path = Path.Combine(_election.Folder, name);
        File.WriteAllBytes(path, receipt.Sign(SmallElection.Key(key)));
        return path;
    }

    [Fact]
    public void A_receipt_beside_an_opinion_that_the_holder_didnt_sign_is_named_and_nothing_is_registered()
    {
        var (text, before, clerk) = (new OpinionText(SmallElection.Origin, ConsultationSamples.Code, 7, "Post the form."), _election.Fold.Tick, SmallElection.Key("observers/clerk"));
        Assert.Equal(Outcome.Applied, _election.Submit(header => new OrganisationEnrol(header, "observers", [new EnrolledKey(clerk.Verifier, KeyRole.Clerk, default)]), "observers/desk").Outcome);
        var now = _election.Fold.Tick.Plus(120);
        var opinion = Path.Combine(_election.Folder, "own.opinion");
        File.WriteAllBytes(opinion, text.ToBytes());
        var receipt = new OpinionReceipt(text.Origin, text.Consultation, text.Opinion, now);
        var signed = receipt.Sign(SmallElection.Key("observers/desk"));
        foreach (var (note, code) in (ReadOnlySpan<(byte[], string)>)[
            (receipt.Sign(SmallElection.Key("party/desk")), "promise-of-another"),
            ([.. (receipt with { Received = now.Plus(-60) }).Text, .. signed.AsSpan(receipt.Text.Length)], "promise-signature"),
            ((receipt with { Consultation = "another" }).Sign(SmallElection.Key("observers/desk")), "receipt-malformed"),
            ((receipt with { Received = before }).Sign(clerk), "promise-key-time")])
        {
            File.WriteAllBytes(Path.ChangeExtension(opinion, ".receipt"), note);
            Assert.Contains($"own.receipt  {code}", Register(opinion).Error, StringComparison.Ordinal);
            Assert.Equal((0, false), (Counts().All, Directory.Exists(_output)));
        }

        File.WriteAllBytes(Path.ChangeExtension(opinion, ".receipt"), signed);
        Assert.Equal(1, Register(opinion).Json.GetProperty("registered").GetInt32());
    }

    [Fact]
    public void A_promise_that_the_desk_made_first_is_registered_from_its_files()
    {
        var key = Written("desk.key", SmallElection.Key("observers/desk").ExportText());
        var made = Command.Run("opinion", "receipt", Written("words.txt", "Post the form."), "--consultation", ConsultationSamples.Code, "--origin", SmallElection.Origin, "--key", key, "--out", Path.Combine(_election.Folder, "made")).Json;
        Assert.Equal(1, Register(Path.Combine(_election.Folder, "made")).Json.GetProperty("registered").GetInt32());
        Assert.Equal("kept", Command.Run("opinion", "check", Path.Combine(_election.Folder, "made", made.GetProperty("number").GetString() + ".receipt"), _election.RegisterFolder).Json.GetProperty("state").GetString());
    }
}
