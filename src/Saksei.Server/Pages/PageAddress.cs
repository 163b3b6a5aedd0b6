using System.Collections.Immutable;
using System.Text;
using Saksei.Words;

namespace Saksei.Server.Pages;

/// <summary>
/// What a page is asked by: language, path, and those parts of the query that a page may depend on. Nothing else of a request reaches
/// a page, so pages of one address are one page.
/// </summary>
internal sealed record PageAddress(string Language, string Path, ImmutableArray<(string Name, string Value)> Query, Numerals Numerals, string At)
{
    // What pages ask for beside their path: it goes with the reader into another language, and nothing else does.
    private static readonly string[] Names =
    [
        Contest, "q", "page", "hanging", "seen", "deadlines", "state", "since", "constituency", "counting", "ordered", "question", "grouping", "group", "answer", "stratum", "one-side", "each",
        "figure", "organisations", "organisation", "area", "checklist", "choice", "by", "priority", "party", "place", "kind", "template", "check", "order",
    ];

    /// <summary>The part of the query that says whose figures are shown, where an election has several contests.</summary>
    internal const string Contest = "contest";

    private const int LongestValue = 200;
    private const int MostValues = 32;

    /// <summary>Whether the reader asked for a checkpoint.</summary>
    internal bool IsPinned => At.Length > 0;

    /// <summary>The address as one word, the same for each way of writing it; without the checkpoint.</summary>
    internal string Key { get; } = KeyOf(Language, Path, Query, Numerals, At.Length > 0);

    /// <summary>The first value of a name, or nothing.</summary>
    internal string this[string name] => Query.FirstOrDefault(part => part.Name == name).Value ?? "";

    /// <summary>All values of a name.</summary>
    internal IEnumerable<string> All(string name) => Query.Where(part => part.Name == name).Select(part => part.Value);

    /// <summary>The address of a request whose path begins with this language.</summary>
    internal static PageAddress Of(HttpRequest request, string language, Func<string, Numerals> numerals)
    {
        var path = (request.Path.Value ?? "")[(language.Length + 1)..].TrimEnd('/');
        if (!request.QueryString.HasValue) return new PageAddress(language, path, [], Numerals.Latin, "");
        var query = request.Query;
        return new PageAddress(language, path, [.. Values(query).Take(MostValues)], numerals(query["digits"].ToString()), Cut(query["at"].ToString()));
    }

    private static IEnumerable<(string, string)> Values(IQueryCollection query) =>
        from name in Names
        from value in query[name]
        select (name, Cut(value ?? ""));

    private static string Cut(string text) => text.Length > LongestValue ? text[..LongestValue] : text;

    private static string KeyOf(string language, string path, ImmutableArray<(string Name, string Value)> query, Numerals numerals, bool isPinned)
    {
        if (query.IsEmpty && numerals.IsLatin && !isPinned) return language + path;
        var key = new StringBuilder(language).Append(path).Append('?').Append(numerals.Code).Append(isPinned ? 'p' : 'n');
        foreach (var (name, value) in query) key.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return key.ToString();
    }
}
