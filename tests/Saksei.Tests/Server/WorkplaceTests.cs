using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Saksei.Register.Notes;
using Saksei.Server.Acts;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The pages of workplaces, their one script, and the letter box of enrolment.</summary>
public sealed partial class WorkplaceTests : IAsyncLifetime
{
    private readonly SmallElection _election = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(_election.Host);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
    }

    [Theory]
    [InlineData("/en/work/key")]
    [InlineData("/km/work/key")]
    [InlineData("/en/work/stations/S01")]
    [InlineData("/km/work/stations/S06")]
    public async Task A_workplace_runs_one_script_by_its_hash_and_no_text_is_missing(string path)
    {
        using var response = await _server.Client.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        var script = Assert.Single(Script().Matches(html));
        var bytes = await _server.Client.GetByteArrayAsync(script.Groups[1].Value);

        Assert.Equal("sha384-" + Convert.ToBase64String(SHA384.HashData(bytes)), script.Groups[2].Value.Replace("&#x2B;", "+", StringComparison.Ordinal));
        Assert.Single(Regex.Matches(html, "<script"));
        foreach (var not in new[] { "style=", "<style", "onclick", "{0}", "{1}", "http://" }) Assert.DoesNotContain(not, html, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1000, 50_000);
        Assert.Contains("script-src 'self'; worker-src 'self'; connect-src 'self'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("blocked-destinations=(script)", Header(response, "Integrity-Policy"));
    }

    [Fact]
    public async Task The_service_worker_knows_the_script_that_is_served()
    {
        var address = Script().Match(await _server.Page("/en/work/key")).Groups[1].Value;
        var hash = Convert.ToHexStringLower(SHA256.HashData(await _server.Client.GetByteArrayAsync(address)));
        using var response = await _server.Client.GetAsync("/work/service.js");
        Assert.Contains($"\"{address}\":\"{hash}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/", Header(response, "Service-Worker-Allowed"));
        await _server.Page("/work/000000000000/work.js", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_station_that_there_is_not_has_no_workplace() => await _server.Page("/en/work/stations/none-such", HttpStatusCode.NotFound);

    [Fact]
    public async Task The_letter_box_gives_a_desk_what_its_phones_put_in_and_takes_nothing_else()
    {
        var answer = Answer("party/agent-1", 1);
        Assert.Equal(HttpStatusCode.OK, await Put(answer));
        Assert.Equal(HttpStatusCode.OK, await Put(answer));
        Assert.Equal(answer, await _server.Client.GetStringAsync("/enrolments?organisation=party"));
        Assert.Equal("", await _server.Client.GetStringAsync("/enrolments?organisation=observers"));

        Assert.Equal(HttpStatusCode.BadRequest, await Put(Answer("nobody/agent-1", 1)));
        Assert.Equal(HttpStatusCode.BadRequest, await Put("no answer"));
        Assert.Equal(HttpStatusCode.BadRequest, await Put(answer + "\n"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Put(new string('x', EnrolmentBox.MostBytes + 1)));
        foreach (var number in new[] { 2, 3, 4 }) Assert.Equal(HttpStatusCode.OK, await Put(Answer("party/agent-1", number)));
        Assert.Equal(HttpStatusCode.BadRequest, await Put(Answer("party/agent-1", 5)));
    }

    [Fact]
    public async Task Whether_a_key_is_enrolled_is_said_at_once()
    {
        var known = _election.Host.Read(fold => fold.Organisations.Keys.First().Key.Name.ToString());
        foreach (var (name, state) in new[] { (known, "enrolled"), ("party/agent-9+00000000", "unknown"), ("short", "unknown"), ("party/agent-9+xxxxxxxx", "unknown") })
            Assert.Equal($$"""{"state":"{{state}}"}""", await _server.Client.GetStringAsync("/enrolments/key?name=" + Uri.EscapeDataString(name)));
    }

    private static string Answer(string name, int number)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(name + number));
        return $"saksei/enrolment/v1\norigin\nlog\n{number}\n{SignerKey.FromSeed(name, seed).Verifier.Text}\n{Convert.ToBase64String(seed)}\n";
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private async Task<HttpStatusCode> Put(string answer)
    {
        using var response = await _server.Client.PostAsync("/enrolments", new StringContent(answer));
        return response.StatusCode;
    }

    [GeneratedRegex("<script type=\"module\" src=\"(/work/[0-9a-f]{12}/work.js)\" integrity=\"([^\"]+)\"></script>")]
    private static partial Regex Script();
}
