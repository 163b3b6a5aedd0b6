using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Words;

namespace Saksei.Exports.Formats.Nist;

/// <summary>
/// A contest of the register as an election of the report, each of its constituencies as a contest: there ballots, lists and seats are
/// one's own. A station without official figures has no count, which isn't a count of zero.
/// </summary>
/// <param name="output">Where it goes to.</param>
/// <param name="contest">What is voted on.</param>
/// <param name="speech">The language of names that stand in one only.</param>
internal sealed class NistElection(CdfOutput output, ContestAsOf contest, Speech speech)
{
    private Contest Contest => contest.Contest;

    internal void Write() => output.Item("Election", "", () =>
    {
        WriteBallots();
        output.Items("Contest", () =>
        {
            foreach (var constituency in Contest.Constituencies) WriteContest(constituency);
        });
        WriteProgress(contest.Results.Total.Reported, contest.Results.Total.Stations);
        var head = Contest.Election.Head;
        output.Text("ElectionScopeId", XmlNames.Of(Contest.Election.Units[0]));
        if (Contest.Code.Length > 0) output.Identifier(("contest", Contest.Code));
        output.Name("Name", Contest.Code.Length == 0 ? head.Names : Contest.Head.Names, Contest.Code.Length == 0 ? head.Code : Contest.Code);
        var day = head.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        output.Text("StartDate", day);
        output.Text("EndDate", day);
        output.Text("Type", "general");
    });

    private void WriteBallots()
    {
        var form = Contest.Form;
        if (form.FieldOf(FieldMeaning.Cast) < 0 && form.FieldOf(FieldMeaning.Invalid) < 0) return;
        output.Items("BallotCounts", () =>
        {
            foreach (var (station, figures) in Contest.Constituencies.SelectMany(contest.ReportedIn)) WriteBallots(station, figures);
        });
    }

    private void WriteBallots(Station station, Figures figures) => output.Item("BallotCounts", "", () =>
    {
        output.Text("GpUnitId", XmlNames.Of(station));
        output.Text("Type", "total");
        if (contest.FigureOf(figures, FieldMeaning.Cast) is { } cast) output.Whole("BallotsCast", cast);
        if (contest.FigureOf(figures, FieldMeaning.Invalid) is { } invalid) output.Whole("BallotsRejected", invalid);
    });

    private void WriteContest(Constituency constituency) => output.Item("PartyContest", XmlNames.Of(Contest, constituency), () =>
    {
        var (reported, tally) = (contest.ReportedIn(constituency).ToImmutableArray(), contest.Results.Tallies[constituency.Index]);
        output.Items("ContestSelection", () =>
        {
            foreach (var list in contest.Results.ListsOf(constituency)) WriteSelection(constituency, list, reported);
        });
        WriteProgress(tally.Reported, tally.Stations);
        output.Text("ElectionDistrictId", XmlNames.Of(constituency.Unit));
        output.Text("Name", contest.NameIn(constituency, speech.Language));
        WriteBlanks(reported);
        output.Whole("SequenceOrder", constituency.Index + 1L);
        output.Whole("SubUnitsReported", tally.Reported);
        output.Whole("TotalSubUnits", tally.Stations);
        if (Contest.SeatRule is { } rule) output.Text("VoteVariation", !rule.Method.IsMajority ? "proportional" : rule.Threshold is null ? "plurality" : "majority");
    });

    private void WriteSelection(Constituency constituency, ElectoralList list, ImmutableArray<(Station Station, Figures Figures)> reported) =>
        output.Item("PartySelection", XmlNames.Of(Contest, constituency, list), () =>
        {
            var figure = Contest.FigureOf(list);
            output.Whole("SequenceOrder", list.Index + 1L);
            output.Items("VoteCounts", () =>
            {
                if (reported.Length > 0) WriteCount(XmlNames.Of(constituency.Unit), "total", contest.Results.Tallies[constituency.Index][figure]);
                if (contest.SeatsOf(constituency, list) is { } seats) WriteCount(XmlNames.Of(constituency.Unit), "seats", seats);
                foreach (var (station, figures) in reported)
                    if (figures[figure] is { } votes) WriteCount(XmlNames.Of(station), "total", votes);
            });
            output.References("PartyIds", [XmlNames.Of(Contest, list)]);
        });

    private void WriteCount(string unit, string type, long count) => output.Item("VoteCounts", "", () =>
    {
        output.Text("GpUnitId", unit);
        output.Text("Type", type);
        output.Whole("Count", count);
    });

    // One ballot has one vote: a blank one is one vote less than there could be.
    private void WriteBlanks(ImmutableArray<(Station Station, Figures Figures)> reported)
    {
        if (Contest.Form.FieldOf(FieldMeaning.Blank) < 0) return;
        output.Items("OtherCounts", () =>
        {
            foreach (var (station, figures) in reported)
                if (contest.FigureOf(figures, FieldMeaning.Blank) is { } blank)
                    output.Item("OtherCounts", "", () =>
                    {
                        output.Text("GpUnitId", XmlNames.Of(station));
                        output.Whole("Undervotes", blank);
                    });
        });
    }

    private void WriteProgress(int reported, int stations) => NistReference.WriteProgress(output, reported, stations);
}
