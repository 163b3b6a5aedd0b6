using System.Net;
using System.Text.RegularExpressions;
using Saksei.Node.Cosigning;
using Saksei.Register.Tree;
using Saksei.Tests.Cosigning;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Mirroring;

/// <summary>What a mirror shows over HTTP: the register's pages, and its own words.</summary>
public sealed partial class MirrorPageTests
{
    private static readonly string[] Pages = ["/en/", "/km/", "/en/find", "/en/places", "/en/seats", "/en/open", "/en/changes", "/en/check", "/km/check", "/en/data", "/en/stations/S01", "/en/stations/S02"];

    [GeneratedRegex("<div class=\"asof\" role=\"note\" data-part=\"mirror\">.*?</div>|<section id=\"mirror\".*?</section>", RegexOptions.Singleline)]
    private static partial Regex OwnWords();

    [GeneratedRegex("\\s*\n\\s*")]
    private static partial Regex Lines();

    [Fact]
    public async Task Its_pages_and_files_are_the_registers_but_for_its_own_words()
    {
        using var followed = new Followed();
        followed.Photographed();
        followed.Grow(5);
        using var mirror = followed.Open();
        Assert.Equal("", mirror.Step());
        await using var upstream = await RunningServer.Start(followed.Host);
        await using var here = await RunningServer.Start(mirror.Host);
        foreach (var page in Pages)
        {
            var (theirs, ours) = (await upstream.Page(page), await here.Page(page));
            Assert.Contains("https://upstream.test/", ours, StringComparison.Ordinal);
            Assert.Equal(Lines().Replace(theirs, "\n"), Lines().Replace(OwnWords().Replace(ours, ""), "\n"));
        }

        foreach (var file in new[] { "/log/checkpoint", "/log/receipt/1.tlog-proof", "/log/tile/entries/000.p/" + followed.Host.Head.Size, "/results/tally.json", "/results/seats.json", "/results/void.json" })
            Assert.Equal(await upstream.Page(file), await here.Page(file));
        Assert.False((await here.Client.GetAsync("/log/checkpoint")).Headers.Contains("Saksei-Closed"));
        Assert.Equal("{\"contradictions\":[]}", await here.Page("/contradictions/"));
        await upstream.Page("/contradictions/", HttpStatusCode.NotFound);
        using var posted = await here.Post(followed.Election.SignedCopy("S09", "registered=100 A=1 B=5", SmallElection.Key("commission/desk")).Record);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, posted.StatusCode);
        Assert.Contains("register-read-only", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contradiction_and_a_withheld_view_are_said_on_its_pages_in_both_languages_with_the_file()
    {
        using var followed = new Followed();
        followed.Grow(2);
        using var fork = followed.CopyAs("fork");
        followed.Grow(2);
        followed.GrowIn(fork, "S08", 2);
        using var mirror = followed.Open();
        mirror.Step();
        await using var here = await RunningServer.Start(mirror.Host);
        followed.Upstream.Host = fork;
        Assert.Equal("mirror-contradicts", mirror.Step());
        var name = Assert.Single(mirror.Standing.Contradictions.Names);
        Assert.Contains(name, await here.Page("/contradictions/"), StringComparison.Ordinal);
        Assert.Contains("saksei/contradiction/v1", await here.Page("/contradictions/" + name), StringComparison.Ordinal);
        await Shows(here, "/en/check", "has signed two accounts that can&#x27;t both be true");
        await Shows(here, "/km/check", "data-part=\"contradicts\"");
        await Shows(here, "/en/", "The register contradicts itself.");
        using var older = followed.CopyAs("older");
        followed.Upstream.Host = followed.Host;
        followed.Grow();
        mirror.Step();
        followed.Upstream.Host = older;
        Assert.Equal("mirror-withheld", mirror.Step());
        await Shows(here, "/en/check", "data-part=\"withheld\"");
        await here.Page("/contradictions/../mirror.json", HttpStatusCode.NotFound);
        await here.Page("/contradictions/mirror.json", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_act_that_a_co_signer_has_had_for_two_minutes_and_the_register_has_not_is_shown_by_node_and_mirror()
    {
        var cosigner = new MemoryCosigner("observers", 11);
        using var followed = new Followed(cosigner.PolicyLine + "\nquorum observers\n");
        var (old, fresh, taken) = (Hash.OfBytes("old"u8), Hash.OfBytes("fresh"u8), followed.Host.Journal(0, 1).Single().Identity);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var network = new Deposits($"{old.ToHex()} {now - 121}\n{fresh.ToHex()} {now - 60}\n{taken.ToHex()} {now - 500}\nnothing\n");
        using var watch = new DepositWatch(followed.Host, network, TimeProvider.System, _ => { });
        await watch.Round();
        Assert.Equal((1, old, now - 121), (followed.Host.Lacking.Count, Assert.Single(followed.Host.Lacking.Acts).Identity, followed.Host.Lacking.Acts[0].UnixSeconds));
        Assert.Equal(["observers"], followed.Host.Lacking.Acts[0].At);
        await using var server = await RunningServer.Start(followed.Host, new Saksei.Server.ServerOptions("http://127.0.0.1:0") { ToCosigners = network });
        Assert.Contains($"data-deposited=\"{old.ToHex()}\"", await server.Page("/en/check"), StringComparison.Ordinal);
        Assert.DoesNotContain(fresh.ToHex(), await server.Page("/km/check"), StringComparison.Ordinal);
    }

    // A view is made anew beside its readers.
    private static async Task Shows(RunningServer server, string page, string text)
    {
        for (var look = 0; look < 100 && !(await server.Page(page)).Contains(text, StringComparison.Ordinal); look++) await Task.Delay(50);
        Assert.Contains(text, await server.Page(page), StringComparison.Ordinal);
    }

    // As bytes: whatever a co-signer calls their encoding.
    private sealed class Deposits(string list) : HttpMessageHandler
    {
        private static HttpContent Content(string list)
        {
            var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(list));
            content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=nonsense");
            return content;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            request.RequestUri!.AbsolutePath.StartsWith("/deposits/", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.OK) { Content = Content(list) } : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
    }
}
