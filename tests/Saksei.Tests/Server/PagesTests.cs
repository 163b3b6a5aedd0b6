using System.Net;
using System.Text;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Server;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Every page in both languages, as a browser gets it.</summary>
public sealed class PagesTests : IAsyncLifetime
{
    private readonly SmallElection _election = new();
    private RunningServer _server = null!;
    private long _middle;

    public static TheoryData<string> Paths => new(
        "/", "/find", "/find?q=S0", "/find?q=two", "/find?q=%3Cb%3E", "/stations/S01", "/stations/S02", "/stations/S03", "/stations/S04", "/stations/S05", "/stations/S06",
        "/places", "/places/P1", "/places/R?state=contradicted", "/places/R?state=missing&page=9", "/seats", "/seats/P1", "/seats/P2", "/open", "/open?constituency=P1", "/open?counting=observers&counting=party", "/changes",
        "/changes?since=0", "/check", "/?digits=khmr");

    public async ValueTask InitializeAsync()
    {
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        _middle = _election.Copy("S02", "registered=500 cast=99 invalid=5 A=42 B=30 C=15").Index + 1;
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=14 B=30 C=15", "observers/desk", CopySource.Posted, "posted");
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15", "party/desk", CopySource.Tally, "tally");
        _election.Copy("S02", "registered=500 cast=99 invalid=5 A=42 B=30 C=15", "observers/desk", CopySource.Posted, "posted");
        _election.Copy("S03", "registered=500 cast=92 invalid=5 A=42 B=30 C=15");
        _election.Copy("S03", "registered=500 cast=92 invalid=5 A=42 B=30 C=15");
        _election.Submit(header => new StationConditions(
            header, "S03", Doors.Closed, [new PresenceOf("party", Presence.SentAway)], Seen.No, [new HandingTo("party", Handing.Refused)], null, null, [], null), "observers/desk");
        _election.Submit(header => new FormRefusal(header, "S03", new(1_690_105_200, 420), Refuser.StationHead, RefusalReason.NoCopies, null), "party/desk");
        _election.Submit(header => new StationsDelivered(header, [new Delivery("S03", 600, [new SerialRange("A1", "A600")], null)]), "commission/desk");
        _election.Submit(header => new FormAdjudicate(header, "1102", "S01", AdjudicationOutcome.Recounted, "recount", "art.1", false, [], null,
            _election.Entry("registered=500 cast=91 invalid=5 A=41 B=30 C=15"), [], null), "commission/desk");
        _election.Copy("S06", "registered=500 cast=45 invalid=5 A=20 B=20 C=0");
        _election.Copy("S06", "registered=500 cast=45 invalid=5 A=30 B=10 C=0", "observers/desk", CopySource.Posted, "posted");
        _server = await RunningServer.Start(_election.Host);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
    }

    [Theory]
    [InlineData("en", "Figures have changed since it was declared")]
    [InlineData("km", "តួលេខបានប្រែប្រួលក្រោយពេលប្រកាស")]
    public async Task Pages_say_where_figures_are_others_than_those_that_were_declared(string language, string said)
    {
        Assert.DoesNotContain(said, WebUtility.HtmlDecode(await _server.Page($"/{language}/")), StringComparison.Ordinal);
        _election.Submit(header => new ResultsStage(header, Stage.Provisional, _election.Host.Read(fold => fold.Results().TallyHash), []), "commission/desk");
        Assert.DoesNotContain(said, WebUtility.HtmlDecode(await _server.Page($"/{language}/")), StringComparison.Ordinal);
        var declared = _election.Host.Head.Size;
        _election.Copy("S07", "registered=500 cast=45 invalid=5 A=20 B=20 C=0");
        var page = WebUtility.HtmlDecode(await _server.Page($"/{language}/seats"));
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains($"/{language}/changes?since={declared}", page, StringComparison.Ordinal);
        Assert.DoesNotContain(said, WebUtility.HtmlDecode(await _server.Page($"/{language}/?at={declared}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Reported by party itself", "Refused by the head of the station.", "Reason given: no copies left.", "Copies of the form asked for and not handed over: 1.")]
    [InlineData("km", "តាមការរាយការណ៍របស់ party ផ្ទាល់", "អ្នកបដិសេធ៖ ប្រធានការិយាល័យ។", "មូលហេតុ៖ អស់ច្បាប់ចម្លង។", "ច្បាប់ចម្លងកំណត់ហេតុដែលបានស្នើសុំ តែមិនបានទទួល៖ 1។")]
    public async Task A_refusal_that_somebody_saw_too_stands_on_the_page_of_its_station_and_counts_once_there_and_in_its_places(
        string language, string heading, string by, string reason, string count)
    {
        var station = WebUtility.HtmlDecode(await _server.Page($"/{language}/stations/S03"));
        Assert.All([heading, by, reason, count], sentence => Assert.Contains(sentence, station, StringComparison.Ordinal));
        Assert.Contains(count, WebUtility.HtmlDecode(await _server.Page($"/{language}/places")), StringComparison.Ordinal);
        Assert.DoesNotContain(count, WebUtility.HtmlDecode(await _server.Page($"/{language}/places/P2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_on_the_check_page_never_names_what_a_request_calls_the_host()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en/check") { Headers = { Host = "evil.example" } };
        using var response = await _server.Client.SendAsync(request);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil.example", page, StringComparison.Ordinal);
        Assert.Contains("verify ADDRESS --log-key", page, StringComparison.Ordinal);
        await using var named = await RunningServer.Start(_election.Host, new ServerOptions("http://127.0.0.1:0") { PublicUrl = "https://results.example" });
        Assert.Contains("verify https://results.example/log/ --log-key", await named.Page("/en/check"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_is_small_and_plain_in_both_languages(string path)
    {
        foreach (var language in new[] { "en", "km" })
        {
            using var response = await _server.Client.GetAsync("/" + language + path);
            var html = await response.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(Encoding.UTF8.GetByteCount(html) < 50_000);
            Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
            Assert.Contains("class=\"sim\"", html, StringComparison.Ordinal);
            foreach (var not in new[] { "<script>", "style=", "<style", "onclick", "fra" + "ud", "{0}", "{1}", "http://", "<b>\"" })
                Assert.DoesNotContain(not, html.Replace(_server.Client.BaseAddress!.ToString(), "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            Assert.StartsWith("default-src 'none'; style-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Titles_are_answers()
    {
        Assert.Contains("4 of 10 stations have reported; 1 has copies that differ.", await _server.Page("/en/"), StringComparison.Ordinal);
        Assert.Contains("<h1>Station S01: copies differed, and the office has decided.</h1>", await _server.Page("/en/stations/S01"), StringComparison.Ordinal);
        Assert.Contains("<h1>Station S02: both copies agree.</h1>", await _server.Page("/en/stations/S02"), StringComparison.Ordinal);
        Assert.Contains("<h1>Station S03: one copy only.</h1>", await _server.Page("/en/stations/S03"), StringComparison.Ordinal);
        Assert.Contains("<h1>Station S04: no copy of the form yet.</h1>", await _server.Page("/en/stations/S04"), StringComparison.Ordinal);
        Assert.Contains("<h1>Station S06: the two copies differ in two figures.</h1>", await _server.Page("/en/stations/S06"), StringComparison.Ordinal);
        Assert.Contains("<h1>ការិយាល័យ S02៖ ច្បាប់ចម្លងទាំងពីរដូចគ្នា។</h1>", await _server.Page("/km/stations/S02"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_station_shows_what_happened_checks_and_void_acts_with_their_rule()
    {
        var html = await _server.Page("/en/stations/S03");
        foreach (var said in new[] { "Doors closed during the count.", "party was sent away.", "600 ballots were delivered.", "<code>copy-exists</code>", ".tlog-proof" })
            Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.Contains("99 ≠ 92", await _server.Page("/en/stations/S02"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_station_with_an_exchange_and_another_difference_says_both()
    {
        _election.Copy("S07", "registered=500 cast=138 invalid=5 A=81 B=37 C=15");
        _election.Copy("S07", "registered=500 cast=138 invalid=5 A=37 B=81 C=16", "observers/desk", CopySource.Posted, "posted");
        await using var server = await RunningServer.Start(_election.Host);
        Assert.Contains("The copies differ; pattern: two figures exchanged, and beside it one digit.", await server.Page("/en/stations/S07"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_whose_sums_differ_are_listed_by_check_with_both_sides()
    {
        Assert.Contains("99", await _server.Page("/en/sums"), StringComparison.Ordinal);
        var html = await _server.Page("/en/sums?check=E101");
        Assert.Contains("/en/stations/S02", html, StringComparison.Ordinal);
        await _server.Page("/en/sums?check=E999", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_check_that_most_copies_fail_is_shown_first()
    {
        const string within = """,{"code":"W201","severity":"warning","names":{"en":"Within the list"},"left":["cast"],"is":"at-most","right":["registered"]}]""";
        using var election = new SmallElection((role, text) => role == "form" ? text.Replace("""["invalid","votes"]}]""", """["invalid","votes"]}""" + within, StringComparison.Ordinal) : text);
        election.Copy("S01", "registered=500 cast=99 invalid=5 A=41 B=30 C=15");
        foreach (var station in new[] { "S02", "S03" }) election.Copy(station, "registered=90 cast=91 invalid=5 A=41 B=30 C=15");
        await using var server = await RunningServer.Start(election.Host);
        Assert.Contains("<h2><span class=\"code\">W201</span> ", await server.Page("/en/sums"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_on_the_page_of_data_can_be_taken_away_as_of_its_checkpoint()
    {
        var html = await _server.Page("/en/data");
        var links = System.Text.RegularExpressions.Regex.Matches(html, "href=\"(/(?:data|results)/[^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.True(links.Count >= 12 * 3, string.Join('\n', links));
        foreach (var link in links)
        {
            using var answer = await _server.Client.GetAsync(link, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, link);
            if (!link.StartsWith("/data/", StringComparison.Ordinal)) continue;
            using var asked = new HttpRequestMessage(HttpMethod.Head, link);
            Assert.Equal(answer.Content.Headers.ContentLength, (await _server.Client.SendAsync(asked, TestContext.Current.CancellationToken)).Content.Headers.ContentLength);
        }

        using var table = await _server.Client.GetAsync("/data/results.csv", TestContext.Current.CancellationToken);
        Assert.Equal($"{_election.Host.Origin.Split('/')[^1]}.{_election.Host.Head.Size}.results.csv", table.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        using var kept = new HttpRequestMessage(HttpMethod.Get, "/data/results.csv");
        kept.Headers.TryAddWithoutValidation("If-None-Match", table.Headers.ETag?.ToString());
        Assert.Equal(HttpStatusCode.NotModified, (await _server.Client.SendAsync(kept, TestContext.Current.CancellationToken)).StatusCode);
        var note = SignedNote.Parse(await _server.Client.GetByteArrayAsync("/data/completeness.note", TestContext.Current.CancellationToken));
        Assert.True(note is not null && note.IsSignedBy(_election.Host.Founding.Log));
        Assert.Equal($"saksei/completeness/v1\n{_election.Host.Origin}\n{_election.Host.Head.Size}\n4 of 10\n", System.Text.Encoding.UTF8.GetString(note.Text.Span));
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Client.GetAsync("/data/nothing.csv", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_page_as_of_an_earlier_checkpoint_is_the_page_of_then()
    {
        Assert.Contains("2 of 10 stations have reported; no copies differ", await _server.Page($"/en/?at={_middle}"), StringComparison.Ordinal);
        Assert.Contains($"/en/stations/S01?at={_middle}", await _server.Page($"/en/places/P1?at={_middle}"), StringComparison.Ordinal);
        await _server.Page($"/en/?at={_middle - 1}", HttpStatusCode.NotFound);
        await _server.Page("/en/?at=99999999", HttpStatusCode.NotFound);
        await _server.Page("/en/?at=x", HttpStatusCode.NotFound);
        Assert.Contains("4 stations changed state", await _server.Page("/en/changes?since=0"), StringComparison.Ordinal);
        Assert.Contains("4 stations changed state", await _server.Page($"/en/changes?since={_middle}"), StringComparison.Ordinal);
        await _server.Page($"/en/changes?since={_middle - 1}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_not_there_has_a_page_in_the_readers_language()
    {
        Assert.Contains("There is no such page here.", await _server.Page("/en/stations/S99", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"km\">", await _server.Page("/km/nothing/at/all", HttpStatusCode.NotFound), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await _server.Page("/nothing", HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("km;q=0.9, en;q=0.5", "/", "/km/")]
    [InlineData("fr, en-GB;q=0.8", "/", "/en/")]
    [InlineData("fr", "/", "/en/")]
    [InlineData("km", "/treatment", "/km/treatment")]
    [InlineData("km", "/cases/parties?state=refused", "/km/cases/parties?state=refused")]
    [InlineData("en", "/places//evil.example/%0d%0aA:b", "/en/places//evil.example/%0D%0AA:b")]
    public async Task An_address_without_a_language_goes_by_the_browsers(string accepted, string address, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using var response = await _server.Client.SendAsync(request);
        Assert.Equal(expected, response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Whether_a_page_is_there_can_be_asked_without_its_text()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/en/");
        using var response = await _server.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, 0), (response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again()
    {
        using var first = await _server.Client.GetAsync("/en/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/en/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/en/")]
    [InlineData("/results/summary.json")]
    [InlineData("/saksei.css")]
    public async Task A_browser_that_can_read_it_gets_it_compressed(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var response = await _server.Client.SendAsync(request);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.False(response.Headers.ETag is { IsWeak: false }, "a strong tag would say that the bytes are the same");
        using var unpacked = new StreamReader(new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress));
        Assert.Equal(await _server.Client.GetStringAsync(path), await unpacked.ReadToEndAsync());
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.0.2.1", false)]
    public async Task Limits_count_by_whom_the_named_proxy_asks_for_and_nobody_elses_word_is_taken(string proxy, bool apart)
    {
        await using var server = await RunningServer.Start(_election.Host, new ServerOptions("http://127.0.0.1:0") { ReadsPerTenSeconds = 1, Proxies = [IPAddress.Parse(proxy)] });
        async Task<HttpStatusCode> Ask(string from)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/en/");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
            using var response = await server.Client.SendAsync(request);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Ask("198.51.100.1"));
        Assert.Equal(apart ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, await Ask("198.51.100.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Ask("203.0.113.9, 198.51.100.1"));
    }

    [Fact]
    public async Task The_band_stands_only_where_the_founding_act_says_simulated()
    {
        var plan = SmallElection.Plan with { Origin = "saksei.test/small", Simulated = false };
        using var host = Founding.Found(Path.Combine(_election.Folder, "real"), _election.DefinitionFolder, plan);
        await using var server = await RunningServer.Start(host);
        foreach (var path in Paths.Select(row => row.Data)) Assert.DoesNotContain("class=\"sim\"", await server.Page("/en" + path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_found_as_people_type_them()
    {
        using var host = Founding.Found(Path.Combine(_election.Folder, "rehearsal"), Repository.At("elections", "cambodia-rehearsal"),
            SmallElection.Plan with { Founders = [("commission", "commission", "authorities")] });
        await using var server = await RunningServer.Start(host);
        foreach (var (typed, link) in new[]
        {
            ("kratie", "/en/places/10"), ("KANDAL", "/en/places/08"), ("010201-0", "/en/stations/010201-003"), ("០១០២០១-០០១", "/en/stations/010201-001"),

            // Kandal with coeng ta, with coeng da, and with a zero-width space in it.
            ("\u1780\u178e\u17d2\u178f\u17b6\u179b", "/en/places/08"), ("\u1780\u178e\u17d2\u178a\u17b6\u200b\u179b", "/en/places/08"),
        })
            Assert.Contains($"href=\"{link}\"", await server.Page("/en/find?q=" + Uri.EscapeDataString(typed)), StringComparison.Ordinal);
    }
}
