using CsCheck;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Election;

/// <summary>So many of an organisation's recovery keys together give it a desk again; fewer do nothing, and a desk alone doesn't take them away.</summary>
public sealed class RecoveryTests : IDisposable
{
    private const string Commission = "commission/desk", Desk = "watch/desk";
    private static readonly string[] Others = [Desk, Commission, "party/desk", "observers/desk", "watch/agent"];
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Fact]
    public void Fewer_than_the_threshold_never_suffice_whoever_signs_beside_them() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 4], Gen.Int[0, 4].Array[0, 7], Gen.Int[0, 4].Array[0, 3], Gen.Bool, (threshold, more, safes, others, byDesk) => (threshold, more, safes, others, byDesk)).Sample(one =>
        {
            using var election = new SmallElection();
            var count = Math.Min(5, one.threshold + one.more);
            LetIn(election, one.threshold, count);
            string[] signers = [.. one.byDesk ? [Desk] : Array.Empty<string>(), .. one.safes.Select(safe => Safe(safe % count)), .. one.others.Select(other => Others[other])];
            if (signers.Length == 0) return;
            var enough = one.safes.Select(safe => safe % count).Distinct().Count() >= one.threshold;
            var (first, safe) = (signers[0], Safe(0));
            Assert.Equal(enough && first.StartsWith("watch/safe", StringComparison.Ordinal), Preview(election, header => new OrganisationRecover(header, "watch", [Key("watch/new")], [Key(Desk).Name]), signers).IsApplied);
            Assert.Equal(enough && first == Desk, Preview(election, header => new OrganisationRecovery(header, "watch", new Recovery(1, [Key("watch/own")])), signers).IsApplied);
            Assert.Equal(enough && (first == Desk || first.StartsWith("watch/safe", StringComparison.Ordinal)),
                Preview(election, header => new OrganisationRevoke(header, "watch", [Key(safe).Name], RevokeReason.Stolen), signers).IsApplied);
        }, iter: 200);

    [Fact]
    public void As_many_as_the_threshold_take_the_organisation_and_nothing_that_was_signed_before()
    {
        LetIn(_election, 2, 3);
        var before = _election.Copy("S01", "A=5", Desk, CopySource.Posted, "posted");
        Assert.Equal(Outcome.Applied, Submit(header => new OrganisationRecover(header, "watch", [Key("watch/new")], [Key(Desk).Name]), Safe(0), Safe(2)));
        Assert.Equal("signer-revoked", _election.Copy("S02", "A=5", Desk, CopySource.Posted, "posted").Outcome.VoidCode);
        Assert.Equal(Outcome.Applied, _election.Copy("S02", "A=5", "watch/new", CopySource.Posted, "posted").Outcome);
        Assert.Equal(Outcome.Applied, _election.Host.OutcomeOf(before.Index));
        foreach (var other in new[] { "party", "commission" })
            Assert.Equal("organisation-of-another", Submit(header => new OrganisationRecover(header, other, [Key(other + "/new")], []), Safe(0), Safe(2)).VoidCode);

        // They stay as they are: who has them can do it again.
        Assert.Equal(Outcome.Applied, Submit(header => new OrganisationRecover(header, "watch", [Key("watch/newer")], [Key("watch/new").Name]), Safe(0), Safe(1)));
    }

    [Fact]
    public void A_recovery_key_that_was_replaced_counts_no_more_and_the_threshold_is_the_one_that_stands()
    {
        LetIn(_election, 1, 2);
        Assert.Equal(Outcome.Applied, Submit(header => new OrganisationRecovery(header, "watch", new Recovery(2, [Key(Safe(0)), Key(Safe(2))])), Desk, Safe(1)));
        Outcome Recover(params string[] signers) => Preview(_election, header => new OrganisationRecover(header, "watch", [Key("watch/new")], []), signers);
        Assert.Equal("signer-revoked", Recover(Safe(0), Safe(1)).VoidCode);
        Assert.Equal("recovery-too-few", Recover(Safe(0)).VoidCode);
        Assert.Equal("recovery-too-few", Recover(Safe(0), Safe(0)).VoidCode);
        Assert.Equal(Outcome.Applied, Recover(Safe(0), Safe(2)));

        // A revoked one can't be brought back, by whatever name it is stated.
        Assert.Equal("key-known", Submit(header => new OrganisationRecovery(header, "watch", new Recovery(1, [Key(Safe(1))])), Desk, Safe(0), Safe(2)).VoidCode);
    }

    [Fact]
    public void What_a_desk_states_alone_counts_72_hours_later_and_is_taken_back_until_then()
    {
        Assert.Equal(Outcome.Applied, Submit(header => new OrganisationRecovery(header, "party", new Recovery(1, [Key("party/thief")])), "party/desk"));
        Outcome Recover(string safe) => Submit(header => new OrganisationRecover(header, "party", [Key("party/of-" + safe)], [Key("party/desk").Name]), "party/" + safe);
        Assert.Equal("recovery-too-early", Recover("thief").VoidCode);
        Assert.Equal("revoke-not-allowed", Submit(header => new OrganisationRevoke(header, "party", [Key("party/desk").Name], RevokeReason.Stolen), "party/thief").VoidCode);
        Assert.Equal(Outcome.Applied, Submit(header => new OrganisationRevoke(header, "party", [Key("party/thief").Name], RevokeReason.Stolen), "party/desk"));
        Assert.Equal(Outcome.Applied, Submit(header => new OrganisationRecovery(header, "party", new Recovery(1, [Key("party/safe")])), "party/desk"));
        Wait(_election, RecoveryBook.NoticeSeconds - 1000);
        Assert.Equal("recovery-too-early", Recover("safe").VoidCode);
        Wait(_election, 2000);
        Assert.Equal("revoke-not-allowed", Submit(header => new OrganisationRevoke(header, "party", [Key("party/safe").Name], RevokeReason.Stolen), "party/desk").VoidCode);
        Assert.Equal(Outcome.Applied, Recover("safe"));
    }

    [Fact]
    public void Whatever_recovery_keys_are_revoked_a_desk_states_others_alone_where_fewer_than_the_threshold_stand() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 3], Gen.Int[0, 7], Gen.Bool, (threshold, more, revoked, byThemselves) => (threshold, more, revoked, byThemselves)).Sample(one =>
        {
            using var election = new SmallElection();
            var (count, revoked) = (one.threshold + one.more, Math.Min(one.revoked, one.threshold + one.more));
            if (one.byThemselves) LetIn(election, one.threshold, count);
            else StateAlone(election, one.threshold, count);
            var names = Enumerable.Range(0, revoked).Select(number => Key(Safe(number)).Name);
            string[] together = [.. Enumerable.Range(0, one.threshold).Select(Safe)];
            if (revoked > 0) Assert.True(election.Submit(header => new OrganisationRevoke(header, "watch", [.. names], RevokeReason.Stolen), one.byThemselves ? together : [Desk]).Outcome.IsApplied);
            Wait(election, RecoveryBook.NoticeSeconds + 1);
            var stated = election.Submit(header => new OrganisationRecovery(header, "watch", new Recovery(1, [Key("watch/own")])), Desk).Outcome;
            Assert.Equal(count - revoked < one.threshold ? "" : "recovery-too-few", stated.VoidCode);
            Outcome Recover() => Preview(election, header => new OrganisationRecover(header, "watch", [Key("watch/new")], []), ["watch/own"]);
            if (!stated.IsApplied) return;
            Assert.Equal("recovery-too-early", Recover().VoidCode);
            Wait(election, RecoveryBook.NoticeSeconds);
            Assert.Equal(Outcome.Applied, Recover());
        }, iter: 60);

    [Fact]
    public void A_clock_at_the_end_of_time_is_no_trouble()
    {
        Tick(_election, new Moment(253402300799, 0));
        Assert.Equal(Outcome.Applied, Submit(header => new OrganisationRecovery(header, "party", new Recovery(1, [Key("party/safe")])), "party/desk"));
        Assert.Equal("recovery-too-early", Submit(header => new OrganisationRecover(header, "party", [Key("party/new")], []), "party/safe").VoidCode);
    }

    private static VerifierKey Key(string name) => SmallElection.Key(name).Verifier;

    private static string Safe(int number) => $"watch/safe-{number}";

    // An organisation with so many recovery keys, and an agent of it.
    private static void LetIn(SmallElection election, int threshold, int count)
    {
        var recovery = new Recovery(threshold, [.. Enumerable.Range(0, count).Select(number => Key(Safe(number)))]);
        Assert.True(election.Submit(header => new OrganisationAccredit(header, "watch", "observer", "x", AccreditOutcome.Granted, "", "", [Key(Desk)], count == 0 ? Recovery.None : recovery), Commission).Outcome.IsApplied);
        Assert.True(election.Submit(header => new OrganisationEnrol(header, "watch", [new EnrolledKey(Key("watch/agent"), KeyRole.Agent, default)]), Desk).Outcome.IsApplied);
    }

    // The same, without any at first: its desk alone states them later.
    private static void StateAlone(SmallElection election, int threshold, int count)
    {
        LetIn(election, 0, 0);
        var recovery = new Recovery(threshold, [.. Enumerable.Range(0, count).Select(number => Key(Safe(number)))]);
        Assert.True(election.Submit(header => new OrganisationRecovery(header, "watch", recovery), Desk).Outcome.IsApplied);
    }

    private static void Wait(SmallElection election, long seconds) => Tick(election, election.Fold.Tick.Plus(seconds));

    private static void Tick(SmallElection election, Moment at)
    {
        var clock = SmallElection.Key(SmallElection.Origin + "/clock");
        Assert.True(election.Host.Submit([election.Host.Desk.Sign(new ClockTick(election.Header(clock) with { At = at }), clock)])[0].Outcome.IsApplied);
    }

    private Outcome Submit(Func<ActHeader, Act> act, params string[] signers) => _election.Submit(act, signers).Outcome;

    private static Outcome Preview(SmallElection election, Func<ActHeader, Act> act, string[] signers) =>
        election.Host.Read(fold => fold.Preview(act(election.Header([.. signers.Select(SmallElection.Key)])), Hash.OfBytes("not yet"u8)));
}
