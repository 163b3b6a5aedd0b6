using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>Papers as Chromium prints them.</summary>
public sealed partial class PrintTests(Stage stage)
{
    private const int Desk = 1280;

    [Theory]
    [InlineData("en")]
    [InlineData("km")]
    public async Task A_form_is_a_page_of_A4_and_a_commune_has_one_for_each_form_of_each_station(string language)
    {
        var register = await stage.Of(Stage.Rehearsal);
        var commune = PageKinds.Commune(register);
        var stations = commune.AllStations().Take(100).ToList();
        Assert.Equal(2, await Pages($"{register.Address}/{language}/print/forms/{Uri.EscapeDataString(stations[0].Code)}"));
        Assert.Equal(stations.Count, await Pages($"{register.Address}/{language}/print/forms/unit/{Uri.EscapeDataString(commune.Code)}?kind=1102"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("km")]
    public async Task A_receipt_is_one_page(string language)
    {
        var register = await stage.Of(Stage.Rehearsal);
        Assert.Equal(1, await Pages($"{register.Address}/{language}/print/receipt/{register.Host.Lines(1, 2)[0].Identity.ToHex()}"));
    }

    [Fact]
    public async Task Every_box_for_a_digit_has_room_for_its_border_on_paper()
    {
        var register = await stage.Of(Stage.Rehearsal);

        // A window of its own: readers who share one would go on reading as paper does.
        await using var window = await stage.Open(Desk, script: false);
        var page = await window.NewPageAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.GotoAsync($"{register.Address}/km/print/forms/{Uri.EscapeDataString(register.Definition.Stations[1000].Code)}");
        var room = await page.Locator(".boxed td").EvaluateAllAsync<double[]>("cells => cells.filter(cell => cell.querySelector('i')).map(cell => cell.getBoundingClientRect().right - [...cell.querySelectorAll('i')].at(-1).getBoundingClientRect().right)");
        Assert.NotEmpty(room);
        Assert.All(room, pixels => Assert.True(pixels >= 0.9, $"{pixels} px"));
    }

    [Fact]
    public async Task The_code_of_a_form_is_read_from_its_picture_as_the_specification_says()
    {
        var register = await stage.Of(Stage.Rehearsal);
        var station = register.Definition.Stations[1000];
        var window = await stage.Open(Desk, script: true);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{register.Address}/en/print/forms/{Uri.EscapeDataString(station.Code)}");
        var picture = Convert.ToBase64String(await page.Locator("svg.qr").First.ScreenshotAsync());

        // The page itself runs no script: it is read in another window.
        var reader = await window.NewPageAsync();
        await reader.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Repository.At("web", "work", "node_modules", "jsqr", "dist", "jsQR.js") });
        var read = await reader.EvaluateAsync<string>("""
            async picture => {
              const image = new Image();
              image.src = 'data:image/png;base64,' + picture;
              await image.decode();
              const canvas = new OffscreenCanvas(image.width * 3, image.height * 3).getContext('2d');
              canvas.imageSmoothingEnabled = false;
              canvas.drawImage(image, 0, 0, image.width * 3, image.height * 3);
              return jsQR(canvas.getImageData(0, 0, image.width * 3, image.height * 3).data, image.width * 3, image.height * 3)?.data ?? '';
            }
            """, picture);
        await window.DisposeAsync();
        Assert.Equal($"{register.Host.Origin}/stations/{Uri.EscapeDataString(station.Code)}", read);
    }

    // As a PDF says it: each page is an object of its own, and all are of A4.
    private async Task<int> Pages(string address)
    {
        using var visit = await Visit.To(stage, address, Desk);
        var pdf = Encoding.Latin1.GetString(await visit.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        Assert.All(Box().Matches(pdf), box => Assert.Equal(("594", "841"), (box.Groups[1].Value, box.Groups[2].Value)));
        return PageObject().Count(pdf);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PageObject();

    [GeneratedRegex(@"/MediaBox\s*\[0 0 (\d+)[.\d]* (\d+)[.\d]*\]")]
    private static partial Regex Box();
}
