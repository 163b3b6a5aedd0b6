using System.Text.Json.Nodes;
using Saksei.Cli.Seats;
using Saksei.Election.Definition;
using Saksei.Election.Seats;

namespace Saksei.Cli.NewDefinition;

/// <summary>What <c>definition new</c> is asked for about a contest: by options where there is one, by a row of a table where there are several.</summary>
internal sealed record ContestOrder
{
    /// <summary>Empty where the election has one.</summary>
    internal string Code { get; init; } = "";

    internal SortedDictionary<string, string> Names { get; init; } = [];

    internal required string Lists { get; init; }

    internal required string Form { get; init; }

    internal required string FormCode { get; init; }

    /// <summary>Null where no seats are given out.</summary>
    internal required JsonNode? Rule { get; init; }

    /// <summary>A table, or one number for each constituency; empty where none are given out.</summary>
    internal required string Seats { get; init; }

    internal required string ConstituencyKind { get; init; }

    /// <summary>Whether each constituency elects a council of its own.</summary>
    internal required bool AreCouncils { get; init; }

    /// <summary>Where each of these was said: an option, or a cell.</summary>
    internal required Func<string, Fault> Place { get; init; }

    /// <summary>A file of this contest by its role: <c>lists</c>, or <c>lists-mayor</c> where there are several.</summary>
    internal string FileOf(string role) => Code.Length == 0 ? role : $"{role}-{Code}";

    internal Fault Wrong(string what, string code, string detail) => Place(what) with { Code = code, Detail = detail };

    internal static Fault AtOption(string what) => new("--" + what, 0, 0, "", "");

    /// <summary>The rule that a word names. RuleSource reads it, so that a fault in a rule is reported as <c>allocate</c> reports it.</summary>
    /// <param name="rule">A bare method, a file, or a definition's name.</param>
    /// <param name="place">Where it was said.</param>
    /// <param name="faults">Where faults go.</param>
    internal static JsonNode? RuleOf(string rule, Fault place, Faults faults)
    {
        if (rule.Length == 0) return null;
        try
        {
            RuleSource.Find(rule);
            if (SeatRule.Named(rule) is not null) return new JsonObject { ["method"] = rule };
            if (File.Exists(rule)) return JsonNode.Parse(File.ReadAllBytes(rule));
            var folder = Paths.DefinitionFolder(rule);
            return JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, DefinitionReader.FileName)))?["seatRule"]?.DeepClone();
        }
        catch (CommandProblem problem)
        {
            faults.Add(problem.Place == "--rule" ? place with { Code = problem.Code, Detail = problem.Detail } : new Fault(problem.Place, 0, 0, problem.Code, problem.Detail));
            return new JsonObject();
        }
    }
}
