using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>What a clerk types in is seen while it is typed, on every screen, and the photograph of the sheet with it.</summary>
public sealed class EnterSightTests
{
    private const string Commission = "commission", First = "commission/clerk-1", Second = "commission/clerk-2";
    private const int Fields = 25;

    // Where the field stands, between the picture above and the bar below; nothing where it is in sight.
    private const string OutOfSight = """
        () => {
          const field = document.activeElement.getBoundingClientRect(), form = document.activeElement.closest('form');
          const bar = form.querySelector('.marks').getBoundingClientRect(), pane = form.querySelector('.beside .pane')?.getBoundingClientRect();
          if (field.top < 0 || field.bottom > innerHeight || (bar.top > 0 && field.bottom > bar.top && field.top < bar.bottom)) return `${document.activeElement.name}: ${field.top}-${field.bottom} of ${innerHeight}, bar ${bar.top}`;
          if (pane && (pane.top < 0 || pane.bottom > field.top || pane.height > innerHeight * 0.41)) return `${document.activeElement.name}: ${field.top}, picture ${pane.top}-${pane.bottom} of ${innerHeight}`;
          return '';
        }
        """;

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(1366, 650)]
    [InlineData(360, 640)]
    public async Task The_field_that_is_typed_is_in_sight_and_in_a_later_round_the_photograph_with_it(int width, int height)
    {
        await using var register = new PhoneRegister(Repository.At("elections", "cambodia-rehearsal"), (Commission, "commission", "authorities"));
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await DeskTests.Launch(playwright);
        var (ann, bo) = (await Clerk(browser, register, First, width, height), await Clerk(browser, register, Second, width, height));
        await register.EnrolWhoAnswered(Commission);
        await Begin(ann, register);
        await ann.Locator("form.paper:not([hidden]) [data-part=photograph]").SetInputFilesAsync(Repository.At("src", "Saksei.Server", "Pages", "Work", "icon-512.png"));
        await Assertions.Expect(ann.Locator("form.paper:not([hidden]) [data-part=photographs] img, form.paper:not([hidden]) [data-part=photographs] canvas")).ToHaveCountAsync(1);
        // The photograph has pushed the field down that was in focus: somebody comes back to it.
        await ann.EvaluateAsync("() => document.activeElement?.blur()");
        await ann.Locator("form.paper:not([hidden]) input.num").First.FocusAsync();
        await Type(ann, "7");
        await Seals(ann);
        await Begin(bo, register);
        await Type(bo, "8");
        await Seals(bo);

        await bo.Locator($"[data-part=round] a[data-station='{register.Station}']").ClickAsync();
        await Assertions.Expect(bo.Locator("form.paper:not([hidden]) label.f:visible")).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        await Assertions.Expect(bo.Locator("form.paper:not([hidden]) .beside .sheet.viewed")).ToHaveCountAsync(1);
        await bo.WaitForFunctionAsync("() => document.activeElement?.classList.contains('num')");
        Assert.Equal("", await bo.EvaluateAsync<string>(OutOfSight));
        await Screenshots.Keep(bo, "enter", $"asked-again-{width}x{height}");
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_leaves_its_sum_unsaid()
    {
        await using var register = new PhoneRegister(Repository.At("elections", "cambodia-rehearsal"), (Commission, "commission", "authorities"));
        await register.Serve();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await DeskTests.Launch(playwright);
        var ann = await Clerk(browser, register, First, 1280, 800);
        await Begin(ann, register);
        await Type(ann, "7");
        var sum = ann.Locator("form.paper:not([hidden]) [data-check=E103]");
        await Assertions.Expect(sum).ToBeVisibleAsync();
        await ann.Locator("form.paper:not([hidden]) input.num[data-what=vote]").First.FocusAsync();
        await ann.Keyboard.PressAsync("*");
        await Assertions.Expect(sum).ToBeHiddenAsync();
    }

    // One figure of each clerk's is its own; in each the field was in sight.
    private static async Task Type(IPage page, string own)
    {
        for (var i = 0; i < Fields; i++)
        {
            Assert.Equal("", await page.EvaluateAsync<string>(OutOfSight));
            await page.Keyboard.InsertTextAsync(i == Fields - 1 ? own : "7");
            await page.Keyboard.PressAsync("Enter");
        }
    }

    private static async Task Seals(IPage page)
    {
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-act][data-state=registered]").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
    }

    private static async Task<IPage> Clerk(IBrowser browser, PhoneRegister register, string name, int width, int height)
    {
        var page = await DeskTests.Device(browser, register, name, width);
        await page.SetViewportSizeAsync(width, height);
        return page;
    }

    private static async Task Begin(IPage page, PhoneRegister register)
    {
        await page.GotoAsync($"{register.Address}/km/work/enter/{register.UnitOf(register.Station)}#{register.Station}%201102");
        await page.WaitForSelectorAsync("[data-part=work][data-ready]");
        await page.WaitForFunctionAsync("() => document.activeElement?.classList.contains('num')");
    }
}
