using System.Collections.Immutable;

namespace Saksei.Election.Checklists;

/// <summary>An XLSForm as data: its three tables without their layout. It never changes once answers name it.</summary>
/// <param name="Settings">How it is called.</param>
/// <param name="Languages">As its columns name them, in their order; the empty one is that of a column without a language.</param>
/// <param name="Survey">Its rows, flat: groups and repeats begin and end by rows of their own.</param>
/// <param name="ChoiceColumns">Further columns of the choices, which choice filters read.</param>
/// <param name="Choices">The choices of all lists, in their order.</param>
public sealed record Checklist(
    ChecklistSettings Settings, ImmutableArray<string> Languages, ImmutableArray<ChecklistRow> Survey,
    ImmutableArray<string> ChoiceColumns, ImmutableArray<ChecklistChoice> Choices)
{
    /// <summary>The choices of a list, in their order.</summary>
    public ImmutableArray<ChecklistChoice> ChoicesOf(string list) => [.. Choices.Where(choice => choice.List == list)];
}

/// <summary>The row of the settings sheet; an empty text is one that isn't there.</summary>
public sealed record ChecklistSettings(string Title, string Id, string Version)
{
    /// <summary>The language that a reader sees first.</summary>
    public string DefaultLanguage { get; init; } = "";

    /// <summary>An expression that names a filled form on a device.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>How a device lays the form out; says nothing of answers.</summary>
    public string Style { get; init; } = "";
}

/// <summary>A row of the survey. Texts stand one for each language, expressions as they were written; an empty text is one that isn't there.</summary>
/// <param name="Type">What it is.</param>
/// <param name="List">Of choices; empty where nothing is chosen.</param>
/// <param name="Name">Unique in the checklist; empty at an end, and optional for a note.</param>
public sealed record ChecklistRow(QuestionType Type, string List, string Name)
{
    public ImmutableArray<string> Label { get; init; } = [];

    public ImmutableArray<string> Hint { get; init; } = [];

    public ImmutableArray<string> ConstraintMessage { get; init; } = [];

    public ImmutableArray<string> RequiredMessage { get; init; } = [];

    public string Relevant { get; init; } = "";

    public string Constraint { get; init; } = "";

    public string Calculation { get; init; } = "";

    public string Required { get; init; } = "";

    public string ReadOnly { get; init; } = "";

    public string Default { get; init; } = "";

    public string Appearance { get; init; } = "";

    public string ChoiceFilter { get; init; } = "";

    public string RepeatCount { get; init; } = "";
}

/// <summary>A choice of a list.</summary>
/// <param name="List">The list that it is of.</param>
/// <param name="Name">What an answer says.</param>
/// <param name="Label">What is shown, one for each language.</param>
/// <param name="Cells">One for each further column.</param>
public sealed record ChecklistChoice(string List, string Name, ImmutableArray<string> Label, ImmutableArray<string> Cells);

/// <summary>The most that a checklist may hold. Whatever reads one stops there.</summary>
public static class ChecklistLimits
{
    public const int Bytes = 2 * 1024 * 1024;
    public const int Rows = 2_000;
    public const int Choices = 20_000;
    public const int Columns = 200;
    public const int CellLength = 4_000;
    public const int Languages = 20;
    public const int NameLength = 64;
    public const int Depth = 16;
    public const int ExpressionTokens = 500;
    public const int ExpressionDepth = 32;
    public const int Problems = 100;
}
