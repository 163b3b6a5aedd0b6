using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Reading;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>The kinds by which statements are made and answered.</summary>
public static class StatementKinds
{
    /// <summary><c>statements/make</c>.</summary>
    public static ActKind Make => MakeKind;

    /// <summary><c>statements/answer</c>.</summary>
    public static ActKind Answer => AnswerKind;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ActKind> All => [Make, Answer];

    internal static ActKind<StatementMake> MakeKind { get; } = new(
        "statements/make", [KeyRole.Desk], "A statement by an organisation, and what it is about.")
    {
        IsEvidence = false,
        Set = FieldSet<StatementMake>.Of([MakeFields.Document], MakeFields.Subjects, MakeFields.Units, MakeFields.Acts, MakeFields.Reported),
        Make = (header, read) => new StatementMake(
            header, read.Of(MakeFields.Document), read.Of(MakeFields.Subjects), read.Of(MakeFields.Units), read.Of(MakeFields.Acts))
        { Reported = read.Of(MakeFields.Reported) },
        About = act => new ActAbout([], "", act.Subjects is [var only] ? only : ""),
    };

    internal static ActKind<StatementAnswer> AnswerKind { get; } = new(
        "statements/answer", [KeyRole.Desk], "An answer to a statement, by any organisation. It is linked and never merged.")
    {
        IsEvidence = false,
        Set = FieldSet<StatementAnswer>.Of([AnswerOwn.Statement, AnswerOwn.Document], AnswerOwn.Reported),
        Make = (header, read) => new StatementAnswer(header, read.Of(AnswerOwn.Statement), read.Of(AnswerOwn.Document)) { Reported = read.Of(AnswerOwn.Reported) },
        About = act => new ActAbout([], act.Statement.ToHex()),
    };

    private static class MakeFields
    {
        internal static readonly Field<StatementMake, ImmutableArray<Wording>> Document = new("document", FindingCodecs.Wordings, act => act.Document, "a file a language");
        internal static readonly Field<StatementMake, ImmutableArray<string>> Subjects = new("subjects", ActCodecs.CodesUpTo(16), act => act.Subjects, "of the definition's list");
        internal static readonly Field<StatementMake, ImmutableArray<string>> Units = new("units", ActCodecs.CodesUpTo(64), act => act.Units, "places");
        internal static readonly Field<StatementMake, ImmutableArray<Hash>> Acts = new("acts", FindingCodecs.Hashes, act => act.Acts, "acts of this register that took effect, by identity");
        internal static readonly Field<StatementMake, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }

    private static class AnswerOwn
    {
        internal static readonly Field<StatementAnswer, Hash> Statement = new("statement", ActCodecs.Hash, act => act.Statement, "the act that made it");
        internal static readonly Field<StatementAnswer, ImmutableArray<Wording>> Document = new("document", FindingCodecs.Wordings, act => act.Document, "a file a language");
        internal static readonly Field<StatementAnswer, Reported> Reported = new("reported", FindingCodecs.Reported, act => act.Reported, "where a transcriber writes down what others said");
    }
}
