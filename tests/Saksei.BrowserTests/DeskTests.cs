using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Saksei.Register.Acts;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>What desks do in their browsers, in Khmer: a party that was refused appeals, and the members of the council sign at devices of their own.</summary>
public sealed class DeskTests
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private const string Party = "party-20", Council = "council-f", Commission = "commission", Assembly = "assembly-g", Nominator = "party-05";

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_party_refused_for_want_of_a_document_appeals_and_the_members_sign_the_decision_at_three_devices(int width)
    {
        using var definition = CouncilOfTwo();
        await using var register = new PhoneRegister(definition.Path, (Commission, "commission", "authorities"), (Council, "court", "courts"), (Assembly, "authority", "authorities"), (Nominator, "party", "parties"), (Party, "party", "parties"));
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Launch(playwright);
        var party = await Device(browser, register, Party + "/desk-1", width);
        var council = await Device(browser, register, Council + "/desk-1", width);
        IPage[] members = [await Device(browser, register, Nominator + "/agent-1", width), await Device(browser, register, Nominator + "/agent-2", width)];
        await register.EnrolWhoAnswered(Party);
        await register.EnrolWhoAnswered(Council);
        await Appoint(register, await register.EnrolWhoAnswered(Nominator));

        await Step(party, register, Party, "parties/apply", opening: true, async form => await form.Locator("select[data-code=statute]").SelectOptionAsync("copy"));
        await register.Sign($$"""{"kind":"parties/refuse","case":"{{Party}}","ground":"document-missing","article":"unverified","missing":["ministry-registration"]}""", Commission);
        await register.Sign($$"""{"kind":"parties/serve","case":"{{Party}}","on":"2023-05-15T09:15:00+07:00"}""", Commission);
        await Step(party, register, Party, "parties/receive", opening: false, async form => await form.Locator("[data-moment=on]").FillAsync("2023-05-15T09:40"));
        await party.GotoAsync($"{register.Address}/km/work/desk/{Party}");
        await Assertions.Expect(party.Locator("[aria-labelledby=h-waiting] .todo li")).ToHaveCountAsync(1);
        await Open(party, register, Party);
        await Keep(party, $"case-refused-{width}");
        await Accessible(party);
        await Step(party, register, Party, "parties/appeal", opening: false, _ => Task.CompletedTask);

        await Open(council, register, Council);
        var form = await OpenStep(council, "parties/reverse");
        await form.Locator("[data-field=ground]").SelectOptionAsync("decision-unlawful");
        Assert.Equal("unverified", await form.Locator("[data-article-of]").InputValueAsync());
        foreach (var member in new[] { "member-1", "member-2" })
        {
            await form.Locator($"select[data-code={member}]").SelectOptionAsync("for");
            await form.Locator($"input[data-of={member}]").CheckAsync();
        }

        await form.Locator("[data-part=sign]").ClickAsync();
        await Assertions.Expect(council.Locator("[data-part=draft][data-signed='1']")).ToBeVisibleAsync();
        var address = await council.Locator("[data-part=draft-address]").InnerTextAsync();
        var check = await council.Locator("[data-part=draft-check]").InnerTextAsync();
        await Keep(council, $"draft-author-{width}");
        await Accessible(council);

        foreach (var member in members)
        {
            await member.GotoAsync(address);
            await member.WaitForSelectorAsync("[data-part=work][data-ready]");
            Assert.DoesNotContain("draft=", member.Url, StringComparison.Ordinal);
            Assert.Equal(check, await member.Locator("[data-part=draft-check]").InnerTextAsync());
            var shown = member.Locator("[data-part=draft-shown] form[data-kind='parties/reverse']");
            Assert.Equal("decision-unlawful", await shown.Locator("[data-field=ground]").InputValueAsync());
            await Assertions.Expect(shown.Locator("[data-field=ground]")).ToBeDisabledAsync();
            await Keep(member, $"draft-member-{width}");
            await member.Locator("[data-part=draft-sign]").ClickAsync();
        }

        await Assertions.Expect(members[1].Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await Assertions.Expect(council.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 20_000 });
        var decision = SignedAct.Parse(Assert.Single(register.SignedBy(Council + "/desk-1")).Note, out _) ?? throw new InvalidOperationException("no act");
        Assert.Equal(3, decision.Signatures.Length);
        using var results = await register.Results("cases.json");
        await council.ReloadAsync();
        await council.GotoAsync($"{register.Address}/km/cases/parties/{Party}");
        var party20 = results.RootElement.EnumerateArray().Single(one => one.GetProperty("case").GetString() == Party);
        Assert.Equal("accepted", party20.GetProperty("state").GetString());
        Assert.Equal(2, party20.GetProperty("decision").GetProperty("votes").EnumerateArray().Count(vote => vote.TryGetProperty("signed", out var signed) && signed.GetBoolean()));
    }

    [Fact]
    public async Task An_administrator_makes_slips_from_a_table_prints_them_takes_the_keys_that_match_and_revokes_one()
    {
        await using var register = new PhoneRegister();
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Launch(playwright);
        var desk = await Device(browser, register, "observers-a/desk-1", 1280);
        await register.EnrolWhoAnswered();
        await desk.GotoAsync($"{register.Address}/km/work/desk");
        await desk.WaitForSelectorAsync("[data-part=work][data-ready]");
        await Assertions.Expect(desk.Locator("[data-part=own-desk-link]")).ToHaveAttributeAsync("href", "/km/work/desk/observers-a");
        await desk.GotoAsync($"{register.Address}/km/work/people/observers-a");
        await desk.WaitForSelectorAsync("[data-part=work][data-ready]");
        desk.Dialog += (_, dialog) => _ = dialog.AcceptAsync();

        await desk.Locator("[data-part=table]").SetInputFilesAsync(Table("name,place\nobservers-a/agent-1,A\nobservers-a/nobody,B\nobservers-a/agent-1,C\n"));
        await Assertions.Expect(desk.Locator("[data-part=faults] li")).ToHaveCountAsync(2);
        await Assertions.Expect(desk.Locator("[data-part=print]")).ToBeHiddenAsync();
        await desk.Locator("[data-part=table]").SetInputFilesAsync(Table("name,place\nobservers-a/agent-1,A\nobservers-a/agent-2,B\n"));
        await Assertions.Expect(desk.Locator("[data-part=faults] li")).ToHaveCountAsync(0);
        var paper = await desk.RunAndWaitForDownloadAsync(() => desk.Locator("[data-part=print]").ClickAsync());
        var printed = await File.ReadAllTextAsync(await paper.PathAsync());
        Assert.Equal(2, printed.Split("<section").Length - 1);

        // The server of a test is reached from this machine alone, and the paper says so as the page does.
        Assert.Contains("<p class=\"note\">", printed, StringComparison.Ordinal);
        await Assertions.Expect(desk.Locator("[data-part=made]")).ToContainTextAsync("--public-url");
        var saved = await desk.RunAndWaitForDownloadAsync(() => desk.Locator("[data-part=save-slips]").ClickAsync());
        var slips = await File.ReadAllLinesAsync(await saved.PathAsync());

        var phone = await Device(browser, register, $"{register.Address}/km/work/key#{slips[0].Split(' ')[0]}", 360, isAddress: true);
        await desk.Locator("[data-part=fetch-answers]").ClickAsync();
        await Assertions.Expect(desk.Locator("[data-part=answers] li")).ToHaveCountAsync(1);
        await Keep(desk, "people-answers");
        await Accessible(desk);
        await desk.Locator("[data-part=sign-keys]").ClickAsync();
        await Assertions.Expect(desk.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await phone.ReloadAsync();
        await Assertions.Expect(phone.Locator("[data-part=key-state]")).ToContainTextAsync("បានចុះបញ្ជី");

        await desk.ReloadAsync();
        await desk.WaitForSelectorAsync("[data-part=work][data-ready]");
        var row = desk.Locator("tr[data-key^='observers-a/agent-1+']");
        await row.Locator("summary").ClickAsync();
        await row.Locator("[data-part=revoke]").ClickAsync();
        await Assertions.Expect(desk.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(2);
        await phone.ReloadAsync();
        await Assertions.Expect(phone.Locator("[data-part=key-state]")).ToContainTextAsync("ដកហូត");
    }

    [Fact]
    public async Task A_commission_assesses_a_candidate_and_the_command_computes_the_same_of_the_facts_that_it_kept()
    {
        await using var register = new PhoneRegister(Repository.At("elections", "cambodia-rehearsal"), (Commission, "commission", "authorities"), (Party, "party", "parties"));
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Launch(playwright);
        var desk = await Device(browser, register, Commission + "/desk-1", 1280);
        await register.EnrolWhoAnswered(Commission);
        await register.Sign($$"""{"kind":"candidates/seal","case":"list-1","party":"{{Party}}","unit":"08","commitment":"{{new string('a', 64)}}","count":11}""", Party);
        for (var round = 0; round < 20; round++)
        {
            await desk.GotoAsync($"{register.Address}/en/work/desk/{Commission}/candidates/list-1");
            if (await desk.Locator("details[data-step='candidates/assess']").CountAsync() > 0) break;
            await Task.Delay(300);
        }

        await desk.WaitForSelectorAsync("[data-part=work][data-ready]");
        var form = await OpenStep(desk, "candidates/assess");
        await form.Locator("[data-fact=born]").FillAsync("1998-07-23");
        await form.Locator("[data-declares]").First.CheckAsync();
        await form.Locator("[data-fact=voterList]").SelectOptionAsync("true");
        var facts = await desk.RunAndWaitForDownloadAsync(() => form.Locator("[data-part=sign]").ClickAsync());
        await Assertions.Expect(desk.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(1);
        await Keep(desk, "assess");

        using var act = PhoneRegister.Line(Assert.Single(register.SignedBy(Commission + "/desk-1")).Note);
        using var computed = JsonDocument.Parse(PhoneRegister.RunCommand("eligibility", "--definition", Repository.At("elections", "cambodia-rehearsal"), await facts.PathAsync()));
        Assert.Equal(computed.RootElement.GetProperty("assessments").ToString(), act.RootElement.GetProperty("assessments").ToString());
    }

    private static FilePayload Table(string text) => new() { Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };

    // The rehearsal's election, where two of the council's members decide on appeals of parties, each by their own key, and the commission's desk alone.
    private static TemporaryFolder CouncilOfTwo()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Repository.At("elections", "cambodia-rehearsal"))) File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        var path = Path.Combine(folder.Path, "procedures.json");
        var procedures = JsonNode.Parse(File.ReadAllText(path)) ?? throw new InvalidOperationException(path);
        foreach (var body in procedures["bodies"]!.AsArray().Select(body => body!.AsObject()))
        {
            body.Remove("voting");
            if ((string?)body["organisation"] == Council) body["voting"] = JsonNode.Parse("""{"quorum":2,"steps":["parties/uphold","parties/reverse"],"signed":true}""");
        }

        File.WriteAllText(path, procedures.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        PhoneRegister.RunCommand("definition", "seal", folder.Path);
        return folder;
    }

    private static async Task Appoint(PhoneRegister register, string enrolment)
    {
        var persons = JsonNode.Parse(enrolment)!["keys"]!.AsArray().ToDictionary(key => (string)key!["key"]!, key => (string)key!["person"]!);
        foreach (var (key, person) in persons)
            await register.Sign($$"""{"kind":"commission/appoint","case":"member-{{key[key.IndexOf("agent-", StringComparison.Ordinal) + 6]}}","by":"{{Nominator}}","body":"ccc","person":"{{person}}"}""", Assembly);
    }

    // A device of its own, with a key from a slip.
    internal static async Task<IPage> Device(IBrowser browser, PhoneRegister register, string name, int width, bool isAddress = false)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, AcceptDownloads = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync(isAddress ? name : register.MakeSlip(name, "km"));
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await page.Locator("[data-part=make-key]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-part=key]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-part=key-state]")).Not.ToBeEmptyAsync();
        return page;
    }

    private static async Task Open(IPage page, PhoneRegister register, string organisation, bool opening = false)
    {
        await page.GotoAsync($"{register.Address}/km/work/desk/{organisation}/parties" + (opening ? "" : "/" + Party));
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
    }

    private static async Task<ILocator> OpenStep(IPage page, string kind)
    {
        var step = page.Locator($"details[data-step='{kind}']");
        if (await step.GetAttributeAsync("open") is null) await step.Locator("summary").First.ClickAsync();
        return step.Locator("form");
    }

    // Waits until the page shows what was signed before: pages are at most a second behind the register.
    private static async Task Step(IPage page, PhoneRegister register, string organisation, string kind, bool opening, Func<ILocator, Task> fill)
    {
        for (var round = 0; round < 20; round++)
        {
            await Open(page, register, organisation, opening);
            if (await page.Locator($"details[data-step='{kind}']").CountAsync() > 0) break;
            await Task.Delay(300);
        }

        var form = await OpenStep(page, kind);
        await fill(form);
        var before = await page.Locator("[data-act][data-state=registered]").CountAsync();
        await form.Locator("[data-part=sign]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]")).ToHaveCountAsync(before + 1);
        await Assertions.Expect(page.Locator("[data-act]").First).Not.ToContainTextAsync("មិនផ្លាស់ប្តូរ");
    }

    internal static async Task Accessible(IPage page)
    {
        await Barriers.HasNone(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    internal static Task Keep(IPage page, string name, string folder = "desk") =>
        Screenshots.Keep(page, folder, name);

    internal static Task<IBrowser> Launch(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Flags });

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-definition-");

        internal string Path => _folder.FullName;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
