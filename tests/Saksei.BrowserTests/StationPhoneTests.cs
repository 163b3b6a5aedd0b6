using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;
using static Saksei.BrowserTests.PhoneHands;

namespace Saksei.BrowserTests;

/// <summary>An observer's night at a station, with her telephone: doors, tally, photographs, and what becomes of them without signal.</summary>
public sealed class StationPhoneTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_photograph_goes_with_its_copy_and_without_place_or_device_although_the_browser_was_killed()
    {
        await using var register = new PhoneRegister();
        using var playwright = await Playwright.CreateAsync();
        await using (var phone = await AtStation(playwright, register))
        {
            var page = phone.Pages[0];
            await register.Cut();
            await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Posted sheet, photograph and figures" }).First.ClickAsync();
            await Photograph(page);
            await Kill(page);
        }

        await using (var phone = await Open(playwright, register))
        {
            var page = phone.Pages[0];
            await page.GotoAsync(register.AtStation());
            await Assertions.Expect(page.Locator("[data-part=photographs] figure")).ToHaveCountAsync(1);
            await SignPosted(page);
            await Keep(page, "station-photograph");
            await Assertions.Expect(page.Locator("[data-act][data-state=sent], [data-act][data-state=signed]")).ToHaveCountAsync(1);
            await register.Serve();
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);

            var (_, note) = Assert.Single(register.SignedBy(Name));
            using var act = JsonDocument.Parse(Encoding.UTF8.GetString(note).Split('\n')[2]);
            var named = Assert.Single(act.RootElement.GetProperty("attachments").EnumerateArray());
            Assert.Equal("image/jpeg", named.GetProperty("mediaType").GetString());
            var stored = await page.APIRequest.GetAsync($"{register.Address}/log/attachments/{named.GetProperty("sha256").GetString()}");
            var bytes = await stored.BodyAsync();
            Assert.Equal(named.GetProperty("sha256").GetString(), Hash.OfBytes(bytes).ToHex());
            Assert.DoesNotContain("PhoneMaker", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_tally_survives_a_dead_battery_and_is_signed_as_a_copy_of_its_own()
    {
        await using var register = new PhoneRegister();
        using var playwright = await Playwright.CreateAsync();
        await using (var phone = await AtStation(playwright, register))
        {
            var page = phone.Pages[0];
            await register.Cut();
            var pad = page.Locator("form[data-tally] button[data-tap]");
            for (var ballot = 0; ballot < 5; ballot++) await pad.First.ClickAsync();
            await pad.Nth(1).ClickAsync();
            await pad.Last.ClickAsync();
            await pad.Last.ClickAsync();
            await page.Locator("[data-part=undo]").ClickAsync();
            await Says(page, "tally-total", "7");
            await Kept(page, "tally 1102 " + register.Station, 7);
            await Kill(page);
        }

        await using (var phone = await Open(playwright, register))
        {
            var page = phone.Pages[0];
            page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
            await page.GotoAsync(register.AtStation());
            await Says(page, "tally-total", "7");
            await Keep(page, "station-tally");
            await page.Locator("form[data-tally] [data-part=sign]").ClickAsync();
            await Says(page, "signed", "Signed on this phone");
            await Says(page, "tally-total", "0");
            await register.Serve();
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
            var (_, note) = Assert.Single(register.SignedBy(Name));
            var text = Encoding.UTF8.GetString(note);
            Assert.Contains("\"source\":\"tally\",\"sheet\":\"tally\"", text, StringComparison.Ordinal);
            Assert.Contains("\"01\":5,\"02\":1,\"03\":0", text, StringComparison.Ordinal);
            await Assertions.Expect(page.Locator("[data-thing^='forms/copy tally']")).ToContainTextAsync("signed");
        }
    }

    [Fact]
    public async Task Each_word_on_the_doors_is_signed_at_once_and_the_last_act_says_them_all()
    {
        await using var register = new PhoneRegister();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await AtStation(playwright, register);
        var page = phone.Pages[0];
        await Says(page, "next", "say whether the doors are open");
        await page.Locator("[data-door=closed][data-now]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await page.Locator("summary:text-is('Another time')").ClickAsync();
        await page.Locator("[data-part=door-time]").FillAsync("2023-07-23T16:12");
        await page.Locator("[data-door=open]:not([data-now])").ClickAsync();
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("[data-part=doors-said] li")).ToContainTextAsync(["16:12 open, as you saw it", "closed, as you saw it"]);
        await Says(page, "next", "tally the ballots");
        await Keep(page, "station-doors");
        var last = Encoding.UTF8.GetString(register.SignedBy(Name)[^1].Note);
        Assert.Contains("\"doors\":\"partly\"", last, StringComparison.Ordinal);
        Assert.Contains("\"from\":\"2023-07-23T16:12:00", last, StringComparison.Ordinal);
        await page.GotoAsync($"{register.Address}/en/stations/{register.Station}");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("void");
    }

    [Fact]
    public async Task A_full_phone_says_so_and_loses_nothing_and_a_cleared_one_says_what_is_gone()
    {
        await using var register = new PhoneRegister();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await AtStation(playwright, register);
        var page = phone.Pages[0];
        await register.Cut();
        await page.Locator("[data-door=closed][data-now]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-act]")).ToHaveCountAsync(1);

        var session = await phone.NewCDPSessionAsync(page);
        await session.SendAsync("Storage.overrideQuotaForOrigin", new Dictionary<string, object> { ["origin"] = register.Address, ["quotaSize"] = 1 });

        // The browser remembers for half a minute how much room there was, as long as the database is open.
        await page.GotoAsync("about:blank");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await page.GotoAsync(register.AtStation());
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await page.Locator("[data-door=open][data-now]").ClickAsync();
        await Says(page, "trouble", "This phone is full");
        await Assertions.Expect(page.Locator("[data-act]")).ToHaveCountAsync(1);
        await Keep(page, "station-full");
        await session.SendAsync("Storage.overrideQuotaForOrigin", new Dictionary<string, object> { ["origin"] = register.Address });
        await page.Locator("[data-door=open][data-now]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-act]")).ToHaveCountAsync(2);

        await session.SendAsync("Storage.clearDataForOrigin", new Dictionary<string, object> { ["origin"] = register.Address, ["storageTypes"] = "indexeddb" });
        await Says(page, "cleared", "This browser is clearing what rests here");
        await page.ReloadAsync();
        await Says(page, "cleared", "Not sent by then: 2.");
        await Keep(page, "station-cleared");
    }

    [Fact]
    public async Task Another_phone_reads_with_its_camera_what_this_one_shows_and_hands_it_in()
    {
        await using var register = new PhoneRegister();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await AtStation(playwright, register);
        var page = phone.Pages[0];
        await page.Context.SetOfflineAsync(true);
        await SignRefusal(page);
        await Says(page, "signed", "Signed on this phone");
        await page.GotoAsync(register.Address + "/en/work/key");
        var film = await Film(page, Path.Combine(register.Folder, "film.mjpeg"));

        await using var second = await Open(playwright, register, "-second", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + film);
        var carrier = second.Pages[0];
        await carrier.GotoAsync(register.Address + "/en/work/key");
        await carrier.WaitForSelectorAsync("[data-part=work][data-ready]");
        await carrier.Locator("[data-part=scan]").ClickAsync();
        await Assertions.Expect(carrier.Locator("[data-part=taken]")).ToContainTextAsync("1", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await Assertions.Expect(carrier.Locator("[data-part=camera]")).ToBeHiddenAsync();
        await Assertions.Expect(carrier.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        Assert.Single(register.SignedBy(Name));
        await Keep(carrier, "carried-by-camera");
    }

    [Fact]
    public async Task My_stations_are_fetched_beforehand_and_open_without_signal()
    {
        await using var register = new PhoneRegister();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await AtStation(playwright, register);
        var page = phone.Pages[0];
        await page.GotoAsync(register.Address + "/en/work/key");
        await page.WaitForSelectorAsync("[data-part=work][data-offline]");
        await page.Locator("input[name=stations]").FillAsync($"{register.Station} {register.NextStation}");
        await page.Locator("[data-part=prepare]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=stations] li")).ToHaveCountAsync(2);
        await page.Locator("input[name=stations]").FillAsync("nowhere");
        await page.Locator("[data-part=prepare]").ClickAsync();
        await Says(page, "trouble", "There is no station of that code");
        await Keep(page, "key-stations");

        await register.Cut();
        await page.Locator($"[data-part=stations] a[href$='{register.NextStation}']").ClickAsync();
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await page.Locator("[data-door=closed][data-now]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=stations] li")).ToContainTextAsync(["0 of 4", "1 of 4"]);
        var megabytes = await page.Locator("[data-part=stations-weight]").InnerTextAsync();
        output.WriteLine(megabytes);
        Assert.Matches("0\\.[0-9] MB", megabytes);
        await Keep(page, "station-two");
    }

    [Fact]
    public async Task It_opens_in_under_five_seconds_on_a_slow_link_and_in_under_one_without_any()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using (var first = await Open(playwright, register)) await Slow(first.Pages[0], register, "the first time");
        await using var phone = await Open(playwright, register, "-again");
        var slow = await Slow(phone.Pages[0], register, "once more on a new phone");
        await phone.Pages[0].WaitForSelectorAsync("[data-part=work][data-offline]", new PageWaitForSelectorOptions { Timeout = 60_000 });
        await register.Cut();
        var without = await Measure(phone.Pages[0], register, "without signal");
        Assert.InRange(slow.TotalSeconds, 0, 5);
        Assert.InRange(without.TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task It_can_be_put_on_the_home_screen_in_each_language()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await Open(playwright, register);
        var session = await phone.NewCDPSessionAsync(phone.Pages[0]);
        foreach (var language in new[] { "en", "km" })
        {
            await phone.Pages[0].GotoAsync(register.AtStation(language));
            var manifest = (await session.SendAsync("Page.getAppManifest"))!.Value;
            Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
            using var said = JsonDocument.Parse(manifest.GetProperty("data").GetString()!);
            Assert.Equal($"/{language}/work/key", said.RootElement.GetProperty("start_url").GetString());
            foreach (var icon in said.RootElement.GetProperty("icons").EnumerateArray())
                Assert.Equal("image/png", (await phone.APIRequest.GetAsync(register.Address + icon.GetProperty("src").GetString())).Headers["content-type"]);
        }
    }

    [Theory, InlineData("en", 360), InlineData("km", 360), InlineData("km", 1280)]
    public async Task Its_pages_are_clean_for_axe_and_as_wide_as_the_screen(string language, int width)
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await Open(playwright, register);
        var page = phone.Pages[0];
        await page.SetViewportSizeAsync(width, 800);
        foreach (var address in new[] { register.AtStation(language), $"{register.Address}/{language}/work/key" })
        {
            await page.GotoAsync(address);
            await page.WaitForSelectorAsync("[data-part=work][data-ready]");
            await Barriers.HasNone(page);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    // What another phone's camera sees: each picture for a while, one after the other.
    private static async Task<string> Film(IPage page, string path)
    {
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await page.Locator("[data-part=show-frames]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=frame-number]")).Not.ToBeEmptyAsync();
        await page.Locator("[data-part=frame]").ScrollIntoViewIfNeededAsync();
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var count = int.Parse((await page.Locator("[data-part=frame-number]").InnerTextAsync()).Split(' ')[3].TrimEnd(';'), System.Globalization.CultureInfo.InvariantCulture);
        while (pictures.Count < count)
        {
            var number = await page.Locator("[data-part=frame-number]").InnerTextAsync();

            // In one question: the picture is exchanged while we look.
            var at = await page.EvaluateAsync<float[]>("() => { const { x, y } = document.querySelector('[data-part=frame] svg').getBoundingClientRect(); return [x, y]; }");
            var shot = await page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg, Quality = 90, Clip = new Clip { X = at[0], Y = at[1], Width = 304, Height = 304 } });
            if (number == await page.Locator("[data-part=frame-number]").InnerTextAsync()) pictures[number] = shot;
        }

        await using var film = File.Create(path);
        foreach (var picture in pictures.Values)
            for (var time = 0; time < 12; time++) await film.WriteAsync(picture);
        return path;
    }

    private async Task<TimeSpan> Slow(IPage page, PhoneRegister register, string when)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object> { ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000 });
        return await Measure(page, register, "400 kbit/s, 400 ms, " + when);
    }

    private async Task<TimeSpan> Measure(IPage page, PhoneRegister register, string how)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await page.GotoAsync(register.AtStation("km"), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        output.WriteLine($"{how}: {watch.Elapsed.TotalSeconds:0.00} s");
        return watch.Elapsed;
    }

    // A telephone with a key that is enrolled, at its station, whose page is there without signal too.
    private static async Task<IBrowserContext> AtStation(IPlaywright playwright, PhoneRegister register)
    {
        await register.Serve();
        var phone = await Open(playwright, register);
        var page = phone.Pages[0];
        await MakeKey(page, register);
        await register.EnrolWhoAnswered();
        await page.GotoAsync(register.AtStation());
        await page.WaitForSelectorAsync("[data-part=work][data-offline]");
        return phone;
    }

    // A picture as a telephone takes it: with a maker's name in front of it.
    private static async Task Photograph(IPage page)
    {
        var address = await page.EvaluateAsync<string>("() => { const c = document.createElement('canvas'); c.width = 1200; c.height = 1600; c.getContext('2d').fillRect(100, 100, 700, 900); return c.toDataURL('image/jpeg'); }");
        Assert.True(Base64.TryDecode(Encoding.ASCII.GetBytes(address[(address.IndexOf(',', StringComparison.Ordinal) + 1)..]), out var jpeg));
        var said = "Exif\0\0PhoneMaker"u8;
        byte[] taken = [.. jpeg[..2], 0xff, 0xe1, 0, (byte)(said.Length + 2), .. said, .. jpeg[2..]];
        await page.Locator("[data-part=photograph]").SetInputFilesAsync(new FilePayload { Name = "IMG_20230723.jpg", MimeType = "image/jpeg", Buffer = taken });
        await Assertions.Expect(page.Locator("[data-part=photographs] figure")).ToHaveCountAsync(1);
    }

    private static async Task SignPosted(IPage page)
    {
        var form = page.Locator("form[data-kind='forms/copy']");
        await form.Locator("input[value=posted]").CheckAsync();
        await form.Locator("input[data-figure]").First.FillAsync("500");
        await form.Locator("[data-part=sign]").ClickAsync();
        await Says(page, "signed", "Signed on this phone");
    }

    // Until a draft is in the phone's storage with as many taps: what was kept before the battery died.
    private static Task Kept(IPage page, string draft, int taps) => page.WaitForFunctionAsync(
        """
        async ([draft, taps]) => {
          const [{ name }] = (await indexedDB.databases()).filter((one) => one.name.startsWith('saksei '));
          const database = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
          const found = await new Promise((done) => { const asked = database.transaction('drafts').objectStore('drafts').get(draft); asked.onsuccess = () => done(asked.result); });
          database.close();
          return found?.values.taps.split(' ').length === taps;
        }
        """,
        new object[] { draft, taps });
}
