using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>Keys whose names no slip has: the one by which a desk founded the register opens every workplace.</summary>
public sealed class FoundersKeyTests
{
    private const string Commission = "commission";

    [Fact]
    public async Task A_founders_key_that_is_taken_from_its_file_opens_every_workplace_without_a_complaint()
    {
        await using var register = new PhoneRegister(Repository.At("elections", "cambodia-rehearsal"), (Commission, "commission", "authorities"));
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await DeskTests.Launch(playwright);
        var page = await (await browser.NewContextAsync()).NewPageAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        await Go(page, register, "key");
        await page.Locator("[data-part=take-key]").SetInputFilesAsync(register.FoundersKey(Commission));
        await Assertions.Expect(page.Locator("[data-part=key-name]")).ToContainTextAsync(Commission + "/desk");

        var unit = register.UnitOf(register.Station);
        foreach (var path in new[] { "people/" + Commission, "board", "board/" + register.Station, "enter", "enter/" + unit, "desk", "desk/" + Commission, "desk/" + Commission + "/parties" })
        {
            await Go(page, register, path);
            await Assertions.Expect(page.Locator("[data-part=trouble]")).ToBeHiddenAsync();
        }

        await Assertions.Expect(page.Locator("[data-part=other-organisation]")).ToBeHiddenAsync();
        await Go(page, register, "people/" + Commission);
        await Assertions.Expect(page.Locator($"tr[data-key^='{Commission}/desk+']")).ToContainTextAsync("at the founding");
        await Go(page, register, "enter/" + unit + "#" + register.Station + "%201102");
        await Assertions.Expect(page.Locator("form.paper:not([hidden])")).ToBeVisibleAsync();
        await Go(page, register, "desk");
        Assert.EndsWith("/desk/" + Commission, await page.Locator("[data-part=own-desk-link]").GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    // A page that shows the register has no key; every other says who signs.
    private static async Task Go(IPage page, PhoneRegister register, string path)
    {
        await page.GotoAsync($"{register.Address}/en/work/{path}");
        await page.WaitForSelectorAsync("[data-part=work][data-ready]", new PageWaitForSelectorOptions { Timeout = 10_000 });
    }
}
