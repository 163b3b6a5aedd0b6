using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal;

/// <summary>The acts that belong to no station: who enters and enrols in the morning, ballots delivered, and what closes the night.</summary>
internal sealed class OfficeScript(ElectionDefinition definition, Staff staff, RehearsalSeed seed)
{
    /// <summary>Acts of <see cref="LoseKey"/> that are void.</summary>
    internal const int Voided = 2;

    private const int DeliveriesInAct = 500, KeysInAct = 200;
    private readonly Pen _pen = new(seed, "office", staff.Origin);

    /// <summary>What was written, in its order.</summary>
    internal IReadOnlyList<WrittenAct> Acts => _pen.Acts;

    /// <summary>Two organisations come in, each by its own door.</summary>
    internal void LetIn()
    {
        Accredit(Night.At(7, 4), Organisations.Monitor, AccreditOutcome.Granted, "", "");
        Accredit(Night.At(7, 6), Organisations.Tallies, AccreditOutcome.Refused, "documents-incomplete", "unverified");
        Vouch(Night.At(7, 12), Organisations.Observers);
        Vouch(Night.At(7, 15), Organisations.Alliance);
    }

    /// <summary>Every organisation gives its people keys.</summary>
    internal void Enrol()
    {
        var at = Night.At(7, 20);
        foreach (var organisation in (string[])[Organisations.Commission, Organisations.Observers, Organisations.Alliance, Organisations.Tallies])
        {
            var people = staff.ByProvince(organisation).SelectMany(own => own).Select(staff.Enrolment);
            foreach (var keys in people.Chunk(KeysInAct))
                _pen.Write(at += 40, staff.Desk(organisation), header => new OrganisationEnrol(header, organisation, [.. keys]));
        }
    }

    /// <summary>Ballots for every station, also for those whose form never comes.</summary>
    internal void Deliver(ImmutableArray<StationFigures> figures, IEnumerable<Constituency> provinces)
    {
        var at = Night.At(7, 30);
        foreach (var province in provinces)
        {
            var next = 1;
            foreach (var stations in province.Unit.AllStations().Chunk(DeliveriesInAct))
            {
                ImmutableArray<Delivery> deliveries = [.. stations.Select(station => DeliveryTo(station, figures[station.Index].Received, ref next))];
                _pen.Write(at += 25, staff.Desk(Organisations.Commission), header => new StationsDelivered(header, deliveries));
            }
        }
    }

    /// <summary>Late in the night an agent's key is lost; what is signed with it afterwards is void. A copy for a station nobody knows is too.</summary>
    internal void LoseKey(Figures someFigures, Station station)
    {
        var agent = staff.PeopleOf(Organisations.Observers, definition.Contests[0].ConstituencyOf(station).Code)[0].Key;
        var entry = SheetEntry.Create(definition.Contests[0], SheetState.Complete, someFigures, []);
        Act Copy(ActHeader header, string station) =>
            new FormCopy(header, definition.Contests[0].Form.Code, station, CopySource.Posted, "posted", CopyMethod.Seen, entry, [], null);
        _pen.Write(Night.At(28, 35), agent, header => Copy(header, "999999-001"));
        _pen.Write(Night.At(29, 20), staff.Desk(Organisations.Observers), header =>
            new OrganisationRevoke(header, Organisations.Observers, [agent.Verifier.Name], RevokeReason.Lost));
        _pen.Write(Night.At(29, 26), agent, header => Copy(header, station.Code));
    }

    /// <summary>The commission declares what the register sums up to.</summary>
    internal WrittenAct Declare(Hash tally)
    {
        _pen.Write(Night.At(30), staff.Desk(Organisations.Commission), header => new ResultsStage(header, Stage.Preliminary, tally, []));
        return _pen.Acts[^1];
    }

    private Delivery DeliveryTo(Station station, int ballots, ref int next)
    {
        var first = next;
        next += ballots;
        var province = definition.Contests[0].ConstituencyOf(station).Code;
        return new Delivery(station.Code, ballots, [new SerialRange($"{province}-{first:0000000}", $"{province}-{next - 1:0000000}")], null);
    }

    private void Accredit(long at, string organisation, AccreditOutcome outcome, string ground, string article) =>
        _pen.Write(at, staff.Desk(Organisations.Commission), header => new OrganisationAccredit(
            header, organisation, "observer", "civil-society", outcome, ground, article,
            outcome == AccreditOutcome.Granted ? [staff.Desk(organisation).Verifier] : [], Recovery.None));

    private void Vouch(long at, string founder) =>
        _pen.Write(at, staff.Desk(founder), header => new OrganisationVouch(
            header, Organisations.Tallies, "observer", "civil-society", [staff.Desk(Organisations.Tallies).Verifier], Recovery.None));
}
