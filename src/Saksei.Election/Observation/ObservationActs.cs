using System.Collections.Immutable;
using System.Globalization;
using Saksei.Election.Acts;
using Saksei.Election.Checklists;
using Saksei.Register.Tree;

namespace Saksei.Election.Observation;

/// <summary>How many observers an organisation sends to a station; 0 withdraws them.</summary>
public sealed record SentTo(string Station, long Observers);

/// <summary><c>observation/deploy</c>: where an organisation sends observers, in numbers. The latest for a station counts.</summary>
/// <param name="Header">The header.</param>
/// <param name="Stations">Up to 500 stations.</param>
/// <param name="Drawn">Whether these stations were drawn by lot.</param>
public sealed record ObservationDeploy(ActHeader Header, ImmutableArray<SentTo> Stations, bool Drawn) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => ObservationKinds.Deploy;
}

/// <summary>A question of a checklist that is answered by choices or a whole number.</summary>
public sealed record CodedQuestion(string Name, QuestionType Type, ImmutableArray<string> Choices)
{
    /// <summary>Those of a checklist; what lies in a repeat has no one answer and stays an attachment.</summary>
    public static ImmutableArray<CodedQuestion> Of(CheckedChecklist checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return [.. checklist.Questions.Where(row => row.Type.IsCoded() && checklist.RepeatsOf(row.Name).IsEmpty)
            .Select(row => new CodedQuestion(row.Name, row.Type, row.Type.IsSelect() ? [.. checklist.Checklist.ChoicesOf(row.List).Select(choice => choice.Name)] : []))];
    }
}

/// <summary><c>observation/checklist</c>: a checklist by hash, with its coded questions. It never changes; a new version is another act.</summary>
public sealed record ObservationChecklist(
    ActHeader Header, string Id, string Version, Attachment Form, ImmutableArray<CodedQuestion> Questions, Hash? Previous) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => ObservationKinds.Checklist;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => [Form];

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> Lasting => References;

    /// <summary>The question of a name, or null.</summary>
    public CodedQuestion? Find(string name) => Questions.FirstOrDefault(question => question.Name == name);
}

/// <summary>An answer: choices, or a number.</summary>
public sealed record CodedAnswer(string Question, ImmutableArray<string> Choices, long? Number)
{
    /// <summary>As a filled form says it.</summary>
    public string Value => Number is { } number ? number.ToString(CultureInfo.InvariantCulture) : string.Join(' ', Choices);
}

/// <summary><c>observation/answers</c>: what one team of an organisation answered at a station. Words and exact times are salted attachments.</summary>
public sealed record ObservationAnswers(
    ActHeader Header, string Station, Hash Checklist, int Team, ImmutableArray<CodedAnswer> Answers, ImmutableArray<Attachment> Words, Hash? Previous) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => ObservationKinds.Answers;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Words;
}

/// <summary>Who was kept away.</summary>
public enum KeptPeople { Observer, Agent }

/// <summary>From what.</summary>
public enum KeptFrom { SentAway, KeptOut, NoPhotographs }

/// <summary>By whose word.</summary>
public enum KeptBy { StationHead, StationMember, CommuneOfficial, Security, Other, NotSaid }

/// <summary>In which part of the day: exact times stay in salted attachments.</summary>
public enum PartOfDay { BeforeOpening, Voting, Counting, AfterCounting }

/// <summary><c>observation/turned-away</c>: an observer or an agent was sent away, kept out or forbidden to photograph.</summary>
public sealed record ObservationTurnedAway(
    ActHeader Header, string Station, string Organisation, KeptPeople People, KeptFrom From, KeptBy By, PartOfDay When, string Reason,
    ImmutableArray<Attachment> Evidence, Hash? Previous) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => ObservationKinds.TurnedAway;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Evidence;
}

/// <summary><c>observation/incident</c>: something that happened at a station or in a place.</summary>
public sealed record ObservationIncident(
    ActHeader Header, string Category, string Station, string Unit, DateOnly On, ImmutableArray<Attachment> Evidence, Hash? Previous) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => ObservationKinds.Incident;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Evidence;
}

/// <summary><c>observation/join</c>: an organisation says that its own report is of the same incident as another report.</summary>
public sealed record ObservationJoin(ActHeader Header, Hash Own, Hash Other) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => ObservationKinds.Join;
}

/// <summary><c>observation/answer</c>: what the office concerned answers to an incident. None overwrites another.</summary>
public sealed record ObservationAnswer(
    ActHeader Header, Hash Incident, string Cause, DateOnly? By, ImmutableArray<Attachment> Remedy) : Act(Header)
{
    /// <inheritdoc/>
    public override ActKind Row => ObservationKinds.Answer;

    /// <inheritdoc/>
    public override ImmutableArray<Attachment> References => Remedy;
}
