using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Seats;
using Saksei.Register.Tree;

namespace Saksei.Election.Results;

/// <summary>A stage that results reached, by the act that says so.</summary>
public sealed record StageState(Stage Stage, Hash Tally, ActPlace Place);

/// <summary>Lots drawn and stages declared, as of one moment. Immutable.</summary>
public sealed class Declarations
{
    // Those drawn beyond one constituency stand with none.
    private const int Beyond = -1;
    private readonly ImmutableDictionary<int, ImmutableArray<(Lot Lot, ActPlace Place)>> _lots;

    private Declarations(ImmutableDictionary<int, ImmutableArray<(Lot Lot, ActPlace Place)>> lots, ImmutableArray<StageState> stages) =>
        (_lots, Stages) = (lots, stages);

    internal static Declarations None { get; } = new(ImmutableDictionary<int, ImmutableArray<(Lot, ActPlace)>>.Empty, []);

    /// <summary>The stages reached, in their order.</summary>
    public ImmutableArray<StageState> Stages { get; }

    /// <summary>When the provisional result was declared, which starts deadlines; null before.</summary>
    public Moment? ProvisionalAt => Stages.FirstOrDefault(stage => stage.Stage == Stage.Provisional)?.Place.Tick;

    /// <summary>
    /// When the provisional results of all contests had been declared: the last of them, so that no right to complain ends by a result
    /// that isn't there yet. Null before.
    /// </summary>
    internal static Moment? ProvisionalOf(IEnumerable<Declarations> contests)
    {
        Moment? last = null;
        foreach (var declared in contests)
            if (declared.ProvisionalAt is not { } at) return null;
            else if (last is null || at > last) last = at;
        return last;
    }

    /// <summary>Whether the result is official.</summary>
    public bool IsOfficial => Stages.Any(stage => stage.Stage == Stage.Official);

    /// <summary>Lots drawn in a constituency, in the order of the register, without those that a later one took the place of.</summary>
    public ImmutableArray<(Lot Lot, ActPlace Place)> LotsOf(Constituency constituency) => _lots.GetValueOrDefault(constituency.Index, []);

    /// <summary>Lots drawn beyond one constituency, in the order of the register.</summary>
    public ImmutableArray<(Lot Lot, ActPlace Place)> NationalLots => _lots.GetValueOrDefault(Beyond, []);

    /// <summary>Whether the same lots were drawn.</summary>
    internal bool HasLotsOf(Declarations other) => ReferenceEquals(_lots, other._lots);

    internal Declarations With(Constituency constituency, ImmutableArray<(Lot Lot, ActPlace Place)> lots) => new(_lots.SetItem(constituency.Index, lots), Stages);

    internal Declarations WithNational(ImmutableArray<(Lot Lot, ActPlace Place)> lots) => new(_lots.SetItem(Beyond, lots), Stages);

    internal Declarations With(StageState stage) => new(_lots, Stages.Add(stage));
}

/// <summary>Lots drawn and stages declared; all else about results follows from the books below.</summary>
public sealed class ResultBook
{
    private readonly Contest _contest;
    private readonly OrganisationBook _organisations;
    private readonly FormBook _forms;

    // What a rule read last: the next one computes what changed since, so that many such acts don't cost the tallies of all stations each.
    private ElectionResults? _now;

    internal ResultBook(Contest contest, OrganisationBook organisations, FormBook forms) =>
        (_contest, _organisations, _forms) = (contest, organisations, forms);

    /// <summary>A book that goes on from another as it is now.</summary>
    internal ResultBook(ResultBook start, OrganisationBook organisations, FormBook forms) : this(start._contest, organisations, forms) =>
        (Declared, _now) = (start.Declared, start._now);

    /// <summary>What was drawn and declared so far.</summary>
    public Declarations Declared { get; private set; } = Declarations.None;

    /// <summary>What follows from the books while no act comes in.</summary>
    internal ElectionResults Now() => _now = new ElectionResults(_contest, _forms.Snapshot(), Declared, _now) { IsSimulated = _organisations.Simulated };

    /// <summary>The rules of this book's kinds.</summary>
    internal IEnumerable<KindRule> Rules => [ResultKinds.LotKind.By(Draw), ResultKinds.StageKind.By(Declare)];

    private Ruling Draw(ResultsLot act, ActPlace place)
    {
        if (_organisations.CheckOffice(act, Office.Lot) is { IsApplied: false } office) return Ruling.Void(office);
        var lot = new Lot(act.Step, act.Lists, act.Drawn) { Within = act.Within.Length > 0 ? act.Within : null };
        if (_contest.SeatRule is { IsNational: true } && NationalSeats.Levels.Contains(act.Within)) return DrawNationally(act, lot, place);
        if (_contest.FindConstituency(act.Constituency) is not { } constituency) return Ruling.Void("constituency-unknown", act.Constituency);
        if (_contest.SeatRule is not { } rule) return Ruling.Void("no-seats", act.Constituency);
        if (rule.Biproportional is not null) return Ruling.Void("lot-not-needed");
        var giving = new SeatGiving(_contest, Now().Tallies);

        // Lots that later figures overtook give no seat any more, and must not keep the tie that arose since from being broken.
        var lots = Declared.LotsOf(constituency);
        if (giving.Allocate(constituency, [.. lots.Select(drawn => drawn.Lot)]).Refusal is not null) lots = [];
        var allocation = giving.Allocate(constituency, [.. lots.Select(drawn => drawn.Lot), lot]);
        if (allocation.Refusal is { } refusal) return Ruling.Void(refusal.Code, refusal.Subject ?? "");
        return Ruling.Apply(() => Declared = Declared.With(constituency, lots.Add((lot, place))));
    }

    // Where the rule looks beyond one constituency the lot is the country's, which the outermost unit stands for.
    private Ruling DrawNationally(ResultsLot act, Lot lot, ActPlace place)
    {
        if (act.Constituency != _contest.Election.Units[0].Code) return Ruling.Void("constituency-unknown", act.Constituency);
        var giving = new SeatGiving(_contest, Now().Tallies);
        var lots = giving.FittingNationally(Declared);
        if (giving.AllocateNationally(Declared, [.. lots.Select(drawn => drawn.Lot), lot]).Refusal is { } refusal) return Ruling.Void(refusal.Code, refusal.Subject ?? "");
        return Ruling.Apply(() => Declared = Declared.WithNational(lots.Add((lot, place))));
    }

    private Ruling Declare(ResultsStage act, ActPlace place)
    {
        if (_organisations.CheckOffice(act, Office.Stage) is { IsApplied: false } office) return Ruling.Void(office);
        if (Declared.Stages is [.., var last] && last.Stage >= act.Stage) return Ruling.Void("stage-not-later", act.Stage.Word);
        var tally = Now().TallyHash;
        if (tally != act.Tally) return Ruling.Void("tally-differs", tally.ToHex());
        return Ruling.Apply(() => Declared = Declared.With(new StageState(act.Stage, act.Tally, place)));
    }
}
