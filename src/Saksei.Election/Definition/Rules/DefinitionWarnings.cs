using System.Collections.Immutable;
using System.Globalization;

namespace Saksei.Election.Definition.Rules;

/// <summary>What doesn't fit in a definition that can be used all the same; whoever made it knows whether it is meant.</summary>
public static class DefinitionWarnings
{
    private const int MostNamed = 5;

    /// <summary>All of them; of things that are many, one that counts them.</summary>
    /// <param name="definition">A definition that was read.</param>
    /// <param name="open">Gives the bytes of a file in its folder.</param>
    public static ImmutableArray<DefinitionProblem> Of(ElectionDefinition definition, Func<string, byte[]> open)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(open);
        string FileOf(string role) => definition.Head.Files.First(file => file.Role == role).Path;
        return
        [
            .. Head(definition, open(DefinitionReader.FileName)),
            .. Places(definition).SelectMany(found => Counted(FileOf(found.Role), open(FileOf(found.Role)), found.Code, [.. found.Codes])),
        ];
    }

    private static IEnumerable<DefinitionProblem> Head(ElectionDefinition definition, byte[] document)
    {
        var (head, places) = (definition.Head, JsonPlaces.Of(document));
        DefinitionProblem Warning(string path, string code, string detail) => new(DefinitionReader.FileName, ProblemList.LineAt(document, places.At(path)), code, detail);
        if (!head.Seats.IsEmpty && head.SeatRule is null) yield return Warning("constituencies.seats", "seats-without-rule", "");
        foreach (var language in head.Languages)
            if (NamesOf(definition).Count(names => names.Find(language) is null) is var missing and > 0) yield return Warning("languages", "language-incomplete", $"{language}: {missing}");
        if (head.Published is not { } published) yield break;
        if (published.Valid + published.Invalid > published.Cast) yield return Warning("published.cast", "published-sums-differ", $"{published.Valid} + {published.Invalid} > {published.Cast}");
        if (published.Lists.Sum(list => list.Votes) is var votes && votes != published.Valid) yield return Warning("published.valid", "published-sums-differ", $"{votes} ≠ {published.Valid}");
        if (published.Cast > published.Registered) yield return Warning("published.registered", "published-sums-differ", $"{published.Cast} > {published.Registered}");
    }

    // Places and lists may lack names: those are the authority's own.
    private static IEnumerable<Names> NamesOf(ElectionDefinition definition) =>
    [
        definition.Head.Names, .. definition.Head.Sheets.Select(sheet => sheet.Names), .. definition.Head.Grounds.Select(ground => ground.Names),
        .. definition.Head.Facts.Select(fact => fact.Note), .. definition.Head.Organisations.Select(organisation => organisation.Names),
        definition.Form.Names, definition.Form.VotesNames, .. definition.Form.Fields.Select(field => field.Names), .. definition.Form.Checks.Select(check => check.Names),
    ];

    private static IEnumerable<(string Role, string Code, IEnumerable<string> Codes)> Places(ElectionDefinition definition)
    {
        var (own, lists) = (definition.Constituencies, definition.Lists);
        yield return ("lists", "list-without-constituency", lists.Where(list => !own.Any(list.StandsIn)).Select(list => list.Code));
        yield return ("units", "constituency-without-lists", own.Where(constituency => !lists.Any(list => list.StandsIn(constituency))).Select(constituency => constituency.Code));
        if (definition.Stations.IsEmpty) yield break;
        var counted = definition.Stations.Select(station => station.Constituency).ToHashSet();
        yield return ("units", "constituency-without-stations", own.Where(constituency => !counted.Contains(constituency)).Select(constituency => constituency.Code));
        yield return ("units", "unit-without-stations", definition.Units.Where(unit => unit.Children.IsEmpty && unit.Stations.IsEmpty && unit.Constituency?.Unit != unit).Select(unit => unit.Code));
        yield return ("stations", "registered-missing", definition.Stations.Where(station => station.Registered is null).Select(station => station.Code));
    }

    private static IEnumerable<DefinitionProblem> Counted(string file, byte[] document, string code, ImmutableArray<string> codes)
    {
        if (codes.IsEmpty) yield break;
        var named = string.Join(", ", codes.Take(MostNamed)) + (codes.Length > MostNamed ? " …" : "");
        yield return new DefinitionProblem(file, DefinitionReader.LineOf(document, $"\"{codes[0]}\""), code, string.Create(CultureInfo.InvariantCulture, $"{codes.Length}: {named}"));
    }
}
