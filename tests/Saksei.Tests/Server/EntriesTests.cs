using System.Net;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Files;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>What a clerk's page asks: how far double entry is, and nothing of what was typed.</summary>
public sealed class EntriesTests : ServedElection
{
    private const string First = "commission/clerk-1", Second = "commission/clerk-2", Third = "commission/clerk-3", Asked = "/entries?unit=P1&organisation=commission";
    private static readonly Attachment Photograph = new(Hash.OfBytes([1]), 1, "image/jpeg"), Paper = new(Hash.OfBytes([2]), 1, "application/pdf");

    [Fact]
    public async Task It_says_how_far_an_entry_is_and_never_what_was_typed()
    {
        Small.Submit(header => new OrganisationEnrol(header, "commission", [Clerk(First), Clerk(Second)]), "commission/desk");
        Assert.False((await FormAt("S01")).TryGetProperty("step", out _));
        var one = Seal(First, "A=4711 B=7");
        Assert.Equal(("one-sealed", 1, 1), Step(await FormAt("S01")));
        var two = Seal(Second, "A=4712 B=7");
        Assert.Equal(("both-sealed", 1, 2), Step(await FormAt("S01")));
        Reveal(First, one, "A=4711 B=7");
        Assert.Equal(("one-opened", 1, 2), Step(await FormAt("S01")));
        Reveal(Second, two, "A=4712 B=7");
        var again = await FormAt("S01");
        Assert.Equal(("asked-again", 2, 0), Step(again));
        Assert.Equal(["votes/A"], again.GetProperty("asked").EnumerateArray().Select(code => code.GetString()));
    }

    [Fact]
    public async Task Photographs_of_sheets_are_there_until_they_are_taken_down_and_other_files_never()
    {
        Small.Submit(header => new OrganisationEnrol(header, "commission", [Clerk(First)]), "commission/desk");
        Seal(First, "A=4711", Photograph, Paper);
        Assert.Equal([Photograph.Sha256.ToHex()], (await FormAt("S01")).GetProperty("photographs").EnumerateArray().Select(file => file.GetString()));
        Small.Submit(header => new FileTakeDown(header, Photograph.Sha256, TakeDownGround.PersonalData, "LPD-12"), "commission/desk");
        Assert.Empty((await FormAt("S01")).GetProperty("photographs").EnumerateArray());
    }

    [Fact]
    public async Task What_a_lost_computer_sealed_is_sealed_no_longer_once_its_key_is_revoked_and_the_round_begins_anew()
    {
        Small.Submit(header => new OrganisationEnrol(header, "commission", [Clerk(First), Clerk(Second), Clerk(Third)]), "commission/desk");
        Seal(First, "A=4711");
        Seal(Second, "A=4711");
        Assert.Equal(("both-sealed", 1, 2), Step(await FormAt("S01")));
        Revoke(Second);
        Assert.Equal(("nothing-sealed", 1, 0), Step(await FormAt("S01")));
        Assert.Equal("original", (await FormAt("S01")).GetProperty("sheet").GetString());
        Assert.Contains("0 of 2 entries sealed", await Served.Page("/en/stations/S01"), StringComparison.Ordinal);
        var anew = Seal(First, "A=4711");
        var form = await FormAt("S01");
        Assert.Equal(("one-sealed", 1, 1), Step(form));
        Assert.Equal(anew.ToHex(), form.GetProperty("sealed")[0].GetProperty("commit").GetString());
        Seal(Third, "A=4711");
        Assert.Equal(("both-sealed", 1, 2), Step(await FormAt("S01")));
    }

    [Fact]
    public async Task What_is_open_already_stays_sealed_whatever_becomes_of_its_key()
    {
        Small.Submit(header => new OrganisationEnrol(header, "commission", [Clerk(First), Clerk(Second)]), "commission/desk");
        var one = Seal(First, "A=4711");
        Seal(Second, "A=4711");
        Reveal(First, one, "A=4711");
        Revoke(First);
        Assert.Equal(("one-opened", 1, 2), Step(await FormAt("S01")));
    }

    [Theory]
    [InlineData("/entries?unit=nowhere&organisation=commission")]
    [InlineData("/entries?unit=P1&organisation=observers")]
    [InlineData("/entries?unit=P1&organisation=nobody")]
    public async Task Who_enters_nothing_is_answered_nothing(string path)
    {
        using var answer = await Served.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<JsonElement> FormAt(string station)
    {
        var text = await Served.Client.GetStringAsync(Asked);
        foreach (var typed in new[] { "4711", "4712" }) Assert.DoesNotContain(typed, text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement.GetProperty("forms").EnumerateArray().Single(form => form.GetProperty("station").GetString() == station);
    }

    private static (string?, int, int) Step(JsonElement form) =>
        (form.GetProperty("step").GetString(), form.GetProperty("round").GetInt32(), form.GetProperty("sealed").GetArrayLength());

    private Hash Seal(string clerk, string figures, params Attachment[] files)
    {
        var key = SmallElection.Key(clerk).Verifier.Name;
        var submitted = Small.Submit(header => new FormCommit(header, "1102", "S01", "original", 1, Small.Entry(figures).Commit(key, 1)) { Attachments = [.. files] }, clerk);
        Assert.True(submitted.Outcome.IsApplied, submitted.Outcome.VoidCode);
        return submitted.Identity;
    }

    private void Reveal(string clerk, Hash commit, string figures) =>
        Assert.True(Small.Submit(header => new FormReveal(header, "1102", "S01", commit, 1, Small.Entry(figures)), clerk).Outcome.IsApplied);

    private void Revoke(string clerk) =>
        Assert.True(Small.Submit(header => new OrganisationRevoke(header, "commission", [SmallElection.Key(clerk).Verifier.Name], RevokeReason.Lost), "commission/desk").Outcome.IsApplied);

    private static EnrolledKey Clerk(string name) => new(SmallElection.Key(name).Verifier, KeyRole.Clerk, Hash.OfBytes(Encoding.UTF8.GetBytes(name)));
}
