using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Xunit;

namespace Saksei.Tests.Checklists;

/// <summary>
/// vectors/checklists: forms, answers, and what becomes of them; the evaluator of the phones runs the same. <c>SAKSEI_WRITE_VECTORS=1</c>
/// writes them anew, one case a line.
/// </summary>
public sealed class ChecklistVectors
{
    private const int Forms = 200;
    private static readonly bool Writes = Environment.GetEnvironmentVariable("SAKSEI_WRITE_VECTORS") == "1";

    [Fact]
    public void The_random_forms_are_evaluated_as_their_cases_say() =>
        Hold("random.jsonl", [.. Enumerable.Range(1, Forms).Select(number => (RandomChecklists.Of(number) is var form ? form.Checklist : throw new InvalidOperationException(), form.Answers, ""))]);

    [Fact]
    public void The_rules_are_evaluated_as_their_cases_say() => Hold("rules.jsonl", [.. RuleCases.All]);

    [Fact]
    public void The_random_cases_accept_and_refuse_for_every_reason_that_they_can()
    {
        var codes = Lines("random.jsonl").SelectMany(line => line.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString())).ToHashSet();
        Assert.Superset(new HashSet<string?> { "answer-required", "answer-constraint", "answer-not-a-choice" }, codes);
        var accepted = Lines("random.jsonl").Count(line => line.GetProperty("problems").GetArrayLength() == 0);
        Assert.InRange(accepted, Forms / 4, 3 * Forms / 4);
    }

    private static void Hold(string name, ImmutableArray<(Checklist Checklist, Answers Answers, string Today)> cases)
    {
        if (Writes) File.WriteAllText(Repository.At("vectors", "checklists", name), string.Concat(cases.Select(one => Case(one.Checklist, one.Answers, one.Today) + "\n")));
        var lines = File.ReadAllLines(Repository.At("vectors", "checklists", name));
        Assert.Equal(cases.Select(one => Case(one.Checklist, one.Answers, one.Today)), lines);
        foreach (var line in lines) Replay(line);
    }

    // From the line alone, as another implementation does.
    private static void Replay(string line)
    {
        using var document = JsonDocument.Parse(line);
        var one = document.RootElement;
        var reading = ChecklistJson.Read(Encoding.UTF8.GetBytes(one.GetProperty("checklist").GetRawText()), out var problem);
        Assert.Null(problem);
        var answers = AnswersJson.Read(Encoding.UTF8.GetBytes(one.GetProperty("answers").GetRawText()), out problem);
        Assert.Null(problem);
        var filled = FormEvaluation.Of(ChecklistLaws.Accepted(reading), answers, one.GetProperty("today").GetString()!);
        var written = Encoding.UTF8.GetString(AnswersJson.Write(filled));
        Assert.EndsWith($",{written[1..]}", line, StringComparison.Ordinal);
    }

    private static string Case(Checklist checklist, Answers answers, string today)
    {
        var filled = FormEvaluation.Of(ChecklistLaws.Accepted(ChecklistCheck.Of(checklist)), answers, today);
        return $$"""{"checklist":{{ChecklistLaws.Json(checklist)}},"answers":{{Said(AnswersJson.Write(answers))}},"today":"{{today}}",{{Said(AnswersJson.Write(filled))[1..]}}""";
    }

    private static string Said(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    private static List<JsonElement> Lines(string name) => [.. File.ReadAllLines(Repository.At("vectors", "checklists", name)).Select(line =>
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    })];
}
