using System.Collections.Immutable;
using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Election.Seats;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary>Who holds the seats of a constituency, and its posts.</summary>
/// <param name="Constituency">The constituency.</param>
/// <param name="Holders">Each seat with its holder and the act that it rests on.</param>
/// <param name="Posts">Posts by the definition's rules; empty where it has none.</param>
public sealed record ConstituencyHolders(Constituency Constituency, SeatHolders Holders, ImmutableArray<PostHolder> Posts);

/// <summary>What was posted for the seats of one constituency: candidates by the list's index with the act that posted them, and changes.</summary>
internal sealed record SeatPostings(ImmutableSortedDictionary<int, (CandidateList Candidates, Hash Act)> Candidates, ImmutableList<SeatChange> Changes)
{
    internal static SeatPostings None { get; } = new(ImmutableSortedDictionary<int, (CandidateList, Hash)>.Empty, []);

    internal ImmutableArray<CandidateList> Lists => [.. Candidates.Values.Select(posted => posted.Candidates)];

    /// <summary>Who holds the seats of an allocation; a change that no longer fits, since figures changed after it, changes nothing.</summary>
    internal ConstituencyHolders Of(Constituency constituency, Allocation allocation, ContestHead head)
    {
        var lists = Lists;
        var holders = Holders.Fill(head.Holders ?? new HolderRule(), allocation.Lists, lists, []);
        foreach (var change in Changes)
            holders = Holders.Apply(holders, change, lists) is { Refusal: null } changed ? changed : holders;
        return new ConstituencyHolders(constituency, holders, head.Posts.IsEmpty ? [] : Posts.Fill(head.Posts, allocation.Lists, holders));
    }
}

/// <summary>Posted candidates and changes, as of one moment. Immutable.</summary>
public sealed class HoldersAsOf
{
    private readonly Contest _contest;
    private readonly ImmutableSortedDictionary<int, SeatPostings> _postings;

    private HoldersAsOf(Contest contest, ImmutableSortedDictionary<int, SeatPostings> postings) =>
        (_contest, _postings) = (contest, postings);

    internal HoldersAsOf(Contest contest)
        : this(contest, ImmutableSortedDictionary<int, SeatPostings>.Empty)
    {
    }

    internal SeatPostings this[Constituency constituency] => _postings.GetValueOrDefault(constituency.Index, SeatPostings.None);

    /// <summary>Who holds the seats of some allocations, where candidates were posted.</summary>
    internal SeatsHeld Of(ImmutableArray<Allocation> allocations, SeatsHeld? earlier = null) => new(this, allocations, allocations.IsEmpty ? []
        : [.. _contest.Constituencies.Select(constituency => this[constituency].Candidates.IsEmpty ? null
            : earlier is not null && earlier.Stays(constituency, this, allocations) ? earlier.ByConstituency[constituency.Index]
            : this[constituency].Of(constituency, allocations[constituency.Index], _contest.Head))]);

    internal HoldersAsOf With(Constituency constituency, SeatPostings postings) => new(_contest, _postings.SetItem(constituency.Index, postings));
}

/// <summary>Who holds the seats, as of one moment. Immutable; what didn't change is the same object as before.</summary>
/// <param name="Posted">What was posted.</param>
/// <param name="Allocations">The seats.</param>
/// <param name="ByConstituency">By the constituency's index; null where no candidates were posted. Empty where the election gives no seats.</param>
internal sealed record SeatsHeld(HoldersAsOf Posted, ImmutableArray<Allocation> Allocations, ImmutableArray<ConstituencyHolders?> ByConstituency)
{
    internal ImmutableArray<ConstituencyHolders> Holders { get; } = [.. ByConstituency.OfType<ConstituencyHolders>()];

    internal bool Stays(Constituency constituency, HoldersAsOf posted, ImmutableArray<Allocation> allocations) =>
        ReferenceEquals(posted[constituency], Posted[constituency]) && ReferenceEquals(allocations[constituency.Index], Allocations[constituency.Index]);
}

/// <summary>From seats to people: posted candidates, and what happened to seats since. Who holds a seat follows from them and the result.</summary>
public sealed class HolderBook
{
    private readonly Contest _contest;
    private readonly OrganisationBook _organisations;

    internal HolderBook(Contest contest, OrganisationBook organisations) =>
        (_contest, _organisations, Posted) = (contest, organisations, new HoldersAsOf(contest));

    /// <summary>A book that goes on from another as it is now.</summary>
    internal HolderBook(HolderBook start, OrganisationBook organisations) : this(start._contest, organisations) => Posted = start.Posted;

    /// <summary>What was posted so far.</summary>
    public HoldersAsOf Posted { get; private set; }

    /// <summary>The rules of this book's kinds: a change needs the result that it changes.</summary>
    internal IEnumerable<KindRule> RulesOver(ResultBook results) =>
    [
        HolderKinds.CandidatesKind.By(Post),
        HolderKinds.ChangeKind.By((act, place) => Change(act, place, results.Now(), results.Declared.IsOfficial)),
    ];

    private Ruling Post(HoldersCandidates act, ActPlace place)
    {
        if (_organisations.CheckOffice(act, Office.Stage) is { IsApplied: false } office) return Ruling.Void(office);
        if (_contest.FindConstituency(act.Constituency) is not { } constituency) return Ruling.Void("constituency-unknown", act.Constituency);
        if (_contest.FindList(act.List) is not { } list || !list.StandsIn(constituency)) return Ruling.Void("list-not-standing", act.List);
        if (act.Candidates.Distinct(StringComparer.Ordinal).Count() != act.Candidates.Length) return Ruling.Void("duplicate-candidate", act.List);
        if (!act.Preferences.IsEmpty && act.Preferences.Length != act.Candidates.Length) return Ruling.Void("preferences-differ", act.List);
        var postings = Posted[constituency];
        if ((postings.Candidates.TryGetValue(list.Index, out var before) ? before.Act : (Hash?)null) != act.Previous) return Ruling.Void("stale-edit", act.List);
        var posted = new CandidateList(list.Code, [.. act.Candidates.Select((id, i) => new Candidate(id) { Preferences = act.Preferences.IsEmpty ? 0 : act.Preferences[i] })]);
        return Ruling.Apply(() => Posted = Posted.With(constituency, postings with { Candidates = postings.Candidates.SetItem(list.Index, (posted, place.Identity)) }));
    }

    private Ruling Change(HoldersChange act, ActPlace place, ElectionResults results, bool isOfficial)
    {
        if (_organisations.CheckOffice(act, Office.Stage) is { IsApplied: false } office) return Ruling.Void(office);
        if (_contest.FindConstituency(act.Constituency) is not { } constituency) return Ruling.Void("constituency-unknown", act.Constituency);
        if (!isOfficial || _contest.SeatRule is null) return Ruling.Void("result-not-official", act.Constituency);
        if (act.Ground.Length == 0) return Ruling.Void("ground-missing", act.Kind);
        if (!_contest.Election.Head.Grounds.Any(ground => ground.Code == act.Ground)) return Ruling.Void("ground-unknown", act.Ground);
        if (act.Article.Length == 0) return Ruling.Void("article-missing", act.Kind);
        var (change, postings) = (ChangeOf(act, place), Posted[constituency]);
        var holders = postings.Of(constituency, results.Allocations[constituency.Index], _contest.Head).Holders;
        if (Holders.Apply(holders, change, postings.Lists).Refusal is { } refusal) return Ruling.Void(refusal.Code, refusal.Subject ?? "");
        return Ruling.Apply(() => Posted = Posted.With(constituency, postings with { Changes = postings.Changes.Add(change) }));
    }

    private static SeatChange ChangeOf(HoldersChange act, ActPlace place) => act.Change switch
    {
        SeatChangeKind.Vacated => new SeatChange.Vacated(act.List, act.Ordinal, place.Identity.ToHex()),
        SeatChangeKind.Replaced => new SeatChange.Replaced(act.List, act.Ordinal, place.Identity.ToHex()),
        SeatChangeKind.Reassigned => new SeatChange.Reassigned(act.List, act.Ordinal, place.Identity.ToHex(), act.To),
        _ => throw new UnreachableException(),
    };
}
