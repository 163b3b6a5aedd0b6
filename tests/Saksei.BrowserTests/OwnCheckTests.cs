using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>What a reader checks by her own browser: a station, a receipt, a place.</summary>
public sealed class OwnCheckTests(Stage stage)
{
    // A place is checked by reading every record.
    private const float Patience = 240_000;

    [Fact]
    public async Task I_check_my_station_by_the_tiles_that_it_needs()
    {
        var register = await stage.Of(Stage.Rehearsal);
        await using var reader = await stage.Open(360, script: true);
        var page = await Opened(reader, register);
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/log/tile/", StringComparison.Ordinal) ? 1 : 0;
        await Ask(page, "station", "input", PageKinds.Rehearsal["station-contradicted"](register).Split('/')[^1]);
        await Says(page, $"All stand in the register of {register.Host.Head.Size} records");
        await Assertions.Expect(page.Locator("#own-check [data-part=result]")).ToContainTextAsync("Two of them differ in a figure.");
        Assert.InRange(asked, 0, 40);
    }

    [Fact]
    public async Task I_check_a_receipt_and_one_of_another_act_is_refused()
    {
        var register = await stage.Of(Stage.Rehearsal);
        await using var reader = await stage.Open(360, script: true);
        var page = await Opened(reader, register);
        var receipt = await (await page.APIRequest.GetAsync(register.Address + "/log/receipt/7.tlog-proof")).TextAsync();
        await Ask(page, "receipt", "textarea", receipt);
        await Says(page, "The act of this receipt stands in the register");
        await Ask(page, "receipt", "textarea", receipt.Replace("index 7", "index 8", StringComparison.Ordinal));
        await Says(page, "NOT shown");
    }

    [Fact]
    public async Task I_check_a_place_and_its_votes_and_seats_are_computed_anew()
    {
        var register = await stage.Of(Stage.Councils);
        var place = register.Definition.Contests[0].Constituencies[3].Code;
        await using var reader = await stage.Open(360, script: true);
        var page = await Opened(reader, register);
        await Ask(page, "place", "input", place);
        await Says(page, $"Every check passed that is made of one place: {register.Host.Head.Size} records.", Patience);
        var result = page.Locator("#own-check [data-part=result]");
        await Assertions.Expect(result).ToContainTextAsync($"{place}: stations reported");
        Assert.Equal(VotesOf(register, 3), await VotesOf(result));
        await Screenshots.Keep(page, "own-check", "place");
    }

    [Fact]
    public async Task I_ask_for_a_place_that_there_isnt_and_am_told_so()
    {
        var register = await stage.Of(Stage.Councils);
        await using var reader = await stage.Open(360, script: true);
        var page = await Opened(reader, register);
        await Ask(page, "place", "input", "nowhere");
        await Says(page, "This register has no station or province with the code nowhere.");
        await Ask(page, "station", "input", "nowhere");
        await Says(page, "This register has no station or province with the code nowhere.");
    }

    private static async Task<IPage> Opened(IBrowserContext reader, ServedRegister register)
    {
        var page = await reader.NewPageAsync();
        await page.GotoAsync(register.Address + "/en/check");
        await page.WaitForSelectorAsync("#own-check:not([hidden])");
        return page;
    }

    private static async Task Ask(IPage page, string part, string field, string text)
    {
        await page.Locator($"form[data-part={part}] {field}").FillAsync(text);
        await page.Locator($"form[data-part={part}] button").ClickAsync();
    }

    private static Task Says(IPage page, string text, float patience = 30_000) =>
        Assertions.Expect(page.Locator("#own-check [data-part=status]")).ToContainTextAsync(text, new LocatorAssertionsToContainTextOptions { Timeout = patience });

    private static async Task<List<string>> VotesOf(ILocator result) =>
        [.. (await result.Locator("tr td:nth-child(2)").AllInnerTextsAsync()).Select(cell => cell.Trim())];

    private static List<string> VotesOf(ServedRegister register, int constituency)
    {
        var contest = register.Definition.Contests[0];
        using var seats = System.Text.Json.JsonDocument.Parse(register.Host.Read(fold =>
            Saksei.Election.Results.ResultsDocuments.Seats(fold.Snapshot().Of(contest).Results)));
        return [.. seats.RootElement.EnumerateArray().Where(row => row.GetProperty("constituency").GetString() == contest.Constituencies[constituency].Code)
            .Select(row => row.GetProperty("votes").GetRawText())];
    }
}
