using System.Text.RegularExpressions;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>docs/spec/codes.md and seat-rule.md against the source.</summary>
public sealed partial class CodeTests
{
    // Where a code arises: a call that gives one, a variable that holds one, or a continued condition between two.
    [GeneratedRegex(@"\b(?:Void|Fail|Add|AddToHead|Refuse|Refused|Wrong|Missing|NoCheckpoint|Finding|RegisterFolderException|CosignerFolderException|ImportProblem|DefinitionProblem|SeatRefusal|RuleProblem|ExpressionProblem|AnswerProblem|ChecklistProblem|WorkbookProblem|ReadingProblem|CommandProblem|KeepingProblem|NotOneOf|Problem|NumberCodes|Expect|StopFold|Turned|Require|Once|Unique|Warning|Terminal\.Say)\(|\bcode = |\bcode\b.*\? ""|\byield return \(""|\breturn ""(?:number|digits)-|ReadState\.\w+ => ""|\bNotRead = ""|^\s*: .*\? ""|""(?:policy|cosigners?|root|contradiction|mirror|validity)-")]
    private static partial Regex Arises();

    [GeneratedRegex("\"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("^\\| `([a-z0-9-]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z]+(?:-[a-z0-9]+)+)`")]
    private static partial Regex Mention();

    // Names of attacks, and of the rehearsal's invented organisations, look like codes; building an example from real data gives codes.
    private static bool IsInvented(string file) =>
        file.Contains("Saksei.Attacks", StringComparison.Ordinal)
        || (file.Contains("Saksei.Rehearsal", StringComparison.Ordinal) && !file.Contains("Examples", StringComparison.Ordinal));

    [Fact]
    public void Every_code_of_the_source_is_documented() => Assert.Empty(InSource().Except(Documented()).Order());

    [Fact]
    public void Every_documented_code_arises_in_the_source() => Assert.Empty(Documented().Except(InSource()).Order());

    // Steps of a computation look like codes; they are words of docs/spec/procedures.md.
    private static HashSet<string> InSource()
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Repo.Files("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !IsInvented(file)))
            foreach (var line in Repo.Read(file).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("DeadlineStep(", StringComparison.Ordinal)))
                if (Arises().Match(line) is { Success: true } found)
                    foreach (Match literal in Literal().Matches(line, found.Index)) codes.Add(literal.Groups[1].Value);

        // An import puts this one together with the name of the mapping's encoding.
        codes.UnionWith(["text-not-utf-8", "text-not-windows-1252"]);
        return codes;
    }

    private static HashSet<string> Documented()
    {
        var rule = Repo.Read("docs/spec/seat-rule.md");
        var refusals = rule[rule.IndexOf("## Refusals", StringComparison.Ordinal)..rule.IndexOf("## Margins", StringComparison.Ordinal)];
        return [.. Row().Matches(Repo.Read("docs/spec/codes.md")).Concat(Mention().Matches(refusals)).Select(match => match.Groups[1].Value)];
    }
}
