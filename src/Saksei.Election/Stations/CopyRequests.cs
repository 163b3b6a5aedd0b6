using System.Collections.Immutable;

namespace Saksei.Election.Stations;

/// <summary>
/// What became of organisations' requests for a copy of one station's form, by all reports that stand: a value. Each organisation that
/// asked is in it once, however many report of it. Refused stands before handed: nobody's word that it got a copy hides that it got none.
/// </summary>
public sealed record CopyRequests
{
    private ImmutableDictionary<string, Said> Asked { get; init; } = ImmutableDictionary.Create<string, Said>(StringComparer.Ordinal);

    internal static CopyRequests None { get; } = new();

    /// <summary>How many organisations asked for a copy and got none.</summary>
    public int Refused { get; private init; }

    /// <summary>By organisation that asked: whether it got a copy.</summary>
    public IReadOnlyDictionary<string, bool> Handed => Asked.ToImmutableDictionary(one => one.Key, one => !one.Value.IsRefused, StringComparer.Ordinal);

    /// <summary>By these reports alone.</summary>
    internal static CopyRequests Of(IEnumerable<ReportState> reports) => reports.Aggregate(None, (requests, report) => requests.With(report, 1));

    /// <summary>With a report in place of an earlier one.</summary>
    internal CopyRequests With(ReportState? earlier, ReportState report) => (earlier is null ? this : With(earlier, -1)).With(report, 1);

    private CopyRequests With(ReportState report, int reports) =>
        report.Report.CopiesBy(report.Organisation).Aggregate(this, (requests, handing) => requests.With(handing, reports));

    private CopyRequests With(HandingTo handing, int reports)
    {
        var before = Asked.GetValueOrDefault(handing.Organisation);
        var after = before.With(handing.Outcome, reports);
        if (after == before) return this;
        return new CopyRequests
        {
            Asked = after == default ? Asked.Remove(handing.Organisation) : Asked.SetItem(handing.Organisation, after),
            Refused = Refused + (after.IsRefused ? 1 : 0) - (before.IsRefused ? 1 : 0),
        };
    }

    /// <summary>How many reports say of one organisation that it got a copy, and that it asked and got none.</summary>
    private readonly record struct Said(int Handed, int Refused)
    {
        internal bool IsRefused => Refused > 0;

        internal Said With(Handing outcome, int reports) => outcome switch
        {
            Handing.Handed => this with { Handed = Handed + reports },
            Handing.Refused => this with { Refused = Refused + reports },
            _ => this,
        };
    }
}
