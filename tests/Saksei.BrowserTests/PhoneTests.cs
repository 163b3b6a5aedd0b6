using Microsoft.Playwright;
using Saksei.Register.Notes;
using Xunit;
using static Saksei.BrowserTests.PhoneHands;

namespace Saksei.BrowserTests;

/// <summary>What an observer does with a telephone of her own: key, form, no signal, and the receipt.</summary>
public sealed class PhoneTests
{
    [Fact]
    public async Task I_sign_a_copy_without_signal_and_after_the_browser_was_killed_it_is_in_the_register_once()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        var station = $"{register.Address}/en/work/stations/{register.Station}";

        await using (var phone = await Open(playwright, register))
        {
            var page = phone.Pages[0];
            await MakeKey(page, register);
            await register.EnrolWhoAnswered();
            await page.ReloadAsync();
            await Says(page, "key-state", "Enrolled");

            await page.GotoAsync(station);
            await page.WaitForSelectorAsync("[data-part=work][data-offline]");
            await register.Cut();
            await page.ReloadAsync();
            await page.WaitForSelectorAsync("[data-part=work][data-ready]");
            await SignCopy(page);
            await SignRefusal(page);
            await Assertions.Expect(page.Locator("[data-act]")).ToHaveCountAsync(2);
            await Keep(page, "my-station-no-signal");
            await Kill(page);
        }

        await using (var phone = await Open(playwright, register))
        {
            await register.Serve();
            var page = phone.Pages[0];
            await page.GotoAsync(station);
            await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(2);
            await page.Locator("[data-part=send]").ClickAsync();
            await Keep(page, "my-station-registered");

            var signed = register.SignedBy(Name);
            Assert.Equal(2, signed.Count);
            var log = await LogKey(page);
            foreach (var (index, note) in signed)
            {
                var receipt = await ReceiptOf(page, index);
                Assert.True(receipt.Proves(note, "simulated.saksei.test/phone", log));
            }

            await page.GotoAsync($"{register.Address}/en/stations/{register.Station}");
            Assert.Contains("231", await page.Locator(".copies").First.InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_second_tab_says_that_the_first_one_works()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await Open(playwright, register);
        await phone.Pages[0].GotoAsync(register.Address + "/en/work/key");
        await phone.Pages[0].WaitForSelectorAsync("[data-part=work][data-ready]");
        var second = await phone.NewPageAsync();
        await second.GotoAsync(register.Address + "/en/work/key");
        await Assertions.Expect(second.Locator("[data-part=other-tab]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_phone_with_a_key_takes_another_slip_and_the_desk_enrols_the_new_key_beside_the_old()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await Open(playwright, register);
        var page = phone.Pages[0];
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await MakeKey(page, register);
        await register.EnrolWhoAnswered();
        await page.GotoAsync($"{register.Address}/en/work/stations/{register.Station}");
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await SignRefusal(page);
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);

        await page.GotoAsync(register.Address + "/en/work/key");
        await Says(page, "key-state", "Enrolled");
        var first = await page.Locator("[data-part=key-name]").TextContentAsync();
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await MakeKey(page, register);
        Assert.NotEqual(first, await page.Locator("[data-part=key-name]").TextContentAsync());
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await register.EnrolWhoAnswered();
        await page.ReloadAsync();
        await Says(page, "key-state", "Enrolled");
        await Keep(page, "key-another");
    }

    [Fact]
    public async Task A_page_whose_script_does_not_come_says_so()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await Open(playwright, register);
        var page = phone.Pages[0];
        await page.RouteAsync("**/work.js", route => route.AbortAsync());
        await page.GotoAsync(register.Address + "/km/work/key");
        var said = page.Locator("[data-part=not-started]");
        await Assertions.Expect(said).ToBeHiddenAsync();
        await Assertions.Expect(said).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
        await Keep(page, "script-not-started");

        await page.UnrouteAllAsync();
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await Assertions.Expect(said).ToBeHiddenAsync();
    }

    private static async Task SignCopy(IPage page)
    {
        var form = page.Locator("form[data-kind='forms/copy']");
        await form.Locator("input[value=posted]").CheckAsync();
        await form.Locator("select").SelectOptionAsync("posted");
        await form.Locator("input[data-figure]").First.FillAsync("៥០០");
        await form.Locator("input[data-vote]").Last.FillAsync("231");
        await form.Locator("[data-part=sign]").DblClickAsync();
        await Says(page, "signed", "Signed on this phone");
    }

    private static async Task<Receipt> ReceiptOf(IPage page, long index)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"button:text-is('Receipt, act {index}')").ClickAsync());
        return Receipt.Parse(await File.ReadAllBytesAsync(await download.PathAsync())) ?? throw new InvalidOperationException("no receipt");
    }

    private static async Task<VerifierKey> LogKey(IPage page) =>
        VerifierKey.TryParse(await page.Locator("[data-part=work]").GetAttributeAsync("data-log-key") ?? "", out var key) ? key : throw new InvalidOperationException("no key");
}
