using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>
/// What axe finds on a page that keeps people out. Its script is put in once a page and gives back only what it found: the
/// package's own way hands all that passed through two processes, which takes longer than the search.
/// </summary>
internal static class Barriers
{
    // No page here has frames, which axe would otherwise look for in a window of its own.
    private const string Search = """
        async () => {
          const found = await axe.run(document, { resultTypes: ['violations'] });
          return found.violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
            .map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Has axe in every page of a window from its beginning.</summary>
    internal static Task Expect(IBrowserContext window) => window.AddInitScriptAsync(Axe);

    /// <summary>Nothing serious or critical stands in anybody's way.</summary>
    internal static async Task HasNone(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        Assert.Empty(await page.EvaluateAsync<string[]>(Search));
    }
}
