using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Saksei.BrowserTests;

/// <summary>A reader at one window, who writes down what it asks for and what it complains of.</summary>
internal sealed class Reader
{
    internal Reader(int width, bool script, IPage page)
    {
        (Width, Script, Page) = (width, script, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Enqueue($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.RequestFailed += (_, request) => Complaints.Enqueue($"{request.Url} failed: {request.Failure}");
        page.Request += (_, request) => Requests.Enqueue(request.Url);
    }

    internal int Width { get; }

    internal bool Script { get; }

    internal IPage Page { get; }

    internal ConcurrentQueue<string> Complaints { get; } = [];

    internal ConcurrentQueue<string> Requests { get; } = [];
}
