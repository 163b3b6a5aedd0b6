using System.Text.RegularExpressions;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Tests.Documents;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Which role may author which kind: what docs/spec/act.md says under "Who may sign" is what the fold does.</summary>
public sealed partial class RoleTests
{
    private const string Desk = "desk", Clerk = "clerk", Agent = "agent", Clock = "clock", Recovery = "recovery";

    [GeneratedRegex("^\\| (?<role>[a-z]+) \\| (?<every>every kind but )?(?<kinds>`.*`) \\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    // The kinds by role as the table has them; "every kind but" some stands for all others.
    private static Dictionary<string, HashSet<string>> Written()
    {
        var text = Repo.Read("docs/spec/act.md");
        var table = text[text.IndexOf("<!-- who-may-sign -->", StringComparison.Ordinal)..];
        return Row().Matches(table[..table.IndexOf("<!-- /drawn -->", StringComparison.Ordinal)]).ToDictionary(row => row.Groups["role"].Value, row =>
        {
            var named = row.Groups["kinds"].Value.Split(", ").Select(kind => kind.Trim('`')).ToHashSet(StringComparer.Ordinal);
            return row.Groups["every"].Success ? [.. ActKinds.All.Select(kind => kind.Name).Where(kind => !named.Contains(kind))] : named;
        }, StringComparer.Ordinal);
    }

    [Fact]
    public void Every_role_authors_the_kinds_of_the_specification_and_no_other()
    {
        using var whole = new WholeRegister();
        var election = whole.Election;
        var (keys, written) = (Keys(election), Written());
        var samples = election.Host.Journal(0, election.Fold.Size).GroupBy(line => line.Act.Kind, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.First(line => line.Act is not FormCopy { Source: CopySource.Official }).Act, StringComparer.Ordinal);
        Assert.Equal(keys.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ActKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal), samples.Keys.Order(StringComparer.Ordinal));
        foreach (var kind in samples.Keys.Where(kind => kind != "register/found"))
            foreach (var (role, key) in keys)
                Assert.True(written[role].Contains(kind) == (Author(election, samples[kind], key) != "role-not-allowed"), $"{kind} by {role}");
    }

    /// <summary>What a role must never get, whatever the rows and the specification drawn from them come to say.</summary>
    [Fact]
    public void A_desk_signs_all_but_the_tick_and_a_recovery_and_nobody_else_signs_what_an_organisation_decides()
    {
        var written = Written();
        Assert.Equal(["organisations/recover", "clock/tick"], ActKinds.All.Select(kind => kind.Name).Except(written[Desk], StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["clock/tick"], written[Clock]);
        Assert.Equal(["organisations/recover", "organisations/revoke"], written[Recovery].Order(StringComparer.Ordinal));
        foreach (var kind in (string[])["register/", "organisations/", "results/", "seats/", "forms/adjudicate", "forms/handle", "stations/delivered", "parties/", "candidates/", "endorsements/", "complaints/", "activities/"])
            Assert.DoesNotContain(written[Clerk].Concat(written[Agent]), name => name.StartsWith(kind, StringComparison.Ordinal));
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
