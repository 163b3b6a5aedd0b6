using System.Collections.Immutable;

namespace Saksei.Election.Checklists.Filling;

/// <summary>What a filled form says: a value for each name, and each repeat as often as it was filled. Groups leave no trace, since names are unique.</summary>
public sealed record Answers(ImmutableSortedDictionary<string, string> Values, ImmutableSortedDictionary<string, ImmutableArray<Answers>> Repeats)
{
    /// <summary>Nothing answered.</summary>
    public static Answers None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, ImmutableArray<Answers>>(StringComparer.Ordinal));

    /// <summary>The answers with another one; an empty one is none.</summary>
    public Answers With(string name, string value) => this with { Values = string.IsNullOrEmpty(value) ? Values.Remove(name) : Values.SetItem(name, value) };

    /// <summary>The answers with a repeat filled; without an instance there is none.</summary>
    public Answers With(string repeat, ImmutableArray<Answers> instances) => this with { Repeats = instances.IsDefaultOrEmpty ? Repeats.Remove(repeat) : Repeats.SetItem(repeat, instances) };

    /// <summary>The answer to a question outside repeats; empty if there is none.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");
}

/// <summary>An answer that is refused.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Place">The question, behind the repeats that it lies in, each with the number of its instance: <c>visit[2]/closed</c>.</param>
/// <param name="Detail">What it is about.</param>
public sealed record AnswerProblem(string Code, string Place, string Detail);

/// <summary>What a checklist says of a filled form.</summary>
/// <param name="Problems">Refused answers, in the order of the form; none if it is accepted.</param>
/// <param name="Values">The answers as they stand then: of relevant questions only, calculations computed.</param>
/// <param name="Relevant">Places of the relevant questions, in the order of the form.</param>
/// <param name="Cleared">Places of the questions that had an answer and aren't relevant.</param>
public sealed record FilledForm(ImmutableArray<AnswerProblem> Problems, Answers Values, ImmutableArray<string> Relevant, ImmutableArray<string> Cleared)
{
    /// <summary>Whether every answer is accepted.</summary>
    public bool IsAccepted => Problems.IsEmpty;
}

/// <summary>The most that a filled form may hold.</summary>
public static class AnswerLimits
{
    public const int Bytes = 1024 * 1024;
    public const int Instances = 500;
    public const int Problems = 100;
    public const int TextLength = 10_000;
}
