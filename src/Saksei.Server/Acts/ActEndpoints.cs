using Saksei.Node;
using Saksei.Server.Books;
using Saksei.Server.Log;

namespace Saksei.Server.Acts;

/// <summary><c>POST /acts</c> and <c>POST /acts/preview</c>: a signed note as the body, at most 65,535 bytes, alone or with the files that it names.</summary>
internal static class ActEndpoints
{
    internal static void Map(WebApplication app, RegisterHost host, PublishedSizes sizes, ActQueue queue)
    {
        Describe<ActAnswer>(app.MapPost("/acts", (HttpContext context, CancellationToken cancellation) => Post(context, host, sizes, queue, cancellation)))
            .WithName("PostAct")
            .WithSummary("Appends a signed act.")
            .WithDescription("The body is a signed note (saksei/act/v1), or multipart/form-data with the note first and then the files that the act names. The answer comes once the act is durable: its place, what the rules made of it, "
                + "and a receipt. The same note again gets the same place and receipt. An act that breaks a rule is appended too, and is void.");
        Describe<ActPreview>(app.MapPost("/acts/preview", (HttpContext context, CancellationToken cancellation) => Preview(context, host, queue, cancellation)))
            .WithName("PreviewAct")
            .WithSummary("Says what would become of a signed act.")
            .WithDescription("The same door and the same rules as for POST /acts; nothing is appended.");
    }

    private static RouteHandlerBuilder Describe<T>(RouteHandlerBuilder endpoint) => endpoint

        // A note is a note whatever its sender calls it: curl says it is a form, and a refusal must bear a code and a signature.
        .Accepts<string>("text/plain", "multipart/form-data", "*/*")
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
        var body = await ActBody.Read(context.Request, queue.ExamineWithoutFiles, cancellation);
        var note = body.Note;
        if (body.Code.Length > 0) return ActAnswers.Refuse(host, note, body.Code, body.Detail);
        if (!host.IsWritable) return ActAnswers.Refuse(host, note, "register-read-only", "");
        var handled = await queue.Submit(body, cancellation);
        if (handled.Submitted is not { } submitted) return ActAnswers.Refuse(host, note, handled.Admission.Code, handled.Admission.Detail);
        var receipt = LogEndpoints.ReceiptOf(host.Store, sizes, submitted.Index) ?? throw new InvalidDataException("an appended act has no checkpoint");

        // Its signer can sign one text in many ways: the act is the same, the leaf that the receipt proves is the first one.
        var isAsPresented = host.Store.ReadEntries(submitted.Index, submitted.Index + 1).First().AsSpan().SequenceEqual(note);
        return Results.Json(ActAnswers.Stored(submitted, receipt, isAsPresented));
    }

    private static async Task<IResult> Preview(HttpContext context, RegisterHost host, ActQueue queue, CancellationToken cancellation)
    {
        var body = await ActBody.Read(context.Request, queue.ExamineWithoutFiles, cancellation);
        var note = body.Note;
        if (body.Code.Length > 0) return ActAnswers.Refuse(host, note, body.Code, body.Detail);
        var (admission, outcome) = queue.Preview(body);
        if (admission.Signed is not { } signed) return ActAnswers.Refuse(host, note, admission.Code, admission.Detail);
        var index = host.IsWritable ? host.Find(signed.Identity) : null;
        return Results.Json(ActAnswers.Previewed(signed, index is { } place ? host.OutcomeOf(place) : outcome, index));
    }
}
