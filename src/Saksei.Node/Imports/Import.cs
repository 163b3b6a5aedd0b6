using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Register.Notes;
using Saksei.Store;

namespace Saksei.Node.Imports;

/// <summary>What an import is to do.</summary>
/// <param name="Source">Where the copies were taken from.</param>
/// <param name="Organisation">In whose name; its key <c>ORGANISATION/desk</c> signs.</param>
/// <param name="Mapping">How the files are read.</param>
/// <param name="Files">The files, in the mapping's order.</param>
public sealed record ImportOrder(CopySource Source, string Organisation, Mapping Mapping, IReadOnlyList<string> Files)
{
    /// <summary>What the files call stations whose codes were made.</summary>
    public StationCodes Codes { get; init; } = StationCodes.None;
}

/// <summary>What an import did: copies appended, or problems and nothing appended.</summary>
public sealed record ImportResult(int Copies, long ProblemCount, IReadOnlyList<ImportProblem> Problems);

/// <summary>
/// Makes one act a sheet, tries every one of them against the books, and appends all in one batch or none at all.
/// An imported row was typed by nobody here twice: its copies are entered once.
/// </summary>
public static class Import
{
    /// <summary>Runs an import; nothing is appended where there is any problem.</summary>
    public static ImportResult Run(RegisterHost host, ImportOrder order, Action<string> progress)
    {
        if (host.Definition.FindContestOf(order.Mapping.Form) is not { } contest) return Refused(new ImportProblem("", 0, "form-unknown", order.Mapping.Form));
        var collector = new SheetCollector(contest, order.Mapping, order.Codes);
        collector.Collect(order.Files);
        if (collector.ProblemCount > 0) return new ImportResult(0, collector.ProblemCount, collector.Problems);
        if (host.Keys.Find(order.Organisation + "/desk") is not { } key)
            return Refused(new ImportProblem("", 0, "organisation-key-missing", order.Organisation));
        var sheets = collector.Sheets.ToList();
        progress($"{sheets.Count} sheets read");
        var acts = MakeActs(host, contest, order, sheets, key);
        var problems = Preview(host, sheets, acts);
        if (problems.Count > 0) return new ImportResult(0, problems.Count, [.. problems.Take(SheetCollector.MaximumProblems)]);
        host.Submit(Sign(host, acts, key));
        progress($"{acts.Length} copies appended");
        return new ImportResult(acts.Length, 0, []);
    }

    private static FormCopy[] MakeActs(RegisterHost host, Contest contest, ImportOrder order, List<CollectedSheet> sheets, SignerKey key)
    {
        var shapes = new FigureShapes();
        return [.. sheets.Select(sheet =>
        {
            var figures = shapes.Make(sheet.Figures.Keys.ToArray(), [.. sheet.Figures.Values]);
            var state = figures.Count == 0 ? SheetState.Blank : SheetState.Complete;
            var entry = SheetEntry.Create(contest, state, figures, []);
            return new FormCopy(host.Desk.Header(key), order.Mapping.Form, sheet.Station.Code, order.Source, order.Mapping.Sheet, CopyMethod.Imported, entry, [], null);
        })];
    }

    private static List<ImportProblem> Preview(RegisterHost host, List<CollectedSheet> sheets, FormCopy[] acts) => host.Read(fold =>
    {
        var problems = new List<ImportProblem>();
        for (var i = 0; i < acts.Length; i++)
            if (fold.Preview(acts[i], default) is { IsApplied: false } outcome)
                problems.Add(new ImportProblem(sheets[i].File, sheets[i].Line, outcome.VoidCode, outcome.Detail));
        return problems;
    });

    private static Submission[] Sign(RegisterHost host, FormCopy[] acts, SignerKey key)
    {
        var submissions = new Submission[acts.Length];
        Parallel.For(0, acts.Length, i => submissions[i] = host.Desk.Sign(acts[i], key));
        return submissions;
    }

    private static ImportResult Refused(ImportProblem problem) => new(0, 1, [problem]);
}
