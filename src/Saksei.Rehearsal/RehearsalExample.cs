using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Consulted;
using Saksei.Rehearsal.Findings;
using Saksei.Rehearsal.Observation;
using Saksei.Rehearsal.Season;
using Saksei.Store;

namespace Saksei.Rehearsal;

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
    private const int MostInBatch = 2000;
    private const int ReportEvery = 10_000;

    /// <summary>Founds the register in an empty folder and appends everything.</summary>
    /// <param name="folder">Where the register will be.</param>
    /// <param name="definitionFolder">The definition <c>cambodia-rehearsal</c>.</param>
    /// <param name="seed">All chance comes from it.</param>
    /// <param name="progress">Called with what is being done, in a line each.</param>
    /// <exception cref="RegisterFolderException">The folder has a register already, or the definition can't be read.</exception>
    public static void Build(string folder, string definitionFolder, ulong seed, Action<string> progress)
    {
        progress($"seed {seed}: founding {Origin}");
        var bits = new RehearsalSeed(seed);
        var clock = new TickClock(SeasonDates.At(3, 20));
        using var host = Founding.Found(
            folder, definitionFolder, new FoundingPlan(Origin, true, Organisations.Founders, bits.KeySeed), origin => clock.Desk(origin, bits));
        progress($"drawing the figures of {host.Definition.Stations.Length} stations");
        var figures = RehearsalFigures.Simulate(host.Definition, seed);
        var plans = NightPlan.Draw(host.Definition, bits, figures, Copying.AsInTheExample);
        progress("keys for clerks and agents");
        var staff = Staff.Hire(host.Keys, host.Definition, bits);
        var office = new OfficeScript(host.Definition, staff, bits);
        progress("writing their acts");
        var season = new SeasonScript(host.Definition, staff, bits);
        var observation = new ObservationScript(host.Definition, staff, bits);
        observation.Write(host, plans);
        var acts = Write(host.Definition, staff, bits, plans, figures, office, [.. season.Write(), .. ConsultationScript.Write(host.Store, staff, bits)], observation);
        var night = acts.FindIndex(act => act.At >= Night.At(30));
        Append(host, clock, Batches(acts[..night]), progress);
        Declare(host, clock, tally => office.Declare(tally));
        var provisional = acts.FindIndex(act => act.At >= SeasonDates.At(8, 1, 10));
        Append(host, clock, Batches(acts[night..provisional]), progress);
        Declare(host, clock, tally => season.Declare(SeasonDates.At(8, 1, 10), Stage.Provisional, tally));
        Append(host, clock, Batches([.. acts[provisional..].Concat(Voices(host, staff, bits, acts[..provisional], definitionFolder, progress)).OrderBy(act => act.At)]), progress);
        Declare(host, clock, tally => season.Declare(SeasonDates.At(8, 30, 10), Stage.Official, tally));
        progress($"{host.Store.ReadHead().Size} acts in the register");
    }

    // The register of before is built beside, for what is carried from it, and goes again; as an example of its own it is built alike.
    private static IReadOnlyList<WrittenAct> Voices(RegisterHost host, Staff staff, RehearsalSeed seed, List<WrittenAct> before, string definitionFolder, Action<string> progress)
    {
        var beside = Directory.CreateTempSubdirectory("saksei-earlier-");
        try
        {
            EarlierRehearsal.Build(Path.Combine(beside.FullName, "register"), Path.Combine(definitionFolder, "..", EarlierRehearsal.Name), progress);
            using var earlier = RegisterHost.Open(Path.Combine(beside.FullName, "register"));
            return new FindingsScript(host, staff, seed).Write(before, EarlierBooks.Of(earlier));
        }
        finally
        {
            beside.Delete(recursive: true);
        }
    }

    private static List<WrittenAct> Write(
        ElectionDefinition definition, Staff staff, RehearsalSeed seed, StationPlan[] plans, ImmutableArray<StationFigures> figures, OfficeScript office, IReadOnlyList<WrittenAct> season, ObservationScript observation)
    {
        var scripts = new IReadOnlyList<WrittenAct>[plans.Length];
        Parallel.For(0, plans.Length, i => scripts[i] = StationScript.Write(definition, staff, seed, plans[i], observation));
        office.LetIn();
        office.Enrol();
        office.Deliver(figures, definition.Contests[0].Constituencies);
        office.LoseKey(plans.First(plan => plan.Truth is not null).Truth!, definition.Stations[0]);

        // The sort is stable: acts of one station and one second keep their order.
        return [.. office.Acts.Concat(observation.Acts).Concat(season).Concat(scripts.SelectMany(own => own)).OrderBy(act => act.At)];
    }

    // What was sent before one tick, and after the tick before it.
    private static List<(long Tick, WrittenAct[] Acts)> Batches(List<WrittenAct> acts) =>
        [.. acts.GroupBy(act => (act.At / TickSeconds + 1) * TickSeconds)
            .SelectMany(sent => sent.Chunk(MostInBatch).Select(chunk => (sent.Key, chunk)))];

    // Signing costs about as much as appending and folding, so the next batch is signed meanwhile.
    private static void Append(RegisterHost host, TickClock clock, List<(long Tick, WrittenAct[] Acts)> batches, Action<string> progress)
    {
        if (batches.Count == 0) return;
        var (appended, reported, all) = (0, 0, batches.Sum(batch => batch.Acts.Length));
        var signing = Task.Run(() => Sign(batches[0].Acts));
        for (var i = 0; i < batches.Count; i++)
        {
            var signed = signing.GetAwaiter().GetResult();
            var next = i + 1;
            if (next < batches.Count) signing = Task.Run(() => Sign(batches[next].Acts));
            clock.Now = batches[i].Tick;
            host.Submit(signed);
            appended += signed.Length;
            if (appended < all && appended - reported < ReportEvery) continue;
            progress($"{appended} of {all} acts signed and appended");
            reported = appended;
        }
    }

    private static Submission[] Sign(WrittenAct[] acts)
    {
        var signed = new Submission[acts.Length];
        Parallel.For(0, acts.Length, i => signed[i] = acts[i].Sign());
        return signed;
    }

    private static void Declare(RegisterHost host, TickClock clock, Func<Hash, WrittenAct> declare)
    {
        var declared = declare(host.Read(fold => Hash.OfBytes(ResultsDocuments.Tally(fold.Snapshot().Contests[0].Results))));
        clock.Now = declared.At + TickSeconds;
        host.Submit([declared.Sign()]);
    }

    /// <summary>The register's own clock, which gives ticks their time.</summary>
    private sealed class TickClock(long now)
    {
        private int _drawn;

        internal long Now { get; set; } = now;

        internal ActDesk Desk(string origin, RehearsalSeed seed) => new(origin, () => Night.Moment(Now), () => seed.Bits($"tick {_drawn++}"));
    }
}
