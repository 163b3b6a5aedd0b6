using System.Globalization;
using Saksei.Words;

namespace Saksei.Server.Acts;

/// <summary>Refusals that no act has anything to do with: the server has too much to do, or an address says what it can't.</summary>
internal static class Refusals
{
    private const int MostDetail = 64;

    /// <summary>Why an address of a file can't be answered; null where it can. A size that is read stands in <paramref name="at"/>.</summary>
    internal static IResult? OfQuery(HttpContext context, out long? at)
    {
        at = null;
        var query = context.Request.Query;
        if (query.TryGetValue("contest", out var contest)) return Wrong("contest-not-chosen", contest.ToString());
        if (!query.TryGetValue("at", out var text)) return null;
        if (!long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return Wrong("checkpoint-size-malformed", text.ToString());
        at = size;
        return null;
    }

    private static IResult Wrong(string code, string detail) =>
        Results.Json(new ActRefused(code, detail.Length <= MostDetail ? detail : detail[..MostDetail], TextBook.Message(code), null), statusCode: StatusCodes.Status400BadRequest);

    /// <summary>Too much of this waits already.</summary>
    internal static IResult Busy(HttpContext context)
    {
        const string code = "server-busy";
        context.Response.Headers.RetryAfter = ActAnswers.RetryAfter(code);
        return Results.Json(new ActRefused(code, "", TextBook.Message(code), null), statusCode: ActAnswers.StatusOf(code));
    }
}
