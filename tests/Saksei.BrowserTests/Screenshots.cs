using Microsoft.Playwright;

namespace Saksei.BrowserTests;

/// <summary>Pictures of pages for people to look at, in <c>artifacts/screenshots</c>; taken where SAKSEI_SCREENSHOTS=1 asks for them, since no test reads them.</summary>
internal static class Screenshots
{
    private static readonly bool Asked = Environment.GetEnvironmentVariable("SAKSEI_SCREENSHOTS") == "1";

    /// <summary>The whole page.</summary>
    internal static Task Keep(IPage page, string folder, string name) =>
        Asked ? page.ScreenshotAsync(new PageScreenshotOptions { Path = At(folder, name), FullPage = true }) : Task.CompletedTask;

    /// <summary>One part of a page.</summary>
    internal static Task Keep(ILocator part, string folder, string name) =>
        Asked ? part.ScreenshotAsync(new LocatorScreenshotOptions { Path = At(folder, name) }) : Task.CompletedTask;

    private static string At(string folder, string name) => Repository.At("artifacts", "screenshots", folder, name + ".png");
}
