using System.Collections.Immutable;
using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Tests.Books;

/// <summary>One random step: what is done, where, by whom, and with which figures.</summary>
internal readonly record struct SmallStep(int Kind, int Station, int Who, int What);

/// <summary>
/// A fold over a small election, without store and signatures, that turns random steps into acts that mostly take effect: copies,
/// replacements, double entry, adjudications, deliveries, conditions, refusals, lots, stages, candidates, changes.
/// </summary>
internal sealed class SmallRegister
{
    internal const string CambodianRule = """{"method":"cambodia","article":"art. 135"}""";

    /// <summary>In the place of a rule: the election with two contests.</summary>
    internal const string Several = "several";

    // Few, so that stations share sheets, versions repeat and lots are needed.
    private static readonly string[] Sheets =
    [
        "cast=20 invalid=2 A=9 B=5 C=4", "cast=20 invalid=2 A=9 B=4 C=5", "cast=20 invalid=2 A=5 B=9 C=4", "cast=21 invalid=2 A=10 B=5 C=4", "A=9 B=5 C=4", "A=9 B=5",
        "cast=20", "cast=9 invalid=0 A=0 B=0 C=0", "cast=7 A=7 B=0 C=0", "cast=12 A=6 B=6 C=0", "cast=12 A=21 B=5 C=4", "C=4", "invalid=3", "cast=600 A=590 B=5 C=5",
    ];

    internal static readonly string[] Organisations = ["commission", "observers", "party", "press"];
    private static readonly string[] Keys = [.. Organisations.Select(code => code + "/desk"), "commission/clerk-1", "commission/clerk-2"];
    private readonly Dictionary<string, KeyName> _keys = Keys.ToDictionary(name => name, name => SmallElection.Key(name).Verifier.Name);
    private readonly Dictionary<(string Form, int Station, int Clerk), (Hash Commit, SheetEntry Entry)> _sealed = [];
    private readonly List<(Act Act, Hash Identity)> _acts = [];
    private readonly KeyName _clock = SmallElection.Key(SmallElection.Origin + "/clock").Verifier.Name;
    private long _seconds = 1_700_000_000;

    internal SmallRegister(ElectionDefinition definition)
    {
        Fold = new ElectionFold(definition, SmallElection.Origin);
        var founders = Organisations.Select(code => SmallElection.Key(code + "/desk").Verifier).ToList();
        Take(new RegisterFound(Header([.. founders.Select(key => key.Name)]), definition.Identity, true, SmallElection.Key(SmallElection.Origin).Verifier,
            SmallElection.Key(SmallElection.Origin + "/clock").Verifier, [.. founders.Select(key => new Founder(key.Name.Name.Split('/')[0], "x", "x", [key], Recovery.None))], CosigningRule.None));
        Take(new OrganisationEnrol(Header(_keys["commission/desk"]), "commission", [.. Keys[^2..].Select(name =>
            new EnrolledKey(SmallElection.Key(name).Verifier, KeyRole.Clerk, Hash.OfBytes(Encoding.UTF8.GetBytes(name))))]));
    }

    internal ElectionFold Fold { get; }

    /// <summary>Its acts behind the founding one, in order; ticks among them.</summary>
    internal IEnumerable<Act> Acts => _acts.Skip(1).Select(taken => taken.Act);

    /// <summary>A fold of the first acts that never took a snapshot.</summary>
    internal ElectionFold Again(long size) => GoOn(new ElectionFold(Fold.Definition, SmallElection.Origin), size);

    /// <summary>A fold of the first acts goes on with the register's further ones, up to a size.</summary>
    internal ElectionFold GoOn(ElectionFold fold, long size)
    {
        foreach (var (act, identity) in _acts.Take((int)size).Skip((int)fold.Size)) fold.Apply(act, identity);
        return fold;
    }

    internal void Take(SmallStep step)
    {
        if (ActOf(step) is { } act) Take(act);
    }

    /// <summary>For <see cref="SmallElection.WriteDefinition"/>: another seat rule, or the two contests.</summary>
    internal static Func<string, string, string> Edit(string seatRule) => (file, text) =>
        seatRule == Several ? TwoContests.Edit(file, text) : file == "definition" ? text.Replace(CambodianRule, seatRule, StringComparison.Ordinal) : text;

    internal static ElectionDefinition Definition(string seatRule)
    {
        var folder = Directory.CreateTempSubdirectory("saksei-test-");
        SmallElection.WriteDefinition(folder.FullName, Edit(seatRule));
        var definition = Founding.ReadFolder(folder.FullName);
        folder.Delete(recursive: true);
        return definition;
    }

    // That of the act when it is signed for this register.
    private static Hash IdentityOf(Act act) => Hash.OfBytes(SignedAct.TextOf(SmallElection.Origin, act.ToBody()));

    private Outcome Take(Act act)
    {
        var identity = IdentityOf(act);
        _acts.Add((act, identity));
        return Fold.Apply(act, identity);
    }

    private Act? ActOf(SmallStep step) => step.Kind switch
    {
        < 12 => Copy(step, StationOf(step)),
        < 14 => Adjudicate(step, StationOf(step)),
        < 16 => Seal(step, StationOf(step)),
        < 18 => Reveal(step, StationOf(step)),
        18 => Deliver(step, StationOf(step)),
        19 => new StationConditions(HeaderOf(step.Who), StationOf(step).Code, (Doors)(step.What % 2), [], Seen.Yes,
            [.. Organisations.Take(step.What % 5).Select((organisation, i) => new HandingTo(organisation, (Handing)((step.What + i * step.Who) % 4)))], null, null, [],
            LastReport(step, StationKinds.Conditions)),
        20 when step.What % 2 == 0 => new FormRefusal(HeaderOf(step.Who), StationOf(step).Code, Fold.Tick, Refuser.StationHead, RefusalReason.NoneGiven, LastReport(step, StationKinds.Refusal)),
        20 => Lot(step),
        21 => new ResultsStage(HeaderOf(0), (Stage)(step.What % 3), Hash.OfBytes(ResultsDocuments.Tally(Fold.Snapshot().Of(ContestOf(step)).Results)), []) { Contest = ContestOf(step).Code },
        22 => new HoldersCandidates(HeaderOf(0), ConstituencyOf(step).Code, ListOf(step), [.. Enumerable.Range(0, 1 + step.What % 3).Select(i => $"{ListOf(step)}{i}")], [], PostedOf(step)) { Contest = ContestOf(step).Code },
        23 => new HoldersChange(HeaderOf(0), ConstituencyOf(step).Code, ListOf(step), 1 + step.What % 2, (SeatChangeKind)(step.Who % 3), "A", "recount", "a", []) { Contest = ContestOf(step).Code },
        _ => new ClockTick(new ActHeader((UInt128)_acts.Count, new(++_seconds, 0), [_clock])),
    };

    private FormCopy Copy(SmallStep step, Station station)
    {
        var who = step.Who % 4;
        var source = who == 0 ? CopySource.Official : step.Who / 4 % 2 == 0 ? CopySource.Posted : CopySource.Tally;
        var known = BooksOf(step).Forms.CopiesOf(station).Find(Organisations[who], source);
        var previous = known is not null && step.Who % 5 > 0 ? known.Place.Identity : (Hash?)null;
        return new FormCopy(HeaderOf(who), ContestOf(step).Form.Code, station.Code, source, step.What % 3 == 0 ? "original" : "posted", CopyMethod.Seen, SheetOf(step), [], previous);
    }

    private FormAdjudicate? Adjudicate(SmallStep step, Station station)
    {
        var (outcome, copies) = ((AdjudicationOutcome)(step.What % 4), BooksOf(step).Forms.CopiesOf(station));
        if (outcome == AdjudicationOutcome.CopyAdopted && copies.Count == 0) return null;
        return new FormAdjudicate(HeaderOf(0), ContestOf(step).Form.Code, station.Code, outcome, "recount", "a", step.Who % 6 == 0, [],
            outcome == AdjudicationOutcome.CopyAdopted ? copies[step.Who % copies.Count].Place.Identity : null,
            outcome is AdjudicationOutcome.Corrected or AdjudicationOutcome.Recounted ? SheetOf(step) : null, [],
            BooksOf(step).Forms.AdjudicationOf(station)?.Place.Identity);
    }

    private FormCommit Seal(SmallStep step, Station station)
    {
        var (clerk, entry) = (Clerk(step), EntryOf(ContestOf(step), step.What % 3));
        var round = BooksOf(step).Forms.OpenEntriesOf(station).FirstOrDefault()?.Round ?? 1;
        var act = new FormCommit(Header(clerk), ContestOf(step).Form.Code, station.Code, "original", round, DoubleEntry.Commit(clerk, 7, entry.Json.Span));
        _sealed[(act.Form, station.Index, step.Who % 2)] = (IdentityOf(act), entry);
        return act;
    }

    private FormReveal? Reveal(SmallStep step, Station station) =>
        _sealed.TryGetValue((ContestOf(step).Form.Code, station.Index, step.Who % 2), out var entry) ? new FormReveal(Header(Clerk(step)), ContestOf(step).Form.Code, station.Code, entry.Commit, 7, entry.Entry) : null;

    private StationsDelivered Deliver(SmallStep step, Station station) =>
        new(HeaderOf(0), [new Delivery(station.Code, 15 + step.What * 10, [], Fold.Stations.DeliveryOf(station, ContestOf(step))?.Place.Identity)]) { Contest = ContestOf(step).Code };

    private Hash? LastReport(SmallStep step, ActKind kind) => Fold.Stations.Of(StationOf(step)).LastOf(Organisations[step.Who % 4], kind)?.Place.Identity;

    private ResultsLot? Lot(SmallStep step)
    {
        var constituency = ConstituencyOf(step);
        return Fold.Snapshot().Of(ContestOf(step)).Results.Allocations[constituency.Index].Ties is [var tie, ..]
            ? new ResultsLot(HeaderOf(0), constituency.Code, tie.Step, tie.Lists, [.. tie.Lists.Skip(step.What % 2).Take(tie.Seats)], "", []) { Contest = ContestOf(step).Code } : null;
    }

    private Hash? PostedOf(SmallStep step) => BooksOf(step).Holders.Posted[ConstituencyOf(step)].Candidates
        .TryGetValue(ContestOf(step).FindList(ListOf(step))?.Index ?? -1, out var posted) ? posted.Act : null;

    private KeyName Clerk(SmallStep step) => _keys[Keys[4 + step.Who % 2]];

    private Contest ContestOf(SmallStep step) => Fold.Definition.Contests[(step.Who / 4 + step.What) % Fold.Definition.Contests.Length];

    private ContestBooks BooksOf(SmallStep step) => Fold.Contests[ContestOf(step).Index];

    private Constituency ConstituencyOf(SmallStep step) => ContestOf(step).Constituencies[step.Station % ContestOf(step).Constituencies.Length];

    private static string ListOf(SmallStep step) => ((char)('A' + step.Who % 3)).ToString();

    private Station StationOf(SmallStep step) => Fold.Definition.Stations[step.Station % Fold.Definition.Stations.Length];

    private SheetEntry SheetOf(SmallStep step) => EntryOf(ContestOf(step), step.What);

    // The mayor has no list B: its votes are D's.
    private static SheetEntry EntryOf(Contest contest, int sheet)
    {
        var text = Sheets[sheet % Sheets.Length];
        return TwoContests.Entry(contest, contest.FindList("B") is null ? text.Replace("B=", "D=", StringComparison.Ordinal) : text);
    }

    private ActHeader HeaderOf(int organisation) => Header(_keys[Organisations[organisation % 4] + "/desk"]);

    private ActHeader Header(params ImmutableArray<KeyName> signers) => new((UInt128)_acts.Count, new(1_700_000_000, 0), signers);
}
