using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Election.Findings;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Findings;
using Saksei.Store;
using static Saksei.Rehearsal.Consulted.ConsultationPlan;

namespace Saksei.Rehearsal.Consulted;

/// <summary>
/// A consultation in April: on a page, on paper at six workshops, and with keys of people's own. One opinion of the page is left out at first,
/// and comes in by its receipt.
/// </summary>
internal sealed class ConsultationScript
{
    // As many as an act may name.
    private const int MostNamed = 64;
    private readonly IRegisterStore _store;
    private readonly Staff _staff;
    private readonly RehearsalSeed _seed;
    private readonly Pen _pen;
    private readonly SeededRandom _random;
    private readonly SignerKey[] _moderators;
    private readonly List<SaidOpinion> _said = [];
    private readonly List<SaidOpinion> _readable = [];

    private ConsultationScript(IRegisterStore store, Staff staff, RehearsalSeed seed)
    {
        (_store, _staff, _seed) = (store, staff, seed);
        (_pen, _random) = (new Pen(seed, "consultation"), seed.Stream("consultation"));
        _moderators = [.. ModeratorNames.Select(name => SignerKey.FromSeed(name, seed.KeySeed(name)))];
    }

    /// <summary>An opinion, and when it was handed in.</summary>
    private sealed record SaidOpinion(OpinionText Text, long At)
    {
        internal Hash Opinion { get; } = Text.Opinion;
    }

    // Two of each organisation, so that no one looks again at what he rejected himself.
    private static IEnumerable<string> ModeratorNames => Enumerable.Range(1, 2).SelectMany(i => (string[])[$"{Holder}/moderator-{i}", $"{Second}/moderator-{i}"]);

    /// <summary>All acts; the words that may be read, and the wordings, lie in the store.</summary>
    internal static IReadOnlyList<WrittenAct> Write(IRegisterStore store, Staff staff, RehearsalSeed seed)
    {
        var script = new ConsultationScript(store, staff, seed);
        script.Open();
        foreach (var workshop in Workshops) script.Meet(workshop);
        script.TakePage();
        script.TakeWithKeys();
        script.Moderate();
        foreach (var (planned, i) in Recommendations.Select((planned, i) => (planned, i))) script.Recommend(planned, i);
        return script._pen.Acts;
    }

    private void Open()
    {
        foreach (var (organisation, i) in ((string[])[Holder, Second]).Select((organisation, i) => (organisation, i)))
            _pen.Write(At(-7, 9, i), _staff.Desk(organisation), header => new OrganisationEnrol(
                header, organisation, [.. _moderators.Where(key => key.Verifier.Name.Name.StartsWith(organisation + "/", StringComparison.Ordinal)).Select(Enrolled)]));
        var phases = new PhaseDates(Night.Moment(At(1, 0)), Night.Moment(At(Days + 1, 0) - 1), Night.Moment(At(38, 0) - 1), Night.Moment(At(49, 0) - 1), Night.Moment(At(150, 0) - 1));
        _pen.Write(At(-6, 9), _staff.Desk(Holder), header => new ConsultationOpen(
            header, Code, Stored(Encoding.UTF8.GetBytes(Question)), ["km", "en"], ["km"], phases, [.. Rules.Select(rule => new ModerationRule(rule.Code, Stored(WordingOf(rule))))],
            [Holder, Second], Audience.Everybody, [new(Invitation.Radio, null), new(Invitation.Boards, null), new(Invitation.Letter, 1_200)], Night.Moment(At(-6, 12))));
    }

    private Attachment Stored(byte[] wording) => new(_store.AddAttachment(wording, "application/json"), wording.Length, "application/json");

    private EnrolledKey Enrolled(SignerKey key) => new(key.Verifier, KeyRole.Agent, _seed.Digest("person " + key.Verifier.Name.Name));

    // In three parts of a morning, each registered before its hour is over.
    private void Meet(PlannedWorkshop workshop)
    {
        _pen.Write(At(workshop.Day, 8, 30), _staff.Desk(Holder), header => new ConsultationWorkshop(
            header, Code, workshop.Code, workshop.Unit, Night.Moment(At(workshop.Day, 8)), [new(Invitation.Letter, workshop.Letter), new(Invitation.OpenCall, workshop.OpenCall)], workshop.Women, [], null));
        for (var part = 0; part < 3; part++)
            Register(OpinionChannel.Paper, workshop.Code, [.. Enumerable.Range(0, (workshop.Papers + part) / 3).Select(_ => Say(At(workshop.Day, 9 + part) + _random.Below(3_000)))]);
    }

    private void TakePage()
    {
        var page = Enumerable.Range(0, Page).Select(_ => Say(At(_random.Between(1, Days), _random.Between(6, 21)) + _random.Below(3_000))).OrderBy(said => said.At).ToList();
        LeaveOut(page[Page / 2]);
        page.RemoveAt(Page / 2);
        foreach (var hour in page.GroupBy(said => said.At / 3_600)) Register(OpinionChannel.Page, "", [.. hour]);
    }

    // A day later somebody else shows its receipt; then its batch comes.
    private void LeaveOut(SaidOpinion said)
    {
        var desk = _staff.Desk(Holder);
        var receipt = new OpinionReceipt(RehearsalExample.Origin, Code, said.Opinion, Night.Moment(said.At));
        _pen.Write(said.At + 24 * 3_600, _staff.Desk(Second), header => new ConsultationPromise(
            header, Code, said.Opinion, receipt.Received, desk.Verifier.Name, Convert.ToBase64String(desk.Sign(receipt.Text))));
        _pen.Write(said.At + 24 * 3_600 + 7_200, desk, header => new ConsultationBatch(header, Code, OpinionChannel.Page, "", receipt.Received, receipt.Received, [said.Opinion]));
    }

    private void Register(OpinionChannel channel, string workshop, List<SaidOpinion> said)
    {
        var (from, until) = (said.Min(one => one.At), said.Max(one => one.At));
        _pen.Write(from / 3_600 * 3_600 + 54 * 60, _staff.Desk(Holder), header => new ConsultationBatch(
            header, Code, channel, workshop, Night.Moment(from), Night.Moment(until), [.. said.OrderBy(one => one.At).Select(one => one.Opinion)]));
    }

    private void TakeWithKeys()
    {
        var people = Enumerable.Range(1, WithKey).Select(i => SignerKey.FromSeed($"{Holder}/person-{i:000}", _seed.KeySeed($"{Holder}/person-{i:000}"))).ToList();
        foreach (var (some, i) in people.Chunk(150).Select((some, i) => (some, i)))
            _pen.Write(At(-5, 9, i), _staff.Desk(Holder), header => new OrganisationEnrol(header, Holder, [.. some.Select(Enrolled)]));
        foreach (var person in people)
        {
            var said = Say(At(_random.Between(1, Days), _random.Between(6, 21)) + _random.Below(3_000));
            _pen.Write(said.At, person, header => new ConsultationOpinion(header, Code, said.Opinion));
        }
    }

    private SaidOpinion Say(long at)
    {
        var words = $"{_random.Pick(Sentences)} {_random.Pick(Sentences)} ({_said.Count + 1})";
        var said = new SaidOpinion(new OpinionText(RehearsalExample.Origin, Code, _seed.Bits($"opinion {_said.Count}"), words), at);
        _said.Add(said);
        return said;
    }

    private void Moderate()
    {
        var order = _said.ToArray();
        _random.Shuffle<SaidOpinion>(order);
        var (rejected, restored) = (new List<(SaidOpinion Said, string Rule)>(), new List<SaidOpinion>());
        foreach (var rule in Rules)
        {
            var some = order.Skip(rejected.Count).Take(rule.Stand + rule.Restored).ToList();
            rejected.AddRange(some.Select(said => (said, rule.Code)));
            restored.AddRange(some.Take(rule.Restored));
        }

        foreach (var day in rejected.GroupBy(one => (one.Said.At - At(1, 0)) / (24 * 3_600)).OrderBy(day => day.Key))
            Reject(At((int)day.Key + 3, 10, 12), [.. day.Select(one => new RejectedOpinion(one.Said.Opinion, one.Rule))]);
        LookAgain(restored, [.. rejected.Select(one => one.Said).Except(restored)]);
        Publish([.. order.Skip(rejected.Count), .. restored]);
    }

    private void Reject(long at, ImmutableArray<RejectedOpinion> rejected) =>
        _pen.Write(at, [_moderators[0], _moderators[1]], header => new ConsultationReject(header, Code, rejected));

    private void LookAgain(List<SaidOpinion> restored, List<SaidOpinion> others)
    {
        List<(Hash Opinion, ReviewOutcome Outcome)> asked =
            [.. restored.Select(said => (said.Opinion, ReviewOutcome.Restored)), .. others.Take(AskedAgain - restored.Count).Select(said => (said.Opinion, ReviewOutcome.Stands))];
        foreach (var (some, i) in asked.Chunk(9).Select((some, i) => (some, i)))
        {
            _pen.Write(At(33 + i, 9), _staff.Desk(Second), header => new ConsultationAsk(header, Code, [.. some.Select(one => one.Opinion)]));
            _pen.Write(At(34 + i, 16), [_moderators[2], _moderators[3]], header => new ConsultationReview(header, Code, [.. some.Select(one => new ReviewedOpinion(one.Opinion, one.Outcome))]));
        }
    }

    // A third said that their words may be read.
    private void Publish(List<SaidOpinion> published)
    {
        foreach (var (some, i) in published.Chunk(350).Select((some, i) => (some, i)))
            _pen.Write(At(37, 9, i), _staff.Desk(Holder), header => new ConsultationPublish(header, Code, [.. some.Select(PublishedOf)]));
    }

    private PublishedOpinion PublishedOf(SaidOpinion said)
    {
        if (!_random.Chance(333)) return new PublishedOpinion(said.Opinion, null);
        _readable.Add(said);
        var words = said.Text.ToBytes();
        _store.AddAttachment(words, OpinionText.MediaType);
        return new PublishedOpinion(said.Opinion, words.Length);
    }

    // It names opinions that can be read, so that anybody can follow it to them.
    private void Recommend(PlannedRecommendation planned, int number)
    {
        var named = _readable.Where(said => planned.Sentences.Any(sentence => said.Text.Words.Contains(Sentences[sentence], StringComparison.Ordinal))).Take(MostNamed);
        var (files, due) = (new Files(_store), Night.Moment(At(150, 0) - 1));
        var made = _pen.Write(At(47, 9, number), _staff.Desk(Holder), header => new RecommendationMake(
            header, planned.Subject, [], files.Words(planned.English, planned.Khmer), planned.Asked, planned.Change, number % 2 == 0 ? Priority.Priority : Priority.Other, due, [], [], [],
            [.. named.Select(said => new OpinionName(Code, said.Opinion))]));
        if (planned.Answer is not { } answer) return;
        var cause = files.Words("The instructions did not say so", "សេចក្តីណែនាំមិនបានចែងទេ");
        var parts = answer == AnswerWord.Accepted ? new AnswerParts(answer, cause, files.Words("The next instructions will have it", "សេចក្តីណែនាំក្រោយនឹងមាន"), Night.Moment(At(300, 0)), [])
            : new AnswerParts(answer, cause, [], null, answer == AnswerWord.Disputed ? [files.Paper("What the office has of it")] : []);
        _pen.Write(At(planned.AnsweredOn, 10, number), _staff.Desk(planned.Asked), header => new RecommendationAnswer(header, made, parts));
    }
}
