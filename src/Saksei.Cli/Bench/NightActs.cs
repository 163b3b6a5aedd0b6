using Saksei.Cli.Served;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cli.Bench;

/// <summary>
/// Acts that a register of the rehearsal doesn't have yet, signed by its agents' keys beforehand: own tallies of stations, and reports
/// of how the count was held, each new one in the place of the one before.
/// </summary>
internal sealed class NightActs
{
    private static readonly string[] Observing = ["observers-a", "alliance-b", "tally-d"];
    private readonly RegisterHost _host;
    private readonly Dictionary<string, SignerKey[]> _agents;
    private readonly Dictionary<(int Station, string Organisation), Hash> _reports = [];
    private readonly HashSet<int> _tallied = [];
    private readonly Copy _pattern;

    private NightActs(RegisterHost host)
    {
        _host = host;
        _agents = Observing.ToDictionary(organisation => organisation, organisation => host.Keys.Of(organisation).Where(key => key.Verifier.Name.Name.Contains("agent", StringComparison.Ordinal)).ToArray());
        var books = host.Snapshot();
        foreach (var station in host.Definition.Stations)
        {
            foreach (var report in books.Stations.ReportsOf(station).Where(report => report.Conditions is not null)) _reports[(station.Index, report.Organisation)] = report.Place.Identity;
            if (books.Contests[0].Forms.CopiesOf(station).Any(copy => copy.Organisation == "tally-d" && copy.Source == CopySource.Tally)) _tallied.Add(station.Index);
        }

        _pattern = host.Definition.Stations.SelectMany(books.Contests[0].Forms.CopiesOf).FirstOrDefault(copy => copy.Source == CopySource.Tally)
            ?? throw new CommandProblem("register-missing", "DIR", "a register of the rehearsal is needed");
    }

    /// <summary>Signs so many acts, ready to be handed in by requests.</summary>
    internal static byte[][] Sign(RegisterHost host, int count)
    {
        var night = new NightActs(host);
        var written = Enumerable.Range(0, count).Select(night.Write).ToList();
        var requests = new byte[count][];
        Parallel.For(0, count, i => requests[i] = LoopbackClient.Post(SignedNote.Sign(written[i].Text, written[i].Signer)));
        return requests;
    }

    // Stations one after the other by a stride that is prime to their number, so that provinces mix.
    private (byte[] Text, SignerKey Signer) Write(int number)
    {
        var stations = _host.Definition.Stations;
        var station = stations[(int)(number * 7919L % stations.Length)];
        var organisation = Observing[(number + (number / stations.Length)) % Observing.Length];
        var agents = _agents[organisation];
        var signer = agents[number / Observing.Length % agents.Length];
        var header = _host.Desk.Header(signer);
        Act act = organisation == "tally-d" && _tallied.Add(station.Index) && Official(station) is { } figures ? Tally(header, station, figures) : Report(header, station, organisation);
        var text = Saksei.Register.Acts.SignedAct.TextOf(_host.Origin, act.ToBody());
        if (act is StationConditions) _reports[(station.Index, organisation)] = Hash.OfBytes(text);
        return (text, signer);
    }

    private Figures? Official(Station station) => _host.Snapshot().Contests[0].Forms[station].OfficialFigures;

    private FormCopy Tally(ActHeader header, Station station, Figures figures) => new(
        header, _host.Definition.Contests[0].Form.Code, station.Code, CopySource.Tally, _pattern.Sheet, _pattern.Method,
        SheetEntry.Create(_host.Definition.Contests[0], SheetState.Complete, figures, []), [], null);

    private StationConditions Report(ActHeader header, Station station, string organisation) => new(
        header, station.Code, Doors.Open, [], Seen.Yes, [], null, null, [],
        _reports.TryGetValue((station.Index, organisation), out var before) ? before : null);
}
