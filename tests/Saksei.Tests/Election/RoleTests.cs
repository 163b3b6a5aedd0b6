using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Which role may author which kind: docs/spec/act.md, "Who may sign", written out.</summary>
public sealed class RoleTests
{
    private const string Desk = "desk", Clerk = "clerk", Agent = "agent", Clock = "clock", Recovery = "recovery";

    // A desk signs every kind but the tick. What else signs stands here, kind by kind.
    private static readonly Dictionary<string, string[]> Beside = new(StringComparer.Ordinal)
    {
        ["forms/commit"] = [Clerk],
        ["forms/reveal"] = [Clerk],
        ["forms/copy"] = [Clerk, Agent],
        ["stations/conditions"] = [Clerk, Agent],
        ["organisations/revoke"] = [Recovery],
        ["resignations/resign"] = [Agent],
        ["resignations/confirm"] = [Agent],
        ["resignations/retract"] = [Agent],
        ["commission/recuse"] = [Agent],
        ["commission/resign"] = [Agent],
    };

    private static readonly string[] DeskAlone =
    [
        "register/found", "register/rules", "organisations/accredit", "organisations/vouch", "organisations/enrol", "stations/delivered",
        "forms/adjudicate", "results/lot", "results/stage", "clock/holiday", "holders/candidates", "holders/change",
        "parties/certify", "parties/check", "parties/apply", "parties/accept", "parties/refuse", "parties/return", "parties/cure",
        "parties/strike", "parties/appeal", "parties/uphold", "parties/reverse", "parties/withdraw", "parties/serve", "parties/receive",
        "candidates/seal", "candidates/assess", "candidates/accept", "candidates/refuse", "candidates/return", "candidates/cure",
        "candidates/post", "candidates/challenge", "candidates/dismiss", "candidates/strike", "candidates/appeal", "candidates/uphold",
        "candidates/reverse", "candidates/withdraw", "candidates/serve", "candidates/receive",
        "endorsements/ask", "endorsements/report-issued", "endorsements/report-refused", "endorsements/issue", "endorsements/refuse",
        "endorsements/revoke", "endorsements/withdraw", "resignations/dispute",
        "complaints/file", "complaints/transfer", "complaints/hear", "complaints/uphold", "complaints/reject", "complaints/return",
        "complaints/cure", "complaints/appeal", "complaints/execute", "complaints/contest", "complaints/withdraw", "complaints/serve",
        "complaints/receive",
        "activities/ask", "activities/report-allowed", "activities/report-refused", "activities/allow", "activities/refuse", "activities/hold",
        "activities/disrupt", "activities/counter", "activities/cancel",
        "commission/appoint", "commission/declare", "commission/instruct", "commission/end",
    ];

    [Fact]
    public void Every_role_authors_the_kinds_of_the_specification_and_no_other()
    {
        using var whole = new WholeRegister();
        var election = whole.Election;
        var keys = Keys(election);
        var samples = election.Host.Journal(0, election.Fold.Size).GroupBy(line => line.Act.Kind, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.First(line => line.Act is not FormCopy { Source: CopySource.Official }).Act, StringComparer.Ordinal);
        Assert.Equal(ActKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal), DeskAlone.Concat(Beside.Keys).Append("clock/tick").Order(StringComparer.Ordinal));
        foreach (var kind in ActKinds.All.Select(kind => kind.Name).Where(kind => kind != "register/found"))
            foreach (var (role, key) in keys)
                Assert.True(MaySign(kind, role) == (Author(election, samples[kind], key) != "role-not-allowed"), $"{kind} by {role}");
    }

    [Fact]
    public void An_official_copy_is_a_desks_alone()
    {
        using var whole = new WholeRegister();
        var official = whole.Election.Host.Journal(0, whole.Election.Fold.Size).Select(line => line.Act).OfType<FormCopy>().First(copy => copy.Source == CopySource.Official);
        foreach (var (role, key) in Keys(whole.Election))
            Assert.Equal(role == Desk, Author(whole.Election, official, key) != "role-not-allowed");
    }

    [Theory]
    [InlineData("resignations/resign", "none", "commission")]
    [InlineData("resignations/confirm", "disputed", "council-f")]
    [InlineData("resignations/retract", "resigning", "commission")]
    [InlineData("commission/recuse", "sitting", "commission")]
    [InlineData("commission/resign", "sitting", "commission")]
    public void A_counter_is_a_desk(string kind, string state, string counter)
    {
        var step = CaseRules.Steps.Single(known => known.Kind == kind);
        var table = CaseRules.All.Single(known => known.Book == step.Book);
        var register = new CaseRegister("cambodia-rehearsal", "commission", "council-f", "assembly-g", "party-01", "party-02", "observers-a");
        register.Enrol(counter, "agent", Hash.OfBytes("an agent"u8));
        register.Reach(table, state, known => register.Take(known.Kind, OwnerOf(known), Paper(register, known)));
        var fields = Paper(register, step) with { Receipt = "R-1" };
        Assert.Equal("role-not-allowed", register.Take(kind, counter + "/agent", fields).VoidCode);
        Assert.Equal(state, register.State(table));
        Assert.Equal(Outcome.Applied, register.Take(kind, counter, fields));
    }

    [Fact]
    public void A_transcriber_records_for_others_by_its_desk_alone()
    {
        var register = new CaseRegister("cambodia-2023", "transcriber");
        register.Enrol("transcriber", "agent", Hash.OfBytes("an agent"u8));
        var resign = CaseRules.Steps.Single(known => known.Kind == "resignations/resign");
        Assert.Equal("role-not-allowed", register.Take(resign.Kind, "transcriber/agent", Paper(register, resign) with { Receipt = "R-1" }).VoidCode);
        Assert.Equal("person-differs", register.Take(resign.Kind, "transcriber/agent", Paper(register, resign) with { Receipt = "" }).VoidCode);
    }

    private static CaseFields Paper(CaseRegister register, CaseStep step)
    {
        var fields = CaseRegister.Fill(register.Fold.Definition, step);
        return step.By == StepBy.Person ? fields with { Receipt = "R-1" } : fields;
    }

    private static string OwnerOf(CaseStep step) => step.Kind switch
    {
        "resignations/dispute" => "party-01",
        "commission/appoint" => "assembly-g",
        _ => "commission",
    };

    private static bool MaySign(string kind, string role) =>
        role == Desk ? kind != "clock/tick" : kind == "clock/tick" ? role == Clock : Beside.GetValueOrDefault(kind, []).Contains(role);

    private static string Author(SmallElection election, Act sample, KeyName key) =>
        election.Fold.Preview(sample with { Header = sample.Header with { Signers = [key] } }, Hash.OfBytes("not yet"u8)).VoidCode;

    private static Dictionary<string, KeyName> Keys(SmallElection election)
    {
        var (agent, recovery) = (SmallElection.Key("commission/agent").Verifier, SmallElection.Key("watch/recovery").Verifier);
        election.Submit(header => new OrganisationEnrol(header, "commission", [new EnrolledKey(agent, KeyRole.Agent, default)]), "commission/desk");
        election.Submit(header => new OrganisationAccredit(header, "watch", "observer", "civil-society", AccreditOutcome.Granted, "", "",
            [SmallElection.Key("watch/desk").Verifier], new Recovery(1, [recovery])), "commission/desk");
        return new(StringComparer.Ordinal)
        {
            [Desk] = SmallElection.Key("commission/desk").Verifier.Name,
            [Clerk] = SmallElection.Key("commission/clerk-1").Verifier.Name,
            [Agent] = agent.Name,
            [Clock] = SmallElection.Key(SmallElection.Origin + "/clock").Verifier.Name,
            [Recovery] = recovery.Name,
        };
    }
}
