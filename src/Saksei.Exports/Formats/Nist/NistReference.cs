using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Words;

namespace Saksei.Exports.Formats.Nist;

/// <summary>What counts refer to: places and stations, offices, lists.</summary>
internal static class NistReference
{
    // Kinds of units that the format has a word for; the others say their own.
    private static readonly ImmutableHashSet<string> Kinds = ["borough", "city", "country", "county", "municipality", "state", "town", "village", "ward"];

    internal static void WriteProgress(CdfOutput output, int reported, int stations) => output.Items("CountStatus", () => output.Item("CountStatus", "", () =>
    {
        output.Text("Status", reported == 0 ? "not-processed" : reported < stations ? "in-process" : "completed");
        output.Text("Type", "total");
    }));

    internal static void WriteUnits(CdfOutput output, ElectionBooks books) => output.Items("GpUnit", () =>
    {
        foreach (var unit in books.Definition.Units) WriteUnit(output, books, unit);
        foreach (var station in books.Definition.Stations) WriteStation(output, books, station);
    });

    private static void WriteUnit(CdfOutput output, ElectionBooks books, Unit unit) => output.Item("ReportingUnit", XmlNames.Of(unit), () =>
    {
        output.References("ComposingGpUnitIds", [.. unit.Children.Select(XmlNames.Of), .. unit.Stations.Select(XmlNames.Of)]);
        output.Identifier((unit.Kind, unit.Code));
        output.Name("Name", unit.Names, unit.Code);
        var (reported, stations) = Progress(books.Contests.Select(contest => contest.Results.UnitTallies[unit.Index]).Select(tally => (tally.Reported, tally.Stations)));
        if (stations > 0) WriteProgress(output, reported, stations);
        WriteType(output, Kinds.Contains(unit.Kind) ? unit.Kind : "other", unit.Kind);
    });

    private static void WriteStation(CdfOutput output, ElectionBooks books, Station station) => output.Item("ReportingUnit", XmlNames.Of(station), () =>
    {
        output.Identifier((station.Kind, station.Code));
        output.Name("Name", station.Names, station.Code);
        var held = books.Contests.Where(contest => contest.Contest.Has(station)).Select(contest => (contest.FiguresOf(station) is null ? 0 : 1, 1));
        var (reported, contests) = Progress(held);
        if (contests > 0) WriteProgress(output, reported, contests);
        WriteType(output, station.Kind == "polling-station" ? "polling-place" : "other", station.Kind);
        if (station.Registered is { } registered) output.Whole("VotersRegistered", registered);
    });

    private static (int Reported, int All) Progress(IEnumerable<(int Reported, int All)> parts) =>
        parts.Aggregate((0, 0), (sum, part) => (sum.Item1 + part.Reported, sum.Item2 + part.All));

    private static void WriteType(CdfOutput output, string type, string own)
    {
        output.Text("Type", type);
        if (type == "other") output.Text("OtherType", own);
    }

    internal static void WriteOffices(CdfOutput output, ElectionBooks books, Speech speech) => output.Items("Office", () =>
    {
        foreach (var contest in books.Contests.Where(contest => contest.Contest.SeatRule is not null))
            foreach (var constituency in contest.Contest.Constituencies) WriteOffice(output, contest, constituency, speech);
    });

    private static void WriteOffice(CdfOutput output, ContestAsOf contest, Constituency constituency, Speech speech) =>
        output.Item("Office", XmlNames.OfOffice(contest.Contest, constituency), () =>
        {
            output.Text("ElectionDistrictId", XmlNames.Of(constituency.Unit));
            output.Truth("IsPartisan", true);
            output.Texts("Name", [KeyValuePair.Create(speech.Language, contest.NameIn(constituency, speech.Language))]);
        });

    internal static void WriteParties(CdfOutput output, ElectionBooks books) => output.Items("Party", () =>
    {
        foreach (var contest in books.Definition.Contests)
        {
            foreach (var list in contest.Lists) WriteParty(output, contest, list);
            foreach (var joint in contest.Lists.Where(list => list.Coalition is not null).GroupBy(list => list.Coalition ?? "")) WriteCoalition(output, contest, joint.Key, joint);
        }
    });

    private static void WriteParty(CdfOutput output, Contest contest, ElectoralList list) => output.Item("Party", XmlNames.Of(contest, list), () =>
    {
        output.Texts("Abbreviation", [KeyValuePair.Create("und", list.ShortName)]);
        output.Text("Color", list.Colour.TrimStart('#').ToLowerInvariant());
        output.Identifier(("list", list.Code));
        output.Name("Name", list.Names, list.Code);
    });

    private static void WriteCoalition(CdfOutput output, Contest contest, string code, IEnumerable<ElectoralList> lists) => output.Item("Coalition", XmlNames.OfCoalition(contest, code), () =>
    {
        output.Identifier(("joint list", code));
        output.Texts("Name", [KeyValuePair.Create("und", code)]);
        output.References("PartyIds", [.. lists.Select(list => XmlNames.Of(contest, list))]);
    });
}
