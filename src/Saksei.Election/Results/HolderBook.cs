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

/// <summary>From seats to people: posted candidates, and what happened to seats since. Who holds a seat follows from them and the result.</summary>
public sealed class HolderBook
{
    private readonly ElectionDefinition _definition;
    private readonly OrganisationBook _organisations;
    private readonly Dictionary<(int Constituency, int List), (CandidateList Candidates, Hash Act)> _candidates = [];
    private readonly Dictionary<int, ImmutableArray<SeatChange>> _changes = [];

    internal HolderBook(ElectionDefinition definition, OrganisationBook organisations) => (_definition, _organisations) = (definition, organisations);

    /// <summary>Whether any candidates were posted.</summary>
    public bool Any => _candidates.Count > 0;

    /// <summary>Who holds the seats of each constituency where candidates were posted.</summary>
    public ImmutableArray<ConstituencyHolders> Of(ElectionResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.Allocations.IsEmpty ? [] : [.. _definition.Constituencies
            .Where(constituency => _candidates.Keys.Any(key => key.Constituency == constituency.Index))
            .Select(constituency => Of(constituency, results.Allocations[constituency.Index]))];
    }

    /// <summary>The rules of this book's kinds: a change needs the result that it changes.</summary>
    internal IEnumerable<KindRule> RulesOver(ResultBook results) =>
    [
        HolderKinds.CandidatesKind.By(Post),
        HolderKinds.ChangeKind.By((act, place) => Change(act, place, results.Now(), results.Stages.Any(stage => stage.Stage == Stage.Official))),
    ];

    private Ruling Post(SeatsCandidates act, ActPlace place)
    {
        if (_organisations.CheckOffice(act, Office.Stage) is { IsApplied: false } office) return Ruling.Void(office);
        if (_definition.FindConstituency(act.Constituency) is not { } constituency) return Ruling.Void("constituency-unknown", act.Constituency);
        if (_definition.FindList(act.List) is not { } list || !list.StandsIn(constituency)) return Ruling.Void("list-not-standing", act.List);
        if (act.Candidates.Distinct(StringComparer.Ordinal).Count() != act.Candidates.Length) return Ruling.Void("duplicate-candidate", act.List);
        if (!act.Preferences.IsEmpty && act.Preferences.Length != act.Candidates.Length) return Ruling.Void("preferences-differ", act.List);
        var key = (constituency.Index, list.Index);
        if ((_candidates.TryGetValue(key, out var before) ? before.Act : (Hash?)null) != act.Previous) return Ruling.Void("stale-edit", act.List);
        var posted = new CandidateList(list.Code, [.. act.Candidates.Select((id, i) => new Candidate(id) { Preferences = act.Preferences.IsEmpty ? 0 : act.Preferences[i] })]);
        return Ruling.Apply(() => _candidates[key] = (posted, place.Identity));
    }

    private Ruling Change(SeatsChange act, ActPlace place, ElectionResults results, bool isOfficial)
    {
        if (_organisations.CheckOffice(act, Office.Stage) is { IsApplied: false } office) return Ruling.Void(office);
        if (_definition.FindConstituency(act.Constituency) is not { } constituency) return Ruling.Void("constituency-unknown", act.Constituency);
        if (!isOfficial || results.Allocations.IsEmpty) return Ruling.Void("result-not-official", act.Constituency);
        if (act.Ground.Length == 0) return Ruling.Void("ground-missing", act.Kind);
        if (!_definition.Head.Grounds.Any(ground => ground.Code == act.Ground)) return Ruling.Void("ground-unknown", act.Ground);
        if (act.Article.Length == 0) return Ruling.Void("article-missing", act.Kind);
        var change = ChangeOf(act, place);
        var holders = Of(constituency, results.Allocations[constituency.Index]).Holders;
        if (Holders.Apply(holders, change, ListsOf(constituency)).Refusal is { } refusal) return Ruling.Void(refusal.Code, refusal.Subject ?? "");
        return Ruling.Apply(() => _changes[constituency.Index] = _changes.GetValueOrDefault(constituency.Index, []).Add(change));
    }

    private ConstituencyHolders Of(Constituency constituency, Allocation allocation)
    {
        var (rule, lists) = (_definition.Head.Holders ?? new HolderRule(), ListsOf(constituency));
        var holders = Holders.Fill(rule, allocation.Lists, lists, []);

        // A change that no longer fits, since figures changed after it, changes nothing.
        foreach (var change in _changes.GetValueOrDefault(constituency.Index, []))
            holders = Holders.Apply(holders, change, lists) is { Refusal: null } changed ? changed : holders;
        return new ConstituencyHolders(constituency, holders, _definition.Head.Posts.IsEmpty ? [] : Posts.Fill(_definition.Head.Posts, allocation.Lists, holders));
    }

    private ImmutableArray<CandidateList> ListsOf(Constituency constituency) =>
        [.. _definition.Lists.Where(list => _candidates.ContainsKey((constituency.Index, list.Index))).Select(list => _candidates[(constituency.Index, list.Index)].Candidates)];

    private static SeatChange ChangeOf(SeatsChange act, ActPlace place) => act.Change switch
    {
        SeatChangeKind.Vacated => new SeatChange.Vacated(act.List, act.Ordinal, place.Identity.ToHex()),
        SeatChangeKind.Replaced => new SeatChange.Replaced(act.List, act.Ordinal, place.Identity.ToHex()),
        SeatChangeKind.Reassigned => new SeatChange.Reassigned(act.List, act.Ordinal, place.Identity.ToHex(), act.To),
        _ => throw new UnreachableException(),
    };
}
