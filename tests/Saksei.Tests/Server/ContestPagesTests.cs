using System.Net;
using Saksei.Cli.Published;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Tests.Cli;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Pages of an election with several contests, as a browser gets them.</summary>
public sealed class ContestPagesTests : IAsyncLifetime
{
    private readonly SmallElection _election = new(TwoContests.Edit);
    private RunningServer _server = null!;

    public static TheoryData<string> Paths => new(
        "/", "/find?q=S0", "/stations/S01", "/stations/S06", "/places", "/places/P1", "/places/P2", "/places/R?state=contradicted", "/seats", "/seats/P1", "/open", "/open?counting=observers", "/changes?since=0");

    public async ValueTask InitializeAsync()
    {
        TwoContests.Copy(_election, TwoContests.Council, "S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        TwoContests.Copy(_election, TwoContests.Council, "S06", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        TwoContests.Copy(_election, TwoContests.Mayor, "S01", "cast=91 blank=1 invalid=5 C=40 D=30 A=15");
        TwoContests.Copy(_election, TwoContests.Mayor, "S01", "cast=91 blank=1 invalid=5 C=30 D=40 A=15", "observers/desk", CopySource.Posted);
        _server = await RunningServer.Start(_election.Host);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
    }

    [Fact]
    public async Task A_page_has_the_figures_of_the_contest_that_its_address_names_and_of_the_first_where_it_names_none()
    {
        Assert.Contains("2 of 10 stations have reported; no copies differ", await _server.Page("/en/"), StringComparison.Ordinal);
        Assert.Contains("2 of 10 stations have reported; no copies differ", await _server.Page("/en/?contest=council"), StringComparison.Ordinal);
        var mayor = await _server.Page("/en/?contest=mayor");
        Assert.Contains("1 of 5 stations has reported; 1 has copies that differ.", mayor, StringComparison.Ordinal);
        Assert.Contains("/results/mayor/tally.json?at=", mayor, StringComparison.Ordinal);
        Assert.Contains("href=\"/en/seats?contest=mayor\"", mayor, StringComparison.Ordinal);
        await _server.Page("/en/?contest=senate", HttpStatusCode.NotFound);
        Assert.Contains(" · Mayor of One — ", mayor, StringComparison.Ordinal);
        Assert.DoesNotContain("Mayor of One — ", await _server.Page("/en/check?contest=mayor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_of_a_decision_in_one_contest_is_no_draft_of_the_other_nor_of_the_next_decision()
    {
        var (council, mayor) = (await _server.Page("/en/work/board/S01?contest=council"), await _server.Page("/en/work/board/S01?contest=mayor"));
        Assert.Contains("data-draft=\"forms/adjudicate 1102 S01 first\"", council, StringComparison.Ordinal);
        Assert.Contains("data-draft=\"forms/adjudicate 1103 S01 first\"", mayor, StringComparison.Ordinal);
        var decided = _election.Submit(header => new FormAdjudicate(
            header, "1103", "S01", AdjudicationOutcome.Annulled, "recount", "art.1", false, [], null, null, [], null), "commission/desk");
        Assert.True(decided.Outcome.IsApplied, decided.Outcome.VoidCode);
        Assert.Contains($"data-draft=\"forms/adjudicate 1103 S01 {decided.Identity.ToHex()}\"", await _server.Page("/en/work/board/S01?contest=mayor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_forms_of_one_station_have_two_addresses_on_the_page_that_enters_them()
    {
        var html = await _server.Page("/en/work/enter/P1");
        foreach (var form in new[] { "1102", "1103" }) Assert.Contains($"href=\"#S01%20{form}\" data-station=\"S01\" data-form=\"{form}\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_line_of_links_leads_to_the_other_contest_and_the_address_keeps_it(string path)
    {
        foreach (var language in new[] { "en", "km" })
        {
            var html = await _server.Page("/" + language + path);
            var main = html[html.IndexOf("<main", StringComparison.Ordinal)..];
            var line = main[main.IndexOf("<nav class=\"filter\"", StringComparison.Ordinal)..];
            line = line[..line.IndexOf("</nav>", StringComparison.Ordinal)];
            Assert.Contains("contest=mayor", line, StringComparison.Ordinal);
            Assert.Contains(">Council</a>", line, StringComparison.Ordinal);
            var start = line.IndexOf("href=\"", line.IndexOf("Council", StringComparison.Ordinal), StringComparison.Ordinal) + 6;
            var link = WebUtility.HtmlDecode(line[start..line.IndexOf('"', start)]);
            Assert.Contains("aria-current", await _server.Page(link), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/data/results.csv?contest=mayor", "contest-not-chosen", "mayor")]
    [InlineData("/data/results.csv?at=abc", "checkpoint-size-malformed", "abc")]
    [InlineData("/data/nist-results.json?at=-1", "checkpoint-size-malformed", "-1")]
    [InlineData("/results/mayor/tally.json?contest=council", "contest-not-chosen", "council")]
    [InlineData("/results/mayor/tally.json?at=1.5", "checkpoint-size-malformed", "1.5")]
    public async Task A_file_s_address_that_asks_for_what_it_cannot_is_told_so(string path, string code, string detail)
    {
        using var answer = System.Text.Json.JsonDocument.Parse(await _server.Page(path, HttpStatusCode.BadRequest));
        Assert.Equal((code, detail), (answer.RootElement.GetProperty("code").GetString(), answer.RootElement.GetProperty("detail").GetString()));
        Assert.NotEqual(code, answer.RootElement.GetProperty("message").GetProperty("en").GetString());
    }

    [Fact]
    public async Task A_page_s_address_given_to_verify_is_told_with_the_register_s_own()
    {
        foreach (var page in new[] { "en/", "en/seats", "data/results.csv" })
            Assert.Contains($"target-is-page  {_server.Client.BaseAddress}{page}: {_server.Client.BaseAddress}  ", Command.Run("verify", $"{_server.Client.BaseAddress}{page}").Error, StringComparison.Ordinal);
        Assert.Equal(0, await Task.Run(() => Command.Run("verify", _server.Client.BaseAddress!.ToString()).Exit));
    }

    [Fact]
    public async Task A_station_shows_the_sheets_of_every_contest_that_is_held_there()
    {
        var both = await _server.Page("/en/stations/S01");
        Assert.Contains("Minutes", both, StringComparison.Ordinal);
        Assert.Contains("Minutes of the mayor", both, StringComparison.Ordinal);
        Assert.Contains("<h2>Council</h2>", both, StringComparison.Ordinal);
        Assert.Contains("<h2>Mayor of One</h2>", both, StringComparison.Ordinal);
        var mayor = await _server.Page("/en/stations/S01?contest=mayor");
        Assert.Contains("<h2>Council</h2>", mayor, StringComparison.Ordinal);
        Assert.DoesNotContain("Minutes of the mayor", await _server.Page("/en/stations/S06"), StringComparison.Ordinal);
        await _server.Page("/en/stations/S06?contest=mayor", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/", "Council: ", "Mayor of One: ")]
    [InlineData("/places/P1", "Council: One: ", "Mayor of One: One: ")]
    [InlineData("/seats", "Council: ", "Mayor of One: ")]
    [InlineData("/seats/P1", "Council: One", "Mayor of One: One")]
    [InlineData("/open", "Council: ", "Mayor of One: ")]
    public async Task A_heading_says_of_which_contest_it_is(string path, string first, string second)
    {
        foreach (var (query, name) in new[] { ("", first), ("?contest=mayor", second) })
            foreach (var language in new[] { "en", "km" })
                Assert.Contains($"<h1>{(language == "en" ? name : name.Split(':')[0])}", await _server.Page($"/{language}{path}{query}"), StringComparison.Ordinal);
        using var one = new SmallElection();
        await using var server = await RunningServer.Start(one.Host);
        Assert.DoesNotContain("<h1>:", await server.Page("/en" + path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_to_take_away_are_of_all_contests()
    {
        var page = await _server.Page("/en/data?contest=mayor");
        Assert.Contains("Council: 2 of 10 stations have reported", page, StringComparison.Ordinal);
        Assert.Contains("Mayor of One: 1 of 5 stations has reported", page, StringComparison.Ordinal);
        Assert.Contains("Mayor of One: 1 of 5 stations has reported", await _server.Page("/en/data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_station_outside_the_contest_leads_to_one_that_is_held_there()
    {
        var found = await _server.Page("/en/find?q=S06&contest=mayor");
        Assert.Contains("href=\"/en/stations/S06\"", found, StringComparison.Ordinal);
        Assert.Contains("href=\"/en/stations/S01?contest=mayor\"", await _server.Page("/en/find?q=S01&contest=mayor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_about_a_contest_stands_with_its_contest_in_what_changed()
    {
        var tally = _election.Fold.Snapshot().Of(TwoContests.MayorOf(_election.Host.Definition)).Results.TallyHash;
        _election.Submit(header => new ResultsStage(header, Stage.Preliminary, tally, []) { Contest = TwoContests.Mayor }, "commission/desk");
        Assert.Contains("preliminary result declared · mayor", await _server.Page("/en/changes?since=0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_different_contests_have_colours_of_their_own()
    {
        var css = await _server.Page("/lists.css");
        Assert.Contains(".l0{", css, StringComparison.Ordinal);
        Assert.Contains(".l1-0{--c:#112233}", css, StringComparison.Ordinal);
        Assert.Contains("class=\"swatch l1-0\"", await _server.Page("/en/?contest=mayor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_contest_has_no_line_and_a_contest_in_its_address_changes_nothing()
    {
        using var one = new SmallElection();
        await using var server = await RunningServer.Start(one.Host);
        var page = await server.Page("/en/");
        Assert.DoesNotContain("contest", page, StringComparison.Ordinal);
        Assert.Equal(page, await server.Page("/en/?contest=mayor"));
    }

    [Fact]
    public void The_verifier_passes_what_the_server_publishes()
    {
        using var client = new HttpClient();
        var report = Verification.Run(new HttpFiles(client, new Uri(_server.Client.BaseAddress!, "/log/"), Patience.Usual), new Pin(_election.Host.Founding.Log.Text, null), _ => { });
        Assert.True(report.Passed, string.Join('\n', report.Findings));
    }
}
