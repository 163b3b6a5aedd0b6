using System.Text.Json.Nodes;
using Saksei.Words;

namespace Saksei.Exports;

/// <summary>
/// Describes the tables as a Frictionless Data Package v2: names and types of columns, keys, what refers to what. The register, the
/// checkpoint and how complete the night is stand in it, so that whoever has the files knows what they are of.
/// </summary>
public static class DataPackage
{
    /// <summary>The file that it is.</summary>
    public const string FileName = "datapackage.json";

    /// <summary>The description of all tables as CSV.</summary>
    /// <param name="input">What they are made of.</param>
    /// <param name="origin">The register's name.</param>
    /// <param name="speech">The language of titles.</param>
    public static JsonObject Of(ExportInput input, string origin, Speech speech)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(speech);
        return new JsonObject
        {
            ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
            ["name"] = input.Books.Definition.Head.Code,
            ["title"] = speech.Name(input.Books.Definition.Head.Names, input.Books.Definition.Head.Code),
            ["register"] = origin,
            ["simulated"] = input.Books.IsSimulated,
            ["checkpoint"] = input.Books.Size,
            ["asOf"] = input.Books.Tick.ToString(),
            ["completeness"] = Completeness(input),
            ["resources"] = new JsonArray([.. ExportCatalog.Tables.Select(table => Resource(table, speech))]),
        };
    }

    // Stations with official figures among all, by contest: the one number that says how far the night is.
    private static JsonArray Completeness(ExportInput input) => [.. input.Books.Contests.Select(contest => (JsonNode)new JsonObject
    {
        ["contest"] = contest.Contest.Code,
        ["reported"] = contest.Contest.Stations.Count(station => contest.Forms[station].OfficialFigures is not null),
        ["stations"] = contest.Contest.Stations.Length,
    })];

    private static JsonNode Resource(ExportTable table, Speech speech) => new JsonObject
    {
        ["name"] = table.Name,
        ["path"] = table.Name + ".csv",
        ["title"] = speech.Say("export.table." + table.Name),
        ["type"] = "table",
        ["format"] = "csv",
        ["mediatype"] = "text/csv",
        ["encoding"] = "utf-8",
        ["dialect"] = new JsonObject { ["lineTerminator"] = "\n" },
        ["schema"] = new JsonObject
        {
            ["fields"] = new JsonArray([.. table.Columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = TypeOf(column.Type), ["title"] = speech.Say("export." + column.Name) })]),
            ["missingValues"] = new JsonArray(""),
            ["primaryKey"] = new JsonArray([.. table.Key.Select(name => JsonValue.Create(name))]),
            ["foreignKeys"] = new JsonArray([.. table.References.Select(reference => (JsonNode)new JsonObject
            {
                ["fields"] = new JsonArray(reference.Column),
                ["reference"] = new JsonObject { ["resource"] = reference.Table, ["fields"] = new JsonArray(reference.There) },
            })]),
        },
    };

    private static string TypeOf(CellType type) => type switch
    {
        CellType.Whole => "integer",
        CellType.Truth => "boolean",
        CellType.Time => "datetime",
        CellType.Text => "string",
    };
}
