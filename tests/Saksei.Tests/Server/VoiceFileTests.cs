using System.Net;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Register.Tree;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>One finding and one recommendation as JSON: what the lists have of them, by the numbers of their pages.</summary>
public sealed class VoiceFileTests : IAsyncLifetime
{
    private readonly SmallElection _election = new(SmallElection.WithFindings);
    private RunningServer _server = null!;
    private VoiceSamples _samples = null!;
    private Hash _recommendation;

    public async ValueTask InitializeAsync()
    {
        byte[] paper = [.. "A paper\n"u8];
        var samples = new VoiceSamples(new Attachment(_election.Host.Store.AddAttachment(paper, "text/plain"), paper.Length, "text/plain"));
        var finding = _election.Submit(header => samples.Finding(header, "commission"), "observers/desk");
        Assert.True(finding.Outcome.IsApplied, finding.Outcome.VoidCode);
        var made = _election.Submit(header => samples.Recommendation(header, "commission", finding.Identity), "observers/desk");
        Assert.True(made.Outcome.IsApplied);
        (_samples, _recommendation) = (samples, made.Identity);
        _server = await RunningServer.Start(_election.Host);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
    }

    [Theory]
    [InlineData("findings", "finding")]
    [InlineData("recommendations", "recommendation")]
    public async Task One_is_what_the_list_has_at_its_number_and_its_page_links_it(string list, string one)
    {
        using var all = JsonDocument.Parse(await _server.Page("/results/findings.json"));
        using var file = JsonDocument.Parse(await _server.Page($"/results/{list}/1.json"));
        Assert.Equal(["simulated", "tick", one], file.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(all.RootElement.GetProperty("tick").GetString(), file.RootElement.GetProperty("tick").GetString());
        Assert.Equal(all.RootElement.GetProperty(list)[0].GetRawText(), file.RootElement.GetProperty(one).GetRawText());
        Assert.Contains($"/results/{list}/1.json?at=", await _server.Page($"/en/{list}/1"), StringComparison.Ordinal);
        foreach (var none in (string[])["0", "2", "-1", "one"]) await _server.Page($"/results/{list}/{none}.json", HttpStatusCode.NotFound);
        await _server.Page($"/results/{list}/1.json?at=x", HttpStatusCode.BadRequest);
    }

    /// <summary>Anybody may add one, so that a page without a bound would be as long as somebody likes.</summary>
    [Fact]
    public async Task Of_many_statuses_the_page_shows_the_newest_and_says_how_many_more_there_are()
    {
        Hash? last = null;
        for (var i = 0; i < 60; i++) last = _election.Submit(header => _samples.Status(header, _recommendation, last), "party/desk").Identity;
        var page = await _server.Page("/en/recommendations/1");
        Assert.Contains("and 10 more", page, StringComparison.Ordinal);
        Assert.Contains($"/log/acts/{_election.Host.Find(last!.Value)}\"", page, StringComparison.Ordinal);
    }
}
