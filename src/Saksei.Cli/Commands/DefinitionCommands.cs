using System.CommandLine;
using System.Text.Json;
using Saksei.Cli.NewDefinition;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Definition.Rules;
using Saksei.Node;
using Saksei.Node.Imports;
using Saksei.Words;

namespace Saksei.Cli.Commands;

/// <summary>Checks a definition, and writes the hashes of its files into it.</summary>
internal static class DefinitionCommands
{
    private static readonly Argument<string> PathArgument = new("PATH") { Description = "A folder with definition.json, or the file." };

    internal static IEnumerable<Command> All
    {
        get
        {
            var definition = new Command("definition", "Checks and seals election definitions.");
            var check = new Command("check", "Says by line what is wrong with a definition, and warns of what doesn't fit; exit 0 only if nothing is wrong.") { PathArgument };
            check.SetAction(parsed => CheckDefinition(Paths.DefinitionFolder(parsed.GetRequiredValue(PathArgument))));
            var seal = new Command("seal", "Writes hash and length of each file that definition.json names into it.") { PathArgument };
            seal.SetAction(parsed => Seal(Paths.DefinitionFolder(parsed.GetRequiredValue(PathArgument))));
            definition.Add(NewDefinitionCommand.Make());
            definition.Add(ExplainCommand.Make());
            definition.Add(check);
            definition.Add(seal);
            return [definition];
        }
    }

    private static int CheckDefinition(string folder)
    {
        var head = ReadHead(folder);
        var reading = ProceduresCheck.Read(head, file => Founding.ReadFile(folder, file));
        var warnings = reading.Definition is { } read ? Warnings(read, folder, head).ToList() : [];
        foreach (var problem in reading.Problems.Concat(warnings)) Terminal.Say(problem.Code, problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File, Detail(problem));
        if (reading.Problems.Any(problem => problem.Code == "file-differs")) Terminal.Progress($"if that change is yours: saksei definition seal {folder}");
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new
        {
            identity = reading.Definition?.Identity.ToHex(),
            stations = reading.Definition?.Stations.Length,
            lists = reading.Definition?.Contests.Sum(contest => contest.Lists.Length),
            constituencies = reading.Definition?.Contests.Sum(contest => contest.Constituencies.Length),
            problems = reading.Problems,
            warnings,
        }, JsonOutput.Options));
        return reading.Definition is null ? 1 : 0;
    }

    /// <summary>What doesn't fit though the definition can be used: here nothing would be said in a language that it has.</summary>
    internal static IEnumerable<DefinitionProblem> Warnings(DefinitionHead head, byte[] document)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(head.TimeZone, out _)) yield return new DefinitionProblem(DefinitionReader.FileName, LineOf("timeZone", document), "time-zone-unknown", head.TimeZone);
        var line = LineOf("languages", document);
        foreach (var language in head.Languages.Where(language => !TextBook.Languages.Contains(language)))
            yield return new DefinitionProblem(DefinitionReader.FileName, line, "language-without-texts", language) { Known = TextBook.Languages };
    }

    private static IEnumerable<DefinitionProblem> Warnings(ElectionDefinition definition, string folder, byte[] document) =>
    [
        .. Warnings(definition.Head, document), .. DefinitionWarnings.Of(definition, name => Founding.ReadFile(folder, name) ?? []),
        .. definition.Head.Files.Where(file => file.Role == "mapping").SelectMany(file => MappingFit.Of(definition, file.Path, Founding.ReadFile(folder, file) ?? []))
            .Select(problem => new DefinitionProblem(problem.File, (int)problem.Line, problem.Code, problem.Detail)),
    ];

    // Of a field of the document itself, whatever else is called so in it.
    private static int LineOf(string field, ReadOnlySpan<byte> document)
    {
        var json = new Utf8JsonReader(document);
        while (json.Read())
            if (json is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && json.ValueTextEquals(field)) break;
        return 1 + document[..(int)json.TokenStartIndex].Count((byte)'\n');
    }

    private static string Detail(DefinitionProblem problem) =>
        problem.Known is { Length: > 0 } known ? $"{problem.Detail}  (one of: {string.Join(", ", known)})" : problem.Detail;

    private static byte[] ReadHead(string folder) => Founding.ReadFile(folder, DefinitionReader.FileName)
        ?? throw new RegisterFolderException("definition-missing", Path.Combine(folder, DefinitionReader.FileName));

    // Beside it and then in its place: a definition that is half written is none.
    private static int Seal(string folder)
    {
        var path = Path.Combine(folder, DefinitionReader.FileName);
        File.WriteAllBytes(path + ".sealing", DefinitionSeal.Of(folder, ReadHead(folder)));
        File.Move(path + ".sealing", path, overwrite: true);
        return CheckDefinition(folder);
    }
}
