using Saksei.Register.Tiles;
using Saksei.Server.Books;
using Saksei.Server.Log;
using Saksei.Server.Registers;

namespace Saksei.Server.Acts;

/// <summary><c>POST /acts</c> and <c>POST /acts/preview</c>: a signed note as the body, at most 65,535 bytes.</summary>
internal static class ActEndpoints
{
    private const int MaximumBytes = EntryBundle.MaximumRecordBytes;

    internal static void Map(WebApplication app, RegisterHost host, PublishedSizes sizes, ActQueue queue)
    {
        Describe<ActAnswer>(app.MapPost("/acts", (HttpContext context, CancellationToken cancellation) => Post(context, host, sizes, queue, cancellation)))
            .WithName("PostAct")
            .WithSummary("Appends a signed act.")
            .WithDescription("The body is a signed note (saksei/act/v1). The answer comes once the act is durable: its place, what the rules made of it, "
                + "and a receipt. The same note again gets the same place and receipt. An act that breaks a rule is appended too, and is void.");
        Describe<ActPreview>(app.MapPost("/acts/preview", (HttpContext context, CancellationToken cancellation) => Preview(context, host, queue, cancellation)))
            .WithName("PreviewAct")
            .WithSummary("Says what would become of a signed act.")
            .WithDescription("The same door and the same rules as for POST /acts; nothing is appended.");
    }

    private static RouteHandlerBuilder Describe<T>(RouteHandlerBuilder endpoint) => endpoint

        // A note is a note whatever its sender calls it: curl says it is a form, and a refusal must bear a code and a signature.
        .Accepts<string>("text/plain", "*/*")
        .Produces<T>()
        .Produces<ActRefused>(StatusCodes.Status400BadRequest)
        .Produces<ActRefused>(StatusCodes.Status403Forbidden)
        .Produces<ActRefused>(StatusCodes.Status413PayloadTooLarge)
        .Produces<ActRefused>(StatusCodes.Status429TooManyRequests)
        .Produces<ActRefused>(StatusCodes.Status503ServiceUnavailable)
        .WithTags("acts");

    private static async Task<IResult> Post(
        HttpContext context, RegisterHost host, PublishedSizes sizes, ActQueue queue, CancellationToken cancellation)
    {
        var (note, whole) = await Read(context.Request, cancellation);
        if (!whole) return ActAnswers.Refuse(host, note, "act-too-long", "");
        if (!host.IsWritable) return ActAnswers.Refuse(host, note, "register-read-only", "");
        var handled = await queue.Submit(note, cancellation);
        if (handled.Submitted is not { } submitted) return ActAnswers.Refuse(host, note, handled.Admission.Code, handled.Admission.Detail);
        var receipt = LogEndpoints.ReceiptOf(host.Store, sizes, submitted.Index) ?? throw new InvalidDataException("an appended act has no checkpoint");
        return Results.Json(ActAnswers.Stored(submitted, receipt));
    }

    private static async Task<IResult> Preview(HttpContext context, RegisterHost host, ActQueue queue, CancellationToken cancellation)
    {
        var (note, whole) = await Read(context.Request, cancellation);
        if (!whole) return ActAnswers.Refuse(host, note, "act-too-long", "");
        var (admission, outcome) = queue.Preview(note);
        if (admission.Signed is not { } signed) return ActAnswers.Refuse(host, note, admission.Code, admission.Detail);
        var index = host.IsWritable ? host.Find(signed.Identity) : null;
        return Results.Json(ActAnswers.Previewed(signed, index is { } place ? host.OutcomeOf(place) : outcome, index));
    }

    // Nothing is read of a body that says it is too long, and of one that doesn't say no more than one byte over the limit.
    private static async Task<(byte[] Bytes, bool Whole)> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaximumBytes) return ([], false);
        var buffer = new byte[MaximumBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return (buffer[..length], length <= MaximumBytes);
    }
}
