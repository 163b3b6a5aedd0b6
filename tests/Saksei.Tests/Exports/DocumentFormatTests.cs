using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Exports;
using Saksei.Exports.Formats;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Tests.Cli;
using Saksei.Tests.Documents;
using Saksei.Tests.Election;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Exports;

/// <summary>Documents in other formats of the field: what they hold is what the register has, read back from them.</summary>
public sealed class DocumentFormatTests
{
    private static readonly XNamespace Eml = "urn:oasis:names:tc:evs:schema:eml", Atom = "http://www.w3.org/2005/Atom";

    public static TheoryData<string> Paths => [.. ExportDocument.All.Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_document_of_a_simulated_register_says_so(string path)
    {
        using var register = new WholeRegister();
        var text = Encoding.UTF8.GetString(ExportedRegister.Document(register.Election.Host, path));
        Assert.Contains(path == "open311/services.json" || path.StartsWith("feeds/", StringComparison.Ordinal) ? ExportedRegister.English.Say("simulated") : "simulated", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_document_is_the_same_each_time_and_whole_in_every_language(string path)
    {
        using var register = new WholeRegister();
        using var empty = new SmallElection();
        foreach (var host in (RegisterHost[])[register.Election.Host, empty.Host])
            foreach (var language in TextBook.Languages)
            {
                var document = ExportDocument.Find(path)!;
                byte[] Write() => document.Write(ExportedRegister.InputOf(host), host.Origin, new Speech(language, "Asia/Phnom_Penh"));
                Assert.Equal(Write(), Write());
                if (document.MediaType.Contains("json", StringComparison.Ordinal)) JsonDocument.Parse(Write()).Dispose();
                else Assert.NotNull(XDocument.Load(new MemoryStream(Write())).Root);
            }
    }

    [Fact]
    public void Every_document_has_a_text_in_every_language_and_its_losses_in_the_specification()
    {
        foreach (var language in TextBook.Languages)
            Assert.All(ExportDocument.All, document => Assert.True(new Speech(language, "UTC").Knows("data.document." + document.Path), document.Path));
        var specification = Repo.Read("docs/spec/exports.md");
        Assert.All(ExportDocument.All, document => Assert.Contains("`" + document.Path + "`", specification, StringComparison.Ordinal));
        Assert.Equal(Headings(specification, "## ").Count(), Headings(specification, "**It can't hold").Count());
    }

    [Fact]
    public void Each_of_the_sixteen_categories_names_only_what_is_served()
    {
        var rows = Headings(Repo.Read("docs/open-election-data.md"), "| ").Where(row => char.IsAsciiDigit(row[2])).ToList();
        Assert.Equal(Enumerable.Range(1, 16), rows.Select(row => int.Parse(row[2..row.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture)));
        HashSet<string> served =
        [
            .. ExportDocument.All.Select(document => document.Path), .. ExportCatalog.Tables.Select(table => table.Name), .. CaseRules.All.Select(table => table.Book),
            "definition.json", "procedures.json", "results/impartiality.json", "/log/",
        ];
        Assert.All(rows.SelectMany(row => row.Split('`').Where((_, place) => place % 2 == 1)), name => Assert.Contains(name, served));
    }

    [Fact]
    public void Read_back_from_EML_every_count_is_that_of_the_register()
    {
        using var election = ExportedRegister.Evening();
        Assert.Equal(ExportedRegister.CountsOf(election.Host.Snapshot()), FromEml(ExportedRegister.Document(election.Host, "eml-510.xml"), "small"));
    }

    [Fact]
    public void EML_says_of_each_contest_that_it_is_simulated_and_writes_no_code_that_isnt_a_name_token()
    {
        using var election = new SmallElection((file, text) => file == "lists" ? text.Replace("[\"A\",\"A\"", "[\"A/B!_x\",\"A\"", StringComparison.Ordinal) : text);
        election.Copy("S01", "A/B!_x=7 B=5 C=1");
        election.Copy("S02", "registered=500");
        var document = ExportedRegister.Document(election.Host, "eml-510.xml");
        Assert.Equal(ExportedRegister.CountsOf(election.Host.Snapshot()), FromEml(document, "small"));
        var xml = XDocument.Load(new MemoryStream(document));
        Assert.All(xml.Descendants(Eml + "Contest"), contest => Assert.Equal("yes", (string?)contest.Element(Eml + "CountQualifier")?.Element(Eml + "Simulation")));
        Assert.All(xml.Descendants(Eml + "CountMetric"), metric => Assert.NotNull(metric.Attribute("Type")));
        Assert.Equal("S01", Assert.Single(xml.Descendants(Eml + "ReportingUnitIdentifier")).Attribute("Id")!.Value);
    }

    [Fact]
    public void A_real_election_comes_back_whole_from_EML_and_the_seats_of_its_places_from_GeoJSON()
    {
        using var real = new RealElection();
        using var host = real.Build("norway-2013");
        var counts = ExportedRegister.CountsOf(host.Snapshot());
        Assert.Equal(counts, FromEml(ExportedRegister.Document(host, "eml-510.xml"), "norway-2013"));
        Assert.Equal(counts.Where(count => IsOfPlace(count.Key)), FromGeoJson(ExportedRegister.Document(host, "places.geojson")));
    }

    [Fact]
    public void Read_back_from_GeoJSON_votes_and_seats_of_provinces_are_those_of_the_register()
    {
        using var election = ExportedRegister.Evening();
        var expected = ExportedRegister.CountsOf(election.Host.Snapshot()).Where(count => IsOfPlace(count.Key));
        Assert.Equal(expected, FromGeoJson(ExportedRegister.Document(election.Host, "places.geojson")));
    }

    [Fact]
    public void A_feature_has_no_geometry_where_the_definition_has_no_coordinates()
    {
        using var election = ExportedRegister.Evening();
        using var json = JsonDocument.Parse(ExportedRegister.Document(election.Host, "places.geojson"));
        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(["P1", "P2"], features.Select(feature => feature.GetProperty("id").GetString()));
        Assert.All(features, feature => Assert.Equal(JsonValueKind.Null, feature.GetProperty("geometry").ValueKind));
    }

    [Fact]
    public void Memberships_are_the_seats_that_somebody_holds()
    {
        using var register = new WholeRegister();
        var books = register.Election.Host.Snapshot();
        using var json = JsonDocument.Parse(ExportedRegister.Document(register.Election.Host, "popolo.json"));
        var held = books.Only.Holders.SelectMany(own => own.Holders.Seats.Where(seat => seat.Holder is not null).Select(seat => (own.Constituency.Code, seat.List, seat.Holder!))).Order().ToList();
        Assert.NotEmpty(held);
        Assert.Equal(held, json.RootElement.GetProperty("memberships").EnumerateArray().Where(own => own.GetProperty("role").GetString() == "member")
            .Select(own => (own.GetProperty("area_id").GetString()!, Last(own, "on_behalf_of_id"), Last(own, "person_id"))).Order());
        Assert.Equal(books.Definition.Units.Select(unit => unit.Code), json.RootElement.GetProperty("areas").EnumerateArray().Select(area => area.GetProperty("id").GetString()));
        Assert.Equal(5, json.RootElement.GetProperty("posts").EnumerateArray().Sum(post => post.GetProperty("seats").GetInt32()));
    }

    [Fact]
    public void Every_reference_of_Popolo_leads_to_what_is_there()
    {
        using var register = new WholeRegister();
        using var json = JsonDocument.Parse(ExportedRegister.Document(register.Election.Host, "popolo.json"));
        HashSet<string> Ids(string kind) => [.. json.RootElement.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
        foreach (var own in json.RootElement.GetProperty("memberships").EnumerateArray())
        {
            Assert.Contains(own.GetProperty("person_id").GetString()!, Ids("persons"));
            Assert.Contains(own.GetProperty("post_id").GetString()!, Ids("posts"));
            Assert.Contains(own.GetProperty("area_id").GetString()!, Ids("areas"));
            Assert.Contains(own.GetProperty("organization_id").GetString()!, Ids("organizations"));
            Assert.Contains(own.GetProperty("on_behalf_of_id").GetString()!, Ids("organizations"));
        }
    }

    [Theory]
    [InlineData("cambodia-2027", 1652), InlineData("cambodia-2028", 1), InlineData("spain-2019", 1), InlineData("bolivia-2019", 0)]
    public void Every_council_and_list_of_a_definition_stands_once(string election, int councils)
    {
        var books = new ElectionFold(Founding.ReadFolder(Repository.At("elections", election)), "saksei.test/" + election).Snapshot();
        using var json = JsonDocument.Parse(PopoloDocument.Write(new ExportInput(books, _ => [], []), "saksei.test/" + election, ExportedRegister.English));
        foreach (var kind in (string[])["organizations", "areas", "posts", "events"])
            Assert.Distinct(json.RootElement.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        Assert.Equal(councils, json.RootElement.GetProperty("organizations").EnumerateArray().Count(own => own.GetProperty("classification").GetString() == "council"));
        Assert.Equal(books.Definition.Contests.Sum(contest => contest.Constituencies.Sum(own => own.Seats)), json.RootElement.GetProperty("posts").EnumerateArray().Sum(post => post.TryGetProperty("seats", out var seats) ? seats.GetInt32() : 0));
    }

    [Fact]
    public void Requests_are_the_complaints_and_the_reports_and_each_is_of_a_service()
    {
        using var register = new WholeRegister();
        var books = register.Election.Host.Snapshot();
        using var requests = JsonDocument.Parse(ExportedRegister.Document(register.Election.Host, "open311/requests.json"));
        using var services = JsonDocument.Parse(ExportedRegister.Document(register.Election.Host, "open311/services.json"));
        var complaints = requests.RootElement.EnumerateArray().Where(request => request.GetProperty("service_request_id").GetString()!.StartsWith("complaints/", StringComparison.Ordinal)).ToList();
        Assert.Equal(books.Cases.Of("complaints")!.Count, complaints.Count);
        Assert.Equal(books.Definition.Stations.Sum(station => books.Stations.ReportsOf(station).Length), requests.RootElement.GetArrayLength() - complaints.Count);
        var codes = services.RootElement.EnumerateArray().Select(service => service.GetProperty("service_code").GetString()).ToHashSet();
        Assert.All(requests.RootElement.EnumerateArray(), request => Assert.Contains(request.GetProperty("service_code").GetString(), codes));
    }

    [Fact]
    public void A_complaint_is_open_until_nothing_is_waited_for_and_nobody_is_named()
    {
        using var election = new SmallElection(SmallElection.WithProcedures);
        var person = Hash.OfBytes([7]);
        Case("complaints/file", new CaseFields { Complaint = "result", Unit = "P1", Person = person, Against = "someone" });
        Assert.Equal("open", Status());
        Case("complaints/withdraw", new CaseFields());
        Assert.Equal("closed", Status());
        var text = Encoding.UTF8.GetString(ExportedRegister.Document(election.Host, "open311/requests.json"));
        Assert.All((string[])["observers", "someone", person.ToHex()], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));

        void Case(string kind, CaseFields fields) => Assert.Equal(Outcome.Applied, election.Submit(
            header => new CaseAct(header, CaseRules.Steps.Single(step => step.Kind == kind), "C-1", fields), "observers/desk").Outcome);
        string Status()
        {
            using var json = JsonDocument.Parse(ExportedRegister.Document(election.Host, "open311/requests.json"));
            return json.RootElement[0].GetProperty("status").GetString()!;
        }
    }

    [Fact]
    public void The_feed_of_acts_has_the_newest_hundred_each_under_its_own_tag()
    {
        using var register = new WholeRegister();
        var host = register.Election.Host;
        var entries = Entries(ExportedRegister.Document(host, "feeds/acts.atom"));
        Assert.Equal(100, entries.Count);
        var size = host.Snapshot().Size;
        Assert.Equal(host.Journal(size - 100, size).Reverse().Select(line => line.Identity.ToHex()), entries.Select(entry => entry.Element(Atom + "id")!.Value.Split('/')[^1]));
        Assert.Equal(ExportedRegister.InputOf(host).Acts(0).TakeLast(100).Reverse().Select(act => act.Tick.ToString()), entries.Select(entry => entry.Element(Atom + "updated")!.Value));
        Assert.All(entries, entry => Assert.Matches("^tag:simulated\\.saksei\\.test,2023-11-1[45]:small/act/[0-9a-f]{64}$", entry.Element(Atom + "id")!.Value));
    }

    [Fact]
    public void The_founding_act_which_no_tick_is_before_has_the_time_that_its_founders_give()
    {
        using var election = new SmallElection();
        var founding = Entries(ExportedRegister.Document(election.Host, "feeds/acts.atom"))[^1];
        Assert.Equal(ExportedRegister.InputOf(election.Host).Acts(0).First().Act.Header.At.ToString(), founding.Element(Atom + "updated")!.Value);
    }

    [Fact]
    public void The_feed_of_cases_has_each_case_once_the_one_that_moved_last_first()
    {
        using var register = new WholeRegister();
        var files = register.Election.Host.Snapshot().Cases.Files.OrderByDescending(file => file.Events[^1].Place.Index).Take(100).ToList();
        var entries = Entries(ExportedRegister.Document(register.Election.Host, "feeds/cases.atom"));
        Assert.NotEmpty(entries);
        Assert.Equal(files.Select(file => file.Opened.Place.Identity.ToHex()), entries.Select(entry => entry.Element(Atom + "id")!.Value.Split('/')[^1]));
        Assert.All(entries, entry => Assert.True(Moment.TryParse(entry.Element(Atom + "updated")!.Value, out _)));
    }

    private static IEnumerable<string> Headings(string text, string start) => text.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal));

    private static bool IsOfPlace(string key) => key.EndsWith("|total", StringComparison.Ordinal) || key.EndsWith("|seats", StringComparison.Ordinal);

    private static string Last(JsonElement item, string field) => item.GetProperty(field).GetString()!.Split('/')[^1];

    private static List<XElement> Entries(byte[] feed) => [.. XDocument.Load(new MemoryStream(feed)).Root!.Elements(Atom + "entry")];

    private static SortedDictionary<string, long> FromEml(byte[] document, string only)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var contest in XDocument.Load(new MemoryStream(document)).Descendants(Eml + "Contest"))
        {
            var election = IdOf(contest.Parent!.Parent!.Element(Eml + "ElectionIdentifier"));
            foreach (var selection in contest.Descendants(Eml + "Selection"))
            {
                var station = selection.Parent!.Element(Eml + "ReportingUnitIdentifier") is { } unit ? IdOf(unit) : null;
                var key = $"{(election == only ? "" : election)}|{IdOf(contest.Element(Eml + "ContestIdentifier"))}|{IdOf(selection.Element(Eml + "AffiliationIdentifier"))}|";
                if (station is not null || Reported(selection.Parent) > 0) counts.Add(key + (station ?? "total"), (long)selection.Element(Eml + "ValidVotes")!);
                if (selection.Element(Eml + "CountMetric") is { } seats) counts.Add(key + "seats", (long)seats);
            }
        }

        return counts;
    }

    // The code that an identifier was written from; it must be a name token, as the schema asks.
    private static string IdOf(XElement? element)
    {
        var id = element!.Attribute("Id")!.Value;
        Assert.Equal(id, XmlConvert.VerifyNMTOKEN(id));
        return Regex.Replace(id, "_([0-9a-f]{2})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
    }

    private static long Reported(XElement total) => (long)total.Elements(Eml + "CountMetric").Single(metric => metric.Attribute("Type")!.Value == "stations-reported");

    private static SortedDictionary<string, long> FromGeoJson(byte[] document)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(document);
        foreach (var feature in json.RootElement.GetProperty("features").EnumerateArray())
            foreach (var contest in feature.GetProperty("properties").GetProperty("contests").EnumerateArray())
                foreach (var list in contest.GetProperty("lists").EnumerateArray())
                {
                    var key = $"{contest.GetProperty("contest").GetString()}|{feature.GetProperty("id").GetString()}|{list.GetProperty("list").GetString()}|";
                    if (list.TryGetProperty("votes", out var votes)) counts.Add(key + "total", votes.GetInt64());
                    if (list.TryGetProperty("seats", out var seats)) counts.Add(key + "seats", seats.GetInt64());
                }

        return counts;
    }
}
