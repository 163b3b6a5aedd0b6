using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>Every kind of page, in every language, on a phone and on a desk: without scripts, and then with axe.</summary>
public sealed class PageTests(Stage stage)
{
    private const int Phone = 360;

    // WCAG 2.2, 1.4.10 (reflow): nothing needs scrolling in two directions down to here.
    private const int Narrowest = 320;
    private const int Desk = 1280;

    public static TheoryData<string, string, int> Rehearsal => Cases(PageKinds.Rehearsal.Keys);

    public static TheoryData<string, string, int> Bolivia => Cases(PageKinds.Bolivia.Keys);

    // Its texts are English.
    public static TheoryData<string, string, int> Georgia => Cases(PageKinds.Georgia.Keys, "en");

    public static TheoryData<string, string, int> Councils => Cases(PageKinds.Councils.Keys);

    public static TheoryData<string, string, int> Published => Cases(PageKinds.Published.Keys);

    [Theory, MemberData(nameof(Rehearsal))]
    public async Task A_page_of_the_rehearsal_reads(string kind, string language, int width) =>
        await Reads(Stage.Rehearsal, PageKinds.Rehearsal[kind], kind, language, width);

    [Theory, MemberData(nameof(Bolivia))]
    public async Task A_page_of_real_data_reads(string kind, string language, int width) =>
        await Reads(Stage.Bolivia, PageKinds.Bolivia[kind], kind, language, width);

    [Theory, MemberData(nameof(Georgia))]
    public async Task A_page_of_several_contests_reads(string kind, string language, int width) =>
        await Reads(Stage.Georgia, PageKinds.Georgia[kind], kind, language, width);

    [Theory, MemberData(nameof(Councils))]
    public async Task A_page_of_a_thousand_councils_reads(string kind, string language, int width) =>
        await Reads(Stage.Councils, PageKinds.Councils[kind], kind, language, width);

    [Theory, MemberData(nameof(Published))]
    public async Task A_page_of_published_totals_reads(string kind, string language, int width) =>
        await Reads(Stage.Published, PageKinds.Published[kind], kind, language, width);

    private async Task Reads(string name, Func<ServedRegister, string> path, string kind, string language, int width)
    {
        var register = await stage.Of(name);
        var url = $"{register.Address}/{language}{path(register)}";
        using (var visit = await Visit.To(stage, url, width))
        {
            await visit.Keep(name, $"{kind}-{language}-{width}");
            Assert.Equal(kind == "not-found" ? 404 : 200, visit.Response.Status);
            Assert.Equal(language, await visit.Page.Locator("html").GetAttributeAsync("lang"));
            await HasOneHeading(visit.Page);
            await SaysWhetherSimulated(visit.Page, name is Stage.Rehearsal or Stage.Councils, language);
            await visit.FitsItsScreen();
            if (width == Phone) await visit.FitsAScreenOf(Narrowest);
            await visit.KeepsToItself(register.Address);
        }

        await HasNoBarrier(stage, url, width == Phone ? Narrowest : width);
    }

    private static async Task HasOneHeading(IPage page)
    {
        var heading = page.Locator("h1");
        Assert.Equal(1, await heading.CountAsync());
        Assert.NotEqual("", (await heading.InnerTextAsync()).Trim());
        Assert.True(await heading.IsVisibleAsync());
    }

    private static async Task SaysWhetherSimulated(IPage page, bool simulated, string language)
    {
        var band = page.Locator(".sim");
        Assert.Equal(simulated ? 1 : 0, await band.CountAsync());
        if (!simulated) return;
        Assert.True(await band.IsVisibleAsync());
        Assert.Contains(language == "en" ? "SIMULATED" : "ការសាកល្បង", await band.InnerTextAsync(), StringComparison.Ordinal);
    }

    // axe is a script, so it needs a browser that runs them.
    internal static async Task HasNoBarrier(Stage stage, string url, int width)
    {
        using var visit = await Visit.To(stage, url, width, script: true);
        await Barriers.HasNone(visit.Page);
    }

    private static TheoryData<string, string, int> Cases(IEnumerable<string> kinds) => Cases(kinds, "en", "km");

    private static TheoryData<string, string, int> Cases(IEnumerable<string> kinds, params string[] languages)
    {
        var cases = new TheoryData<string, string, int>();
        foreach (var kind in kinds)
            foreach (var language in languages)
                foreach (var width in new[] { Phone, Desk })
                    cases.Add(kind, language, width);
        return cases;
    }
}
