using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Saksei.Election;

namespace Saksei.Cli.Commands;

/// <summary>Which field of an act a refusal is about: the one that holds the word it names, or the one that the rule asks for.</summary>
internal static class RefusedField
{
    private static readonly string[] Header = ["kind", "nonce", "at", "signers"];

    // Rules that ask for a field, or whose word stands in no field or in another one.
    private static readonly FrozenDictionary<string, string[]> Asked = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["answer-of-another"] = ["finding", "recommendation"],
        ["answer-reported"] = ["finding", "recommendation"],
        ["wording-of-another"] = ["recommendation"],
        ["report-of-another"] = ["previous", "own"],
        ["task-of-another"] = ["incident"],
        ["stale-edit"] = ["previous"],
        ["evidence-missing"] = ["evidence"],
        ["due-missing"] = ["due"],
        ["wording-missing"] = ["wording"],
        ["opinions-missing"] = ["opinions"],
        ["contest-missing"] = ["contest"],
        ["article-missing"] = ["article"],
        ["ground-missing"] = ["ground"],
        ["place-not-one"] = ["station", "unit"],
        ["team-zero"] = ["team"],
        ["key-unknown"] = ["signers"],
        ["signature-wrong"] = ["signers"],
        ["signer-unknown"] = ["signers"],
        ["signer-revoked"] = ["signers"],
        ["role-not-allowed"] = ["signers"],
        ["office-not-held"] = ["signers"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What a reader refuses without a word, by what is wrong with a text: the line of an act has no blanks but in one.
    private static readonly FrozenDictionary<string, Func<string, bool>> Wrong = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["white-space"] = text => text.Any(c => c <= ' '),
        ["text-length"] = text => text.Length == 0,
        ["code-not-ascii"] = text => text.Any(c => c is < '!' or > '~'),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Its path, such as <c>answers[2].choices[0]</c>; empty where the refusal is about the whole act.</summary>
    internal static string Of(JsonElement act, string code, string detail)
    {
        if (act.ValueKind != JsonValueKind.Object) return "";
        if (code is "field-missing" or "field-unknown" or "field-twice") return detail;
        if (Asked.TryGetValue(code, out var asked)) return asked.FirstOrDefault(name => act.TryGetProperty(name, out _)) ?? asked.FirstOrDefault(Names(act).Contains) ?? "";
        if (Wrong.TryGetValue(code, out var isWrong)) return Find(act, value => value.ValueKind == JsonValueKind.String && isWrong(value.GetString()!));
        string[] words = [detail, .. detail.Split((char[])[' ', ':'], StringSplitOptions.RemoveEmptyEntries)];
        return First(words.Where(word => word.Length > 0).SelectMany(word => new[] { Find(act, value => Holds(value, word)), FindName(act, word) }));
    }

    private static IEnumerable<string> Names(JsonElement act) => act.TryGetProperty("kind", out var word) && word.ValueKind == JsonValueKind.String
        ? ActKinds.All.Where(kind => word.ValueEquals(kind.Name)).SelectMany(kind => kind.Fields).Select(field => field.Name) : [];

    private static bool Holds(JsonElement value, string word) => value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(word),
        JsonValueKind.Number => value.GetRawText() == word,
        _ => false,
    };

    private static string Find(JsonElement act, Func<JsonElement, bool> isIt) => First(Below(act, "").Where(one => isIt(one.Value)).Select(one => one.Path));

    // A reader names the field whose value it couldn't read.
    private static string FindName(JsonElement act, string name) => First(Below(act, "").Select(one => one.Path).Where(path => path == name || path.EndsWith("." + name, StringComparison.Ordinal)));

    private static IEnumerable<(JsonElement Value, string Path)> Below(JsonElement value, string path)
    {
        IEnumerable<(JsonElement Value, string Path)> inner = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Where(member => path.Length > 0 || !Header.Contains(member.Name)).Select(member => (member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
            JsonValueKind.Array => value.EnumerateArray().Select((item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"))),
            _ => [],
        };
        return inner.SelectMany(one => Below(one.Value, one.Path).Prepend(one));
    }

    private static string First(IEnumerable<string> paths) => paths.FirstOrDefault(path => path.Length > 0, "");
}
