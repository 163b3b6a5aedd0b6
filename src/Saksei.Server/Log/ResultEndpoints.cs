using System.Globalization;
using System.Net.Mime;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Findings;
using Saksei.Election.Impartiality;
using Saksei.Node;
using Saksei.Server.Acts;
using Saksei.Server.Books;
using Saksei.Server.Hosting;
using Saksei.Server.Pages.Work.Board;
using Saksei.Verifier;
using Saksei.Words;

namespace Saksei.Server.Log;

/// <summary>
/// The published results, of the newest checkpoint or of <c>?at=SIZE</c>; the same bytes that <c>publish</c> writes. They stand
/// under <c>/results/</c>, and under <c>/log/</c> too, so that a verifier finds everything below one address.
/// </summary>
internal static class ResultEndpoints
{
    private const string Json = ".json";

    internal static void Map(WebApplication app, RegisterHost host, BookShelf shelf)
    {
        MapCases(app, shelf);
        MapVoices(app, shelf);
        MapBoards(app, host, shelf);
        foreach (var prefix in new[] { "", "/log" })
            foreach (var file in ResultFile.Of(host.Definition))
                app.MapGet($"{prefix}/{file.Path}", Task<IResult> (HttpContext context) => AnswerWith(context, shelf, file.Path, books =>
                    file.Write(new ResultInput(books.Snapshot, host.Voided(0, books.Size))))).GivesAsOf(MediaTypeNames.Application.Json, "A file of the results, as it is published.").WithTags("results");
    }

    /// <summary>Whole files of cases, and the comparisons: of the newest checkpoint or of <c>?at=SIZE</c>.</summary>
    private static void MapCases(WebApplication app, BookShelf shelf)
    {
        app.MapGet("/results/cases/{book}/{**name}", (HttpContext context, string book, string name) => AnswerWith(context, shelf, "", books =>
            name.EndsWith(Json, StringComparison.Ordinal) && books.Cases.Find(book, name[..^Json.Length]) is { } file
                ? CaseDocuments.Whole(books.Cases.View(file), DeadlineWords.In(books.Definition)) : null)).GivesAsOf(MediaTypeNames.Application.Json, "The whole file of a case: NAME.json.").WithTags("results");
        app.MapGet("/results/impartiality.json", Task<IResult> (HttpContext context) => AnswerWith(context, shelf, "results/impartiality.json", books =>
            books.Definition.Procedures.Exist ? ImpartialityDocument.Write(books.Impartiality) : null)).GivesAsOf(MediaTypeNames.Application.Json, "Whether like cases were treated alike.").WithTags("results");
    }

    /// <summary>The count board of each contest, for the script of its page.</summary>
    private static void MapBoards(WebApplication app, RegisterHost host, BookShelf shelf)
    {
        foreach (var contest in host.Definition.Contests)
            if (BoardFile.PathOf(contest) is var path)
                app.MapGet(path, Task<IResult> (HttpContext context) => AnswerWith(context, shelf, path, books => BoardFile.Write(books.In(contest))))
                    .GivesAsOf(MediaTypeNames.Application.Json, "The count board: what each station waits for.").WithTags("results");
    }

    /// <summary>One finding or recommendation, by the number that its page has.</summary>
    private static void MapVoices(WebApplication app, BookShelf shelf)
    {
        MapOne("findings", "One finding with its answers.", (records, place) => records.Findings.ElementAtOrDefault(place), FindingDocuments.One);
        MapOne("recommendations", "One recommendation with its wordings, answers and statuses.", (records, place) => records.Recommendations.ElementAtOrDefault(place), FindingDocuments.One);

        void MapOne<TFile>(string name, string summary, Func<FindingRecords, int, TFile?> find, Func<TFile, Moment, bool, byte[]> write) where TFile : AskingFile =>
            app.MapGet($"/results/{name}/{{number:int}}.json", Task<IResult> (HttpContext context, int number) => AnswerWith(context, shelf, "", books =>
                find(books.Findings, number - 1) is { } file ? write(file, books.Tick, books.Simulated) : null)).GivesAsOf(MediaTypeNames.Application.Json, summary).WithTags("results");
    }

    // A file with a path is kept with its view; one without is written each time: of cases there are many, and of names without end.
    private static async Task<IResult> AnswerWith(HttpContext context, BookShelf shelf, string path, Func<BooksAsOf, byte[]?> write)
    {
        if (Refusals.OfQuery(context, out var at) is { } wrong) return wrong;
        var asker = RateLimits.NetworkOf(context);
        var asked = at is { } size ? await shelf.AsOf(size, asker, context.RequestAborted) : new Asked<View>(await shelf.Newest(), false);
        if (asked.IsBusy) return Refusals.Busy(context);
        if (asked.Value is not { } view) return Results.NotFound();

        if (view.FindFile(path) is not { } bytes)
        {
            // Of an earlier view nothing may have been computed yet: that is for the lane, and for no thread that others need.
            byte[]? Write() => path.Length > 0 ? view.File(path, write) : write(view.Books);
            var coming = at is null ? Task.FromResult(Write()) : shelf.Begin(asker, Write, context.RequestAborted);
            if (coming is null) return Refusals.Busy(context);
            if (await coming is not { } written) return Results.NotFound();
            bytes = written;
        }

        context.Response.Headers.CacheControl = at is null ? "no-cache" : "public, max-age=3600";
        context.Response.Headers["Saksei-Checkpoint"] = view.Size.ToString(CultureInfo.InvariantCulture);
        return Results.Bytes(bytes, "application/json", entityTag: EntityTags.Of(bytes));
    }
}
