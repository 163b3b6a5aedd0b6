using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Exports.Tables;

/// <summary>Official figures: by station and list, by station and field of the form, and the seats that follow.</summary>
internal static class ResultTables
{
    /// <summary>Every station, contest and list, with its votes and how the station stands; a station without official figures has rows without votes.</summary>
    internal static ExportTable Results { get; } = new(
        "results", ["station", "contest", "list"],
        [new("station"), new("contest"), new("constituency"), new("list"), new("votes", CellType.Whole), new("status"), new("figures")],
        input => input.Books.Contests.SelectMany(contest => OfStations(contest, (station, status, figures) =>
            contest.Contest.Lists.Where(list => list.StandsIn(contest.Contest.ConstituencyOf(station))).Select(list => Row(contest, station, list.Code, figures?[contest.Contest.FigureOf(list)], status, Source(contest, station))))))
    {
        Page = "",
        References = [("station", "stations", "code"), ("list", "lists", "code")],
    };

    /// <summary>The figures of the form that aren't votes: voters, ballots, invalid ballots.</summary>
    internal static ExportTable Fields { get; } = new(
        "form-figures", ["station", "contest", "field"],
        [new("station"), new("contest"), new("constituency"), new("field"), new("value", CellType.Whole), new("status"), new("figures")],
        input => input.Books.Contests.SelectMany(contest => OfStations(contest, (station, status, figures) =>
            contest.Contest.Form.Fields.Select((field, number) => Row(contest, station, field.Code, figures?[number], status, Source(contest, station))))))
    {
        Page = "",
        References = [("station", "stations", "code")],
    };

    /// <summary>Votes and seats of each list in each constituency.</summary>
    internal static ExportTable Seats { get; } = new(
        "seats", ["contest", "constituency", "list"],
        [new("contest"), new("constituency"), new("list"), new("votes", CellType.Whole), new("seats", CellType.Whole)],
        input => input.Books.Contests.Where(contest => !contest.Results.Allocations.IsEmpty).SelectMany(contest => contest.Contest.Constituencies.SelectMany(constituency =>
            contest.Results.Allocations[constituency.Index].Lists.Select(list => new object?[] { contest.Contest.Code, constituency.Code, list.List, list.Votes, (long)list.Seats }))))
    {
        Page = "/seats",
        References = [("list", "lists", "code")],
    };

    private static object?[] Row(ContestAsOf contest, Station station, string figure, int? value, string status, string source) =>
        [station.Code, contest.Contest.Code, contest.Contest.ConstituencyOf(station).Code, figure, (long?)value, status, source];

    private static IEnumerable<object?[]> OfStations(ContestAsOf contest, Func<Station, string, Figures?, IEnumerable<object?[]>> rows) =>
        contest.Contest.Stations.SelectMany(station => rows(station, Status(contest, station), contest.Forms[station].OfficialFigures));

    // How the copies stand; a station with no copy at all is missing.
    private static string Status(ContestAsOf contest, Station station) => contest.Results.Standings[station.Index].State.Code();

    // Where its official figures come from.
    private static string Source(ContestAsOf contest, Station station) =>
        contest.Forms[station].OfficialFigures is null ? "none" : contest.Forms.AdjudicationOf(station) is { } ? "adjudicated" : "reported";
}
