using System.CommandLine;
using System.Text;
using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Candidates;
using Saksei.Election.Cases;
using Saksei.Election.Definition;
using Saksei.Node;

namespace Saksei.Cli.Commands;

/// <summary>Whether a candidate may stand, by facts that never leave this machine.</summary>
internal static class EligibilityCommand
{
    private const int MostBytes = 100_000;

    private static readonly Option<string> Definition = new("--definition") { Description = "A definition's name or folder.", Required = true };
    private static readonly Argument<string?> File = new("FACTS") { Description = "A JSON file of facts with its salt; without it, a new salt.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output (always so)." };

    internal static Command Make()
    {
        var command = new Command("eligibility", "What is found of each rule that a candidate must meet, with the seal of the facts for candidates/assess.") { File, Definition, Json };
        command.SetAction(parsed =>
        {
            var definition = Founding.ReadFolder(Directory.Exists(parsed.GetRequiredValue(Definition)) ? parsed.GetRequiredValue(Definition) : Paths.Definition(parsed.GetRequiredValue(Definition)));
            parsed.InvocationConfiguration.Output.WriteLine(Document(json =>
            {
                if (parsed.GetValue(File) is { } path) WriteAssessments(json, definition, path);
                else json.WriteString("salt", ActFields.Bits(ActDesk.RandomBits()));
            }));
            return 0;
        });
        return command;
    }

    private static void WriteAssessments(Utf8JsonWriter json, ElectionDefinition definition, string path)
    {
        if (!System.IO.File.Exists(path)) throw new CommandProblem("file-missing", path);
        if (new FileInfo(path).Length > MostBytes) throw new CommandProblem("rule-too-long", path);
        if (EligibilitySeal.Read(System.IO.File.ReadAllBytes(path), out var problem) is not { } read) throw new CommandProblem(problem!.Code, path, problem.Detail);
        foreach (var declared in read.Facts.Declares)
            if (!definition.Procedures.Eligibility.Any(rule => rule.Code == declared)) throw new CommandProblem("eligibility-unknown", path, declared);
        json.WriteString("definition", definition.Identity.ToHex());
        json.WriteString("pollingDay", definition.Head.Date.ToString("yyyy-MM-dd"));
        CaseDocuments.WriteAssessments(json, EligibilitySeal.Assess(definition.Procedures.Eligibility, read.Facts, definition.Head.Date, read.Salt));
    }

    private static string Document(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
