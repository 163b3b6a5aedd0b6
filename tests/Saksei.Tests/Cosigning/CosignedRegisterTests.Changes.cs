using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Tests.Verifier;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>Who has to co-sign is changed.</summary>
public sealed partial class CosignedRegisterTests
{
    [Fact]
    [Row("a co-signer's key", nameof(No_co_signer_alone_stops_the_register), nameof(A_tail_cut_off_and_every_alteration_of_the_lines_fails_the_policy_and_is_named))]
    public void Those_who_co_sign_say_who_does_from_then_on_and_a_policy_that_was_pinned_before_stays_good()
    {
        var later = new MemoryCosigner("later", 14);
        using var collector = CosignatureCollector.Start(Host, new CosignerNetwork(_observers, _party, _commission, later), TimeProvider.System, failure => _failures.Add(failure.ToString()));
        Eventually(() => Host.WhyReadOnly.Length == 0 && Host.Cosigned!.IsCosigned);
        var next = Read(string.Join('\n', _observers.PolicyLine, _party.PolicyLine, later.PolicyLine, "group both 2 party later", "quorum both", ""));
        var before = Host.Head.Size;
        later.Behaviour = Behaviour.Silent;
        Assert.Equal("approvals-too-few", Policies.Change(Host, next, _observers).VoidCode);
        Assert.Equal(Outcome.Applied, Policies.Change(Host, next, _observers, _commission));

        // What the new ones haven't signed isn't shown, whatever the old ones would.
        Vouch("party-new");
        Eventually(() => Host.CosignerTroubles.GetValueOrDefault("later") == "cosigner-unreachable");
        Assert.True(Host.PublishedSize <= before + 2, $"{Host.PublishedSize} of {Host.Head.Size}");
        Assert.DoesNotContain(Host.Cosigned!.Standings, one => one.Cosigner.Name == "commission");
        later.Behaviour = Behaviour.Honest;
        Vouch("party-else");
        Eventually(() => Host.PublishedSize == Host.Head.Size);
        PinnedBefore(next);
    }

    private void PinnedBefore(Policy next)
    {
        var files = MemoryFiles.Of(new Publisher(Host));
        Assert.Equal("", Codes(files, Policy));
        Assert.Equal("", Codes(files, next));
        Assert.Equal("policy-not-pinned", Codes(files, Read(Cosigners.Replace("two 2", "two 1"))).Split(' ')[0]);
        Assert.Equal("policy-not-met observers,party", Codes(Only(files, SignedNote.Parse(Host.CheckpointOf(Host.Head.Size)!)!, "observers", "party"), Policy));

        // And so it is for who opens the register again.
        Assert.Equal(2, Host.Snapshot().Cosigning.All.Count);
        Assert.Equal(Host.Head.Size, CosignedHead.Open(Host.Store, Host.Snapshot().Cosigning, Host.Head.Size, size => Host.BooksAsOf(size, TestContext.Current.CancellationToken)).Books.Size);
    }

    [Fact]
    public void Where_nobody_had_to_co_sign_every_founder_can_have_it_so_and_what_was_shown_before_stays()
    {
        using var election = new SmallElection();
        var host = election.Host;
        using var collector = CosignatureCollector.Start(host, Network(), TimeProvider.System, failure => _failures.Add(failure.ToString()));
        Vouch("party-new", host);
        Assert.Equal(host.Head.Size, host.PublishedSize);
        var before = host.Head.Size;
        _party.Behaviour = _observers.Behaviour = Behaviour.Silent;
        var policy = PolicyReader.ReadFor(host.Founding.Log, Encoding.UTF8.GetBytes(Cosigners), out _)!;
        Assert.Equal(Outcome.Applied, election.Submit(header => new RegisterCosigning(header, CosigningRule.Of(policy), []), "commission/desk", "observers/desk", "party/desk").Outcome);
        Assert.Equal((before, ""), (host.PublishedSize, host.WhyReadOnly));
        Vouch("party-else", host);
        _party.Behaviour = Behaviour.Honest;
        Eventually(() => host.PublishedSize == host.Head.Size);
        var report = Verification.Run(new Publisher(host), Pin.None);
        Assert.True(report.Passed, string.Join(' ', report.Findings));
        Assert.Contains(new CheckResult(Check.Policy, CheckOutcome.Pass), report.Checks);
    }
}
