using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Consultations;

/// <summary>Nobody deletes, overwrites, closes or answers in another's name; nobody leaves an opinion out, or makes it late.</summary>
public sealed class ConsultationAttackTests
{
    private const string Origin = "simulated.example/cases";
    private readonly CaseRegister _register = ConsultationBookTests.Opened();

    private ActHeader By(params ReadOnlySpan<string> signers) => _register.Header(signers);

    private string Take(Act act) => _register.Fold.Apply(act, _register.Identity).VoidCode;

    private OpinionState? Of(int opinion) => _register.Fold.Consultations.Find(ConsultationSamples.Named(opinion));

    private void HandIn(params ReadOnlySpan<int> opinions) =>
        Assert.Equal("", Take(ConsultationSamples.Batch(By("observers"), _register.Fold.Tick, [.. opinions.ToArray().Select(ConsultationSamples.Opinion)])));

    [Fact]
    public void No_kind_deletes_an_opinion_changes_its_hash_or_closes_a_consultation() => Assert.Equal(
        ["ask", "batch", "open", "opinion", "promise", "publish", "reject", "review", "workshop"],
        ConsultationKinds.All.Select(kind => kind.Name.Split('/')[1]).Order(StringComparer.Ordinal));

    [Fact]
    public void Nobody_overwrites_a_consultation_its_rules_its_workshops_or_an_opinion()
    {
        HandIn(1);
        Assert.Equal("consultation-known", Take(ConsultationSamples.Open(By("observers"), _register.Fold.Tick, ConsultationSamples.Code, "observers", "party")));
        Assert.Equal("consultation-known", Take(ConsultationSamples.Open(By("party"), _register.Fold.Tick, ConsultationSamples.Code, "observers", "party")));
        Assert.Equal("opinion-known", Take(new ConsultationOpinion(By("party"), ConsultationSamples.Code, ConsultationSamples.Opinion(1))));
        Assert.Equal("opinion-known", Take(ConsultationSamples.Batch(By("observers"), _register.Fold.Tick, ConsultationSamples.Opinion(1))));
        ConsultationWorkshop Workshop(string by) => new(By(by), ConsultationSamples.Code, "w-1", _register.Fold.Definition.Units[0].Code, _register.Fold.Tick, [new(Invitation.Letter, 9)], null, [], null);
        Assert.Equal("", Take(Workshop("observers")));
        Assert.Equal("stale-edit", Take(Workshop("observers")));
        Assert.Equal("consultation-of-another", Take(Workshop("party")));
        Assert.Equal(OpinionChannel.Page, Of(1)!.Channel);
    }

    [Fact]
    public void Nobody_rejects_restores_registers_or_publishes_in_anothers_name_or_alone()
    {
        HandIn(1, 2);
        Assert.Equal("consultation-of-another", Take(ConsultationSamples.Batch(By("party"), _register.Fold.Tick, ConsultationSamples.Opinion(3))));
        Assert.Equal("consultation-of-another", Take(ConsultationSamples.Publish(By("party"), ConsultationSamples.Opinion(1))));
        Assert.Equal("second-moderator-missing", Take(ConsultationSamples.Reject(By("observers/moderator"), ConsultationSamples.Opinion(1))));
        Assert.Equal("moderation-rule-unknown", Take(ConsultationSamples.Reject(By("observers/moderator", "party/moderator"), ConsultationSamples.Opinion(1), "unwelcome")));
        Assert.Equal("", Take(ConsultationSamples.Reject(By("observers/moderator", "party/moderator"), ConsultationSamples.Opinion(1))));
        Assert.Equal("review-not-asked", Take(ConsultationSamples.Review(By("commission/moderator", "monitor/moderator"), ConsultationSamples.Opinion(1), ReviewOutcome.Stands)));
        Assert.Equal("", Take(ConsultationSamples.Ask(By("commission"), ConsultationSamples.Opinion(1))));
        Assert.Equal("reviewer-rejected", Take(ConsultationSamples.Review(By("observers/moderator", "monitor/moderator"), ConsultationSamples.Opinion(1), ReviewOutcome.Stands)));
        Assert.Equal("second-moderator-missing", Take(ConsultationSamples.Review(By("monitor/moderator"), ConsultationSamples.Opinion(1), ReviewOutcome.Restored)));
        Assert.Equal("", Take(ConsultationSamples.Review(By("commission/moderator", "monitor/moderator"), ConsultationSamples.Opinion(1), ReviewOutcome.Restored)));
        Assert.Equal("opinion-decided", Take(ConsultationSamples.Reject(By("observers/moderator", "party/moderator"), ConsultationSamples.Opinion(1), "threat")));
        Assert.Equal("", Take(ConsultationSamples.Publish(By("observers"), ConsultationSamples.Opinion(1))));
        Assert.Equal("opinion-decided", Take(ConsultationSamples.Reject(By("observers/moderator", "party/moderator"), ConsultationSamples.Opinion(1), "threat")));
    }

    [Fact]
    public void A_question_about_a_rejection_that_a_friend_asked_first_spends_nobody_elses()
    {
        HandIn(1);
        foreach (var (organisation, person) in (ReadOnlySpan<(string, string)>)[("observers", "second"), ("party", "second")])
            _register.Enrol(organisation, person, Saksei.Register.Tree.Hash.OfBytes(System.Text.Encoding.UTF8.GetBytes(organisation + person)));
        string Review(ReviewOutcome outcome, params string[] signers) => Take(ConsultationSamples.Review(By(signers), ConsultationSamples.Opinion(1), outcome));
        Assert.Equal("", Take(ConsultationSamples.Reject(By("observers/moderator", "party/moderator"), ConsultationSamples.Opinion(1))));
        Assert.Equal("", Take(ConsultationSamples.Ask(By("party"), ConsultationSamples.Opinion(1))));
        Assert.Equal("opinion-not-rejected", Take(ConsultationSamples.Ask(By("monitor"), ConsultationSamples.Opinion(1))));
        Assert.Equal("", Review(ReviewOutcome.Stands, "observers/second", "party/second"));
        Assert.Equal("opinion-not-rejected", Take(ConsultationSamples.Ask(By("party/second"), ConsultationSamples.Opinion(1))));
        Assert.Equal((1, 1, 0), (Counts.Asked, Counts.Upheld, Counts.Unanswered));
        Assert.Equal("", Take(ConsultationSamples.Ask(By("monitor"), ConsultationSamples.Opinion(1))));
        Assert.Equal((1, 0, 1), (Counts.Asked, Counts.Upheld, Counts.Unanswered));
        Assert.Equal("reviewer-rejected", Review(ReviewOutcome.Stands, "observers/second", "monitor/moderator"));
        Assert.Equal("reviewer-rejected", Review(ReviewOutcome.Stands, "commission/moderator", "party/moderator"));
        Assert.Equal("", Review(ReviewOutcome.Restored, "commission/moderator", "monitor/moderator"));
        Assert.Equal((OpinionStatus.Waiting, 1), (Of(1)!.Status, Counts.Restored));
        Assert.Equal("opinion-not-rejected", Take(ConsultationSamples.Ask(By("commission"), ConsultationSamples.Opinion(1))));
    }

    [Fact]
    public void Who_doesnt_decide_in_this_consultation_rejects_nothing_also_beside_others()
    {
        Assert.Equal("", Take(ConsultationSamples.Open(By("observers"), _register.Fold.Tick, "closed", "observers", "party")));
        Assert.Equal("", Take(new ConsultationOpinion(By("party"), "closed", ConsultationSamples.Opinion(7))));
        Assert.Equal("not-moderator", Take(new ConsultationReject(By("observers/moderator", "commission/moderator"), "closed", [new(ConsultationSamples.Opinion(7), "names")])));
        Assert.Equal("opinion-unknown", Take(ConsultationSamples.Reject(By("observers/moderator", "party/moderator"), ConsultationSamples.Opinion(7))));
    }

    [Fact]
    public void An_opinion_left_out_is_shown_with_its_receipt_and_is_in_the_register_by_it_also_when_the_key_was_revoked()
    {
        var received = _register.Fold.Tick;
        ConsultationPromise Shown(string by, string signer) => ConsultationSamples.Promise(By(by), Origin, ConsultationSamples.Opinion(1), received, ConsultationBookTests.Key(signer));
        Assert.Equal("promise-running", Take(Shown("party", "observers")));
        _register.Tick(received.Plus(3600).ToString());
        Assert.Equal("promise-running", Take(Shown("party", "observers")));
        _register.Tick(received.Plus(3601).ToString());
        Assert.Null(Of(1));
        Assert.Equal("promise-of-another", Take(Shown("party", "party")));
        Assert.Equal("promise-signature", Take(Shown("party", "observers") with { Opinion = ConsultationSamples.Opinion(2) }));
        Assert.Equal("promise-signature", Take(ConsultationSamples.Promise(By("party"), "simulated.example/another", ConsultationSamples.Opinion(1), received, ConsultationBookTests.Key("observers"))));
        Revoke();
        Assert.Equal("", Take(Shown("party", "observers")));
        Assert.Equal((OpinionStatus.Waiting, OpinionChannel.Promise, true, received), (Of(1)!.Status, Of(1)!.Channel, Of(1)!.IsOverdue, Of(1)!.Received));
        Assert.Equal("promise-kept", Take(Shown("party", "observers")));
    }

    private void Revoke(string key = "observers/desk") => Assert.Equal("", Take(new OrganisationRevoke(
        By("observers"), "observers", [KeyOf(key).Verifier.Name], RevokeReason.Left)));

    private static SignerKey KeyOf(string name) => SignerKey.FromSeed(name, new byte[32]);

    [Fact]
    public void A_key_promises_nothing_of_before_it_was_enrolled_or_after_it_was_revoked_and_an_agents_nothing_at_all()
    {
        var (first, clerk) = (_register.Fold.Tick, KeyOf("observers/clerk"));
        string Show(int opinion, Moment received, SignerKey key) => Take(ConsultationSamples.Promise(By("party"), Origin, ConsultationSamples.Opinion(opinion), received, key));
        PromiseState Held(Moment received) => Finding(received, clerk).State;
        _register.Tick(first.Plus(7200).ToString());
        Assert.Equal("", Take(new OrganisationEnrol(By("observers"), "observers", [new EnrolledKey(clerk.Verifier, KeyRole.Clerk, default)])));
        _register.Tick(first.Plus(14400).ToString());
        Revoke("observers/clerk");
        _register.Tick(first.Plus(40 * (long)ConsultationSamples.Day).ToString());
        Assert.Equal("promise-role", Show(1, first.Plus(7200), KeyOf("observers/moderator")));
        Assert.Equal(("promise-key-time", PromiseState.NotSigned), (Show(1, first.Plus(7199), clerk), Held(first.Plus(7199))));
        Assert.Equal(("promise-key-time", PromiseState.NotSigned), (Show(1, first.Plus(14401), clerk), Held(first.Plus(14401))));
        Assert.Equal((PromiseState.LeftOut, "", ""), (Held(first.Plus(14400)), Show(1, first.Plus(7200), clerk), Show(2, first.Plus(14400), clerk)));
        Assert.Equal((2, 0), (Counts.All, Counts.Late));
    }

    [Fact]
    public void An_organisations_delay_makes_no_opinion_late_and_what_it_says_is_late_isnt_where_it_was_promised_in_time()
    {
        var last = _register.Fold.Consultations.All.Single().Opened.Phases.Until;
        _register.Tick(last.Plus(3 * ConsultationSamples.Day).ToString());
        Assert.Equal("", Take(ConsultationSamples.Batch(By("observers"), last, ConsultationSamples.Opinion(1))));
        Assert.Equal((OpinionStatus.Waiting, true), (Of(1)!.Status, Of(1)!.IsOverdue));
        Assert.Equal("", Take(ConsultationSamples.Batch(By("observers"), last.Plus(1), ConsultationSamples.Opinion(2))));
        Assert.Equal(OpinionStatus.Late, Of(2)!.Status);
        Assert.Equal("opinion-late", Take(ConsultationSamples.Reject(By("observers/moderator", "party/moderator"), ConsultationSamples.Opinion(2))));
        Assert.Equal("", Take(Promised(2, last)));
        Assert.Equal((OpinionStatus.Waiting, last), (Of(2)!.Status, Of(2)!.Received));
        Assert.Equal("batch-over-last-day", Take(ConsultationSamples.Batch(By("observers"), last, ConsultationSamples.Opinion(3)) with { Until = last.Plus(1) }));
        Assert.Equal("", Take(Promised(4, last.Plus(1))));
        Assert.Equal(OpinionStatus.Late, Of(4)!.Status);
    }

    [Fact]
    public void A_hash_that_somebody_registers_after_the_last_day_is_in_time_by_the_batch_or_the_promise_that_says_so()
    {
        var last = _register.Fold.Consultations.All.Single().Opened.Phases.Until;
        _register.Tick(last.Plus(600).ToString());
        foreach (var opinion in (int[])[1, 2, 3]) Assert.Equal("", Take(new ConsultationOpinion(By("party"), ConsultationSamples.Code, ConsultationSamples.Opinion(opinion))));
        Assert.Equal((0, 3), (Counts.All, Counts.Late));
        Assert.Equal("opinion-known", Take(ConsultationSamples.Batch(By("observers"), last.Plus(1), ConsultationSamples.Opinion(1))));
        Assert.Equal("", Take(ConsultationSamples.Batch(By("observers"), last.Plus(-600), ConsultationSamples.Opinion(1))));
        Assert.Equal((OpinionStatus.Waiting, OpinionChannel.Page, false, last.Plus(-600)), (Of(1)!.Status, Of(1)!.Channel, Of(1)!.IsOverdue, Of(1)!.Received));
        Assert.Equal("opinion-known", Take(ConsultationSamples.Batch(By("observers"), last.Plus(-600), ConsultationSamples.Opinion(1))));
        _register.Tick(last.Plus(3601).ToString());
        Assert.Equal("", Take(Promised(2, last)));
        Assert.Equal((OpinionChannel.Promise, true), (Of(2)!.Channel, Of(2)!.IsOverdue));
        Assert.Equal("", Take(ConsultationSamples.Batch(By("observers"), last, ConsultationSamples.Opinion(2), ConsultationSamples.Opinion(3))));
        Assert.Equal((OpinionChannel.Page, OpinionChannel.Page, true), (Of(2)!.Channel, Of(3)!.Channel, Of(3)!.IsOverdue));
        Assert.Equal((3, 3, 2, 0), (Counts.All, Counts.Page, Counts.Overdue, Counts.Late));
    }

    private ConsultationPromise Promised(int opinion, Moment received) =>
        ConsultationSamples.Promise(By("party"), Origin, ConsultationSamples.Opinion(opinion), received, ConsultationBookTests.Key("observers"));

    [Fact]
    public void A_hash_that_somebody_else_registered_first_keeps_no_other_opinion_of_the_batch_out()
    {
        Assert.Equal("", Take(new ConsultationOpinion(By("party"), ConsultationSamples.Code, ConsultationSamples.Opinion(1))));
        HandIn(1, 2, 3);
        Assert.Equal((3, 1, 2), (Counts.All, Counts.Key, Counts.Page));
    }

    [Fact]
    public void A_hash_registered_in_another_consultation_leaves_the_promise_the_batch_and_what_is_named_as_they_are_where_it_was_handed_in()
    {
        var (book, received) = (_register.Fold.Consultations, _register.Fold.Tick);
        Assert.Equal("", Take(ConsultationSamples.Open(By("observers"), received, "beside", "observers", "party")));
        Assert.Equal("", Take(new ConsultationOpinion(By("observers"), "beside", ConsultationSamples.Opinion(1))));
        Assert.Equal("", Take(ConsultationSamples.Publish(By("observers"), ConsultationSamples.Opinion(1)) with { Consultation = "beside" }));
        Assert.Equal((null, "opinion-unknown", ""), (Of(1), book.CheckNamed([ConsultationSamples.Named(1)]).VoidCode, book.CheckNamed([ConsultationSamples.Named(1, "beside")]).VoidCode));
        _register.Tick(received.Plus(3601).ToString());
        Assert.Equal(PromiseState.LeftOut, Finding(received).State);
        Assert.Equal("", Take(Promised(1, received)));
        HandIn(1);
        Assert.Equal((OpinionChannel.Page, OpinionStatus.Waiting, PromiseState.Delayed), (Of(1)!.Channel, Of(1)!.Status, Finding(received).State));
        Assert.Equal("opinion-not-published", book.CheckNamed([ConsultationSamples.Named(1)]).VoidCode);
        book.Name([ConsultationSamples.Named(1, "beside")]);
        Assert.Equal([(1, 0, 0), (1, 1, 1)], book.All.Select(one => (one.Counts.All, one.Counts.Published, one.Counts.Named)));
    }

    private PromiseFinding Finding(Moment received) => Finding(received, ConsultationBookTests.Key("observers"));

    private PromiseFinding Finding(Moment received, SignerKey key)
    {
        var (receipt, signature) = OpinionReceipt.Read(new OpinionReceipt(Origin, ConsultationSamples.Code, ConsultationSamples.Opinion(1), received).Sign(key))!.Value;
        return PromiseFinding.Of(_register.Fold.Consultations, _register.Fold.Organisations, _register.Fold.Tick, receipt, signature);
    }

    private OpinionCounts Counts => _register.Fold.Consultations.All.Single().Counts;

    [Fact]
    public void A_consultation_is_opened_before_its_first_day_with_all_rules_and_its_phases_follow_from_its_dates()
    {
        Assert.Equal("consultation-begun", Take(ConsultationSamples.Open(By("observers"), _register.Fold.Tick.Plus(-1), "again", "observers", "party")));
        var consultation = _register.Fold.Consultations.All.Single();
        var dates = consultation.Opened.Phases;
        Assert.Equal(
            [Phase.Announced, Phase.Asked, Phase.Asked, Phase.Sorting, Phase.Recommending, Phase.Answering, Phase.Over],
            ((Moment[])[dates.From.Plus(-1), dates.From, dates.Until, dates.SortedBy, dates.RecommendedBy!.Value, dates.AnsweredBy!.Value, dates.AnsweredBy.Value.Plus(1)]).Select(consultation.PhaseAt));
    }

    [Fact]
    public void Recommendations_name_what_is_known_and_published_and_each_opinion_is_counted_once()
    {
        var book = _register.Fold.Consultations;
        HandIn(1, 2);
        Assert.Equal("", Take(ConsultationSamples.Publish(By("observers"), ConsultationSamples.Opinion(1))));
        Assert.Equal("opinion-not-published", book.CheckNamed([ConsultationSamples.Named(2)]).VoidCode);
        Assert.Equal("opinion-unknown", book.CheckNamed([ConsultationSamples.Named(9)]).VoidCode);
        Assert.Equal("opinion-twice", book.CheckNamed([ConsultationSamples.Named(1), ConsultationSamples.Named(1)]).VoidCode);
        book.Name([ConsultationSamples.Named(1)]);
        book.Name([ConsultationSamples.Named(1)]);
        Assert.Equal((1, 2), (Counts.Named, Of(1)!.Named));
    }

    [Fact]
    public void An_opinions_file_and_a_receipt_are_read_as_they_are_written_and_in_no_other_form()
    {
        var text = new OpinionText(Origin, ConsultationSamples.Code, 42, "The doors stay open.\nទ្វារ");
        Assert.Equal(text, OpinionText.Read(text.ToBytes()));
        Assert.Null(OpinionText.Read(text.ToBytes().AsMemory()[..^1]));
        Assert.Null(OpinionText.Read((text with { Words = "a\r\nb" }).ToBytes()));
        Assert.Null(OpinionText.Read((text with { Words = new string('x', OpinionText.MostBytes + 1) }).ToBytes()));
        Assert.Equal(("opinion-empty", "opinion-malformed"), (OpinionText.Problem(" \n"), OpinionText.Problem("a\u0001")));
        var receipt = new OpinionReceipt(Origin, ConsultationSamples.Code, text.Opinion, CaseRegister.Moment("2023-04-02T10:12:00+07:00"));
        var note = receipt.Sign(ConsultationBookTests.Key("observers"));
        Assert.Equal(receipt, OpinionReceipt.Read(note)?.Receipt);
        for (var i = 0; i < note.Length; i++)
        {
            var altered = note.ToArray();
            altered[i] ^= 1;
            Assert.False(OpinionReceipt.Read(altered) is { } read && ConsultationBookTests.Key("observers").Verifier.Verify(read.Receipt.Text, read.Signature.Signature.Span) && read.Receipt == receipt && read.Signature.Key == ConsultationBookTests.Key("observers").Verifier.Name, $"byte {i}");
        }
    }
}
