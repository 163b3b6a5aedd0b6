using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;

namespace Saksei.Election.Consultations;

/// <summary>The phases of a consultation, each from a date to the next.</summary>
public enum Phase { Announced, Asked, Sorting, Recommending, Answering, Over }

/// <summary>A workshop as its last report has it.</summary>
public sealed record WorkshopState(ConsultationWorkshop Report, ActPlace Place);

/// <summary>A consultation: what it asks, who holds it, where people met, and its opinions counted. A value.</summary>
public sealed record ConsultationState(ConsultationOpen Opened, string Holder, ActPlace Place)
{
    /// <summary>Its code.</summary>
    public string Code => Opened.Consultation;

    /// <summary>Workshops by code.</summary>
    public ImmutableSortedDictionary<string, WorkshopState> Workshops { get; init; } = ImmutableSortedDictionary.Create<string, WorkshopState>(StringComparer.Ordinal);

    /// <summary>Its opinions, counted.</summary>
    public OpinionCounts Counts { get; init; }

    /// <summary>Rejections that stand, by the place of their rule in the opening act.</summary>
    public ImmutableArray<int> RejectedBy { get; init; } = [.. Opened.Moderation.Select(_ => 0)];

    /// <summary>The numbers of its opinions among those of the register, in their order: so that nobody looks through the others'.</summary>
    internal ImmutableList<int> Opinions { get; init; } = [];

    /// <summary>The numbers of those that were ever rejected, in the order of their rejection.</summary>
    internal ImmutableList<int> Log { get; init; } = [];

    /// <summary>How many people came to workshops.</summary>
    public long People { get; init; }

    /// <summary>The phase at a moment.</summary>
    public Phase PhaseAt(Moment moment)
    {
        var dates = Opened.Phases;
        if (moment < dates.From) return Phase.Announced;
        if (moment <= dates.Until) return Phase.Asked;
        if (moment <= dates.SortedBy) return Phase.Sorting;
        if (dates.RecommendedBy is { } recommended && moment <= recommended) return Phase.Recommending;
        return dates.AnsweredBy is { } answered && moment <= answered ? Phase.Answering : Phase.Over;
    }

    /// <summary>The place of a rule among those of the opening act, or −1.</summary>
    internal int RuleAt(string rule)
    {
        for (var place = 0; place < Opened.Moderation.Length; place++)
            if (Opened.Moderation[place].Code == rule) return place;
        return -1;
    }

    internal ConsultationState With(WorkshopState workshop) => this with
    {
        People = People + workshop.Report.People - (Workshops.GetValueOrDefault(workshop.Report.Workshop)?.Report.People ?? 0),
        Workshops = Workshops.SetItem(workshop.Report.Workshop, workshop),
    };

    /// <summary>With an opinion that is as it wasn't before.</summary>
    /// <param name="before">What it was; null where it is new.</param>
    /// <param name="after">What it is.</param>
    /// <param name="number">Its number among the register's opinions.</param>
    internal ConsultationState With(OpinionState? before, OpinionState after, int number)
    {
        var counted = this with
        {
            Counts = Counts.Plus(OpinionCounts.Of(before), -1).Plus(OpinionCounts.Of(after), 1),
            Opinions = before is null ? Opinions.Add(number) : Opinions,
            Log = before?.Rejection is null && after.Rejection is not null ? Log.Add(number) : Log,
        };
        var (was, isNow) = (RuleOf(before), RuleOf(after));
        if (was == isNow) return counted;
        var rejected = RejectedBy;
        if (was >= 0) rejected = rejected.SetItem(was, rejected[was] - 1);
        if (isNow >= 0) rejected = rejected.SetItem(isNow, rejected[isNow] + 1);
        return counted with { RejectedBy = rejected };
    }

    private int RuleOf(OpinionState? opinion) => opinion?.Rejection is { Stands: true } rejection ? RuleAt(rejection.Rule) : -1;
}
