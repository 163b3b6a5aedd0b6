using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>
/// The register as a count of EML 5.0 (message 510): each constituency of a contest is a contest, with the votes of its lists in all and by
/// station. A station without official figures isn't in it.
/// </summary>
internal sealed class EmlCount : IDisposable
{
    private const string Namespace = "urn:oasis:names:tc:evs:schema:eml";
    private readonly ExportInput _input;
    private readonly string _origin;
    private readonly Speech _speech;
    private readonly XmlWriter _xml;

    private EmlCount(Stream output, ExportInput input, string origin, Speech speech) =>
        (_xml, _input, _origin, _speech) = (XmlWriter.Create(output, PlainXml.Settings), input, origin, speech);

    internal static byte[] Write(ExportInput input, string origin, Speech speech)
    {
        using var stream = new MemoryStream();
        using (var count = new EmlCount(stream, input, origin, speech)) count.Write();
        return stream.ToArray();
    }

    public void Dispose() => _xml.Dispose();

    private void Write()
    {
        _xml.WriteStartElement("EML", Namespace);
        _xml.WriteAttributeString("Id", "510");
        _xml.WriteAttributeString("SchemaVersion", "5.0");
        if (_input.Books.IsSimulated) _xml.WriteComment(_speech.Say("simulated"));
        Element("TransactionId", _input.Books.Size.ToString(CultureInfo.InvariantCulture));
        Within("Count", WriteCount);
        _xml.WriteEndElement();
    }

    // The event is the register, and its name says where figures are simulated; each contest's qualifier does too.
    private void WriteCount()
    {
        var head = _input.Books.Definition.Head;
        Within("EventIdentifier", _origin, () => Element("EventName", Simulated(_speech.Exact(head.Names, head.Code))));
        foreach (var contest in _input.Books.Contests)
            Within("Election", () =>
            {
                Within("ElectionIdentifier", contest.Contest.Code.Length == 0 ? head.Code : contest.Contest.Code, () =>
                    Element("ElectionName", Simulated(contest.Contest.Code.Length == 0 ? _speech.Exact(head.Names, head.Code) : _speech.Exact(contest.Contest.Head.Names, contest.Contest.Code))));
                Within("Contests", () =>
                {
                    foreach (var constituency in contest.Contest.Constituencies) WriteContest(contest, constituency);
                });
            });
    }

    private string Simulated(string name) => _input.Books.IsSimulated ? name + " · " + _speech.Say("simulated") : name;

    private void WriteContest(ContestAsOf contest, Constituency constituency) => Within("Contest", () =>
    {
        var tally = contest.Results.Tallies[constituency.Index];
        Within("ContestIdentifier", constituency.Code, () => Element("ContestName", contest.NameIn(constituency, _speech.Language)));
        if (_input.Books.IsSimulated) Within("CountQualifier", () => Element("Simulation", "yes"));
        Within("TotalVotes", () =>
        {
            Metric("stations", tally.Stations);
            Metric("stations-reported", tally.Reported);
            WriteLists(contest, constituency, figure => tally[figure], list => contest.SeatsOf(constituency, list));
            WriteBallots(meaning => contest.SumOf(constituency, meaning));
        });
        foreach (var (station, figures) in contest.ReportedIn(constituency))
            if (contest.Results.ListsOf(constituency).Any(list => figures[contest.Contest.FigureOf(list)] is not null)) WriteStation(contest, constituency, station, figures);
    });

    private void WriteStation(ContestAsOf contest, Constituency constituency, Station station, Figures figures) => Within("ReportingUnitVotes", () =>
    {
        _xml.WriteStartElement("ReportingUnitIdentifier", Namespace);
        _xml.WriteAttributeString("Id", XmlNames.Escaped(station.Code));
        _xml.WriteString(PlainXml.Of(_speech.Exact(station.Names, station.Code)));
        _xml.WriteEndElement();
        WriteLists(contest, constituency, figure => figures[figure], _ => null);
        WriteBallots(meaning => contest.FigureOf(figures, meaning));
    });

    // A list that the sheet has no figure of has no selection.
    private void WriteLists(ContestAsOf contest, Constituency constituency, Func<int, long?> votes, Func<ElectoralList, int?> seats)
    {
        foreach (var list in contest.Results.ListsOf(constituency))
            if (votes(contest.Contest.FigureOf(list)) is { } own)
                Within("Selection", () =>
                {
                    Within("AffiliationIdentifier", list.Code, () => Element("RegisteredName", _speech.Exact(list.Names, list.Code)));
                    Element("ValidVotes", own.ToString(CultureInfo.InvariantCulture));
                    if (seats(list) is { } given) Metric("seats", given);
                });
    }

    private void WriteBallots(Func<FieldMeaning, long?> figure)
    {
        if (figure(FieldMeaning.Cast) is { } cast) Element("Cast", cast.ToString(CultureInfo.InvariantCulture));
        if (figure(FieldMeaning.Valid) is { } valid) Element("TotalCounted", valid.ToString(CultureInfo.InvariantCulture));
        foreach (var (meaning, reason) in Rejected)
            if (figure(meaning) is { } ballots)
            {
                _xml.WriteStartElement("RejectedVotes", Namespace);
                _xml.WriteAttributeString("ReasonCode", reason);
                _xml.WriteString(ballots.ToString(CultureInfo.InvariantCulture));
                _xml.WriteEndElement();
            }
    }

    private static ImmutableArray<(FieldMeaning Meaning, string Reason)> Rejected { get; } = [(FieldMeaning.Invalid, "invalid"), (FieldMeaning.Blank, "blank")];

    private void Metric(string id, long number)
    {
        _xml.WriteStartElement("CountMetric", Namespace);
        _xml.WriteAttributeString("Type", id);
        _xml.WriteAttributeString("Id", id);
        _xml.WriteString(number.ToString(CultureInfo.InvariantCulture));
        _xml.WriteEndElement();
    }

    private void Element(string name, string text) => _xml.WriteElementString(name, Namespace, PlainXml.Of(text));

    private void Within(string name, Action write) => Within(name, "", write);

    private void Within(string name, string id, Action write)
    {
        _xml.WriteStartElement(name, Namespace);
        if (id.Length > 0) _xml.WriteAttributeString("Id", XmlNames.Escaped(id));
        write();
        _xml.WriteEndElement();
    }
}
