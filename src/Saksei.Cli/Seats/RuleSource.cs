using Saksei.Election.Definition;
using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>Finds the rule that RULE names: a bare method, a definition's name, or a file.</summary>
internal static class RuleSource
{
    internal static SeatRule Find(string rule, string? contest = null)
    {
        if (SeatRule.Named(rule) is { } named) return named;
        if (File.Exists(rule)) return OfFile(rule);
        var definition = Path.Combine(Directory.Exists(rule) ? rule : Paths.Definition(rule), DefinitionReader.FileName);
        return File.Exists(definition) ? OfDefinition(definition, contest)
            : throw CommandProblem.NotOneOf("rule-unknown", "--rule", rule, Method.Names);
    }

    private static SeatRule OfFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var reading = SeatRule.Parse(bytes);
        if (reading.Rule is { } rule) return rule;
        var refusal = reading.Refusal!;
        var line = refusal.Offset is { } offset ? 1 + bytes.AsSpan(0, (int)Math.Min(offset, bytes.Length)).Count((byte)'\n') : 0;
        throw new Place(Path.GetFileName(path), line).Problem(refusal);
    }

    private static SeatRule OfDefinition(string path, string? contest)
    {
        var head = DefinitionReader.ReadHead(File.ReadAllBytes(path), out var problems);
        if (!problems.IsEmpty) throw new Place(problems[0].File, problems[0].Line).Problem(problems[0].Code, problems[0].Detail);
        return (head is null ? null : ContestChoice.Of(head, contest).SeatRule) ?? throw new CommandProblem("definition-without-rule", "--rule", path);
    }
}
