using System.Collections.Immutable;

namespace Saksei.Election.Checklists;

/// <summary>A column of the survey that stands once.</summary>
/// <param name="Name">XLSForm's word, also in the JSON.</param>
/// <param name="Get">Its cell.</param>
/// <param name="With">The row with another cell.</param>
/// <param name="Also">Other words that XLSForm's readers take.</param>
internal sealed record PlainColumn(string Name, Func<ChecklistRow, string> Get, Func<ChecklistRow, string, ChecklistRow> With, params string[] Also);

/// <summary>A column of the survey that stands once for each language.</summary>
internal sealed record SpokenColumn(string Name, Func<ChecklistRow, ImmutableArray<string>> Get, Func<ChecklistRow, ImmutableArray<string>, ChecklistRow> With, params string[] Also);

/// <summary>A column of the settings.</summary>
internal sealed record SettingsColumn(string Name, Func<ChecklistSettings, string> Get, Func<ChecklistSettings, string, ChecklistSettings> With, params string[] Also);

/// <summary>Every column that is supported: the tables, the JSON and the documentation loop over these rows.</summary>
internal static class ChecklistColumns
{
    internal const string Survey = "survey", Choices = "choices", Settings = "settings";
    internal const string Type = "type", Name = "name", ListName = "list_name", Label = "label";

    internal static readonly ImmutableArray<SpokenColumn> Spoken =
    [
        new(Label, row => row.Label, (row, texts) => row with { Label = texts }),
        new("hint", row => row.Hint, (row, texts) => row with { Hint = texts }),
        new("constraint_message", row => row.ConstraintMessage, (row, texts) => row with { ConstraintMessage = texts }, "constraint message"),
        new("required_message", row => row.RequiredMessage, (row, texts) => row with { RequiredMessage = texts }, "required message"),
    ];

    internal static readonly ImmutableArray<PlainColumn> Plain =
    [
        new("relevant", row => row.Relevant, (row, cell) => row with { Relevant = cell }, "relevance"),
        new("constraint", row => row.Constraint, (row, cell) => row with { Constraint = cell }),
        new("calculation", row => row.Calculation, (row, cell) => row with { Calculation = cell }, "calculate"),
        new("required", row => row.Required, (row, cell) => row with { Required = cell }),
        new("read_only", row => row.ReadOnly, (row, cell) => row with { ReadOnly = cell }, "readonly", "read only"),
        new("default", row => row.Default, (row, cell) => row with { Default = cell }),
        new("appearance", row => row.Appearance, (row, cell) => row with { Appearance = cell }),
        new("choice_filter", row => row.ChoiceFilter, (row, cell) => row with { ChoiceFilter = cell }, "choice filter"),
        new("repeat_count", row => row.RepeatCount, (row, cell) => row with { RepeatCount = cell }, "repeat count"),
    ];

    internal static readonly ImmutableArray<SettingsColumn> Setting =
    [
        new("form_title", settings => settings.Title, (settings, cell) => settings with { Title = cell }, "title", "form title"),
        new("form_id", settings => settings.Id, (settings, cell) => settings with { Id = cell }, "id_string", "form id"),
        new("version", settings => settings.Version, (settings, cell) => settings with { Version = cell }),
        new("default_language", settings => settings.DefaultLanguage, (settings, cell) => settings with { DefaultLanguage = cell }, "default language"),
        new("instance_name", settings => settings.InstanceName, (settings, cell) => settings with { InstanceName = cell }, "instance name"),
        new("style", settings => settings.Style, (settings, cell) => settings with { Style = cell }),
    ];

    /// <summary>Types as other forms write them, in XLSForm's own word.</summary>
    internal static readonly ImmutableDictionary<string, string> TypeAliases = new Dictionary<string, string>
    {
        ["select one"] = "select_one",
        ["select1"] = "select_one",
        ["select one from"] = "select_one",
        ["select multiple"] = "select_multiple",
        ["select all that apply"] = "select_multiple",
        ["select all that apply from"] = "select_multiple",
        ["int"] = "integer",
        ["string"] = "text",
        ["photo"] = "image",
        ["datetime"] = "dateTime",
        ["date time"] = "dateTime",
        ["gps"] = "geopoint",
        ["location"] = "geopoint",
        ["trigger"] = "acknowledge",
        ["begin group"] = "begin_group",
        ["end group"] = "end_group",
        ["begin repeat"] = "begin_repeat",
        ["end repeat"] = "end_repeat",
    }.ToImmutableDictionary();
}
