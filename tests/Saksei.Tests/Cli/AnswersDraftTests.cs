using System.Text.Json.Nodes;
using Saksei.Checklists;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Tests.Checklists;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>A draft of answers made from a checklist, filled in, held against the checklist, and signed.</summary>
public sealed class AnswersDraftTests : IAsyncLifetime
{
    private readonly CheckedChecklist _form = ChecklistLaws.Accepted(ChecklistTableReader.Read(
    [
        new ChecklistSheet("survey",
        [
            ["type", "name", "label::English (en)", "relevant", "constraint", "required", "calculation"],
            ["today", "day"], ["select_one doors", "doors", "Were the doors open?", "", "", "yes"], ["integer", "closed", "For how many minutes?", "${doors} = 'closed'", ". < 600", "yes"],
            ["select_multiple who", "who", "Who was there?"], ["text", "remarks", "Anything else?"], ["date", "seen", "When?", "", ". <= today()"], ["calculate", "twice", "", "", "", "", "${closed} * 2"],
            ["begin_repeat", "visit", "Visits"], ["text", "hour", "At what hour?"], ["end_repeat", ""],
        ]),
        new ChecklistSheet("choices", [["list_name", "name", "label::English (en)"], ["doors", "open", "Open"], ["doors", "closed", "Closed"], ["who", "a", "A"], ["who", "b", "B"]]),
    ]));

    private readonly SmallElection _election = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-draft-");
    private RunningServer _server = null!;
    private string _registered = "";

    public async ValueTask InitializeAsync()
    {
        var bytes = ChecklistJson.Write(_form.Checklist);
        var attached = new Attachment(_election.Host.Store.AddAttachment(bytes, "application/json"), bytes.Length, "application/json");
        _election.Submit(header => new ObservationChecklist(header, "doors", "1", attached, CodedQuestion.Of(_form), null), "observers/desk");
        _registered = Assert.Single(_election.Fold.Snapshot().Observation.Checklists).Place.Identity.ToHex();
        System.IO.File.WriteAllBytes(At("form.json"), bytes);
        _server = await RunningServer.Start(_election.Host);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_draft_lists_every_question_that_is_asked_with_its_type_and_the_codes_of_its_choices()
    {
        var draft = Draft();
        Assert.Equal(("observation/answers", _registered, ""), ((string?)draft["kind"], (string?)draft["checklist"], (string?)draft["station"]));
        Assert.Equal(
            ["doors select_one open closed", "closed integer", "who select_multiple a b", "remarks text", "seen date", "visit begin_repeat"],
            Questions(draft).Select(one => string.Join(' ', new[] { (string?)one["question"], (string?)one["type"] }.Concat(one["of"] is JsonObject choices ? choices.Select(choice => choice.Key) : []))));
        Assert.Equal("hour", (string?)Questions(draft)[^1]["of"]![0]!["question"]);
    }

    [Fact]
    public void What_is_filled_in_is_signed_with_codes_in_the_act_and_texts_in_a_salted_file()
    {
        var draft = Fill(("doors", "choices", Codes("closed")), ("closed", "number", 40), ("who", "choices", Codes()), ("remarks", "text", "wind"), ("visit", "instances", new JsonArray(new JsonObject { ["hour"] = "7" })));
        Assert.Equal(0, HandIn(draft).Exit);
        var act = Assert.Single(_election.Fold.Snapshot().Observation.Of(_election.Host.Definition.FindStation("S01")!).Answers.Standing).Act;
        Assert.Equal(["doors=closed", "closed=40", "who="], act.Answers.Select(answer => $"{answer.Question}={answer.Value}"));
        var words = System.Text.Encoding.UTF8.GetString(_election.Host.Store.ReadAttachment(Assert.Single(act.Words).Sha256)!);
        Assert.Contains("\"texts\":{\"remarks\":\"wind\",\"visit/hour\":\"7\"}", words, StringComparison.Ordinal);
        Assert.StartsWith("{\"salt\":\"", words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_the_form_refuses_is_named_with_its_reason_and_nothing_is_signed()
    {
        var size = _election.Fold.Size;
        Refused("answers[1] closed  answer-constraint", ("doors", "choices", Codes("closed")), ("closed", "number", 700));
        Refused("answers[1] closed  answer-required", ("doors", "choices", Codes("closed")));
        Refused("answers[1] closed  answer-not-relevant", ("doors", "choices", Codes("open")), ("closed", "number", 7));
        Refused("answers[0] doors  answer-not-a-choice  ajar: one of open, closed", ("doors", "choices", Codes("ajar")));
        Refused("answers[4] seen  answer-malformed", ("doors", "choices", Codes("open")), ("seen", "text", "yesterday"));
        Refused("answers[0].choices  array-expected", ("doors", "choices", "open"));
        Refused("answers[0]  field-unknown  answer", ("doors", "answer", "open"));
        Assert.Equal(size, _election.Fold.Size);
    }

    [Fact]
    public void A_rule_that_looks_at_what_is_not_known_refuses_nothing()
    {
        // Typed by hand, without texts: of `seen` nothing is known, nor is the day.
        var act = File("hand.json", $$"""{"kind":"observation/answers","station":"S01","checklist":"{{_registered}}","team":1,"answers":[{"question":"doors","choices":["open"]}]}""");
        Assert.Equal(0, HandIn(act, "--checklist", At("form.json")).Exit);
        Assert.Equal(0, HandIn(Fill("S02", ("doors", "choices", Codes("open")), ("seen", "text", "2028-07-23"))).Exit);
        var without = HandIn(act, "--preview");
        Assert.Contains("not held against the checklist's form", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_the_checklist_is_named_in_whatever_form_it_lies_and_the_texts_are_kept()
    {
        var draft = Fill(("doors", "choices", Codes("open")), ("remarks", "text", "wind"));
        CsvFolder.Write(_form.Checklist, At("tables"));
        var without = Sign(draft);
        Assert.Equal(2, without.Exit);
        Assert.Contains("--checklist  file-not-given", without.Error, StringComparison.Ordinal);
        Assert.Contains("--words  file-not-given", Sign(draft, "--checklist", At("tables")).Error, StringComparison.Ordinal);
        var signed = Sign(draft, "--checklist", At("tables"), "--words", At("words.json"));
        Assert.Equal(0, signed.Exit);
        Assert.Contains(Hash.OfBytes(System.IO.File.ReadAllBytes(At("words.json"))).ToHex(), signed.Output, StringComparison.Ordinal);
        Assert.Equal(0, HandIn(File("act.note", signed.Output), "--file", At("words.json")).Exit);
        System.IO.File.WriteAllText(At("form.json"), "{}");
        Assert.Contains("file-differs", Sign(draft, "--checklist", At("form.json")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_station_that_was_left_empty_is_named() => Assert.Contains("station  field-missing", HandIn(Fill("", ("doors", "choices", Codes("open")))).Error, StringComparison.Ordinal);

    [Fact]
    public void What_is_of_another_type_than_it_should_be_is_a_refusal_with_its_place()
    {
        foreach (var (said, text) in new[]
        {
            ("answers[0]  field-missing  question", """{"kind":"observation/answers","station":"S01","answers":[{"question":5,"choices":["open"]}]}"""),
            ("answers[0].choices  text-expected  5", """{"kind":"observation/answers","station":"S01","answers":[{"question":"doors","choices":[5]}]}"""),
            ("form  hash-malformed  7", """{"kind":"observation/answers","form":7,"station":"S01","answers":[]}"""),
            ("answers  array-expected", """{"kind":"observation/answers","station":7,"answers":"none"}"""),
            ("kind  text-expected  5", """{"kind":5,"answers":[]}"""),
        })
        {
            var ran = HandIn(File("odd.json", text), "--checklist", At("form.json"));
            Assert.Equal(2, ran.Exit);
            Assert.Contains("odd.json " + said, ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_whole_number_is_one_as_an_act_can_hold_it()
    {
        Refused("answers[1] closed  answer-malformed", ("doors", "choices", Codes("closed")), ("closed", "text", "007"));
        Refused("answers[1] closed  answer-malformed", ("doors", "choices", Codes("closed")), ("closed", "text", "-99999999999999999999"));
    }

    private void Refused(string said, params (string Question, string Member, JsonNode? Value)[] answers)
    {
        var ran = HandIn(Fill(answers));
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains("filled.json " + said, ran.Error, StringComparison.Ordinal);
    }

    private Ran HandIn(string path, params string[] more) => Command.Run(["sign", path, "--key", KeyOf("observers/desk"), "--to", _server.Client.BaseAddress!.ToString(), "--register-pin", Path.Combine(_election.RegisterFolder, RegisterPin.FileName), .. more]);

    private Ran Sign(string path, params string[] more) => Command.Run(["sign", path, "--key", KeyOf("observers/desk"), "--origin", SmallElection.Origin, .. more]);

    private JsonNode Draft()
    {
        Assert.Equal(0, Command.Run("checklist", "export", At("form.json"), "--act", At("draft.json"), "--registered", _registered).Exit);
        return JsonNode.Parse(System.IO.File.ReadAllText(At("draft.json")))!;
    }

    private string Fill(params (string Question, string Member, JsonNode? Value)[] answers) => Fill("S01", answers);

    private string Fill(string station, params (string Question, string Member, JsonNode? Value)[] answers)
    {
        var draft = Draft();
        draft["station"] = station;
        foreach (var (question, member, value) in answers) Questions(draft).Single(one => (string?)one["question"] == question)[member] = value;
        return File("filled.json", draft.ToJsonString());
    }

    private static List<JsonNode> Questions(JsonNode draft) => [.. draft["answers"]!.AsArray().Select(one => one!)];

    private static JsonArray Codes(params string[] codes) => [.. codes.Select(code => (JsonNode)code)];

    private string KeyOf(string name)
    {
        var path = At(name.Replace('/', '.'));
        if (!System.IO.File.Exists(path)) KeyRing.Write(SmallElection.Key(name), path);
        return path;
    }

    private string File(string name, string text)
    {
        System.IO.File.WriteAllText(At(name), text);
        return At(name);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
