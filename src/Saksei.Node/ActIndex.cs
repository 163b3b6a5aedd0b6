using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Register.Tree;

namespace Saksei.Node;

/// <summary>One act in a line, for lists of acts.</summary>
/// <param name="Index">Its place in the register.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Organisation">Whose key signed first.</param>
/// <param name="At">When it was done, as its author claims.</param>
/// <param name="Tick">The register's time when it was sequenced.</param>
/// <param name="Outcome">What the fold made of it.</param>
/// <param name="Subject">The station, constituency or organisation that it is about; empty where it isn't about one.</param>
/// <param name="Identity">Its identity.</param>
/// <param name="Word">Its source, outcome, round or stage, where the kind has one; may be empty.</param>
public readonly record struct ActLine(
    long Index, string Kind, string Organisation, Moment At, Moment Tick, Outcome Outcome, string Subject, Hash Identity, string Word);

/// <summary>
/// Which acts there are, and which of them are about a station. Grows with the fold; whoever reads says up to which size, and waits for
/// nobody.
/// </summary>
internal sealed class ActIndex(ElectionDefinition definition)
{
    private readonly Growing<ActLine> _lines = new();
    private readonly Growing<int>?[] _ofStation = new Growing<int>?[definition.Stations.Length];
    private readonly Growing<int> _voided = new();

    internal void Add(ElectionFold fold, Act act, Hash identity, Outcome outcome)
    {
        var index = _lines.Count;
        foreach (var station in StationsOf(act)) (_ofStation[station.Index] ??= new Growing<int>()).Add(index);
        if (!outcome.IsApplied) _voided.Add(index);
        var signer = act.Header.Signers[0];
        var organisation = fold.Organisations.FindKey(signer)?.Organisation ?? signer.Name;
        _lines.Add(new ActLine(index, act.Kind, organisation, act.Header.At, fold.Tick, outcome, SubjectOf(act), identity, WordOf(act)));
    }

    internal ActLine this[long index] => _lines[(int)index];

    internal IReadOnlyList<ActLine> Lines(long from, long until) => _lines.Slice((int)from, (int)Math.Min(until, _lines.Count));

    internal IReadOnlyList<ActLine> Of(Station station, long until) => _ofStation[station.Index] is { } own
        ? [.. own.Slice(0, own.Count).TakeWhile(index => index < until).Select(index => _lines[index])] : [];

    internal IReadOnlyList<(long Index, string Act, Outcome Outcome)> Voided(long until) =>
        [.. _voided.Slice(0, _voided.Count).TakeWhile(index => index < until).Select(index => ((long)index, _lines[index].Identity.ToHex(), _lines[index].Outcome))];

    private IEnumerable<Station> StationsOf(Act act) => act is StationsDelivered delivered
        ? delivered.Deliveries.Select(delivery => definition.FindStation(delivery.Station)).OfType<Station>().Distinct()
        : definition.FindStation(SubjectOf(act)) is { } station && IsOfStation(act) ? ImmutableArray.Create(station) : [];

    private static bool IsOfStation(Act act) => act is FormCommit or FormReveal or FormCopy or FormAdjudicate or StationConditions;

    private static string SubjectOf(Act act) => act switch
    {
        CaseAct step => step.Step.Book + "/" + step.Case,
        FormCommit commit => commit.Station,
        FormReveal reveal => reveal.Station,
        FormCopy copy => copy.Station,
        FormAdjudicate adjudicate => adjudicate.Station,
        StationConditions conditions => conditions.Station,
        SeatsLot lot => lot.Constituency,
        OrganisationAccredit accredit => accredit.Organisation,
        OrganisationVouch vouch => vouch.Organisation,
        OrganisationEnrol enrol => enrol.Organisation,
        OrganisationRevoke revoke => revoke.Organisation,
        _ => "",
    };

    private static string WordOf(Act act) => act switch
    {
        FormCopy { Previous: not null } => "replaces",
        FormCopy copy => Kebab.Of(copy.Source),
        FormAdjudicate adjudicate => Kebab.Of(adjudicate.Outcome),
        OrganisationAccredit accredit => Kebab.Of(accredit.Outcome),
        ResultsStage stage => Kebab.Of(stage.Stage),
        _ => "",
    };
}
