using System.Collections.Immutable;
using Saksei.Checklists;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Xunit;

namespace Saksei.Tests.Checklists;

/// <summary>
/// Small forms of our own with what others' real forms need (docs/spec/checklist.md): read, written in every form and read again without
/// loss, answered, and the answers handed in and read again.
/// </summary>
public sealed class FormsOfOthersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-forms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_household_survey() => await Holds(
        [
            ["type", "name", "label::English (en)", "label::French (fr)", "label", "required", "relevant", "appearance", "choice_filter", "constraint", "constraint_message::English (en)", "read_only"],
            ["begin_group", "head", "Head", "Chef", "H", "", "", "field-list"],
            ["select_one region", "region", "Region", "Région", "", "TRUE", "", "minimal"],
            ["select_one district", "district", "District", "District", "", "true", "", "minimal", "region=${region}"],
            ["text", "class", "Class", "Classe", "", "", "", "", "", "", "", "true"],
            ["select_one region", "hidden", "Never asked", "", "", "yes", "false"],
            ["end_group"],
            ["begin_repeat", "member", "Member", "Membre"],
            ["begin_group", "person", "Person", "Personne"],
            ["select_multiple ill", "ill", "Illnesses of ${region}", "Maladies", "", "yes", "", "", "", "count-selected(.)<=2", "Two at most"],
            ["end_group"], ["end_repeat"], ["text", "comments", "Comments", "", "", "", "", "multiline"],
        ],
        [
            ["list_name", "name", "label::English (en)", "label::French (fr)", "region"],
            ["region", "A&B", "A and B", "A et B"], ["region", "C,D", "C, D", "C, D"], ["district", "a1", "First", "Premier", "A&B"], ["district", "c1", "Other", "Autre", "C,D"], ["ill", "x", "X", "X"], ["ill", "y", "Y", "Y"], ["ill", "z", "Z", "Z"],
        ],
        [["form_title", "form_id", "version"], ["Household", "household", "20240515143545"]],
        """{"comments":"none & <none>","district":"c1","member":[{"ill":"x z"},{"ill":"y"}],"region":"C,D"}""",
        """{"district":"a1","member":[{"ill":"x y z"},{}],"region":"C,D"}""",
        "answer-not-a-choice district, answer-constraint member[1]/ill, answer-required member[2]/ill");

    [Fact]
    public async Task An_interview_that_computes_as_it_goes() => await Holds(
        [
            ["type", "name", "label::English", "hint::English", "required", "relevant", "calculation", "constraint", "readonly"],
            ["start", "start"], ["end", "end"], ["today", "today"],
            ["begin_group", "age", "Age", "", "yes"],
            ["select_one unit", "unit", "Unit", "Of the age", "yes"],
            ["integer", "days", "Days", "", "yes", "selected(${unit}, 'days')", "", ". >= 0 and . <= 27"],
            ["integer", "months", "Months", "", "yes", "selected(${unit}, 'months')"],
            ["calculate", "in_days", "", "", "yes", "${unit} != ''", "if(selected(${unit}, 'days'), ${days}, if(${unit}='months', ${months} * 30, ''))", "", "yes"],
            ["note", "said", "That is ${in_days} days, at most ${whole} years"],
            ["calculate", "whole", "", "", "", "", "int((${in_days}) div 365.25)"],
            ["end_group"],
            ["text", "code", "Code", "", "", "not(selected(${unit}, 'days')) and ${in_days} > 0", "", "string-length(.) = 4"],
            ["date", "when", "When", "", "yes", "", "", ". <= today()"],
        ],
        [["list_name", "name", "label::English"], ["unit", "days", "Days"], ["unit", "months", "Months"]],
        [["form_title", "form_id", "version", "default_language", "style"], ["Interview", "interview", "1", "English", "pages"]],
        """{"code":"A123","in_days":"720","months":"24","unit":"months","when":"2024-05-01","whole":"1"}""",
        """{"code":"A1","days":"28","unit":"days","when":"2024-06-01"}""",
        "answer-constraint days, answer-constraint when");

    [Fact]
    public async Task A_form_in_older_spellings() => await Holds(
        [
            ["Type", "Name", "Label:English", "Relevance", "Constraint message", "Constraint"],
            ["begin group", "g", "Group"], ["string", "name", "Name"], ["select one from yes_no", "ok", "All right?"], ["select all that apply from yes_no", "both", "Both?", "${ok} = 'yes'"],
            ["int", "age", "Age", "", "Not so old", ". < 150"], ["location", "where", "Where"], ["photo", "picture", "Picture"], ["end group"],
        ],
        [["list name", "name", "label:English"], ["yes_no", "yes", "Yes"], ["yes_no", "no", "No"]],
        [["form_id"], ["older"]],
        """{"age":"30","both":"no yes","name":"Dara","ok":"yes","picture":"1.jpg","where":"11.5 104.9 0 4.5"}""",
        """{"age":"150","both":"no","ok":"no"}""",
        "answer-constraint age");

    private async Task Holds(ImmutableArray<ImmutableArray<string>> survey, ImmutableArray<ImmutableArray<string>> choices, ImmutableArray<ImmutableArray<string>> settings, string accepted, string wrong, string refused)
    {
        var form = ChecklistLaws.Accepted(ChecklistTableReader.Read([new ChecklistSheet("survey", survey), new ChecklistSheet("choices", choices), new ChecklistSheet("settings", settings), new ChecklistSheet("notes", [])]));
        foreach (var format in ExportedChecklist.Formats.Where(format => format.Name != "xml"))
        {
            var path = Path.Combine(_folder, format.Name == "csv" ? "tables" : $"form.{format.Name}");
            await format.Write(form, path);
            Assert.Equal(ChecklistLaws.Json(form.Checklist), ChecklistLaws.Json(ChecklistLaws.Accepted(ChecklistFile.Read(path)).Checklist));
        }

        var answers = AnswersJson.Read(System.Text.Encoding.UTF8.GetBytes(accepted), out var problem);
        Assert.Null(problem);
        var filled = FormEvaluation.Of(form, answers, "2024-05-15");
        Assert.Empty(filled.Problems);
        Assert.Equal(accepted, System.Text.Encoding.UTF8.GetString(AnswersJson.Write(filled.Values)));
        using var xml = new MemoryStream(FormSubmission.Write(form, filled.Values, "uuid:1"));
        Assert.Equal(accepted, System.Text.Encoding.UTF8.GetString(AnswersJson.Write(FormSubmission.Read(form, xml).Answers!)));
        var other = FormEvaluation.Of(form, AnswersJson.Read(System.Text.Encoding.UTF8.GetBytes(wrong), out _), "2024-05-15");
        Assert.Equal(refused, string.Join(", ", other.Problems.Select(one => $"{one.Code} {one.Place}")));
    }
}
