using System.Collections.Immutable;
using System.Globalization;

namespace Saksei.Election.Definition.Rules;

/// <summary>What doesn't fit in a definition that can be used all the same; its author knows whether it is meant.</summary>
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
        return
        [
            .. Head(definition, open(DefinitionReader.FileName)),
            .. Places(definition).Concat(definition.Contests.SelectMany(Lists)).SelectMany(found =>
                definition.Head.Files.First(file => file.Role == found.Role && (found.Role != "lists" || file.Contest == found.Contest)).Path is var path ? Counted(path, open(path), found.Code, [.. found.Codes]) : []),
        ];
    }

    private static IEnumerable<DefinitionProblem> Head(ElectionDefinition definition, byte[] document)
    {
        var (head, places) = (definition.Head, JsonPlaces.Of(document));
        DefinitionProblem Warning(string path, string code, string detail) => new(DefinitionReader.FileName, ProblemList.LineAt(document, places.At(path)), code, detail);
        foreach (var language in head.Languages)
            if (NamesOf(definition).Count(names => names.Find(language) is null) is var missing and > 0) yield return Warning("languages", "language-incomplete", $"{language}: {missing}");
        foreach (var contest in definition.Contests)
        {
            var path = definition.HasSeveral ? $"contests[{contest.Index}]." : "";
            if (!contest.Head.Seats.IsEmpty && contest.SeatRule is null) yield return Warning(path + "constituencies.seats", "seats-without-rule", contest.Code);
            foreach (var (field, sum) in contest.Head.Published is { } published ? Sums(published) : []) yield return Warning($"{path}published.{field}", "published-sums-differ", sum);
        }
    }

    private static IEnumerable<(string Field, string Sum)> Sums(PublishedFigures published)
    {
        if (published.Valid + published.Invalid > published.Cast) yield return ("cast", $"{published.Valid} + {published.Invalid} > {published.Cast}");
        if (published.Lists.Sum(list => list.Votes) is var votes && votes != published.Valid) yield return ("valid", $"{votes} ≠ {published.Valid}");
        if (published.Cast > published.Registered) yield return ("registered", $"{published.Cast} > {published.Registered}");
    }

    // Places and lists may lack names: those are the authority's own.
    private static IEnumerable<Names> NamesOf(ElectionDefinition definition) =>
    [
        definition.Head.Names, .. definition.Head.Sheets.Select(sheet => sheet.Names), .. definition.Head.Grounds.Select(ground => ground.Names),
        .. definition.Head.Facts.Select(fact => fact.Note), .. definition.Head.Findings.Subjects.Select(subject => subject.Names),
        .. definition.Head.Findings.Earlier.Select(register => register.Names), .. definition.Head.Organisations.Select(organisation => organisation.Names),
        .. definition.HasSeveral ? definition.Contests.Select(contest => contest.Head.Names) : [], .. definition.Contests.SelectMany(contest => NamesOf(contest.Form)),
    ];

    private static IEnumerable<Names> NamesOf(FormLayout form) =>
        [form.Names, form.VotesNames, .. form.Fields.Select(field => field.Names), .. form.Checks.Select(check => check.Names)];

    private static IEnumerable<(string Role, string Contest, string Code, IEnumerable<string> Codes)> Lists(Contest contest)
    {
        var (own, lists) = (contest.Constituencies, contest.Lists);
        yield return ("lists", contest.Code, "list-without-constituency", lists.Where(list => !own.Any(list.StandsIn)).Select(list => list.Code));
        yield return ("units", contest.Code, "constituency-without-lists", own.Where(constituency => !lists.Any(list => list.StandsIn(constituency))).Select(constituency => constituency.Code));
        if (contest.Election.Stations.IsEmpty) yield break;
        var counted = contest.Stations.Select(contest.ConstituencyOf).ToHashSet();
        yield return ("units", contest.Code, "constituency-without-stations", own.Where(constituency => !counted.Contains(constituency)).Select(constituency => constituency.Code));
    }

    private static IEnumerable<(string Role, string Contest, string Code, IEnumerable<string> Codes)> Places(ElectionDefinition definition)
    {
        if (definition.Stations.IsEmpty) yield break;
        yield return ("units", "", "unit-without-stations", definition.Units.Where(unit => unit.Children.IsEmpty && unit.Stations.IsEmpty && definition.AreaOf(unit)?.Unit != unit).Select(unit => unit.Code));
        yield return ("stations", "", "registered-missing", definition.Stations.Where(station => station.Registered is null).Select(station => station.Code));
    }

    private static IEnumerable<DefinitionProblem> Counted(string file, byte[] document, string code, ImmutableArray<string> codes)
    {
        if (codes.IsEmpty) yield break;
        var named = string.Join(", ", codes.Take(MostNamed)) + (codes.Length > MostNamed ? " …" : "");
        yield return new DefinitionProblem(file, DefinitionReader.LineOf(document, $"\"{codes[0]}\""), code, string.Create(CultureInfo.InvariantCulture, $"{codes.Length}: {named}"));
    }
}
