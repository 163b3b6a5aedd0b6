using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Tests.Verifier;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>By which doors bodies and parties that the definition names come in, and who can't bring them in.</summary>
public sealed class EntranceTests : IDisposable
{
    private const string Absent = "party-01", Council = "council-f";

    // Twelve founders: authorities, parties, and three groups of observers. No court has founded.
    private readonly CaseRegister _twelve = new("cambodia-rehearsal", "commission", "observers-a", "monitor-c", "tally-d", "alliance-b",
        "party-02", "party-03", "party-04", "party-05", "party-06", "party-07", "party-08");

    private readonly SmallElection _election = new(Named);

    public void Dispose() => _election.Dispose();

    [Fact]
    public void Two_of_twelve_founders_do_not_take_an_absent_partys_name()
    {
        Assert.Equal("ceremony-incomplete", Vouch(Absent, "party-02").VoidCode);
        Assert.Equal("ceremony-incomplete", Vouch(Absent, "observers-a").VoidCode);
        Assert.Equal(Outcome.Void("ceremony-incomplete", "observers-a parties"), Vouch(Absent, "party-02", "observers-a"));

        // Of one group as many as will, or of three without its own, which has founded.
        Assert.Equal("ceremony-incomplete", Vouch(Absent, "party-02", "party-03", "party-04", "alliance-b").VoidCode);
        Assert.Equal("ceremony-incomplete", Vouch(Absent, "commission", "observers-a", "monitor-c").VoidCode);
        Assert.False(_twelve.Fold.Organisations.All.ContainsKey(Absent));
        Assert.Equal(Outcome.Applied, Vouch(Absent, "commission", "observers-a", "party-02"));
        Assert.Equal(Entrance.Confirmed, _twelve.Fold.Organisations.All[Absent].Entrance);
    }

    [Fact]
    public void A_commission_does_not_accredit_a_council_with_its_own_key()
    {
        Assert.Equal("name-reserved", _twelve.Sign(header => new OrganisationAccredit(
            header, Council, "court", "courts", AccreditOutcome.Granted, "", "", [KeyOf(Council)], Recovery.None), "commission").VoidCode);
        var alone = new CaseRegister("cambodia-rehearsal", "commission");
        Assert.Equal("ceremony-incomplete", alone.Sign(header => Vouching(header, Council, "courts"), "commission").VoidCode);
    }

    [Fact]
    public void Where_no_founder_is_of_its_group_three_others_let_a_body_in_unconfirmed()
    {
        Assert.Equal("interest-differs", _twelve.Sign(header => Vouching(header, Council, "parties"), "commission", "observers-a", "party-02").VoidCode);
        Assert.Equal(Outcome.Applied, Vouch(Council, "commission", "observers-a", "party-02"));
        Assert.Equal(Entrance.Unconfirmed, _twelve.Fold.Organisations.All[Council].Entrance);
        Assert.Equal([Council], Organisation.UnconfirmedOf(_twelve.Fold.Organisations.All.Values));
    }

    [Fact]
    public void A_local_body_comes_in_by_the_body_above_it_and_by_no_other_alone()
    {
        Assert.Equal(Outcome.Applied, Vouch("ministry-e", "commission", "observers-a", "party-02"));
        Assert.Equal("ceremony-incomplete", Vouch("communes-h", "commission").VoidCode);
        _twelve.Hold("ministry-e");
        Assert.Equal(Outcome.Applied, Vouch("communes-h", "ministry-e"));
        Assert.Equal(Entrance.BodyAbove, _twelve.Fold.Organisations.All["communes-h"].Entrance);
    }

    [Fact]
    public void Whom_the_definition_does_not_name_founders_and_the_office_let_in_as_before()
    {
        Assert.Equal(Outcome.Applied, _twelve.Sign(header => Vouching(header, "citizens", "x"), "observers-a"));
        Assert.Equal(Outcome.Applied, _twelve.Sign(header => Vouching(header, "citizens", "x"), "party-02"));
        Assert.Equal(Entrance.Vouched, _twelve.Fold.Organisations.All["citizens"].Entrance);
    }

    [Fact]
    public void A_key_whose_hash_stands_in_the_definition_takes_its_name_back_and_earlier_acts_stand()
    {
        Assert.Equal(Outcome.Applied, TakeName().Outcome);
        var taken = _election.Copy("S01", "A=1", "council/taken", CopySource.Tally, "tally");
        Assert.Equal(Outcome.Applied, taken.Outcome);
        Assert.Equal(Outcome.Applied, Claim("council/own").Outcome);
        Assert.Equal("signer-revoked", _election.Copy("S02", "A=1", "council/taken", CopySource.Tally, "tally").Outcome.VoidCode);
        var own = _election.Copy("S02", "A=1", "council/own", CopySource.Tally, "tally");
        Assert.Equal(Outcome.Applied, own.Outcome);
        Assert.Single(_election.Fold.Forms.CopiesOf(_election.Host.Definition.FindStation("S01")!));
        var council = _election.Fold.Organisations.All["council"];
        Assert.Equal((Entrance.Unconfirmed, true), (council.EntranceAt(taken.Index), council.IsBefore(taken.Index)));
        Assert.Equal((Entrance.OwnKey, false), (council.EntranceAt(own.Index), council.IsBefore(own.Index)));
        var report = Verification.Run(MemoryFiles.Of(new Publisher(_election.Host)), Pin.None);
        Assert.True(report.Passed, string.Join('\n', report.Findings));

        // Once: neither the key that was put out nor the key itself comes in again.
        Assert.Equal("key-known", Claim("council/own").Outcome.VoidCode);
        Assert.Equal("signer-revoked", Claim("council/taken").Outcome.VoidCode);
    }

    [Fact]
    public void The_door_takes_a_claim_by_the_definitions_own_key_and_by_no_other_that_is_not_enrolled()
    {
        Assert.Equal("", Door("council/own", "council/own"));
        Assert.Equal("key-unknown", Door("council/other", "council/other"));
        Assert.Equal("signers-differ", Door("council/own", "council/other"));
        Assert.Equal(Outcome.Applied, Claim("council/own").Outcome);
        Assert.Equal(Entrance.OwnKey, _election.Fold.Organisations.All["council"].Entrance);
    }

    [Fact]
    public void Nobody_enrols_or_revokes_the_definitions_own_key_for_its_owner()
    {
        var own = SmallElection.Key("council/own").Verifier;
        Assert.Equal("key-reserved", _election.Submit(header => new OrganisationVouch(header, "council", "court", "courts", [own], Recovery.None),
            "commission/desk", "observers/desk", "party/desk").Outcome.VoidCode);
        TakeName();
        Assert.Equal("key-reserved", _election.Submit(header => new OrganisationEnrol(header, "council", [new EnrolledKey(own, KeyRole.Agent, default)]), "council/taken").Outcome.VoidCode);
        Assert.Equal("key-unknown", _election.Submit(header => new OrganisationRevoke(header, "council", [own.Name], RevokeReason.Lost), "council/taken").Outcome.VoidCode);
        Assert.Equal(Outcome.Applied, Claim("council/own").Outcome);
    }

    [Theory]
    [InlineData("commission", "somebody", "commission/desk", "interest-differs")]
    [InlineData("council", "courts", "council/other", "key-hash-differs")]
    [InlineData("council", "courts", "council/own", "")]
    public void A_founder_has_the_interest_group_and_the_key_that_the_definition_states(string organisation, string interest, string key, string code)
    {
        var (log, clock, own) = (SmallElection.Key(SmallElection.Origin).Verifier, SmallElection.Key("clock").Verifier, SmallElection.Key(key).Verifier);
        var act = new RegisterFound(new ActHeader(0, new(1_700_000_000, 0), [own.Name]), _election.Host.Definition.Identity, true, log, clock,
            [new Founder(organisation, "any", interest, [own], Recovery.None)], CosigningRule.None);
        Assert.Equal(code, new Saksei.Election.ElectionFold(_election.Host.Definition, SmallElection.Origin).Apply(act, default).VoidCode);
    }

    [Theory]
    [InlineData("""{"code":"x","names":{"en":"X"}},{"code":"x","names":{"en":"X"}}""", "code-twice")]
    [InlineData("""{"code":"x","names":{"en":"X"},"above":"y"}""", "organisation-unknown")]
    [InlineData("""{"code":"x","names":{"en":"X"},"above":"x"}""", "organisation-unknown")]
    [InlineData("""{"code":"x","names":{"en":"X"},"keyHash":"ab"}""", "hash-malformed")]
    public void A_definition_that_names_an_organisation_wrongly_is_not_read(string organisations, string code)
    {
        var folder = Path.Combine(_election.Folder, "wrong");
        SmallElection.WriteDefinition(folder, (role, text) => With(role, text, organisations));
        var reading = DefinitionReader.Read(File.ReadAllBytes(Path.Combine(folder, "definition.json")), file => Founding.ReadFile(folder, file));
        Assert.Equal(code, Assert.Single(reading.Problems).Code);
    }

    private Outcome Vouch(string organisation, params string[] signers) =>
        _twelve.Sign(header => Vouching(header, organisation, _twelve.InterestOf(organisation)), signers);

    private static OrganisationVouch Vouching(ActHeader header, string organisation, string interest) =>
        new(header, organisation, "any", interest, [KeyOf(organisation)], Recovery.None);

    private static VerifierKey KeyOf(string organisation) => SignerKey.FromSeed(organisation + "/desk", new byte[32]).Verifier;

    // By founders of three groups, with a key that isn't the council's.
    private Submitted TakeName() => _election.Submit(header => new OrganisationVouch(
        header, "council", "court", "courts", [SmallElection.Key("council/taken").Verifier], Recovery.None), "commission/desk", "observers/desk", "party/desk");

    private Submitted Claim(string key) => _election.Submit(header => new OrganisationVouch(
        header, "council", "court", "courts", [SmallElection.Key(key).Verifier], Recovery.None), key);

    private string Door(string brought, string signing)
    {
        var (key, signer) = (SmallElection.Key(brought), SmallElection.Key(signing));
        var act = new OrganisationVouch(_election.Header(key), "council", "court", "courts", [key.Verifier], Recovery.None);
        return new ActDoor(_election.Host).Examine(_election.Host.Desk.Sign(act, signer).Record).Code;
    }

    internal static string Named(string role, string text) => With(role, text,
        $$"""{"code":"commission","names":{"en":"Commission"},"interest":"commission"},{"code":"council","names":{"en":"Council"},"interest":"courts","keyHash":"{{HashOf("council/own")}}"}""");

    private static string HashOf(string key) => Hash.OfBytes(Encoding.UTF8.GetBytes(SmallElection.Key(key).Verifier.Text)).ToHex();

    private static string With(string role, string text, string organisations) =>
        role == "definition" ? text.Replace("\"facts\":[]", $"\"facts\":[],\"organisations\":[{organisations}]", StringComparison.Ordinal) : text;
}
