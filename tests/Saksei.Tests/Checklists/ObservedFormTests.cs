using Saksei.Checklists;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Xunit;

namespace Saksei.Tests.Checklists;

/// <summary>Real forms and the rehearsal's: imported, answered, exported and imported again without loss.</summary>
public sealed class ObservedFormTests
{
    [Fact]
    public void The_three_forms_have_75_questions() =>
        Assert.Equal(75, "ABC".Sum(letter => ObservedForms.Read(letter.ToString()).Survey.Count(row => row.Type.IsSelect())));

    [Theory]
    [InlineData("A"), InlineData("B"), InlineData("C")]
    public async Task A_form_goes_through_workbook_tables_and_JSON_and_its_answers_through_a_submission(string letter)
    {
        var form = ObservedForms.Read(letter);
        using var book = new MemoryStream();
        await WorkbookFile.Write(form, book);
        book.Position = 0;
        var read = ChecklistLaws.Accepted(ChecklistFile.ReadWorkbook(book));
        Assert.Equal(ChecklistLaws.Json(form), ChecklistLaws.Json(read.Checklist));
        var answers = Answered(read);
        var filled = FormEvaluation.Of(read, answers);
        Assert.Empty(filled.Problems);
        using var xml = new MemoryStream(FormSubmission.Write(read, filled.Values));
        Assert.Equal(AnswersJson.Write(filled.Values), AnswersJson.Write(FormSubmission.Read(read, xml).Answers!));
        Assert.Equal(AnswersJson.Write(answers), AnswersJson.Write(filled.Values));
        var row = AnswerColumns.Of(read, [answers]);
        Assert.All(read.Questions, question => Assert.Contains(question.Name, row.Names));
        Assert.Equal(row.Names.Length, row.Row(answers).Length);
    }

    [Fact]
    public void An_answer_that_is_left_out_chosen_wrongly_or_not_relevant_is_found()
    {
        var form = ChecklistLaws.Accepted(ChecklistTableReader.Read(ChecklistTableWriter.Write(ObservedForms.Read("A"))));
        var answers = Answered(form);
        Assert.Equal(["answer-required q1"], Refused(form, answers.With("q1", "")));
        Assert.Equal(["answer-not-a-choice q1"], Refused(form, answers.With("q1", "maybe")));
        Assert.Equal(["answer-unknown q99"], Refused(form, answers.With("q99", "1")));
        var yes = form.Checklist.ChoicesOf("list4")[0].Name;
        Assert.Equal(["q4_words"], FormEvaluation.Of(form, answers.With("q4", yes).With("q4_words", "late")).Cleared);
    }

    [Theory]
    [InlineData("opening"), InlineData("voting"), InlineData("counting")]
    public void The_checklists_of_the_rehearsal_say_everything_in_both_languages(string name)
    {
        var checklist = ChecklistLaws.Accepted(ChecklistFile.Read(Repository.At("elections", "rehearsal-checklists", name))).Checklist;
        Assert.Equal(["English (en)", "Khmer (km)"], checklist.Languages);
        foreach (var texts in checklist.Survey.SelectMany(row => new[] { row.Label, row.Hint, row.ConstraintMessage }).Concat(checklist.Choices.Select(choice => choice.Label)))
            Assert.Equal(texts[0].Length == 0, texts[1].Length == 0);
        Assert.Contains("SIMULATED", checklist.Settings.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void The_count_s_checklist_asks_by_whose_word_the_doors_were_closed_and_why_there_was_no_copy()
    {
        var checklist = ChecklistLaws.Accepted(ChecklistFile.Read(Repository.At("elections", "rehearsal-checklists", "counting")));
        var answers = AnswersJson.Read("""
            {"let_in":"yes","doors":"closed","closed_from":"15:30","closed_until":"17:00","closed_by":"chair","present":"members agents","agents_present":"3",
            "signed":"members agents","posted":"no","agents_copy":"refused","agents_refused":"2","agents_why":"no-forms","observers_copy":"given"}
            """u8, out var problem);
        Assert.Null(problem);
        var filled = FormEvaluation.Of(checklist, answers);
        Assert.Empty(filled.Problems);
        Assert.Equal("1", filled.Values["copies_refused"]);
        Assert.Equal(["answer-required closed_by"], Refused(checklist, answers.With("closed_by", "")));
        Assert.Equal(["answer-constraint closed_until"], Refused(checklist, answers.With("closed_until", "15:00")));
        Assert.Equal(["closed_from", "closed_until", "closed_by"], FormEvaluation.Of(checklist, answers.With("doors", "open")).Cleared);
    }

    [Fact]
    public void Instances_of_a_repeat_become_columns_of_their_own()
    {
        var checklist = Repeated();
        var two = AnswersJson.Read("""{"visit":[{"closed":"1"},{"closed":"4"}]}"""u8, out _);
        var one = AnswersJson.Read("""{"visit":[{"closed":"7"}]}"""u8, out _);
        var columns = AnswerColumns.Of(checklist, [one, two]);
        Assert.Equal(["visit[1]/closed", "visit[1]/number", "visit[2]/closed", "visit[2]/number", "total", "visits"], columns.Names);
        var filled = FormEvaluation.Of(checklist, two);
        Assert.Empty(filled.Problems);
        Assert.Equal(["1", "1", "4", "2", "5", "2"], columns.Row(filled.Values));
        Assert.Equal(["7", "", "", "", "", ""], columns.Row(one));
        Assert.Equal(["answer-constraint visit[2]/closed"], Refused(checklist, AnswersJson.Read("""{"visit":[{"closed":"1"},{"closed":"-4"}]}"""u8, out _)));
    }

    // Others' forms have these; pyxform reads the words so in each of its conditions, and a spreadsheet holds them as truths.
    [Theory]
    [InlineData("no", "yes", ""), InlineData("false", "TRUE", ""), InlineData("yes", "no", "answer-constraint a"), InlineData("TRUE", "false()", "answer-constraint a")]
    public void Yes_and_no_are_conditions(string relevant, string constraint, string refused)
    {
        var checklist = ChecklistLaws.Accepted(ChecklistTableReader.Read([new ChecklistSheet("survey", [["type", "name", "relevant", "constraint"], ["integer", "a", relevant, constraint]])]));
        Assert.Equal(refused, string.Join(' ', Refused(checklist, Answers.None.With("a", "1"))));
        Assert.Equal(relevant is "yes" or "TRUE", FormEvaluation.Of(checklist, Answers.None.With("a", "1")).Relevant.Contains("a"));
        Assert.Contains($"relevant=\"{(relevant is "yes" or "TRUE" ? "true" : "false")}()\"", System.Text.Encoding.UTF8.GetString(XForm.Write(checklist)), StringComparison.Ordinal);
        Assert.Equal(relevant, checklist.Checklist.Survey[0].Relevant);
    }

    [Fact]
    public void A_form_without_a_name_is_filled_as_its_root_is_called()
    {
        var checklist = Repeated();
        Assert.Contains("id=\"data\"", System.Text.Encoding.UTF8.GetString(XForm.Write(checklist)), StringComparison.Ordinal);
        var filled = FormSubmission.Write(checklist, AnswersJson.Read("""{"visit":[{"closed":"1"}]}"""u8, out _));
        Assert.Empty(FormSubmission.Read(checklist, new MemoryStream(filled)).Problems);
        Assert.Equal("submission-other-form", Assert.Single(FormSubmission.Read(checklist, new MemoryStream("<data id=\"other\"/>"u8.ToArray())).Problems).Code);
    }

    internal static CheckedChecklist Repeated() => ChecklistLaws.Accepted(ChecklistTableReader.Read(
    [
        new ChecklistSheet("survey",
        [
            ["type", "name", "label", "constraint", "calculation"], ["begin_repeat", "visit", "Visit", "", ""], ["integer", "closed", "Closed", ". >= 0", ""], ["calculate", "number", "", "", "position(..)"],
            ["end_repeat", "", "", "", ""], ["calculate", "total", "", "", "sum(${closed})"], ["calculate", "visits", "", "", "count(${visit})"],
        ]),
    ]));

    private static IEnumerable<string> Refused(CheckedChecklist checklist, Answers answers) => FormEvaluation.Of(checklist, answers).Problems.Select(problem => $"{problem.Code} {problem.Place}");

    // The last choice of each question, and a word where one is asked for.
    private static Answers Answered(CheckedChecklist checklist)
    {
        var answers = Answers.None;
        foreach (var question in checklist.Questions.Where(question => question.Type.IsSelect())) answers = answers.With(question.Name, checklist.Checklist.ChoicesOf(question.List)[^1].Name);
        foreach (var question in checklist.Questions.Where(question => question.Type == QuestionType.Text))
            if (FormEvaluation.Of(checklist, answers).Relevant.Contains(question.Name)) answers = answers.With(question.Name, "a word, \"quoted\" & <marked>\nin two lines");
        return answers;
    }
}
