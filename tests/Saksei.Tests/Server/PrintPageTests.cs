using System.Text.RegularExpressions;
using Saksei.Election.Definition;
using Xunit;

namespace Saksei.Tests.Server;

/// <summary>Papers: blank forms and receipts, as pages to print.</summary>
public sealed partial class PrintPageTests : ServedElection
{
    [Fact]
    public async Task A_blank_form_has_every_figure_in_the_order_of_the_paper_and_a_box_for_each_digit()
    {
        var page = await Served.Page("/en/print/forms/S01?kind=1102");
        var contest = Small.Host.Definition.Contests[0];
        var order = contest.FiguresOnPaper(Small.Host.Definition.FindStation("S01")!).Select(contest.FigureName).ToList();
        Assert.Equal(contest.FigureCount, order.Count);
        Assert.Equal(order, Figure().Matches(page).Select(row => row.Groups[1].Value));
        var boxes = contest.Form.Maximum.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        Assert.All(Figure().Matches(page), row => Assert.Equal(boxes, row.Groups[2].Value.Split("<i></i>").Length - 1));
        Assert.All(contest.Form.Checks, check => Assert.Contains($"<code>{check.Code}</code>", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_has_a_sheet_for_each_station_in_the_definitions_order_and_the_band_on_each()
    {
        var page = await Served.Page("/km/print/forms/unit/P1?kind=1102");
        Assert.Equal(["S01", "S02", "S03", "S04", "S05"], Sheet().Matches(page).Select(sheet => sheet.Groups[1].Value));
        Assert.Equal(5, Regex.Count(page, "<p class=\"stamp\">"));
    }

    [Fact]
    public async Task Cambodias_minutes_of_the_voting_have_the_ballot_figures_that_the_form_has_and_the_sums_of_these_alone()
    {
        var page = await Served.Page("/en/print/forms/S01?kind=1101");
        var form = Small.Host.Definition.Contests[0].Form;
        var ballots = form.Fields.Where(field => field.Meaning is FieldMeaning.Registered or FieldMeaning.Received or FieldMeaning.Cast or FieldMeaning.Spoilt or FieldMeaning.Unused).Select(field => field.Code).ToList();
        Assert.Equal(ballots, Figure().Matches(page).Select(row => row.Groups[1].Value));
        Assert.Contains("no public source lists its fields", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"agents\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/print/forms/S99")]
    [InlineData("/en/print/forms/unit/P9")]
    [InlineData("/en/print/forms/S01?kind=1103")]
    [InlineData("/en/print/receipt/00")]
    [InlineData("/en/print/receipt/0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_there_is_no_paper_of_is_not_found(string path) =>
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await Served.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task A_receipt_says_act_place_checkpoint_and_key_on_both_halves()
    {
        var line = Small.Host.Lines(0, 1)[0];
        var page = await Served.Page("/km/print/receipt/" + line.Identity.ToHex());
        Assert.Equal(2, Regex.Count(page, Regex.Escape(string.Join(' ', line.Identity.ToHex().Chunk(8).Select(part => new string(part))))));
        Assert.Equal(2, Regex.Count(page, "<section class=\"half\">"));
        Assert.Contains(System.Net.WebUtility.HtmlEncode(Small.Host.Founding.Log.Text).Replace("&#43;", "+", StringComparison.Ordinal), System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [GeneratedRegex("<tr data-figure=\"([^\"]+)\">(.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex Figure();

    [GeneratedRegex("<section class=\"sheet\"[^>]* data-station=\"([^\"]+)\"")]
    private static partial Regex Sheet();
}
