using System.Globalization;
using Saksei.Node;
using Saksei.Register.Notes;

namespace Saksei.Server.Acts;

/// <summary><c>POST /enrolments</c> takes a phone's answer to a slip, <c>GET /enrolments</c> gives an organisation's to its desk, <c>GET /enrolments/key</c> says whether the register knows a key.</summary>
internal static class EnrolmentEndpoints
{
    internal static void Map(WebApplication app, RegisterHost host)
    {
        var box = new EnrolmentBox();
        app.MapPost("/enrolments", (HttpContext context, CancellationToken cancellation) => Put(context, box, host, cancellation))
            .WithName("PutEnrolment").WithSummary("Takes a phone's answer to a slip into the letter box.").WithTags("enrolments")
            .Accepts<string>("text/plain", "*/*").Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status413PayloadTooLarge);
        app.MapGet("/enrolments", (string organisation) => Results.Text(box.Of(organisation)))
            .WithName("ListEnrolments").WithSummary("An organisation's answers that its desk hasn't taken, one behind the other.").WithTags("enrolments").Produces<string>(contentType: "text/plain");
        app.MapGet("/enrolments/key", (string name) => Results.Json(new { state = StateOf(host, name) }))
            .WithName("GetEnrolmentOfKey").WithSummary("Whether the register knows a key: unknown, enrolled, revoked.").WithTags("enrolments").Produces(StatusCodes.Status200OK, contentType: "application/json");
    }

    private static async Task<IResult> Put(HttpContext context, EnrolmentBox box, RegisterHost host, CancellationToken cancellation)
    {
        if (context.Request.ContentLength is not (> 0 and <= EnrolmentBox.MostBytes and var length)) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var bytes = new byte[length];
        await context.Request.Body.ReadExactlyAsync(bytes, cancellation);
        var isTaken = box.Put(bytes, organisation => host.Read(fold => fold.Organisations.All.ContainsKey(organisation)));
        return isTaken ? Results.Ok() : Results.BadRequest();
    }

    // By the fold itself and not by a page's view: who waits for the desk learns at once.
    private static string StateOf(RegisterHost host, string name)
    {
        if (name.Length < 10 || name[^9] != '+' || !uint.TryParse(name.AsSpan(name.Length - 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)) return "unknown";
        var state = host.Read(fold => fold.Organisations.FindKey(new KeyName(name[..^9], id)));
        return state is null ? "unknown" : state.RevokedAt is null ? "enrolled" : "revoked";
    }
}
