using System.Text.Json;

namespace Saksei.Election.Definition.Rules;

/// <summary>What docs/spec/form.md asks of a form beyond its shape.</summary>
internal static class FormRules
{
    private const int LengthOfCheckCode = 4;

    internal static void Check(byte[] document, ProblemList problems)
    {
        var rules = new DocumentRules(document, problems);
        using var json = JsonDocument.Parse(document);
        var form = json.RootElement;
        rules.Names(form, "");
        rules.Kebab("code", Text(form, "code"));
        JsonElement[] fields = [.. form.GetProperty("fields").EnumerateArray()], checks = [.. form.GetProperty("checks").EnumerateArray()];
        for (var at = 0; at < fields.Length; at++) Field(fields[at], $"fields[{at}]", rules);
        rules.Once([FormSums.Votes, .. fields.Select(field => Text(field, "code"))], at => $"fields[{at - 1}].code", "field-code-taken");
        Meanings(fields, rules);
        HashSet<string> known = [FormSums.Votes, .. fields.Select(field => Text(field, "code"))];
        for (var at = 0; at < checks.Length; at++) Check(checks[at], $"checks[{at}]", known, rules);
        rules.Once([.. checks.Select(check => Text(check, "code"))], at => $"checks[{at}].code");
        Digits(form.GetProperty("digits"), rules);
        rules.Require(form.GetProperty("maximum").GetInt32() > 0, "number-zero", "maximum", "0");
    }

    private static string Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static void Field(JsonElement field, string path, DocumentRules rules)
    {
        rules.Kebab(path + ".code", Text(field, "code"));
        if (field.TryGetProperty("mark", out _)) rules.Require(HeadCodes.IsMark(Text(field, "mark")), "mark-malformed", path + ".mark", Text(field, "mark"));
    }

    private static void Meanings(JsonElement[] fields, DocumentRules rules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < fields.Length; at++)
            if (Text(fields[at], "meaning") is { Length: > 0 } meaning && !seen.Add(meaning)) rules.Wrong("meaning-twice", $"fields[{at}].meaning", meaning);
    }

    private static void Check(JsonElement check, string path, HashSet<string> known, DocumentRules rules)
    {
        var code = Text(check, "code");
        var isWellFormed = code.Length == LengthOfCheckCode && code[0] is 'E' or 'W' && code.Skip(1).All(char.IsAsciiDigit);
        rules.Require(isWellFormed, "check-code-malformed", path + ".code", code);
        if (isWellFormed) rules.Require(code[0] == 'E' == (Text(check, "severity") == "error"), "check-severity-differs", path + ".severity", code);
        foreach (var side in new[] { "left", "right" })
        {
            string[] codes = [.. check.GetProperty(side).EnumerateArray().Select(item => item.GetString() ?? "")];
            rules.Require(codes.Length > 0, "check-side-empty", $"{path}.{side}", code);
            rules.Once(codes, at => $"{path}.{side}[{at}]", "check-field-twice");
            for (var at = 0; at < codes.Length; at++) rules.Require(known.Contains(codes[at]), "check-field-unknown", $"{path}.{side}[{at}]", codes[at]);
        }
    }

    private static void Digits(JsonElement digits, DocumentRules rules)
    {
        string[] words = [.. digits.EnumerateArray().Select(item => item.GetString() ?? "")];
        rules.Require(words.Length > 0, "digits-missing", "digits", "");
        rules.Once(words, at => $"digits[{at}]");
    }
}
