using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Saksei.Server.Pages;

namespace Saksei.Server.Rendering;

/// <summary>Makes the bytes of a page from its model.</summary>
internal sealed class PageRenderer(IServiceProvider services)
{
    private readonly ILoggerFactory _loggers = services.GetRequiredService<ILoggerFactory>();

    internal async Task<RenderedPage> Render(Frame frame, Page page)
    {
        await using var renderer = new HtmlRenderer(services, _loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Frame"] = frame, ["Model"] = page.Model });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(page.Component, parameters)).ToHtmlString());
        return new RenderedPage(page.Status, Encoding.UTF8.GetBytes(Unescape(html)));
    }

    // The encoder spells out the thin space of numbers; as itself it is shorter and as harmless.
    private static string Unescape(string html) => html.Replace("&#x202F;", "\u202f", StringComparison.Ordinal);
}
