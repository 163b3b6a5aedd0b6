using Saksei.Election.Cases;
using Saksei.Election.Definition;
using static Saksei.Rehearsal.Season.SeasonDates;
using static Saksei.Rehearsal.Season.SeasonOrganisations;

namespace Saksei.Rehearsal.Season;

/// <summary>
/// Events and complaints: the campaign's, those about the result, and one party's 2,175 from a template. All parties are treated alike
/// here, by chance alone.
/// </summary>
internal sealed class CampaignScript(CasePen pen, ElectionDefinition definition)
{
    private const int Events = 220, CampaignComplaints = 140, ResultComplaints = 90, Templates = 2175, Unanswered = 25, NoticeDays = 5, TermHours = 96;
    private const string TemplateParty = "party-05";

    internal void Write()
    {
        for (var i = 1; i <= Events; i++) Event($"V-{i:000}", Parties[(i - 1) % 18]);
        for (var i = 1; i <= CampaignComplaints; i++) Campaign($"C-{i:0000}", Parties[(i * 5) % 18]);
        for (var i = 1; i <= ResultComplaints; i++) Result($"P-{i:0000}", Parties[(i * 7) % 18], i);
        for (var i = 1; i <= Templates; i++) Template($"T-{i:0000}", i);
    }

    private void Event(string id, string party)
    {
        var random = pen.Random;
        var asked = random.Within(At(6, 20), At(7, 9));
        var day = asked + random.Between(3, 12) * 24 * 3600;
        pen.Write(asked, party, "activities/ask", id, new CaseFields { Party = party, Unit = random.Pick(definition.Contests[0].Constituencies).Code, On = Night.Moment(day), Count = random.Between(2, 40) * 50 });
        if (random.Chance(80)) return;
        if (random.Chance(250)) pen.Decide(asked + random.Between(4, 60) * 3600, Authority, "activities/refuse", id, day - asked < NoticeDays * 24 * 3600 ? "notice-too-short" : "public-order");
        else Hold(id, asked + random.Between(4, 60) * 3600, day);
    }

    private void Hold(string id, long allowed, long day)
    {
        pen.Write(allowed, Authority, "activities/allow", id);
        if (pen.Random.Chance(90)) pen.Write(day, "observers-a", "activities/disrupt", id, new CaseFields { By = "unknown", On = Night.Moment(day) });
        else pen.Write(day, "observers-a", "activities/hold", id, new CaseFields { On = Night.Moment(day) });
    }

    // From the commune's commission upwards; some never get an answer.
    private void Campaign(string id, string party)
    {
        var random = pen.Random;
        var (filed, ago) = (random.Within(At(7, 1), At(7, 19)), random.Between(8, 110));
        pen.Write(filed, party, "complaints/file", id,
            new CaseFields { Complaint = "campaign", Party = party, Unit = random.Pick(definition.Contests[0].Constituencies).Code, Against = random.Pick(Parties), Fact = Night.Moment(filed - ago * 3600) });
        if (random.Chance(120)) return;
        var decided = filed + random.Between(10, 70) * 3600;
        if (random.Chance(300)) pen.Write(filed + 5 * 3600, "commission", "complaints/hear", id);
        var upheld = Answer(id, decided, 300, "", late: ago > TermHours);
        if (upheld || !random.Chance(400)) return;
        pen.Write(decided + 8 * 3600, party, "complaints/appeal", id);
        if (random.Chance(800)) Answer(id, decided + random.Between(20, 80) * 3600, 250, "", late: ago > TermHours);
    }

    private void Result(string id, string party, int number)
    {
        var random = pen.Random;
        var filed = random.Within(At(8, 1, 11), At(8, 4, 9));
        var station = random.Pick(definition.Stations);
        var remedy = number % 7 == 0 ? "recount" : "";
        pen.Write(filed, party, "complaints/file", id,
            new CaseFields { Complaint = "result", Party = party, Unit = definition.Contests[0].ConstituencyOf(station).Code, Stations = [station.Code], Remedy = remedy });
        if (number is 21 or 42 or 63 || random.Chance(60)) return;
        var decided = filed + random.Between(12, 60) * 3600;
        var upheld = Answer(id, decided, remedy.Length > 0 ? 400 : 120, remedy, late: false);
        pen.Write(decided + 3600, "commission", "complaints/serve", id, new CaseFields { On = Night.Moment(decided + 3600) });
        if (upheld && remedy.Length > 0) pen.Write(decided + 60 * 3600, "commission", "complaints/execute", id);
        if (upheld || !random.Chance(500)) return;
        pen.Write(decided + random.Between(5, 70) * 3600, party, "complaints/appeal", id);
        pen.Decide(At(8, 22, 9, number % 60), Council, "complaints/reject", id, "no-effect", "LEMNA-art-117-new");
    }

    private bool Answer(string id, long at, int upheldPerMille, string remedy, bool late)
    {
        var draw = pen.Random.Below(1000);
        if (draw < 150) pen.Decide(at, "commission", "complaints/return", id, late ? "too-late" : "wrong-form");
        else if (draw < 150 + upheldPerMille) pen.Decide(at, "commission", "complaints/uphold", id, "facts-shown", "unverified", new CaseFields { Remedy = remedy });
        else pen.Decide(at, "commission", "complaints/reject", id, pen.Random.Chance(500) ? "facts-not-shown" : "no-effect");
        return draw >= 150 && draw < 150 + upheldPerMille;
    }

    // All say the same of another station each; each is answered for itself, and the last ones aren't.
    private void Template(string id, int number)
    {
        var station = definition.Stations[number * 10];
        pen.Write(At(8, 2, 8) + number * 20, TemplateParty, "complaints/file", id,
            new CaseFields { Complaint = "result", Party = TemplateParty, Unit = definition.Contests[0].ConstituencyOf(station).Code, Stations = [station.Code], Template = "ticks-outside-the-box" });
        if (number > Templates - Unanswered) return;
        pen.Decide(At(8, 3, 8) + number * 20, "commission", "complaints/reject", id, "no-effect");
    }
}
