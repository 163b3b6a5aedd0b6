using System.Globalization;
using Saksei.Election.Cases;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Server.Texts;

namespace Saksei.Server.Log;

/// <summary>
/// The published results, of the newest checkpoint or of <c>?at=SIZE</c>; the same bytes that <c>publish</c> writes. They stand
/// under <c>/results/</c>, and under <c>/log/</c> too, so that a verifier finds everything below one address.
/// </summary>
internal static class ResultEndpoints
{
    private const string Json = ".json";

    internal static void Map(WebApplication app, BookShelf shelf)
    {
        MapCases(app, shelf);
        foreach (var prefix in new[] { "", "/log" })
            foreach (var path in Verifier.Publication.ResultPaths)
                app.MapGet($"{prefix}/{path}", (HttpContext context, long? at) => Answer(context, shelf, path, at)).ExcludeFromDescription();
    }

    /// <summary>Whole files of cases, and the comparisons: of the newest checkpoint or of <c>?at=SIZE</c>.</summary>
    private static void MapCases(WebApplication app, BookShelf shelf)
    {
        app.MapGet("/results/cases/{book}/{**name}", (HttpContext context, string book, string name, long? at) => AnswerWith(context, shelf, at, books =>
            name.EndsWith(Json, StringComparison.Ordinal) && books.Cases.Find(book, name[..^Json.Length]) is { } file
                ? CaseDocuments.Whole(books.Cases.View(file), DeadlineWords.In(books.Definition)) : null)).ExcludeFromDescription();
        app.MapGet("/results/impartiality.json", (HttpContext context, long? at) => AnswerWith(context, shelf, at, books =>
            books.Definition.Procedures.Exist ? books.ImpartialityFile : null)).ExcludeFromDescription();
    }

    private static Task<IResult> Answer(HttpContext context, BookShelf shelf, string path, long? at) =>
        AnswerWith(context, shelf, at, books => books.Files.Files.First(file => file.Path == path).Bytes);

    private static async Task<IResult> AnswerWith(HttpContext context, BookShelf shelf, long? at, Func<BooksAsOf, byte[]?> write)
    {
        if (await (at is { } size ? shelf.AsOf(size) : Task.FromResult<BooksAsOf?>(shelf.Newest())) is not { } books || write(books) is not { } bytes) return Results.NotFound();
        context.Response.Headers.CacheControl = at is null ? "no-cache" : "public, max-age=3600";
        context.Response.Headers["Saksei-Checkpoint"] = books.Size.ToString(CultureInfo.InvariantCulture);
        return Results.Bytes(bytes, "application/json", entityTag: EntityTags.Of(bytes));
    }
}
