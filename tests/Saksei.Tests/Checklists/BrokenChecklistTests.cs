using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Saksei.Checklists;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Saksei.Tests.Store;
using Xunit;

namespace Saksei.Tests.Checklists;

/// <summary>Bad input gets one clear message with its place, and nothing is dropped.</summary>
public sealed class BrokenChecklistTests
{
    [Theory]
    [InlineData("audio|a", "checklist-type-unknown", "survey!A2")]
    [InlineData("select_one yes or_other|a", "checklist-type-unknown", "survey!A2")]
    [InlineData("select_one nothing|a", "checklist-list-unknown", "survey!A2")]
    [InlineData("integer|1a", "checklist-name-malformed", "survey!B2")]
    [InlineData("integer|a;integer|a", "checklist-name-twice", "survey!B3")]
    [InlineData("begin_group|g;integer|a", "checklist-group-open", "survey!A2")]
    [InlineData("integer|a;end_group|", "checklist-group-not-open", "survey!A3")]
    [InlineData("begin_repeat|g;integer|a;end_group|", "checklist-group-not-open", "survey!A4")]
    [InlineData("integer|a||||||media.jpg", "checklist-column-unknown", "survey!H2")]
    [InlineData("note|n", "checklist-empty", "survey")]
    [InlineData("calculate|a", "checklist-cell-missing", "survey!F2")]
    [InlineData("note|n|||. > 1;integer|a", "checklist-cell-misplaced", "survey!E2")]
    [InlineData("integer|a||||||;integer|b||||||;integer|c|${b} = 1 and|", "expression-malformed", "survey!C4")]
    [InlineData("integer|a|${nobody} = 1", "expression-name-unknown", "survey!C2")]
    [InlineData("integer|a|nobody = 1", "expression-name-unknown", "survey!C2")]
    [InlineData("integer|a|../b = 1", "expression-path-refused", "survey!C2")]
    [InlineData("integer|a|/data/b = 1", "expression-path-refused", "survey!C2")]
    [InlineData("integer|a|now() > 1", "expression-function-unknown", "survey!C2")]
    [InlineData("integer|a|if(1 = 1, 2) = 1", "expression-arguments", "survey!C2")]
    [InlineData("integer|a|. = 1", "expression-misplaced", "survey!C2")]
    [InlineData("integer|a;integer|b|${a}", "expression-condition-unclear", "survey!C3")]
    [InlineData("integer|a|||. div 0 > 1", "expression-divides-by-zero", "survey!E2")]
    [InlineData("integer|a|||. mod (3 - 3) > 1", "expression-divides-by-zero", "survey!E2")]
    [InlineData("text|a|||regex(., 'a+')", "expression-pattern-refused", "survey!E2")]
    [InlineData("text|a|||regex(., '^((((((a{999}){999}){999}){999}){999}){999})$')", "expression-pattern-refused", "survey!E2")]
    [InlineData("text|a|||regex(., '^(a+)\\1$')", "expression-pattern-refused", "survey!E2")]
    [InlineData("integer|a|${b} = 1;integer|b|${a} = 1", "checklist-circular", "survey!C2")]
    [InlineData("integer|a;calculate|b||||${c} + 1;calculate|c||||${b} + 1", "checklist-circular", "survey!F3")]
    [InlineData("begin_group|g|${a} = 1;integer|a;end_group|", "checklist-circular", "survey!C2")]
    [InlineData("begin_repeat|r;integer|a;end_repeat|;integer|b|${a} = 1", "expression-many-values", "survey!C5")]
    [InlineData("integer|a|||||many", "checklist-value-unknown", "survey!G2")]
    public void Each_fault_is_said_with_its_cell(string rows, string code, string place)
    {
        var reading = ChecklistTableReader.Read([Survey(rows), Choices]);
        Assert.Null(reading.Checklist);
        Assert.Contains($"{place} {code}", reading.Problems.Select(problem => $"{problem.Place} {problem.Code}"));
        Assert.True(reading.Problems.Length == 1, string.Join('\n', reading.Problems.Select(problem => $"{problem.Place} {problem.Code} {problem.Detail}")));
    }

    // What hangs on a row or column that couldn't be read isn't wrong itself, and nothing else waits for it.
    [Theory]
    [InlineData("audio|a;calculate|b||||${a} +|;integer|c|${nobody} = 1", "survey!A2 checklist-type-unknown", "survey!F3 expression-malformed", "survey!C4 expression-name-unknown")]
    [InlineData("audio|a;integer|b|${a} != ''", "survey!A2 checklist-type-unknown")]
    [InlineData("begin loop|l;integer|a|${b} = 1;end loop|;integer|b|= 1", "survey!A2 checklist-type-unknown", "survey!A4 checklist-type-unknown", "survey!C5 expression-malformed")]
    [InlineData("begin repeats|r;integer|a;end_repeat|;integer|b|${a} = 1", "survey!A2 checklist-type-unknown")]
    [InlineData("integer|a||||||media.jpg;calculate|b||||1 +|", "survey!H2 checklist-column-unknown", "survey!F3 expression-malformed")]
    [InlineData("select_one nothing|a|||||x;integer|b|now() > 1", "survey!A2 checklist-list-unknown", "survey!C3 expression-function-unknown")]
    [InlineData("integer|1a;integer|b|${1a} = 1;begin_group|g;integer|c|1 +", "survey!B2 checklist-name-malformed", "survey!C3 expression-malformed", "survey!A4 checklist-group-open", "survey!C5 expression-malformed")]
    [InlineData("begin_repeat|;integer|a|position(..) = 1;end_repeat|", "survey!B2 checklist-name-malformed")]
    public void All_faults_are_said_at_once_and_none_that_follows_from_another(string rows, params string[] said) =>
        Assert.Equal(said.Order(), ChecklistTableReader.Read([Survey(rows), Choices]).Problems.Select(problem => $"{problem.Place} {problem.Code}").Order());

    [Fact]
    public void A_file_that_cant_be_read_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("form.xlsx"), "not a workbook");
        Assert.Equal("form.xlsx checklist-unreadable", Only(ChecklistFile.Read(folder.At("form.xlsx"))));
    }

    [Fact]
    public void A_sheet_or_column_that_is_not_supported_is_refused_where_it_holds_anything_and_passed_over_where_it_does_not()
    {
        Assert.Equal("entities checklist-sheet-unknown", Only(Survey("integer|a"), new ChecklistSheet("entities", [["list"], ["trees"]])));
        Assert.NotNull(ChecklistTableReader.Read([Survey("integer|a"), new ChecklistSheet("notes", []), Choices]).Checklist);
        Assert.Equal("settings!A2 checklist-column-unknown", Only(Survey("integer|a"), new ChecklistSheet("settings", [["public_key"], ["abc"]])));
        Assert.NotNull(ChecklistTableReader.Read([Survey("integer|a"), new ChecklistSheet("settings", [["public_key", "form_id"], ["", "x"]])]).Checklist);
        Assert.Equal("survey!B1 checklist-column-twice", Only(new ChecklistSheet("survey", [["type", "relevant", "name", "relevance"], ["integer", "", "a", ""]])).Replace("D1", "B1", StringComparison.Ordinal));
        Assert.Equal("survey checklist-sheet-missing", Only(Choices));
    }

    [Fact]
    public void Ten_thousand_columns_or_rows_are_refused_with_the_place_of_the_first_too_many()
    {
        Assert.Equal("survey!GS1 checklist-too-large", Only(new ChecklistSheet("survey", [[.. Enumerable.Range(0, 10_000).Select(column => $"c{column}")]])));
        Assert.Equal("survey!2002 checklist-too-large", Only(new ChecklistSheet("survey", [["type", "name"], .. Enumerable.Range(0, 3_000).Select(row => (ImmutableArray<string>)["integer", $"a{row}"])])));
    }

    [Fact]
    public async Task A_workbook_of_ten_thousand_columns_is_refused()
    {
        using var book = new MemoryStream();
        await using (var sheets = await SpreadCheetah.Spreadsheet.CreateNewAsync(book))
        {
            await sheets.StartWorksheetAsync("survey");
            await sheets.AddRowAsync([.. Enumerable.Range(0, 10_000).Select(column => new SpreadCheetah.Cell($"c{column}"))]);
            await sheets.FinishAsync();
        }

        book.Position = 0;
        Assert.Equal("survey!GS1 checklist-too-large", Only(book));
    }

    [Fact]
    public void A_workbook_that_is_none_is_damaged_or_unpacks_to_too_much_is_refused()
    {
        Assert.Equal("workbook checklist-unreadable", Only(new MemoryStream("not a workbook"u8.ToArray())));
        Assert.Equal("workbook checklist-unreadable", Only(Zip(("readme.txt", "nothing"u8.ToArray()))));
        Assert.Equal("workbook checklist-unreadable", Only(Zip(("xl/workbook.xml", "<workbook"u8.ToArray()))));
        Assert.Equal("workbook checklist-too-large", Only(Zip(("xl/workbook.xml", new byte[64 * 1024 * 1024]))));
        Assert.Equal("workbook checklist-too-large", Only(Zip([.. Enumerable.Range(0, 300).Select(entry => ($"{entry}.xml", Array.Empty<byte>()))])));
    }

    [Fact]
    public async Task A_workbook_cut_off_anywhere_is_refused_with_one_message()
    {
        using var book = new MemoryStream();
        await WorkbookFile.Write(RandomChecklists.Of(1).Checklist, book);
        var whole = book.ToArray();
        for (var length = 0; length < whole.Length; length += 97)
            Assert.Equal("workbook checklist-unreadable", Only(new MemoryStream(whole[..length])));
    }

    // A repeat of nothing makes no states, so that no limit of states would ever stop it.
    [Theory]
    [InlineData("^(((((((){999}){999}){999}){999}){999}){999})$")]
    [InlineData("^((((((a{0}){999}){999}){999}){999}){999})b$")]
    public async Task A_pattern_that_repeats_nothing_is_read_at_once(string pattern) =>
        await Task.Run(() => ChecklistTableReader.Read([Survey($"text|a|||regex(., '{pattern}')")])).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    [Fact]
    public void An_evaluation_that_grows_without_end_is_stopped()
    {
        var rows = new StringBuilder("integer|a");
        for (var row = 0; row < 40; row++) rows.Append(System.Globalization.CultureInfo.InvariantCulture, $";calculate|c{row}||||{(row == 0 ? "${a} * ${a}" : $"${{c{row - 1}}} * ${{c{row - 1}}}")}");
        var filled = FormEvaluation.Of(ChecklistLaws.Accepted(ChecklistTableReader.Read([Survey(rows.ToString())])), Answers.None.With("a", "999999999"));
        Assert.Equal("evaluation-too-large", Assert.Single(filled.Problems).Code);
        var doubled = FormEvaluation.Of(ChecklistLaws.Accepted(ChecklistTableReader.Read([Survey(rows.ToString().Replace("} * ${", "}, ${", StringComparison.Ordinal).Replace("||||", "||||concat(", StringComparison.Ordinal).Replace(";", ");", StringComparison.Ordinal).Replace("a);calc", "a;calc", StringComparison.Ordinal) + ")")])), Answers.None.With("a", "999999999"));
        Assert.Equal("evaluation-too-large", Assert.Single(doubled.Problems).Code);
    }

    // A repeat with calculations that put texts together: few steps each, and gigabytes of texts.
    [Fact]
    public void An_evaluation_is_bounded_by_how_long_its_texts_are()
    {
        var rows = new StringBuilder("begin_repeat|r;text|t");
        for (var row = 0; row < 200; row++) rows.Append(System.Globalization.CultureInfo.InvariantCulture, $";calculate|c{row}||||concat(${{t}}, ${{t}})|");
        var form = ChecklistLaws.Accepted(ChecklistTableReader.Read([Survey(rows.Append(";end_repeat|").ToString())]));
        Assert.True(Of(new string('a', 100)).IsAccepted);
        Assert.Equal("evaluation-too-large", Assert.Single(Of(new string('a', 4_000)).Problems).Code);

        FilledForm Of(string text) => FormEvaluation.Of(form, Answers.None.With("r", [.. Enumerable.Repeat(Answers.None.With("t", text), 50)]));
    }

    [Theory]
    [InlineData("concat(${t}, ${t}, ${t})", 3_300)]
    [InlineData("string(contains(${t}, concat(substr(${t}, 0, 4000), 'b')))", 8_000)]
    [InlineData("translate(${t}, ${t}, ${t})", 10_000)]
    [InlineData("string(${t} = concat(${t}, 'b'))", 9_999)]
    public void A_long_text_costs_what_is_done_with_it(string calculation, int length)
    {
        var rows = new StringBuilder("text|t");
        for (var row = 0; row < 1_900; row++) rows.Append(System.Globalization.CultureInfo.InvariantCulture, $";calculate|c{row}||||{calculation}|");
        var form = ChecklistLaws.Accepted(ChecklistTableReader.Read([Survey(rows.ToString())]));
        Assert.True(FormEvaluation.Of(form, Answers.None.With("t", "aaaaaaaaaa")).IsAccepted);
        Assert.Equal("evaluation-too-large", Assert.Single(FormEvaluation.Of(form, Answers.None.With("t", new string('a', length))).Problems).Code);
    }

    [Theory]
    [InlineData("<data id=\"x\"><a>1</a></data>", "submission-other-form")]
    [InlineData("<data><b>1</b></data>", "answer-unknown")]
    [InlineData("<data><a><b>1</b></a></data>", "answer-unexpected")]
    [InlineData("<data><a>1", "submission-malformed")]
    [InlineData("<!DOCTYPE data [<!ENTITY x \"y\">]><data><a>&x;</a></data>", "submission-malformed")]
    public void A_submission_that_is_not_of_the_form_is_refused(string xml, string code)
    {
        var checklist = ChecklistLaws.Accepted(ChecklistTableReader.Read([Survey("integer|a")]));
        var reading = FormSubmission.Read(checklist, new MemoryStream(Encoding.UTF8.GetBytes(xml)));
        Assert.Null(reading.Answers);
        Assert.Equal(code, Assert.Single(reading.Problems).Code);
    }

    private static readonly ChecklistSheet Choices = new("choices", [["list_name", "name", "label"], ["yes", "yes", "Yes"]]);

    // Rows by semicolons, cells by bars.
    private static ChecklistSheet Survey(string rows) => new("survey",
        [["type", "name", "relevant", "label", "constraint", "calculation", "default", "media::image"], .. rows.Split(';').Select(row => (ImmutableArray<string>)[.. row.Split('|')])]);

    private static string Only(params ChecklistSheet[] sheets) => Only(ChecklistTableReader.Read(sheets));

    private static string Only(Stream workbook) => Only(ChecklistFile.ReadWorkbook(workbook));

    private static string Only(ChecklistReading reading)
    {
        Assert.Null(reading.Checklist);
        var problem = Assert.Single(reading.Problems);
        return $"{problem.Place} {problem.Code}";
    }

    private static MemoryStream Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }

        packed.Position = 0;
        return packed;
    }
}
