using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Rehearsal.Season;

namespace Saksei.Rehearsal;

/// <summary>The invented organisations of the rehearsal, by their codes.</summary>
internal static class Organisations
{
    /// <summary>Founder; enters the official copies.</summary>
    internal const string Commission = "commission";

    /// <summary>Founder; copies the sheets posted at stations, and watches the count.</summary>
    internal const string Observers = "observers-a";

    /// <summary>Founder; a party in opposition, copies the commune's scans.</summary>
    internal const string Alliance = "alliance-b";

    /// <summary>Accredited; transcribes images of the commission's own sheet.</summary>
    internal const string Monitor = "monitor-c";

    /// <summary>Refused accreditation, then let in by two founders; keeps tallies of its own.</summary>
    internal const string Tallies = "tally-d";

    /// <summary>Code, category and interest group of each founder.</summary>
    internal static ImmutableArray<(string Code, string Category, string Interest)> Founders { get; } =
        [(Commission, "commission", "authorities"), (Observers, "observer", "civil-society"), (Alliance, "party", "parties")];
}

/// <summary>One of an organisation's people, with a key.</summary>
internal sealed record Person(SignerKey Key, KeyRole Role, string Organisation);

/// <summary>
/// Everybody who signs: a desk for each organisation, the commission's clerks in pairs, agents of the others in each province.
/// </summary>
internal sealed class Staff
{
    private const int StationsOfPair = 300, StationsOfPerson = 120;
    private static readonly string[] Copying = [Organisations.Observers, Organisations.Alliance, Organisations.Tallies];
    private readonly Contest _contest;
    private readonly KeyRing _keys;
    private readonly RehearsalSeed _seed;
    private readonly Dictionary<string, List<Person>> _people = new(StringComparer.Ordinal);

    private Members? _members;

    private Staff(KeyRing keys, Contest contest, RehearsalSeed seed, string origin) => (_keys, _contest, _seed, Origin) = (keys, contest, seed, origin);

    /// <summary>The register for which they sign.</summary>
    internal string Origin { get; }

    /// <summary>The members of the commission.</summary>
    internal Members Members => _members ??= new Members(_keys, _seed);

    /// <summary>Gives everybody a key; the founders' desks have theirs already.</summary>
    internal static Staff Hire(KeyRing keys, ElectionDefinition definition, RehearsalSeed seed)
    {
        var staff = new Staff(keys, definition.Contests[0], seed, RehearsalExample.Origin);
        staff.AddDesks([Organisations.Monitor, Organisations.Tallies, .. SeasonOrganisations.All]);
        foreach (var province in definition.Contests[0].Constituencies)
        {
            staff.Add(Organisations.Commission, province, KeyRole.Clerk, "clerk", 2 * PiecesOf(province, StationsOfPair));
            staff.Add(Organisations.Observers, province, KeyRole.Agent, "agent", 2);
            staff.Add(Organisations.Alliance, province, KeyRole.Agent, "agent", 1);
            staff.Add(Organisations.Tallies, province, KeyRole.Agent, "agent", 1);
        }

        return staff;
    }

    /// <summary>
    /// The same people and more of them, so many that nobody waits for herself: who signs at a served register waits for each receipt.
    /// Only those of some provinces.
    /// </summary>
    internal static Staff HireForServed(RegisterHost host, RehearsalSeed seed, IEnumerable<Constituency> provinces)
    {
        var staff = new Staff(host.Keys, host.Definition.Contests[0], seed, host.Origin);
        staff.AddDesks([Organisations.Monitor, Organisations.Tallies]);
        foreach (var province in provinces)
        {
            var people = PiecesOf(province, StationsOfPerson);
            staff.Add(Organisations.Commission, province, KeyRole.Clerk, "clerk", 2 * people);
            foreach (var organisation in Copying) staff.Add(organisation, province, KeyRole.Agent, "agent", people);
        }

        return staff;
    }

    /// <summary>The desk of an organisation.</summary>
    internal SignerKey Desk(string organisation) => _keys.Find(organisation + "/desk") ?? throw new InvalidOperationException($"{organisation} has no desk");

    /// <summary>The organisation's people who work in a province; empty where its desk does everything.</summary>
    internal IReadOnlyList<Person> PeopleOf(string organisation, string province) => _people.GetValueOrDefault(organisation + "/" + province, []);

    /// <summary>All people of an organisation, by province.</summary>
    internal IEnumerable<IReadOnlyList<Person>> ByProvince(string organisation) =>
        _people.Where(pair => pair.Key.StartsWith(organisation + "/", StringComparison.Ordinal)).Select(pair => pair.Value);

    /// <summary>The two clerks who enter a station's form, each by herself.</summary>
    internal (SignerKey First, SignerKey Second) Clerks(Station station)
    {
        var clerks = PeopleOf(Organisations.Commission, _contest.ConstituencyOf(station).Code);
        var pair = station.Index % (clerks.Count / 2) * 2;
        return station.Index % 3 == 0 ? (clerks[pair + 1].Key, clerks[pair].Key) : (clerks[pair].Key, clerks[pair + 1].Key);
    }

    /// <summary>Who signs an organisation's reports on a station: its agent there, or its desk.</summary>
    internal SignerKey Reporter(string organisation, Station station)
    {
        var agents = PeopleOf(organisation, _contest.ConstituencyOf(station).Code);
        return agents.Count == 0 ? Desk(organisation) : agents[station.Unit.Index % agents.Count].Key;
    }

    /// <summary>What the register has of a person: a key, a role, and a commitment instead of a name.</summary>
    internal EnrolledKey Enrolment(Person person) => new(person.Key.Verifier, person.Role, _seed.Digest("person " + person.Key.Verifier.Name.Name));

    private static int PiecesOf(Constituency province, int stations) => (province.Unit.AllStations().Count() + stations - 1) / stations;

    private void AddDesks(IEnumerable<string> newcomers)
    {
        foreach (var newcomer in newcomers) _keys.Add(newcomer + "/desk", _seed.KeySeed(newcomer + "/desk"));
    }

    private void Add(string organisation, Constituency province, KeyRole role, string work, int count)
    {
        var people = _people[organisation + "/" + province.Code] = [];
        for (var i = 1; i <= count; i++)
        {
            var name = $"{organisation}/{province.Code}-{work}-{i}";
            people.Add(new Person(_keys.Add(name, _seed.KeySeed(name)), role, organisation));
        }
    }
}
