using System.Text.Json;

namespace Saksei.Tests.Vectors;

/// <summary>A body that was spoilt in one place.</summary>
/// <param name="What">How, and where.</param>
/// <param name="Body">The body.</param>
/// <param name="Codes">The codes by which it may be refused.</param>
/// <param name="MayBeRead">Whether it is another act, and no wrong one, where the place allows it.</param>
/// <param name="Reach">How often it stands in a file of vectors.</param>
internal sealed record Misreading(string What, string Body, string[] Codes, bool MayBeRead = false, Reach Reach = Reach.Kind)
{
    /// <summary>The code, where it is one of those that may be.</summary>
    internal string CodeAmong(string code) => Codes.Contains(code) ? code : $"{code} is none of {string.Join(' ', Codes)}";
}

/// <summary>How often a misreading stands in a file: for each kind, for each field where a book's kinds share their fields, or once.</summary>
internal enum Reach { Kind, Field, Book }

/// <summary>All that is done to a body to spoil it, one place at a time. It works on text and knows of no kind.</summary>
internal static class Misreadings
{
    private const int HeaderFields = 4;

    // What a field that holds more than any word refuses.
    private static readonly string[] Word =
        ["word-unknown", "hash-malformed", "time-malformed", "date-malformed", "base64-malformed", "key-malformed", "key-name-malformed",
         "language-malformed", "source-malformed"];

    /// <summary>Everything near a body.</summary>
    /// <param name="body">A body that can be read.</param>
    /// <param name="envelope">Whether the header and what holds of all kinds are spoilt too.</param>
    internal static IEnumerable<Misreading> Of(string body, bool envelope)
    {
        using var document = JsonDocument.Parse(body);
        var root = Member.Of(document.RootElement);
        return [.. OfHeader(body, root), .. envelope ? OfEnvelope(body, root) : [], .. OfObject(root, "", HeaderFields, body => body)];
    }

    private static IEnumerable<Misreading> OfHeader(string body, List<Member> root)
    {
        yield return new("white space", body.Replace("\",\"at\":", "\", \"at\":", StringComparison.Ordinal), ["white-space"]);
        yield return new("header in another order", Member.Text([root[1], root[0], .. root.Skip(2)]), ["header-order"]);
    }

    private static IEnumerable<Misreading> OfEnvelope(string body, List<Member> root)
    {
        for (var i = 0; i < HeaderFields; i++)
            yield return new($"header without {root[i].Name}", Member.Text(Without(root, i)), ["header-order", "header-incomplete", "field-unknown"]);
        yield return new("header with a field twice", Member.Text([root[0], root[0], .. root.Skip(1)]), ["field-twice"]);
        yield return new("an unknown kind", Member.Text(With(root, 0, "\"register/none-such\"")), ["kind-unknown"]);
        yield return new("a nonce of 15 bytes", Member.Text(With(root, 1, "\"AAAAAAAAAAAAAAAAAAAA\"")), ["base64-malformed"]);
        yield return new("a time without an offset", Member.Text(With(root, 2, "\"2023-06-01T08:00:00\"")), ["time-malformed"]);
        yield return new("signers that didn't sign", Member.Text(With(root, 3, "[]")), ["signers-differ"]);
        yield return new("an escape", body.Replace("\"kind\":\"", "\"kind\":\"\\u0072", StringComparison.Ordinal), ["escape-not-allowed"]);
        yield return new("two objects", body + "{}", ["json-malformed"]);
        yield return new("no end", body[..^1], ["json-malformed"]);
        yield return new("no object", "[]", ["object-expected"]);
    }

    private static IEnumerable<Misreading> OfObject(List<Member> members, string path, int from, Func<string, string> around)
    {
        var nested = path.Length > 0;
        var (own, reach) = nested ? (Reach.Book, Reach.Book) : (Reach.Kind, Reach.Field);
        yield return new($"{path}unknown field", around(Member.Text([.. members, new("none-such", "1")])), ["field-unknown"], nested, own);
        if (members.Count > from) yield return new($"{path}{members[from].Name} twice", around(Member.Text([.. members, members[from]])), ["field-twice"], false, own);
        for (var i = from; i < members.Count; i++)
        {
            var (at, name) = (i, path + members[i].Name);
            yield return new($"without {name}", around(Member.Text(Without(members, i))), ["field-missing"], true, own);
            foreach (var spoilt in OfValue(members[i].Value, name, reach, value => around(Member.Text(With(members, at, value))))) yield return spoilt;
        }
    }

    private static IEnumerable<Misreading> OfValue(string value, string path, Reach reach, Func<string, string> around) => value[0] switch
    {
        '{' => OfObjectValue(value, path, reach, around),
        '[' => OfArray(value, path, reach, around),
        '"' => OfText(path, reach, around),
        't' or 'f' => [new($"{path} as a text", around("\"true\""), ["flag-expected"], false, reach)],
        _ => OfNumber(path, reach, around),
    };

    private static IEnumerable<Misreading> OfObjectValue(string value, string path, Reach reach, Func<string, string> around)
    {
        using var document = JsonDocument.Parse(value);
        return [new($"{path} as an array", around("[]"), ["object-expected"], false, reach), .. OfObject(Member.Of(document.RootElement), path + ".", 0, around)];
    }

    // The first item stands for all.
    private static IEnumerable<Misreading> OfArray(string value, string path, Reach reach, Func<string, string> around)
    {
        using var document = JsonDocument.Parse(value);
        var whole = new Misreading($"{path} as an object", around("{}"), ["array-expected"], false, reach);
        if (document.RootElement.GetArrayLength() == 0) return [whole];
        string[] items = [.. document.RootElement.EnumerateArray().Select(item => item.GetRawText())];
        return [whole, .. OfValue(items[0], path + "[]", Reach.Book, item => around($"[{string.Join(',', [item, .. items[1..]])}]"))];
    }

    private static IEnumerable<Misreading> OfText(string path, Reach reach, Func<string, string> around) =>
    [
        new($"{path} as a number", around("7"), ["text-expected"], false, reach),
        new($"{path} empty", around("\"\""), ["text-length"], false, Reach.Book),
        new($"{path} as a word that can't stand there", around("\"none-such\""), Word, true, Reach.Book),
        new($"{path} with a letter that isn't ASCII", around("\"\u17a2\""), ["code-not-ascii", .. Word], false, Reach.Book),
    ];

    private static IEnumerable<Misreading> OfNumber(string path, Reach reach, Func<string, string> around) =>
    [
        new($"{path} as a text", around("\"7\""), ["number-expected"], false, reach),
        new($"{path} below zero", around("-1"), ["number-negative"], false, Reach.Book),
        new($"{path} with a point", around("1.0"), ["number-not-whole"], false, Reach.Book),
        new($"{path} with an exponent", around("1e2"), ["number-not-whole"], false, Reach.Book),
        new($"{path} with a leading zero", around("01"), ["json-malformed"], false, Reach.Book),
        new($"{path} too large", around("9999999999999999999"), ["number-too-large"], false, Reach.Book),
    ];

    private static List<Member> Without(List<Member> members, int at) => [.. members.Where((_, i) => i != at)];

    private static List<Member> With(List<Member> members, int at, string value) => [.. members.Select((member, i) => i == at ? member with { Value = value } : member)];

    /// <summary>A field and its value, as text: what a parsed object wouldn't keep may stand in it.</summary>
    private sealed record Member(string Name, string Value)
    {
        internal static List<Member> Of(JsonElement element) => [.. element.EnumerateObject().Select(property => new Member(property.Name, property.Value.GetRawText()))];

        internal static string Text(IEnumerable<Member> members) => "{" + string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value}")) + "}";
    }
}
