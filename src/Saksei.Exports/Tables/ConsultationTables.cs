using Saksei.Election.Consultations;

namespace Saksei.Exports.Tables;

/// <summary>Opinions by their hashes, and the log of moderation.</summary>
internal static class ConsultationTables
{
    /// <summary>Every opinion, where it stands.</summary>
    internal static ExportTable Opinions { get; } = new(
        "opinions", ["consultation", "opinion"],
        [
            new("opinion"), new("consultation"), new("channel"), new("workshop"), new("received", CellType.Time), new("loggedAt", CellType.Time), new("act", CellType.Whole), new("state"),
            new("overdue", CellType.Truth), new("publishedBy", CellType.Whole), new("readable", CellType.Truth), new("named", CellType.Whole),
        ],
        input => input.Books.Consultations.All.SelectMany(one => input.Books.Consultations.OpinionsOf(one).Select(opinion => Row(one, opinion))))
    {
        Pages = ["/consultations"],
    };

    /// <summary>Every rejection, restored or not, in the order of the register.</summary>
    internal static ExportTable Moderation { get; } = new(
        "moderation", ["consultation", "opinion"],
        [
            new("opinion"), new("consultation"), new("rule"), new("rejectedAt", CellType.Time), new("act", CellType.Whole), new("asked", CellType.Whole),
            new("outcome"), new("review", CellType.Whole), new("reviewedAt", CellType.Time),
        ],
        input => input.Books.Consultations.All.SelectMany(one => input.Books.Consultations.LogOf(one).Select(opinion => LogRow(one, opinion))))
    {
        Pages = ["/consultations"],
        References = [(["consultation", "opinion"], "opinions", ["consultation", "opinion"])],
    };

    private static object?[] Row(ConsultationState consultation, OpinionState opinion) =>
    [
        opinion.Opinion.ToHex(), consultation.Code, opinion.Channel.Word, opinion.Workshop.Length > 0 ? opinion.Workshop : null, opinion.Received.ToString(), opinion.Place.Tick.ToString(),
        opinion.Place.Index, opinion.Status.Word, opinion.IsOverdue, opinion.Published?.Index, opinion.Length is not null, (long)opinion.Named,
    ];

    private static object?[] LogRow(ConsultationState consultation, OpinionState opinion) =>
    [
        opinion.Opinion.ToHex(), consultation.Code, opinion.Rejection?.Rule, opinion.Rejection?.Place.Tick.ToString(), opinion.Rejection?.Place.Index, opinion.Rejection?.Asked?.Index,
        opinion.Rejection?.Review?.Outcome.Word ?? "stands", opinion.Rejection?.Review?.Place.Index, opinion.Rejection?.Review?.Place.Tick.ToString(),
    ];
}
