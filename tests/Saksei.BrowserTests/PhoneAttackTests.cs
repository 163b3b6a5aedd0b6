using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>What is done to a phone, or with what was taken from one: each ends in one right act, or in a refusal with its code.</summary>
public sealed class PhoneAttackTests
{
    [Fact]
    public async Task There_is_no_session_to_steal_and_what_was_sent_can_be_sent_again_by_anybody_without_another_act()
    {
        await using var hand = await PhoneInHand.Take();
        var (register, page) = (hand.Register, hand.Page);
        await Enrol(page, register);
        await SignAndSend(page, register);
        Assert.Empty(await hand.Phone.CookiesAsync());

        var (index, note) = Assert.Single(register.SignedBy(PhoneHands.Name));
        var again = await Post(page, register, note);
        Assert.Equal(index, again.GetProperty("index").GetInt64());
        Assert.Single(register.SignedBy(PhoneHands.Name));

        var altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(note).Replace("not-allowed", "no-copies", StringComparison.Ordinal));
        Assert.Equal("signature-wrong", (await Post(page, register, altered)).GetProperty("code").GetString());
        Assert.Single(register.SignedBy(PhoneHands.Name));
    }

    [Fact]
    public async Task What_a_key_signed_after_it_was_revoked_is_in_the_register_and_void_and_the_phone_says_so()
    {
        await using var hand = await PhoneInHand.Take();
        var (register, page) = (hand.Register, hand.Page);
        await Enrol(page, register);
        var key = await page.Locator("[data-part=key-name]").TextContentAsync();
        await page.GotoAsync(register.AtStation());
        await page.WaitForSelectorAsync("[data-part=work][data-offline]");
        await register.Sign($$"""{"kind":"organisations/revoke","organisation":"observers-a","keys":["{{key}}"],"reason":"stolen"}""");
        await PhoneHands.SignRefusal(page);
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToContainTextAsync("changes no figure");
        Assert.Single(register.SignedBy(PhoneHands.Name));
        await page.GotoAsync(register.Address + "/en/work/key");
        await PhoneHands.Says(page, "key-state", "Revoked");
    }

    [Fact]
    public async Task A_phone_whose_clock_is_an_hour_off_signs_one_act_that_takes_effect()
    {
        await using var hand = await PhoneInHand.Take();
        var (register, page) = (hand.Register, hand.Page);
        await page.AddInitScriptAsync("const true_ = Date; globalThis.Date = class extends true_ { constructor(...a) { a.length ? super(...a) : super(true_.now() - 3600000); } static now() { return true_.now() - 3600000; } };");
        await Enrol(page, register);
        await SignAndSend(page, register);
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).Not.ToContainTextAsync("changes no figure");
        using var act = PhoneRegister.Line(Assert.Single(register.SignedBy(PhoneHands.Name)).Note);
        Assert.InRange(DateTimeOffset.UtcNow - act.RootElement.GetProperty("at").GetDateTimeOffset(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(63));
    }

    [Fact]
    public async Task Two_phones_by_one_slip_are_both_turned_away_and_the_next_slip_mends_it()
    {
        await using var hand = await PhoneInHand.Take();
        await using var second = await hand.OpenAnother("-second");
        var register = hand.Register;
        var slip = register.MakeSlip(PhoneHands.Name);
        foreach (var page in new[] { hand.Page, second.Pages[0] })
        {
            await page.GotoAsync(slip);
            await page.WaitForSelectorAsync("[data-part=work][data-ready]");
            await page.Locator("[data-part=make-key]").ClickAsync();
            await PhoneHands.Says(page, "key-state", "Handed in");
        }

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => register.EnrolWhoAnswered());
        Assert.Contains("slip-used-twice", refused.Message, StringComparison.Ordinal);
        Assert.Empty(register.SignedBy(PhoneHands.Name));

        var own = hand.Page;
        own.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await own.GotoAsync(register.MakeSlip(PhoneHands.Name));
        await own.WaitForSelectorAsync("[data-part=work][data-ready]");
        await own.Locator("[data-part=make-key]").ClickAsync();
        await PhoneHands.Says(own, "key-state", "Handed in");
        await register.EnrolAmongRefused();
        await own.ReloadAsync();
        await PhoneHands.Says(own, "key-state", "Enrolled");
        await second.Pages[0].ReloadAsync();
        await PhoneHands.Says(second.Pages[0], "key-state", "Handed in");
    }

    [Fact]
    public async Task A_server_that_puts_its_own_key_in_the_place_of_the_phones_is_found_by_the_desk()
    {
        await using var hand = await PhoneInHand.Take();
        await using var thief = await hand.OpenAnother("-thief");
        var (register, page) = (hand.Register, hand.Page);

        // The server keeps the phone's answer back, and hands the desk one of a key of its own, authenticated by a secret that it guessed.
        await page.RouteAsync("**/enrolments", route => route.FulfillAsync(new RouteFulfillOptions { Status = 200, Body = "" }));
        await PhoneHands.MakeKey(page, register);
        var forged = register.SlipOfAnotherSecret(PhoneHands.Name);
        await thief.Pages[0].GotoAsync(forged);
        await thief.Pages[0].WaitForSelectorAsync("[data-part=work][data-ready]");
        await thief.Pages[0].Locator("[data-part=make-key]").ClickAsync();
        await PhoneHands.Says(thief.Pages[0], "key-state", "Handed in");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => register.EnrolWhoAnswered());
        Assert.Contains("slip-secret-wrong", refused.Message, StringComparison.Ordinal);

        await page.UnrouteAllAsync();
        await page.ReloadAsync();
        await register.EnrolAmongRefused();
        await page.ReloadAsync();
        await PhoneHands.Says(page, "key-state", "Enrolled");
    }

    private static async Task Enrol(IPage page, PhoneRegister register)
    {
        await PhoneHands.MakeKey(page, register);
        await register.EnrolWhoAnswered();
        await page.ReloadAsync();
        await PhoneHands.Says(page, "key-state", "Enrolled");
    }

    private static async Task SignAndSend(IPage page, PhoneRegister register)
    {
        await page.GotoAsync(register.AtStation());
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await PhoneHands.SignRefusal(page);
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
    }

    private static async Task<JsonElement> Post(IPage page, PhoneRegister register, byte[] note)
    {
        var answer = await page.APIRequest.PostAsync(register.Address + "/acts", new APIRequestContextOptions { DataByte = note, Headers = [new("Content-Type", "text/plain; charset=utf-8")] });
        return (await answer.JsonAsync())!.Value;
    }
}
