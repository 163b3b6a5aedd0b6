using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Serialization;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Server.Hosting;

namespace Saksei.Server.Acts;

/// <summary><c>POST /enrolments</c> takes a phone's answer to a slip, <c>GET /enrolments</c> gives an organisation's to its desk, <c>GET /enrolments/key</c> says whether the register knows a key.</summary>
/// <param name="host">The register.</param>
/// <param name="box">The letter box.</param>
/// <param name="readers">Desks that may read at once.</param>
internal sealed class EnrolmentEndpoints(RegisterHost host, LetterBox<EnrolmentAnswer> box, Budget readers)
{
    private const int AnswersAtOnce = 256;

    internal void Map(WebApplication app)
    {
        app.MapPost("/enrolments", Put)
            .WithName("PutEnrolment").WithSummary("Takes a phone's answer to a slip into the letter box.").WithTags("enrolments")
            .Accepts<string>("text/plain", "*/*").Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status413PayloadTooLarge);
        app.MapGet("/enrolments", List)
            .WithName("ListEnrolments").WithSummary("An organisation's answers whose keys the register doesn't know, one behind the other.").WithTags("enrolments")
            .Produces<string>(contentType: MediaTypeNames.Text.Plain).Produces(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/enrolments/key", (string name) => Results.Json(StateOf(name)))
            .WithName("GetEnrolmentOfKey").WithSummary("Whether the register knows a key (unknown, enrolled, revoked), the key itself, and the units and stations about which it signs where it has a scope.").WithTags("enrolments").Produces(StatusCodes.Status200OK, contentType: "application/json");
    }

    private async Task<IResult> Put(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.ContentLength is not (> 0 and <= EnrolmentAnswer.MostBytes and var length)) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var bytes = new byte[length];
        await context.Request.Body.ReadExactlyAsync(bytes, cancellation);
        if (EnrolmentAnswer.Read(bytes, host.Founding.Log) is not { } answer) return Results.BadRequest();
        if (!host.Read(fold => fold.Organisations.All.ContainsKey(answer.Organisation))) return Results.BadRequest();
        if (host.Read(fold => fold.Organisations.FindKey(answer.Key)) is not null) Forget(answer.Key);
        else box.Put(answer, RateLimits.NetworkOf(context));
        return Results.Ok();
    }

    private IResult List(HttpContext context, string organisation) =>
        readers.Take(RateLimits.NetworkOf(context)) is { } place
            ? Results.Stream(stream => Write(stream, organisation, place, context.RequestAborted), "text/plain; charset=utf-8")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

    // A few at a time, as the desk takes them: a full box is never put together.
    private async Task Write(Stream stream, string organisation, IDisposable place, CancellationToken cancellation)
    {
        using var _ = place;
        var (number, last) = (0L, box.Last);
        while (number < last && box.Behind(organisation, number, AnswersAtOnce) is { Count: > 0 } answers)
        {
            if (ForgetKnown(answers)) continue;
            foreach (var (_, answer) in answers) await stream.WriteAsync(answer.Bytes, cancellation);
            number = answers[^1].Number;
        }
    }

    private bool ForgetKnown(IReadOnlyList<(long Number, EnrolmentAnswer Letter)> answers)
    {
        var known = host.Read(fold => answers.Where(answer => fold.Organisations.FindKey(answer.Letter.Key) is not null).ToList());
        foreach (var (_, answer) in known) Forget(answer.Key);
        return known.Count > 0;
    }

    private void Forget(KeyName key) => box.Forget(key.Name, answer => answer.Key == key);

    // By the fold itself and not by a page's view: who waits for the desk learns at once.
    private EnrolledState StateOf(string name)
    {
        if (name.Length < 10 || name[^9] != '+' || !uint.TryParse(name.AsSpan(name.Length - 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)) return EnrolledState.Unknown;
        var key = new KeyName(name[..^9], id);
        if (host.Read(fold => fold.Organisations.FindKey(key)) is not { } state) return EnrolledState.Unknown;
        Forget(key);
        var word = state.RevokedAt is null ? "enrolled" : "revoked";
        return state.Scope.IsEverywhere ? new EnrolledState(word, state.Key.Text) : new EnrolledState(word, state.Key.Text, state.Scope.Units, state.Scope.Stations);
    }

    /// <summary>How a key stands, the key itself, and the places about which it signs; left out where it signs everywhere.</summary>
    private sealed record EnrolledState(
        string State, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Units = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Stations = null)
    {
        internal static EnrolledState Unknown { get; } = new("unknown");
    }
}
