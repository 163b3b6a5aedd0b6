using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Cases;

/// <summary>What a body decided, on which ground and article, by which votes.</summary>
/// <param name="Verb">What it did: <c>refuse</c>, <c>uphold</c> …</param>
/// <param name="Body">The body.</param>
/// <param name="Ground">The ground's code.</param>
/// <param name="Article">The article.</param>
/// <param name="Votes">How its members voted; empty where not given.</param>
/// <param name="Signed">Members that signed it by their own keys; for the others the body's desk reports.</param>
/// <param name="Place">The act.</param>
public sealed record CaseDecision(
    string Verb, string Body, string Ground, string Article, ImmutableArray<MemberVote> Votes, ImmutableArray<string> Signed, ActPlace Place);

/// <summary>
/// Where a case stands. One sealed record per state in each book, each with its own data only.
/// </summary>
/// <param name="Code">The state's code, as in the book's table.</param>
public abstract record CaseState(string Code)
{
    /// <summary>How it was, as several report it, where the state is that they do; else empty.</summary>
    public virtual string Account => "";
}

/// <summary>One step that was taken.</summary>
/// <param name="Step">Which.</param>
/// <param name="Organisation">Who signed it.</param>
/// <param name="Key">By which key.</param>
/// <param name="Transcribed">Whether it was recorded from a publication, for somebody else.</param>
/// <param name="Fields">What it says.</param>
/// <param name="Place">The act.</param>
/// <param name="At">When it was done, as its author claims.</param>
/// <param name="State">The state after it.</param>
/// <param name="Body">The body that has the case after it; empty where none has.</param>
public sealed record CaseEvent(
    CaseStep Step, string Organisation, KeyName Key, bool Transcribed, CaseFields Fields, ActPlace Place, Moment At, string State, string Body)
{
    /// <summary>Members whose votes it gives and that signed it by their own keys.</summary>
    public ImmutableArray<string> Signed { get; init; } = [];

    /// <summary>When it counts from: the tick; for what a transcriber recorded later, the day that is recorded.</summary>
    public Moment When => Transcribed && Day is { } day ? day : Place.Tick;

    /// <summary>When it happened, where the act gives it; never later than the act. Of a notice, and of an event that is asked for, `on` means something else.</summary>
    internal Moment? Day => Fields.On is { } on && Step.Verb is not ("serve" or "receive") && Step.Kind != "activities/ask" ? (on > Place.Tick ? Place.Tick : on) : null;
}

/// <summary>One case, with all that happened. Immutable: a step makes a new one, and nothing takes one away.</summary>
public sealed record CaseFile
{
    /// <summary>The book that it is in.</summary>
    public required CaseTable Table { get; init; }

    /// <summary>Its code.</summary>
    public required string Id { get; init; }

    /// <summary>The organisation that brought it, or for which it was opened.</summary>
    public required string Applicant { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; init; }

    /// <summary>The party that it is about; empty where it is about none.</summary>
    public string Party { get; init; } = "";

    /// <summary>The place; empty where not given.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The contest; empty where the election has one, or where it is about none.</summary>
    public string Contest { get; init; } = "";

    /// <summary>The body that has it.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whom it is against.</summary>
    public string Against { get; init; } = "";

    /// <summary>The kind of complaint.</summary>
    public string Complaint { get; init; } = "";

    /// <summary>What is asked for.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The template that it shares with others; empty where it is of its own.</summary>
    public string Template { get; init; } = "";

    /// <summary>Stations that it is about.</summary>
    public ImmutableArray<string> Stations { get; init; } = [];

    /// <summary>The person that it is about.</summary>
    public Hash? Person { get; init; }

    /// <summary>The last decision; null before any.</summary>
    public CaseDecision? Decision { get; init; }

    /// <summary>When the body says that the last decision was served.</summary>
    public Moment? Served { get; init; }

    /// <summary>When the one concerned says that it was received.</summary>
    public Moment? Received { get; init; }

    /// <summary>Every step taken, in order.</summary>
    public ImmutableList<CaseEvent> Events { get; init; } = [];

    /// <summary>Which rules about time ran, by these steps.</summary>
    internal CaseCourse Course { get; init; } = new([]);

    /// <summary>How many places the list has, by the last step that gives it; null where none does.</summary>
    public long? Places { get; init; }

    /// <summary>How often it was filed or appealed.</summary>
    internal int Level { get; init; }

    /// <summary>Bodies that had it since it was filed or appealed last.</summary>
    internal ImmutableHashSet<string> Bodies { get; init; } = [];

    /// <summary>Where it was opened.</summary>
    public CaseEvent Opened => Events[0];

    /// <summary>Some of the steps, in order.</summary>
    public ImmutableArray<CaseEvent> EventsFrom(int first, int count) =>
        [.. Enumerable.Range(first, Math.Clamp(Events.Count - first, 0, count)).Select(at => Events[at])];

    /// <summary>The step before one of the case's; null before the first.</summary>
    public CaseEvent? Before(CaseEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return CountUntil(entry.Place.Index - 1) is > 0 and var count ? Events[count - 1] : null;
    }

    // Acts stand in their order: so many steps are no later than the act with this index.
    private int CountUntil(long index)
    {
        var (low, high) = (0, Events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Events[middle].Place.Index <= index) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>What each organisation reports of an event: its last report, in the order of their first ones.</summary>
    public ImmutableArray<CaseEvent> Reports =>
        [.. Events.Where(entry => entry.Step.ReportsEvent).GroupBy(entry => entry.Organisation, StringComparer.Ordinal).Select(own => own.Last())];

    /// <summary>Whether nothing is waited for any more.</summary>
    public bool HasEnded => Table.Ended.Contains(State.Code);

    /// <summary>Whether the two accounts of when the notice was received differ.</summary>
    public bool IsServiceDisputed => Served is { } served && Received is { } received && served.UnixSeconds != received.UnixSeconds;

    /// <summary>What had happened by an act; where it stands is known of now only.</summary>
    internal CaseFile Until(long index)
    {
        if (Events[^1].Place.Index <= index) return this;
        var events = Events.GetRange(0, CountUntil(index));
        return this with { Events = events, Course = CaseCourse.Of(this, Course.Rules, events) };
    }

    /// <summary>What may happen next.</summary>
    public IEnumerable<CaseStep> Next => Table.From(State.Code);
}
