using System.Text.Json;

namespace Saksei.Election.Definition.Rules;

/// <summary>Collects all that is wrong with a document whose shape is right, each where it stands.</summary>
internal sealed class DocumentRules(byte[] document, ProblemList problems)
{
    private static readonly HashSet<string> NamesFields = new(["names", "note"], StringComparer.Ordinal);

    // It has no names, and its own reader, which has told what is wrong with it.
    private const string SeatRule = "seatRule";

    private readonly JsonPlaces _places = JsonPlaces.Of(document);

    internal void Wrong(string code, string path, string detail) => problems.Add(code, detail, _places.At(path));

    internal void Require(bool holds, string code, string path, string detail)
    {
        if (!holds) Wrong(code, path, detail);
    }

    internal void Kebab(string path, string text) => Require(KebabCode.Is(text), "kebab-malformed", path, text);

    /// <summary>Each of some codes once.</summary>
    internal void Once(IReadOnlyList<string> codes, Func<int, string> path, string code = "code-twice")
    {
        for (var at = 0; at < codes.Count; at++)
            if (codes.Take(at).Contains(codes[at])) Wrong(code, path(at), codes[at]);
    }

    /// <summary>Names, wherever they stand: a text a language, and none of them empty.</summary>
    internal void Names(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var (item, at) in value.EnumerateArray().Select((item, at) => (item, at))) Names(item, $"{path}[{at}]");
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var field in value.EnumerateObject().Where(field => !field.NameEquals(SeatRule)))
        {
            var own = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (NamesFields.Contains(field.Name) && field.Value.ValueKind == JsonValueKind.Object) Texts(field.Value, own);
            else Names(field.Value, own);
        }
    }

    private void Texts(JsonElement names, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in names.EnumerateObject())
        {
            var own = $"{path}.{text.Name}";
            if (!HeadCodes.IsLanguage(text.Name)) Wrong("language-malformed", own, text.Name);
            if (!seen.Add(text.Name)) Wrong("field-twice", own, text.Name);
            if (text.Value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(text.Value.GetString())) Wrong("text-empty", own, text.Name);
        }
    }
}
