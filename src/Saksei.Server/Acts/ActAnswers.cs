using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Words;

namespace Saksei.Server.Acts;

/// <summary>What became of an act that is in the register.</summary>
/// <param name="Index">Its place in the register.</param>
/// <param name="Act">SHA-256 of its text, in hexadecimal.</param>
/// <param name="Outcome"><c>applied</c>, or <c>void</c>: it is in the register and changes no figure.</param>
/// <param name="Code">The rule by which it is void; absent where it took effect.</param>
/// <param name="Detail">What the rule is about; absent where it took effect.</param>
/// <param name="Message">The rule in words, by language; absent where it took effect.</param>
/// <param name="Receipt">A tlog-proof: shows without any network that the act is in the register.</param>
/// <param name="OtherSignatures">True where the register holds the act with other signatures than those presented, which hold too; else absent.</param>
public sealed record ActAnswer(
    [property: Description("Place in the register.")] long Index,
    [property: Description("SHA-256 of the act's text, hexadecimal.")] string Act,
    [property: Description("applied, or void.")] string Outcome,
    string? Code, string? Detail, IReadOnlyDictionary<string, string>? Message,
    [property: Description("The receipt, a C2SP tlog-proof.")] string Receipt,
    [property: Description("True where the note at this place has other signatures, which hold too: the receipt is for that note.")] bool? OtherSignatures);

/// <summary>What would become of an act; nothing was appended.</summary>
/// <param name="Act">SHA-256 of its text, in hexadecimal.</param>
/// <param name="Outcome"><c>applied</c> or <c>void</c>.</param>
/// <param name="Code">The rule by which it would be void.</param>
/// <param name="Detail">What the rule is about.</param>
/// <param name="Message">The rule in words, by language.</param>
/// <param name="Index">Its place where it is in the register already; otherwise absent.</param>
/// <param name="Warnings">What it says that its author may not mean; absent where there is nothing.</param>
public sealed record ActPreview(string Act, string Outcome, string? Code, string? Detail, IReadOnlyDictionary<string, string>? Message, long? Index, IReadOnlyList<ActWarning>? Warnings);

/// <summary>Something that an act says and its author may not mean: it would take effect all the same.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Message">The code in words, by language.</param>
public sealed record ActWarning(string Code, IReadOnlyDictionary<string, string> Message);

/// <summary>Why a note isn't appended.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Detail">What it is about; may be empty.</param>
/// <param name="Message">The code in words, by language.</param>
/// <param name="Refusal">The refusal, signed by the log: proof that the note was handed in and turned away. Absent where the log's key isn't here.</param>
public sealed record ActRefused(string Code, string Detail, IReadOnlyDictionary<string, string> Message, string? Refusal);

/// <summary>Puts answers together.</summary>
internal static class ActAnswers
{
    /// <summary>The first line of a refusal.</summary>
    internal const string RefusalFormat = "saksei/refusal/v1";

    internal static ActAnswer Stored(Submitted submitted, byte[] receipt)
    {
        var (outcome, code, detail, message) = Words(submitted.Outcome);
        return new ActAnswer(submitted.Index, submitted.Identity.ToHex(), outcome, code, detail, message, Encoding.UTF8.GetString(receipt), submitted.IsAsPresented ? null : true);
    }

    internal static ActPreview Previewed(SignedAct act, Outcome outcome, long? index, ImmutableArray<string> warnings)
    {
        var (word, code, detail, message) = Words(outcome);
        return new ActPreview(act.Identity.ToHex(), word, code, detail, message, index, warnings.IsEmpty ? null : [.. warnings.Select(warning => new ActWarning(warning, TextBook.Message(warning)))]);
    }

    /// <summary>After how many seconds a refused note may be sent again; null where that wouldn't help.</summary>
    internal static string? RetryAfter(string code) => code switch
    {
        "server-busy" => "1",
        "register-taken-over" or "too-many-requests" => "10",
        _ => null,
    };

    /// <summary>The status of a refusal, by its code.</summary>
    internal static int StatusOf(string code) => code switch
    {
        "act-too-long" or "upload-too-long" => StatusCodes.Status413PayloadTooLarge,
        "key-unknown" or "signature-wrong" or "origin-differs" => StatusCodes.Status403Forbidden,
        "register-read-only" or "restored-unproved" or "register-behind" or "register-forked" or "cosigners-not-asked" or "register-taken-over" or "server-busy" => StatusCodes.Status503ServiceUnavailable,
        "too-many-requests" => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };

    internal static IResult Refuse(RegisterHost host, ReadOnlySpan<byte> received, string code, string detail) =>
        Results.Json(new ActRefused(code, detail, TextBook.Message(code), SignedRefusal(host, received, code)), statusCode: StatusOf(code));

    private static string? SignedRefusal(RegisterHost host, ReadOnlySpan<byte> received, string code)
    {
        if (host.Keys.Find(host.Origin) is not { } log) return null;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("act", Hash.OfBytes(received).ToHex());
            json.WriteString("code", code);
            json.WriteString("at", host.Desk.Now().ToString());
            json.WriteEndObject();
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{RefusalFormat}\n{host.Origin}\n{Encoding.UTF8.GetString(stream.ToArray())}\n");
        return Encoding.UTF8.GetString(SignedNote.Sign(Encoding.UTF8.GetBytes(text), log));
    }

    private static (string Outcome, string? Code, string? Detail, IReadOnlyDictionary<string, string>? Message) Words(Outcome outcome) => outcome.IsApplied
        ? ("applied", null, null, null)
        : ("void", outcome.VoidCode, outcome.Detail, TextBook.Message(outcome.VoidCode));
}
