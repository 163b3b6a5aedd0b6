using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Register.Tree;
using Saksei.Server.Registers;

namespace Saksei.Cli.Examples.Rehearsal;

/// <summary>
/// Builds the demo's register <c>cambodia-rehearsal</c>: one polling day and night with simulated figures, signed by invented
/// organisations. From the seed alone, byte for byte (docs/rehearsal.md).
/// </summary>
public static class RehearsalExample
{
    /// <summary>The register's name.</summary>
    public const string Origin = "simulated.saksei.example/kh-2023-rehearsal";

    /// <summary>The seed where none is given: polling day.</summary>
    public const ulong DefaultSeed = 20230723;

    // The register ticks every five minutes where anything was sent.
    private const long TickSeconds = 300;
    private const int MostInBatch = 4000;

    /// <summary>Founds the register in an empty folder and appends everything.</summary>
    /// <param name="folder">Where the register will be.</param>
    /// <param name="definitionFolder">The definition <c>cambodia-rehearsal</c>.</param>
    /// <param name="seed">All chance comes from it.</param>
    /// <param name="progress">Told what is being done, in a line each.</param>
    /// <exception cref="RegisterFolderException">The folder has a register already, or the definition can't be read.</exception>
    public static void Build(string folder, string definitionFolder, ulong seed, Action<string> progress)
    {
        progress($"seed {seed}: founding {Origin}");
        var bits = new RehearsalSeed(seed);
        var clock = new TickClock(Night.At(7));
        using var host = Founding.Found(
            folder, definitionFolder, new FoundingPlan(Origin, true, Organisations.Founders, bits.KeySeed), origin => clock.Desk(origin, bits));
        progress($"drawing the figures of {host.Definition.Stations.Length} stations");
        var figures = RehearsalFigures.Simulate(host.Definition, seed);
        var plans = NightPlan.Draw(host.Definition, bits, figures);
        progress("keys for clerks and agents");
        var staff = Staff.Hire(host.Keys, host.Definition, bits);
        var office = new OfficeScript(host.Definition, staff, bits);
        var acts = Write(host.Definition, staff, bits, plans, figures, office, progress);
        Append(host, clock, acts, progress);
        Declare(host, clock, office);
        progress($"{host.Store.ReadHead().Size} acts in the register");
    }

    private static List<TimedAct> Write(
        ElectionDefinition definition, Staff staff, RehearsalSeed seed, StationPlan[] plans, ImmutableArray<StationFigures> figures,
        OfficeScript office, Action<string> progress)
    {
        progress($"signing the acts of {plans.Length} stations");
        var scripts = new IReadOnlyList<TimedAct>[plans.Length];
        Parallel.For(0, plans.Length, i => scripts[i] = StationScript.Write(definition, staff, seed, plans[i]));
        office.LetIn();
        office.Enrol();
        office.Deliver(figures);
        office.LoseKey(plans.First(plan => plan.Truth is not null).Truth!);

        // The sort is stable: acts of one station and one second keep their order.
        return [.. office.Acts.Concat(scripts.SelectMany(own => own)).OrderBy(act => act.At)];
    }

    private static void Append(RegisterHost host, TickClock clock, List<TimedAct> acts, Action<string> progress)
    {
        var from = 0;
        while (from < acts.Count)
        {
            var tick = (acts[from].At / TickSeconds + 1) * TickSeconds;
            var until = from;
            while (until < acts.Count && acts[until].At < tick && until - from < MostInBatch) until++;
            clock.Now = tick;
            host.Submit([.. acts[from..until].Select(act => act.Submission)]);
            from = until;
            progress($"{from} of {acts.Count} acts appended");
        }
    }

    private static void Declare(RegisterHost host, TickClock clock, OfficeScript office)
    {
        var tally = host.Read(fold => Hash.OfBytes(ResultsDocuments.Tally(fold.Results())));
        var declared = office.Declare(tally);
        clock.Now = declared.At + TickSeconds;
        host.Submit([declared.Submission]);
    }

    /// <summary>The register's own clock, which gives ticks their time.</summary>
    private sealed class TickClock(long now)
    {
        private int _drawn;

        internal long Now { get; set; } = now;

        internal ActDesk Desk(string origin, RehearsalSeed seed) => new(origin, () => Night.Moment(Now), () => seed.Bits($"tick {_drawn++}"));
    }
}
