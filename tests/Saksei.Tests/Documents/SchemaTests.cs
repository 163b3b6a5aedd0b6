using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NJsonSchema;
using Saksei.Election.Definition;
using Saksei.Election.Seats;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>docs/spec/definition.schema.json and the reader take and refuse the same, on committed definitions with one thing changed.</summary>
public sealed class SchemaTests
{
    // What parts can stand together, and how numbers relate, no schema says.
    private static readonly string[] OnlyTheReader =
    [
        "parts-contradict", "first-divisor-invalid", "share-invalid", "share-over-100-percent", "share-too-fine",
    ];

    private static readonly string[] Rules =
    [
        """{"name":"r","method":"sainte-lague","firstDivisor":"1.2","quotaVotes":"valid","article":"1","threshold":{"share":"1/20","of":"cast","level":"national","moreThan":true,"kinds":{"coalition":"1/10","exempt":["minority"]},"article":"2"},"coalitions":{"method":"dhondt","threshold":"member","article":"3"},"struck":{"votes":"dropped","article":"4"},"exhausted":{"then":"vacant","article":"5"}}""",
        """{"method":"dhondt","threshold":{"percent":"3","of":"quota"},"ties":[{"by":"more-votes","article":"1"},{"by":"lot","then":"alternately"}]}""",
        """{"method":"dhondt","threshold":{"kinds":{"minority":"5"}},"levelling":{"method":"dhondt","threshold":{"percent":"4","level":"national"},"perConstituency":1,"article":"1"},"ties":[{"by":"fewer-votes"},{"by":"older-candidate"}]}""",
        """{"method":"dhondt","biproportional":{"count":"voters","article":"1"}}""",
    ];

    private static readonly string[] Values =
    [
        "7", "0", "1.5", "-1", "true", "null", "[]", "{}", "\"x\"", "\"5\"", "\"3/100\"", "\"0.5\"", "\"dhondt\"", "\"hare-largest-remainder\"", "\"valid\"",
        "\"joint\"", "\"national\"", "\"lot\"", "\"more-votes\"", "[{\"by\":\"lot\"}]", "[\"minority\"]", "{\"percent\":\"3\"}", "{\"kinds\":{}}",
    ];

    [Fact]
    public async Task Seat_rules()
    {
        var schema = await Schema("seatRule");
        Gen.Select(Gen.Int[0, Rules.Length - 1], Gen.Int[0, 10_000], Gen.Int[0, Values.Length + 1]).Sample((rule, place, change) =>
        {
            var text = Changed(Rules[rule], place, change, Values, out _);
            var refusal = SeatRule.Parse(Encoding.UTF8.GetBytes(text)).Refusal;
            Agree(text, schema, refusal is null || OnlyTheReader.Contains(refusal.Code), refusal is null, refusal?.ToString());
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("bolivia-2019")]
    [InlineData("spain-2019")]
    [InlineData("norway-2013")]
    [InlineData("georgia-2012-lists")]
    [InlineData("georgia-2012")]
    [InlineData("cambodia-2023")]
    [InlineData("cambodia-rehearsal")]
    [InlineData("several contests")]
    [InlineData("with observation")]
    public async Task Definitions_with_a_field_less_or_more_or_of_another_type(string election)
    {
        var schema = await Schema(null);
        var whole = election == "several contests" ? SeveralContests() : election == "with observation" ? Repo.Read("vectors/register/definition/definition.json") : Repo.Read($"elections/{election}/definition.json");
        string[] types = ["1.5", "true", "null", "{}"];
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, types.Length + 1]).Sample((place, change) =>
        {
            var text = Changed(whole, place, change, types, out var where);
            var read = DefinitionReader.ReadHead(Encoding.UTF8.GetBytes(text), out var problems) is not null;
            // The library passes over if and then.
            Agree(text, schema, read || problems.All(problem => problem.Code == "rule-without-seats"), read, where + " " + string.Join(", ", problems));
        }, iter: 400);
    }

    private static string SeveralContests()
    {
        var folder = Directory.CreateTempSubdirectory("saksei-");
        SmallElection.WriteDefinition(folder.FullName, TwoContests.Edit);
        var text = File.ReadAllText(Path.Combine(folder.FullName, DefinitionReader.FileName));
        folder.Delete(recursive: true);
        return text;
    }

    private static void Agree(string text, JsonSchema schema, bool mayTake, bool takes, string? why)
    {
        var errors = schema.Validate(text);
        var agree = errors.Count == 0 ? mayTake : !takes;
        Assert.True(agree, $"reader: {why}\nschema: {string.Join("; ", errors.Select(error => $"{error.Path} {error.Kind}"))}\n{text[..Math.Min(text.Length, 400)]}");
    }

    // Field number PLACE is taken away, a field is put beside it, or it gets another value.
    private static string Changed(string json, int place, int change, string[] values, out string where)
    {
        var root = JsonNode.Parse(json)!;
        var fields = Objects(root).SelectMany(parent => parent.Select(field => (parent, field.Key))).ToList();
        var (owner, name) = fields[place % fields.Count];
        where = $"{owner.GetPath()} {name}";
        if (change == values.Length) owner.Remove(name);
        else if (change > values.Length) owner.Add("else", 1);
        else owner[name] = JsonNode.Parse(values[change]);
        return root.ToJsonString(Plain);
    }

    // A plus sign of a key stands as itself: escapes aren't what is varied here.
    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => one.Select(field => field.Value).SelectMany(Objects).Prepend(one),
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };

    // The library knows the older word for parts that are referred to.
    private static async Task<JsonSchema> Schema(string? part)
    {
        var whole = JsonNode.Parse(Repo.Read("docs/spec/definition.schema.json").Replace("$defs", "definitions", StringComparison.Ordinal))!.AsObject();
        var chosen = part is null ? whole : whole["definitions"]![part]!.DeepClone().AsObject();
        if (part is not null) chosen["definitions"] = whole["definitions"]!.DeepClone();
        chosen.Remove("$schema");
        chosen.Remove("$id");
        return await JsonSchema.FromJsonAsync(chosen.ToJsonString());
    }
}
