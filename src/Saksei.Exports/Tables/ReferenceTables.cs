using Saksei.Election.Definition;

namespace Saksei.Exports.Tables;

/// <summary>What the definition says: places, stations, lists, organisations. Ready before the night.</summary>
internal static class ReferenceTables
{
    internal static ExportTable Places { get; } = new(
        "places", ["code"], [new("code"), new("parent"), new("kind"), new("name.en"), new("name.local")],
        input => input.Books.Definition.Units.Select(unit => new object?[] { unit.Code, unit.Parent?.Code, unit.Kind, Name(unit.Names, "en"), Local(input.Books.Definition, unit.Names) }))
    {
        Pages = ["/places"],
    };

    internal static ExportTable Stations { get; } = new(
        "stations", ["code"], [new("code"), new("place"), new("kind"), new("registered", CellType.Whole), new("name.en")],
        input => input.Books.Definition.Stations.Select(station => new object?[] { station.Code, station.Unit.Code, station.Kind, station.Registered, Name(station.Names, "en") }))
    {
        Pages = ["/find"],
        References = [(["place"], "places", ["code"])],
    };

    internal static ExportTable Lists { get; } = new(
        "lists", ["contest", "code"], [new("contest"), new("code"), new("short"), new("name.en"), new("name.local"), new("colour"), new("kind"), new("coalition")],
        input => input.Books.Definition.Contests.SelectMany(contest => contest.Lists.Select(list => new object?[]
        {
            contest.Code, list.Code, list.ShortName, Name(list.Names, "en"), Local(input.Books.Definition, list.Names), list.Colour, list.Kind, list.Coalition,
        })))
    {
        Pages = ["/seats"],
    };

    internal static ExportTable Organisations { get; } = new(
        "organisations", ["code"], [new("code"), new("interest"), new("name.en"), new("name.local")],
        input => input.Books.Definition.Head.Organisations.Select(named => new object?[] { named.Code, named.Interest, Name(named.Names, "en"), Local(input.Books.Definition, named.Names) }));

    private static string? Name(Names names, string language) => names.In(language) is { Length: > 0 } name ? name : null;

    // The first of the definition's languages that isn't English.
    private static string? Local(ElectionDefinition definition, Names names) =>
        definition.Head.Languages.FirstOrDefault(language => language != "en") is { } local ? Name(names, local) : null;
}
