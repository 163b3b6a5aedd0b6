using System.Collections.Immutable;
using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Tests.Consultations;

/// <summary>Acts of one consultation, by the signers of the header.</summary>
internal static class ConsultationSamples
{
    internal const string Code = "count-2028";

    internal static OpinionName Named(int number, string consultation = Code) => new(consultation, Opinion(number));

    internal static Hash Opinion(int number) => Hash.OfBytes(Encoding.UTF8.GetBytes($"opinion {number}"));

    internal static ConsultationOpen Open(ActHeader header, Moment from, string code = Code, params ReadOnlySpan<string> moderators) => new(
        header, code, Paper, ["en", "km"], ["km"], new PhaseDates(from, from.Plus(28 * Day), from.Plus(37 * Day), from.Plus(48 * Day), from.Plus(150 * Day)),
        [new("names", Paper), new("threat", Paper), new("again", Paper), new("beside", Paper)], [.. moderators], Audience.Everybody, [new(Invitation.Radio, null), new(Invitation.Letter, 500)], from);

    internal static ConsultationBatch Batch(ActHeader header, Moment from, params ReadOnlySpan<Hash> opinions) =>
        new(header, Code, OpinionChannel.Page, "", from, from, [.. opinions]);

    internal static ConsultationReject Reject(ActHeader header, Hash opinion, string rule = "names") => new(header, Code, [new(opinion, rule)]);

    internal static ConsultationAsk Ask(ActHeader header, params ReadOnlySpan<Hash> opinions) => new(header, Code, [.. opinions]);

    internal static ConsultationReview Review(ActHeader header, Hash opinion, ReviewOutcome outcome) => new(header, Code, [new(opinion, outcome)]);

    internal static ConsultationPublish Publish(ActHeader header, params ReadOnlySpan<Hash> opinions) =>
        new(header, Code, ImmutableArray.CreateRange(opinions.ToArray().Select(opinion => new PublishedOpinion(opinion, null))));

    /// <summary>A receipt, shown: signed by a key that may or may not be its holder's.</summary>
    internal static ConsultationPromise Promise(ActHeader header, string origin, Hash opinion, Moment received, SignerKey key) => new(
        header, Code, opinion, received, key.Verifier.Name, Convert.ToBase64String(key.Sign(new OpinionReceipt(origin, Code, opinion, received).Text)));

    internal const int Day = 24 * 3600;

    internal static readonly Attachment Paper = new(Hash.OfBytes("a paper"u8), 7, "text/plain");
}
