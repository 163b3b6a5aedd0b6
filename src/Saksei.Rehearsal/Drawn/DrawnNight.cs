using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Rehearsal.Examples;
using Saksei.Store;

namespace Saksei.Rehearsal.Drawn;

/// <summary>
/// One night of any election with figures that are drawn: official copies of nearly all stations, copies that observers read off the posted
/// sheet at most of them, a few of which differ by a digit. Simulated, and marked so in the register's name.
/// </summary>
public static class DrawnNight
{
    private const string Observers = "observers";
    private const int Missing = 5, Posted = 600, Differing = 10;
    private const int Evening = 20;
    private const int MostInBatch = 4000;

    /// <summary>Founds a register in an empty folder and appends the night.</summary>
    /// <param name="folder">Where the register will be.</param>
    /// <param name="definitionFolder">Any definition.</param>
    /// <param name="founders">Who founds it, by the definition's offices; observers come besides.</param>
    /// <param name="seed">Everything follows from it, keys too: never for an election.</param>
    /// <param name="progress">Called with what is being done, in a line each.</param>
    /// <exception cref="RegisterFolderException">The folder has a register already, or the definition can't be read.</exception>
    public static void Build(string folder, string definitionFolder, ImmutableArray<(string Code, string Category, string Interest)> founders, ulong seed, Action<string> progress)
    {
        var definition = Founding.ReadFolder(definitionFolder);
        var (origin, source) = ($"simulated.saksei.example/{definition.Head.Code}", new SeededSource(seed));
        progress($"seed {seed}: founding {origin}");
        var evening = new Moment(new DateTimeOffset(definition.Head.Date.ToDateTime(new TimeOnly(Evening, 0)), TimeSpan.Zero).ToUnixTimeSeconds(), 0);
        using var host = Founding.Found(
            folder, definitionFolder, new FoundingPlan(origin, true, [.. founders.Where(founder => founder.Code != Observers), (Observers, Observers, Observers)], source.KeySeed),
            _ => source.Desk(origin, () => evening));
        Append(host, [.. host.Definition.Contests.SelectMany(contest => Copies(host, contest, new RehearsalSeed(seed)))], progress);
    }

    private static IEnumerable<(FormCopy Copy, SignerKey Signer)> Copies(RegisterHost host, Contest contest, RehearsalSeed seed)
    {
        var (drawn, shapes) = (new DrawnFigures(contest, seed), new FigureShapes());
        var (official, observers) = (KeyOf(host, host.Definition.Head.Offices[(int)Office.Official].Order(StringComparer.Ordinal).First()), KeyOf(host, Observers));
        foreach (var station in contest.Stations)
        {
            var (random, sheet) = (seed.Stream($"night {contest.Code} {station.Code}"), drawn.Of(station));
            if (!random.Chance(Missing)) yield return (Copy(CopySource.Official, official, sheet), official);
            if (!random.Chance(Posted)) continue;
            if (random.Chance(Differing)) Misread(sheet, random);
            yield return (Copy(CopySource.Posted, observers, sheet), observers);

            FormCopy Copy(CopySource source, SignerKey signer, SortedDictionary<int, int> figures) => new(
                host.Desk.Header(signer), contest.Form.Code, station.Code, source, SheetOf(host.Definition, source), CopyMethod.Transcribed,
                SheetEntry.Create(contest, SheetState.Complete, shapes.Make([.. figures.Keys], [.. figures.Values]), []), [], null);
        }
    }

    private static SignerKey KeyOf(RegisterHost host, string organisation) =>
        host.Keys.Find(organisation + "/desk") ?? throw new RegisterFolderException("organisation-key-missing", organisation);

    private static string SheetOf(ElectionDefinition definition, CopySource source) =>
        definition.Head.Sheets.FirstOrDefault(sheet => source == CopySource.Posted && sheet.Code == "posted")?.Code ?? definition.Head.Sheets[0].Code;

    // One digit of one figure of votes.
    private static void Misread(SortedDictionary<int, int> sheet, SeededRandom random)
    {
        var figure = random.Pick([.. sheet.Keys]);
        var digits = sheet[figure].ToString(CultureInfo.InvariantCulture).ToCharArray();
        digits[random.Below(digits.Length)] = (char)('0' + random.Below(10));
        sheet[figure] = int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static void Append(RegisterHost host, ImmutableArray<(FormCopy Copy, SignerKey Signer)> copies, Action<string> progress)
    {
        for (var first = 0; first < copies.Length; first += MostInBatch)
        {
            var batch = copies.AsMemory().Slice(first, Math.Min(MostInBatch, copies.Length - first));
            var signed = new Submission[batch.Length];
            Parallel.For(0, signed.Length, i => signed[i] = host.Desk.Sign(batch.Span[i].Copy, batch.Span[i].Signer));
            host.Submit(signed);
            progress($"{first + signed.Length} of {copies.Length} copies signed and appended");
        }
    }
}
