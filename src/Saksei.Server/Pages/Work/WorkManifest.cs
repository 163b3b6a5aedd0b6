using System.Text.Json;
using Saksei.Election.Definition;
using Saksei.Words;

namespace Saksei.Server.Pages.Work;

/// <summary>What a phone needs to put the workplaces on its home screen, where browsers don't clear their storage: a web app manifest in each language, and icons.</summary>
internal static class WorkManifest
{
    private static readonly byte[] Icon = WorkFiles.Read("Saksei.Server.Pages.Work.icon-192.png");
    private static readonly byte[] LargeIcon = WorkFiles.Read("Saksei.Server.Pages.Work.icon-512.png");

    /// <summary>The address of the icon.</summary>
    internal const string IconAddress = WorkFiles.Root + "icon-192.png";

    private const string LargeIconAddress = WorkFiles.Root + "icon-512.png";

    /// <summary>The address of a language's manifest.</summary>
    internal static string AddressIn(string language) => $"{WorkFiles.Root}{language}.webmanifest";

    internal static void Map(WebApplication app, DefinitionHead definition)
    {
        foreach (var language in TextBook.LanguagesOf(definition))
        {
            var manifest = Of(new Speech(language, definition.TimeZone));
            app.MapGet(AddressIn(language), (HttpContext context) => Answer(context, manifest, "application/manifest+json")).ExcludeFromDescription();
        }

        app.MapGet(IconAddress, (HttpContext context) => Answer(context, Icon, "image/png")).ExcludeFromDescription();
        app.MapGet(LargeIconAddress, (HttpContext context) => Answer(context, LargeIcon, "image/png")).ExcludeFromDescription();
    }

    private static byte[] Of(Speech speech) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        name = $"{speech.Say("brand")}, {speech.Say("work.nav")}",
        short_name = speech.Say("brand"),
        lang = speech.Language,
        id = $"/{speech.Language}/work/",
        start_url = $"/{speech.Language}/work/key",
        scope = $"/{speech.Language}/work/",
        display = "standalone",
        background_color = "#fbfaf6",
        theme_color = "#fbfaf6",
        icons = new[] { IconOf(IconAddress, 192), IconOf(LargeIconAddress, 512) },
    });

    private static object IconOf(string address, int side) => new { src = address, sizes = $"{side}x{side}", type = "image/png", purpose = "any" };

    private static IResult Answer(HttpContext context, byte[] bytes, string type)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(bytes, type);
    }
}
