using Saksei.Election.Acts;
using Saksei.Election.Stations;
using Saksei.Register.Tree;

namespace Saksei.Tests.Election;

/// <summary>Acts of every kind by which one organisation reports of one station, made from the kinds' rows.</summary>
internal static class ReportSamples
{
    /// <summary>A report that can take effect in any register that has the station.</summary>
    internal static StationReport Of(ActKind kind, ActHeader header, string station, Hash? previous) =>
        (StationReport)kind.Sample(header) with { Station = station, Previous = previous } switch
        {
            // Samples name organisations and files that no register knows.
            StationConditions seen => seen with { Presence = [], Handed = [], Attachments = [] },
            var report => report,
        };
}
