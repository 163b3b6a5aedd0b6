using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;

namespace Saksei.Server.Pages.Stations;

/// <summary>One figure of one copy.</summary>
/// <param name="Value">Null where the sheet doesn't hold it.</param>
/// <param name="Differs">Whether it is marked ≠.</param>
public readonly record struct FigureCell(int? Value, bool Differs)
{
    /// <summary>What the sheet has in its place, where there is no number.</summary>
    public FigureMark Mark { get; init; }
}

/// <summary>One figure of every copy, side by side.</summary>
public sealed record FigureRow(string Mark, string Name, ImmutableArray<FigureCell> Cells, int? Official);

/// <summary>One check of every copy.</summary>
public sealed record CheckRow(FormCheck Check, ImmutableArray<FormCheckOutcome> Outcomes);

/// <summary>One station: every copy side by side, and all that is known of the count there.</summary>
public sealed record StationModel(Station Station, StationStanding Standing, IReadOnlyList<Copy> Copies, CopyVersions Versions)
{
    /// <summary>Every figure that any copy holds.</summary>
    public required ImmutableArray<FigureRow> Rows { get; init; }

    /// <summary>Checks of the form; empty where no copy has figures.</summary>
    public required ImmutableArray<CheckRow> Checks { get; init; }

    /// <summary>The official figures as adjudicated; null where an official copy alone says them, or nothing does.</summary>
    public required Figures? Decided { get; init; }

    /// <summary>What each clerk typed in each round, where two typed the form.</summary>
    public required ImmutableArray<TypedEntry> Typed { get; init; }

    /// <summary>The acts about the station that stand on this page, in order.</summary>
    public required IReadOnlyList<ActLine> History { get; init; }

    /// <summary>Which page of the acts.</summary>
    public required Paging Paging { get; init; }

    /// <summary>What organisations reported, of those on this page.</summary>
    public required ImmutableArray<ReportState> Reports { get; init; }

    /// <summary>Which page of what they reported.</summary>
    public required Paging Seen { get; init; }

    /// <summary>Which page of what organisations reported, as the address says it.</summary>
    internal const string SeenPage = "seen";

    /// <summary>The station in the other contests that are held there, each in a frame of its own.</summary>
    public ImmutableArray<(Frame Frame, StationModel Model)> Others { get; private init; } = [];

    internal static Page? Page(PageRequest request)
    {
        var (frame, books) = (request.Frame, request.Books);
        if (frame.Definition.FindStation(request.Code) is not { } station || !frame.Contest.Has(station)) return null;
        var (record, acts) = (books.Stations.Of(station), frame.Host.CountHistory(station, books.Size));
        var (paging, seen) = (Paging.Of(request.PageNumber, acts, Paging.Acts), Paging.Of(request.PageOf(SeenPage), record.ReportCount, Paging.Paragraphs));
        return Pages.Page.Of<StationPage, StationModel>(Of(frame, station) with
        {
            History = frame.Host.History(station, paging.First, Math.Min(paging.Size, acts - paging.First)),
            Paging = paging,
            Reports = record.ReportsFrom(seen.First, seen.Size),
            Seen = seen,
            Others = [.. frame.Others.Where(other => other.Contest.Has(station)).Select(other => (other, Of(other, station)))],
        });
    }

    // The forms of the frame's contest, and nothing else of the station.
    private static StationModel Of(Frame frame, Station station)
    {
        var books = frame.Books;
        IReadOnlyList<Copy> copies = [.. books.CopiesOf(station).OrderBy(copy => copy.Source == CopySource.Official ? 0 : 1)];
        var (versions, decided, none) = (CopyVersions.Of(copies), books.AdjudicationOf(station)?.Figures, Paging.Of(1, 0));
        return new StationModel(station, books.StandingOf(station), copies, versions)
        {
            Rows = RowsOf(frame, station, copies, versions, decided),
            Checks = ChecksOf(frame.Contest.Form, copies),
            Decided = decided,
            Typed = books.TypedOf(station),
            History = [],
            Paging = none,
            Reports = [],
            Seen = none,
        };
    }

    private static ImmutableArray<FigureRow> RowsOf(
        Frame frame, Station station, IReadOnlyList<Copy> copies, CopyVersions versions, Figures? decided)
    {
        var fields = frame.Contest.Form.Fields;
        var rows = ImmutableArray.CreateBuilder<FigureRow>();
        for (var figure = 0; figure < frame.Contest.FigureCount; figure++)
        {
            var number = figure;
            if (number >= fields.Length && !frame.Contest.Lists[number - fields.Length].StandsIn(frame.Contest.ConstituencyOf(station))) continue;
            if (!copies.Any(copy => copy.Figures[number] is not null || copy.Content.Marks.Of(number) != FigureMark.None) && decided?[number] is null) continue;
            var mark = number < fields.Length ? fields[number].Mark : "";
            rows.Add(new FigureRow(mark, frame.NameOfFigure(number),
                [.. copies.Select(copy => new FigureCell(copy.Figures[number], versions.Differs(copy, number)) { Mark = copy.Content.Marks.Of(number) })], decided?[number]));
        }

        return rows.ToImmutable();
    }

    private static ImmutableArray<CheckRow> ChecksOf(FormLayout form, IReadOnlyList<Copy> copies)
    {
        if (copies.All(copy => copy.Figures.Count == 0)) return [];
        var outcomes = copies.Select(copy => FormChecking.Of(form, copy.Figures)).ToList();
        return [.. form.Checks.Select((check, i) => new CheckRow(check, [.. outcomes.Select(all => all[i])]))];
    }
}

/// <summary>Copies of one station by what they say: those that agree wherever both speak are one version.</summary>
public sealed class CopyVersions
{
    private readonly List<List<Copy>> _versions = [];

    /// <summary>The version that more than half of the copies with figures say, or null.</summary>
    public IReadOnlyList<Copy>? Majority { get; private init; }

    /// <summary>How many versions there are.</summary>
    public int Count => _versions.Count;

    /// <summary>Copies with figures.</summary>
    public int Speaking => _versions.Sum(version => version.Count);

    /// <summary>Copies with figures outside the majority's version; all of them where there is none.</summary>
    public int Apart => Majority is null ? Speaking : Speaking - Majority.Count;

    internal static CopyVersions Of(IReadOnlyList<Copy> copies)
    {
        var versions = new List<List<Copy>>();
        // The fullest first, as the comparison of copies has it: a tally of votes alone must not hide a difference of two sheets.
        foreach (var copy in copies.Where(copy => copy.Figures.Count > 0).OrderByDescending(copy => copy.Figures.Count))
        {
            if (versions.Find(version => version[0].Figures.Differing(copy.Figures).Count == 0) is { } own) own.Add(copy);
            else versions.Add([copy]);
        }

        return new CopyVersions(versions) { Majority = versions.Find(version => 2 * version.Count > versions.Sum(all => all.Count)) };
    }

    private CopyVersions(List<List<Copy>> versions) => _versions = versions;

    /// <summary>
    /// Whether a copy's figure is marked: it isn't what most copies say; where no version has most copies, each figure
    /// that isn't the same everywhere.
    /// </summary>
    internal bool Differs(Copy copy, int figure)
    {
        if (copy.Figures[figure] is not { } value) return false;
        var others = Majority ?? _versions.SelectMany(version => version);
        return others.Any(other => other.Figures[figure] is { } said && said != value);
    }
}
