using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Saksei.Register.Notes;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>What a citizen does with a telephone that runs no scripts.</summary>
public sealed partial class WalkTests(Stage stage)
{
    [Fact]
    public async Task I_find_my_station_by_its_Khmer_name_and_take_home_a_receipt_that_proves_it()
    {
        var register = await stage.Of(Stage.Rehearsal);
        var commune = PageKinds.Commune(register);
        var name = commune.Names.Find("km")!;
        await using var reader = await stage.Open(360, script: false);
        var page = await reader.NewPageAsync();

        await page.GotoAsync(register.Address + "/km/");
        await page.Locator("input[name=q]").FillAsync(name);
        await page.Locator("form.find button").ClickAsync();
        await page.Locator($"main a[href='/km/places/{commune.Code}']").ClickAsync();
        Assert.Contains(name, await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("main a[href^='/km/stations/']:near(.mark.differ)").First.ClickAsync();
        await page.WaitForURLAsync("**/km/stations/**");
        Assert.True(await page.Locator(".copies").IsVisibleAsync());

        var line = page.Locator(".copy-list li").First;
        var receipt = Receipt.Parse(await Download(page, line.Locator("a[href$='.tlog-proof']")));
        var act = await (await page.APIRequest.GetAsync(register.Address + await line.Locator("a[href^='/log/acts/']").GetAttributeAsync("href"))).BodyAsync();
        var (origin, key) = await WrittenOnTheCheckPage(page, register.Address);

        Assert.NotNull(receipt);
        Assert.Equal(register.Host.Founding.Log.Text, key.Text);
        Assert.True(receipt.Proves(act, origin, key));
        act[^1] ^= 1;
        Assert.False(receipt.Proves(act, origin, key));
    }

    [Fact]
    public async Task I_change_the_language_and_the_digits_and_stay_where_I_am()
    {
        var register = await stage.Of(Stage.Rehearsal);
        var path = PageKinds.Rehearsal["station-contradicted"](register);
        await using var reader = await stage.Open(360, script: false);
        var page = await reader.NewPageAsync();
        await page.GotoAsync($"{register.Address}/en{path}");
        await page.Locator(".languages a[lang=km]").ClickAsync();
        await page.WaitForURLAsync($"{register.Address}/km{path}");
        Assert.Equal("km", await page.Locator("html").GetAttributeAsync("lang"));
        await page.Locator("footer a[href*='digits=khmr']").ClickAsync();
        await page.WaitForURLAsync("**digits=khmr**");
        Assert.Matches("[០-៩]", await page.Locator(".copies td").First.InnerTextAsync());
    }

    [Fact]
    public async Task I_come_by_keyboard_and_skip_to_the_answer()
    {
        var register = await stage.Of(Stage.Rehearsal);
        await using var reader = await stage.Open(1280, script: false);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(register.Address + "/en/");
        await page.Keyboard.PressAsync("Tab");
        Assert.True((await page.Locator(".skip").BoundingBoxAsync())!.X >= 0);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**#main");
    }

    private static async Task<byte[]> Download(IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.EndsWith(".tlog-proof", download.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    // The key as a reader sees it: in the command to copy.
    private static async Task<(string Origin, VerifierKey Key)> WrittenOnTheCheckPage(IPage page, string address)
    {
        await page.GotoAsync(address + "/km/check");
        var command = await page.Locator("pre").First.InnerTextAsync();
        Assert.True(VerifierKey.TryParse(LogKey().Match(command).Groups[1].Value, out var key));
        return (key.Name.Name, key);
    }

    [GeneratedRegex("--log-key '([^']+)'")]
    private static partial Regex LogKey();
}
