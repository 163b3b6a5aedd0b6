using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Consultations;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>How pressing a recommendation is, as its maker says.</summary>
public enum Priority { Priority, Other }

/// <summary>What would have to change.</summary>
public enum ChangeOf { Law, Practice, Institution }

/// <summary><c>recommendations/make</c>: what should change, who is to change it, by when, and what it rests on.</summary>
/// <param name="Header">Signed by the organisation that recommends.</param>
/// <param name="Subject">Of the definition's list.</param>
/// <param name="Context">What was seen, as reports of missions put it before a recommendation; may be empty.</param>
/// <param name="Wording">The recommendation, a file a language.</param>
/// <param name="Addressee">The organisation that is to carry it out.</param>
/// <param name="Change">Law, practice or institution.</param>
/// <param name="Priority">How pressing.</param>
/// <param name="Due">By when an answer is due; none only where it is public record.</param>
/// <param name="Laws">Articles that would change.</param>
/// <param name="Standards">Law or standards that it rests on.</param>
/// <param name="RestsOn">Findings, by identity.</param>
/// <param name="Opinions">Opinions, each with its consultation.</param>
public sealed record RecommendationMake(
    ActHeader Header, string Subject, ImmutableArray<Wording> Context, ImmutableArray<Wording> Wording, string Addressee, ChangeOf Change, Priority Priority, Moment? Due,
    ImmutableArray<string> Laws, ImmutableArray<string> Standards, ImmutableArray<Hash> RestsOn, ImmutableArray<OpinionName> Opinions) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RecommendationKinds.Make;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [.. Context.Concat(Wording).Select(one => one.File)];
}

/// <summary><c>recommendations/word</c>: its maker words it anew; every wording stays.</summary>
public sealed record RecommendationWord(ActHeader Header, Hash Recommendation, ImmutableArray<Wording> Wording, Hash Previous) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RecommendationKinds.Word;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [.. Wording.Select(one => one.File)];
}

/// <summary><c>recommendations/answer</c>: by the addressee; later answers add.</summary>
public sealed record RecommendationAnswer(ActHeader Header, Hash Recommendation, AnswerParts Parts) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RecommendationKinds.Answer;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [.. Parts.Files];
}

/// <summary>How far a recommendation has been carried out.</summary>
public enum CarriedOut { NotStarted, InPart, Mostly, Fully }

/// <summary><c>recommendations/status</c>: how far it has been carried out, as one organisation reports it; its last word stands, beside those of others.</summary>
public sealed record RecommendationStatus(
    ActHeader Header, Hash Recommendation, CarriedOut Status, ImmutableArray<Attachment> Evidence, Hash? Previous) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => RecommendationKinds.Status;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Evidence;
}

/// <summary><c>statements/make</c>: a document, and what it is about.</summary>
/// <param name="Header">Signed by the organisation whose view it is.</param>
/// <param name="Document">The document, a file a language.</param>
/// <param name="Subjects">Of the definition's list.</param>
/// <param name="Units">Places that it is about.</param>
/// <param name="Acts">Acts that it is about, by identity.</param>
public sealed record StatementMake(
    ActHeader Header, ImmutableArray<Wording> Document, ImmutableArray<string> Subjects, ImmutableArray<string> Units, ImmutableArray<Hash> Acts) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => StatementKinds.Make;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [.. Document.Select(one => one.File)];
}

/// <summary><c>statements/answer</c>: an answer to a statement, by anybody. It is linked and never merged.</summary>
public sealed record StatementAnswer(ActHeader Header, Hash Statement, ImmutableArray<Wording> Document) : VoiceAct(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => StatementKinds.Answer;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [.. Document.Select(one => one.File)];
}
