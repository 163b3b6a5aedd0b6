using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Saksei.Register.Notes;
using Saksei.Server;
using Saksei.Server.Front;
using Saksei.Server.Pages.Work.Scripts;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>An organisation's own address in front of a register whose server alters scripts.</summary>
public sealed class FrontTests : ServedElection
{
    [Fact]
    public async Task Scripts_and_policy_are_the_organisations_own_and_nothing_altered_comes_through()
    {
        await using var altering = await AlteringServer.Start(Served.Client.BaseAddress!.ToString());
        altering.Alter("window.altered = 1;", "<script>1</script>");
        await using var front = await Front.Start(altering.Address, Small.Host.Founding.Log);

        using var page = await front.Client.GetAsync("/en/work/key");
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        var own = ServedScripts.All[0];
        Assert.Contains($"src=\"{own.Address}\" integrity=\"{own.Integrity}\"", html, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        foreach (var served in ServedScripts.All) Assert.Equal(served.Bytes.ToArray(), await front.Client.GetByteArrayAsync(served.Address));
        Assert.Equal(HttpStatusCode.NotFound, (await front.Client.GetAsync($"/work/{altering.AlteredHash[..12]}/work.js")).StatusCode);
    }

    [Fact]
    public async Task Acts_go_in_and_files_come_out_as_they_are()
    {
        await using var front = await Front.Start(Served.Client.BaseAddress!.ToString(), Small.Host.Founding.Log);
        using var answer = await front.Client.PostAsync("/acts", new ReadOnlyMemoryContent(Small.SignedCopy("S01", "A=5", SmallElection.Key("commission/desk")).Record));
        Assert.Contains("\"outcome\":\"applied\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var path in new[] { "/log/checkpoint", "/log/acts/0", "/results/tally.json", "/en/check" })
            Assert.Equal(await Served.Client.GetByteArrayAsync(path), await front.Client.GetByteArrayAsync(path));
        using var moved = await front.Client.GetAsync("/check");
        Assert.Equal("/en/check", moved.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_page_that_names_another_log_is_not_passed_on_nor_is_a_server_that_is_gone_a_defect()
    {
        await using var front = await Front.Start(Served.Client.BaseAddress!.ToString(), SmallElection.Key("another").Verifier);
        Assert.Equal(HttpStatusCode.BadGateway, (await front.Client.GetAsync("/en/work/key")).StatusCode);
        await using var nowhere = await Front.Start("http://127.0.0.1:1", Small.Host.Founding.Log);
        Assert.Equal(HttpStatusCode.BadGateway, (await nowhere.Client.GetAsync("/en/work/key")).StatusCode);
    }

    [Theory]
    [InlineData("/http://{0}/x.html")]
    [InlineData("//{0}/x.html")]
    [InlineData("///{0}/x.html")]
    [InlineData("/%2f{0}/x.html")]
    [InlineData("/%2f%2f{0}/x.html")]
    [InlineData("/%5c{0}/x.html")]
    public async Task Whatever_path_is_asked_for_nobody_but_the_register_is(string path)
    {
        await using var foreign = await StandIn.Start(context => context.Response.WriteAsync("foreign"));
        await using var front = await Front.Start(Served.Client.BaseAddress!.ToString(), Small.Host.Founding.Log);
        using var answer = await front.Client.GetAsync(new Uri(front.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + string.Format(CultureInfo.InvariantCulture, path, new Uri(foreign.Address).Authority)));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(0, foreign.Asked);
    }

    [Fact]
    public async Task A_register_below_a_path_is_asked_below_it_and_not_beside_it()
    {
        await using var register = await StandIn.Start(context => context.Response.WriteAsync(context.Request.Path + context.Request.QueryString));
        await using var front = await Front.Start(register.Address + "/below/", Small.Host.Founding.Log);
        Assert.Equal("/below/log/checkpoint?a=b", await front.Client.GetStringAsync("/log/checkpoint?a=b"));
        Assert.Equal(HttpStatusCode.NotFound, (await front.Client.GetAsync("/%252e%252e/beside")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await front.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, "/log/checkpoint"))).StatusCode);
        Assert.Equal(1, register.Asked);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "KEY", true)]
    [InlineData("TEXT/HTML; charset=\"UTF-8\"", "KEY", true)]
    [InlineData("text/html; charset=utf-8", "KEY KEY", false)]
    [InlineData("text/html; charset=utf-8", "KEY OTHER", false)]
    [InlineData("text/html; charset=utf-8", "OTHER", false)]
    [InlineData("text/html; charset=utf-8", "", false)]
    [InlineData("text/html; charset=utf-16", "KEY", false)]
    [InlineData("text/html", "KEY", false)]
    [InlineData("application/xhtml+xml; charset=utf-8", "KEY", false)]
    [InlineData("application/xml; charset=utf-8", "KEY", false)]
    [InlineData("image/svg+xml", "KEY", false)]
    [InlineData("multipart/x-mixed-replace; boundary=a", "KEY", false)]
    [InlineData("text/xsl", "KEY", false)]
    [InlineData("application/json", "OTHER", true)]
    public async Task Only_what_a_register_serves_is_passed_on_and_a_workplace_names_its_log_once(string type, string keys, bool isPassed)
    {
        var log = Small.Host.Founding.Log;
        var named = keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => $"<p data-log-key=\"{WebUtility.HtmlEncode(key == "KEY" ? log.Text : SmallElection.Key("another").Verifier.Text)}\">");
        await using var register = await StandIn.Start(context => Answer(context, type, Encoding.UTF8.GetBytes("<!DOCTYPE html>" + string.Concat(named))));
        await using var front = await Front.Start(register.Address, log);
        using var answer = await front.Client.GetAsync("/en/work/key");
        Assert.Equal(isPassed ? HttpStatusCode.OK : HttpStatusCode.BadGateway, answer.StatusCode);
        if (isPassed) Assert.Equal(type.Contains("json", StringComparison.Ordinal) ? "application/json" : "text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        else Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_page_in_another_encoding_than_it_says_or_a_key_in_another_spelling_is_not_passed_on()
    {
        var log = Small.Host.Founding.Log;
        var (own, other) = ($"<p data-log-key=\"{WebUtility.HtmlEncode(log.Text)}\">", SmallElection.Key("another").Verifier.Text);
        var body = Array.Empty<byte>();
        await using var register = await StandIn.Start(context => Answer(context, "text/html; charset=utf-8", body));
        await using var front = await Front.Start(register.Address, log);
        foreach (var page in new[] { $"<p DATA-LOG-KEY='{other}'>", $"<p data-log-key\n=\n{other}>", $"<p/data-log-key=\"{other}\">", $"<p data-log-key>" })
        {
            body = Encoding.UTF8.GetBytes(page);
            Assert.Equal(HttpStatusCode.BadGateway, (await front.Client.GetAsync("/en/check")).StatusCode);
        }

        body = [0xff, 0xfe, .. Encoding.Unicode.GetBytes(own)];
        Assert.Equal(HttpStatusCode.BadGateway, (await front.Client.GetAsync("/en/check")).StatusCode);
        body = Encoding.UTF8.GetBytes(own);
        Assert.Equal(HttpStatusCode.OK, (await front.Client.GetAsync("/en/check")).StatusCode);
    }

    [Fact]
    public async Task Every_kind_of_file_that_the_register_serves_comes_through_as_what_it_is()
    {
        await using var front = await Front.Start(Served.Client.BaseAddress!.ToString(), Small.Host.Founding.Log);
        string[] own = [.. ServedScripts.All.Select(served => served.Address)];
        var asked = Served.Routes.Where(route => route.RoutePattern.Parameters.Count == 0 && IsRead(route)).Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')).Except(own).ToList();
        Assert.True(asked.Count > 20, "routes without parameters");
        foreach (var path in asked)
        {
            using var direct = await Served.Client.GetAsync(path);
            using var through = await front.Client.GetAsync(path);
            Assert.Equal((path, direct.StatusCode, direct.Content.Headers.ContentType?.ToString()), (path, through.StatusCode, through.Content.Headers.ContentType?.ToString()));
        }
    }

    [Fact]
    public async Task Behind_a_front_the_registers_limits_count_each_who_asks()
    {
        await using var register = await RunningServer.Start(Small.Host, new ServerOptions("http://127.0.0.1:0") { ReadsPerTenSeconds = 1, Proxies = [IPAddress.Loopback] });
        await using var front = await Front.Start(register.Client.BaseAddress!.ToString(), Small.Host.Founding.Log, IPAddress.Loopback);
        Assert.Equal(HttpStatusCode.OK, (await front.AskAs("198.51.100.1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await front.AskAs("198.51.100.2")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await front.AskAs("203.0.113.9, 198.51.100.1")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await front.AskAs("198.51.100.1, 127.0.0.1")).StatusCode);
    }

    [Fact]
    public async Task Whom_a_front_asks_for_is_who_it_sees_and_not_who_they_say_they_are()
    {
        await using var register = await StandIn.Start(context => context.Response.WriteAsync(context.Request.Headers["X-Forwarded-For"].ToString()));
        await using var front = await Front.Start(register.Address, Small.Host.Founding.Log);
        using var answer = await front.AskAs("198.51.100.1");
        Assert.Equal("127.0.0.1", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_file_is_passed_on_as_it_comes_and_one_that_breaks_off_does_not_look_whole()
    {
        var goOn = new TaskCompletionSource();
        await using var register = await StandIn.Start(async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(new byte[64 << 10]);
            await context.Response.Body.FlushAsync();
            await goOn.Task;
            context.Abort();
        });
        await using var front = await Front.Start(register.Address, Small.Host.Founding.Log);
        using var answer = await front.Client.GetAsync("/log/attachments/x", HttpCompletionOption.ResponseHeadersRead).WaitAsync(TimeSpan.FromSeconds(20));
        await using var coming = await answer.Content.ReadAsStreamAsync();
        await coming.ReadExactlyAsync(new byte[64 << 10]).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        goOn.SetResult();
        await Assert.ThrowsAnyAsync<IOException>(() => coming.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static bool IsRead(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") != false;

    private static Task Answer(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private sealed class Front(WebApplication app) : IAsyncDisposable
    {
        internal HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };

        internal static async Task<Front> Start(string register, VerifierKey log, params IPAddress[] proxies)
        {
            var app = FrontServer.Build(new Uri(register), log, new ServerOptions("http://127.0.0.1:0") { Proxies = [.. proxies] });
            await app.StartAsync();
            return new Front(app);
        }

        internal async Task<HttpResponseMessage> AskAs(string forwardedFor)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/en/");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
            return await Client.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await app.DisposeAsync();
        }
    }
}
