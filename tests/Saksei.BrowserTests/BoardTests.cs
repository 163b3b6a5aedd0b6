using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>What supervisors do in their browsers, in Khmer: find the station that waits, decide it beside its sheets, look at a sum that fails; and a night that a room watches.</summary>
public sealed class BoardTests
{
    private const string Commission = "commission", Observers = "observers-a";

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_supervisor_finds_the_station_that_waits_adopts_a_copy_beside_its_sheets_and_says_how_a_sum_was_looked_at(int width)
    {
        await using var register = await Differing();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await DeskTests.Launch(playwright);
        var desk = await DeskTests.Device(browser, register, Commission + "/desk-1", width);
        await register.EnrolWhoAnswered(Commission);

        await desk.GotoAsync($"{register.Address}/km/work/board");
        await desk.WaitForSelectorAsync("[data-part=work][data-ready]");
        await Assertions.Expect(desk.Locator("h1")).ToContainTextAsync(register.Station);
        await Assertions.Expect(desk.Locator("h1 a")).ToHaveAttributeAsync("href", $"/km/work/board/{register.Station}");
        await Narrow(desk, register);
        await DeskTests.Keep(desk, $"board-{width}", "board");
        await DeskTests.Accessible(desk);
        await desk.Keyboard.PressAsync("ArrowDown");
        await desk.Keyboard.PressAsync("Enter");
        await desk.WaitForSelectorAsync("[data-page=board-station][data-ready]");
        await LookAtSheets(desk);
        await DeskTests.Keep(desk, $"station-{width}", "board");
        await DeskTests.Accessible(desk);

        await Handle(desk);
        await Decide(desk, width);
        await IsDecided(desk, register);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1920)]
    public async Task A_night_is_watched_on_the_projector_which_shows_what_comes_by_itself_and_names_nobody(int width)
    {
        await using var register = await Differing();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await DeskTests.Launch(playwright);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 1080 } });
        var wall = await context.NewPageAsync();
        await wall.GotoAsync($"{register.Address}/km/work/board/wall");
        await wall.WaitForSelectorAsync("[data-part=work][data-ready]");
        var reported = wall.Locator(".six li").Nth(1).Locator("b");
        var before = int.Parse(await reported.InnerTextAsync(), CultureInfo.InvariantCulture);
        await register.Sign(CopyOf(register.NextStation, "official", "original", 200, 198, 2), Commission);
        await Assertions.Expect(reported).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture), new LocatorAssertionsToHaveTextOptions { Timeout = 15_000 });

        Assert.Equal(0, await wall.Locator("a, button, input").CountAsync());
        await Assertions.Expect(wall.Locator(".sim")).ToBeVisibleAsync();
        var text = await wall.Locator("body").InnerTextAsync();
        foreach (var name in new[] { Observers, Commission, register.Station }) Assert.DoesNotContain(name, text, StringComparison.Ordinal);
        if (width > 1000) Assert.Equal(0, await wall.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollHeight - innerHeight)"));
        await DeskTests.Keep(wall, $"wall-{width}", "board");
        await DeskTests.Accessible(wall);
        await wall.Keyboard.PressAsync("Escape");
        await Assertions.Expect(wall).ToHaveURLAsync(register.Address + "/km/work/board", new PageAssertionsToHaveURLOptions { Timeout = 30_000 });
    }

    // Two copies of one station that exchange two lists; a sum of the official one fails.
    private static async Task<PhoneRegister> Differing()
    {
        var register = new PhoneRegister(Repository.At("elections", "cambodia-rehearsal"), (Commission, "commission", "authorities"), (Observers, "observer", Observers));
        await register.Serve();
        await register.Sign(CopyOf(register.Station, "official", "original", 300, 84, 200), Commission, Picture("original"));
        await register.Sign(CopyOf(register.Station, "posted", "posted", 300, 200, 84), Observers, Picture("posted"));
        return register;
    }

    private static string CopyOf(string station, string source, string sheet, int valid, int first, int second) =>
        $$$"""{"kind":"forms/copy","form":"1102","station":"{{{station}}}","source":"{{{source}}}","sheet":"{{{sheet}}}","method":"{{{(source == "official" ? "transcribed" : "seen")}}}","entry":{"state":"complete","figures":{"registered":600,"valid":{{{valid}}} },"votes":{"01":{{{first}}},"02":{{{second}}} } } }""";

    // Two pictures that are at hand, in the place of photographs of sheets.
    private static (string Name, byte[] Bytes) Picture(string name) =>
        (name + ".png", File.ReadAllBytes(Repository.At("src", "Saksei.Server", "Pages", "Work", name == "original" ? "icon-192.png" : "icon-512.png")));

    private static async Task Narrow(IPage desk, PhoneRegister register)
    {
        var rows = desk.Locator("[data-part=rows] tr");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await desk.Keyboard.PressAsync("1");
        await Assertions.Expect(rows).ToHaveCountAsync(100);
        await desk.Keyboard.PressAsync("/");
        await desk.Keyboard.TypeAsync(register.NextStation);
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await desk.Locator("[name=words]").FillAsync("");
        await desk.Locator("[data-part=board-counts] a[data-state='4']").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await desk.Locator("[name=words]").FillAsync(register.Station[..6]);
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.Locator("a")).ToHaveTextAsync(register.Station);
        await desk.Locator("[name=words]").FocusAsync();
    }

    private static async Task LookAtSheets(IPage desk)
    {
        var sheets = desk.Locator("[data-part=viewer].viewed");
        await Assertions.Expect(sheets).ToHaveCountAsync(2);
        var second = sheets.Nth(1).Locator("[data-part=viewer-pane]");
        await second.FocusAsync();
        await desk.Keyboard.PressAsync("t");
        Assert.Contains("90deg", await second.Locator("img").EvaluateAsync<string>("picture => picture.style.transform"), StringComparison.Ordinal);
        await desk.Keyboard.PressAsync("t");
        await desk.Keyboard.PressAsync("+");
        Assert.True(await second.EvaluateAsync<bool>("pane => pane.scrollWidth > pane.clientWidth"));
        await desk.Keyboard.PressAsync("/");
        await Assertions.Expect(sheets.Nth(1)).ToHaveClassAsync(new Regex("whole"));
        await desk.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sheets.Nth(1)).Not.ToHaveClassAsync(new Regex("whole"));
    }

    private static async Task Handle(IPage desk)
    {
        var failing = desk.Locator("details[data-step='forms/handle']").First;
        await failing.Locator("summary").ClickAsync();
        await failing.Locator("[data-field=reason]").SelectOptionAsync("paper-says-so");
        await failing.Locator("[data-part=sign]").ClickAsync();
        await Assertions.Expect(desk.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);

        // Nobody reloads the page: what was signed is seen by itself, where its reader was.
        await Assertions.Expect(failing.Locator("summary .mark.agree")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(failing).ToHaveAttributeAsync("open", "");
        Assert.True(await failing.EvaluateAsync<bool>("step => { const box = step.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }"));
    }

    private static LocatorAssertionsToBeVisibleOptions Patiently => new() { Timeout = 30_000 };

    private static async Task Decide(IPage desk, int width)
    {
        var form = desk.Locator("form[data-kind='forms/adjudicate']");
        await form.Locator("input[value=copy-adopted]").CheckAsync();
        await form.Locator("[data-field=adopts]").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await Assertions.Expect(form.Locator("[data-part=effect] li")).ToHaveCountAsync(3);
        await form.Locator("[data-field=ground]").SelectOptionAsync("transcription-corrected");
        Assert.Equal("unverified", await form.Locator("[data-article-of]").InputValueAsync());
        await form.Locator("[data-part=sign]").ClickAsync();
        await Assertions.Expect(desk.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await form.Locator("[data-files]").SetInputFilesAsync(new FilePayload { Name = "minutes.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 minutes"u8.ToArray() });
        await DeskTests.Keep(desk, $"decision-{width}", "board");
        await form.Locator("[data-part=sign]").ClickAsync();
        await Assertions.Expect(desk.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(2);
        await Assertions.Expect(desk.Locator("[data-act]").First).Not.ToContainTextAsync("មិនផ្លាស់ប្តូរ");
        var decided = desk.Locator("[data-part=decided]");
        await Assertions.Expect(decided).ToBeVisibleAsync(Patiently);
        await SaysAll(decided);
        await Assertions.Expect(decided).ToBeInViewportAsync();
        await Assertions.Expect(desk.Locator("[data-part=decided] + p a.go")).ToHaveAttributeAsync("href", "/km/work/board");
        await DeskTests.Keep(desk, $"decided-{width}", "board");
        await DeskTests.Accessible(desk);
    }

    // Which copy, on what ground, by which article, by which key, and the document.
    private static async Task SaysAll(ILocator decided)
    {
        await Assertions.Expect(decided.Locator("a[href^='/log/acts/']")).ToHaveCountAsync(2);
        await Assertions.Expect(decided.Locator("a[href*='/log/attachments/'], a[href*='attachments']").First).ToBeVisibleAsync();
        await Assertions.Expect(decided.Locator("code")).ToContainTextAsync(Commission + "/desk-1+");
    }

    private static async Task IsDecided(IPage desk, PhoneRegister register)
    {
        var signed = register.SignedBy(Commission + "/desk-1");
        Assert.Equal(["forms/handle", "forms/adjudicate"], signed.Select(entry => PhoneRegister.Line(entry.Note).RootElement.GetProperty("kind").GetString()));
        using var decision = PhoneRegister.Line(signed[1].Note);
        Assert.Equal(2, decision.RootElement.GetProperty("considered").GetArrayLength());
        Assert.Equal("%PDF-1.4 minutes"u8.ToArray(), register.ReadFile(decision.RootElement.GetProperty("attachments")[0].GetProperty("sha256").GetString()!));
        using var tally = await register.Results("summary.json");
        Assert.Equal(1, tally.RootElement.GetProperty("adjudicated").GetInt32());
        await desk.GotoAsync($"{register.Address}/km/stations/{register.Station}");
        await Assertions.Expect(desk.Locator(".copies")).ToContainTextAsync("សន្លឹកសរសេរដូច្នេះ");
        await SaysAll(desk.Locator("li:has(> .mark.settled)"));

        // Nothing waits for a decision; a sum of the other copy, which nobody has looked at, comes next.
        await desk.GotoAsync(register.Address + "/km/work/board");
        await Assertions.Expect(desk.Locator("h1")).ToContainTextAsync("គ្មានការិយាល័យណារង់ចាំការសម្រេចទេ។ ការិយាល័យមួយមានផលបូក");
        await Assertions.Expect(desk.Locator("h1 a")).ToHaveTextAsync(register.Station);
    }
}
