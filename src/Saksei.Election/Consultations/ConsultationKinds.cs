using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;

namespace Saksei.Election.Consultations;

/// <summary>The kinds by which people are asked, say what they think, and see what becomes of it.</summary>
public static class ConsultationKinds
{
    /// <summary><c>consultations/open</c>.</summary>
    public static ActKind Open => OpenKind;

    /// <summary><c>consultations/workshop</c>.</summary>
    public static ActKind Workshop => WorkshopKind;

    /// <summary><c>consultations/opinion</c>.</summary>
    public static ActKind Opinion => OpinionKind;

    /// <summary><c>consultations/batch</c>.</summary>
    public static ActKind Batch => BatchKind;

    /// <summary><c>consultations/promise</c>.</summary>
    public static ActKind Promise => PromiseKind;

    /// <summary><c>consultations/reject</c>.</summary>
    public static ActKind Reject => RejectKind;

    /// <summary><c>consultations/ask</c>.</summary>
    public static ActKind Ask => AskKind;

    /// <summary><c>consultations/review</c>.</summary>
    public static ActKind Review => ReviewKind;

    /// <summary><c>consultations/publish</c>.</summary>
    public static ActKind Publish => PublishKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Open, Workshop, Opinion, Batch, Promise, Reject, Ask, Review, Publish];

    // What people do at a page or a table: anybody with a key of the organisation may sign it.
    private static ImmutableArray<KeyRole> Anyone => [KeyRole.Desk, KeyRole.Clerk, KeyRole.Agent];

    internal static ActKind<ConsultationOpen> OpenKind { get; } = new(
        "consultations/open", [KeyRole.Desk],
        "An organisation opens a consultation: the question, the dates, who is asked and how, and the rules by which alone an opinion can be rejected. It never changes.")
    {
        Set = FieldSet<ConsultationOpen>.Of(
            [OpenFields.Consultation, OpenFields.Question, OpenFields.Languages, OpenFields.Phases, OpenFields.Rules, OpenFields.Moderators, OpenFields.Audience, OpenFields.Asked],
            OpenFields.PaperLanguages, OpenFields.Announced),
        Make = (header, read) => new ConsultationOpen(
            header, read.Of(OpenFields.Consultation), read.Of(OpenFields.Question), read.Of(OpenFields.Languages), read.Of(OpenFields.PaperLanguages), read.Of(OpenFields.Phases),
            read.Of(OpenFields.Rules), read.Of(OpenFields.Moderators), read.Of(OpenFields.Audience), read.Of(OpenFields.Asked), read.Of(OpenFields.Announced)),
        About = About,
    };

    internal static ActKind<ConsultationWorkshop> WorkshopKind { get; } = new(
        "consultations/workshop", [KeyRole.Desk], "Where and when people met, how many came, and how they were invited: numbers, no names.")
    {
        Set = FieldSet<ConsultationWorkshop>.Of(
            [Consultation<ConsultationWorkshop>.Field, WorkshopFields.Workshop, WorkshopFields.Unit, WorkshopFields.Held, WorkshopFields.Came],
            WorkshopFields.Women, WorkshopFields.Attachments, WorkshopFields.Previous),
        Make = (header, read) => new ConsultationWorkshop(
            header, read.Of(Consultation<ConsultationWorkshop>.Field), read.Of(WorkshopFields.Workshop), read.Of(WorkshopFields.Unit), read.Of(WorkshopFields.Held),
            read.Of(WorkshopFields.Came), read.Of(WorkshopFields.Women), read.Of(WorkshopFields.Attachments), read.Of(WorkshopFields.Previous)),
        About = act => About(act) with { Unit = act.Unit },
    };

    internal static ActKind<ConsultationOpinion> OpinionKind { get; } = new(
        "consultations/opinion", Anyone, "A person with a key signs an opinion, by its hash.")
    {
        Set = FieldSet<ConsultationOpinion>.Of([Consultation<ConsultationOpinion>.Field, OpinionFields.Opinion]),
        Make = (header, read) => new ConsultationOpinion(header, read.Of(Consultation<ConsultationOpinion>.Field), read.Of(OpinionFields.Opinion)),
        About = About,
    };

    internal static ActKind<ConsultationBatch> BatchKind { get; } = new(
        "consultations/batch", Anyone, "The organisation registers opinions that were handed in to it without a key, by their hashes, within an hour of the first.")
    {
        Set = FieldSet<ConsultationBatch>.Of(
            [Consultation<ConsultationBatch>.Field, BatchFields.Channel, BatchFields.From, BatchFields.Until, BatchFields.Opinions], BatchFields.Workshop),
        Make = (header, read) => new ConsultationBatch(
            header, read.Of(Consultation<ConsultationBatch>.Field), read.Of(BatchFields.Channel), read.Of(BatchFields.Workshop), read.Of(BatchFields.From), read.Of(BatchFields.Until), read.Of(BatchFields.Opinions)),
        About = act => About(act) with { Word = act.Channel.Word },
    };

    internal static ActKind<ConsultationPromise> PromiseKind { get; } = new(
        "consultations/promise", Anyone,
        "Anybody shows the receipt of an opinion that isn't in the register though its hour is over, or that was registered as late: by the promise it is in, and in time where the promise is.")
    {
        Set = FieldSet<ConsultationPromise>.Of([Consultation<ConsultationPromise>.Field, PromiseFields.Opinion, PromiseFields.Received, PromiseFields.Key, PromiseFields.Signature]),
        Make = (header, read) => new ConsultationPromise(
            header, read.Of(Consultation<ConsultationPromise>.Field), read.Of(PromiseFields.Opinion), read.Of(PromiseFields.Received), read.Of(PromiseFields.Key), read.Of(PromiseFields.Signature)),
        About = About,
    };

    internal static ActKind<ConsultationReject> RejectKind { get; } = new(
        "consultations/reject", Anyone, "Opinions aren't published, each by a rule of the opening act. Two people sign, of different organisations among its moderators.")
    {
        Set = FieldSet<ConsultationReject>.Of([Consultation<ConsultationReject>.Field, DecisionFields.Rejected]),
        Make = (header, read) => new ConsultationReject(header, read.Of(Consultation<ConsultationReject>.Field), read.Of(DecisionFields.Rejected)),
        About = About,
    };

    internal static ActKind<ConsultationAsk> AskKind { get; } = new(
        "consultations/ask", Anyone, "Any organisation asks, for the holder of the receipt, that rejections be looked at again.")
    {
        Set = FieldSet<ConsultationAsk>.Of([Consultation<ConsultationAsk>.Field, DecisionFields.Asked]),
        Make = (header, read) => new ConsultationAsk(header, read.Of(Consultation<ConsultationAsk>.Field), read.Of(DecisionFields.Asked)),
        About = About,
    };

    internal static ActKind<ConsultationReview> ReviewKind { get; } = new(
        "consultations/review", Anyone, "What was asked about again is restored or stands. Two people sign, of different organisations among the moderators, neither of whom signed the rejection.")
    {
        Set = FieldSet<ConsultationReview>.Of([Consultation<ConsultationReview>.Field, DecisionFields.Reviewed]),
        Make = (header, read) => new ConsultationReview(header, read.Of(Consultation<ConsultationReview>.Field), read.Of(DecisionFields.Reviewed)),
        About = About,
    };

    internal static ActKind<ConsultationPublish> PublishKind { get; } = new(
        "consultations/publish", [KeyRole.Desk], "The organisation publishes opinions that no rule rejects; with their words where these may be read.")
    {
        Set = FieldSet<ConsultationPublish>.Of([Consultation<ConsultationPublish>.Field, DecisionFields.Published]),
        Make = (header, read) => new ConsultationPublish(header, read.Of(Consultation<ConsultationPublish>.Field), read.Of(DecisionFields.Published)),
        About = About,
    };

    private static ActAbout About(ConsultationAct act) => new([], act.Consultation);

    /// <summary>The first field of every kind.</summary>
    private static class Consultation<TAct> where TAct : ConsultationAct
    {
        internal static readonly Field<TAct, string> Field = new("consultation", ActCodecs.Code, act => act.Consultation);
    }
}
