using Saksei.Election.Findings;

namespace Saksei.Exports.Tables;

/// <summary>Findings and recommendations, the latter in the columns of the annexes of the EU's and ODIHR's reports.</summary>
internal static class FindingTables
{
    internal static ExportTable Findings { get; } = new(
        "findings", ["number"],
        [
            new("number", CellType.Whole), new("subject"), new("finding"), new("madeBy"), new("askedOf"), new("made", CellType.Time), new("due", CellType.Time), new("state"),
            new("silentDays", CellType.Whole), new("lateDays", CellType.Whole), new("causeGiven", CellType.Truth), new("remedy", CellType.Truth), new("until", CellType.Truth), new("register"), new("source"), new("act"),
        ],
        input => input.Books.Findings.Findings.Select(file => new object?[]
        {
            (long)file.Number, file.Subject, input.WordsOf(file.Found.Act.Wording), file.By, file.Asked, file.Made.ToString(), file.Due?.ToString(), file.StateAt(input.Books.Tick).Word,
            file.SilentDays(input.Books.Tick), file.LateDays, file.Given.Cause, file.Given.Remedy, file.Given.Until, file.Carried?.Register, Source(file.Found.Act.Reported), file.Identity.ToHex(),
        }))
    {
        Pages = ["/findings"],
    };

    internal static ExportTable Recommendations { get; } = new(
        "recommendations", ["number"],
        [
            new("number", CellType.Whole), new("context"), new("recommendation"), new("change"), new("law"), new("institution"), new("standard"), new("subject"), new("priority"),
            new("due", CellType.Time), new("madeBy"), new("state"), new("silentDays", CellType.Whole), new("lateDays", CellType.Whole), new("statuses"), new("register"), new("source"), new("act"),
        ],
        input => input.Books.Findings.Recommendations.Select(file => Row(input, file)))
    {
        Pages = ["/recommendations"],
    };

    private static object?[] Row(ExportInput input, RecommendationFile file)
    {
        var act = file.First.Act;
        return
        [
            (long)file.Number, input.WordsOf(act.Context), input.WordsOf(file.Wording), act.Change.Word, string.Join(';', act.Laws), file.Asked, string.Join(';', act.Standards), file.Subject,
            act.Priority.Word, file.Due?.ToString(), file.By, file.StateAt(input.Books.Tick).Word, file.SilentDays(input.Books.Tick), file.LateDays,
            string.Join(';', file.Standing.Select(status => $"{status.By}={status.Act.Status.Word}")), file.Carried?.Register, Source(act.Reported), file.Identity.ToHex(),
        ];
    }

    private static string? Source(Reported reported) => reported.Is ? reported.Source : null;
}
