using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Definition.Rules;
using Saksei.Election.Values;

namespace Saksei.Election.Stations;

/// <summary>What an answer says of a station by a rule of the definition: who answered what, and in which act.</summary>
public sealed record ObservedAnswer(ActPlace Place, string Question, string Answer, Observed Says);

/// <summary>
/// What all answers of one organisation that stand say of one station by the definition's rule: a value. Of several that speak of one
/// thing the last stands. Another answer costs logarithmic work.
/// </summary>
public sealed record ObservedWord
{
    private static readonly ImmutableSortedSet<ObservedAnswer> Nothing =
        ImmutableSortedSet.Create<ObservedAnswer>(Comparer<ObservedAnswer>.Create((one, other) => one.Place.Index.CompareTo(other.Place.Index)));

    private ImmutableSortedSet<ObservedAnswer> AllDoors { get; init; } = Nothing;

    private ImmutableSortedSet<ObservedAnswer> AllPosted { get; init; } = Nothing;

    private ImmutableSortedSet<ObservedAnswer> AllCopies { get; init; } = Nothing;

    private ImmutableSortedSet<ObservedAnswer> AllPresence { get; init; } = Nothing;

    internal static ObservedWord Empty { get; } = new();

    /// <summary>The act by which it became so.</summary>
    public long Index { get; private init; }

    /// <summary>How the doors were.</summary>
    public ObservedAnswer? Doors => AllDoors.Max;

    /// <summary>Whether the form was posted.</summary>
    public ObservedAnswer? Posted => AllPosted.Max;

    /// <summary>What became of the organisation's own request for a copy.</summary>
    public ObservedAnswer? Copy => AllCopies.Max;

    /// <summary>Whether the organisation's own people were there.</summary>
    public ObservedAnswer? Presence => AllPresence.Max;

    /// <summary>Whether it says anything: a checklist may ask of other things than the count.</summary>
    internal bool SaysAnything => (Doors ?? Posted ?? Copy ?? Presence) is not null;

    /// <summary>All that it says.</summary>
    public IEnumerable<ObservedAnswer> All => new[] { Doors, Posted, Copy, Presence }.OfType<ObservedAnswer>();

    /// <summary>With what one act says in place of what another said.</summary>
    internal ObservedWord With(IEnumerable<ObservedAnswer> earlier, IEnumerable<ObservedAnswer> now, long index) =>
        now.Aggregate(earlier.Aggregate(this, (word, said) => word.Without(said)), (word, said) => word.With(said)) with { Index = index };

    private ObservedWord With(ObservedAnswer said) => Change(said, all => all.Add(said));

    private ObservedWord Without(ObservedAnswer said) => Change(said, all => all.Remove(said));

    private ObservedWord Change(ObservedAnswer said, Func<ImmutableSortedSet<ObservedAnswer>, ImmutableSortedSet<ObservedAnswer>> change) => said.Says switch
    {
        Observed.DoorsOpen or Observed.DoorsClosed or Observed.DoorsPartly => this with { AllDoors = change(AllDoors) },
        Observed.FormPosted or Observed.FormNotPosted => this with { AllPosted = change(AllPosted) },
        Observed.CopyHanded or Observed.CopyRefused or Observed.CopyNotAsked => this with { AllCopies = change(AllCopies) },
        _ => this with { AllPresence = change(AllPresence) },
    };
}

/// <summary>What stands of one organisation's word on one station, of what it answered and of what it reported: the later of the two.</summary>
/// <param name="Organisation">Whose word it is.</param>
/// <param name="Conditions">Its last report of how the station was counted.</param>
/// <param name="Refusal">Its last report that it got no copy.</param>
/// <param name="Answered">What its answers say.</param>
public sealed record OrganisationWord(string Organisation, ReportState? Conditions, ReportState? Refusal, ObservedWord? Answered)
{
    /// <summary>Whether it says anything of the count.</summary>
    public bool Watched => Conditions is not null || Answered is { SaysAnything: true };

    /// <summary>How the doors were; null where it doesn't say.</summary>
    public Doors? Doors => Standing(Answered?.Doors, Reported?.Doors is null or Stations.Doors.NotSeen) is { } said
        ? said.Says switch { Observed.DoorsClosed => Stations.Doors.Closed, Observed.DoorsPartly => Stations.Doors.Partly, _ => Stations.Doors.Open }
        : Reported?.Doors;

    /// <summary>Whether the form was posted; null where it doesn't say.</summary>
    public Seen? Posted => Standing(Answered?.Posted, Reported?.Posted is null or Seen.NotSeen) is { } said
        ? said.Says == Observed.FormPosted ? Seen.Yes : Seen.No
        : Reported?.Posted;

    /// <summary>What it says became of requests for a copy, others' among them.</summary>
    public IEnumerable<HandingTo> Copies
    {
        get
        {
            var reported = (Reported?.Handed ?? []).Concat(Refusal?.Report.CopiesBy(Organisation) ?? []);
            return OwnCopy is { } own ? reported.Where(handing => handing.Organisation != Organisation).Append(new HandingTo(Organisation, own)) : reported;
        }
    }

    private StationConditions? Reported => Conditions?.Conditions;

    // The answer on the organisation's own copy, where it is later than its own reports of it.
    private Handing? OwnCopy => Answered?.Copy is not { } said || LastReportOfCopy > said.Place.Index ? null : said.Says switch
    {
        Observed.CopyHanded => Handing.Handed,
        Observed.CopyRefused => Handing.Refused,
        _ => Handing.NotAsked,
    };

    private long LastReportOfCopy => Math.Max(
        Refusal?.Place.Index ?? -1,
        Reported?.Handed.Any(handing => handing.Organisation == Organisation && handing.Outcome != Handing.NotSeen) == true ? Conditions.Given().Place.Index : -1);

    // An answer, unless the organisation's own report says something of the same later.
    private ObservedAnswer? Standing(ObservedAnswer? said, bool isReportSilent) =>
        said is null || isReportSilent || Conditions.Given().Place.Index < said.Place.Index ? said : null;
}
