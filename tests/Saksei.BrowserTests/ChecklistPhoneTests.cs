using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Saksei.Register.Acts;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>An observer answers a checklist on a telephone without signal.</summary>
public sealed class ChecklistPhoneTests
{
    // Canonical, as acts name it: broken into lines here only.
    private static readonly string Form = string.Concat(
        """{"format":"saksei/checklist/v1","settings":{"form_title":"The count (SIMULATED)","form_id":"doors","version":"1"},"languages":["English (en)","Khmer (km)"],"survey":[""",
        """{"type":"start","name":"begun"},{"type":"note","name":"lead","label":{"English (en)":"Stay until the form is signed.","Khmer (km)":"សូមនៅរហូតដល់ចុះហត្ថលេខា។"}},""",
        """{"type":"begin_group","name":"room","label":{"English (en)":"The room","Khmer (km)":"បន្ទប់"}},""",
        """{"type":"select_one","list_name":"doors","name":"doors","label":{"English (en)":"How were the doors?","Khmer (km)":"តើទ្វារយ៉ាងម៉េច?"},"hint":{"English (en)":"As you saw them","Khmer (km)":"តាមដែលអ្នកបានឃើញ"},"required":"yes"},""",
        """{"type":"integer","name":"minutes","label":{"English (en)":"For how many minutes were they closed?","Khmer (km)":"បិទប៉ុន្មាននាទី?"},"constraint_message":{"English (en)":"Between 1 and 600 minutes.","Khmer (km)":"ពី ១ ដល់ ៦០០ នាទី។"},"relevant":"${doors} = 'closed' or ${doors} = 'partly'","constraint":". >= 1 and . <= 600","required":"yes"},""",
        """{"type":"end_group"},""",
        """{"type":"select_multiple","list_name":"inside","name":"inside","label":{"English (en)":"Who was inside?","Khmer (km)":"អ្នកណានៅខាងក្នុង?"},"constraint":"not(selected(., 'nobody') and count-selected(.) > 1)"},""",
        """{"type":"select_one","list_name":"place","name":"place","label":{"English (en)":"Where did you stand while the doors were ${doors}?","Khmer (km)":"អ្នកឈរនៅឯណាពេលទ្វារ ${doors}?"},"choice_filter":"when = 'always' or when = ${doors}"},""",
        """{"type":"calculate","name":"hours","calculation":"round(${minutes} div 60, 2)"},{"type":"text","name":"words","label":{"English (en)":"In your words, after ${hours} hours","Khmer (km)":"តាមពាក្យរបស់អ្នក ក្រោយ ${hours} ម៉ោង"},"relevant":"${minutes} > 60"},""",
        """{"type":"begin_repeat","name":"visit","label":{"English (en)":"Visits of officials","Khmer (km)":"ការមកដល់របស់មន្ត្រី"}},{"type":"time","name":"came","label":{"English (en)":"When did they come?","Khmer (km)":"មកម៉ោងប៉ុន្មាន?"}},{"type":"decimal","name":"stayed","label":{"English (en)":"How many hours did they stay?","Khmer (km)":"នៅប៉ុន្មានម៉ោង?"},"constraint":". < 24"},{"type":"end_repeat"},{"type":"image","name":"door_shut","label":{"English (en)":"The door","Khmer (km)":"ទ្វារ"}}""",
        """],"choice_columns":["when"],"choices":[""",
        """{"list_name":"doors","name":"open","label":{"English (en)":"Open","Khmer (km)":"បើក"}},{"list_name":"doors","name":"partly","label":{"English (en)":"Closed part of the time","Khmer (km)":"បិទម្តងម្កាល"}},{"list_name":"doors","name":"closed","label":{"English (en)":"Closed","Khmer (km)":"បិទ"}},""",
        """{"list_name":"inside","name":"agents","label":{"English (en)":"Agents of parties","Khmer (km)":"ភ្នាក់ងារគណបក្ស"}},{"list_name":"inside","name":"officials","label":{"English (en)":"Officials","Khmer (km)":"មន្ត្រី"}},{"list_name":"inside","name":"nobody","label":{"English (en)":"Nobody","Khmer (km)":"គ្មាននរណា"}},""",
        """{"list_name":"place","name":"outside","label":{"English (en)":"Outside","Khmer (km)":"ខាងក្រៅ"},"cells":{"when":"always"}},{"list_name":"place","name":"seat","label":{"English (en)":"On a seat inside","Khmer (km)":"លើកៅអីខាងក្នុង"},"cells":{"when":"open"}}]}""");

    private const string Questions = """
        [{"name":"doors","type":"select_one","choices":["open","partly","closed"]},{"name":"minutes","type":"integer"},
         {"name":"inside","type":"select_multiple","choices":["agents","officials","nobody"]},{"name":"place","type":"select_one","choices":["outside","seat"]}]
        """;

    [Fact]
    public async Task I_answer_without_signal_and_after_the_browser_was_killed_the_answers_count_once()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        await register.RegisterChecklist(Form, Questions);
        using var playwright = await Playwright.CreateAsync();
        var station = $"{register.Address}/en/work/stations/{register.Station}";

        await using (var phone = await PhoneHands.Open(playwright, register))
        {
            var page = phone.Pages[0];
            await PhoneHands.MakeKey(page, register);
            await register.EnrolWhoAnswered();
            await page.GotoAsync(station);
            await page.WaitForSelectorAsync("[data-part=work][data-offline]");
            await Assertions.Expect(page.Locator("[data-part=lists]")).ToContainTextAsync("ready without signal");
            await register.Cut();
            await page.ReloadAsync();
            await page.WaitForSelectorAsync("[data-part=work][data-ready]");
            await Open(page);
            await AnswerInPart(page);
            await PhoneHands.Kill(page);
        }

        await using (var phone = await PhoneHands.Open(playwright, register))
        {
            var page = phone.Pages[0];
            await page.GotoAsync(station);
            await page.WaitForSelectorAsync("[data-part=work][data-ready]");
            await Assertions.Expect(page.Locator("[data-part=lists]")).ToContainTextAsync("3 of 5 answered");
            await Open(page);
            await PutRightAndSign(page);
            await Assertions.Expect(page.Locator("[data-act][data-state=sent]")).ToHaveCountAsync(1);
            await PhoneHands.Kill(page);
        }

        await using (var phone = await PhoneHands.Open(playwright, register))
        {
            await register.Serve();
            var page = phone.Pages[0];
            await page.GotoAsync(station);
            await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
            await page.Locator("[data-part=send]").ClickAsync();
            IsWhatWasTyped(Assert.Single(register.SignedBy(PhoneHands.Name)).Note, register);
            await Assertions.Expect(page.Locator("[data-part=lists]")).ToContainTextAsync("Signed");
            await CountsInPublic(page, register);
        }
    }

    [Fact]
    public async Task Answers_by_keyboard_alone_replace_those_that_stand_and_no_barrier_is_in_the_way()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        await register.RegisterChecklist(Form, Questions);
        using var playwright = await Playwright.CreateAsync();
        await using var phone = await PhoneHands.Open(playwright, register);
        var page = phone.Pages[0];
        await PhoneHands.MakeKey(page, register);
        await register.EnrolWhoAnswered();
        await page.GotoAsync($"{register.Address}/en/work/stations/{register.Station}");
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");

        await SignByKeyboard(page, "Space");
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await SignByKeyboard(page, "ArrowDown");
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(2);
        var acts = register.SignedBy(PhoneHands.Name);
        Assert.Equal(["open", "partly"], acts.Select(act => Fields(act.Note).GetProperty("answers")[0].GetProperty("choices")[0].GetString()));
        Assert.Equal(Identity(acts[0].Note), Fields(acts[1].Note).GetProperty("previous").GetString());
        await Assertions.Expect(page.Locator("[data-act]").First).Not.ToContainTextAsync("void");

        foreach (var language in new[] { "en", "km" })
            foreach (var width in new[] { 360, 1280 })
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.GotoAsync($"{register.Address}/{language}/work/stations/{register.Station}");
                await page.WaitForSelectorAsync("[data-part=work][data-ready]");
                await Open(page);
                await Asked(page, "doors").Locator("input").Last.CheckAsync();
                await Asked(page, "minutes").Locator("input").FillAsync("9999");
                await page.Locator("[data-part=checklist] section.part > button").ClickAsync();
                await page.Locator("[data-part=sign-checklist]").ClickAsync();
                await Assertions.Expect(Asked(page, "minutes").Locator("input")).ToBeFocusedAsync();
                await Barriers.HasNone(page);
                await Keep(page, $"checklist-{language}-{width}");
            }
    }

    private static ILocator Asked(IPage page, string question) => page.Locator($"[data-question={question}]");

    private static async Task Open(IPage page)
    {
        await page.Locator("[data-checklist=doors]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=checklist-title]")).ToBeFocusedAsync();
    }

    // Relevance follows what is chosen; a number beyond the bounds is refused beside its field.
    private static async Task AnswerInPart(IPage page)
    {
        await Assertions.Expect(Asked(page, "minutes")).ToBeHiddenAsync();
        await Asked(page, "doors").GetByText("Closed part of the time").ClickAsync();
        await Assertions.Expect(Asked(page, "minutes")).ToBeVisibleAsync();
        await Assertions.Expect(Asked(page, "place")).ToContainTextAsync("while the doors were Closed part of the time");
        await Assertions.Expect(Asked(page, "place").GetByText("On a seat inside")).ToHaveCountAsync(0);
        await Asked(page, "minutes").Locator("input").FillAsync("៩០១");
        await Asked(page, "minutes").Locator("input").BlurAsync();
        await Assertions.Expect(Asked(page, "minutes").Locator(".why")).ToHaveTextAsync("Between 1 and 600 minutes.");
        await Assertions.Expect(page.Locator("[data-part=checklist-answered]")).ToHaveTextAsync("2 of 6 answered");
        await Asked(page, "minutes").Locator("input").FillAsync("31");
        await Assertions.Expect(page.Locator("[data-part=checklist-answered]")).ToHaveTextAsync("2 of 5 answered");
        await Asked(page, "door_shut").Locator("input").SetInputFilesAsync(new FilePayload { Name = "IMG_2028.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() });
        await Assertions.Expect(Asked(page, "door_shut")).ToContainTextAsync("On this phone");
        await Assertions.Expect(page.Locator("[data-part=checklist-answered]")).ToHaveTextAsync("3 of 5 answered");
        await Keep(page, "checklist-no-signal");
    }

    private static async Task PutRightAndSign(IPage page)
    {
        await Assertions.Expect(Asked(page, "minutes").Locator("input")).ToHaveValueAsync("31");
        await Asked(page, "minutes").Locator("input").FillAsync("601");
        await page.Locator("[data-part=sign-checklist]").ClickAsync();
        await Assertions.Expect(Asked(page, "minutes").Locator("input")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[data-part=checklist-refused]")).ToContainTextAsync("look at again: 1");
        await Asked(page, "minutes").Locator("input").FillAsync("90");
        await Assertions.Expect(Asked(page, "minutes").Locator(".why")).ToBeHiddenAsync();
        await Asked(page, "words").Locator("textarea").FillAsync("They closed at dusk, after 1.5 hours.");
        await Asked(page, "inside").GetByText("Officials").ClickAsync();
        await page.Locator("section.part > button").ClickAsync();
        await Asked(page, "came").Locator("input").FillAsync("16:50");
        await Asked(page, "stayed").Locator("input").FillAsync("0.5");
        await page.Locator("[data-part=sign-checklist]").DblClickAsync();
        await PhoneHands.Says(page, "signed", "Signed on this phone");
    }

    private static void IsWhatWasTyped(byte[] note, PhoneRegister register)
    {
        var fields = Fields(note);
        Assert.Equal("""[{"question":"doors","choices":["partly"]},{"question":"minutes","number":90},{"question":"inside","choices":["officials"]}]""", fields.GetProperty("answers").GetRawText());
        using var words = JsonDocument.Parse(register.ReadFile(fields.GetProperty("words")[0].GetProperty("sha256").GetString() ?? ""));
        var texts = words.RootElement.GetProperty("texts");
        Assert.Equal("They closed at dusk, after 1.5 hours.", texts.GetProperty("words").GetString());
        Assert.Equal("16:50", texts.GetProperty("visit/came").GetString());
        Assert.Equal("0.5", texts.GetProperty("visit/stayed").GetString());
        Assert.True(texts.TryGetProperty("begun", out _));
        var picture = fields.GetProperty("words")[1];
        Assert.Equal("image/jpeg", picture.GetProperty("mediaType").GetString());
        var hash = picture.GetProperty("sha256").GetString() ?? "";
        Assert.Equal($"door_shut-{hash[..8]}.jpg", texts.GetProperty("door_shut").GetString());
        Assert.Equal(picture.GetProperty("length").GetInt32(), register.ReadFile(hash).Length);
        Assert.DoesNotContain("dusk", Encoding.UTF8.GetString(note), StringComparison.Ordinal);
    }

    private static async Task CountsInPublic(IPage page, PhoneRegister register)
    {
        await page.GotoAsync(register.Address + "/en/observation");
        var row = page.Locator("tr", new PageLocatorOptions { Has = page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = "Closed part of the time", Exact = true }) });
        await Assertions.Expect(row).ToContainTextAsync("1 of 1");
    }

    private static async Task SignByKeyboard(IPage page, string key)
    {
        await page.Locator("[data-checklist=doors]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-part=checklist-title]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync(key);
        if (key == "ArrowDown")
        {
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync("12");
        }

        for (var presses = 0; presses < 30 && await page.EvaluateAsync<string>("document.activeElement.dataset.part ?? ''") != "sign-checklist"; presses++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-part=checklist]")).ToBeHiddenAsync();
    }

    private static Task Keep(IPage page, string name) =>
        Screenshots.Keep(page.Locator("[data-part=checklists]"), "phone", name);

    private static JsonElement Fields(byte[] note) => JsonDocument.Parse(Encoding.UTF8.GetString(note).Split('\n')[2]).RootElement;

    private static string Identity(byte[] note) => SignedAct.Parse(note, out _)!.Identity.ToHex();
}
