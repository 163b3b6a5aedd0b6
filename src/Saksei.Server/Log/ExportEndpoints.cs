using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election;
using Saksei.Election.Organisations;
using Saksei.Exports;
using Saksei.Node;
using Saksei.Server.Acts;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Words;

namespace Saksei.Server.Log;

/// <summary>
/// Tables and documents to take away, under <c>/data/</c>, of the newest checkpoint or of <c>?at=SIZE</c>. Each is written when somebody
/// asks, in the lane of what is dear, and a few at a time lie in memory until their readers took them.
/// </summary>
public static class ExportEndpoints
{
    // A document longer than what may wait for one address counts as so much, or nobody could ever have it.
    private const long MostCharged = 48 << 20;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void Map(WebApplication app, RegisterHost host, BookShelf shelf, Budget unsent)
    {
        var data = app.MapGroup("/data").ExcludeFromDescription();
        foreach (var table in ExportCatalog.Tables)
            foreach (var format in ExportFormat.All)
                data.MapMethods($"/{table.Name}.{format.Extension}", Reading, (HttpContext context, long? at) => Answer(context, host, shelf, unsent, at, $"{table.Name}.{format.Extension}", format.MediaType, input =>
                {
                    using var output = new MemoryStream();
                    format.Write(table, input, Spoken(host), output).GetAwaiter().GetResult();
                    return output.ToArray();
                }));
        foreach (var document in ExportDocument.All)
            data.MapMethods("/" + document.Path, Reading, (HttpContext context, long? at) => Answer(context, host, shelf, unsent, at, document.Path, document.MediaType, input => document.Write(input, host.Origin, Spoken(host)[0])));
        data.MapMethods("/" + DataPackage.FileName, Reading, (HttpContext context, long? at) => Answer(context, host, shelf, unsent, at, DataPackage.FileName, "application/json", input => DataPackage.Write(input, host.Origin, Spoken(host)[0])));
        data.MapMethods("/" + Completeness.FileName, Reading, (HttpContext context, long? at) => Answer(context, host, shelf, unsent, at, Completeness.FileName, "text/plain; charset=utf-8", input => Completeness.Of(host, input.Books) ?? []));
        foreach (var script in ReadersCheck.All)
            data.MapMethods("/" + script.FileName, Reading, () => Results.Bytes(script.Bytes, "text/plain; charset=utf-8", fileDownloadName: script.FileName));
    }

    /// <summary>What tables are made of, as of the books.</summary>
    public static ExportInput InputOf(RegisterHost host, ElectionBooks books) =>
        new(books, () => Acts(host, books.Size), [.. host.Store.ReadCheckpointSizes().Where(size => size <= books.Size)]);

    // The register's clock is what its last tick said.
    private static IEnumerable<ExportedAct> Acts(RegisterHost host, long until)
    {
        var tick = host.Founding.Header.At;
        foreach (var line in host.Journal(0, until))
        {
            if (line.Act is ClockTick && line.Outcome.IsApplied) tick = line.Act.Header.At;
            yield return new ExportedAct(line.Index, line.Identity, line.Act, line.Outcome, tick);
        }
    }

    private static ImmutableArray<Speech> Spoken(RegisterHost host) =>
        [.. TextBook.LanguagesOf(host.Definition.Head).Select(language => new Speech(language, host.Definition.Head.TimeZone))];

    private static async Task<IResult> Answer(
        HttpContext context, RegisterHost host, BookShelf shelf, Budget unsent, long? at, string name, string mediaType, Func<ExportInput, byte[]> write)
    {
        var asker = RateLimits.NetworkOf(context);
        var asked = at is { } size ? await shelf.AsOf(size, asker, context.RequestAborted) : new Asked<View>(await shelf.Newest(), false);
        if (asked.IsBusy) return Refusals.Busy(context);
        if (asked.Value is not { } view) return Results.NotFound();
        if (shelf.Begin(asker, () => write(InputOf(host, view.Books.Snapshot)), context.RequestAborted) is not { } coming) return Refusals.Busy(context);
        if (await coming is not { Length: > 0 } bytes) return Results.NotFound();
        using var place = unsent.Take(asker, Math.Min(bytes.Length, MostCharged));
        if (place is null) return Refusals.Busy(context);
        var headers = context.Response.Headers;
        (headers.CacheControl, headers.ETag) = (at is null ? "no-cache" : "public, max-age=3600", EntityTags.Of(bytes).ToString());
        headers["Saksei-Checkpoint"] = view.Size.ToString(CultureInfo.InvariantCulture);
        headers.ContentDisposition = $"attachment; filename=\"{FileNameOf(host.Origin, view.Size, name)}\"";
        (context.Response.ContentType, context.Response.ContentLength) = (mediaType, bytes.Length);
        if (!HttpMethods.IsHead(context.Request.Method)) await Pieces.Write(context.Response, bytes, context.RequestAborted);
        return Results.Empty;
    }

    // The checkpoint stands in the name, so that two people with one name have the same file.
    private static string FileNameOf(string origin, long size, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin.Split('/')[^1]}.{size}.{name.Replace('/', '-')}");
}
