using Parquet;
using Parquet.Schema;
using Saksei.Exports;
using Xunit;

namespace Saksei.Tests.Exports;

/// <summary>Tables are read by other programs, which find in them what the register says.</summary>
public sealed class ReadBackTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string R = "/usr/bin/Rscript";

    // Each workbook and each text file of a table, cell by cell; the third line of the workbook has the columns' names.
    private const string SameInBoth = """
        import pathlib, sys, pandas
        folder = pathlib.Path(sys.argv[1])
        for path in sorted(folder.glob("*.csv")):
            text = pandas.read_csv(path, dtype=str, keep_default_na=False)
            book = pandas.read_excel(path.with_suffix(".xlsx"), header=int(sys.argv[2]), dtype=str, keep_default_na=False)
            if list(text.columns) != list(book.columns) or text.shape != book.shape or not (text.map(str.lower) if hasattr(text, "map") else text.applymap(str.lower)).equals(book.map(str.lower) if hasattr(book, "map") else book.applymap(str.lower)):
                sys.exit(f"{path.name} differs")
            print(path.name, len(text))
        """;

    private readonly ExportedNight _night = new("portugal-2025-councils");

    public void Dispose() => _night.Dispose();

    [Fact]
    public void Totals_seats_and_contradictions_recomputed_by_Python_and_by_R_are_the_registers()
    {
        var (python, pythonSaid) = ExportedNight.Run(Python, Path.Combine(_night.Tables, "check.py"), _night.Tables);
        Assert.True(python == 0, pythonSaid);
        Assert.Contains("votes: 1583 totals of lists recomputed, 0 differ", pythonSaid, StringComparison.Ordinal);
        var (r, rSaid) = ExportedNight.Run(R, Path.Combine(_night.Tables, "check.R"), _night.Tables);
        Assert.True(r == 0, rSaid);
        Assert.Contains("votes: 1583 totals of lists recomputed, 0 differ", rSaid, StringComparison.Ordinal);
        Assert.DoesNotContain("seats: 0 constituencies", pythonSaid + rSaid, StringComparison.Ordinal);
        Assert.DoesNotContain("copies: 0 figures", pythonSaid + rSaid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("results.csv", 4)]
    [InlineData("seats.csv", 4)]
    [InlineData("copy-figures.csv", 2)]
    public void A_figure_altered_in_a_table_is_found_by_both_programs(string table, int column)
    {
        var path = Path.Combine(_night.Tables, table);
        var lines = File.ReadAllLines(path);
        var at = Array.FindIndex(lines, 1, line => line.Split(',')[column] is not ("" or "0") && IsOf(line, table));
        var cells = lines[at].Split(',');
        cells[column] = (long.Parse(cells[column]) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        lines[at] = string.Join(',', cells);
        File.WriteAllLines(path, lines);
        Assert.Equal(1, ExportedNight.Run(Python, Path.Combine(_night.Tables, "check.py"), _night.Tables).Code);
        Assert.Equal(1, ExportedNight.Run(R, Path.Combine(_night.Tables, "check.R"), _night.Tables).Code);
    }

    [Fact]
    public void A_workbook_and_a_text_file_hold_the_same_cells()
    {
        var (code, said) = ExportedNight.Run(Python, "-c", SameInBoth, _night.Tables, "1");
        Assert.True(code == 0, said);
        Assert.All(ExportCatalog.Tables, table => Assert.Contains(table.Name + ".csv ", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parquet_has_the_votes_of_the_text_file()
    {
        var votes = File.ReadLines(Path.Combine(_night.Tables, "results.csv")).Skip(1).Select(line => line.Split(',')[4]).ToList();
        await using var stream = File.OpenRead(Path.Combine(_night.Tables, "results.parquet"));
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        DataField field = reader.Schema.FindDataField("votes");
        using var group = reader.OpenRowGroupReader(0);
        var read = new long?[(int)group.RowCount];
        await group.ReadAsync<long>(field, read.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(votes, read.Select(value => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));
    }

    [Fact]
    public void Keys_are_unique_and_every_reference_is_there()
    {
        var tables = ExportCatalog.Tables.ToDictionary(table => table.Name, table => File.ReadLines(Path.Combine(_night.Tables, table.Name + ".csv")).Skip(1).Select(Cells).ToList());
        foreach (var table in ExportCatalog.Tables)
        {
            Assert.All(tables[table.Name], row => Assert.Equal(table.Columns.Length, row.Count));
            var keys = table.Key.Select(name => Column(table, name)).ToList();
            Assert.Equal(tables[table.Name].Count, tables[table.Name].Select(row => string.Join('\t', keys.Select(at => row[at]))).Distinct().Count());
            foreach (var (columns, there, theirs) in table.References)
            {
                var known = tables[there].Select(row => Cells(ExportCatalog.Find(there)!, row, theirs)).ToHashSet();
                Assert.All(tables[table.Name].Select(row => Cells(table, row, columns)).Where(cells => cells.Length > 0), cells => Assert.Contains(cells, known));
            }
        }
    }

    private static bool IsOf(string line, string table) => table != "copy-figures.csv" || line.Contains(",votes/", StringComparison.Ordinal);

    private static string Cells(ExportTable table, List<string> row, IEnumerable<string> columns) => string.Join('\t', columns.Select(name => row[Column(table, name)]));

    private static int Column(ExportTable table, string name) => table.Columns.Select(column => column.Name).ToList().IndexOf(name);

    private static List<string> Cells(string line)
    {
        using var parser = new CsvHelper.CsvParser(new StringReader(line), System.Globalization.CultureInfo.InvariantCulture);
        return parser.Read() && parser.Record is { } record ? [.. record] : [];
    }
}
