using System.Text;
using Saksei.Cosigner;
using Saksei.Cosigner.Serving;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>Acts that are deposited with a co-signer, and what it says of them.</summary>
public sealed class DepositTests : IDisposable
{
    private readonly SignerKey _author = SignerKey.FromSeed("party-01/desk", [.. Enumerable.Repeat((byte)4, 32)]);

    /// <inheritdoc/>
    public void Dispose() => _author.Dispose();

    [Fact]
    public async Task A_deposit_has_a_receipt_signed_by_a_key_of_its_own_and_is_there_to_read()
    {
        await using var served = await ServedCosigner.Start();
        var act = Act("""{"kind":"complaints/file"}""");
        var told = await served.Post("/deposit", act);
        Assert.Equal(200, told.Status);
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(told.Body))!;
        Assert.True(note.IsSignedBy(served.Desk.DepositKey));
        Assert.Equal(new DepositReceipt(CosignerBench.Origin, Identity(act), served.Bench.Time.Seconds), DepositReceipt.Parse(note.Text.Span));
        Assert.Equal($"saksei/deposit/v1\n{CosignerBench.Origin}\n{Identity(act).ToHex()}\n1700000000\n", Encoding.UTF8.GetString(note.Text.Span));
        Assert.Equal(Encoding.UTF8.GetString(act), (await served.Get($"/deposits/{Identity(act).ToHex()}")).Body);
        Assert.Equal(told.Body, (await served.Get($"/deposits/{Identity(act).ToHex()}/receipt")).Body);
        Assert.Equal($"{Identity(act).ToHex()} 1700000000\n", (await served.Get($"/deposits/{served.Bench.LogHash.ToHex()}")).Body);
    }

    [Fact]
    public void An_act_that_comes_again_has_the_first_receipt_also_after_a_restart()
    {
        using var bench = new CosignerBench();
        var act = Act("""{"kind":"a"}""");
        string first;
        using (var desk = bench.Open()) first = Text(desk.Deposit(act));
        bench.Time.Seconds += 1000;
        using var again = bench.Open();
        Assert.Equal(first, Text(again.Deposit(act)));
        Assert.Equal($"{Identity(act).ToHex()} 1700000000\n", Text(again.Deposits(bench.LogHash)));
    }

    [Fact]
    public void Signature_lines_that_an_act_has_not_yet_are_added_up_to_64()
    {
        using var bench = new CosignerBench();
        using var desk = bench.Open();
        var act = Act("""{"kind":"a"}""");
        var text = SignedAct.Parse(act, out _)!.Text.ToArray();
        byte[] wrong = [.. text, (byte)'\n', .. SignedNote.SignatureLine(_author.Verifier.Name, new byte[64])];
        Assert.Equal(200, desk.Deposit(wrong).Status);
        Assert.Equal(Text(desk.Deposit(wrong)), Text(desk.Deposit(act)));
        var kept = SignedNote.Parse(desk.Deposits(Identity(act)).Body)!;
        Assert.Equal(2, kept.Signatures.Length);
        Assert.True(_author.Verifier.Verify(kept.Text.Span, kept.Signatures[1].Signature.Span));
        for (byte i = 0; i < 100; i++) desk.Deposit((byte[])[.. text, (byte)'\n', .. SignedNote.SignatureLine(_author.Verifier.Name, [.. Enumerable.Repeat(i, 64)])]);
        Assert.Equal(64, SignedNote.Parse(desk.Deposits(Identity(act)).Body)!.Signatures.Length);
    }

    [Fact]
    public async Task What_is_no_act_of_a_known_log_is_refused()
    {
        await using var served = await ServedCosigner.Start();
        Assert.Equal(new Told(400, "text/plain; charset=utf-8", "note-malformed\n"), await served.Post("/deposit", "x"u8.ToArray()));
        Assert.Equal("act-malformed\n", (await served.Post("/deposit", served.Log.Checkpoint(3))).Body);
        Assert.Equal((404, "log-unknown\n"), await served.Post("/deposit", SignedAct.Sign("log.example/two", "{}"u8, _author)) switch { var told => (told.Status, told.Body) });
        Assert.Equal(413, (await served.Post("/deposit", new byte[65_536])).Status);
        Assert.Equal(404, (await served.Get($"/deposits/{Hash.OfBytes("x"u8).ToHex()}")).Status);
        Assert.Equal(404, (await served.Get($"/deposits/{Hash.OfBytes("x"u8).ToHex()}/receipt")).Status);
        Assert.Equal("", (await served.Get($"/deposits/{served.Bench.LogHash.ToHex()}")).Body);
    }

    [Fact]
    public async Task The_longest_act_is_taken()
    {
        await using var served = await ServedCosigner.Start();
        var act = Act(new string('x', 65_535 - Act("").Length));
        Assert.Equal(65_535, act.Length);
        Assert.Equal(200, (await served.Post("/deposit", act)).Status);
    }

    [Fact]
    public async Task One_address_deposits_no_more_than_its_share_and_checkpoints_go_on()
    {
        await using var served = await ServedCosigner.Start(new CosignerOptions("http://127.0.0.1:0") { DepositsPerTenMinutes = 2 });
        for (var i = 0; i < 3; i++) Assert.Equal(i < 2 ? 200 : 429, (await served.Post("/deposit", Act($"{i}"))).Status);
        Assert.Equal(200, (await served.Add(served.Log.Request(0, 3))).Status);
    }

    [Theory]
    [InlineData("saksei/deposit/v1\nlog.example/one\n00\n1\n")]
    [InlineData("saksei/deposit/v2\nlog.example/one\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n1\n")]
    [InlineData("saksei/deposit/v1\nlog.example/one\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n01\n")]
    [InlineData("saksei/deposit/v1\nlog.example/one\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n1\n\n")]
    public void What_is_no_receipt_is_not_read(string text) => Assert.Null(DepositReceipt.Parse(Encoding.UTF8.GetBytes(text)));

    private byte[] Act(string body) => SignedAct.Sign(CosignerBench.Origin, Encoding.UTF8.GetBytes(body), _author);

    private static Hash Identity(byte[] act) => SignedAct.Parse(act, out _)!.Identity;

    private static string Text(Answer answer) => Encoding.UTF8.GetString(answer.Body.Span);
}
