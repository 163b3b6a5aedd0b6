using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using static Saksei.Rehearsal.Season.SeasonDates;
using static Saksei.Rehearsal.Season.SeasonOrganisations;

namespace Saksei.Rehearsal.Season;

/// <summary>
/// Who may stand: the commission's members, 42 parties registered, 20 that applied, 18 admitted; lists, endorsements, resignations.
/// Endorsements are the one unequal treatment that is built in: chiefs answer southern parties worse.
/// </summary>
internal sealed class StandingScript(CasePen pen, ElectionDefinition definition, Members members, RehearsalSeed seed)
{
    private const int Registered = 42, Endorsements = 600, NotIssuedToNorth = 180, NotIssuedToSouth = 420;
    private static readonly Moment Notice = Night.Moment(At(5, 15, 16));

    private readonly List<(string Id, string Party, Constituency Province)> _issued = [];

    internal void Write()
    {
        Commission();
        Certify();
        foreach (var (party, i) in Parties.Select((party, i) => (party, i))) Apply(party, i);
        Lists();
        AskEndorsements();
        Resign();
    }

    private void Commission()
    {
        for (var i = 1; i <= Members.Count; i++)
            pen.Write(At(3, 21, 9, i), Assembly, "commission/appoint", $"member-{i}", new CaseFields { By = Members.NominatorOf(i), Person = members.PersonOf(i), On = Night.Moment(At(3, 21)) });
        pen.Write(At(3, 22), "commission", "commission/declare", "member-3", new CaseFields { Against = Parties[3] });
        pen.WriteBy(At(5, 10), members.Keys[2], "commission/recuse", "member-3", new CaseFields { Refers = Parties[3] });
        pen.Write(At(5, 11), "observers-a", "commission/instruct", "member-5", new CaseFields { By = Ministry, On = Night.Moment(At(5, 9)) });
    }

    private void Certify()
    {
        for (var i = 1; i <= Registered; i++)
            pen.Write(At(4, 3, 9, i), Ministry, "parties/certify", CodeOf(i), new CaseFields { Party = CodeOf(i), Receipt = $"M-{i:000}" });
    }

    private static string CodeOf(int number) => number <= Parties.Count ? Parties[number - 1] : $"registered-{number}";

    // Two are refused and lose their appeals, one cures a defect of form.
    private void Apply(string party, int i)
    {
        var form = i >= 18 ? DocumentForm.Copy : i % 5 == 4 ? DocumentForm.CertifiedCopy : DocumentForm.Original;
        ImmutableArray<DocumentRecord> documents = [new("ministry-registration", form, Ministry, $"M-{i + 1:000}"), new("statute", DocumentForm.Original, "", "")];
        if (i % 3 == 0) pen.Write(At(4, 20, 10, i), "commission", "parties/check", party, new CaseFields { Party = party, Documents = documents, Receipt = $"K-{i:000}" });
        pen.Write(At(4, 24 + i % 6, 10, i), party, "parties/apply", party, new CaseFields { Party = party, Documents = documents });
        if (i >= 18) Refuse(party);
        else if (i == 6) Return(party, documents);
        else pen.Decide(At(5, 14, 15, i), "commission", "parties/accept", party, "conditions-met", "unverified", new CaseFields { Votes = VotesOn(party, 7) }, members.Keys);
    }

    private void Refuse(string party)
    {
        pen.Decide(At(5, 15, 15), "commission", "parties/refuse", party, "registration-not-original", "LEMNA-art-27", new CaseFields { Missing = ["ministry-registration"], Votes = VotesOn(party, 6) }, members.Keys);
        pen.Write(At(5, 15, 17), "commission", "parties/serve", party, new CaseFields { On = Notice });
        pen.Write(At(5, 16, 9), party, "parties/receive", party, new CaseFields { On = party == Parties[19] ? Night.Moment(At(5, 16, 8)) : Notice });
        pen.Write(At(5, 19), party, "parties/appeal", party);
        pen.Decide(At(5, 25), Council, "parties/uphold", party, "registration-not-original", "LEMNA-art-27");
    }

    private void Return(string party, ImmutableArray<DocumentRecord> documents)
    {
        pen.Decide(At(5, 9), "commission", "parties/return", party, "document-missing", "unverified", new CaseFields { Missing = ["deposit"], Votes = VotesOn(party, 8) }, members.Keys);
        pen.Write(At(5, 9, 15), "commission", "parties/serve", party, new CaseFields { On = Night.Moment(At(5, 9, 14)) });
        pen.Write(At(5, 11), party, "parties/cure", party, new CaseFields { Documents = documents.Add(new DocumentRecord("deposit", DocumentForm.Original, "", "B-7")) });
        pen.Decide(At(5, 14, 15, 59), "commission", "parties/accept", party, "conditions-met", "unverified", new CaseFields { Votes = VotesOn(party, 8) }, members.Keys);
    }

    private static ImmutableArray<MemberVote> VotesOn(string party, int inFavour) =>
        [.. Enumerable.Range(1, Members.Count).Select(i => new MemberVote($"member-{i}", i == 3 && party == Parties[3] ? Vote.Recused : i <= inFavour ? Vote.For : Vote.Against))];

    private void Lists()
    {
        foreach (var party in Parties.Take(18))
            foreach (var province in definition.Contests[0].Constituencies) List(party, province);
    }

    private void List(string party, Constituency province)
    {
        var (id, random) = ($"{party}-{province.Code}", pen.Random);
        pen.Write(random.Within(At(5, 16), At(5, 19)), party, "candidates/seal", id,
            new CaseFields { Party = party, Unit = province.Code, Commitment = seed.Digest("list " + id), Count = province.Seats });
        var at = random.Within(At(5, 20), At(random.Chance(60) ? 5 : 5, random.Chance(60) ? 27 : 23));
        var eligible = !random.Chance(20);
        pen.Write(at - 3600, "commission", "candidates/assess", id, new CaseFields { Assessments = Assess(id, eligible) });
        if (!eligible) pen.Decide(at, "commission", "candidates/refuse", id, "not-eligible");
        else if (random.Chance(50)) pen.Decide(at, "commission", random.Chance(300) ? "candidates/return" : "candidates/refuse", id, "document-missing", "unverified", new CaseFields { Missing = ["list-form"] });
        else Admit(id, province, at);
    }

    // On the papers of all candidates of the list: only what was found is recorded, and a seal of what shows it.
    private ImmutableArray<Assessment> Assess(string id, bool eligible) => [.. definition.Procedures.Eligibility.Select(rule => new Assessment(
        rule.Code, eligible || rule.Kind != EligibilityKind.Voted ? AssessmentOutcome.Met : AssessmentOutcome.NotMet, seed.Digest($"assessed {id} {rule.Code}")))];

    private void Admit(string id, Constituency province, long at)
    {
        pen.Decide(at, "commission", "candidates/accept", id, "conditions-met");
        pen.Write(At(5, 29, 9), "commission", "candidates/post", id, new CaseFields { Count = province.Seats });
        if (!pen.Random.Chance(30)) return;
        pen.Write(At(5, 30, 9), "observers-a", "candidates/challenge", id);
        if (pen.Random.Chance(500)) pen.Decide(At(6, 2, 9), "commission", "candidates/dismiss", id, "decision-lawful");
        else pen.Decide(At(6, 2, 9), "commission", "candidates/strike", id, "document-missing");
    }

    private void AskEndorsements()
    {
        var communes = definition.Units.Where(unit => unit.Kind == "commune").ToList();
        for (var i = 1; i <= Endorsements; i++) Endorse($"E-{i:0000}", Parties[(i - 1) % 18], pen.Random.Pick(communes));
    }

    private void Endorse(string id, string party, Unit commune)
    {
        var asked = pen.Random.Within(At(4, 10), At(4, 28));
        pen.Write(asked, party, "endorsements/ask", id, new CaseFields { Party = party, Unit = commune.Code, Commitment = seed.Digest("endorsement " + id) });
        var answered = asked + pen.Random.Between(1, 60) * 3600;
        // Some chiefs sign nothing: the applicant reports what they answered.
        var unsigned = pen.Random.Chance(30);
        if (!pen.Random.Chance(IsNorthern(party) ? NotIssuedToNorth : NotIssuedToSouth))
        {
            Answer(answered, party, id, "issue", unsigned);
            if (!unsigned) _issued.Add((id, party, definition.Contests[0].ConstituencyOf(commune)!));
        }
        else if (pen.Random.Chance(500)) Answer(answered, party, id, "refuse", unsigned);
    }

    private void Answer(long at, string party, string id, string verb, bool unsigned)
    {
        if (unsigned) pen.Write(at, party, verb == "issue" ? "endorsements/report-issued" : "endorsements/report-refused", id);
        else if (verb == "issue") pen.Write(at, Communes, "endorsements/issue", id);
        else pen.Decide(at, Communes, "endorsements/refuse", id, "not-resident");
    }

    private void Resign()
    {
        for (var i = 1; i <= 30; i++)
        {
            var party = Parties[(i * 7) % 18];
            var endorsed = _issued.First(one => one.Party == party);
            _issued.Remove(endorsed);
            var fields = new CaseFields { Party = party, Unit = endorsed.Province.Code, Person = seed.Digest($"candidate {i}"), Receipt = $"R-{i:00}" };
            var at = pen.Random.Within(At(5, 30), At(6, 20));
            pen.Write(at, "commission", "resignations/resign", $"S-{i:00}", fields with { Refers = endorsed.Id });
            if (i % 10 == 4) Dispute(at, party, $"S-{i:00}", fields, confirmed: i == 14);
            if (i % 6 == 0) pen.Write(at + 40 * 3600, "commission", "resignations/retract", $"S-{i:00}", new CaseFields { Person = fields.Person, Receipt = $"R-{i:00}b" });
        }
    }

    // The party says that its candidate didn't wish it; one candidate confirms it before another body.
    private void Dispute(long at, string party, string id, CaseFields fields, bool confirmed)
    {
        pen.Write(at + 20 * 3600, party, "resignations/dispute", id);
        if (confirmed) pen.Write(at + 70 * 3600, Council, "resignations/confirm", id, new CaseFields { Person = fields.Person, Receipt = "Q-1" });
    }
}
