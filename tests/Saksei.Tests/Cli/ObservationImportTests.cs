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

    private ObservationImportResult Run(string[] tables, byte[]? checklist = null, string organisation = "observers")
    {
        var paths = tables.Select((table, number) =>
        {
            var path = Path.Combine(_election.Folder, $"answers-{number}.csv");
            File.WriteAllText(path, table);
            return path;
        });
        return ObservationImport.Run(
            _election.Host, new ObservationOrder(checklist ?? Checklist, organisation, ObservationMap.Read(Encoding.UTF8.GetBytes(Map), out _)!, [.. paths.Select(TableFile.Plain)]), _ => { });
    }
}
