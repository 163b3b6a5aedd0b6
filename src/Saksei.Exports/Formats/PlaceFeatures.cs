using System.Text.Json;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>
/// The places below the country as features of GeoJSON (RFC 7946), with their votes, seats and stations. A definition has no coordinates,
/// so that no feature has a geometry: who has boundaries joins them by the code.
/// </summary>
internal static class PlaceFeatures
{
    internal static byte[] Write(ExportInput input, string origin, Speech speech) => JsonText.Write(json => json.Object(() =>
    {
        var books = input.Books;
        json.WriteString("type", "FeatureCollection");
        json.WriteString("register", origin);
        json.WriteBoolean("simulated", books.IsSimulated);
        if (books.IsSimulated) json.WriteString("note", speech.Say("simulated"));
        json.WriteNumber("checkpoint", books.Size);
        json.WriteString("asOf", books.Tick.ToString());
        json.Array("features", books.Definition.Units[0].Children, unit => WriteFeature(json, books, unit));
    }));

    private static void WriteFeature(Utf8JsonWriter json, ElectionBooks books, Unit unit) => json.Object(() =>
    {
        json.WriteString("type", "Feature");
        json.WriteString("id", unit.Code);
        json.WriteNull("geometry");
        json.Object("properties", () =>
        {
            json.WriteString("code", unit.Code);
            json.WriteString("kind", unit.Kind);
            json.Names("names", unit.Names);
            json.WriteBoolean("simulated", books.IsSimulated);
            json.Array("contests", books.Contests.Where(contest => contest.Results.UnitTallies[unit.Index].Stations > 0), contest => WriteContest(json, contest, unit));
        });
    });

    private static void WriteContest(Utf8JsonWriter json, ContestAsOf contest, Unit unit) => json.Object(() =>
    {
        var tally = contest.Results.UnitTallies[unit.Index];
        json.WriteString("contest", contest.Contest.Code);
        json.WriteNumber("stations", tally.Stations);
        json.WriteNumber("reported", tally.Reported);
        json.Array("lists", contest.Contest.Lists.Where(list => ConstituenciesAt(contest.Contest, unit).Any(list.StandsIn)), list => WriteList(json, contest, unit, list));
    });

    private static void WriteList(Utf8JsonWriter json, ContestAsOf contest, Unit unit, ElectoralList list) => json.Object(() =>
    {
        var (tally, within) = (contest.Results.UnitTallies[unit.Index], ConstituenciesWithin(contest.Contest, unit).Where(list.StandsIn).ToList());
        json.WriteString("list", list.Code);
        if (tally.Reported > 0) json.WriteNumber("votes", tally[contest.Contest.FigureOf(list)]);
        if (within.Count > 0 && !contest.Results.Allocations.IsEmpty) json.WriteNumber("seats", within.Sum(own => (long)(contest.SeatsOf(own, list) ?? 0)));
    });

    private static IEnumerable<Constituency> ConstituenciesWithin(Contest contest, Unit unit) => contest.Constituencies.Where(own => own.Unit.Path().Contains(unit));

    private static IEnumerable<Constituency> ConstituenciesAt(Contest contest, Unit unit) =>
        ConstituenciesWithin(contest, unit).Concat(contest.ConstituencyOf(unit) is { } around ? [around] : []);
}
