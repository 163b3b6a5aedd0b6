using System.Text;
using Saksei.Election.Cases;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>The states of cases in docs/states, and the kinds of cases in docs/spec/act.md, are drawn from the table of steps. SAKSEI_WRITE=1 draws them anew.</summary>
public sealed class CaseDrawings
{
    private const string Begin = "<!-- generated: cases -->\n", End = "<!-- /generated -->";

    public static TheoryData<string> Books => [.. CaseRules.All.Select(table => table.Book)];

    [Theory]
    [MemberData(nameof(Books))]
    public void The_drawing_of_states_is_that_of_the_table(string book)
    {
        var table = CaseRules.All.Single(known => known.Book == book);
        Same(Path.Combine("docs", "states", book + ".md"), Draw(table));
    }

    [Fact]
    public void The_kinds_of_cases_in_the_specification_of_acts_are_those_of_the_table()
    {
        var path = Path.Combine("docs", "spec", "act.md");
        var text = File.ReadAllText(Repository.At(path));
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin);
        Same(path, text[..begin] + Kinds() + text[end..]);
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
            text.Append($"| {string.Join(", ", step.From)} | `{step.Kind}`{(step.IsDecision ? ", a decision" : "")} | {english["case.by." + CaseDocuments.Word(step.By)]}{(step.AnyBody ? ", any that may" : "")} | {(step.To == CaseStep.Same ? "the same" : step.To)} |\n");
        text.Append("\n| state | English | Khmer |\n|---|---|---|\n");
        foreach (var state in table.States)
            text.Append($"| `{state}` | {Named(english, table, state)} | {Named(khmer, table, state)} |\n");
        return text.ToString();
    }

    private static string Named(IReadOnlyDictionary<string, string> texts, CaseTable table, string state) =>
        texts.TryGetValue($"case.state.{table.Book}.{state}", out var own) ? own : texts["case.state." + state];

    private static string Kinds()
    {
        var text = new StringBuilder();
        foreach (var step in CaseRules.Steps)
        {
            text.Append($"### {step.Kind}\n\nFrom {string.Join(", ", step.From)} to {(step.To == CaseStep.Same ? "the same state" : step.To)}. Signed by: {TextBook.Of("en")["case.by." + CaseDocuments.Word(step.By)]}.");
            text.Append(step.IsDecision ? " A decision: without a ground of the list and an article it is void.\n\n" : "\n\n");
            text.Append($"Required: {Fields(step.Needs)}. Optional: {Fields(step.May)}.\n\n");
        }

        return text.ToString();
    }

    private static string Fields(CaseField fields) =>
        string.Join(", ", Enum.GetValues<CaseField>().Where(field => field is not (CaseField.None or CaseField.Decision) && fields.HasFlag(field))
            .Select(field => field.ToString()).Select(name => "`" + char.ToLowerInvariant(name[0]) + name[1..] + "`")) is { Length: > 0 } list ? list : "none";
}
