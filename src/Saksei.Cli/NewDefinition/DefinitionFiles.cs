using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;
using Saksei.Register.Tree;

namespace Saksei.Cli.NewDefinition;

/// <summary>The files of a definition as text: tables with a row a line, everything else indented.</summary>
internal sealed class DefinitionFiles(NewDefinitionOrder order, HandedElection election)
{
    private const int Largest = 9_999_999;
    private static readonly JsonSerializerOptions Indented = new(JsonOutput.Options) { WriteIndented = true, NewLine = "\n" };
    private static readonly string[] Offices = [.. OfficeVocabulary.Offices.All];
    private readonly MadeWords _words = new(order.Languages);

    /// <summary>Every file by its name; <c>definition.json</c>, which names the others by hash, is the last.</summary>
    internal IReadOnlyList<(string Name, string Text)> All()
    {
        List<NewFile> parts =
        [
            new("units", "", "units", Units()), new("stations", "", "stations", Stations()),
            .. election.Contests.Select(contest => Of("lists", contest, Lists(contest))), .. election.Contests.Select(contest => Of("form", contest, Form(contest))),
        ];
        var named = new JsonArray([.. parts.Select(FileOf)]);
        return [.. parts.Select(part => (part.Path, part.Text)), (MadeCodes.FileName, MadeCodes.Table(election.Made())), (DefinitionReader.FileName, Definition(named))];
    }

    private static NewFile Of(string role, HandedContest contest, string text) => new(role, contest.Order.Code, contest.Order.FileOf(role), text);

    private static JsonObject FileOf(NewFile file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        var json = new JsonObject { ["role"] = file.Role };
        if (file.Contest.Length > 0) json["contest"] = file.Contest;
        json["path"] = file.Path;
        json["sha256"] = Hash.OfBytes(bytes).ToHex();
        json["length"] = bytes.Length;
        return json;
    }

    private string Units()
    {
        var languages = LanguagesIn(election.Places.Units.Select(unit => unit.Names));
        return Table("units", ["code", "parent", "kind", .. languages.Select(NameColumn)], election.Places.Units,
            unit => [unit.Code, unit.Parent?.Code ?? "", unit.Kind, .. Names(unit.Names, languages)]);
    }

    private string Stations()
    {
        var languages = LanguagesIn(election.Places.Stations.Select(station => station.Names));
        return Table("stations", ["code", "unit", "kind", "registered", .. languages.Select(NameColumn)], election.Places.Stations,
            station => [station.Code, station.Parent?.Code, station.Kind, station.Registered, .. Names(station.Names, languages)]);
    }

    private string Lists(HandedContest contest)
    {
        var languages = LanguagesIn(contest.Lists.Select(list => list.Names));
        (string Name, Func<HandedList, object?> Cell, bool Stands)[] optional =
        [
            ("constituencies", list => list.Constituencies.IsEmpty ? contest.Constituencies : list.Constituencies, contest.Lists.Any(list => !list.Constituencies.IsEmpty)),
            ("kind", list => list.Kind.Length > 0 ? list.Kind : "single", contest.Lists.Any(list => list.Kind.Length > 0)),
            ("coalition", list => list.Coalition.Length > 0 ? list.Coalition : null, contest.Lists.Any(list => list.Coalition.Length > 0)),
            ("candidates", list => list.Candidates, contest.Lists.Any(list => list.Candidates is not null)),
        ];
        var own = optional.Where(column => column.Stands).ToList();
        return Table("lists", ["code", "short", .. languages.Select(NameColumn), "colour", .. own.Select(column => column.Name)], contest.Lists,
            list => [list.Code, list.Short, .. Names(list.Names, languages), list.Colour, .. own.Select(column => column.Cell(list))]);
    }

    private static string Table<T>(string name, IEnumerable<string> columns, IEnumerable<T> rows, Func<T, IEnumerable<object?>> cells) =>
        $"{{\"format\":\"saksei/{name}/v1\",\"columns\":{Compact(columns)},\"rows\":[\n"
        + string.Join(",\n", rows.Select(row => Compact(cells(row)))) + (rows.Any() ? "\n" : "") + "]}\n";

    private static string Compact<T>(T value) => JsonSerializer.Serialize(value, JsonOutput.Options);

    private ImmutableArray<string> LanguagesIn(IEnumerable<SortedDictionary<string, string>> all)
    {
        var named = all.SelectMany(names => names.Keys).ToHashSet(StringComparer.Ordinal);
        return [.. order.Languages.Where(named.Contains).OrderBy(language => language != "en")];
    }

    private static string NameColumn(string language) => "name." + language;

    private static IEnumerable<object?> Names(SortedDictionary<string, string> names, ImmutableArray<string> languages) => languages.Select(language => (object?)names.GetValueOrDefault(language));

    private string Form(HandedContest contest)
    {
        var sums = FormSums.Of(contest.Form.ByMeaning());
        return Write(new JsonObject
        {
            ["format"] = "saksei/form/v1",
            ["code"] = contest.Order.FormCode,
            ["names"] = contest.Order.Code.Length == 0 ? _words.Of("made.form") : _words.About("made.form.contest", contest.Order.Names),
            ["fields"] = new JsonArray([.. contest.Form.Fields.Select(Field)]),
            ["votes"] = new JsonObject { ["names"] = VotesNames(contest.Form) },
            ["checks"] = new JsonArray([.. sums.Select(sum => Check(contest.Form, sum))]),
            ["digits"] = new JsonArray(order.Languages.Contains("km") ? ["latin", "khmer"] : ["latin"]),
            ["maximum"] = Largest,
        });
    }

    private JsonNode Field(HandedField field)
    {
        var json = new JsonObject { ["code"] = field.Code, ["mark"] = field.Mark, ["names"] = _words.Given(field.Names) };
        if (field.Meaning.Length > 0) json["meaning"] = field.Meaning;
        return json;
    }

    private JsonObject VotesNames(HandedForm form) => form.Votes.Count > 0 ? _words.Given(form.Votes) : _words.Of("made.votes");

    private JsonNode Check(HandedForm form, FormSum sum) => new JsonObject
    {
        ["code"] = sum.Code,
        ["severity"] = sum.Code[0] == 'E' ? "error" : "warning",
        ["names"] = _words.Sum(sum, (field, language) => NameOf(form, field, language)),
        ["left"] = new JsonArray([.. sum.Left.Select(code => (JsonNode)code)]),
        ["is"] = sum.AtMost ? "at-most" : "equals",
        ["right"] = new JsonArray([.. sum.Right.Select(code => (JsonNode)code)]),
    };

    private string NameOf(HandedForm form, string field, string language) =>
        (form.Fields.FirstOrDefault(known => known.Code == field) is { } known ? _words.Given(known.Names) : VotesNames(form))[language]?.GetValue<string>() ?? field;

    private string Definition(JsonArray files)
    {
        var head = new JsonObject
        {
            ["format"] = "saksei/definition/v1",
            ["code"] = order.Code,
            ["names"] = _words.Given(order.Names),
            ["date"] = order.Date.ToString("yyyy-MM-dd"),
            ["timeZone"] = order.TimeZone,
            ["languages"] = new JsonArray([.. order.Languages.Select(language => (JsonNode)language)]),
        };
        if (election.Contests is [{ Order.Code: "" } only]) Put(head, only);
        else head["contests"] = new JsonArray([.. election.Contests.Select(Contest)]);
        head["offices"] = new JsonObject(Offices.Select(office => KeyValuePair.Create(office, (JsonNode?)new JsonArray(order.Authority))));
        head["vouching"] = new JsonObject { ["required"] = 2 };
        head["sheets"] = new JsonArray(new JsonObject { ["code"] = "original", ["names"] = _words.Of("made.sheet") });
        head["grounds"] = new JsonArray(Ground("recount"), Ground("transcription-corrected"));
        head["facts"] = new JsonArray([.. Facts()]);
        head["organisations"] = new JsonArray(new JsonObject { ["code"] = order.Authority, ["names"] = _words.Of("made.authority"), ["interest"] = order.Authority });
        head["files"] = files;
        return Write(head);
    }

    private JsonNode Contest(HandedContest contest)
    {
        var json = new JsonObject { ["code"] = contest.Order.Code, ["names"] = _words.Given(contest.Order.Names) };
        Put(json, contest);
        return json;
    }

    private static void Put(JsonObject json, HandedContest contest)
    {
        var constituencies = new JsonObject { ["kind"] = contest.ConstituencyKind };
        if (!contest.Seats.IsEmpty) constituencies["seats"] = new JsonArray([.. contest.Seats.Select(seat => new JsonObject { ["unit"] = seat.Unit, ["seats"] = seat.Seats })]);
        if (contest.Order.AreCouncils) constituencies["councils"] = true;
        json["constituencies"] = constituencies;
        if (contest.Order.Rule is { } rule) json["seatRule"] = rule.DeepClone();
    }

    private JsonObject Ground(string code) => new() { ["code"] = code, ["names"] = _words.Of("made.ground." + code), ["article"] = "unverified" };

    private IEnumerable<JsonNode> Facts() => order.Source.Length == 0 ? [] :
        order.Contests.SelectMany(contest => new[] { ("lists", contest.Lists), ("form", contest.Form) }).Prepend(("units", order.Places)).Distinct().Select(fact => new JsonObject { ["about"] = fact.Item1, ["status"] = "published", ["source"] = order.Source, ["note"] = _words.Of("made.fact", Path.GetFileName(fact.Item2)) });

    private sealed record NewFile(string Role, string Contest, string Name, string Text)
    {
        internal string Path => Name + ".json";
    }

    private static string Write(JsonObject json) => json.ToJsonString(Indented) + "\n";
}
