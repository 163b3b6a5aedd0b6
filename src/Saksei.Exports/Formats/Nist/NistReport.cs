using System.Globalization;
using Saksei.Election;
using Saksei.Words;

namespace Saksei.Exports.Formats.Nist;

/// <summary>
/// The register as a report of NIST SP 1500-100, Election Results Common Data Format, version 2: votes of each list by station, and
/// seats. It is of the register's time, so that one register as of one checkpoint makes one document.
/// </summary>
internal static class NistReport
{
    internal static byte[] Json(ExportInput input, string origin, Speech speech)
    {
        using var stream = new MemoryStream();
        using (var output = new CdfJson(stream)) Write(output, input.Books, origin, speech);
        return stream.ToArray();
    }

    internal static byte[] Xml(ExportInput input, string origin, Speech speech)
    {
        using var stream = new MemoryStream();
        using (var output = new CdfXml(stream)) Write(output, input.Books, origin, speech);
        return stream.ToArray();
    }

    private static void Write(CdfOutput output, ElectionBooks books, string origin, Speech speech) => output.Report(() =>
    {
        output.Items("Election", () =>
        {
            foreach (var contest in books.Contests) new NistElection(output, contest, speech).Write();
        });
        output.Identifier(("register", origin), ("acts", books.Size.ToString(CultureInfo.InvariantCulture)), ("definition", books.Definition.Identity.ToHex()));
        output.Text("Format", "precinct-level");
        output.Text("GeneratedDate", books.Tick.ToString());
        NistReference.WriteUnits(output, books);
        output.Text("Issuer", origin);
        output.Text("IssuerAbbreviation", books.Definition.Head.Code);
        output.Truth("IsTest", books.IsSimulated);
        if (books.IsSimulated) output.Text("Notes", speech.Say("simulated"));
        NistReference.WriteOffices(output, books, speech);
        NistReference.WriteParties(output, books);
        output.Whole("SequenceStart", 1);
        output.Whole("SequenceEnd", 1);
        output.Text("Status", Status(books));
        if (books.IsSimulated) output.Text("TestType", "simulated");
        output.Text("VendorApplicationId", "Saksei");
    });

    // What an office declared comes first; what is left follows from how many stations have figures.
    private static string Status(ElectionBooks books) => Official.Progress(books) switch
    {
        _ when books.Contests.All(contest => contest.Declared.IsOfficial) => "certified",
        (0, _) => "pre-election",
        var (reported, stations) => reported == stations ? "unofficial-complete" : "unofficial-partial",
    };
}
