using Saksei.Cli.Voices;
using Saksei.Node.Imports;
using Saksei.Register.Tree;
using SpreadCheetah;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Recommendations from tables: CSV and workbooks alike, what is exported is read back, and of a bad table nothing is appended.</summary>
public sealed class RecommendationTableTests : IDisposable
{
    private const string Names = "context,recommendation,change,law,institution,standard,subject,priority,due";
    private const string Rows = "\"Forms, some\nwere not posted\",Post every form,practice,Art. 83;Art. 84,commission,ICCPR.25,counting,priority,2028-07-30\n,\"Give copies \"\"at once\"\"\",law,,commission,,copies,,2028-01-01T12:00:00+07:00\n";
    private readonly SmallElection _election = new(SmallElection.WithFindings);
    private readonly SmallElection _other = new(SmallElection.WithFindings);

    public void Dispose()
    {
        _election.Dispose();
        _other.Dispose();
    }

    [Theory]
    [InlineData("csv"), InlineData("xlsx")]
    public void What_is_exported_is_read_back_the_same(string format)
    {
        Assert.Equal(2, Run(_election, Csv($"{Names}\n{Rows}")).Copies);
        var written = Export(_election, format);
        Assert.Equal(0, Command.Run("import-recommendations", _other.RegisterFolder, "--as", "observers", Path.Combine(written, $"recommendations.{format}")).Exit);
        _other.Host.Follow();
        string[] both = [.. ((SmallElection[])[_election, _other]).Select(election => WithoutActs(File.ReadAllText(Path.Combine(Export(election, "csv"), "recommendations.csv"))))];
        Assert.Equal(both[0], both[1]);
        Assert.Contains("\"Forms, some\nwere not posted\",Post every form,practice,Art..83;Art..84,commission,ICCPR.25,counting,priority,", both[0], StringComparison.Ordinal);
        Assert.Contains("\"Give copies \"\"at once\"\"\",law,,commission,,copies,other,2028-01-01T12:00:00+07:00,observers", both[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Names + ",wind\n" + Rows, "column-unknown", 1)]
    [InlineData("Headings\n" + Names + ",due\n" + Rows, "column-twice", 2)]
    [InlineData("recommendation,change\nPost,law\n", "column-missing", 1)]
    [InlineData(Names + "\n,Post every form,often,,commission,,counting,,2028-07-30\n", "word-unknown", 2)]
    [InlineData(Names + "\n,Post every form,law,,commission,,counting,,soon\n", "time-malformed", 2)]
    [InlineData(Names + "\n" + ",Post every form,law,,commission,,wind,,2028-07-30\n", "subject-unknown", 2)]
    [InlineData("", "file-empty", 0)]
    public void A_bad_table_is_said_with_its_line_in_either_format_and_nothing_is_appended(string table, string code, long line)
    {
        foreach (var path in (string[])[Csv(table), Workbook([.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Replace("\"\"", "", StringComparison.Ordinal).Split(','))])])
        {
            var size = _election.Fold.Size;
            var result = Run(_election, path);
            Assert.Equal((code, line, 0), (result.Problems[0].Code, result.Problems[0].Line, result.Copies));
            Assert.Equal(size, _election.Fold.Size);
            if (table.Contains('"', StringComparison.Ordinal)) break;
        }
    }

    [Fact]
    public void Words_that_were_taken_down_are_not_kept_again()
    {
        byte[][] words = [[.. "Post every form\n"u8], [.. "Give copies \"at once\"\n"u8]];
        _election.TakeDown(words[0]);
        Assert.Equal(2, Run(_election, Csv($"{Names}\n{Rows}")).Copies);
        Assert.Equal([null, words[1].Length], words.Select(bytes => _election.Host.Store.ReadAttachment(Hash.OfBytes(bytes))?.Length));
    }

    [Fact]
    public void A_workbook_that_is_none_gets_one_message()
    {
        var path = At("bad.xlsx");
        File.WriteAllText(path, Names);
        Assert.Equal("workbook-unreadable", Assert.Single(Run(_election, path).Problems).Code);
    }

    private static ImportResult Run(SmallElection election, string path) => new RecommendationTable(election.Host, "observers", "en").Run(TableSources.Of(path));

    private static string Export(SmallElection election, string format)
    {
        var folder = Path.Combine(election.Folder, $"{Guid.NewGuid():N}");
        Assert.Equal(0, Command.Run("export", election.RegisterFolder, folder, "--format", format).Exit);
        return folder;
    }

    // An act's identity is its own in each register.
    private static string WithoutActs(string table) => System.Text.RegularExpressions.Regex.Replace(table, "[0-9a-f]{64}", "");

    private string Csv(string text)
    {
        File.WriteAllText(At("table.csv"), text);
        return At("table.csv");
    }

    private string Workbook(string[][] rows)
    {
        using var file = File.Create(At("table.xlsx"));
        Write().GetAwaiter().GetResult();
        return At("table.xlsx");

        async Task Write()
        {
            await using var book = await Spreadsheet.CreateNewAsync(file);
            await book.StartWorksheetAsync("table");
            foreach (var row in rows) await book.AddRowAsync([.. row.Select(cell => cell.Length == 0 ? default : new Cell(cell))]);
            await book.FinishAsync();
        }
    }

    private string At(string name) => Path.Combine(_election.Folder, name);
}
