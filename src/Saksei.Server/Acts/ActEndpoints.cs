using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Tiles;
using Saksei.Server.Hosting;

namespace Saksei.Server.Acts;

/// <summary>What the two ways to hand in an act work with.</summary>
/// <param name="Host">The register.</param>
/// <param name="Door">Examines notes.</param>
/// <param name="Writer">Appends acts.</param>
/// <param name="Keys">How many acts one key may hand in.</param>
/// <param name="Previews">Where previews are computed.</param>
/// <param name="Uploads">Bytes of files that may be on their way in.</param>
internal sealed record ActDesks(RegisterHost Host, ActDoor Door, ActWriter Writer, KeyLimits Keys, SideLane Previews, Budget Uploads);

/// <summary><c>POST /acts</c> and <c>POST /acts/preview</c>: a signed note as the body, at most 65,535 bytes, alone or with the files that it names. <c>POST /acts/preview/unsigned</c>: one that nobody signed.</summary>
internal static class ActEndpoints
{
    internal static void Map(WebApplication app, ActDesks desks)
    {
        Describe<ActAnswer>(app.MapPost("/acts", (HttpContext context, CancellationToken cancellation) => Post(context, desks, cancellation)))
            .WithName("PostAct")
            .WithSummary("Appends a signed act.")
            .WithDescription("The body is a signed note (saksei/act/v1), or multipart/form-data with the note first and then the files that the act names. The answer comes once the act is durable: its place, what the rules made of it, "
                + "and a receipt. The same note again gets the same place and receipt. An act that breaks a rule is appended too, and is void.");
        Describe<ActPreview>(app.MapPost("/acts/preview", (HttpContext context, CancellationToken cancellation) => Preview(context, desks, cancellation)))
            .WithName("PreviewAct")
            .WithSummary("Says what would become of a signed act.")
            .WithDescription("The same door and the same rules as for POST /acts; nothing is appended.");
        MapUnsigned(app, desks);
    }

    private static void MapUnsigned(WebApplication app, ActDesks desks) =>
        Describe<ActPreview>(app.MapPost("/acts/preview/unsigned", (HttpContext context, CancellationToken cancellation) => PreviewUnsigned(context, desks, cancellation)))
            .WithName("PreviewUnsignedAct")
            .WithSummary("Says what would become of an act before anybody signs it.")
            .WithDescription("The note with anything in the place of its signatures, without files. Nothing is appended, and nothing that was sent could be.");

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

    private static async Task<IResult> Post(HttpContext context, ActDesks desks, CancellationToken cancellation)
    {
        using var body = await ActBody.Read(context.Request, desks, cancellation);
        if (body.Admission is not { Signed: { } signed } admission || body.Code.Length > 0) return Refuse(context, desks, body, body.Code, body.Detail);
        if (admission.Known is { } known) return Answer(desks, known);
        if (admission.Act is not { } act) return Refuse(context, desks, body, "register-read-only", "");
        if (desks.Host.WhyReadOnly is { Length: > 0 } why) return Refuse(context, desks, body, why, "");
        if (desks.Door.Missing(act, body.Brings) is { } missing) return Refuse(context, desks, body, "attachment-missing", missing.Sha256.ToHex());
        if (!desks.Keys.Take(signed.Signatures[0].Key)) return Refuse(context, desks, body, "too-many-requests", signed.Signatures[0].Key.ToString());

        // Files first: an act is in the register only with all that it names.
        foreach (var file in body.Files) desks.Host.KeepFile(file.Bytes, file.MediaType);
        var written = await desks.Writer.Submit(signed, act, cancellation);
        return written.Submitted is { } submitted ? Answer(desks, submitted) : Refuse(context, desks, body, written.Code, "");
    }

    private static async Task<IResult> Preview(HttpContext context, ActDesks desks, CancellationToken cancellation)
    {
        using var body = await ActBody.Read(context.Request, desks, cancellation);
        if (body.Admission is not { Signed: { } signed } admission || body.Code.Length > 0) return Refuse(context, desks, body, body.Code, body.Detail);
        if (admission.Known is { } known) return Results.Json(ActAnswers.Previewed(signed, known.Outcome, known.Index, []));
        if (admission.Act is not { } act) return Refuse(context, desks, body, "register-read-only", "");
        if (desks.Door.Missing(act, body.Brings) is { } missing) return Refuse(context, desks, body, "attachment-missing", missing.Sha256.ToHex());
        return await PreviewOf(context, desks, signed, act, cancellation) ?? Refuse(context, desks, body, "server-busy", "");
    }

    private static async Task<IResult> PreviewUnsigned(HttpContext context, ActDesks desks, CancellationToken cancellation)
    {
        if (context.Request.ContentLength is not (> 0 and <= EntryBundle.MaximumRecordBytes and var length)) return ActAnswers.Refuse(desks.Host, [], "act-too-long", "");
        var note = new byte[length];
        await context.Request.Body.ReadExactlyAsync(note, cancellation);
        var admission = desks.Door.ExamineUnsigned(note);
        if (admission.Signed is not { } signed || admission.Code.Length > 0) return ActAnswers.Refuse(desks.Host, note, admission.Code, admission.Detail);
        if (admission.Known is { } known) return Results.Json(ActAnswers.Previewed(signed, known.Outcome, known.Index, []));
        return (admission.Act is { } act ? await PreviewOf(context, desks, signed, act, cancellation) : null) ?? ActAnswers.Refuse(desks.Host, note, "server-busy", "");
    }

    // Null where too much waits already.
    private static async Task<IResult?> PreviewOf(HttpContext context, ActDesks desks, SignedAct signed, Act act, CancellationToken cancellation)
    {
        var preview = desks.Previews.Begin(RateLimits.NetworkOf(context), _ => desks.Host.Read(fold => (Outcome: fold.Preview(act, signed.Identity), Warnings: ActWarnings.Of(act, fold.Tick))), cancellation);
        if (preview is null) return null;
        var (outcome, warnings) = await preview;
        return Results.Json(ActAnswers.Previewed(signed, outcome, null, warnings));
    }

    private static IResult Answer(ActDesks desks, Submitted submitted)
    {
        var receipt = desks.Host.ReceiptOf(submitted.Index) ?? throw new InvalidDataException("an appended act has no checkpoint");
        return Results.Json(ActAnswers.Stored(submitted, receipt.ToBytes()));
    }

    private static IResult Refuse(HttpContext context, ActDesks desks, ActBody body, string code, string detail)
    {
        if (ActAnswers.RetryAfter(code) is { } seconds) context.Response.Headers.RetryAfter = seconds;
        return ActAnswers.Refuse(desks.Host, body.Note, code, detail);
    }
}
