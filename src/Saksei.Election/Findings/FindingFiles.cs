using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Tree;

namespace Saksei.Election.Findings;

/// <summary>From which earlier register something was carried, where it stands there, and in a tree of how many acts that was shown.</summary>
public sealed record CarriedFrom(string Register, long Index, long Size);

/// <summary>Something that was said, by whom, and where it stands.</summary>
/// <param name="Act">The act; that of the earlier register where it was carried.</param>
/// <param name="Organisation">Who signed it.</param>
/// <param name="Identity">SHA-256 of the act's text: by it others refer to it.</param>
/// <param name="Place">Where it stands in this register; where it was carried, the act that carried it.</param>
/// <param name="Carried">From where it was carried; null where it was made here.</param>
public sealed record Voice<TAct>(TAct Act, string Organisation, Hash Identity, ActPlace Place, CarriedFrom? Carried)
    where TAct : VoiceAct
{
    /// <summary>Whose word it is: its signer's, or in public record that of whom it names.</summary>
    public string By => Act.Reported.Is ? Act.Reported.By : Organisation;

    /// <summary>When it was said: by the register's time; of what was carried its author's; of public record its day.</summary>
    public Moment When => Act.Reported.Is ? StartOf(Act.Reported.LastDay, Place.Tick.OffsetMinutes) : Carried is null ? Place.Tick : Act.Header.At;

    /// <summary>The same as documents say it: of public record no more than is known, <c>2023</c> or <c>2023-07</c>.</summary>
    public string WhenText => Act.Reported.Is ? Act.Reported.On : When.ToString();

    private static Moment StartOf(DateOnly day, int offsetMinutes) =>
        new((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400L - offsetMinutes * 60L, offsetMinutes);
}

/// <summary>Where an answer stands. No act says it: it follows from the answers and the clock.</summary>
public enum AnswerState
{
    /// <summary>Not answered, and the date hasn't passed.</summary>
    InTime,

    /// <summary>Not answered, and the date has passed.</summary>
    Silent,

    /// <summary>Public record without a date: no answer was found in the sources that were read, which isn't to say that there was none.</summary>
    NoneFound,

    /// <summary>Answered, and cause, remedy or date is missing.</summary>
    InPart,

    /// <summary>Answered with cause, remedy and date.</summary>
    Answered,

    /// <summary>Disputed by the last answer, with evidence.</summary>
    Disputed,
}

/// <summary>What all answers to one question say together.</summary>
/// <param name="Cause">Whether a cause was given.</param>
/// <param name="Remedy">Whether a remedy was given.</param>
/// <param name="Until">Whether a date was given.</param>
public readonly record struct PartsGiven(bool Cause, bool Remedy, bool Until)
{
    /// <summary>Whether none is missing.</summary>
    public bool All => Cause && Remedy && Until;

    /// <summary>What some answers gave.</summary>
    public static PartsGiven Of(IEnumerable<AnswerParts> answers)
    {
        var all = answers.ToList();
        return new PartsGiven(all.Exists(answer => !answer.Cause.IsEmpty), all.Exists(answer => !answer.Remedy.IsEmpty), all.Exists(answer => answer.Until is not null));
    }
}

/// <summary>Something that asks somebody for an answer: a finding, or a recommendation.</summary>
public abstract record AskingFile(int Number)
{
    /// <summary>The act by which others refer to it.</summary>
    public abstract Hash Identity { get; }

    /// <summary>Of the definition's list.</summary>
    public abstract string Subject { get; }

    /// <summary>Whose word it is.</summary>
    public abstract string By { get; }

    /// <summary>Who is to answer.</summary>
    public abstract string Asked { get; }

    /// <summary>When it was said.</summary>
    public abstract Moment Made { get; }

    /// <summary>By when an answer is due; null in public record.</summary>
    public abstract Moment? Due { get; }

    /// <summary>From which earlier register it was carried; null where it was made here.</summary>
    public abstract CarriedFrom? Carried { get; }

    /// <summary>The answers' parts, in the order of the register.</summary>
    public abstract IEnumerable<AnswerParts> Parts { get; }

    /// <summary>When the first answer came; null before.</summary>
    public abstract Moment? FirstAnswer { get; }

    /// <summary>Parts that were given by any answer.</summary>
    public PartsGiven Given => PartsGiven.Of(Parts);

    /// <summary>Where the answer stands at a moment.</summary>
    public AnswerState StateAt(Moment now) => Parts.LastOrDefault() switch
    {
        null when Due is not { } due => AnswerState.NoneFound,
        null => Due > now ? AnswerState.InTime : AnswerState.Silent,
        { Word: AnswerWord.Disputed } => AnswerState.Disputed,
        _ => Given.All ? AnswerState.Answered : AnswerState.InPart,
    };

    /// <summary>Whole days since an answer was due, or since it was said in public record; null where it is answered or still in time.</summary>
    public long? SilentDays(Moment now) => StateAt(now) is AnswerState.Silent or AnswerState.NoneFound ? (Due ?? Made).DaysUntil(now) : null;

    /// <summary>Whole days until the first answer; null before it.</summary>
    public long? AnswerDays => FirstAnswer is { } first ? Made.DaysUntil(first) : null;

    /// <summary>By when an answer was due and when it came; null in public record that gives no date.</summary>
    public AnswerTime? TimeAt(Moment now) => Due is { } due ? new AnswerTime(due, FirstAnswer, StateAt(now) == AnswerState.Silent) : null;

    /// <summary>Whole days from the date due to the first answer, where that came behind it; null elsewhere.</summary>
    public long? LateDays => Due is { } due ? new AnswerTime(due, FirstAnswer, false).LateDays : null;
}

/// <summary>A finding with its answers. Nothing of it is ever taken away.</summary>
/// <param name="Number">From 1, in the order of the register.</param>
/// <param name="Found">What was found.</param>
/// <param name="Answers">Answers by the one asked, but for those of <see cref="SaidBefore"/>.</param>
/// <param name="Recommendations">Numbers of the recommendations that rest on it.</param>
public sealed record FindingFile(
    int Number, Voice<FindingFind> Found, ImmutableList<Voice<FindingAnswer>> Answers, ImmutableList<int> Recommendations) : AskingFile(Number)
{
    /// <summary>Earlier words: in public record what was said before the finding was, and so answers nothing.</summary>
    public ImmutableList<Voice<FindingAnswer>> SaidBefore { get; private init; } = [];

    /// <inheritdoc/>
    public override Hash Identity => Found.Identity;

    /// <inheritdoc/>
    public override string Subject => Found.Act.Subject;

    /// <inheritdoc/>
    public override string By => Found.By;

    /// <inheritdoc/>
    public override string Asked => Found.Act.Asked;

    /// <inheritdoc/>
    public override Moment Made => Found.When;

    /// <inheritdoc/>
    public override Moment? Due => Found.Act.Due;

    /// <inheritdoc/>
    public override CarriedFrom? Carried => Found.Carried;

    /// <inheritdoc/>
    public override IEnumerable<AnswerParts> Parts => Answers.Select(answer => answer.Act.Parts);

    /// <inheritdoc/>
    public override Moment? FirstAnswer => Answers.IsEmpty ? null : Answers[0].When;

    internal FindingFile With(Voice<FindingAnswer> answer) =>
        answer.Act.Reported.IsBefore(Found.Act.Reported) ? this with { SaidBefore = SaidBefore.Add(answer) } : this with { Answers = Answers.Add(answer) };
}

/// <summary>A recommendation with all its wordings, its answers, and what each organisation reports of it.</summary>
/// <param name="Number">From 1, in the order of the register.</param>
/// <param name="First">As it was made.</param>
/// <param name="Rewordings">Wordings behind the first, in order.</param>
/// <param name="Answers">Answers by the addressee, but for those of <see cref="SaidBefore"/>.</param>
/// <param name="Statuses">Every status, in order.</param>
public sealed record RecommendationFile(
    int Number, Voice<RecommendationMake> First, ImmutableList<Voice<RecommendationWord>> Rewordings, ImmutableList<Voice<RecommendationAnswer>> Answers,
    ImmutableList<Voice<RecommendationStatus>> Statuses) : AskingFile(Number)
{
    /// <summary>Earlier words: in public record what was said before it was recommended, and so answers nothing.</summary>
    public ImmutableList<Voice<RecommendationAnswer>> SaidBefore { get; private init; } = [];

    /// <summary>The place in <see cref="Statuses"/> of each one's last, by whose word it is.</summary>
    public ImmutableDictionary<string, int> LastOf { get; internal init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Hash Identity => First.Identity;

    /// <inheritdoc/>
    public override string Subject => First.Act.Subject;

    /// <inheritdoc/>
    public override string By => First.By;

    /// <inheritdoc/>
    public override string Asked => First.Act.Addressee;

    /// <inheritdoc/>
    public override Moment Made => First.When;

    /// <inheritdoc/>
    public override Moment? Due => First.Act.Due;

    /// <inheritdoc/>
    public override CarriedFrom? Carried => First.Carried;

    /// <inheritdoc/>
    public override IEnumerable<AnswerParts> Parts => Answers.Select(answer => answer.Act.Parts);

    /// <inheritdoc/>
    public override Moment? FirstAnswer => Answers.IsEmpty ? null : Answers[0].When;

    /// <summary>The wording that stands.</summary>
    public ImmutableArray<Wording> Wording => Rewordings.IsEmpty ? First.Act.Wording : Rewordings[^1].Act.Wording;

    /// <summary>Every wording that it had, the first first.</summary>
    public IEnumerable<(Hash Act, Moment When, string WhenText, ImmutableArray<Wording> Words)> Wordings =>
        Rewordings.Select(word => (word.Identity, word.When, word.WhenText, word.Act.Wording)).Prepend((Identity, Made, First.WhenText, First.Act.Wording));

    /// <summary>The act of the wording that stands.</summary>
    public Hash LastWording => Rewordings.IsEmpty ? Identity : Rewordings[^1].Identity;

    /// <summary>The last status of each that gave one, those that gave theirs first first.</summary>
    public IEnumerable<Voice<RecommendationStatus>> Standing => Statuses.Where((status, place) => LastOf[status.By] == place);

    /// <summary>The last status that one gave, or null.</summary>
    public Voice<RecommendationStatus>? StatusBy(string organisation) => LastOf.TryGetValue(organisation, out var place) ? Statuses[place] : null;

    internal RecommendationFile With(Voice<RecommendationAnswer> answer) =>
        answer.Act.Reported.IsBefore(First.Act.Reported) ? this with { SaidBefore = SaidBefore.Add(answer) } : this with { Answers = Answers.Add(answer) };

    internal RecommendationFile With(Voice<RecommendationStatus> status) =>
        this with { Statuses = Statuses.Add(status), LastOf = LastOf.SetItem(status.By, Statuses.Count) };
}

/// <summary>A statement with the answers that are linked to it.</summary>
public sealed record StatementFile(int Number, Voice<StatementMake> Made, ImmutableList<Voice<StatementAnswer>> Answers);
