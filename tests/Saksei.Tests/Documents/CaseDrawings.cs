using System.Text;
using Saksei.Election.Cases;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>The states of cases in docs/states are drawn from the table of steps. SAKSEI_WRITE=1 draws them anew.</summary>
public sealed class CaseDrawings
{
    public static TheoryData<string> Books => [.. CaseRules.All.Select(table => table.Book)];

    [Theory]
    [MemberData(nameof(Books))]
    public void The_drawing_of_states_is_that_of_the_table(string book)
    {
        var table = CaseRules.All.Single(known => known.Book == book);
        Same(Path.Combine("docs", "states", book + ".md"), Draw(table));
    }

    private static void Same(string path, string wanted)
    {
        var full = Repository.At(path);
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE") == "1") File.WriteAllText(full, wanted);
        else Assert.True(File.Exists(full) && File.ReadAllText(full) == wanted, $"{path} isn't that of the code: run this test with SAKSEI_WRITE=1");
    }

    private static string Draw(CaseTable table)
    {
        var (english, khmer) = (TextBook.Of("en"), TextBook.Of("km"));
        var text = new StringBuilder($"# {english["cases.book." + table.Book]} ({khmer["cases.book." + table.Book]})\n\nDrawn from `CaseRules` by `CaseDrawings`. A step that isn't here is void, `step-not-allowed`.\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var step in table.Steps)
            foreach (var from in step.From)
                text.Append($"    {(from == CaseStep.Nothing ? "[*]" : from)} --> {step.After(from)}: {step.Verb}\n");
        foreach (var ended in table.Ended) text.Append($"    {ended} --> [*]\n");
        text.Append("```\n\n| from | act | whose step | to |\n|---|---|---|---|\n");
        foreach (var step in table.Steps)
            text.Append($"| {string.Join(", ", step.From)} | `{step.Kind}`{(step.IsDecision ? ", a decision" : "")} | {english["case.by." + step.By.Word]}{(step.AnyBody ? ", any that may" : "")} | {(step.To == CaseStep.Same ? "the same" : step.To)} |\n");
        text.Append("\n| state | English | Khmer |\n|---|---|---|\n");
        foreach (var state in table.States)
            text.Append($"| `{state}` | {Named(english, table, state)} | {Named(khmer, table, state)} |\n");
        return text.ToString();
    }

    private static string Named(IReadOnlyDictionary<string, string> texts, CaseTable table, string state) =>
        texts.TryGetValue($"case.state.{table.Book}.{state}", out var own) ? own : texts["case.state." + state];
}
