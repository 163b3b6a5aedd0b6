using System.Globalization;
using System.Text.Json;
using Saksei.Election.Checklists;

namespace Saksei.Tests.Checklists;

/// <summary>Forms A, B and C of an observing organisation (shared/data/checklists), turned into XLSForms.</summary>
internal static class ObservedForms
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "..", "shared", "data", "checklists", "monitorizare-vot");

    internal static Checklist Read(string letter)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, $"EN-{letter}.json")));
        var form = document.RootElement;
        List<ChecklistRow> survey = [];
        List<ChecklistChoice> choices = [];
        foreach (var section in form.GetProperty("formSections").EnumerateArray())
        {
            var name = "section_" + section.GetProperty("code").GetString();
            survey.Add(Row(QuestionType.BeginGroup, "", name, name));
            foreach (var question in section.GetProperty("questions").EnumerateArray()) Add(question, survey, choices);
            survey.Add(Row(QuestionType.EndGroup, "", "", ""));
        }

        return new Checklist(new ChecklistSettings(form.GetProperty("description").GetString()!, form.GetProperty("code").GetString()!, "1"), ["en"], [.. survey], [], [.. choices]);
    }

    private static void Add(JsonElement question, List<ChecklistRow> survey, List<ChecklistChoice> choices)
    {
        var number = choices.Select(choice => choice.List).Distinct().Count() + 1;
        var (name, list) = (string.Create(CultureInfo.InvariantCulture, $"q{number}"), string.Create(CultureInfo.InvariantCulture, $"list{number}"));
        var isMany = question.GetProperty("questionType").GetInt32() is 0 or 3;
        survey.Add(Row(isMany ? QuestionType.SelectMultiple : QuestionType.SelectOne, list, name, question.GetProperty("text").GetString()!) with { Required = "yes" });
        List<string> free = [];
        foreach (var option in question.GetProperty("optionsToQuestions").EnumerateArray())
        {
            var choice = "o" + option.GetProperty("orderNumber").GetInt32().ToString(CultureInfo.InvariantCulture) + "-" + (choices.Count + 1).ToString(CultureInfo.InvariantCulture);
            choices.Add(new ChecklistChoice(list, choice, [option.GetProperty("text").GetString()!.Trim()], []));
            if (option.GetProperty("isFreeText").GetBoolean()) free.Add(choice);
        }

        if (free.Count > 0)
            survey.Add(Row(QuestionType.Text, "", name + "_words", "In words") with { Relevant = string.Join(" or ", free.Select(choice => $"selected(${{{name}}}, '{choice}')")) });
    }

    private static ChecklistRow Row(QuestionType type, string list, string name, string label) => new(type, list, name)
    {
        Label = [label.Trim()],
        Hint = [""],
        ConstraintMessage = [""],
        RequiredMessage = [""],
    };
}
