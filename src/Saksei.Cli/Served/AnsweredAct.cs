using System.Text;
using System.Text.Json;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cli.Served;

/// <summary>What a server answered to an act that it took.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Leaf">The leaf that stands there.</param>
/// <param name="Void">By which rule it is void; empty where it took effect.</param>
/// <param name="Receipt">The receipt, as it was handed out.</param>
internal sealed record AnsweredAct(long Index, Hash Leaf, string Void, ReadOnlyMemory<byte> Receipt)
{
    /// <summary>
    /// Reads an answer as its receiver has to: it is only as good as its receipt, which must show this note at this place in the register
    /// of this key. Null with a code where it doesn't.
    /// </summary>
    internal static AnsweredAct? Read(JsonElement answer, ReadOnlyMemory<byte> note, Hash identity, VerifierKey log, out string code)
    {
        code = "answer-differs";
        if (!IsAbout(answer, identity)) return null;
        var bytes = Encoding.UTF8.GetBytes(Word(answer, "receipt"));
        if (Saksei.Register.Notes.Receipt.Parse(bytes) is not { } receipt) code = "receipt-malformed";
        else if (answer.TryGetProperty("index", out var index) && index.TryGetInt64(out var place) && place == receipt.Index)
        {
            var leaf = Hash.OfLeaf(note.Span);
            code = receipt.Check(leaf, log, out _);
            if (code.Length == 0) return new AnsweredAct(place, leaf, Word(answer, "outcome") == "void" ? Word(answer, "code") : "", bytes);
        }

        return null;
    }

    /// <summary>Whether an answer says what became of this act.</summary>
    internal static bool IsAbout(JsonElement answer, Hash identity) => Word(answer, "act") == identity.ToHex() && Word(answer, "outcome") is ("applied" or "void");

    private static string Word(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
