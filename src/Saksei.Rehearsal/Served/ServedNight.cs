using System.Collections.Immutable;
using System.Security.Cryptography;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Observation;

namespace Saksei.Rehearsal.Served;

/// <summary>
/// A night that people hand in at a served register: the plan of the example's night (<see cref="NightPlan"/>), as far as it is about one
/// unit, with three organisations' copies at every station. What people sign follows from the seed; the register's own keys don't, so
/// that what they sign is this register's.
/// </summary>
public sealed class ServedNight
{
    private readonly OfficeScript _office;

    private ServedNight(RehearsedRegister register, OfficeScript office, ServedActs acts, List<StationPlan> own)
    {
        (Register, _office, Acts) = (register, office, acts);
        Truth = [.. own.SelectMany(plan => plan.Truth is { } truth ? [(plan.Station, truth)] : Array.Empty<(Station, Figures)>())];
        VoidPlanned = own.Count(plan => plan.Mishap != Mishap.None) + OfficeScript.Voided;
    }

    /// <summary>What is rehearsed, and by which register.</summary>
    public RehearsedRegister Register { get; }

    /// <summary>What people hand in.</summary>
    public ServedActs Acts { get; }

    /// <summary>How many acts break a rule on purpose.</summary>
    public int VoidPlanned { get; }

    /// <summary>The figures of each station that the tally must come to; those where no form comes are absent.</summary>
    internal ImmutableArray<(Station Station, Figures Figures)> Truth { get; }

    /// <summary>Founds the register in an empty folder, and writes and signs all acts.</summary>
    /// <param name="folder">Where the register will be.</param>
    /// <param name="definitionFolder">The definition <c>cambodia-rehearsal</c>.</param>
    /// <param name="unitOf">Chooses the unit that is rehearsed.</param>
    /// <param name="seed">All chance comes from it.</param>
    /// <param name="progress">Called with what is being done, in a line each.</param>
    /// <exception cref="RegisterFolderException">The folder has a register already, or the definition can't be read.</exception>
    public static ServedNight Found(string folder, string definitionFolder, Func<ElectionDefinition, Unit> unitOf, ulong seed, Action<string> progress)
    {
        var (definition, bits) = (Founding.ReadFolder(definitionFolder), new RehearsalSeed(seed));
        var unit = unitOf(definition);
        var origin = $"simulated.saksei.example/{definition.Head.Code}";
        progress($"seed {seed}: founding {origin}");

        // Who knows the seed could sign a report in the register's name.
        byte[] SeedOf(string name) => name.StartsWith(origin, StringComparison.Ordinal) ? RandomNumberGenerator.GetBytes(32) : bits.KeySeed(name);
        using var host = Founding.Found(folder, definitionFolder, new FoundingPlan(origin, true, Organisations.Founders, SeedOf));
        progress($"drawing the night of {host.Definition.Stations.Length} stations");
        return new NightWriter(host, bits, host.Definition.FindUnit(unit.Code) ?? throw new InvalidOperationException("a unit went")).Write(progress);
    }

    /// <summary>The commission declares what the register sums up to, once everything else is in.</summary>
    public RehearsedAct Declare(Hash tally)
    {
        var declared = _office.Declare(tally);
        return new RehearsedAct(Acts.All.Length, declared.At, declared.Signers[0].Verifier.Name.Name, declared.Kind, declared.Identity, declared.Sign().Record, [], []);
    }

    /// <summary>Writes the acts of a night into their order.</summary>
    private sealed class NightWriter
    {
        private readonly RegisterHost _host;
        private readonly RehearsalSeed _seed;
        private readonly Unit _unit;
        private readonly ImmutableArray<Constituency> _provinces;
        private readonly Staff _staff;

        internal NightWriter(RegisterHost host, RehearsalSeed seed, Unit unit)
        {
            (_host, _seed, _unit) = (host, seed, unit);
            _provinces = [.. unit.AllStations().Select(host.Definition.Contests[0].ConstituencyOf).Distinct()];
            _staff = Staff.HireForServed(host, seed, _provinces);
        }

        internal ServedNight Write(Action<string> progress)
        {
            var figures = RehearsalFigures.Simulate(_host.Definition, _seed.Number);
            var plans = NightPlan.Draw(_host.Definition, _seed, figures, Copying.ByThree);
            var own = plans.Where(plan => plan.Station.Unit.Path().Contains(_unit)).ToList();
            var observation = new ObservationScript(_host.Definition, _staff, _seed);
            observation.WriteForAnswers(plans, () => ChecklistsKept.Keep(plans, own, _seed));
            var office = new OfficeScript(_host.Definition, _staff, _seed);
            office.LetIn();
            office.Enrol();
            office.Deliver(figures, _provinces);
            WrittenAct[] morning = [.. office.Acts.Concat(observation.Acts).OrderBy(act => act.At)];
            var before = office.Acts.Count;
            office.LoseKey(own.First(plan => plan.Truth is not null).Truth ?? Figures.None, own[0].Station);
            var acts = ServedActs.Sign(morning, Scripts(own, observation), [.. office.Acts.Skip(before)]);
            progress($"{acts.All.Length} acts signed by {acts.All.Select(act => act.Person).Distinct().Count()} people");
            return new ServedNight(RehearsedRegister.Of(_host, _unit, own.Count), office, acts, own);
        }

        private IReadOnlyList<WrittenAct>[] Scripts(List<StationPlan> own, ObservationScript observation)
        {
            var scripts = new IReadOnlyList<WrittenAct>[own.Count];
            Parallel.For(0, own.Count, i => scripts[i] = StationScript.Write(_host.Definition, _staff, _seed, own[i], observation));
            return scripts;
        }
    }
}

/// <summary>What is rehearsed, and by which register.</summary>
/// <param name="Origin">The register's name.</param>
/// <param name="Log">The log's key.</param>
/// <param name="Founding">Identity of the founding act.</param>
/// <param name="Definition">The election.</param>
/// <param name="Unit">The part of it.</param>
/// <param name="Stations">Stations of that part.</param>
public sealed record RehearsedRegister(string Origin, VerifierKey Log, Hash Founding, ElectionDefinition Definition, Unit Unit, int Stations)
{
    internal static RehearsedRegister Of(RegisterHost host, Unit unit, int stations) =>
        new(host.Origin, host.Founding.Log, host.Journal(0, 1).First().Identity, host.Definition, unit, stations);
}
