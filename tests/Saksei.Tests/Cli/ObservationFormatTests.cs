using System.Text;
using Saksei.Checklists;
using Saksei.Cli.Voices;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Checklists.Filling;
using Saksei.Election.Observation;
using Saksei.Node.Imports;
using Saksei.Tests.Checklists;
using SpreadCheetah;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Answers come in as CSV, as a workbook and as submissions: the same answers make the same acts, and of a broken file nothing is appended.</summary>
public sealed class ObservationFormatTests : IDisposable
{
    private const string Map = """
        {"format":"saksei/observation-map/v1","station":"station","team":"team","answers":[{"question":"doors","column":"count/doors"},{"question":"waiting","column":"count/waiting"},{"question":"there","column":"count/there"}],
        "words":["count/remarks","visit/seen"],"ignored":["_uuid"],"ignoredSheets":["visit"],"form":{"id":"aXyz","version":"v2"}}
        """;

    private const string Kobo = """<aXyz id="aXyz" version="v2" xmlns:orx="http://openrosa.org/xforms"><formhub><uuid>1</uuid></formhub><station>S01</station><team>2</team><count><doors>closed</doors></count><__version__>v2</__version__><orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></aXyz>""";
    private static readonly string[] Header = ["_uuid", "station", "team", "count/doors", "count/waiting", "count/there", "count/remarks", "visit/seen"];
    private static readonly string[][] Rows = [["1", "S01", "1", "open", "12", "a b", "wind, and\n\"rain\"", "late\n\nearly"], ["2", "S02", "3", "open", "", "", "", ""], ["3", "S03", "1", "", "0", "b", "", ""]];
    private readonly CheckedChecklist _checklist = ChecklistLaws.Accepted(ChecklistTableReader.Read(
    [
        new ChecklistSheet("survey",
        [
            ["type", "name", "label", "relevant", "constraint"], ["text", "station", "Station"], ["integer", "team", "Team"], ["begin_group", "count", "Count"], ["select_one doors", "doors", "Doors"],
            ["integer", "waiting", "Waiting", "${doors} = 'open' or ${doors} = ''", ". != 1000000"],
            ["select_multiple there", "there", "There"], ["text", "remarks", "Remarks"], ["note", "thanks", "Thank you"], ["end_group", "", ""], ["begin_repeat", "visit", "Visit"], ["text", "seen", "Seen"], ["end_repeat", "", ""],
        ]),
        new ChecklistSheet("choices", [["list_name", "name", "label", "label::Khmer (km)"], ["doors", "open", "Open", "បើក"], ["doors", "closed", "Closed"], ["there", "a", "A"], ["there", "b", "B"], ["there", "c", "Same"], ["there", "d", "Same"]]),
        new ChecklistSheet("settings", [["form_id", "version"], ["count", "1"]]),
    ]));

    private readonly SmallElection _election = new();
    private readonly byte[] _form;

    public ObservationFormatTests()
    {
        _form = ChecklistJson.Write(_checklist.Checklist);
        var attached = new Attachment(_election.Host.Store.AddAttachment(_form, "application/json"), _form.Length, "application/json");
        _election.Submit(header => new ObservationChecklist(header, "count", "1", attached, CodedQuestion.Of(_checklist), null), "observers/desk");
    }

    public void Dispose() => _election.Dispose();

    [Theory]
    [InlineData(".csv"), InlineData(".xlsx"), InlineData(".xml")]
    public void The_same_answers_by_each_format_make_the_same_acts(string format)
    {
        string[] files = format switch
        {
            ".csv" => [Csv()],
            ".xlsx" => [Workbook("answers", Rows)],
            _ => [.. Rows.Select(Submission)],
        };
        var result = Import(Map.Replace(",\"form\":{\"id\":\"aXyz\",\"version\":\"v2\"}", "", StringComparison.Ordinal), files);
        Assert.Empty(result.Problems);
        Assert.Equal(
            ["S01 1 doors=open waiting=12 there=a b | count/remarks=wind, and\n\"rain\" visit/seen=late\n\nearly", "S02 3 doors=open | ", "S03 1 waiting=0 there=b | "],
            Last(3));
    }

    [Fact]
    public void A_submission_under_the_name_that_its_server_gave_the_form_is_read_where_the_map_says_it()
    {
        Assert.Equal(1, Import(Map, Xml(Kobo)).Answers);
        Assert.Equal(["S01 2 doors=closed | "], Last(1));
        Refused("submission-other-form", 1, Xml(Kobo.Replace("\"v2\"", "\"v3\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_sheet_that_is_not_left_out_on_purpose_is_not_passed_over()
    {
        Assert.Equal(3, Import(Map, Workbook("answers", Rows, "visit")).Answers);
        Refused("sheet-not-mapped", 0, Workbook("answers", Rows, "more"));
        Refused("file-empty", 0, Workbook("visit", Rows));
    }

    [Fact]
    public void A_row_of_a_workbook_is_named_by_its_number_and_one_longer_than_the_names_is_refused()
    {
        Refused("station-unknown", 3, Workbook("answers", [Rows[0], ["9", "S99", "1"]]));
        Refused("row-too-long", 2, Workbook("answers", [[.. Rows[0], "more"]]));
        Refused("column-not-mapped", 1, Workbook("answers", Rows, names: [.. Header, "more"]));
        Refused("column-missing", 1, Workbook("answers", Rows, names: [.. Header[..^1]]));
        Refused("column-twice", 1, Workbook("answers", Rows, names: [.. Header, "station"]));
        Refused("cell-too-long", 2, Workbook("answers", [[.. Rows[0][..6], new string('a', 10_001)]]));
    }

    [Fact]
    public void Labels_in_any_language_stand_for_the_codes_of_choices_where_it_is_clear_which()
    {
        Assert.Empty(Import(Map, Table("S01,1,Closed,,B A,"), Table("S02,1,បើក,,\"A; B\",")).Problems);
        Assert.Equal(["S01 1 doors=closed there=b a | ", "S02 1 doors=open there=a b | "], Last(2));
        Assert.Equal("count/doors: Open wide: one of open (Open), closed (Closed)", Refused("choice-unknown", 2, Table("S03,1,Open wide,,,"))[0].Detail);
        Assert.Equal("count/there: Same: one of a (A), b (B), c (Same), d (Same)", Refused("choice-unclear", 2, Table("S03,1,open,,Same,"))[0].Detail);
    }

    [Fact]
    public void Rows_are_held_against_the_form_as_far_as_the_table_tells()
    {
        Assert.Equal("count/waiting: . != 1000000", Refused("answer-constraint", 2, Table("S03,1,open,1000000,,"))[0].Detail);
        Assert.Equal("count/waiting: ${doors} = 'open' or ${doors} = ''", Refused("answer-not-relevant", 2, Table("S03,1,closed,7,,"))[0].Detail);
        var without = Map.Replace("{\"question\":\"doors\",\"column\":\"count/doors\"},", "", StringComparison.Ordinal).Replace("[\"_uuid\"]", "[\"_uuid\",\"count/doors\"]", StringComparison.Ordinal);
        Assert.Equal(1, Import(without, Table("S03,1,closed,7,,")).Answers);
    }

    [Fact]
    public void A_submission_that_was_changed_is_known_by_the_one_that_it_changed()
    {
        var map = Map.Replace("\"ignored\":[\"_uuid\"]", "\"instance\":\"_uuid\"", StringComparison.Ordinal);
        Assert.Equal(1, Import(map, Xml(Kobo)).Answers);
        Assert.Equal(1, Import(map, Xml(Kobo)).There);
        var changed = Kobo.Replace("closed", "open", StringComparison.Ordinal).Replace("<orx:instanceID>uuid:1<", "<orx:instanceID>uuid:2</orx:instanceID><orx:deprecatedID>uuid:1</orx:deprecatedID><orx:instanceID>uuid:2<", StringComparison.Ordinal);
        Assert.Equal(1, Import(map, Xml(changed)).Replaced);
        Assert.Equal(["S01 2 doors=open | "], Last(1));
    }

    [Theory]
    [InlineData("<aXyz", "submission-malformed")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><aXyz id=\"aXyz\" version=\"v2\"><station>&b;</station></aXyz>", "submission-malformed")]
    [InlineData("<aXyz id=\"aXyz\" version=\"v2\"><station>S01</station><wind>1</wind></aXyz>", "answer-unknown")]
    [InlineData("<aXyz id=\"aXyz\" version=\"v2\"><station>S01</station><count>1<doors><a/></doors></count></aXyz>", "answer-unexpected")]
    [InlineData("<aXyz id=\"aXyz\" version=\"v2\"><station>S99</station><team>1</team></aXyz>", "station-unknown")]
    [InlineData("<aXyz id=\"aXyz\" version=\"v2\"><station>S01</station><team>1</team><count><doors>ajar</doors></count></aXyz>", "choice-unknown")]
    [InlineData("<aXyz id=\"aXyz\" version=\"v2\"><station>S01</station><team>1</team><count><waiting>1000000000</waiting></count></aXyz>", "number-too-large")]
    public void A_submission_that_does_not_fit_is_named_and_nothing_is_appended(string xml, string code) => Refused(code, 1, Xml(Kobo.Replace("S01", "S04", StringComparison.Ordinal), "good.xml"), Xml(xml));

    [Fact]
    public void A_workbook_cut_off_anywhere_gets_one_message()
    {
        var whole = File.ReadAllBytes(Workbook("answers", Rows));
        for (var length = 0; length < whole.Length; length += 211)
        {
            var path = At("cut.xlsx");
            File.WriteAllBytes(path, whole[..length]);
            Assert.Single(Refused("workbook-unreadable", 0, path));
        }
    }

    [Fact]
    public void A_workbook_beyond_its_bounds_and_a_file_that_is_not_there_get_one_message()
    {
        var path = At("bomb.xlsx");
        using (var file = File.Create(path))
        using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create))
            for (var entry = 0; entry < 300; entry++) zip.CreateEntry($"{entry}.xml").Open().Dispose();
        Assert.Single(Refused("workbook-too-large", 0, path));
        Assert.Single(Refused("file-missing", 0, At("none.xlsx")));
        Assert.Single(Refused("file-missing", 0, At("none.xml")));
    }

    [Fact]
    public void The_command_takes_every_format_and_needs_a_checklist_that_can_be_read_for_submissions()
    {
        var (form, map) = (At("form.json"), At("map.json"));
        File.WriteAllBytes(form, _form);
        File.WriteAllText(map, Map);
        Assert.Equal(0, Command.Run("import-observation", _election.RegisterFolder, "--checklist", form, "--as", "observers", "--map", map, Workbook("answers", Rows[..2]), Xml(Kobo.Replace("S01", "S04", StringComparison.Ordinal))).Exit);
        CsvFolder.Write(_checklist.Checklist, At("tables"));
        Assert.Equal(0, Command.Run("import-observation", _election.RegisterFolder, "--checklist", At("tables"), "--as", "observers", "--map", map, Table("S05,1,Closed,,,")).Exit);
        Command.Run("checklist", "export", At("tables"), "--xlsx", At("form.xlsx"));
        Assert.Equal(0, Command.Run("import-observation", _election.RegisterFolder, "--checklist", At("form.xlsx"), "--as", "observers", "--map", map, Table("S06,1,Closed,,,")).Exit);
        File.WriteAllText(form, "{}");
        var ran = Command.Run("import-observation", _election.RegisterFolder, "--checklist", form, "--as", "observers", "--map", map, Xml(Kobo));
        Assert.Equal(2, ran.Exit);
        Assert.Contains("form.json", ran.Error, StringComparison.Ordinal);
    }

    private IReadOnlyList<ImportProblem> Refused(string code, long line, params string[] files)
    {
        var size = _election.Fold.Size;
        var result = Import(Map, files);
        Assert.NotEmpty(result.Problems);
        Assert.Equal((code, line, 0), (result.Problems[0].Code, result.Problems[0].Line, result.Answers));
        Assert.Equal(size, _election.Fold.Size);
        return result.Problems;
    }

    private ObservationImportResult Import(string map, params string[] files)
    {
        var read = ObservationMap.Read(Encoding.UTF8.GetBytes(map), out _)!;
        return ObservationImport.Run(_election.Host, new ObservationOrder(_form, "observers", read, [.. files.Select(path => TableSources.Of(path, read, new Lazy<CheckedChecklist>(_checklist)))]) { Form = _checklist }, _ => { });
    }

    // What the last acts of answers say, in the order of their stations.
    private IEnumerable<string> Last(int count) => _election.Host.Journal(0, _election.Fold.Size).Select(line => line.Act).OfType<ObservationAnswers>().TakeLast(count).Select(act =>
        $"{act.Station} {act.Team} {string.Join(' ', act.Answers.Select(answer => $"{answer.Question}={(answer.Number is { } number ? $"{number}" : string.Join(' ', answer.Choices))}"))} | {string.Join(' ', act.Words.SelectMany(Words))}").Order(StringComparer.Ordinal);

    private IEnumerable<string> Words(Attachment file)
    {
        using var json = System.Text.Json.JsonDocument.Parse(_election.Host.Store.ReadAttachment(file.Sha256)!);
        return [.. json.RootElement.GetProperty("texts").EnumerateObject().Select(text => $"{text.Name}={text.Value.GetString()}")];
    }

    private string Csv()
    {
        File.WriteAllBytes(At("answers.csv"), CsvFolder.Write(new ChecklistSheet("answers", [[.. Header], .. Rows.Select(row => (System.Collections.Immutable.ImmutableArray<string>)[.. row])])));
        return At("answers.csv");
    }

    private string Table(string row)
    {
        var path = At($"{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, $"{string.Join(',', Header)}\n1,{row},\n");
        return path;
    }

    // Numbers are typed as numbers.
    private string Workbook(string sheet, string[][] rows, string? other = null, string[]? names = null)
    {
        var path = At($"{Guid.NewGuid():N}.xlsx");
        using var file = File.Create(path);
        Write().GetAwaiter().GetResult();
        return path;

        async Task Write()
        {
            await using var book = await Spreadsheet.CreateNewAsync(file);
            await book.StartWorksheetAsync(sheet);
            foreach (var row in (string[][])[names ?? Header, .. rows])
                await book.AddRowAsync([.. row.Select(cell => cell.Length == 0 ? default : long.TryParse(cell, out var number) ? new Cell(number) : new Cell(cell))]);
            if (other is not null)
            {
                await book.StartWorksheetAsync(other);
                await book.AddRowAsync([new Cell("seen")]);
            }

            await book.FinishAsync();
        }
    }

    private string Submission(string[] row)
    {
        var answers = Header.Zip(row).Skip(1).Take(6).Aggregate(Answers.None, (filled, cell) => filled.With(cell.First.Split('/')[^1], cell.Second));
        if (row[7].Length > 0) answers = answers.With("visit", [.. row[7].Split('\n').Select(seen => Answers.None.With("seen", seen))]);
        var path = At($"{row[0]}.xml");
        File.WriteAllBytes(path, FormSubmission.Write(_checklist, answers, $"uuid:{row[0]}"));
        return path;
    }

    private string Xml(string text, string name = "bad.xml")
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    private string At(string name) => Path.Combine(_election.Folder, name);
}
