using System.Collections.Immutable;
using Saksei.Exports.Tables;

namespace Saksei.Exports;

/// <summary>Every table, in the order in which they are shown.</summary>
public static class ExportCatalog
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ExportTable> Tables { get; } =
    [
        ResultTables.Results, ResultTables.Fields, ResultTables.Seats, CopyTables.Copies, CopyTables.Figures, CopyTables.Contradictions, ActTables.Cases, ActTables.Acts,
        FindingTables.Findings, FindingTables.Recommendations,
        ObservationTables.Answers, ObservationTables.Incidents, ObservationTables.TurnedAway, ObservationTables.Deployments,
        ConsultationTables.Opinions, ConsultationTables.Moderation,
        ReferenceTables.Places, ReferenceTables.Stations, ReferenceTables.Lists, ReferenceTables.Organisations,
    ];

    /// <summary>The table of a name, or null.</summary>
    public static ExportTable? Find(string name) => Tables.FirstOrDefault(table => table.Name == name);
}
