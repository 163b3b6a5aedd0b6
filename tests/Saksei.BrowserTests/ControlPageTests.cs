using Microsoft.AspNetCore.Builder;
using Saksei.Register.Notes;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>The control room in a real browser: in every language, on a phone and on a desk, without scripts, and then with axe.</summary>
public sealed class ControlPageTests(Stage stage) : IAsyncLifetime
{
    private const int Phone = 360, Narrowest = 320, Desk = 1280;
    private readonly DirectoryInfo _reports = Directory.CreateTempSubdirectory("saksei-reports-");
    private WebApplication _room = null!;

    private string Address => _room.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        using var log = SignerKey.FromSeed("simulated.saksei.example/rehearsed", new byte[32]);
        var report = $$"""{"passed":true,"logKey":"{{log.Verifier.Text}}","rehearsed":{"name":"Kandal"},"begun":"2026-12-01T04:00:00Z","acts":{"count":13412},"register":{"lost":0} }""";
        await File.WriteAllBytesAsync(Path.Combine(_reports.FullName, "rehearsal.note"), SignedNote.Sign(System.Text.Encoding.UTF8.GetBytes($"saksei/rehearsal-report/v1\nx\n{report}\n"), log));
        _room = await (await stage.Of(Stage.Rehearsal)).ShowControl(_reports.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        await _room.StopAsync();
        await _room.DisposeAsync();
        _reports.Delete(recursive: true);
    }

    [Theory]
    [InlineData("en", Phone)]
    [InlineData("en", Desk)]
    [InlineData("km", Phone)]
    [InlineData("km", Desk)]
    public async Task The_control_room_reads(string language, int width)
    {
        var url = $"{Address}/{language}/control?still=1";
        using (var visit = await Visit.To(stage, url, width))
        {
            await visit.Keep(Stage.Rehearsal, $"control-{language}-{width}");
            Assert.Equal(200, visit.Response.Status);
            Assert.Equal(language, await visit.Page.Locator("html").GetAttributeAsync("lang"));
            Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
            Assert.True(await visit.Page.Locator(".sim").IsVisibleAsync());
            Assert.True(await visit.Page.Locator(".alarm .remedy li").First.IsVisibleAsync());
            Assert.True(await visit.Page.Locator("svg.rate").IsVisibleAsync());
            await visit.FitsItsScreen();
            if (width == Phone) await visit.FitsAScreenOf(Narrowest);
            await visit.KeepsToItself(Address);
        }

        await PageTests.HasNoBarrier(stage, url, width == Phone ? Narrowest : width);
    }

    [Fact]
    public async Task It_reads_itself_again_until_it_is_held_still()
    {
        using var visit = await Visit.To(stage, $"{Address}/en/control", Desk);
        var read = await visit.Page.Locator("p.who strong").InnerTextAsync();
        for (var i = 0; i < 60 && await visit.Page.Locator("p.who strong").InnerTextAsync() == read; i++) await Task.Delay(250);
        Assert.NotEqual(read, await visit.Page.Locator("p.who strong").InnerTextAsync());
        await visit.Page.GetByText("Hold still").ClickAsync();
        await visit.Page.WaitForURLAsync("**/control?still=1");
        var held = await visit.Page.Locator("p.who strong").InnerTextAsync();
        await Task.Delay(TimeSpan.FromSeconds(7));
        Assert.Equal(held, await visit.Page.Locator("p.who strong").InnerTextAsync());
    }
}
