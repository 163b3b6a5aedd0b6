using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>A register that is served, and a telephone of its own for one person.</summary>
internal sealed class PhoneInHand : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private PhoneInHand(PhoneRegister register, IPlaywright playwright, IBrowserContext phone) => (Register, _playwright, Phone) = (register, playwright, phone);

    internal PhoneRegister Register { get; }

    internal IBrowserContext Phone { get; }

    internal IPage Page => Phone.Pages[0];

    internal static async Task<PhoneInHand> Take()
    {
        var register = new PhoneRegister();
        await register.Serve();
        var playwright = await Playwright.CreateAsync();
        return new PhoneInHand(register, playwright, await PhoneHands.Open(playwright, register));
    }

    /// <summary>Somebody else's telephone.</summary>
    internal Task<IBrowserContext> OpenAnother(string name) => PhoneHands.Open(_playwright, Register, name);

    public async ValueTask DisposeAsync()
    {
        await Phone.DisposeAsync();
        _playwright.Dispose();
        await Register.DisposeAsync();
    }
}

/// <summary>What a person does with a telephone, whatever she tries.</summary>
internal static class PhoneHands
{
    internal const string Name = "observers-a/agent-0871";
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>A telephone: the first, or one that is called by another name and has a storage of its own.</summary>
    internal static Task<IBrowserContext> Open(IPlaywright playwright, PhoneRegister register, string phone = "", params string[] flags) => playwright.Chromium.LaunchPersistentContextAsync(register.Profile + phone, new BrowserTypeLaunchPersistentContextOptions
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = [.. Flags, .. flags],
        Headless = true,
        AcceptDownloads = true,
        ViewportSize = new ViewportSize { Width = 360, Height = 800 },
    });

    internal static async Task MakeKey(IPage page, PhoneRegister register)
    {
        await page.GotoAsync(register.MakeSlip(Name));
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        Assert.DoesNotContain("slip", page.Url, StringComparison.Ordinal);
        await page.Locator("[data-part=make-key]").ClickAsync();
        await Says(page, "key-state", "Handed in");
        await Keep(page, "key-handed-in");
    }

    internal static async Task SignRefusal(IPage page)
    {
        var form = page.Locator("form[data-kind='forms/refusal']");
        await form.Locator("input[value=not-allowed]").CheckAsync();
        await form.Locator("input[value=station-head]").CheckAsync();
        await form.Locator("input[name=when]").FillAsync("2023-07-23T16:55");
        await form.Locator("[data-part=sign]").ClickAsync();
    }

    internal static Task Says(IPage page, string part, string text) => Assertions.Expect(page.Locator($"[data-part={part}]")).ToContainTextAsync(text);

    // As when the battery is empty: nothing is told to any page.
    internal static async Task Kill(IPage page)
    {
        var closed = new TaskCompletionSource();
        page.Context.Close += (_, _) => closed.TrySetResult();
        var session = await page.Context.NewCDPSessionAsync(page);
        _ = session.SendAsync("Browser.crash").ContinueWith(_ => { }, TaskScheduler.Default);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    internal static Task Keep(IPage page, string name) =>
        Screenshots.Keep(page, "phone", name);
}
