using System.Globalization;
using System.Text;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages;

/// <summary>The two style sheets: the look, and the colours of the definition's lists, which so need no inline style. Named by hash, kept for ever.</summary>
internal static class StyleEndpoints
{
    private static readonly byte[] Look = ReadLook();

    /// <summary>The address of the look.</summary>
    internal static string LookAddress { get; } = "/saksei.css?v=" + Version(Look);

    /// <summary>The address of a definition's colours.</summary>
    internal static string ColoursAddress(ElectionDefinition definition) => "/lists.css?v=" + definition.Identity.ToHex()[..12];

    internal static void Map(WebApplication app, ElectionDefinition definition)
    {
        var colours = Colours(definition);
        app.MapGet("/saksei.css", (HttpContext context) => Style(context, Look)).ExcludeFromDescription();
        app.MapGet("/lists.css", (HttpContext context) => Style(context, colours)).ExcludeFromDescription();
        app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /*?*at=\n")).ExcludeFromDescription();
    }

    // Colours were read strictly as #rrggbb, so nothing else can get into the sheet.
    private static byte[] Colours(ElectionDefinition definition)
    {
        var css = new StringBuilder();
        foreach (var list in definition.Lists) css.Append(CultureInfo.InvariantCulture, $".l{list.Index}{{--c:{list.Colour}}}\n");
        return Encoding.UTF8.GetBytes(css.ToString());
    }

    private static IResult Style(HttpContext context, byte[] css)
    {
        context.Response.Headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(css, "text/css; charset=utf-8");
    }

    private static byte[] ReadLook()
    {
        using var stream = typeof(StyleEndpoints).Assembly.GetManifestResourceStream("Saksei.Server.Pages.saksei.css")
            ?? throw new InvalidOperationException("the style sheet isn't in the assembly");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static string Version(byte[] bytes) => Hash.OfBytes(bytes).ToHex()[..12];
}
