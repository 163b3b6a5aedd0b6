using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saksei.Election.Seats;
using Saksei.Words;

namespace Saksei.Exports;

/// <summary>
/// Describes the tables as a Frictionless Data Package v2: names and types of columns, keys, what refers to what. The register, the
/// checkpoint and how complete the night is stand in it, so that somebody who has the files knows what they are of.
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
            ["seatRules"] = Rules(input),
            ["resources"] = new JsonArray([.. ExportCatalog.Tables.Select(table => Resource(table, speech))]),
        };
    }

    /// <summary>The same as bytes.</summary>
    public static byte[] Write(ExportInput input, string origin, Speech speech) => [.. JsonSerializer.SerializeToUtf8Bytes(Of(input, origin, speech), Options), (byte)'\n'];

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Stations with official figures among all, by contest: the one number that says how far the night is.
    private static JsonArray Completeness(ExportInput input) => [.. input.Books.Contests.Select(contest => (JsonNode)new JsonObject
    {
        ["contest"] = contest.Contest.Code,
        ["reported"] = contest.Results.Total.Reported,
        ["stations"] = contest.Results.Total.Stations,
    })];

    // What a reader's program needs to divide seats itself: the method, and whether it is the whole rule but for one plain threshold.
    private static JsonObject Rules(ExportInput input)
    {
        var rules = new JsonObject();
        foreach (var contest in input.Books.Definition.Contests)
            if (contest.SeatRule is { } rule) rules[contest.Code] = Rule(rule);
        return rules;
    }

    private static JsonObject Rule(SeatRule rule)
    {
        var isPlain = rule is { Levelling: null, Biproportional: null, Coalitions: null, Struck: null } && rule.Name == rule.Method.Name
            && rule.Threshold is null or { Level: ThresholdLevel.Constituency, Of: ThresholdBase.Valid, MoreThan: false, Kinds.IsEmpty: true, Exempt.IsEmpty: true };
        var written = new JsonObject { ["method"] = rule.Method.Name, ["plain"] = isPlain };
        if (isPlain && rule.Threshold is { Share: var share }) written["threshold"] = $"{share.Numerator}/{share.Denominator}";
        return written;
    }

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
                ["fields"] = new JsonArray([.. reference.Columns.Select(name => JsonValue.Create(name))]),
                ["reference"] = new JsonObject { ["resource"] = reference.Table, ["fields"] = new JsonArray([.. reference.There.Select(name => JsonValue.Create(name))]) },
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
