using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Saksei.Election.Observation;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Examples;

/// <summary>The observation of the rehearsal, computed a second time: from the acts' JSON as it is published, knowing nothing of the books.</summary>
public sealed partial class RehearsalRegisterTests
{
    [Fact]
    public void What_was_observed_equals_a_plain_second_computation_from_the_published_acts()
    {
        var files = PublishedResults.Of(register.Host.Snapshot(), register.Host.Voided(0, register.Host.Store.ReadHead().Size)).Files.ToDictionary(file => file.Path, file => file.Bytes);
        var plain = new PlainObservation(files[Publication.Void], register.Host.Store.ReadEntries(0, register.Host.Store.ReadHead().Size));
        using var document = JsonDocument.Parse(files[Publication.Observation]);
        var root = document.RootElement;
        Assert.Equal((plain.Watched, plain.Closed), (root.GetProperty("watched").GetInt32(), root.GetProperty("closed").GetInt32()));
        Assert.Equal(plain.WatchedBy.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"),
            root.GetProperty("organisations").EnumerateArray().Where(one => one.GetProperty("watched").GetInt32() > 0).Select(one => $"{one.GetProperty("organisation").GetString()} {one.GetProperty("watched").GetInt32()}"));
        Assert.Equal(plain.Counts().Order(StringComparer.Ordinal), Counts(root).Order(StringComparer.Ordinal));
        Assert.Equal(3566, plain.Watched);
        Assert.Equal(714, plain.Drawn);
    }

    [Fact]
    public void Every_checklist_is_its_file_and_accepts_every_answer_that_was_registered()
    {
        var acts = register.Host.Journal(0, register.Host.Store.ReadHead().Size).Where(line => line.Outcome.IsApplied).ToList();
        var forms = new Dictionary<Saksei.Register.Tree.Hash, CheckedChecklist>();
        foreach (var line in acts.Where(line => line.Act is ObservationChecklist))
        {
            var act = (ObservationChecklist)line.Act;
            forms[line.Identity] = ChecklistJson.Read(register.Host.Store.ReadAttachment(act.Form.Sha256), out _).Checklist!;
            Assert.Equal(CodedQuestion.Of(forms[line.Identity]).Select(Written), act.Questions.Select(Written));
        }

        Assert.Equal(3, forms.Count);
        var answers = acts.Select(line => line.Act).OfType<ObservationAnswers>().ToList();
        Assert.True(answers.Count > 3566);
        foreach (var act in answers)
            Assert.Empty(FormEvaluation.Of(forms[act.Checklist], act.Answers.Aggregate(Answers.None, (filled, answer) => filled.With(answer.Question, Value(answer)))).Problems);
    }

    private static string Written(CodedQuestion question) => $"{question.Name} {question.Type} {string.Join(' ', question.Choices)}";

    private static string Value(CodedAnswer answer) => answer.Number is { } number ? number.ToString(CultureInfo.InvariantCulture) : string.Join(' ', answer.Choices);

    private static IEnumerable<string> Counts(JsonElement root) =>
        from question in root.GetProperty("questions").EnumerateArray()
        where question.TryGetProperty("choices", out _)
        from scope in new[] { (Name: "all", Value: question), (Name: "drawn", Value: question.GetProperty("drawn")) }
        from choice in scope.Value.GetProperty("choices").EnumerateArray()
        where choice.GetProperty("stations").GetInt32() > 0
        select $"{scope.Name} {question.GetProperty("question").GetString()} {choice.GetProperty("choice").GetString()} {choice.GetProperty("stations").GetInt32()} of {scope.Value.GetProperty("answered").GetInt32()}";

    /// <summary>Dictionaries over JSON, and nothing of the program.</summary>
    private sealed class PlainObservation
    {
        private readonly Dictionary<(string Station, string Organisation, string Checklist, int Team), (int At, Dictionary<string, string[]> Answers)> _answers = [];
        private readonly Dictionary<(string Station, string Organisation), (int At, string Doors)> _seen = [];
        private readonly HashSet<(string Station, string Organisation)> _drawn = [];
        private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);

        internal PlainObservation(byte[] voided, IEnumerable<byte[]> notes)
        {
            using var list = JsonDocument.Parse(voided);
            var skipped = list.RootElement.EnumerateArray().Select(one => one.GetProperty("index").GetInt32()).ToHashSet();
            foreach (var (note, at) in notes.Select((note, at) => (note, at)).Where(pair => !skipped.Contains(pair.at))) Take(Encoding.UTF8.GetString(note), at);
        }

        internal int Watched => _answers.Keys.Select(key => key.Station).Concat(_seen.Keys.Select(key => key.Station)).Distinct(StringComparer.Ordinal).Count();

        internal int Drawn => _answers.Keys.Where(key => _drawn.Contains((key.Station, key.Organisation))).Select(key => key.Station).Distinct(StringComparer.Ordinal).Count();

        internal Dictionary<string, int> WatchedBy => _answers.Keys.Select(key => (key.Station, key.Organisation)).Concat(_seen.Keys).Distinct()
            .GroupBy(one => one.Organisation, StringComparer.Ordinal).ToDictionary(own => own.Key, own => own.Count(), StringComparer.Ordinal);

        internal int Closed => _answers.Keys.Select(key => (key.Station, key.Organisation)).Concat(_seen.Keys).Distinct().Where(one => DoorsBy(one.Station, one.Organisation) == "closed")
            .Select(one => one.Station).Distinct(StringComparer.Ordinal).Count();

        internal IEnumerable<string> Counts()
        {
            foreach (var (scope, own) in new[] { ("all", _answers.ToList()), ("drawn", _answers.Where(one => _drawn.Contains((one.Key.Station, one.Key.Organisation))).ToList()) })
                foreach (var question in own.SelectMany(one => one.Value.Answers.Where(answer => answer.Value.Length > 0).Select(answer => (one.Key.Station, Question: answer.Key, Choices: answer.Value))).GroupBy(one => one.Question, StringComparer.Ordinal))
                {
                    var answered = question.Select(one => one.Station).Distinct(StringComparer.Ordinal).Count();
                    foreach (var choice in question.SelectMany(one => one.Choices.Select(choice => (choice, one.Station))).Distinct().GroupBy(one => one.choice, StringComparer.Ordinal))
                        yield return $"{scope} {question.Key} {choice.Key} {choice.Count()} of {answered}";
                }
        }

        private string? DoorsBy(string station, string organisation)
        {
            var answer = _answers.Where(one => one.Key.Station == station && one.Key.Organisation == organisation && one.Value.Answers.ContainsKey("doors")).OrderBy(one => one.Value.At).LastOrDefault();
            var report = _seen.GetValueOrDefault((station, organisation));
            return answer.Value.Answers is null ? report.Doors : report.Doors is null or "not-seen" || report.At < answer.Value.At ? answer.Value.Answers["doors"][0] : report.Doors;
        }

        private void Take(string note, int at)
        {
            var lines = note.Split('\n');
            using var document = JsonDocument.Parse(lines[2]);
            var act = document.RootElement;
            var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines[..3]) + "\n")));
            var organisation = act.GetProperty("signers")[0].GetString()!.Split('/')[0];
            string Text(string name) => act.GetProperty(name).GetString()!;
            switch (Text("kind"))
            {
                case "observation/checklist": _first[identity] = act.TryGetProperty("previous", out var before) ? _first[before.GetString()!] : identity; break;
                case "observation/answers":
                    _answers[(Text("station"), organisation, _first[Text("checklist")], act.GetProperty("team").GetInt32())] = (at, act.GetProperty("answers").EnumerateArray()
                        .ToDictionary(answer => answer.GetProperty("question").GetString()!, answer => answer.TryGetProperty("choices", out var choices) ? choices.EnumerateArray().Select(choice => choice.GetString()!).ToArray() : [], StringComparer.Ordinal));
                    break;
                case "stations/conditions": _seen[(Text("station"), organisation)] = (at, Text("doors")); break;
                case "observation/deploy":
                    foreach (var sent in act.GetProperty("stations").EnumerateArray())
                        if (act.TryGetProperty("drawn", out var drawn) && drawn.GetBoolean() && sent.GetProperty("observers").GetInt32() > 0) _drawn.Add((sent.GetProperty("station").GetString()!, organisation));
                        else _drawn.Remove((sent.GetProperty("station").GetString()!, organisation));
                    break;
                default: break;
            }
        }
    }
}
