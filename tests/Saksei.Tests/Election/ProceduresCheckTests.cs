using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>A misspelt state, step, body or question in procedures is reported; it never means just that nothing is ever overdue.</summary>
public sealed class ProceduresCheckTests
{
    private static readonly Procedures Rehearsal = Founding.ReadFolder(Repository.At("elections", "cambodia-rehearsal")).Procedures;

    [Fact]
    public void The_shipped_procedures_fit() =>
        Assert.All(["cambodia-2023", "cambodia-rehearsal"], name => Assert.Empty(ProceduresCheck.Of(Founding.ReadFolder(Repository.At("elections", name)).Procedures)));

    [Fact]
    public void What_does_not_fit_is_reported_by_its_code()
    {
        Reports("book-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { Book = "partys" }] });
        Reports("state-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { State = "wating" }] });
        Reports("body-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { Body = "nobody" }] });
        Reports("complaint-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { Complaint = "none-such" }] });
        Reports("kind-unknown", Rehearsal with { Bodies = [Rehearsal.Bodies[0] with { Does = ["parties/acept"] }] });
        Reports("kind-unknown", Rehearsal with { Grounds = [Rehearsal.Grounds[0] with { Steps = ["parties/apply"] }] });
        Reports("question-unknown", Rehearsal with { Families = [Rehearsal.Families[0] with { Questions = ["refussed"] }] });
        Reports("grouping-unknown", Rehearsal with { Families = [Rehearsal.Families[0] with { Groupings = ["north-sout"] }] });
        Reports("member-in-two-groups", Rehearsal with { Groupings = [Rehearsal.Groupings[0] with { Groups = [Rehearsal.Groupings[0].Groups[0], Rehearsal.Groupings[0].Groups[0]] }] });
    }

    [Theory]
    [InlineData("\"state\": \"refused\"", "\"state\": \"refussed\"", "state-unknown", "parties refussed")]
    [InlineData("\"organisation\": \"council-f\"", "\"organisation\": \"council-x\"", "organisation-unknown", "council-x")]
    [InlineData("\"deadline\": \"party-appeal\"", "\"deadline\": \"party-apeal\"", "deadline-unknown", "party-apeal")]
    [InlineData("\"trigger\": \"filing\"", "\"trigger\": \"noticed\"", "word-unknown", "noticed: one of filing, notice-received, posting, polling-day, result-declared, fact, request, decision")]
    [InlineData("\"parties/accept\"", "\"parties/acept\"", "kind-unknown", "parties/acept")]
    public void It_is_reported_by_its_line_and_what_might_stand_there(string right, string wrong, string code, string detail)
    {
        var folder = Repository.At("elections", "cambodia-rehearsal");
        var text = System.Text.Encoding.UTF8.GetString(System.IO.File.ReadAllBytes(Path.Combine(folder, "procedures.json")));
        var at = text.IndexOf(right, StringComparison.Ordinal);
        var bytes = System.Text.Encoding.UTF8.GetBytes(text.Remove(at, right.Length).Insert(at, wrong));
        var head = System.IO.File.ReadAllText(Path.Combine(folder, "definition.json"));
        head = System.Text.RegularExpressions.Regex.Replace(head, "(\"procedures.json\", \"sha256\": \")[0-9a-f]+(\", \"length\": )[0-9]+", $"${{1}}{Saksei.Register.Tree.Hash.OfBytes(bytes).ToHex()}${{2}}{bytes.Length}");
        byte[]? Open(DefinitionFile file) => file.Path == "procedures.json" ? bytes : Founding.ReadFile(folder, file);
        var problem = ProceduresCheck.Read(System.Text.Encoding.UTF8.GetBytes(head), Open).Problems.First(problem => problem.Code == code);
        Assert.Equal(("procedures.json", 1 + text[..at].Count(c => c == '\n'), detail), (problem.File, problem.Line, problem.Detail));
        Assert.True(code is "deadline-unknown" or "word-unknown" || !problem.Known!.Value.IsEmpty);
    }

    private static void Reports(string code, Procedures procedures) => Assert.Contains(ProceduresCheck.Of(procedures), problem => problem.Code == code);
}
