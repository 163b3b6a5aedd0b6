using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Saksei.Node.Keeping;
using Saksei.Register.Notes;
using Saksei.Server;
using Saksei.Server.Control;
using Saksei.Tests.Cli;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The operator's page, at an address of its own beside the public one.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    // As pages have it.
    private static readonly HtmlEncoder Encoded = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly SmallElection _election = new();
    private WebApplication _server = null!;
    private WebApplication _room = null!;
    private HttpClient _public = null!;
    private HttpClient _control = null!;

    private string Reports => Path.Combine(_election.Folder, "reports");

    public async ValueTask InitializeAsync()
    {
        _server = SakseiServer.Build(_election.Host, new ServerOptions("http://127.0.0.1:0") { MostBehind = TimeSpan.Zero });
        _room = ControlServer.Build(_election.Host, _server, new ControlOptions("http://127.0.0.1:0", Reports));
        await _server.StartAsync();
        await _room.StartAsync();
        (_public, _control) = (ClientOf(_server), ClientOf(_room));
    }

    public async ValueTask DisposeAsync()
    {
        _public.Dispose();
        _control.Dispose();
        await _room.StopAsync();
        await _room.DisposeAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _election.Dispose();
    }

    [Fact]
    public async Task It_says_in_one_sentence_what_is_wrong_and_what_to_do_in_every_language()
    {
        foreach (var language in TextBook.Languages)
        {
            var (page, speech) = (await Page($"/{language}/control"), new Speech(language, "UTC"));
            var readings = Doctor.Examine(new Surroundings(_election.RegisterFolder));
            var old = readings.Single(reading => reading.Check.Code == "backup-old");
            Assert.Contains(speech.Say("simulated"), page, StringComparison.Ordinal);
            Assert.Contains(Encoded.Encode(DoctorWords.Found(speech, old)), page, StringComparison.Ordinal);
            Assert.All(DoctorWords.Remedy(speech, old), step => Assert.Contains(Encoded.Encode(step), page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_alarm_goes_once_it_was_mended()
    {
        var alarm = "id=\"h-backup-old\"";
        Assert.Contains(alarm, await Page("/en/control"), StringComparison.Ordinal);
        Backup.Make(_election.RegisterFolder, new BackupOrder(Path.Combine(_election.Folder, "backups"), false, TimeProvider.System, _ => { }));
        for (var i = 0; i < 100 && (await Page("/en/control")).Contains(alarm, StringComparison.Ordinal); i++) await Task.Delay(200);
        Assert.DoesNotContain(alarm, await Page("/en/control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_figures_are_the_register_s_and_the_writer_s()
    {
        Assert.Contains("no act came in yet", await Page("/en/control"), StringComparison.Ordinal);
        var note = _election.SignedCopy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15", SmallElection.Key("commission/desk"));
        using var answer = await _public.PostAsync("/acts", new ReadOnlyMemoryContent(note.Record));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Page("/en/control");
        Assert.Contains("of the last 1", page, StringComparison.Ordinal);
        Assert.Contains($"<dd>{_election.Host.Head.Size}</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Acts_of_a_minute_are_those_that_the_register_s_time_has_in_it()
    {
        for (var i = 0; i < 30; i++) _election.Copy($"S{(i % 10) + 1:00}", $"registered=500 cast={90 + i}");
        var (host, size) = (_election.Host, _election.Host.Head.Size);
        var ticks = host.Lines(0, size).Select(line => line.Tick.UnixSeconds).ToList();
        foreach (var moment in ticks.Append(0).Append(ticks[^1] + 1)) Assert.Equal(ticks.Count(tick => tick < moment), host.FirstSince(moment, size));
        var acts = ActsAMinute.Of(host, DateTimeOffset.FromUnixTimeSeconds(ticks[^1]));
        Assert.Equal(ticks.Count(tick => tick >= acts.End.UnixSeconds - (acts.Counts.Length * 60)), acts.Counts.Sum());
    }

    [Fact]
    public async Task It_is_none_of_the_public_pages_and_has_none_of_them()
    {
        foreach (var path in new[] { "/en/control", "/control", "/km/control" }) Assert.Equal(HttpStatusCode.NotFound, (await _public.GetAsync(path)).StatusCode);
        foreach (var path in new[] { "/en/", "/log/checkpoint", "/results/tally.json", "/xx/control" }) Assert.Equal(HttpStatusCode.NotFound, (await _control.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Nothing_can_be_handed_in_there()
    {
        var note = _election.SignedCopy("S01", "A=1", SmallElection.Key("commission/desk"));
        var before = _election.Host.Head.Size;
        foreach (var path in new[] { "/acts", "/acts/preview", "/en/control", "/enrolments" })
        {
            using var answer = await _control.PostAsync(path, new ReadOnlyMemoryContent(note.Record));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);
        }

        Assert.Equal(before, _election.Host.Head.Size);
    }

    [Fact]
    public async Task It_refreshes_by_itself_runs_no_script_and_is_kept_by_nobody()
    {
        using var moving = await _control.GetAsync("/en/control");
        Assert.Equal("5", moving.Headers.GetValues("Refresh").Single());
        Assert.DoesNotContain("script-src", moving.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(moving.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("<script", await moving.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var still = await _control.GetAsync("/en/control?still=1");
        Assert.False(still.Headers.Contains("Refresh"));
    }

    [Fact]
    public async Task A_name_that_leads_here_from_elsewhere_is_answered_with_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en/control") { Headers = { Host = "elsewhere.example" } };
        using var answer = await _control.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Reports_of_rehearsals_are_listed_with_whether_their_signature_holds()
    {
        Assert.Contains("No report yet", await Page("/en/control"), StringComparison.Ordinal);
        var registers = Directory.CreateDirectory(Path.Combine(Reports, "kandal")).FullName;
        using var log = SmallElection.Key(SmallElection.Origin);
        var text = $$"""{"passed":true,"origin":"{{SmallElection.Origin}}","logKey":"{{log.Verifier.Text}}","rehearsed":{"name":"Kandal"},"begun":"2026-12-01T04:00:00Z","acts":{"count":13412},"register":{"lost":0} }""";
        var report = SignedNote.Sign(System.Text.Encoding.UTF8.GetBytes($"saksei/rehearsal-report/v1\n{SmallElection.Origin}\n{text}\n"), log);
        File.WriteAllBytes(Path.Combine(registers, "rehearsal.note"), report);
        File.WriteAllText(Path.Combine(Reports, "other.note"), System.Text.Encoding.UTF8.GetString(report).Replace("13412", "99999", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(Reports, "none.note"), "my notes");
        var page = await Page("/en/control");
        Assert.Contains("kandal/rehearsal.note", page, StringComparison.Ordinal);
        Assert.Contains("13412", page, StringComparison.Ordinal);
        Assert.Contains("signature doesn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("none.note", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8081", true)]
    [InlineData("http://localhost:8081", true)]
    [InlineData("http://[::1]:8081", true)]
    [InlineData("http://0.0.0.0:8081", false)]
    [InlineData("http://*:8081", false)]
    [InlineData("http://192.168.1.4:8081", false)]
    public void Only_an_address_of_this_machine_alone_is_taken_unless_its_operator_says_otherwise(string url, bool isOwn)
    {
        Assert.Equal(isOwn, ControlServer.IsLoopback(url));
        if (!isOwn) Assert.Contains("control-not-loopback", Command.Run("serve", _election.RegisterFolder, "--control", url).Error, StringComparison.Ordinal);
    }

    private Task<string> Page(string path) => _control.GetStringAsync(path);

    private static HttpClient ClientOf(WebApplication app) => new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };
}
