using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Saksei.Election;
using Saksei.Election.Forms;

namespace Saksei.Cli.Commands;

/// <summary>Copies on which a check of the form fails, as a document or as a table.</summary>
internal static class FailingSums
{
    internal static byte[] Document(ContestAsOf books, string code, bool csv)
    {
        var checks = books.Contest.Form.Checks;
        if (checks.FirstOrDefault(check => check.Code == code) is not { } wanted)
            throw CommandProblem.NotOneOf("check-unknown", "--failing", code, checks.Select(check => check.Code));
        var rows = FormChecking.Failing(books.Contest, books.Forms, wanted).Select(failing => new FailingRow(
            failing.Station.Code, failing.Copy.Source.Word, failing.Copy.Organisation, failing.Left, failing.Right)).ToList();
        return csv ? Table(rows) : JsonSerializer.SerializeToUtf8Bytes(rows, JsonOutput.Options);
    }

    private static byte[] Table(List<FailingRow> rows)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var table = new CsvWriter(text, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var heading in (string[])["station", "source", "organisation", "left", "right"]) table.WriteField(heading);
        table.NextRecord();
        foreach (var row in rows)
        {
            foreach (var cell in (object[])[row.Station, row.Source, row.Organisation, row.Left, row.Right]) table.WriteField(cell);
            table.NextRecord();
        }

        table.Flush();
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed record FailingRow(string Station, string Source, string Organisation, long Left, long Right);
}
