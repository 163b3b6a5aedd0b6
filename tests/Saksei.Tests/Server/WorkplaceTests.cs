using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>The pages of workplaces, and their one script.</summary>
public sealed partial class WorkplaceTests : ServedElection
{
    [Theory]
    [InlineData("/en/work/key")]
    [InlineData("/km/work/key")]
    [InlineData("/en/work/stations/S01")]
    [InlineData("/km/work/stations/S06")]
    public async Task A_workplace_runs_one_script_by_its_hash_and_no_text_is_missing(string path)
    {
        using var response = await Served.Client.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        var script = Assert.Single(Script().Matches(html));
        var bytes = await Served.Client.GetByteArrayAsync(script.Groups[1].Value);

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
        var address = Script().Match(await Served.Page("/en/work/key")).Groups[1].Value;
        var hash = Convert.ToHexStringLower(SHA256.HashData(await Served.Client.GetByteArrayAsync(address)));
        using var response = await Served.Client.GetAsync("/work/service.js");
        Assert.Contains($"\"{address}\":\"{hash}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/", Header(response, "Service-Worker-Allowed"));
        await Served.Page("/work/000000000000/work.js", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("en", "script didn't start")]
    [InlineData("km", "មិនបានចាប់ផ្តើម")]
    public async Task A_page_says_by_itself_that_its_script_did_not_start(string language, string words)
    {
        var html = await Served.Page($"/{language}/work/key");
        Assert.Contains(words, WebUtility.HtmlDecode(Assert.Single(Regex.Matches(html, "<p class=\"note late\" data-part=\"not-started\">[^<]+</p>")).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_station_that_there_is_not_has_no_workplace() => await Served.Page("/en/work/stations/none-such", HttpStatusCode.NotFound);

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    [GeneratedRegex("<script type=\"module\" src=\"(/work/[0-9a-f]{12}/work.js)\" integrity=\"([^\"]+)\"></script>")]
    private static partial Regex Script();
}
