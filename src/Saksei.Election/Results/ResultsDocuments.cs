using System.Text.Json;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>
/// Results as published files (docs/spec/results.md). Each is a function of the books, byte for byte, so that anybody who holds
/// the register writes the same file and compares.
/// </summary>
public static class ResultsDocuments
{
    /// <summary>Official figures of each constituency: <c>results/tally.json</c>.</summary>
    public static byte[] Tally(ElectionResults results) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("format", "saksei/tally/v1");
        json.WriteString("election", results.Contest.Election.Head.Code);
        WriteContest(json, results.Contest);
        if (results.IsSimulated) json.WriteBoolean("simulated", true);
        json.WriteStartArray("constituencies");
        foreach (var constituency in results.Contest.Constituencies) WriteTally(json, results, constituency);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Every list of every constituency, also without seats: <c>results/seats.json</c> and the command <c>seats</c>.</summary>
    public static byte[] Seats(ElectionResults results) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var constituency in results.Contest.Constituencies)
            foreach (var (list, votes, seats, goesOn) in SeatsOf(results, constituency))
            {
                json.WriteStartObject();
                json.WriteString("constituency", constituency.Code);
                json.WriteString("list", list);
                json.WriteNumber("votes", votes);
                json.WriteNumber("seats", seats);
                if (goesOn) json.WriteBoolean("secondRound", true);
                json.WriteEndObject();
            }

        json.WriteEndArray();
    });

    /// <summary>Who holds the seats where candidates were posted, each with the act that it rests on: <c>results/holders.json</c>.</summary>
    public static byte[] Holders(System.Collections.Immutable.ImmutableArray<ConstituencyHolders> constituencies) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var constituency in constituencies)
        {
            json.WriteStartObject();
            json.WriteString("constituency", constituency.Constituency.Code);
            json.WriteStartArray("seats");
            foreach (var seat in constituency.Holders.Seats) WriteHolder(json, seat);
            json.WriteEndArray();
            json.WriteStartArray("posts");
            foreach (var post in constituency.Posts) WritePost(json, post);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteHolder(Utf8JsonWriter json, Seats.SeatHolder seat)
    {
        json.WriteStartObject();
        json.WriteString("list", seat.List);
        json.WriteNumber("ordinal", seat.Ordinal);
        json.WriteString("holder", seat.Holder);
        json.WriteString("by", seat.By.Code());
        if (seat.WonBy is { } winner) json.WriteString("wonBy", winner);
        if (seat.Act is { } act) json.WriteString("act", act);
        json.WriteEndObject();
    }

    private static void WritePost(Utf8JsonWriter json, Seats.PostHolder post)
    {
        json.WriteStartObject();
        json.WriteString("post", post.Post);
        json.WriteString("list", post.List);
        json.WriteString("holder", post.Holder);
        ActFields.WriteTexts(json, "tied", post.Tied.Length > 1 ? post.Tied : []);
        json.WriteEndObject();
    }

    /// <summary>Codes in JSON and texts.</summary>
    public static string Code(this Seats.HeldBy by) => by switch
    {
        Election.Seats.HeldBy.ListOrder => "list-order",
        Election.Seats.HeldBy.Preferences => "preferences",
        Election.Seats.HeldBy.Lot => "lot",
        Election.Seats.HeldBy.Replacement => "replacement",
        Election.Seats.HeldBy.Reassignment => "reassignment",
    };

    /// <summary>The state of all forms: <c>results/summary.json</c> and the command <c>summary</c>.</summary>
    public static byte[] Summary(ElectionResults results) => Write(json =>
    {
        var summary = results.Summary;
        json.WriteStartObject();
        WriteContest(json, results.Contest);
        if (results.IsSimulated) json.WriteBoolean("simulated", true);
        json.WriteNumber("stations", summary.Stations);
        json.WriteNumber("copies", summary.Copies);
        json.WriteNumber("corroborated", summary.Corroborated);
        WriteCounts(json, "corroboratedBy", summary.CorroboratedBy);
        json.WriteNumber("contradicted", summary.Contradicted);
        json.WriteNumber("contradictedFields", summary.ContradictedFields);
        json.WriteNumber("uncorroborated", summary.Uncorroborated);
        json.WriteNumber("missing", summary.Missing);
        json.WriteNumber("adjudicated", summary.Adjudicated);
        WriteCounts(json, "patterns", summary.Patterns);
        json.WriteEndObject();
    });

    /// <summary>Stations whose copies are in a state, with the figures that differ: <c>results/contradicted.json</c> and the command <c>forms</c>.</summary>
    public static byte[] Forms(ElectionResults results, FormsAsOf forms, Corroboration state) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var standing in results.Standings.Where(standing => standing.State == state && results.Contest.Has(standing.Station)))
        {
            json.WriteStartObject();
            json.WriteString("station", standing.Station.Code);
            if (standing.Pattern is { } pattern) json.WriteString("pattern", pattern.Code());
            if (standing.Beside is { } beside) json.WriteString("beside", beside.Code());
            if (standing.Grade is { } grade) json.WriteString("grade", grade.Code());
            json.WriteStartArray("fields");
            foreach (var figure in standing.Differing) WriteField(json, results.Contest, forms.CopiesOf(standing.Station), figure);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The acts that are void, each with its rule: <c>results/void.json</c>.</summary>
    public static byte[] Void(IEnumerable<(long Index, string Act, Outcome Outcome)> voided) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var (index, act, outcome) in voided)
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            json.WriteString("act", act);
            json.WriteString("code", outcome.VoidCode);
            if (outcome.Detail.Length > 0) json.WriteString("detail", outcome.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteTally(Utf8JsonWriter json, ElectionResults results, Constituency constituency)
    {
        var tally = results.Tallies[constituency.Index];
        json.WriteStartObject();
        json.WriteString("constituency", constituency.Code);
        json.WriteNumber("stations", tally.Stations);
        json.WriteNumber("reported", tally.Reported);
        json.WriteStartObject("figures");
        for (var field = 0; field < results.Contest.Form.Fields.Length; field++)
            json.WriteNumber(results.Contest.Form.Fields[field].Code, tally[field]);
        json.WriteEndObject();
        json.WriteStartObject("votes");
        foreach (var list in results.ListsOf(constituency)) json.WriteNumber(list.Code, tally[results.Contest.FigureOf(list)]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Which of several it is; one contest has no code.
    internal static void WriteContest(Utf8JsonWriter json, Contest contest)
    {
        if (contest.Code.Length > 0) json.WriteString("contest", contest.Code);
    }

    private static IEnumerable<(string List, long Votes, int Seats, bool GoesOn)> SeatsOf(ElectionResults results, Constituency constituency)
    {
        if (results.Allocations is { IsEmpty: false } allocations)
        {
            var (allocation, second) = (allocations[constituency.Index], allocations[constituency.Index].SecondRound);
            return allocation.Lists.Select(list => (list.List, list.Votes, list.Seats, second.Contains(list.List)));
        }

        var tally = results.Tallies[constituency.Index];
        return results.ListsOf(constituency).Select(list => (list.Code, tally[results.Contest.FigureOf(list)], 0, false));
    }

    private static void WriteField(Utf8JsonWriter json, Contest contest, IReadOnlyList<Copy> copies, int figure)
    {
        json.WriteStartObject();
        json.WriteString("field", contest.FigureName(figure));
        json.WriteStartArray("copies");
        foreach (var copy in copies)
        {
            if (copy.Figures[figure] is not { } value) continue;
            json.WriteStartObject();
            json.WriteString("source", copy.Source.Word);
            json.WriteString("organisation", copy.Organisation);
            json.WriteNumber("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, int>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (code, count) in counts) json.WriteNumber(code, count);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Act.WriterOptions)) write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

}
