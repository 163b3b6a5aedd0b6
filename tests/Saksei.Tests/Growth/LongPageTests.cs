using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Growth;

/// <summary>A page of one case or station is as small as any, however many acts are about it.</summary>
public sealed class LongPageTests : IDisposable
{
    private const int MostBytes = 60_000;
    private const string Origin = "simulated.saksei.test/long";
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-test-").FullName;
    private readonly RegisterHost _host;
    private UInt128 _bits;
    private long _seconds = 1_682_000_000;

    public LongPageTests()
    {
        var plan = new FoundingPlan(Origin, true, [("commission", "commission", "authorities"), ("observers-a", "observer", "civil-society"), ("party-01", "party", "parties")], SmallElection.SeedOf);
        _host = Founding.Found(Path.Combine(_folder, "register"), Repository.At("elections", "cambodia-rehearsal"), plan, origin => new ActDesk(origin, () => new Moment(_seconds++, 0), () => ++_bits));
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // 2,000 acts; with SAKSEI_GROWTH=40000 as many.
    private static int Most => int.TryParse(Environment.GetEnvironmentVariable("SAKSEI_GROWTH"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 2_000;

    [Fact]
    public async Task A_case_of_many_acts_and_a_station_of_many_reports_have_pages_as_small_as_any()
    {
        var station = _host.Definition.Stations[0].Code;
        Submit([.. Events()]);
        Submit([.. Reports(station)]);
        Submit([.. Observers(station)]);
        await using var server = await RunningServer.Start(_host);
        var pages = (Most + 1 + 49) / 50;
        foreach (var path in new[] { "/cases/activities/E-1", "/stations/" + station, "/changes?since=0" })
            foreach (var page in new[] { 1, 2, pages, 999_999 })
                foreach (var language in new[] { "en", "km" })
                    AssertSmall(await server.Page($"/{language}{path}{(path.Contains('?') ? '&' : '?')}page={page}"));

        Assert.Equal(10, Regex.Count(await server.Page($"/en/stations/{station}?seen=2"), "<h3>"));
        Assert.Contains($"page={pages}&amp;deadlines=1", await server.Page("/en/cases/activities/E-1"), StringComparison.Ordinal);
        Assert.Contains($"/log/acts/{_host.Store.ReadHead().Size - 1}\"", await server.Page("/en/changes?since=0"), StringComparison.Ordinal);
    }

    private static void AssertSmall(string html)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, MostBytes);
        Assert.InRange(Regex.Count(html, "<li>[^<]* · <strong>"), 1, 80);
    }

    private IEnumerable<Submission> Events()
    {
        yield return Sign("party-01", header => Step(header, "activities/ask", new CaseFields { Party = "party-01", Unit = "01", On = new Moment(1_690_000_000, 0) }));
        for (var i = 0; i < Most; i++)
            yield return Sign("observers-a", header => Step(header, "activities/counter", new CaseFields { Attachments = [new Attachment(_host.Definition.Identity, 1, "text/plain")] }));
    }

    private IEnumerable<Submission> Reports(string station)
    {
        Hash? last = null;
        for (var i = 0; i < Most; i++)
        {
            var report = Sign("observers-a", header => new StationConditions(header, station, i % 2 == 0 ? Doors.Closed : Doors.Open, [], Seen.Yes, [], null, null, [], last));
            last = report.Identity;
            yield return report;
        }
    }

    // Organisations that founders let in, each of which reports once.
    private IEnumerable<Submission> Observers(string station)
    {
        foreach (var name in Enumerable.Range(0, 30).Select(i => "observer-" + i.ToString(CultureInfo.InvariantCulture)))
        {
            yield return Sign("commission", header => new OrganisationAccredit(header, name, "observer", name, AccreditOutcome.Granted, "", "", [SmallElection.Key(name + "/desk").Verifier], Recovery.None));
            yield return Sign(name, header => new StationConditions(header, station, Doors.Open, [new PresenceOf("party-01", Presence.Present)], Seen.Yes, [], null, null, [], null));
        }
    }

    private static CaseAct Step(ActHeader header, string kind, CaseFields fields) => new(header, CaseRules.Steps.Single(step => step.Kind == kind), "E-1", fields);

    private Submission Sign(string organisation, Func<ActHeader, Act> make)
    {
        var key = SmallElection.Key(organisation + "/desk");
        return _host.Desk.Sign(make(_host.Desk.Header(key)), key);
    }

    private void Submit(IReadOnlyList<Submission> acts)
    {
        foreach (var batch in acts.Chunk(1_000)) Assert.All(_host.Submit(batch), submitted => Assert.Equal(Outcome.Applied, submitted.Outcome));
    }
}
