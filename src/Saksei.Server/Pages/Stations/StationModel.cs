using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Server.Books;

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
public sealed record CheckRow(FormCheck Check, ImmutableArray<FormCheckOutcome> Outcomes)
{
    /// <summary>How it was looked at where a copy fails it, copy by copy; null where nobody has said so.</summary>
    public required ImmutableArray<CheckHandling?> Handled { get; init; }

    /// <summary>Whether a copy fails it and was typed with the word that the paper says so, copy by copy.</summary>
    public required ImmutableArray<bool> Confirmed { get; init; }
}

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
    internal static StationModel Of(Frame frame, Station station)
    {
        var books = frame.Books;
        IReadOnlyList<Copy> copies = [.. books.CopiesOf(station).OrderBy(copy => copy.Source == CopySource.Official ? 0 : 1)];
        var (versions, decided, none) = (CopyVersions.Of(copies), books.AdjudicationOf(station)?.Figures, Paging.Of(1, 0));
        return new StationModel(station, books.StandingOf(station), copies, versions)
        {
            Rows = RowsOf(frame, station, copies, versions, decided),
            Checks = ChecksOf(books, station, copies),
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

    private static ImmutableArray<CheckRow> ChecksOf(BooksAsOf books, Station station, IReadOnlyList<Copy> copies)
    {
        if (copies.All(copy => copy.Figures.Count == 0)) return [];
        var form = books.Contest.Form;
        var outcomes = copies.Select(copy => FormChecking.Of(form, copy.Content)).ToList();
        return
        [
            .. form.Checks.Select((check, i) => new CheckRow(check, [.. outcomes.Select(all => all[i])])
            {
                Handled = [.. copies.Select(copy => books.HandlingOf(station, copy, check))],
                Confirmed = [.. copies.Select((copy, at) => outcomes[at][i].Holds == false && copy.Content.Marks.Confirms(check))],
            }),
        ];
    }
}
