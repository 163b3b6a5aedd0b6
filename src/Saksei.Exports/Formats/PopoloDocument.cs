using System.Globalization;
using System.Text.Json;
using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Election.Seats;
using Saksei.Words;

namespace Saksei.Exports.Formats;

/// <summary>
/// Who holds which seat for which list, as Popolo has it: organisations are the councils and the lists, areas the places, posts the seats
/// of a constituency, memberships the seats held. People are the codes that lists were posted with; the register knows no names.
/// </summary>
/// <param name="json">Where it goes to.</param>
/// <param name="books">The books.</param>
/// <param name="speech">The language of names.</param>
internal sealed class PopoloDocument(Utf8JsonWriter json, ElectionBooks books, Speech speech)
{
    internal static byte[] Write(ExportInput input, string origin, Speech speech) =>
        JsonText.Write(json => json.Object(() => new PopoloDocument(json, input.Books, speech).Write(origin)));

    private IEnumerable<ContestAsOf> WithSeats => books.Contests.Where(contest => contest.Contest.SeatRule is not null);

    private void Write(string origin)
    {
        json.WriteString("register", origin);
        json.WriteBoolean("simulated", books.IsSimulated);
        if (books.IsSimulated) json.WriteString("note", speech.Say("simulated"));
        json.WriteNumber("checkpoint", books.Size);
        json.WriteString("asOf", books.Tick.ToString());
        json.Array("persons", WithSeats.SelectMany(Held), held => Entry(PersonOf(held), held.Seat.Holder ?? ""));
        json.WriteStartArray("organizations");
        foreach (var contest in books.Contests) WriteOrganizations(contest);
        json.WriteEndArray();
        json.Array("areas", books.Definition.Units, WriteArea);
        json.WriteStartArray("posts");
        foreach (var contest in WithSeats) WritePosts(contest);
        json.WriteEndArray();
        json.WriteStartArray("memberships");
        foreach (var contest in WithSeats) WriteMemberships(contest);
        json.WriteEndArray();
        WriteEvents();
    }

    private void Entry(string id, string name) => Entry(id, name, () => { });

    private void Entry(string id, string name, Action more) => json.Object(() =>
    {
        json.WriteString("id", id);
        json.WriteString("name", name);
        more();
    });

    private void WriteOrganizations(ContestAsOf contest)
    {
        var own = contest.Contest;
        if (own.SeatRule is not null && own.Head.AreCouncils)
            foreach (var constituency in own.Constituencies) Entry(Council(own, constituency), contest.NameIn(constituency, speech.Language), () => json.WriteString("classification", "council"));
        else if (own.SeatRule is not null) Entry(Council(own), NameOf(own), () => json.WriteString("classification", "council"));
        foreach (var list in own.Lists)
            Entry(Id("list", own, list.Code), speech.Exact(list.Names, list.Code), () =>
            {
                json.WriteString("classification", "list");
                json.Array("identifiers", [list.Code], code => json.Object(() =>
                {
                    json.WriteString("scheme", "list");
                    json.WriteString("identifier", code);
                }));
                OtherNames(list.Names, list.ShortName);
            });
    }

    private void WriteArea(Unit unit) => Entry(unit.Code, speech.Exact(unit.Names, unit.Code), () =>
    {
        json.WriteString("identifier", unit.Code);
        json.WriteString("classification", unit.Kind);
        if (unit.Parent is { } parent) json.WriteString("parent_id", parent.Code);
        OtherNames(unit.Names);
    });

    private void OtherNames(Names names, params IEnumerable<string> more) =>
        json.Array("other_names", names.ByLanguage.Select(own => (Name: own.Value, Note: own.Key)).Concat(more.Select(name => (Name: name, Note: "short"))), other => json.Object(() =>
        {
            json.WriteString("name", other.Name);
            json.WriteString("note", other.Note);
        }));

    private void WritePosts(ContestAsOf contest)
    {
        foreach (var constituency in contest.Contest.Constituencies)
        {
            WritePost(contest, constituency, "member");
            foreach (var post in contest.Contest.Head.Posts) WritePost(contest, constituency, post.Post);
        }
    }

    private void WritePost(ContestAsOf contest, Constituency constituency, string role) => json.Object(() =>
    {
        json.WriteString("id", PostOf(contest.Contest, constituency, role));
        json.WriteString("label", contest.NameIn(constituency, speech.Language));
        json.WriteString("role", role);
        json.WriteString("organization_id", CouncilOf(contest.Contest, constituency));
        json.WriteString("area_id", constituency.Code);
        if (role == "member") json.WriteNumber("seats", constituency.Seats);
    });

    private void WriteMemberships(ContestAsOf contest)
    {
        foreach (var held in Held(contest)) WriteMembership(contest.Contest, held.Constituency, "member", held.Seat.List, PersonOf(held));
        foreach (var own in contest.Holders)
            foreach (var post in own.Posts)
                if (post is { Holder: { } holder, List: { } list }) WriteMembership(contest.Contest, own.Constituency, post.Post, list, Id("person", contest.Contest, own.Constituency.Code, holder));
    }

    private void WriteMembership(Contest contest, Constituency constituency, string role, string list, string person) => json.Object(() =>
    {
        json.WriteString("person_id", person);
        json.WriteString("organization_id", CouncilOf(contest, constituency));
        json.WriteString("on_behalf_of_id", Id("list", contest, list));
        json.WriteString("post_id", PostOf(contest, constituency, role));
        json.WriteString("area_id", constituency.Code);
        json.WriteString("role", role);
    });

    // The vote, and each stage that an office declared.
    private void WriteEvents()
    {
        var head = books.Definition.Head;
        json.WriteStartArray("events");
        WriteEvent(head.Code, speech.Exact(head.Names, head.Code), "election", head.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        foreach (var contest in books.Contests)
            foreach (var stage in contest.Declared.Stages) WriteEvent(stage.Place.Identity.ToHex(), NameOf(contest.Contest), StageWord(stage.Stage), stage.Place.Tick.ToString());
        json.WriteEndArray();
    }

    private void WriteEvent(string id, string name, string classification, string start) => Entry(id, name, () =>
    {
        json.WriteString("classification", classification);
        json.WriteString("start_date", start);
    });

    private static string StageWord(Stage stage) => stage switch
    {
        Stage.Preliminary => "preliminary results",
        Stage.Provisional => "provisional results",
        Stage.Official => "official results",
    };

    private static IEnumerable<(Contest Contest, Constituency Constituency, SeatHolder Seat)> Held(ContestAsOf contest) =>
        contest.Holders.SelectMany(own => own.Holders.Seats.Where(seat => seat.Holder is not null).Select(seat => (contest.Contest, own.Constituency, seat)));

    private static string PersonOf((Contest Contest, Constituency Constituency, SeatHolder Seat) held) => Id("person", held.Contest, held.Constituency.Code, held.Seat.Holder ?? "");

    private string NameOf(Contest contest) => contest.Code.Length == 0 ? speech.Exact(contest.Election.Head.Names, contest.Election.Head.Code) : speech.Exact(contest.Head.Names, contest.Code);

    private static string CouncilOf(Contest contest, Constituency constituency) => contest.Head.AreCouncils ? Council(contest, constituency) : Council(contest);

    private static string Council(Contest contest) => Id("council", contest);

    private static string Council(Contest contest, Constituency constituency) => Id("council", contest, constituency.Code);

    private static string PostOf(Contest contest, Constituency constituency, string role) => Id("post", contest, constituency.Code, role);

    private static string Id(string kind, Contest contest, params IEnumerable<string> codes) => string.Join('/', ((string[])[kind, contest.Code, .. codes]).Where(part => part.Length > 0).Select(Uri.EscapeDataString));
}
