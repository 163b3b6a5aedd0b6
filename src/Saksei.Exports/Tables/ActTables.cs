using Saksei.Election.Cases;

namespace Saksei.Exports.Tables;

/// <summary>Acts and cases.</summary>
internal static class ActTables
{
    /// <summary>Every act, applied or void.</summary>
    internal static ExportTable Acts { get; } = new(
        "acts", ["index"],
        [new("index", CellType.Whole), new("kind"), new("signer"), new("signers", CellType.Whole), new("signedAt", CellType.Time), new("loggedAt", CellType.Time), new("outcome"), new("sha256")],
        input => input.Acts(0).Select(act => new object?[]
        {
            act.Index, act.Act.Row.Name, act.Act.Header.Signers[0].ToString(), (long)act.Act.Header.Signers.Length, act.Act.Header.At.ToString(), act.Tick.UnixSeconds == 0 ? null : act.Tick.ToString(),
            act.Outcome.IsApplied ? "applied" : act.Outcome.VoidCode, act.Identity.ToHex(),
        }))
    {
        Pages = ["/changes"],
    };

    /// <summary>Every case, where it stands, and the deadlines that run in it.</summary>
    internal static ExportTable Cases { get; } = new(
        "cases", ["book", "case"],
        [
            new("book"), new("case"), new("applicant"), new("party"), new("place"), new("body"), new("state"), new("opened", CellType.Time), new("decision"), new("ground"), new("article"),
            new("decidedAt", CellType.Time), new("deadline"), new("due", CellType.Time), new("overdue", CellType.Truth), new("wasOverdue", CellType.Truth),
        ],
        input => input.Books.Cases.Files.Select(file => Row(input.Books.Cases.View(file))))
    {
        Pages = ["/cases"],
    };

    // The term that runs, if one does: the last of those that haven't ended.
    private static object?[] Row(CaseView view)
    {
        var (file, running) = (view.File, view.Runs.LastOrDefault(run => run.EndedAt is null && !run.Deadlines.IsEmpty));
        return
        [
            file.Table.Book, file.Id, file.Applicant, file.Party, file.Unit, file.Body, view.Standing.Shown, file.Opened.When.ToString(), file.Decision?.Verb, file.Decision?.Ground, file.Decision?.Article,
            file.Decision?.Place.Tick.ToString(), running?.Running.Deadline, running?.Deadlines[^1].At.ToString(), view.IsOverdue, view.WasOverdue,
        ];
    }
}
