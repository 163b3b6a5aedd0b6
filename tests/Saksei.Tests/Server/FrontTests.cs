using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
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

    private sealed class Front(WebApplication app) : IAsyncDisposable
    {
        internal HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };

        internal static async Task<Front> Start(string register, VerifierKey log)
        {
            var app = FrontServer.Build(new Uri(register), log, new ServerOptions("http://127.0.0.1:0"));
            await app.StartAsync();
            return new Front(app);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await app.DisposeAsync();
        }
    }
}
