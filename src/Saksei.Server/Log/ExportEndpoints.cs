using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mime;
using System.Text;
using Saksei.Election;
using Saksei.Election.Findings;
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
    private const int MostWordBytes = 8192;

    // A document longer than what may wait for one address counts as so much, or nobody could ever have it.
    private const long MostCharged = 48 << 20;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void Map(WebApplication app, RegisterHost host, BookShelf shelf, Budget unsent)
    {
        var data = app.MapGroup("/data").WithTags("data");
        foreach (var file in Files(host))
            data.MapMethods("/" + file.Path, Reading, Task<IResult> (HttpContext context) => Answer(context, host, shelf, unsent, file)).GivesAsOf(file.MediaType.Split(';')[0], "A table or document to take away.");
        foreach (var script in ReadersCheck.All)
            data.MapMethods("/" + script.FileName, Reading, () => Results.Bytes(script.Bytes, "text/plain; charset=utf-8", fileDownloadName: script.FileName)).Gives(MediaTypeNames.Text.Plain, "A program that adds the tables up.");
    }

    /// <summary>A file to take away; empty where it can't be made here.</summary>
    private sealed record DataFile(string Path, string MediaType, Func<ExportInput, byte[]> Write);

    private static IEnumerable<DataFile> Files(RegisterHost host)
    {
        ImmutableArray<Speech> spoken = [.. TextBook.LanguagesOf(host.Definition.Head).Select(language => new Speech(language, host.Definition.Head.TimeZone))];
        return
        [
            .. ExportCatalog.Tables.SelectMany(table => ExportFormat.All.Select(format => new DataFile($"{table.Name}.{format.Extension}", format.MediaType, input => Written(table, format, input, spoken)))),
            .. ExportDocument.All.Select(document => new DataFile(document.Path, document.MediaType, input => document.Write(input, host.Origin, spoken[0]))),
            new(DataPackage.FileName, "application/json", input => DataPackage.Write(input, host.Origin, spoken[0])),
            new(Completeness.FileName, "text/plain; charset=utf-8", input => Completeness.Of(host, input.Books) ?? []),
        ];
    }

    private static byte[] Written(ExportTable table, ExportFormat format, ExportInput input, ImmutableArray<Speech> spoken)
    {
        using var output = new MemoryStream();
        format.Write(table, input, spoken, output).GetAwaiter().GetResult();
        return output.ToArray();
    }

    /// <summary>What tables are made of, as of the books.</summary>
    public static ExportInput InputOf(RegisterHost host, ElectionBooks books) => new(
        books, from => host.Journal(from, books.Size).Select(line => new ExportedAct(line.Index, line.Identity, line.Act, line.Outcome, line.Tick)),
        [.. host.Store.ReadCheckpointSizes().Where(size => size <= books.Size)])
    {
        WordsOf = words => WordsOf(host, words),
    };

    // As text only, and of long ones the beginning: a cell of a workbook holds no more.
    private static string? WordsOf(RegisterHost host, ImmutableArray<Wording> words)
    {
        var word = words.FirstOrDefault(own => own.Language == "en") ?? words.FirstOrDefault();
        if (word is null || !word.File.MediaType.StartsWith("text/plain", StringComparison.Ordinal)) return null;
        return Encoding.UTF8.GetString(host.ReadFile(word.File.Sha256, MostWordBytes)).TrimEnd('\n') is { Length: > 0 } text ? text : null;
    }

    private static async Task<IResult> Answer(
        HttpContext context, RegisterHost host, BookShelf shelf, Budget unsent, DataFile file)
    {
        if (Refusals.OfQuery(context, out var at) is { } wrong) return wrong;
        var asker = RateLimits.NetworkOf(context);
        var asked = at is { } size ? await shelf.AsOf(size, asker, context.RequestAborted) : new Asked<View>(await shelf.Newest(), false);
        if (asked.IsBusy) return Refusals.Busy(context);
        if (asked.Value is not { } view) return Results.NotFound();

        // A reader who has the file of this checkpoint needs it neither written nor sent.
        var tag = string.Create(CultureInfo.InvariantCulture, $"W/\"{view.Size}\"");
        if (context.Request.Headers.IfNoneMatch == tag) return Results.StatusCode(StatusCodes.Status304NotModified);
        if (shelf.Begin(asker, () => file.Write(InputOf(host, view.Books.Snapshot)), context.RequestAborted) is not { } coming) return Refusals.Busy(context);
        if (await coming is not { Length: > 0 } bytes) return Results.NotFound();
        using var place = unsent.Take(asker, Math.Min(bytes.Length, MostCharged));
        if (place is null) return Refusals.Busy(context);
        var headers = context.Response.Headers;
        (headers.CacheControl, headers.ETag) = (at is null ? "no-cache" : "public, max-age=3600", tag);
        headers["Saksei-Checkpoint"] = view.Size.ToString(CultureInfo.InvariantCulture);
        headers.ContentDisposition = $"attachment; filename=\"{FileNameOf(host.Origin, view.Size, file.Path)}\"";
        (context.Response.ContentType, context.Response.ContentLength) = (file.MediaType, bytes.Length);
        if (!HttpMethods.IsHead(context.Request.Method)) await Pieces.Write(context.Response, bytes, context.RequestAborted);
        return Results.Empty;
    }

    // The checkpoint stands in the name, so that two people with one name have the same file.
    private static string FileNameOf(string origin, long size, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin.Split('/')[^1]}.{size}.{name.Replace('/', '-')}");
}
