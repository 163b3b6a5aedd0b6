using Saksei.Election.Definition;
using Saksei.Rehearsal.Examples;

namespace Saksei.Cli.Rehearsing;

/// <summary>Which part of which election is rehearsed.</summary>
internal static class UnitChoice
{
    /// <summary>The unit of a code; the whole where there is none.</summary>
    /// <exception cref="CommandProblem">No night is planned for this election; or there is no such unit, or no station in it: the nearest are named.</exception>
    internal static Unit Of(ElectionDefinition definition, string code)
    {
        if (definition.Head.Code != Example.RehearsalName) throw CommandProblem.NotOneOf("night-not-planned", "--definition", definition.Head.Code, [Example.RehearsalName]);
        var found = code.Length == 0 ? definition.Units[0] : definition.FindUnit(code);
        return found is not null && found.AllStations().Any() ? found : throw CommandProblem.NotOneOf("unit-unknown", "--unit", code, Near(definition, code));
    }

    // The units within the largest one whose code begins alike; of a code that begins like none, those of the whole.
    private static IEnumerable<string> Near(ElectionDefinition definition, string code)
    {
        var within = definition.Units.Where(unit => !unit.Children.IsEmpty && code.StartsWith(unit.Code, StringComparison.Ordinal)).MaxBy(unit => unit.Code.Length);
        return (within ?? definition.Units[0]).Children.Where(unit => unit.AllStations().Any()).Select(unit => unit.Code);
    }
}
