using Microsoft.Playwright;
using Saksei.Server;
using Saksei.Server.Front;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>A server that gives phones another script than the registered one: the page says so before anything is signed, or never runs it.</summary>
public sealed class ScriptTests : IAsyncLifetime
{
    private const string Name = "observers-a/agent-0871";
    private const string Addition = "window.altered = true;";
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly PhoneRegister _register = new();
    private AlteringServer _server = null!;
    private string _address = "";
    private IPlaywright _playwright = null!;
    private IBrowserContext _phone = null!;

    private IPage Page => _phone.Pages[0];

    private string Station => $"{_address}/en/work/stations/{_register.Station}";

    public async ValueTask InitializeAsync()
    {
        await _register.Serve();
        _server = await AlteringServer.Start(_register.Address);
        _address = _server.Address;
        _playwright = await Playwright.CreateAsync();
        _phone = await _playwright.Chromium.LaunchPersistentContextAsync(_register.Profile, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = Flags,
            Headless = true,
            ViewportSize = new ViewportSize { Width = 360, Height = 800 },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _phone.DisposeAsync();
        _playwright.Dispose();
        await _server.DisposeAsync();
        await _register.DisposeAsync();
    }

    [Fact]
    public async Task That_none_is_registered_is_one_quiet_line_and_who_registered_is_named_once_one_is()
    {
        await Open("/en/work/key");
        await Says("script-state", "No organisation has registered");
        await Keep("scripts-none");
        await RegisterBuilt();
        await Open("/en/work/key");
        await Says("script-state", "registered, by observers-a");
        await Assertions.Expect(Part("script-note")).ToBeHiddenAsync();
        await Keep("scripts-registered");
    }

    [Fact]
    public async Task On_a_first_visit_a_script_that_is_not_the_registered_one_says_so_and_makes_no_key()
    {
        await RegisterBuilt();
        _server.Alter(Addition);
        await Page.GotoAsync(SlipAddress());
        await Page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await Says("script-note", "isn't one of those that organisations have registered");
        await Page.Locator("[data-part=make-key]").ClickAsync();
        await Says("trouble", "nothing was signed");
        await Assertions.Expect(Part("key")).ToBeHiddenAsync();
        Assert.Equal(0, await Page.EvaluateAsync<int>("navigator.serviceWorker.getRegistrations().then(all => all.length)"));
        await Keep("script-altered");
        await Page.GotoAsync(_server.Address + "/km/work/key");
        await Assertions.Expect(Part("script-note")).ToBeVisibleAsync();
        await Keep("script-altered-km");
    }

    [Fact]
    public async Task A_phone_that_was_there_before_runs_no_altered_script_says_so_and_signs_with_the_registered_one()
    {
        await RegisterBuilt();
        await Enrol();
        await OpenKept(Station);
        _server.Alter(Addition, "<script>window.inPage = true;</script>", withService: false);

        await Page.GotoAsync(Station);
        await Says("script-note", "names another script");
        await NothingAlteredRan();
        await SignRefusal();
        await Assertions.Expect(Page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await Keep("script-kept");

        // Of a station that wasn't opened before there is no page with a registered script.
        await Page.GotoAsync($"{_server.Address}/en/work/stations/{_register.OtherStation}");
        await Says("script-note", "names another script");
        await NothingAlteredRan();
    }

    [Fact]
    public async Task A_service_worker_that_keeps_to_the_rule_is_not_exchanged_for_one_of_an_unregistered_script()
    {
        await RegisterBuilt();
        await Enrol();
        await OpenKept(Station);
        _server.Alter(Addition);
        for (var visit = 0; visit < 3; visit++)
        {
            await Page.GotoAsync(Station);
            await Assertions.Expect(Part("script-note")).ToBeVisibleAsync();
            await Says("script-note", "service worker");
            await NothingAlteredRan();
        }
    }

    [Fact]
    public async Task A_release_that_was_registered_first_comes_to_the_phones()
    {
        await RegisterBuilt();
        await Enrol();
        await OpenKept(Station);
        _server.Alter(Addition, withService: false);
        await Register(("work/work.js", _server.AlteredHash));
        await Open($"/en/work/stations/{_register.Station}");
        Assert.True(await Page.EvaluateAsync<bool>("window.altered === true"));
        await SignRefusal();
        await Assertions.Expect(Page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Once_others_are_registered_nothing_more_is_signed_with_a_script_that_is_not()
    {
        await Enrol();
        await Register(("work/work.js", new string('a', 64)));
        await Open($"/en/work/stations/{_register.Station}");
        await Says("script-note", "isn't one of those");
        await SignRefusal();
        await Says("trouble", "nothing was signed");
        await Assertions.Expect(Page.Locator("[data-act]")).ToHaveCountAsync(0);

        // A server that says later that none is registered doesn't take it back.
        await Page.RouteAsync("**/scripts?*", route => route.FulfillAsync(new RouteFulfillOptions { Body = """{"state":"none"}""", ContentType = "application/json" }));
        await Page.ReloadAsync();
        await Says("script-note", "nobody has shown");
    }

    [Fact]
    public async Task At_their_organisations_own_address_people_sign_whatever_scripts_the_registers_server_gives()
    {
        await RegisterBuilt();
        _server.Alter(Addition, "<script>window.inPage = true;</script>");
        await using var front = FrontServer.Build(new Uri(_server.Address), _register.LogKey, new ServerOptions("http://127.0.0.1:0"));
        await front.StartAsync(TestContext.Current.CancellationToken);
        _address = front.Urls.Single();
        await Enrol();
        await Says("script-state", "registered, by observers-a");
        await OpenKept(Station);
        await NothingAlteredRan();
        await SignRefusal();
        await Assertions.Expect(Page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await Assertions.Expect(Part("script-note")).ToBeHiddenAsync();
        await Page.GotoAsync("about:blank");
    }

    private async Task Open(string path)
    {
        await Page.GotoAsync(_server.Address + path);
        await Page.WaitForSelectorAsync("[data-part=work][data-ready]");
    }

    private async Task OpenKept(string address)
    {
        await Page.GotoAsync(address);
        await Page.WaitForSelectorAsync("[data-part=work][data-offline]");
    }

    private string SlipAddress() => _register.MakeSlip(Name).Replace(_register.Address, _address, StringComparison.Ordinal);

    private async Task Enrol()
    {
        await Page.GotoAsync(SlipAddress());
        await Page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await Page.Locator("[data-part=make-key]").ClickAsync();
        await Says("key-state", "Handed in");
        await _register.EnrolWhoAnswered();
        await Page.ReloadAsync();
        await Says("key-state", "Enrolled");
        await Page.WaitForSelectorAsync("[data-part=work][data-offline]");
    }

    private async Task SignRefusal()
    {
        var form = Page.Locator("form[data-kind='forms/refusal']");
        await form.Locator("input[value=not-allowed]").CheckAsync();
        await form.Locator("input[value=station-head]").CheckAsync();
        await form.Locator("input[name=when]").FillAsync("2023-07-23T16:55");
        await form.Locator("[data-part=sign]").ClickAsync();
    }

    private Task RegisterBuilt() => _register.Sign(PhoneRegister.RunCommand("scripts", "--act"));

    private Task Register(params (string Name, string Sha256)[] scripts) => _register.Sign(
        $"{{\"kind\":\"register/scripts\",\"scripts\":[{string.Join(',', scripts.Select(script => $"{{\"name\":\"{script.Name}\",\"sha256\":\"{script.Sha256}\"}}"))}]}}");

    private async Task NothingAlteredRan()
    {
        await Page.WaitForSelectorAsync("[data-part=work][data-ready]");
        Assert.True(await Page.EvaluateAsync<bool>("window.altered === undefined && window.inPage === undefined"));
    }

    private ILocator Part(string name) => Page.Locator($"[data-part={name}]");

    private Task Says(string part, string text) => Assertions.Expect(Part(part)).ToContainTextAsync(text);

    private Task Keep(string name) =>
        Screenshots.Keep(Page, "phone", name);
}
