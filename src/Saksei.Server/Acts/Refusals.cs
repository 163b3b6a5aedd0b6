using Saksei.Words;

namespace Saksei.Server.Acts;

/// <summary>Refusals that depend on how much the server has to do, and on nothing that was handed in.</summary>
internal static class Refusals
{
    /// <summary>Too much of this waits already.</summary>
    internal static IResult Busy(HttpContext context)
    {
        const string code = "server-busy";
        context.Response.Headers.RetryAfter = ActAnswers.RetryAfter(code);
        return Results.Json(new ActRefused(code, "", TextBook.Message(code), null), statusCode: ActAnswers.StatusOf(code));
    }
}
