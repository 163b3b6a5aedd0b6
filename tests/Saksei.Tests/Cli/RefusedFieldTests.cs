using System.Text.Json;
using Saksei.Cli.Commands;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>A refusal is said with the field that it is about.</summary>
public sealed class RefusedFieldTests
{
    private const string Answer = """{"kind":"findings/answer","nonce":"x","at":"y","signers":["nec/desk+1"],"finding":"abc","answer":"disputed"}""";
    private const string Answers = """{"kind":"observation/answers","signers":[],"station":"S99","team":1,"answers":[{"question":"doors","choices":["open"]},{"question":"who","choices":["a","ajar"]}]}""";

    [Theory]
    [InlineData(Answer, "answer-of-another", "observers", "finding")]
    [InlineData(Answer, "evidence-missing", "disputed", "evidence")]
    [InlineData(Answer, "role-not-allowed", "agent", "signers")]
    [InlineData(Answer, "field-missing", "finding", "finding")]
    [InlineData(Answer, "text-expected", "answer", "answer")]
    [InlineData(Answer, "act-known", "7", "")]
    [InlineData(Answers, "station-unknown", "S99", "station")]
    [InlineData(Answers, "choice-unknown", "who ajar", "answers[1].question")]
    [InlineData(Answers, "array-expected", "choices", "answers[0].choices")]
    [InlineData("""{"kind":"observation/answers","station":"S01","checklist":""}""", "text-length", "", "checklist")]
    [InlineData("""{"kind":"observation/answers","station":"S 1"}""", "white-space", "", "station")]
    [InlineData(Answers, "stale-edit", "S99", "previous")]
    [InlineData(Answers, "word-unknown", "ajar: one of open, closed", "answers[1].choices[1]")]
    public void Its_path_is_found(string act, string code, string detail, string path)
    {
        using var document = JsonDocument.Parse(act);
        Assert.Equal(path, RefusedField.Of(document.RootElement, code, detail));
    }
}
