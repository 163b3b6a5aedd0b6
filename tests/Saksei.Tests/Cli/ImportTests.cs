using System.IO.Compression;
using System.Text;
using Saksei.Election.Forms;
using Saksei.Node.Imports;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Files as authorities publish them, good and bad, into a small register.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Wide = """
        {"format":"saksei/mapping/v1","sheet":"original","form":"1102","files":[{"name":"wide","encoding":"utf-8","delimiter":",","header":true,
        "layout":"wide","station":{"columns":["station"]},"figures":{"registered":"reg"},"votes":{"A":"a","B":"b"}}]}
        """;

    private const string WithoutHeader = """
        {"format":"saksei/mapping/v1","sheet":"original","form":"1102","files":[{"name":"wide","encoding":"utf-8","delimiter":",","header":false,
        "layout":"wide","station":{"columns":[1]},"figures":{"registered":2},"votes":{"A":3,"B":4}}]}
        """;

    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Theory]
    [InlineData("S01,x1,2,3", "number-malformed", 3)]
    [InlineData("S01,-1,2,3", "number-negative", 3)]
    [InlineData("S01,99999999999999999999,2,3", "number-too-large", 3)]
    [InlineData("S01,10000,2,3", "number-too-large", 3)]
    [InlineData("S01,8.214,2,3", "number-group-mark", 3)]
    [InlineData("S01,\"8,214\",2,3", "number-group-mark", 3)]
    [InlineData("S01,8 214,2,3", "number-group-mark", 3)]
    [InlineData("S01,1២,2,3", "digits-mixed", 3)]
    [InlineData("S99,1,2,3", "station-unknown", 3)]
    [InlineData("S02,1,2,3", "figure-twice", 3)]
    [InlineData("S01,1,2", "row-too-short", 3)]
    [InlineData("S01,1e3,2,3", "number-malformed", 3)]
    [InlineData("S01, 1,2,3", "number-malformed", 3)]
    public void Bad_input_is_refused_with_its_line_and_nothing_is_appended(string row, string code, long line)
    {
        var result = Run(Wide, File("station,reg,a,b\nS02,10,4,3\n" + row + "\n"));
        var problem = result.Problems[0];
        Assert.Equal((code, line, 0), (problem.Code, problem.Line, result.Copies));
        Assert.Empty(_election.Fold.Forms.CopiesOf(_election.Host.Definition.FindStation("S02")!));
    }

    [Fact]
    public void Khmer_digits_are_read_where_the_layout_allows_them()
    {
        Assert.Equal(1, Run(Wide, File("station,reg,a,b\nS01,៥០០,៤០,7\n")).Copies);
        Assert.Equal(40, Official("S01")[3]);
        Assert.Equal("digits-not-allowed", FigureText.Read("៥", Saksei.Election.Definition.DigitSystems.Latin, 9, out _));
    }

    [Theory]
    [InlineData(Wide, "\uFEFF\"station\",reg,a,b\nS01,500,40,7\n")]
    [InlineData(WithoutHeader, "\uFEFFS01,500,40,7\n")]
    [InlineData(WithoutHeader, "\uFEFF\"S01\",500,40,7\n")]
    public void A_byte_order_mark_is_no_part_of_the_first_cell(string mapping, string text)
    {
        Assert.Equal(1, Run(mapping, File(text)).Copies);
        Assert.Equal(40, Official("S01")[3]);
    }

    [Fact]
    public void An_empty_cell_is_absent_and_not_a_zero()
    {
        Run(Wide, File("station,reg,a,b\nS01,500,,0\n"));
        Assert.Null(Official("S01")[3]);
        Assert.Equal(0, Official("S01")[4]);
    }

    [Theory]
    [InlineData("S01,500,40,7", 47)]
    [InlineData("S01,500,40,0", 40)]
    [InlineData("S01,500,40,", null)]
    [InlineData("S01,500,,", null)]
    public void Two_columns_that_are_one_list_are_added_up_and_what_one_lacks_the_sum_lacks(string row, int? votes)
    {
        Assert.Equal(1, Run(Wide.Replace("\"A\":\"a\",\"B\":\"b\"", "\"A\":[\"a\",\"b\"]", StringComparison.Ordinal), File("station,reg,a,b\n" + row + "\n")).Copies);
        Assert.Equal(votes, Official("S01")[3]);
    }

    [Theory]
    [InlineData("S01,07,40\nS01,31,7\n", 47, null)]
    [InlineData("S01,31,7\n", 7, null)]
    [InlineData("S01,31,7\nS01,07,\n", null, null)]
    [InlineData("S01,07,40\nS01,07,7\n", null, "figure-twice")]
    [InlineData("S01,07,9999\nS01,31,7\n", null, "number-too-large")]
    public void Two_numbers_of_one_list_are_added_up(string rows, int? votes, string? code)
    {
        const string mapping = """
            {"format":"saksei/mapping/v1","sheet":"original","form":"1102","files":[{"name":"long","encoding":"utf-8","delimiter":",","header":true,
            "layout":"long","station":{"columns":["s"]},"list":"l","value":"v","votes":{"A":["07","31"]}}]}
            """;
        var result = Run(mapping, File("s,l,v\n" + rows));
        Assert.Equal(code, result.Problems.Select(problem => problem.Code).FirstOrDefault());
        if (code is null) Assert.Equal(votes, Official("S01")[3]);
    }

    [Fact]
    public void A_second_import_of_the_same_stations_would_be_void_and_appends_nothing()
    {
        var path = File("station,reg,a,b\nS01,500,1,2\nS02,500,1,2\n");
        Assert.Equal(2, Run(Wide, path).Copies);
        var size = _election.Host.Store.ReadHead().Size;
        var again = Run(Wide, path);
        Assert.Equal(("copy-exists", 2L, 2L), (again.Problems[0].Code, again.Problems[0].Line, again.ProblemCount));
        Assert.Equal(size, _election.Host.Store.ReadHead().Size);
    }

    [Fact]
    public void An_imported_row_is_entered_once_however_often_it_is_sent()
    {
        Run(Wide, File("station,reg,a,b\nS01,500,1,2\n"));
        Assert.Equal(EntryState.EnteredOnce, _election.Fold.Forms.OfficialCopyOf(_election.Host.Definition.FindStation("S01")!)!.Entry);
    }

    [Fact]
    public void Ten_megabytes_of_noise_are_told_as_such()
    {
        var noise = new byte[10_000_000];
        for (var i = 0; i < noise.Length; i++) noise[i] = (byte)((i % 251 ^ i / 7) & 255);
        var path = Path.Combine(_election.Folder, "noise.csv");
        System.IO.File.WriteAllBytes(path, noise);
        Assert.NotEmpty(Run(Wide, path).Problems[0].Code);
        Assert.NotEmpty(Run(Wide, Path.Combine(_election.Folder, "nowhere.csv")).Problems[0].Code);
    }

    [Fact]
    public void A_gzip_that_is_cut_off_is_refused_and_nothing_is_appended()
    {
        var rows = "station,reg,a,b\n" + string.Concat(Enumerable.Range(1, 10).Select(i => $"S{i:00},{i * 7},{i},{i}\n"));
        using var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(rows));
        var path = Path.Combine(_election.Folder, "cut.csv.gz");
        for (var cut = 1; cut < whole.Length; cut += 7)
        {
            System.IO.File.WriteAllBytes(path, whole.ToArray()[..^cut]);
            Assert.NotEqual(0, Run(Wide, path).ProblemCount);
        }

        System.IO.File.WriteAllBytes(path, whole.ToArray());
        Assert.Equal(10, Run(Wide, path).Copies);
    }

    [Fact]
    public void Long_files_columns_by_position_other_delimiters_and_encodings_need_no_code()
    {
        const string mapping = """
            {"format":"saksei/mapping/v1","sheet":"original","form":"1102","files":[
            {"name":"stations","encoding":"latin1","delimiter":";","header":false,"layout":"wide","station":{"columns":[1,2]},"figures":{"registered":4}},
            {"name":"votes","encoding":"windows-1252","delimiter":"\t","header":true,"layout":"long","station":{"columns":["p","n"]},
            "list":"what","value":"count","votes":{"A":"España","B":"Ulster"},"figures":{"invalid":"void"},"keep":[{"column":"use","in":["yes"]}]}]}
            """;
        var stations = Path.Combine(_election.Folder, "stations.txt");
        var votes = Path.Combine(_election.Folder, "votes.txt");
        System.IO.File.WriteAllBytes(stations, Encoding.Latin1.GetBytes("S;01;Málaga;500\nS;02;Cádiz;400\n"));
        System.IO.File.WriteAllBytes(votes, Encoding.Latin1.GetBytes(
            "p\tn\twhat\tcount\tuse\nS\t01\tEspaña\t12\tyes\nS\t01\tUlster\t3\tyes\nS\t01\tvoid\t2\tyes\nS\t02\tEspaña\t5\tyes\nS\t02\tEspaña\t9\tno\n"));
        Assert.Equal(2, Run(mapping, stations, votes).Copies);
        Assert.Equal((500, 2, 12, 3), (Official("S01")[0], Official("S01")[2], Official("S01")[3], Official("S01")[4]));
        Assert.Equal(5, Official("S02")[3]);
    }

    [Theory]
    [InlineData("{}", "field-missing")]
    [InlineData("{\"format\":\"saksei/mapping/v1\",\"format\":\"saksei/mapping/v1\"}", "field-twice")]
    [InlineData("{\"format\":\"saksei/mapping/v2\"}", "format-unknown")]
    [InlineData("not json", "json-malformed")]
    public void A_mapping_that_is_none_is_refused_with_its_place(string text, string code)
    {
        Assert.Null(Mapping.Read(Encoding.UTF8.GetBytes(text), out var problem));
        Assert.Equal(code, problem!.Code);
    }

    private string File(string text)
    {
        var path = Path.Combine(_election.Folder, "rows.csv");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private ImportResult Run(string mapping, params string[] files)
    {
        var read = Mapping.Read(Encoding.UTF8.GetBytes(mapping), out var problem);
        Assert.True(read is not null, problem?.ToString());
        return Import.Run(_election.Host, new ImportOrder(CopySource.Official, "commission", read, files), _ => { });
    }

    private Figures Official(string code) => _election.Fold.Forms.OfficialCopyOf(_election.Host.Definition.FindStation(code)!)!.Figures;
}
