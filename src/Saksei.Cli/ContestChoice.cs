using System.Collections.Immutable;
using System.CommandLine;
using Saksei.Election.Definition;

namespace Saksei.Cli;

/// <summary>Which of an election's contests a command is about: it is named where there are several.</summary>
internal static class ContestChoice
{
    private const string Name = "--contest";

    /// <summary>Made anew for each command.</summary>
    internal static Option<string?> MakeOption() => new(Name) { Description = "Its code, where the election has several contests." };

    /// <summary>The one that was named, or the only one.</summary>
    internal static Contest Of(ElectionDefinition definition, string? code) => Choose(definition.Contests, contest => contest.Code, code);

    /// <summary>The same of a definition of which only the head is read.</summary>
    internal static ContestHead Of(DefinitionHead head, string? code) => Choose(head.Contests, contest => contest.Code, code);

    private static T Choose<T>(ImmutableArray<T> contests, Func<T, string> codeOf, string? code)
    {
        var codes = contests.Select(codeOf).Where(own => own.Length > 0).ToList();
        if (code is null) return codes.Count == 0 ? contests[0] : throw CommandProblem.NotOneOf("contest-required", Name, "", codes);
        return codes.IndexOf(code) is >= 0 and var place ? contests[place] : throw CommandProblem.NotOneOf("contest-unknown", Name, code, codes);
    }
}
