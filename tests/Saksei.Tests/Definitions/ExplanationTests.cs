using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Tests.Cli;
using Saksei.Tests.Documents;
using Saksei.Words;
using Saksei.Words.Definitions;
using Xunit;

namespace Saksei.Tests.Definitions;

/// <summary>A definition in words: nothing that it can state is passed over.</summary>
public sealed class ExplanationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-explain-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A definition that states all that the schema knows but for parts of the rule that can't stand together, which Rules has.
    private static readonly string Head = """
        {"format":"saksei/definition/v1","code":"small","names":{"en":"Small"},"date":"2023-11-15","timeZone":"Asia/Phnom_Penh","languages":["en","km"],
        "constituencies":{"kind":"province","councils":false,"seats":[{"unit":"P1","seats":3},{"unit":"P2","seats":2}]},
        "seatRule":RULE,
        "offices":{"official":["commission"],"deliver":["commission"],"adjudicate":["commission"],"lot":["commission"],"stage":["commission"],"accredit":["commission"]},
        "vouching":{"required":2},"stationMaximum":{"ballots":700,"article":"art. 2"},
        "sheets":[{"code":"original","names":{"en":"Original"}}],
        "grounds":[{"code":"recount","names":{"en":"Recount"},"article":"art. 1"}],
        "published":{"date":"2023-11-15","registered":9,"cast":8,"valid":7,"invalid":1,"lists":[{"list":"A","votes":7,"seats":5}],"winners":[{"constituency":"P1","list":"A","seats":3}]},
        "facts":[{"about":"lists","status":"published","source":"https://a.example","note":{"en":"So it says"}}],
        "holders":{"article":"art. 3","preferenceShare":"1/4"},
        "posts":[{"post":"chief","choice":"most-votes","article":"art. 4"}],
        "organisations":[{"code":"ministry","names":{"en":"Ministry"}},{"code":"office","names":{"en":"Office"},"interest":"state","keyHash":"HASH","above":"ministry"}],
        "observation":{"incidents":[{"code":"closed-count","names":{"en":"Closed"},"office":"commission","hours":72}],"reasons":[{"code":"no-badge","names":{"en":"No badge"}}],"causes":[{"code":"weather","names":{"en":"Weather"}}],
        "conditions":[{"question":"doors","answer":"shut","says":"doors-closed"}],"closedOpens":true},
        "findings":{"subjects":[{"code":"counting","names":{"en":"Counting"}}],"earlier":[{"log":"simulated.saksei.test/earlier+071f9c23+AUMwsbtkGjdKowev545jTF0b9ZdsqUlHbSYQsZwMqJhk","names":{"en":"An earlier register"}}]},
        "files":FILES}
        """.Replace("HASH", new string('a', 64), StringComparison.Ordinal);

    private static readonly string[] Rules =
    [
        """{"name":"r","method":"sainte-lague","article":"art. 5","firstDivisor":"1.2","threshold":{"percent":"3","of":"cast","level":"national","kinds":{"coalition":"8","exempt":["minority"]},"moreThan":true,"article":"art. 6"},"coalitions":{"method":"dhondt","threshold":"member","article":"art. 7"},"struck":{"votes":"kept","article":"art. 8"},"exhausted":{"then":"vacant","article":"art. 9"},"ties":[{"by":"more-votes","article":"art. 10"},{"by":"lot","then":"alternately","article":"art. 11"}]}""",
        """{"method":"hare-largest-remainder","quotaVotes":"valid","threshold":{"share":"1/20"},"levelling":{"method":"dhondt","threshold":{"percent":"4"},"perConstituency":1,"article":"art. 12"}}""",
        """{"method":"dhondt","biproportional":{"count":"votes","article":"art. 13"}}""",
    ];

    /// <summary>A member of the schema, and another value that it may have.</summary>
    private static readonly (string Member, string Value)[] Others =
    [
        ("code", "\"tiny\""), ("names.en", "\"Tiny\""), ("date", "\"2024-11-15\""), ("timeZone", "\"Asia/Bangkok\""), ("languages.1", "\"es\""),
        ("constituencies.seats.0.seats", "4"), ("constituencies.councils", "true"), ("seatRule.name", "\"q\""), ("seatRule.method", "\"danish\""), ("seatRule.article", "\"art. 50\""),
        ("seatRule.firstDivisor", "\"1.3\""), ("seatRule.quotaVotes", "\"qualified\""), ("seatRule.threshold.percent", "\"4\""), ("seatRule.threshold.share", "\"1/25\""),
        ("seatRule.threshold.of", "\"valid\""), ("seatRule.threshold.level", "\"constituency\""), ("seatRule.threshold.kinds.exempt.0", "\"other\""), ("seatRule.threshold.kinds.coalition", "\"9\""),
        ("seatRule.threshold.moreThan", "false"), ("seatRule.threshold.article", "\"art. 60\""), ("seatRule.coalitions.method", "\"danish\""), ("seatRule.coalitions.threshold", "\"joint\""),
        ("seatRule.coalitions.article", "\"art. 70\""), ("seatRule.struck.votes", "\"dropped\""), ("seatRule.struck.article", "\"art. 80\""), ("seatRule.exhausted.then", "\"next-list\""),
        ("seatRule.exhausted.article", "\"art. 90\""), ("seatRule.ties.0.by", "\"fewer-votes\""), ("seatRule.ties.1.then", null!), ("seatRule.ties.0.article", "\"art. 100\""),
        ("seatRule.levelling.method", "\"danish\""), ("seatRule.levelling.threshold.percent", "\"5\""), ("seatRule.levelling.perConstituency", "2"), ("seatRule.levelling.article", "\"art. 120\""),
        ("seatRule.biproportional.count", "\"voters\""), ("seatRule.biproportional.article", "\"art. 130\""),
        ("offices.official.0", "\"office\""), ("offices.deliver.0", "\"office\""), ("offices.adjudicate.0", "\"office\""), ("offices.lot.0", "\"office\""), ("offices.stage.0", "\"office\""), ("offices.accredit.0", "\"office\""),
        ("vouching.required", "3"), ("stationMaximum.ballots", "701"), ("stationMaximum.article", "\"art. 20\""), ("sheets.0.code", "\"posted\""), ("sheets.0.names.en", "\"Posted\""),
        ("grounds.0.code", "\"error\""), ("grounds.0.names.en", "\"Error\""), ("grounds.0.article", "\"art. 15\""),
        ("published.registered", "10"), ("published.cast", "9"), ("published.valid", "8"), ("published.invalid", "2"), ("published.lists.0.list", "\"B\""), ("published.lists.0.votes", "6"), ("published.lists.0.seats", "4"),
        ("facts.0.about", "\"units\""), ("facts.0.status", "\"derived\""), ("facts.0.source", "\"https://b.example\""), ("facts.0.note.en", "\"So it is\""),
        ("holders.article", "\"art. 30\""), ("holders.preferenceShare", "\"1/5\""), ("posts.0.post", "\"deputy\""), ("posts.0.choice", "\"third-most-votes\""), ("posts.0.article", "\"art. 40\""),
        ("organisations.1.code", "\"bureau\""), ("organisations.1.names.en", "\"Bureau\""), ("organisations.1.interest", "\"civil\""), ("organisations.1.keyHash", "\"" + new string('b', 64) + "\""), ("organisations.1.above", "\"bodies\""),
        ("observation.incidents.0.code", "\"shut-count\""), ("observation.incidents.0.names.en", "\"Shut\""), ("observation.incidents.0.office", "\"office\""), ("observation.incidents.0.hours", "48"),
        ("observation.reasons.0.code", "\"order\""), ("observation.reasons.0.names.en", "\"An order\""), ("observation.causes.0.code", "\"rain\""), ("observation.causes.0.names.en", "\"Rain\""),
        ("observation.conditions.0.question", "\"gates\""), ("observation.conditions.0.answer", "\"closed\""), ("observation.conditions.0.says", "\"doors-partly\""), ("observation.closedOpens", "false"),
        ("findings.subjects.0.code", "\"copies\""), ("findings.subjects.0.names.en", "\"Copies\""), ("findings.earlier.0.names.en", "\"One before\""),
        ("findings.earlier.0.log", "\"simulated.saksei.example/kh-2018-rehearsal+a8f7a066+AZ0q1fWseHRthiUYHXcBjkaO2lfCwprEOuSdUnbhdZxA\""),
    ];

    // What isn't said, and why.
    private static readonly Dictionary<string, string> Unsaid = new()
    {
        ["format"] = "there is one",
        ["constituencies.kind"] = "said; another kind would need other units",
        ["constituencies.seats.unit"] = "said; another unit would need other units",
        ["published.date"] = "said; another date than the definition's is refused",
        ["published.winners.constituency"] = "read and compared with nothing: the reader keeps none of the winners",
        ["published.winners.list"] = "as above",
        ["published.winners.seats"] = "as above",
        ["files.role"] = "said; the roles are fixed by the files that there are",
        ["files.path"] = "said; another path would need another file",
        ["files.sha256"] = "said; another hash is refused",
        ["files.length"] = "said; another length is refused",
    };

    // Said of an election with several contests, below.
    private static readonly string[] OfSeveral = ["contests.code", "contests.names", "files.contest"];

    [Fact]
    public void Several_contests_are_each_said_by_name_and_code()
    {
        SmallElection.WriteDefinition(_folder, TwoContests.Edit);
        var parts = DefinitionExplanation.Of(new Speech("en", "UTC"), Founding.ReadFolder(_folder));
        foreach (var contest in new[] { "Council (council)", "Mayor of One (mayor)" }) Assert.Single(parts, part => part.Heading == $"{contest}: Lists");
        Assert.Contains("Seats in all: 1", parts.Single(part => part.Heading == "Mayor of One (mayor): What is given out").Sentences);
        foreach (var file in new[] { "form (council)", "lists (mayor)", "units: " }) Assert.Contains(parts[^1].Sentences, said => said.StartsWith(file, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_member_that_a_definition_can_have_changes_what_is_said_or_is_named_with_the_reason()
    {
        foreach (var (member, value) in Others)
        {
            var rule = Rules.FirstOrDefault(rule => Has(Whole(rule), member));
            Assert.True(rule is not null, member);
            var (head, changed) = (Whole(rule), Whole(rule));
            Set(changed, member, value);
            if (member == "organisations.1.above") Set(changed, "organisations.0.code", value);
            if (member == "date") Set(changed, "published.date", value);
            Assert.True(Said(head) != Said(changed), $"{member} isn't said");
        }
    }

    [Fact]
    public void Every_member_of_the_schema_is_tried_above()
    {
        var schema = JsonNode.Parse(Repo.Read("docs/spec/definition.schema.json"))!.AsObject();
        var tried = Others.Select(other => string.Join('.', other.Member.Split('.').Where(part => !part.All(char.IsAsciiDigit)))).ToHashSet();
        var members = Members(schema, schema, "").Except(OfSeveral).Select(member => member.Replace("contests.", "", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(members.Count > 60, $"{members.Count}");
        Assert.DoesNotContain(members, member => !Unsaid.ContainsKey(member) && !tried.Contains(member) && !tried.Contains(member + ".en")
            && !member.StartsWith("seatRule.levelling.threshold.", StringComparison.Ordinal));
        Assert.Empty(Unsaid.Keys.Except(members));
    }

    [Theory]
    [InlineData("bolivia-2019")]
    [InlineData("spain-2019")]
    [InlineData("cambodia-2023")]
    [InlineData("cambodia-rehearsal")]
    public void The_shipped_ones_are_said_in_every_language(string election)
    {
        foreach (var language in TextBook.Languages)
        {
            var ran = Command.Run("definition", "explain", Repository.At("elections", election), "--language", language);
            Assert.True(ran.Exit == 0, ran.Error);
            Assert.Contains(new Speech(language, "UTC").Say("explain.offices"), ran.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("explain.", ran.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_must_do_what_within_which_time_is_said_with_the_article()
    {
        var said = Command.Run("definition", "explain", Repository.At("elections", "cambodia-2023")).Output;
        Assert.Contains("Parties, refused: the applicant – Appeal against a refusal (party-appeal): 5 days, from: the notice was received (not verified)", said, StringComparison.Ordinal);
        Assert.Contains("E101, must hold: Ballots received are those in the box, spoilt and unused [B = C + D + E]", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_without_texts_is_refused_with_those_that_there_are() =>
        Assert.Contains("language-unknown  fr: one of en, es, km", Command.Run("definition", "explain", "cambodia-2023", "--language", "fr").Error.Replace("--lang  ", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private JsonObject Whole(string rule)
    {
        SmallElection.WriteDefinition(_folder);
        var files = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "definition.json")))!["files"]!.ToJsonString();
        return JsonNode.Parse(Head.Replace("RULE", rule, StringComparison.Ordinal).Replace("FILES", files, StringComparison.Ordinal))!.AsObject();
    }

    // Without the hash of the whole, which any change alters.
    // A plus sign of a key stands as itself.
    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string Said(JsonObject head)
    {
        var reading = ProceduresCheck.Read(Encoding.UTF8.GetBytes(head.ToJsonString(Plain)), file => File.ReadAllBytes(Path.Combine(_folder, file.Path)));
        Assert.True(reading.Definition is not null, string.Join(", ", reading.Problems));
        return string.Join('\n', DefinitionExplanation.Of(new Speech("en", "UTC"), reading.Definition).SelectMany(part => part.Sentences.Prepend(part.Heading)).Where(line => !line.StartsWith("SHA-256", StringComparison.Ordinal)));
    }

    private static bool Has(JsonObject head, string member) => Owner(head, member, out var last) is { } owner && owner is JsonObject fields ? fields.ContainsKey(last) : Owner(head, member, out _) is JsonArray;

    private static void Set(JsonObject head, string member, string? value)
    {
        var owner = Owner(head, member, out var last)!;
        if (owner is JsonArray items) items[int.Parse(last)] = JsonNode.Parse(value!);
        else if (value is null) owner.AsObject().Remove(last);
        else owner[last] = JsonNode.Parse(value);
    }

    private static JsonNode? Owner(JsonNode head, string member, out string last)
    {
        var parts = member.Split('.');
        last = parts[^1];
        JsonNode? at = head;
        foreach (var part in parts[..^1]) at = at is JsonArray items ? items[int.Parse(part)] : at?[part];
        return at;
    }

    // Every member that holds a value, by its path without the numbers of items.
    private static IEnumerable<string> Members(JsonObject whole, JsonObject schema, string path)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference) schema = whole["$defs"]![reference.Split('/')[^1]]!.AsObject();
        if (schema["items"] is JsonObject items) return Members(whole, items, path);
        if (schema["properties"] is not JsonObject properties) return [path];
        return properties.SelectMany(property => Members(whole, property.Value!.AsObject(), path.Length == 0 ? property.Key : $"{path}.{property.Key}"));
    }
}
