using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Consultations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Tests.Consultations;
using Saksei.Tests.Election;
using Xunit;

namespace Saksei.Tests.Growth;

/// <summary>Acts of one consultation again and again: on as many opinions, each brought as far as the act needs it.</summary>
internal static class RepeatedConsultation
{
    private static readonly SignerKey Observers = SignerKey.FromSeed("observers/desk", new byte[32]);

    /// <summary>Every way in which a kind comes again and again; null where it is of another book.</summary>
    internal static IEnumerable<Series>? Of(string kind) => kind switch
    {
        "consultations/open" => [new(kind, RepeatedActs.Small, (register, i) => Open(register, Text(i))), new(kind + " void", RepeatedActs.Small, (register, _) => Open(register, ConsultationSamples.Code))],
        "consultations/workshop" => [new(kind, Opened, (register, _) => Workshop(register, "w-1", register.LastOf("observers")))],
        "consultations/opinion" => [new(kind, Opened, (register, i) => new ConsultationOpinion(register.Header("party"), ConsultationSamples.Code, ConsultationSamples.Opinion(i)))],
        "consultations/batch" => [new(kind, Opened, Batch)],
        "consultations/promise" => [new(kind, Opened, (register, i) =>
            ConsultationSamples.Promise(register.Header("party"), "simulated.example/cases", ConsultationSamples.Opinion(i), register.Fold.Tick.Plus(-2 * 3600), Observers))],
        "consultations/reject" => [new(kind, Opened, (register, i) => Course(register, i / 2, i % 2))],
        "consultations/ask" => [new(kind, Opened, (register, i) => Course(register, i / 3, i % 3))],
        "consultations/review" => [new(kind, Opened, (register, i) => Course(register, i / 4, i % 4))],
        "consultations/publish" => [new(kind, Opened, (register, i) => i % 2 == 0 ? Batch(register, i) : ConsultationSamples.Publish(register.Header("observers"), ConsultationSamples.Opinion(i - 1)))],
        _ => null,
    };

    private static string Text(int i) => "c-" + i.ToString(CultureInfo.InvariantCulture);

    private static CaseRegister Opened()
    {
        var register = RepeatedActs.Small();
        Assert.Equal(Outcome.Applied, register.Fold.Apply(Open(register, ConsultationSamples.Code), register.Identity));
        register.Tick("2023-04-02T09:00:00+07:00");
        return register;
    }

    private static ConsultationOpen Open(CaseRegister register, string code) =>
        ConsultationSamples.Open(register.Header("observers"), register.Fold.Tick, code, "observers", "party", "commission");

    private static ConsultationWorkshop Workshop(CaseRegister register, string code, Hash? previous) =>
        new(register.Header("observers"), ConsultationSamples.Code, code, "P1", register.Fold.Tick, [new(Invitation.OpenCall, 40)], 15, [], register.Fold.Consultations.All.First().Workshops.IsEmpty ? null : previous);

    private static ConsultationBatch Batch(CaseRegister register, int i) => ConsultationSamples.Batch(register.Header("observers"), register.Fold.Tick, ConsultationSamples.Opinion(i));

    // Handed in, rejected, asked about again; the rule of a review wants other people than those who rejected, so here it is void.
    private static Act Course(CaseRegister register, int opinion, int step) => step switch
    {
        0 => Batch(register, opinion),
        1 => ConsultationSamples.Reject(register.Header("observers", "party"), ConsultationSamples.Opinion(opinion)),
        2 => ConsultationSamples.Ask(register.Header("party"), ConsultationSamples.Opinion(opinion)),
        _ => ConsultationSamples.Review(register.Header("observers", "party"), ConsultationSamples.Opinion(opinion), (ReviewOutcome)(opinion % 2)),
    };
}
