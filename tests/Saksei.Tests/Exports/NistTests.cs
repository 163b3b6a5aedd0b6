using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using NJsonSchema;
using Saksei.Election;
using Saksei.Exports;
using Saksei.Exports.Formats;
using Saksei.Exports.Formats.Nist;
using Saksei.Node;
using Saksei.Tests.Cli;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Exports;

/// <summary>Reports in the common data format of NIST SP 1500-100, held against its schemas and read back.</summary>
public sealed class NistTests
{
    private static readonly XNamespace Cdf = "http://itl.nist.gov/ns/voting/1500-100/v2";

    [Fact]
    public async Task The_report_in_JSON_is_valid_by_the_schema()
    {
        using var election = ExportedRegister.Evening();
        await AssertValid(ExportedRegister.Document(election.Host, "nist-results.json"));
        using var empty = new SmallElection();
        await AssertValid(ExportedRegister.Document(empty.Host, "nist-results.json"));
    }

    [Fact]
    public void The_report_in_XML_is_valid_by_the_schema()
    {
        using var election = ExportedRegister.Evening();
        AssertValidXml(ExportedRegister.Document(election.Host, "nist-results.xml"));
        using var empty = new SmallElection();
        AssertValidXml(ExportedRegister.Document(empty.Host, "nist-results.xml"));
    }

    [Fact]
    public async Task The_schema_refuses_a_report_with_a_field_of_another_type()
    {
        using var election = ExportedRegister.Evening();
        var text = Encoding.UTF8.GetString(ExportedRegister.Document(election.Host, "nist-results.json"));
        Assert.NotEmpty((await Schema()).Validate(text.Replace("\"Count\":150", "\"Count\":\"150\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_back_from_JSON_every_count_is_that_of_the_register()
    {
        using var election = ExportedRegister.Evening();
        Assert.Equal(ExportedRegister.CountsOf(election.Host.Snapshot()), FromJson(ExportedRegister.Document(election.Host, "nist-results.json")));
    }

    [Fact]
    public void Read_back_from_XML_every_count_is_that_of_the_register()
    {
        using var election = ExportedRegister.Evening();
        Assert.Equal(ExportedRegister.CountsOf(election.Host.Snapshot()), FromXml(ExportedRegister.Document(election.Host, "nist-results.xml")));
    }

    [Fact]
    public async Task A_real_election_with_levelling_seats_comes_back_whole()
    {
        using var real = new RealElection();
        using var host = real.Build("norway-2013");
        var (counts, json) = (ExportedRegister.CountsOf(host.Snapshot()), ExportedRegister.Document(host, "nist-results.json"));
        Assert.Equal(169, counts.Where(count => count.Key.EndsWith("|seats", StringComparison.Ordinal)).Sum(count => count.Value));
        Assert.Equal(counts, FromJson(json));
        Assert.Equal(counts, FromXml(ExportedRegister.Document(host, "nist-results.xml")));
        await AssertValid(json);
    }

    [Fact]
    public void A_simulated_register_says_so_and_how_far_it_is()
    {
        using var election = ExportedRegister.Evening();
        using var json = JsonDocument.Parse(ExportedRegister.Document(election.Host, "nist-results.json"));
        Assert.True(json.RootElement.GetProperty("IsTest").GetBoolean());
        Assert.Equal("simulated", json.RootElement.GetProperty("TestType").GetString());
        Assert.Equal("unofficial-partial", json.RootElement.GetProperty("Status").GetString());
        var xml = Parse(ExportedRegister.Document(election.Host, "nist-results.xml"));
        Assert.Equal("true", xml.Element(Cdf + "IsTest")?.Value);
    }

    [Theory]
    [InlineData("bolivia-2019"), InlineData("cambodia-2023"), InlineData("cambodia-2027"), InlineData("cambodia-2028"), InlineData("georgia-2012"), InlineData("georgia-2012-lists"), InlineData("mexico-2012")]
    [InlineData("norway-2013"), InlineData("portugal-2025-assemblies"), InlineData("portugal-2025-councils"), InlineData("spain-2019")]
    public void Before_the_night_the_report_of_every_definition_is_valid(string election)
    {
        var books = new ElectionFold(Founding.ReadFolder(Repository.At("elections", election)), "saksei.test/" + election).Snapshot();
        var report = NistReport.Xml(new ExportInput(books, _ => [], []), "saksei.test/" + election, ExportedRegister.English);
        AssertValidXml(report);
        Assert.Equal("pre-election", Parse(report).Element(Cdf + "Status")?.Value);
        Assert.Equal("false", Parse(report).Element(Cdf + "IsTest")?.Value);
    }

    [Fact]
    public void Of_a_register_with_every_kind_of_act_the_report_is_valid_and_certified_once_it_is_declared()
    {
        using var register = new WholeRegister();
        var report = ExportedRegister.Document(register.Election.Host, "nist-results.xml");
        AssertValidXml(report);
        Assert.Equal("certified", Parse(report).Element(Cdf + "Status")?.Value);
    }

    [Fact]
    public void Lists_that_stand_jointly_are_a_coalition()
    {
        var joint = """{"format":"saksei/lists/v1","columns":["code","short","name.en","coalition"],"rows":[["A","A","List A","AB"],["B/1","B","List B","AB"],["C","C","List C",null]]}""";
        using var election = new SmallElection((role, text) => role == "lists" ? joint : role == "definition" ? text.Replace("\"method\":\"cambodia\"", "\"method\":\"dhondt\",\"coalitions\":{\"method\":\"dhondt\",\"article\":\"art. 2\"}", StringComparison.Ordinal) : text);
        var report = ExportedRegister.Document(election.Host, "nist-results.xml");
        AssertValidXml(report);
        var coalition = Assert.Single(Parse(report).Elements(Cdf + "Party"), party => party.Element(Cdf + "PartyIds") is not null);
        Assert.Equal(("coalition-AB", "party-A party-B_2f1"), (coalition.Attribute("ObjectId")?.Value, coalition.Element(Cdf + "PartyIds")?.Value));
    }

    [Fact]
    public void Blank_ballots_and_ballots_of_a_station_stand_beside_the_votes()
    {
        using var election = ExportedRegister.Evening();
        using var json = JsonDocument.Parse(ExportedRegister.Document(election.Host, "nist-results.json"));
        var mayor = json.RootElement.GetProperty("Election")[1];
        Assert.Equal(7, mayor.GetProperty("Contest")[0].GetProperty("OtherCounts")[0].GetProperty("Undervotes").GetInt64());
        var ballots = mayor.GetProperty("BallotCounts")[0];
        Assert.Equal((300, 3), (ballots.GetProperty("BallotsCast").GetInt64(), ballots.GetProperty("BallotsRejected").GetInt64()));
    }

    [Fact]
    public void Identifiers_are_XML_names_and_no_two_codes_become_one()
    {
        var code = Gen.String[Gen.Char['!', '~'], 1, 6];
        Gen.Select(code, code).Sample((one, other) =>
        {
            var (first, second) = (XmlNames.Escaped(one), XmlNames.Escaped(other));
            XmlConvert.VerifyNCName("unit-" + first);
            Assert.Equal(one == other, first == second);
        });
    }

    [Fact]
    public void What_XML_has_no_character_for_is_replaced()
    {
        Assert.Equal("ស្រុក 🗳", PlainXml.Of("ស្រុក 🗳"));
        Assert.Equal("a\ufffdb\ufffdc🗳\ufffd", PlainXml.Of("a\0b\u001fc🗳\uffff"));
        Assert.Equal("a\ufffdb", PlainXml.Of("a" + (char)0xd800 + "b"));
    }

    private static SortedDictionary<string, long> FromJson(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        var report = json.RootElement;
        var codes = report.GetProperty("GpUnit").EnumerateArray().Concat(report.GetProperty("Party").EnumerateArray()).ToDictionary(item => item.GetProperty("@id").GetString()!, CodeOf);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var election in report.GetProperty("Election").EnumerateArray())
            foreach (var contest in election.GetProperty("Contest").EnumerateArray())
                foreach (var selection in contest.GetProperty("ContestSelection").EnumerateArray())
                    foreach (var count in selection.GetProperty("VoteCounts").EnumerateArray())
                        counts.Add(
                            Key(election.TryGetProperty("ExternalIdentifier", out _) ? CodeOf(election) : "", codes[contest.GetProperty("ElectionDistrictId").GetString()!],
                                codes[selection.GetProperty("PartyIds")[0].GetString()!], PlaceOf(count.GetProperty("GpUnitId").GetString()!, codes), count.GetProperty("Type").GetString()!),
                            count.GetProperty("Count").GetInt64());
        return counts;
    }

    private static SortedDictionary<string, long> FromXml(byte[] document)
    {
        var report = Parse(document);
        var codes = report.Elements(Cdf + "GpUnit").Concat(report.Elements(Cdf + "Party")).ToDictionary(item => item.Attribute("ObjectId")!.Value, CodeOf);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var count in report.Descendants(Cdf + "VoteCounts"))
        {
            var (selection, contest, election) = (count.Parent!, count.Parent!.Parent!, count.Parent!.Parent!.Parent!);
            counts.Add(
                Key(election.Element(Cdf + "ExternalIdentifier") is null ? "" : CodeOf(election), codes[contest.Element(Cdf + "ElectionDistrictId")!.Value],
                    codes[selection.Element(Cdf + "PartyIds")!.Value], PlaceOf(count.Element(Cdf + "GpUnitId")!.Value, codes), count.Element(Cdf + "Type")!.Value),
                (long)count.Element(Cdf + "Count")!);
        }

        return counts;
    }

    private static string Key(string contest, string constituency, string list, string unit, string type) =>
        $"{contest}|{constituency}|{list}|{(type == "seats" ? "seats" : unit)}";

    // Stations and units may have one code.
    private static string PlaceOf(string unit, Dictionary<string, string> codes) => unit.StartsWith("station-", StringComparison.Ordinal) ? codes[unit] : "total";

    private static string CodeOf(JsonElement item) => item.GetProperty("ExternalIdentifier")[0].GetProperty("Value").GetString()!;

    private static string CodeOf(XElement item) => item.Element(Cdf + "ExternalIdentifier")!.Element(Cdf + "Value")!.Value;

    private static XElement Parse(byte[] document) => XDocument.Load(new MemoryStream(document)).Root!;

    private static async Task AssertValid(byte[] document) => Assert.Empty((await Schema()).Validate(Encoding.UTF8.GetString(document)));

    private static async Task<JsonSchema> Schema() => await JsonSchema.FromFileAsync(SchemaFile("json"));

    private static string SchemaFile(string extension)
    {
        var file = Path.Combine(RealElection.Data(), "nist-cdf", "schema", "NIST_V2_election_results_reporting." + extension);
        Assert.SkipUnless(File.Exists(file), "needs ../shared/data/nist-cdf");
        return file;
    }

    private static void AssertValidXml(byte[] document)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(Cdf.NamespaceName, SchemaFile("xsd"));
        var problems = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas, ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.ValidationEventHandler += (_, problem) => problems.Add(problem.Message);
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read())
        {
        }

        Assert.Empty(problems);
    }
}
