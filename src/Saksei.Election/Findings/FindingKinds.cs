using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>The kinds by which findings are made, answered, and carried over from an earlier register.</summary>
public static class FindingKinds
{
    // Before the kinds, which are made of it.
    private static AnswerFields<FindingAnswer> Parts { get; } = new(act => act.Parts);

    /// <summary><c>findings/find</c>.</summary>
    public static ActKind Find => FindKind;

    /// <summary><c>findings/answer</c>.</summary>
    public static ActKind Answer => AnswerKind;

    /// <summary><c>findings/carry</c>.</summary>
    public static ActKind Carry => CarryKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Find, Answer, Carry];

    /// <summary>Kinds whose acts may be carried into a later register.</summary>
    public static ImmutableArray<ActKind> Carried => [Find, Answer, .. RecommendationKinds.All, .. StatementKinds.All];

    internal static ActKind<FindingFind> FindKind { get; } = new(
        "findings/find", [KeyRole.Desk], "What an organisation found, the acts that it rests on, and who is asked for an answer by when.")
    {
        Set = FieldSet<FindingFind>.Of(
            [FindFields.Subject, FindFields.Wording], FindFields.Asked, FindFields.Due, FindFields.RestsOn, FindFields.Evidence, FindFields.Reported),
        Make = (header, read) => new FindingFind(
            header, read.Of(FindFields.Subject), read.Of(FindFields.Wording), read.Of(FindFields.Asked), read.Of(FindFields.Due), read.Of(FindFields.RestsOn), read.Of(FindFields.Evidence))
        { Reported = read.Of(FindFields.Reported) },
        About = act => new ActAbout([], act.Asked, act.Subject),
    };

    internal static ActKind<FindingAnswer> AnswerKind { get; } = new(
        "findings/answer", [KeyRole.Desk], "The organisation that a finding asks answers it. A later answer adds to those before it.")
    {
        IsEvidence = false,
        Set = FieldSet<FindingAnswer>.Of([AnswerFields.Finding, Parts.Word], Parts.Cause, Parts.Remedy, Parts.Until, Parts.Evidence, AnswerFields.Reported),
        Make = (header, read) => new FindingAnswer(header, read.Of(AnswerFields.Finding), Parts.Of(read)) { Reported = read.Of(AnswerFields.Reported) },
        About = act => new ActAbout([], act.Finding.ToHex(), act.Parts.Word.Word),
    };

    internal static ActKind<FindingCarry> CarryKind { get; } = new(
        "findings/carry", [KeyRole.Desk], "Acts of an earlier register, each with the proof that it stands there.")
    {
        IsEvidence = false,
        Set = FieldSet<FindingCarry>.Of([CarryFields.Register, CarryFields.Checkpoint, CarryFields.Keys, CarryFields.Acts], CarryFields.Files),
        Make = (header, read) => new FindingCarry(
            header, read.Of(CarryFields.Register), read.Of(CarryFields.Checkpoint), read.Of(CarryFields.Keys), read.Of(CarryFields.Acts), read.Of(CarryFields.Files)),
        About = _ => ActAbout.Register,
    };

    private static class FindFields
    {
        internal static readonly Field<FindingFind, string> Subject = new("subject", ActCodecs.Code, act => act.Subject, "of the definition's list");
        internal static readonly Field<FindingFind, ImmutableArray<Wording>> Wording = new("wording", FindingCodecs.Wordings, act => act.Wording, "what was found and what is asked, a file a language");
        internal static readonly Field<FindingFind, string> Asked = new("asked", ActCodecs.Code, act => act.Asked, "the organisation that is to answer; left out only in public record that names none");
        internal static readonly Field<FindingFind, Moment?> Due = new("due", ActCodecs.Moment.OrNone, act => act.Due, "by when; left out in public record only");
        internal static readonly Field<FindingFind, ImmutableArray<Hash>> RestsOn = new("restsOn", FindingCodecs.Hashes, act => act.RestsOn, "acts of this register that took effect, or findings carried into it, by identity");
        internal static readonly Field<FindingFind, ImmutableArray<Attachment>> Evidence = new("evidence", ActCodecs.Attachments, act => act.Evidence);
        internal static readonly Field<FindingFind, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }

    private static class AnswerFields
    {
        internal static readonly Field<FindingAnswer, Hash> Finding = new("finding", ActCodecs.Hash, act => act.Finding, "the act that made it");
        internal static readonly Field<FindingAnswer, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }

    private static class CarryFields
    {
        internal static readonly Field<FindingCarry, string> Register = new("register", new Codec<string>(
            "code up to 255", "", () => "example.org/earlier", (ref json, _) => json.CodeText(255), (json, text) => json.WriteStringValue(text)), act => act.Register, "origin of the earlier register");
        internal static readonly Field<FindingCarry, ReadOnlyMemory<byte>> Checkpoint = new("checkpoint", FindingCodecs.Note, act => act.Checkpoint, "the earlier log's signed checkpoint");
        internal static readonly Field<FindingCarry, ImmutableArray<CarriedRecord>> Keys = new("keys", FindingCodecs.Records, act => act.Keys, "the acts that gave out keys, the founding act first");
        internal static readonly Field<FindingCarry, ImmutableArray<CarriedRecord>> Acts = new("acts", FindingCodecs.Records, act => act.Acts, "what is carried, in the order of the earlier register");
        internal static readonly Field<FindingCarry, ImmutableArray<Attachment>> Files = new("files", Codecs.Items(64, ActCodecs.Attachment), act => act.Files, "files of what is carried");
    }
}

/// <summary>The fields of an answer's parts, for each kind that has them.</summary>
internal sealed class AnswerFields<TAct>(Func<TAct, AnswerParts> parts)
{
    internal Field<TAct, AnswerWord> Word { get; } = new("answer", FindingVocabulary.Answers.Codec, act => parts(act).Word);

    internal Field<TAct, ImmutableArray<Wording>> Cause { get; } = new("cause", FindingCodecs.Wordings, act => parts(act).Cause, "why it came about, a file a language");

    internal Field<TAct, ImmutableArray<Wording>> Remedy { get; } = new("remedy", FindingCodecs.Wordings, act => parts(act).Remedy, "what is done about it, a file a language");

    internal Field<TAct, Moment?> Until { get; } = new("until", ActCodecs.Moment.OrNone, act => parts(act).Until, "by when");

    internal Field<TAct, ImmutableArray<Attachment>> Evidence { get; } = new("evidence", ActCodecs.Attachments, act => parts(act).Evidence, "asked for by the fold where the answer disputes");

    internal AnswerParts Of(FieldValues read) => new(read.Of(Word), read.Of(Cause), read.Of(Remedy), read.Of(Until), read.Of(Evidence));
}
