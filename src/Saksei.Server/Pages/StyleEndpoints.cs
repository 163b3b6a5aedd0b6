using System.Globalization;
using System.Text;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Server.Pages;

/// <summary>The icon, and the style sheets: the look, that of papers, and the colours of the definition's lists, which so need no inline style. Named by hash, kept for ever.</summary>
internal static class StyleEndpoints
{
    private const string Css = "text/css; charset=utf-8";
    private static readonly byte[] Look = Read("Saksei.Server.Pages.saksei.css");
    private static readonly byte[] Paper = Read("Saksei.Server.Pages.Print.paper.css");

    // Two copies, held against each other.
    private static readonly byte[] Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#fbfaf6" stroke="#1b2330" stroke-width="2.5" d="M3 3h17v22H3z"/><path fill="#fbfaf6" stroke="#1d6b4f" stroke-width="2.5" d="M12 8h17v22H12z"/><path stroke="#1d6b4f" stroke-width="2.5" d="M16 15h9m-9 7h9"/></svg>
        """u8.ToArray();

    /// <summary>The address of the look.</summary>
    internal static string LookAddress { get; } = "/saksei.css?v=" + Version(Look);

    /// <summary>The address of the look of what is printed.</summary>
    internal static string PaperAddress { get; } = "/paper.css?v=" + Version(Paper);

    /// <summary>The address of the small picture in a browser's tab.</summary>
    internal static string IconAddress { get; } = "/icon.svg?v=" + Version(Icon);

    /// <summary>The address of a definition's colours.</summary>
    internal static string ColoursAddress(ElectionDefinition definition) => "/lists.css?v=" + definition.Identity.ToHex()[..12];

    /// <summary>The class that has the colour of a contest's list.</summary>
    internal static string ClassOf(Contest contest, ElectoralList list) =>
        contest.Index == 0 ? string.Create(CultureInfo.InvariantCulture, $"l{list.Index}") : string.Create(CultureInfo.InvariantCulture, $"l{contest.Index}-{list.Index}");

    internal static void Map(WebApplication app, ElectionDefinition definition)
    {
        var colours = Colours(definition);
        app.MapGet("/saksei.css", (HttpContext context) => Answer(context, Look, Css)).ExcludeFromDescription();
        app.MapGet("/paper.css", (HttpContext context) => Answer(context, Paper, Css)).ExcludeFromDescription();
        app.MapGet("/lists.css", (HttpContext context) => Answer(context, colours, Css)).ExcludeFromDescription();
        app.MapGet("/icon.svg", (HttpContext context) => Answer(context, Icon, "image/svg+xml")).ExcludeFromDescription();
        ScriptEndpoints.Map(app);
        app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /*?*at=\n")).ExcludeFromDescription();
    }

    // Colours were read strictly as #rrggbb, so nothing else can get into the sheet.
    private static byte[] Colours(ElectionDefinition definition)
    {
        var css = new StringBuilder();
        foreach (var contest in definition.Contests)
            foreach (var list in contest.Lists) css.Append(CultureInfo.InvariantCulture, $".{ClassOf(contest, list)}{{--c:{list.Colour}}}\n");
        return Encoding.UTF8.GetBytes(css.ToString());
    }

    private static IResult Answer(HttpContext context, byte[] bytes, string type)
    {
        context.Response.Headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(bytes, type);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(StyleEndpoints).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} isn't in the assembly");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static string Version(byte[] bytes) => Hash.OfBytes(bytes).ToHex()[..12];
}
