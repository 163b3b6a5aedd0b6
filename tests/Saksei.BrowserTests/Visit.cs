using Microsoft.Playwright;
using Xunit;

namespace Saksei.BrowserTests;

/// <summary>One page open before a reader.</summary>
internal sealed class Visit : IDisposable
{
    private const int MostBytes = 50_000;

    // A workplace brings the sentences of its script along, so that it speaks without signal; a fifth of it goes over the air.
    private const int MostBytesOfWork = 120_000;
    private readonly Stage _stage;
    private readonly Reader _reader;

    private Visit(Stage stage, Reader reader, IResponse response) => (_stage, _reader, Response) = (stage, reader, response);

    internal IPage Page => _reader.Page;

    internal IResponse Response { get; }

    internal static async Task<Visit> To(Stage stage, string url, int width, bool script = false)
    {
        var reader = await stage.Call(width, script);
        reader.Complaints.Clear();
        reader.Requests.Clear();
        return new Visit(stage, reader, (await reader.Page.GotoAsync(url))!);
    }

    /// <summary>The page is small, quiet, and asks nobody else for anything.</summary>
    internal async Task KeepsToItself(string address)
    {
        Assert.InRange((await Response.BodyAsync()).Length, 1000, (Response.Url.Contains("/work/", StringComparison.Ordinal) ? MostBytesOfWork : MostBytes) - 1);
        Assert.All(_reader.Requests, url => Assert.StartsWith(address + "/", url, StringComparison.Ordinal));

        // Chromium itself reports the page that answers 404; nothing on it may fail. Without scripts it drops those whose fetching it began.
        Assert.DoesNotContain(_reader.Complaints, complaint => (Response.Status == 200 || !complaint.Contains("status of 404", StringComparison.Ordinal))
            && (_reader.Script || !complaint.StartsWith(address + "/own-check/", StringComparison.Ordinal)));
    }

    /// <summary>The document isn't wider than the screen, and nothing is cut off outside a box that scrolls.</summary>
    internal async Task FitsItsScreen()
    {
        var widths = await Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        if (widths[0] > widths[1]) Assert.Fail($"the document is {widths[0]} px wide on a screen of {widths[1]} px: " + string.Join("; ", await Page.EvaluateAsync<string[]>(Beyond)));
        Assert.Empty(await Page.EvaluateAsync<string[]>(CutOff));
    }

    internal async Task FitsAScreenOf(int width)
    {
        var usual = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(width, usual.Height);
        try
        {
            await FitsItsScreen();
        }
        finally
        {
            // Readers stay open for the next page.
            await Page.SetViewportSizeAsync(usual.Width, usual.Height);
        }
    }

    internal Task Keep(string register, string name) => Screenshots.Keep(Page, register, name);

    public void Dispose() => _stage.Dismiss(_reader);

    // The innermost elements that reach beyond the screen, outside boxes that scroll.
    private const string Beyond = """
        () => [...document.querySelectorAll('body *')].filter(element => {
          const wide = box => box.getBoundingClientRect().right + parseFloat(getComputedStyle(box).marginRight) > document.documentElement.clientWidth + 0.5;
          return wide(element) && !element.closest('.scroll > *') && ![...element.children].some(wide);
        }).map(element => `${element.tagName} ${element.className} ${element.textContent.slice(0, 60)}`)
        """;

    // Elements with own text that reach beyond the screen or beyond an ancestor that hides what overflows.
    private const string CutOff = """
        () => [...document.querySelectorAll('body *')].filter(element => {
          if (element.matches('.skip, .vh') || element.closest('.scroll, pre, svg')) return false;
          const texts = [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim());
          if (!texts.length) return false;
          const range = document.createRange();
          range.setStartBefore(texts[0]);
          range.setEndAfter(texts.at(-1));
          const own = range.getBoundingClientRect();
          let right = document.documentElement.clientWidth;
          for (let box = element.parentElement; box; box = box.parentElement)
            if (getComputedStyle(box).overflowX !== 'visible') right = Math.min(right, box.getBoundingClientRect().right);
          return own.right > right + 1 || own.left < -1;
        }).map(element => element.tagName + ' ' + element.textContent.trim().slice(0, 60))
        """;
}
