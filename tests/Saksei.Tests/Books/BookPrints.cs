using System.Globalization;
using System.Text;
using Saksei.Election;
using Saksei.Election.Evidence;
using Saksei.Election.Impartiality;
using Saksei.Election.Observation;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Verifier;

namespace Saksei.Tests.Books;

/// <summary>All that a snapshot says, as text, so that two of them can be held against each other.</summary>
internal static class BookPrints
{
    /// <summary>Every published document, byte for byte, and every part that none of them holds whole.</summary>
    internal static IEnumerable<(string Part, string Text)> Of(ElectionBooks books) =>
        PublishedResults.Of(books, []).Files.Select(file => (file.Path, Encoding.UTF8.GetString(file.Bytes))).Concat(Unpublished(books));

    private static IEnumerable<(string Part, string Text)> Unpublished(ElectionBooks books)
    {
        yield return ("head", $"{books.Size} {books.Tick} {books.VoidCount} {books.Organisations.RulesVersion} {books.IsSimulated} {string.Join(' ', books.Organisations.All.Keys.Order(StringComparer.Ordinal))}");
        yield return ("reports", Lines(books.Definition.Stations.Select(station => ReportsOf(books.Stations.Of(station)))));
        yield return ("reported", Lines(books.Definition.Units.Select(unit => $"{unit.Code} {books.Stations.CountsOf(unit)}")));
        yield return ("observed", Lines(books.Definition.Stations.Select(station => ObservedAt(books.Observation.Of(station)))));
        yield return ("incidents", Lines(books.Observation.Incidents.Select(reports => string.Join(' ', reports.Select(report => $"{report.First.Index} {report.Versions[^1].Place.Index} {report.JoinedTo} {report.Answers.Count}")))));
        yield return ("impartiality", Encoding.UTF8.GetString(ImpartialityDocument.Write(books.Impartiality)));
        foreach (var contest in books.Contests)
            foreach (var (part, text) in Unpublished(books, contest))
                yield return ($"{contest.Contest.Code} {part}", text);
    }

    private static IEnumerable<(string Part, string Text)> Unpublished(ElectionBooks books, ContestAsOf contest)
    {
        var (results, definition) = (contest.Results, contest.Contest);
        yield return ("standings", Lines(results.Standings.Select(standing => $"{standing.Station.Code} {standing.State} {standing.Grade} {standing.Pattern} {Numbers(standing.Differing)}")));
        yield return ("counts", Lines(books.Definition.Units.Select(unit => $"{unit.Code} {results.CountsOf(unit)}")));
        yield return ("tallies", Lines(results.Tallies.Concat(results.UnitTallies).Append(results.Total).Select(Text)));
        yield return ("allocations", Lines(results.Allocations.Select(allocation => string.Join(' ', allocation.Lists.Select(list => $"{list.List}:{list.Votes}:{list.Seats}")) + $" {allocation.Refusal} {Lines(allocation.Ties.Select(tie => string.Join(' ', tie.Lists)))}")));
        yield return ("copying", string.Join(' ', results.CopyingOrganisations));
        yield return ("forms", Lines(books.Definition.Stations.Select(station => FormsOf(contest, station.Index))));
        yield return ("deliveries", Lines(books.Definition.Stations.Select(station => $"{books.Stations.DeliveryOf(station, definition)?.Place.Index}")));
        yield return ("uncorroborated", Encoding.UTF8.GetString(EvidenceDocument.Write(definition, contest.EvidenceIn(EvidenceReading.Uncorroborated))));
        yield return ("own", Encoding.UTF8.GetString(EvidenceDocument.Write(definition, contest.EvidenceIn(EvidenceReading.Own(["S03"], ["party"])))));
        yield return ("declared", Lines(contest.Declared.Stages.Select(stage => stage.ToString()).Concat(definition.Constituencies.Select(own => Lines(contest.Declared.LotsOf(own).Select(lot => lot.Place.ToString()))))));
    }

    private static string FormsOf(ContestAsOf contest, int station)
    {
        var forms = contest.Forms.Stations[station];
        return string.Join(' ', forms.Copies.Concat(forms.Replaced).Select(copy => copy.Place.Index)) + $" {forms.Official?.Place.Index} {forms.Adjudication?.Place.Index} "
            + Lines(forms.OpenEntries.Select(entry => $"{entry.Organisation} {entry.Sealed} {entry.Round} {Numbers(entry.Asked)}"))
            + Lines(forms.Typed.Select(typed => $"{typed.Organisation} {typed.Round} {typed.Signer} {typed.Place.Index} {typed.Content.Figures.GetHashCode()}"));
    }

    private static string ReportsOf(StationRecord record) => string.Join(' ', record.Reports.Select(report => report.Place.Index))
        + $" {record.Observers} {record.IsClosed} {record.Copies.Refused} {record.Copies.Asked} {string.Join(' ', record.Words.SelectMany(word => word.Answered?.All ?? []))} {string.Join(' ', record.Copies.Handed.OrderBy(one => one.Key, StringComparer.Ordinal))}";

    private static string ObservedAt(StationObservation observed) => string.Join(' ', observed.Answers.Standing.Select(answers => answers.Place.Index)) + " "
        + string.Join(' ', observed.TurnedAway.Standing.Select(away => away.Place.Index)) + " " + string.Join(' ', observed.Incidents) + " "
        + string.Join(' ', observed.Deployments.Standing.Select(sent => $"{sent.Organisation} {sent.Observers} {sent.Drawn}"));

    private static string Text(Tally tally) => $"{tally.Stations} {tally.Reported} {string.Join(' ', tally.Sums)}";

    private static string Numbers(IEnumerable<int> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
