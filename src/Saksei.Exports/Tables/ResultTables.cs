using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Exports.Tables;

/// <summary>Official figures: by station and list, by station and field of the form, and the seats that follow.</summary>
internal static class ResultTables
{
    private static readonly ExportColumn[] OfFigure =
    [
        new("status"), new("copies", CellType.Whole), new("agree", CellType.Whole), new("loggedAt", CellType.Time), new("act", CellType.Whole), new("simulated", CellType.Truth),
    ];

    /// <summary>Every station, contest and list, with its votes and how the station stands; a station without official figures has rows without votes.</summary>
    internal static ExportTable Results { get; } = new(
        "results", ["contest", "station", "list"],
        [new("contest"), new("station"), new("constituency"), new("list"), new("votes", CellType.Whole), new("whyEmpty"), .. OfFigure],
        input => input.Books.Contests.SelectMany(contest => contest.Contest.Stations.SelectMany(station => Lists(contest, station, input.Books.IsSimulated))))
    {
        Pages = [""],
        References = [(["station"], "stations", ["code"])],
    };

    /// <summary>The figures of the form that aren't votes: voters, ballots, invalid ballots.</summary>
    internal static ExportTable Fields { get; } = new(
        "form-figures", ["contest", "station", "field"],
        [new("contest"), new("station"), new("constituency"), new("field"), new("value", CellType.Whole), new("whyEmpty"), .. OfFigure],
        input => input.Books.Contests.SelectMany(contest => contest.Contest.Stations.SelectMany(station => FieldsOf(contest, station, input.Books.IsSimulated))))
    {
        Pages = [""],
        References = [(["station"], "stations", ["code"])],
    };

    /// <summary>Votes and seats of each list in each constituency.</summary>
    internal static ExportTable Seats { get; } = new(
        "seats", ["contest", "constituency", "list"],
        [new("contest"), new("constituency"), new("list"), new("votes", CellType.Whole), new("seats", CellType.Whole), new("simulated", CellType.Truth)],
        input => input.Books.Contests.Where(contest => !contest.Results.Allocations.IsEmpty).SelectMany(contest => contest.Contest.Constituencies.SelectMany(constituency =>
            contest.Results.Allocations[constituency.Index].Lists.Select(list =>
                new object?[] { contest.Contest.Code, constituency.Code, list.List, list.Votes, (long)list.Seats, input.Books.IsSimulated }))))
    {
        Pages = ["/seats"],
        References = [(["constituency"], "places", ["code"])],
    };

    private static IEnumerable<object?[]> Lists(ContestAsOf contest, Station station, bool isSimulated)
    {
        var (constituency, row) = (contest.Contest.ConstituencyOf(station), new StationRow(contest, station, isSimulated));
        return contest.Contest.Lists.Where(list => list.StandsIn(constituency)).Select(list => row.Of(list.Code, contest.Contest.FigureOf(list)));
    }

    private static IEnumerable<object?[]> FieldsOf(ContestAsOf contest, Station station, bool isSimulated)
    {
        var row = new StationRow(contest, station, isSimulated);
        return contest.Contest.Form.Fields.Select((field, number) => row.Of(field.Code, number));
    }

    /// <summary>What all rows of a station share.</summary>
    private sealed class StationRow(ContestAsOf contest, Station station, bool isSimulated)
    {
        private readonly CopyList _copies = contest.Forms.CopiesOf(station);
        private readonly Figures? _official = contest.Forms[station].OfficialFigures;
        private readonly ActPlace? _place = contest.Forms.AdjudicationOf(station)?.Place ?? contest.Forms.OfficialCopyOf(station)?.Place;
        private readonly string _constituency = contest.Contest.ConstituencyOf(station).Code;

        internal object?[] Of(string name, int figure)
        {
            var value = _official?[figure];
            return
            [
                contest.Contest.Code, station.Code, _constituency, name, (long?)value, _official is null ? "missing" : value is null ? "absent" : null, Status,
                (long)_copies.Count, value is null ? 0L : _copies.Count(copy => copy.Figures[figure] == value), _official is null ? null : _place?.Tick.ToString(),
                _official is null ? null : _place?.Index, isSimulated,
            ];
        }

        // Four states for readers of a table: where the figures come from, and whether a copy says otherwise.
        private string Status => contest.Results.Standings[station.Index].State switch
        {
            _ when _official is null => "missing",
            Corroboration.Adjudicated => "adjudicated",
            Corroboration.Contradicted => "contradicted",
            _ => "reported",
        };
    }
}
