using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Node.Imports;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Tables of answers, good and bad: with any problem nothing is appended.</summary>
public sealed class ObservationImportTests : IDisposable
{
    private const string Map = """
        {"format":"saksei/observation-map/v1","station":"code","team":"team","answers":[{"question":"doors","column":"Doors","values":[{"text":"Closed","choice":"closed"}]},
        {"question":"waiting","column":"Waiting"},{"question":"there","column":"There"}],"words":["Remarks"],"ignored":["Id"]}
        """;

    private const string Header = "Id,code,team,Doors,Waiting,There,Remarks\n";
    private static readonly byte[] Checklist = Encoding.UTF8.GetBytes("{\"a\":\"checklist\"}");
    private readonly SmallElection _election = new();

    public ObservationImportTests()
    {
        var form = new Attachment(_election.Host.Store.AddAttachment(Checklist, "application/json"), Checklist.Length, "application/json");
        _election.Submit(header => new ObservationChecklist(header, "counting", "1", form,
        [
            new("doors", QuestionType.SelectOne, ["open", "closed"]), new("waiting", QuestionType.Integer, []), new("there", QuestionType.SelectMultiple, ["a", "b"]),
        ], null), "observers/desk");
    }

    public void Dispose() => _election.Dispose();

    [Fact]
    public void Rows_become_acts_and_words_go_into_a_salted_file()
    {
        var size = _election.Fold.Size;
        var result = Run(Header + "7,S01,1,Closed,12,a b,wind\n8,S02,1,open,,,\n");
        Assert.Equal((2, 0), (result.Answers, result.Problems.Count));
        var answers = Assert.Single(Of("S01"));
        Assert.Equal(["closed", "", "a b"], answers.Act.Answers.Select(answer => string.Join(' ', answer.Choices)));
        Assert.Equal(12, answers.Act.Answers[1].Number);
        var words = Encoding.UTF8.GetString(_election.Host.Store.ReadAttachment(Assert.Single(answers.Act.Words).Sha256)!);
        Assert.Contains("\"texts\":{\"Remarks\":\"wind\"}", words, StringComparison.Ordinal);
        Assert.Contains("\"salt\":\"", words, StringComparison.Ordinal);
        Assert.True(_election.Fold.Stations.Of(_election.Host.Definition.FindStation("S01")!).IsClosed);
        Assert.True(_election.Fold.Size >= size + 2);
    }

    [Theory]
    [InlineData(Header + "1,S01,1,open,1,a,\n2,S99,1,open,1,a,\n", "station-unknown", 3)]
    [InlineData(Header + "1,S01,1,ajar,1,a,\n", "choice-unknown", 2)]
    [InlineData(Header + "1,S01,1,open,-1,a,\n", "number-malformed", 2)]
    [InlineData(Header + "1,S01,1,open,1,a a,\n", "choice-twice", 2)]
    [InlineData(Header + "1,S01,0,open,1,a,\n", "team-zero", 2)]
    [InlineData(Header + "1,S01,x,open,1,a,\n", "number-malformed", 2)]
    [InlineData(Header + "1,S01,1,open,1,a,\n1,S01,1,open,1,a,\n", "station-twice", 3)]
    [InlineData(Header + "1,S01,1,open\n", "row-too-short", 2)]
    [InlineData("Id,code,team,Doors,Waiting,There,Remarks,More\n", "column-not-mapped", 1)]
    [InlineData("Id,code,team,Doors,Waiting,There\n", "column-missing", 1)]
    [InlineData("", "file-empty", 0)]
    public void A_bad_row_is_said_with_its_line_and_nothing_is_appended(string table, string code, long line)
    {
        var size = _election.Fold.Size;
        var result = Run(table);
        Assert.Equal((code, line, 0), (result.Problems[0].Code, result.Problems[0].Line, result.Answers));
        Assert.Equal(size, _election.Fold.Size);
    }

    [Theory]
    [InlineData(';'), InlineData('\t')]
    public void A_table_with_other_marks_than_commas_is_read_by_its_row_of_names(char mark) =>
        Assert.Equal(2, Run((Header + "7,S01,1,Closed,12,a b,wind\n8,S02,1,open,,,\n").Replace(',', mark)).Answers);

    [Fact]
    public void The_mark_is_the_one_by_which_the_columns_of_the_map_are_there_whatever_else_stands_in_a_name()
    {
        var map = Map.Replace("\"Id\"", "\"Id, of, the, row, and, of, the, file\"", StringComparison.Ordinal);
        Assert.Equal(1, Run([Header.Replace(',', ';').Replace("Id", "Id, of, the, row, and, of, the, file", StringComparison.Ordinal) + "7;S01;1;open;;;\n"], map: map).Answers);
        Assert.Equal("delimiter-unclear", Assert.Single(Run("Id;one,two\n1;2,3\n").Problems).Code);
    }

    [Theory]
    [InlineData("S 01,1,open,1,a", "white-space", "code: S 01")]
    [InlineData(",1,open,1,a", "cell-empty", "code: ")]
    [InlineData("S01,1,ajar,1,a", "choice-unknown", "Doors: ajar: one of open, closed")]
    [InlineData("S01,1,open,x,a", "number-malformed", "Waiting: x")]
    [InlineData("S99,1,open,1,a", "station-unknown", "code: S99")]
    public void A_bad_cell_is_said_with_its_row_and_column(string row, string code, string detail)
    {
        var problem = Assert.Single(Run(Header + $"1,{row},\n").Problems);
        Assert.Equal((code, 2, detail), (problem.Code, problem.Line, problem.Detail));
    }

    [Fact]
    public void Rows_that_came_before_are_passed_over_and_one_that_differs_is_an_edit_only_where_it_is_known_to_be_the_same()
    {
        var map = Map.Replace(",\"ignored\":[\"Id\"]", ",\"instance\":\"Id\"", StringComparison.Ordinal);
        const string First = "7,S01,1,Closed,12,a b,wind\n", Second = "8,S02,1,open,,,\n";
        Assert.Equal((2, 0, 0), Counts(Run([Header + First + Second], map: map)));
        var size = _election.Fold.Size;
        Assert.Equal((0, 2, 0), Counts(Run([Header + First + Second], map: map)));
        Assert.Equal(size, _election.Fold.Size);
        Assert.Equal((1, 2, 0), Counts(Run([Header + First + Second + "9,S03,1,open,,,\n"], map: map)));
        var stood = Assert.Single(Of("S01")).Place.Identity;
        Assert.Equal((1, 2, 1), Counts(Run([Header + First.Replace("wind", "rain", StringComparison.Ordinal) + Second + "9,S03,1,open,,,\n"], map: map)));
        Assert.Equal(stood, Assert.Single(Of("S01")).Act.Previous);

        // Another row of the same station and team, and one of which nothing says what it is.
        Assert.Equal("answers-stand", Assert.Single(Run([Header + "77,S01,1,open,,,\n"], map: map).Problems).Code);
        Assert.Equal("answers-stand", Assert.Single(Run(Header + Second.Replace("open", "Closed", StringComparison.Ordinal)).Problems).Code);
        Assert.Equal((1, 0, 1), Counts(Run([Header + Second.Replace("open", "Closed", StringComparison.Ordinal)], replaces: true)));

        static (int, int, int) Counts(ObservationImportResult result) => (result.Answers, result.There, result.Replaced);
    }

    /// <summary>Of several tables each has its own columns: what the second lacks is said, and neither is taken.</summary>
    [Fact]
    public void A_second_table_without_a_column_is_refused_whatever_the_first_held()
    {
        var size = _election.Fold.Size;
        var result = Run([Header + "1,S01,1,open,1,a,\n", "Id,code,team,Doors,Waiting,There\n2,S02,1,open,1,a\n"]);
        Assert.Equal("column-missing", Assert.Single(result.Problems).Code);
        Assert.Equal(size, _election.Fold.Size);
    }

    [Fact]
    public void A_checklist_that_was_not_registered_and_a_key_that_is_not_there_are_said()
    {
        Assert.Equal("checklist-unknown", Assert.Single(Run(Header, checklist: "{}"u8.ToArray()).Problems).Code);
        Assert.Equal("organisation-key-missing", Assert.Single(Run(Header, organisation: "nobody").Problems).Code);
    }

    [Theory]
    [InlineData("{}", "field-missing")]
    [InlineData("""{"format":"other","station":"a","answers":[]}""", "format-unknown")]
    [InlineData("""{"format":"saksei/observation-map/v1","station":"a","answers":{}}""", "array-expected")]
    public void A_map_that_is_none_is_refused(string map, string code)
    {
        Assert.Null(ObservationMap.Read(Encoding.UTF8.GetBytes(map), out var problem));
        Assert.Equal(code, problem?.Code);
    }

    private IEnumerable<AnswersState> Of(string station) => _election.Fold.Snapshot().Observation.Of(_election.Host.Definition.FindStation(station)!).Answers.Standing;

    private ObservationImportResult Run(string table, byte[]? checklist = null, string organisation = "observers") => Run([table], checklist, organisation);

    private ObservationImportResult Run(string[] tables, byte[]? checklist = null, string organisation = "observers", string map = Map, bool replaces = false)
    {
        var paths = tables.Select((table, number) =>
        {
            var path = Path.Combine(_election.Folder, $"answers-{number}.csv");
            File.WriteAllText(path, table);
            return path;
        });
        var read = ObservationMap.Read(Encoding.UTF8.GetBytes(map), out _)!;
        return ObservationImport.Run(
            _election.Host, new ObservationOrder(checklist ?? Checklist, organisation, read, [.. paths.Select(path => TableFile.Detected(path, [.. read.Columns]))]) { Replaces = replaces }, _ => { });
    }
}
