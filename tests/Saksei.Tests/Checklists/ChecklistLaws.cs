using System.Text;
using CsCheck;
using Saksei.Checklists;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Expressions;
using Saksei.Election.Checklists.Filling;
using Xunit;

namespace Saksei.Tests.Checklists;

/// <summary>What holds of every checklist.</summary>
public sealed class ChecklistLaws
{
    [Theory]
    [InlineData("15:00Z", true)]
    [InlineData("15:00+07", true)]
    [InlineData("15:00-07:30", true)]
    [InlineData("15:00Z07", false)]
    [InlineData("15:00Z07:00", false)]
    [InlineData("15:00+15", false)]
    public void A_time_has_a_Z_or_an_offset_and_not_both(string text, bool isTime) => Assert.Equal(isTime, DayText.Time(text) is not null);

    [Fact]
    public void A_checklist_written_as_tables_is_read_again_as_the_same() =>
        RandomChecklists.Form.Sample(form => Assert.Equal(Json(form.Checklist), Json(Accepted(ChecklistTableReader.Read(ChecklistTableWriter.Write(form.Checklist))).Checklist)), iter: 500);

    [Fact]
    public void A_checklist_written_as_a_workbook_is_read_again_as_the_same() =>
        RandomChecklists.Form.Sample(form =>
        {
            using var book = new MemoryStream();
            WorkbookFile.Write(form.Checklist, book).GetAwaiter().GetResult();
            book.Position = 0;
            Assert.Equal(Json(form.Checklist), Json(Accepted(ChecklistFile.ReadWorkbook(book)).Checklist));
        }, iter: 40);

    [Fact]
    public void A_checklist_written_as_JSON_is_read_again_as_the_same_and_no_other_bytes_are() =>
        RandomChecklists.Form.Sample(form =>
        {
            var written = ChecklistJson.Write(form.Checklist);
            var read = ChecklistJson.Read(written, out var problem);
            Assert.Null(problem);
            Assert.Equal(written, ChecklistJson.Write(Accepted(read).Checklist));
            ChecklistJson.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(written).Replace("\"survey\":[", "\"survey\": [", StringComparison.Ordinal)), out problem);
            Assert.Equal("checklist-not-canonical", problem?.Code);
        }, iter: 500);

    [Fact]
    public void An_expression_that_is_written_is_read_again_as_the_same() =>
        RandomChecklists.Form.Sample(form =>
        {
            foreach (var text in form.Checklist.Survey.SelectMany(row => new[] { row.Relevant, row.Constraint, row.Calculation }).Where(text => text.Length > 0))
            {
                var written = ExpressionText.Of(ExpressionParser.Parse(text));
                Assert.Equal(written, ExpressionText.Of(ExpressionParser.Parse(written)));
            }
        }, iter: 500);

    [Fact]
    public void A_second_evaluator_refuses_the_same_answers_and_computes_the_same_values() =>
        RandomChecklists.Form.Sample(form =>
        {
            var checklist = Accepted(ChecklistTableReader.Read(ChecklistTableWriter.Write(form.Checklist)));
            var filled = FormEvaluation.Of(checklist, form.Answers);
            var naive = new NaiveForm(form.Naive, name => form.Answers[name]);
            Assert.Equal(naive.Refused(), filled.Problems.Select(problem => $"{problem.Place} {problem.Code}"));
            foreach (var question in form.Naive)
            {
                Assert.Equal(naive.IsRelevant(question), filled.Relevant.Contains(question.Name));
                Assert.Equal(naive.Value(question.Name), filled.Values[question.Name]);
            }
        }, iter: 3_000);

    [Fact]
    public void Answers_written_as_a_submission_or_as_JSON_are_read_again_as_the_same() =>
        RandomChecklists.Form.Sample(form =>
        {
            var checklist = Accepted(ChecklistTableReader.Read(ChecklistTableWriter.Write(form.Checklist)));
            using var xml = new MemoryStream(FormSubmission.Write(checklist, form.Answers, "uuid:1"));
            var read = FormSubmission.Read(checklist, xml);
            Assert.Empty(read.Problems);
            Assert.Equal(AnswersJson.Write(form.Answers), AnswersJson.Write(read.Answers!));
            Assert.Equal(AnswersJson.Write(form.Answers), AnswersJson.Write(AnswersJson.Read(AnswersJson.Write(form.Answers), out _)));
        }, iter: 300);

    internal static string Json(Checklist checklist) => Encoding.UTF8.GetString(ChecklistJson.Write(checklist));

    internal static CheckedChecklist Accepted(ChecklistReading reading)
    {
        Assert.Equal("", string.Join('\n', reading.Problems.Select(problem => $"{problem.Place} {problem.Code} {problem.Detail}")));
        return reading.Checklist ?? throw new InvalidOperationException("neither a checklist nor a problem");
    }
}
