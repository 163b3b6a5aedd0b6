using System.Text;
using System.Text.RegularExpressions;
using Saksei.Node.Keeping;
using Saksei.Server.Control;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Documents;

/// <summary>The table of docs/spec/doctor.md is drawn from the checks and their texts. SAKSEI_WRITE=1 draws it anew.</summary>
public sealed class DoctorDocument
{
    private const string Path = "docs/spec/doctor.md", Begin = "<!-- generated -->", End = "<!-- /generated -->";

    [Fact]
    public void The_checks_of_the_document_are_those_of_the_code()
    {
        var text = Repo.Read(Path);
        var wanted = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + "\n" + Draw() + text[text.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE") == "1") File.WriteAllText(Repository.At(Path), wanted);
        else Assert.True(wanted == text, $"{Path} isn't that of the code: run this test with SAKSEI_WRITE=1");
    }

    [Fact]
    public void No_two_checks_have_one_code_and_every_code_is_one_word() =>
        Assert.All(Doctor.All, check => Assert.True(Regex.IsMatch(check.Code, "^[a-z]+(-[a-z]+)+$") && Doctor.All.Count(other => other.Code == check.Code) == 1, check.Code));

    private static string Draw()
    {
        var speech = new Speech(TextBook.Default, "UTC");
        var drawn = new StringBuilder("| | code | what is looked at, against what | while serving | what to do |\n|---|---|---|---|---|\n");
        foreach (var (check, at) in Doctor.All.Select((check, at) => (check, at + 1)))
            drawn.Append($"| {at} | `{check.Code}` | {DoctorWords.What(speech, check)} | {(check.IsLive ? "each time" : "each half hour")} | {string.Join(" ", DoctorWords.RemedyOf(speech, check).Select((step, number) => $"{number + 1}. {step}"))} |\n");
        return drawn.ToString();
    }
}
