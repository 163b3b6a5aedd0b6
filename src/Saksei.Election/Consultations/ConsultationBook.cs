using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Values;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Consultations;

/// <summary>Takes consultations: who is asked, what people say, and what becomes of it.</summary>
public sealed class ConsultationBook : ConsultationRecords
{
    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly PagedMap<string, ConsultationState> _known;
    private readonly PagedMap<OpinionName, OpinionState> _opinions;

    internal ConsultationBook(ElectionDefinition definition, OrganisationBook organisations) =>
        (_definition, _organisations, _known, _opinions) = (definition, organisations, new(StringComparer.Ordinal), new());

    /// <summary>A book that goes on from another as it is now.</summary>
    internal ConsultationBook(ConsultationBook start, OrganisationBook organisations) =>
        (_definition, _organisations, _known, _opinions) = (start._definition, organisations, new(start._known), new(start._opinions));

    private protected override IPagedMap<string, ConsultationState> Known => _known;

    private protected override IPagedMap<OpinionName, OpinionState> Registered => _opinions;

    /// <summary>Consultations as they are now, for ever.</summary>
    public ConsultationRecords Snapshot() => new ConsultationSnapshot(_known.Snapshot(), _opinions.Snapshot());

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules =>
    [
        ConsultationKinds.OpenKind.By(Open), ConsultationKinds.WorkshopKind.By(Meet), ConsultationKinds.OpinionKind.By(Say), ConsultationKinds.BatchKind.By(Register),
        ConsultationKinds.PromiseKind.By(Show), ConsultationKinds.RejectKind.By(Reject), ConsultationKinds.AskKind.By(Ask), ConsultationKinds.ReviewKind.By(Review),
        ConsultationKinds.PublishKind.By(Publish),
    ];

    /// <summary>Why a recommendation can't name these opinions: each is known and published, and stands there once.</summary>
    internal Outcome CheckNamed(ImmutableArray<OpinionName> opinions)
    {
        foreach (var opinion in opinions)
            if (!MayBeNamed(opinion)) return Outcome.Void(Find(opinion) is null ? "opinion-unknown" : "opinion-not-published", opinion.Opinion.ToHex());
        return Twice(opinions);
    }

    /// <summary>A recommendation names opinions that were checked.</summary>
    internal void Name(ImmutableArray<OpinionName> opinions)
    {
        foreach (var opinion in opinions) Change(opinion, state => state with { Named = state.Named + 1 });
    }

    private Ruling Open(ConsultationOpen act, ActPlace place)
    {
        var dates = act.Phases;
        if (Find(act.Consultation) is not null) return Ruling.Void("consultation-known", act.Consultation);
        if (dates.From < place.Tick) return Ruling.Void("consultation-begun", dates.From.ToString());
        Moment[] order = [dates.From, dates.Until, dates.SortedBy, dates.RecommendedBy ?? dates.SortedBy, dates.AnsweredBy ?? dates.RecommendedBy ?? dates.SortedBy];
        if (!(dates.From < dates.Until) || order.Zip(order.Skip(1)).Any(pair => pair.First > pair.Second)) return Ruling.Void("phases-disordered", act.Consultation);
        if (act.Moderation.Select(rule => rule.Code).Distinct(StringComparer.Ordinal).Count() < act.Moderation.Length) return Ruling.Void("moderation-rule-twice", act.Consultation);
        if (act.Moderators.FirstOrDefault(code => !_organisations.All.ContainsKey(code)) is { } unknown) return Ruling.Void("organisation-unknown", unknown);
        if (act.Moderators.Distinct(StringComparer.Ordinal).Count() < 2 && !act.Moderation.IsEmpty) return Ruling.Void("moderators-too-few", act.Consultation);
        var consultation = new ConsultationState(act, _organisations.Author(act).Organisation, place);
        return Ruling.Apply(() => _known.Set(act.Consultation, consultation));
    }

    private Ruling Meet(ConsultationWorkshop act, ActPlace place)
    {
        if (CheckHolder(act, out var consultation) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (_definition.FindUnit(act.Unit) is null) return Ruling.Void("unit-unknown", act.Unit);
        if (consultation.Workshops.GetValueOrDefault(act.Workshop)?.Place.Identity != act.Previous) return Ruling.Void("stale-edit", act.Workshop);
        return Ruling.Apply(() => _known.Set(act.Consultation, consultation.With(new WorkshopState(act, place))));
    }

    // The register's time is the time of an opinion that nobody else stands between.
    private Ruling Say(ConsultationOpinion act, ActPlace place)
    {
        if (CheckKnown(act, out var consultation) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (place.Tick < consultation.Opened.Phases.From) return Ruling.Void("consultation-not-begun", place.Tick.ToString());
        if (Find(act.NameOf(act.Opinion)) is not null) return Ruling.Void("opinion-known", act.Opinion.ToHex());
        return Ruling.Apply(() => Enter(act.NameOf(act.Opinion), OpinionChannel.Key, "", place.Tick, place));
    }

    private Ruling Register(ConsultationBatch act, ActPlace place)
    {
        if (CheckHolder(act, out var consultation) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (act.Workshop.Length > 0 && !consultation.Workshops.ContainsKey(act.Workshop)) return Ruling.Void("workshop-unknown", act.Workshop);
        if (CheckTimes(consultation, act, place) is { IsApplied: false } times) return Ruling.Void(times);
        if (Twice(act.Opinions.Select(act.NameOf)) is { IsApplied: false } twice) return Ruling.Void(twice);

        // What somebody else registered before, or a promise did, makes no other opinion of the batch void.
        var (isInTime, isOverdue) = (act.Until <= consultation.Opened.Phases.Until, IsOverdue(act.From, place));
        if (act.Opinions.All(opinion => Find(act.NameOf(opinion)) is { } known && Batched(known, act, isInTime, isOverdue) == known)) return Ruling.Void("opinion-known", act.Consultation);
        return Ruling.Apply(() =>
        {
            foreach (var opinion in act.Opinions.Select(act.NameOf))
                if (Find(opinion) is null) Enter(opinion, act.Channel, act.Workshop, act.Until, place, isOverdue);
                else Change(opinion, state => Batched(state, act, isInTime, isOverdue));
        });
    }

    // Anybody can register a hash that he saw when it is too late; who took the opinion in time says so, and it is.
    private static OpinionState Batched(OpinionState known, ConsultationBatch act, bool isInTime, bool isOverdue)
    {
        if (known.IsLate && isInTime)
            return known with { Channel = act.Channel, Workshop = act.Workshop, Received = act.Until, IsLate = false, IsOverdue = known.IsOverdue || isOverdue };
        return known.Channel == OpinionChannel.Promise ? known with { Channel = act.Channel, Workshop = act.Workshop } : known;
    }

    private static bool IsOverdue(Moment received, ActPlace place) => received.Plus(OpinionReceipt.PromisedSeconds) < place.Tick;

    // A batch lies on one side of the last day, so that none is late because of others.
    private static Outcome CheckTimes(ConsultationState consultation, ConsultationBatch act, ActPlace place)
    {
        var dates = consultation.Opened.Phases;
        if (act.Until < act.From) return Outcome.Void("batch-times", act.Until.ToString());
        if (act.From < dates.From) return Outcome.Void("consultation-not-begun", act.From.ToString());
        if (place.Tick.Plus(OpinionReceipt.PromisedSeconds) < act.Until) return Outcome.Void("received-ahead", act.Until.ToString());
        return act.From <= dates.Until && act.Until > dates.Until ? Outcome.Void("batch-over-last-day", dates.Until.ToString()) : Outcome.Applied;
    }

    private Ruling Show(ConsultationPromise act, ActPlace place)
    {
        if (CheckKnown(act, out var consultation) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        if (CheckPromise(act, consultation) is { IsApplied: false } promise) return Ruling.Void(promise);
        if (act.Received < consultation.Opened.Phases.From) return Ruling.Void("consultation-not-begun", act.Received.ToString());
        if (!IsOverdue(act.Received, place)) return Ruling.Void("promise-running", act.Received.ToString());
        if (Find(act.NameOf(act.Opinion)) is not { } known)
            return Ruling.Apply(() => Enter(act.NameOf(act.Opinion), OpinionChannel.Promise, "", act.Received, place, isOverdue: true, shown: place));
        if (!known.IsLate || act.Received > consultation.Opened.Phases.Until) return Ruling.Void("promise-kept", act.Opinion.ToHex());
        return Ruling.Apply(() => Change(known.Name, state => state with { Channel = Shown(state.Channel), IsLate = false, Received = act.Received, IsOverdue = true, Shown = place }));
    }

    // The one who signed it with a key isn't the one who handed it in.
    private static OpinionChannel Shown(OpinionChannel channel) => channel == OpinionChannel.Key ? OpinionChannel.Promise : channel;

    private Outcome CheckPromise(ConsultationPromise act, ConsultationState consultation)
    {
        var receipt = new OpinionReceipt((_organisations.Founding?.Log).Given().Name.Name, act.Consultation, act.Opinion, act.Received);
        return Base64.TryDecode(System.Text.Encoding.UTF8.GetBytes(act.Signature), out var signature)
            ? PromiseFinding.Check(_organisations, consultation, receipt, act.Key, signature) : Outcome.Void("promise-signature", act.Opinion.ToHex());
    }

    private Ruling Reject(ConsultationReject act, ActPlace place)
    {
        if (CheckModerators(act, out var consultation) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        foreach (var (opinion, rule) in act.Rejected)
        {
            if (consultation.RuleAt(rule) < 0) return Ruling.Void("moderation-rule-unknown", rule);
            if (Require(act.NameOf(opinion), state => state is { Status: OpinionStatus.Waiting, Rejection: null }, "opinion-decided") is { IsApplied: false } wrong) return Ruling.Void(wrong);
        }

        if (Twice(act.Rejected.Select(one => act.NameOf(one.Opinion))) is { IsApplied: false } twice) return Ruling.Void(twice);
        var people = PeopleOf(act);
        return Ruling.Apply(() =>
        {
            foreach (var (opinion, rule) in act.Rejected) Change(act.NameOf(opinion), state => state with { Rejection = new RejectionState(rule, place, [.. people]) });
        });
    }

    private Ruling Ask(ConsultationAsk act, ActPlace place)
    {
        if (CheckKnown(act, out _) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var author = _organisations.Author(act).Organisation;
        foreach (var opinion in act.Opinions)
            if (Require(act.NameOf(opinion), state => state.Rejection?.MayBeAskedBy(author) ?? false, "opinion-not-rejected") is { IsApplied: false } wrong) return Ruling.Void(wrong);
        if (Twice(act.Opinions.Select(act.NameOf)) is { IsApplied: false } twice) return Ruling.Void(twice);
        return Ruling.Apply(() =>
        {
            foreach (var opinion in act.Opinions) Change(act.NameOf(opinion), state => state with { Rejection = state.Rejection.Given().AskedBy(author, place) });
        });
    }

    private Ruling Review(ConsultationReview act, ActPlace place)
    {
        if (CheckModerators(act, out _) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        var people = PeopleOf(act);
        foreach (var (opinion, _) in act.Reviewed)
        {
            if (Require(act.NameOf(opinion), state => state.Rejection is { IsPending: true }, "review-not-asked") is { IsApplied: false } wrong) return Ruling.Void(wrong);
            if (Find(act.NameOf(opinion))?.Rejection is { } rejection && people.Any(rejection.People.Contains)) return Ruling.Void("reviewer-rejected", opinion.ToHex());
        }

        if (Twice(act.Reviewed.Select(one => act.NameOf(one.Opinion))) is { IsApplied: false } twice) return Ruling.Void(twice);
        return Ruling.Apply(() =>
        {
            foreach (var (opinion, outcome) in act.Reviewed) Change(act.NameOf(opinion), state => state with { Rejection = state.Rejection.Given().Answered(new ReviewState(outcome, place), people) });
        });
    }

    private Ruling Publish(ConsultationPublish act, ActPlace place)
    {
        if (CheckHolder(act, out _) is { IsApplied: false } outcome) return Ruling.Void(outcome);
        foreach (var (opinion, _) in act.Published)
            if (Require(act.NameOf(opinion), state => state.Status == OpinionStatus.Waiting, "opinion-decided") is { IsApplied: false } wrong) return Ruling.Void(wrong);
        if (Twice(act.Published.Select(one => act.NameOf(one.Opinion))) is { IsApplied: false } twice) return Ruling.Void(twice);
        return Ruling.Apply(() =>
        {
            foreach (var (opinion, length) in act.Published) Change(act.NameOf(opinion), state => state with { Published = place, Length = length });
        });
    }

    private Outcome CheckKnown(ConsultationAct act, out ConsultationState consultation)
    {
        consultation = Find(act.Consultation)!;
        return consultation is null ? Outcome.Void("consultation-unknown", act.Consultation) : Outcome.Applied;
    }

    private Outcome CheckHolder(ConsultationAct act, out ConsultationState consultation)
    {
        if (CheckKnown(act, out consultation) is { IsApplied: false } unknown) return unknown;
        return _organisations.Author(act).Organisation == consultation.Holder ? Outcome.Applied : Outcome.Void("consultation-of-another", consultation.Holder);
    }

    // Everybody who signs is of a moderating organisation, and they are of two at least.
    private Outcome CheckModerators(ConsultationAct act, out ConsultationState consultation)
    {
        if (CheckKnown(act, out consultation) is { IsApplied: false } unknown) return unknown;
        var organisations = act.Header.Signers.Select(signer => _organisations.FindKey(signer).Given().Organisation).Distinct(StringComparer.Ordinal).ToList();
        foreach (var organisation in organisations)
            if (!consultation.Opened.Moderators.Contains(organisation)) return Outcome.Void("not-moderator", organisation);
        return organisations.Count > 1 ? Outcome.Applied : Outcome.Void("second-moderator-missing", organisations[0]);
    }

    private Outcome Require(OpinionName opinion, Func<OpinionState, bool> may, string code)
    {
        if (Find(opinion) is not { } state) return Outcome.Void("opinion-unknown", opinion.Opinion.ToHex());
        if (state.IsLate) return Outcome.Void("opinion-late", opinion.Opinion.ToHex());
        return may(state) ? Outcome.Applied : Outcome.Void(code, opinion.Opinion.ToHex());
    }

    private ImmutableArray<Hash> PeopleOf(ConsultationAct act) => [.. act.Header.Signers.Select(signer => _organisations.FindKey(signer).Given().Person)];

    private static Outcome Twice(IEnumerable<OpinionName> opinions)
    {
        var (seen, empty) = (new HashSet<OpinionName>(), true);
        foreach (var opinion in opinions)
        {
            if (!seen.Add(opinion)) return Outcome.Void("opinion-twice", opinion.Opinion.ToHex());
            empty = false;
        }

        return empty ? Outcome.Void("opinions-missing") : Outcome.Applied;
    }

    private void Enter(OpinionName opinion, OpinionChannel channel, string workshop, Moment received, ActPlace place, bool isOverdue = false, ActPlace? shown = null)
    {
        // Several of one act: the consultation is as those before left it.
        var now = Find(opinion.Consultation).Given();
        var state = new OpinionState(opinion, channel, workshop, received, place)
        { IsLate = received > now.Opened.Phases.Until, IsOverdue = isOverdue, Shown = shown };
        _known.Set(now.Code, now.With(null, state, _opinions.Set(opinion, state)));
    }

    private void Change(OpinionName opinion, Func<OpinionState, OpinionState> change)
    {
        var before = Find(opinion).Given();
        var after = change(before);
        var consultation = Find(opinion.Consultation).Given();
        _known.Set(consultation.Code, consultation.With(before, after, _opinions.Set(opinion, after)));
    }
}
