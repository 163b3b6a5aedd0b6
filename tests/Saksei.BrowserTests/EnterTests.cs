using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>Clerks who type forms in their browsers: by keyboard alone, blind, and whatever goes wrong.</summary>
public sealed class EnterTests
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private const string Commission = "commission", First = "commission/clerk-1", Second = "commission/clerk-2";
    private const int Fields = 25;

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Two_clerks_type_three_forms_that_differ_by_keyboard_alone_until_each_is_confirmed(int width)
    {
        await using var room = await Room.Open(width);
        var (ann, bo) = (await room.Clerk(First), await room.Clerk(Second));
        await room.Enrol();
        var stations = room.Stations.Take(3).ToList();
        await room.Begin(ann, stations[0]);
        await Says(ann, "state", "ទីមួយ");
        foreach (var station in stations) await Type(ann, station, room.Figures());
        await room.Begin(bo, stations[0]);
        await Says(bo, "state", "ទីពីរ");
        await Keep(bo, $"second-{width}");
        await Barriers.HasNone(bo);
        foreach (var (at, station) in stations.Index()) await Type(bo, station, room.Figures((7 + at, at == 1 ? "−" : "៩៩")));

        await Again(ann, stations, (_, at) => at == 1 ? "*" : "43");
        await Keep(ann, $"came-back-{width}");
        await Again(bo, stations, (_, at) => at == 1 ? "*" : "43");
        foreach (var page in new[] { ann, bo })
            foreach (var station in stations) await Is(page, station, "done");
        foreach (var (at, station) in stations.Index())
        {
            var opened = room.Register.SignedBy(First).Concat(room.Register.SignedBy(Second)).Select(act => PhoneRegister.Line(act.Note).RootElement)
                .Where(act => act.GetProperty("kind").GetString() == "forms/reveal" && act.GetProperty("station").GetString() == station).ToList();
            Assert.Equal(4, opened.Count);
            if (at == 1) Assert.Equal(2, opened.Count(act => act.GetProperty("entry").TryGetProperty("illegible", out var marks) && marks.GetArrayLength() == 1));
        }

        await ann.GotoAsync($"{room.Register.Address}/km/stations/{stations[0]}");
        await Assertions.Expect(ann.Locator("[data-typed]")).ToHaveCountAsync(4);
        await Keep(ann, $"station-typed-{width}");
    }

    [Fact]
    public async Task Keystrokes_at_twelve_a_second_on_a_slow_machine_are_all_kept()
    {
        await using var room = await Room.Open(1280);
        var ann = await room.Clerk(First);
        await room.Enrol();
        await room.Begin(ann, room.Stations[0]);
        var session = await ann.Context.NewCDPSessionAsync(ann);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = 6 });
        var figures = room.Figures();
        var keys = figures.SelectMany(figure => figure.Select(digit => digit.ToString()).Append("Enter")).ToList();
        var begun = DateTime.UtcNow;
        var sent = new List<Task>();
        foreach (var (at, key) in keys.Index())
        {
            var due = begun.AddSeconds(at / 12.0) - DateTime.UtcNow;
            if (due > TimeSpan.Zero) await Task.Delay(due);
            sent.Add(ann.Keyboard.PressAsync(key));
        }

        await Task.WhenAll(sent);
        Assert.Equal(figures, await Values(ann));
        TestContext.Current.SendDiagnosticMessage($"{keys.Count} keys in {(DateTime.UtcNow - begun).TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task What_was_typed_survives_a_power_cut_and_a_double_press_seals_once()
    {
        await using var register = Room.NewRegister();
        await register.Serve();
        using var first = await Playwright.CreateAsync();
        await using var before = await PhoneHands.Open(first, register);
        var page = before.Pages[0];
        await Take(page, register, First, "en");
        await register.EnrolWhoAnswered(Commission);
        await Go(page, register, "en", register.Station);
        for (var i = 0; i < 9; i++) await Press(page, $"{i + 1}");
        await Says(page, "saved", "saved");
        await page.WaitForTimeoutAsync(300);
        await PhoneHands.Kill(page);

        using var playwright = await Playwright.CreateAsync();
        await using var again = await PhoneHands.Open(playwright, register);
        page = again.Pages[0];
        await Go(page, register, "en", register.Station);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => $"{i}"), (await Values(page)).Take(9));
        for (var i = 9; i < Fields; i++) await Press(page, "0");
        await page.EvaluateAsync("() => { const b = [...document.querySelectorAll('form.paper')].find((f) => !f.hidden).querySelector('[data-part=seal]'); b.click(); b.click(); }");
        await Is(page, register.Station, "sealed");
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        Assert.Single(register.SignedBy(First));

        var tab = await again.NewPageAsync();
        await tab.GotoAsync($"{register.Address}/en/work/enter/{UnitOf(register, register.Station)}");
        await Assertions.Expect(tab.Locator("[data-part=other-tab]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_third_clerks_entry_is_refused_and_says_why()
    {
        await using var room = await Room.Open(1280, "en");
        var (ann, bo, third) = (await room.Clerk(First), await room.Clerk(Second), await room.Clerk("commission/clerk-3"));
        await room.Enrol();
        var station = room.Stations[0];
        foreach (var page in new[] { ann, bo, third }) await room.Begin(page, station);
        // The third has typed, too, before the register says that two others have it.
        await third.EvaluateAsync("() => { window.fetch = ((known) => (address, ...rest) => String(address).startsWith('/entries') ? Promise.reject(new Error('cut')) : known(address, ...rest))(window.fetch); }");
        await Type(ann, station, room.Figures());
        await Type(bo, station, room.Figures((4, "12")));
        await Type(third, station, room.Figures());
        await Assertions.Expect(third.Locator("[data-act]")).ToContainTextAsync("changes no figure");
    }

    [Fact]
    public async Task The_same_person_and_another_communes_clerk_are_warned_before_they_type_and_refused_where_they_go_on()
    {
        await using var room = await Room.Open(1280, "en");
        var (ann, twin, far) = (await room.Clerk(First), await room.Clerk(Second), await room.Clerk("commission/clerk-3"));
        var elsewhere = room.Register.UnitElsewhere;
        JsonNode? person = null;
        await room.Register.EnrolEdited(Commission, (name, key) =>
        {
            if (name == First) person = key["person"]?.DeepClone();
            if (name == Second) key["person"] = person?.DeepClone();
            if (name == "commission/clerk-3") key["units"] = new JsonArray(elsewhere);
        });
        var station = room.Stations[0];
        await room.Begin(ann, station);
        await Type(ann, station, room.Figures());
        foreach (var (page, code) in new[] { (twin, "entry-same-person"), (far, "outside-scope") })
        {
            await room.Begin(page, station);
            await Says(page, "state", await Text(page, "code." + code));
            await Type(page, station, room.Figures());
            await Is(page, station, "returned");
            await Choose(page, station);
            await Says(page, "state", await Text(page, "code." + code));
        }

        Assert.Equal(1, await SealedAt(ann, room, station));
    }

    [Fact]
    public async Task A_form_that_is_begun_before_the_register_answers_is_warned_of_once_it_does()
    {
        await using var room = await Room.Open(1280, "en");
        var far = await room.Clerk(First);
        await room.Register.EnrolEdited(Commission, (_, key) => key["units"] = new JsonArray(room.Register.UnitElsewhere));
        await far.AddInitScriptAsync("window.isCut = true; window.fetch = ((known) => (address, ...rest) => window.isCut && String(address).startsWith('/entries') ? Promise.reject(new Error('cut')) : known(address, ...rest))(window.fetch);");
        await far.ReloadAsync();
        await room.Begin(far, room.Stations[0]);
        await Assertions.Expect(far.Locator("form.paper:not([hidden])")).ToBeVisibleAsync();
        await Assertions.Expect(far.Locator("[data-part=not-connected]")).ToBeVisibleAsync();
        await far.EvaluateAsync("() => { window.isCut = false; }");
        await Assertions.Expect(far.Locator("[data-part=state]")).ToContainTextAsync(await Text(far, "code.outside-scope"), new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
    }

    // How many entries the register holds sealed: nothing of what was refused.
    private static async Task<int> SealedAt(IPage page, Room room, string station)
    {
        var address = $"{room.Register.Address}/entries?unit={UnitOf(room.Register, station)}&organisation={Commission}";
        using var entries = JsonDocument.Parse(await (await page.APIRequest.GetAsync(address)).TextAsync());
        return entries.RootElement.GetProperty("forms").EnumerateArray().Single(form => form.GetProperty("station").GetString() == station).GetProperty("sealed").GetArrayLength();
    }

    private static async Task Again(IPage page, IReadOnlyList<string> stations, Func<string, int, string> wanted)
    {
        foreach (var (at, station) in stations.Index())
        {
            await Is(page, station, "asked-again");
            await Choose(page, station);
            await Assertions.Expect(page.Locator("form.paper:not([hidden]) label.f:visible")).ToHaveCountAsync(1);
            await Press(page, wanted(station, at));
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(Place(page, station).Locator("[data-part=said]")).Not.ToHaveTextAsync(await Text(page, "enter.state.asked-again"));
        }
    }

    // By the tabulator, as somebody without a mouse.
    private static async Task Choose(IPage page, string station)
    {
        await page.EvaluateAsync("() => document.activeElement?.blur()");
        for (var i = 0; i < 400; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("() => document.activeElement?.dataset?.station ?? ''") != station) continue;
            await page.Keyboard.PressAsync("Enter");
            return;
        }

        throw new InvalidOperationException($"no key leads to {station}");
    }

    private static async Task Type(IPage page, string station, IReadOnlyList<string> figures)
    {
        await Assertions.Expect(page.Locator("form.paper:not([hidden]) [data-part=station]")).ToHaveTextAsync(station);
        foreach (var figure in figures) await Press(page, figure);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Place(page, station).Locator("[data-part=said]")).Not.ToHaveTextAsync(await Text(page, "enter.state.typing"));
    }

    // A mark goes on by itself; a number by Enter.
    private static async Task Press(IPage page, string figure)
    {
        if (figure is "−" or "*") await page.Keyboard.PressAsync(figure == "*" ? "*" : "-");
        else
        {
            foreach (var digit in figure) await page.Keyboard.InsertTextAsync(digit.ToString());
            await page.Keyboard.PressAsync("Enter");
        }
    }

    private static Task<string[]> Values(IPage page) => page.EvaluateAsync<string[]>("() => [...[...document.querySelectorAll('form.paper')].find((f) => !f.hidden).querySelectorAll('input.num')].map((i) => i.value)");

    private static ILocator Place(IPage page, string station) => page.Locator($"[data-part=round] a[data-station='{station}']");

    private static Task<string> Text(IPage page, string key) => page.EvaluateAsync<string>($"() => document.querySelector('[data-text=\"{key}\"]').textContent");

    private static async Task Is(IPage page, string station, string state) =>
        await Assertions.Expect(Place(page, station).Locator("[data-part=said]")).ToHaveTextAsync(await Text(page, "enter.state." + state), new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });

    private static Task Says(IPage page, string part, string text) => Assertions.Expect(page.Locator($"[data-part={part}]")).ToContainTextAsync(text);

    private static Task Keep(IPage page, string name) =>
        Screenshots.Keep(page, "enter", name);

    private static string UnitOf(PhoneRegister register, string station) => register.UnitOf(station);

    private static async Task Go(IPage page, PhoneRegister register, string language, string station)
    {
        await page.GotoAsync($"{register.Address}/{language}/work/enter/{UnitOf(register, station)}#{station}%201102");
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await Assertions.Expect(page.Locator("form.paper:not([hidden])")).ToBeVisibleAsync();
    }

    private static async Task Take(IPage page, PhoneRegister register, string name, string language)
    {
        await page.GotoAsync(register.MakeSlip(name, language));
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await page.Locator("[data-part=make-key]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=key-state]")).Not.ToBeEmptyAsync();
    }

    /// <summary>The room in which clerks type: a register, a browser, and a computer for each.</summary>
    private sealed class Room : IAsyncDisposable
    {
        private readonly IPlaywright _playwright;
        private readonly IBrowser _browser;
        private readonly int _width;
        private readonly string _language;

        private Room(PhoneRegister register, IPlaywright playwright, IBrowser browser, int width, string language) =>
            (Register, _playwright, _browser, _width, _language) = (register, playwright, browser, width, language);

        internal PhoneRegister Register { get; }

        internal IReadOnlyList<string> Stations => Register.StationsBeside(Register.Station);

        internal static PhoneRegister NewRegister() =>
            new(Repository.At("elections", "cambodia-rehearsal"), (Commission, "commission", "authorities"), ("observers-a", "observer", "observers-a"));

        internal static async Task<Room> Open(int width, string language = "km")
        {
            var register = NewRegister();
            await register.Serve();
            var playwright = await Playwright.CreateAsync();
            return new Room(register, playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Flags }), width, language);
        }

        internal async Task<IPage> Clerk(string name)
        {
            var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = _width, Height = 900 } });
            var page = await context.NewPageAsync();
            await Take(page, Register, name, _language);
            return page;
        }

        internal Task Enrol() => Register.EnrolWhoAnswered(Commission);

        internal Task Begin(IPage page, string station) => Go(page, Register, _language, station);

        // A whole form, as its sums hold; some figures otherwise.
        internal IReadOnlyList<string> Figures(params ReadOnlySpan<(int At, string Value)> otherwise)
        {
            var figures = Enumerable.Range(0, Fields).Select(i => $"{i + 10}").ToArray();
            foreach (var (at, value) in otherwise) figures[at] = value;
            return figures;
        }

        public async ValueTask DisposeAsync()
        {
            await _browser.DisposeAsync();
            _playwright.Dispose();
            await Register.DisposeAsync();
        }
    }
}
