using System.Globalization;
using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Xunit;

namespace Saksei.Tests.Evidence;

/// <summary>
/// Evidence from acts to verdict: small registers with several copies, replaced, partial and above their bounds, adjudicated and
/// annulled, against every outcome, by an allocation of its own that is written from the law and shares no code with Seats.
/// </summary>
public sealed class WholeBooks : IDisposable
{
    private const int Elections = 3_000;
    private const int Ballots = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-test-").FullName;
    private readonly SeededRandom _random = new(Hash.OfBytes("whole books"u8).ToArray());

    public WholeBooks() => SmallElection.WriteDefinition(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_seat_is_never_settled_where_figures_or_a_choice_of_copies_move_it() => Hold(Elections, Rule, 200);

    [Fact]
    public void A_majority_is_never_settled_where_figures_or_a_choice_of_copies_bring_another_or_a_second_round() =>
        Hold(Elections / 3, () => Rule() with { Percent = 5 * _random.Between(4, 11), IsMajority = true }, 5);

    private void Hold(int elections, Func<SmallRule> next, int fewestSettled)
    {
        var (settled1, settled2) = (0, 0);
        for (var election = 0; election < elections; election++)
        {
            var rule = next();
            var fold = Register(rule);
            var books = fold.Evidence(Reading(election)).Constituencies[0];
            var outcomes = new Outcomes(fold, books, rule);
            foreach (var seat in books.Seats)
            {
                var list = books.Lists.IndexOf(seat.List);
                Assert.True(EvidenceCheck.Holds(books, seat), $"{election}: {seat}");
                Assert.False(seat.Level1 == Verdict.Settled && outcomes.Fewest1[list] < seat.Ordinal, $"{election}, level 1: {seat}");
                Assert.False(seat.Level2 == Verdict.Settled && outcomes.Fewest2[list] < seat.Ordinal, $"{election}, level 2: {seat}");
                if (seat.Level1 == Verdict.Settled) settled1++;
                if (seat.Level2 == Verdict.Settled) settled2++;
            }
        }

        Assert.True(settled1 > fewestSettled && settled2 > settled1, $"{settled1} {settled2}");
    }

    private sealed record SmallRule(int Percent, string Of)
    {
        /// <summary>One seat, to the most votes over the share.</summary>
        internal bool IsMajority { get; init; }
    }

    private SmallRule Rule() => new(_random.Below(3) == 0 ? 0 : 5 * _random.Between(1, 8), _random.Below(2) == 0 ? "valid" : "cast");

    private EvidenceReading Reading(int election) => (election % 3) switch
    {
        0 => EvidenceReading.Contradicted,
        1 => EvidenceReading.Uncorroborated,
        _ => EvidenceReading.Own([$"S{_random.Between(1, 5):00}"]),
    };

    private ElectionFold Register(SmallRule rule)
    {
        var fold = new ElectionFold(DefinitionOf(rule), SmallElection.Origin);
        SignerKey[] founders = [SmallElection.Key("commission/desk"), SmallElection.Key("observers/desk"), SmallElection.Key("party/desk")];
        Apply(fold, new RegisterFound(Header([.. founders.Select(key => key.Verifier.Name)]), fold.Definition.Identity, true,
            SmallElection.Key(SmallElection.Origin).Verifier, SmallElection.Key(SmallElection.Origin + "/clock").Verifier,
            [.. founders.Select(key => new Founder(key.Verifier.Name.Name.Split('/')[0], "x", "x", [key.Verifier], Recovery.None))], CosigningRule.None));
        for (var station = 1; station <= 5; station++) Station(fold, $"S{station:00}");
        return fold;
    }

    private void Station(ElectionFold fold, string station)
    {
        var official = _random.Below(8) > 0 ? Copy(fold, station, "commission", CopySource.Official, AnySheet()) : default(Hash?);
        if (_random.Below(9) == 0 && official is { } before) official = Copy(fold, station, "commission", CopySource.Official, AnySheet(), before);
        var posted = _random.Below(3) == 0 ? Copy(fold, station, "observers", CopySource.Posted, AnySheet()) : default(Hash?);
        if (_random.Below(5) == 0 && posted is { } earlier) posted = Copy(fold, station, "observers", CopySource.Posted, AnySheet(), earlier);
        if (_random.Below(5) == 0) Copy(fold, station, "party", CopySource.Tally, AnySheet());
        if (_random.Below(4) > 0) return;
        var outcome = (AdjudicationOutcome)_random.Below(4);
        if (outcome == AdjudicationOutcome.CopyAdopted && (posted ?? official) is null) return;
        Apply(fold, new FormAdjudicate(Header(Key("commission")), "1102", station, outcome, "recount", "a", _random.Below(2) == 0, [],
            outcome == AdjudicationOutcome.CopyAdopted ? posted ?? official : null,
            outcome is AdjudicationOutcome.Corrected or AdjudicationOutcome.Recounted ? Sheet(fold.Definition, AnySheet()) : null, [], null));
    }

    // Mostly complete and within the bound; sometimes partial, sometimes above it.
    private string AnySheet()
    {
        int[] votes = [_random.Below(_random.Below(6) == 0 ? 6 : 3), _random.Below(2), _random.Below(2)];
        var cast = votes.Sum() + _random.Below(2);
        return (_random.Below(12) == 0 ? "" : $"cast={cast} ") + $"A={votes[0]} B={votes[1]}" + (_random.Below(12) == 0 ? "" : $" C={votes[2]}");
    }

    private Hash Copy(ElectionFold fold, string station, string organisation, CopySource source, string sheet, Hash? previous = null) =>
        Apply(fold, new FormCopy(Header(Key(organisation)), "1102", station, source, "original", CopyMethod.Seen, Sheet(fold.Definition, sheet), [], previous));

    private static SheetEntry Sheet(ElectionDefinition definition, string figures) =>
        SheetEntry.Create(definition.Only, SheetState.Complete, SmallElection.Figures(definition, figures), []);

    private static KeyName Key(string organisation) => SmallElection.Key(organisation + "/desk").Verifier.Name;

    private ActHeader Header(params KeyName[] signers) => new(_random.Next(), new(1_700_000_000, 0), [.. signers]);

    private static Hash Apply(ElectionFold fold, Act act)
    {
        var identity = Hash.OfBytes(act.ToBody());
        Assert.Equal("", fold.Apply(act, identity).VoidCode);
        return identity;
    }

    private ElectionDefinition DefinitionOf(SmallRule rule)
    {
        var files = Directory.GetFiles(_folder).ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path));
        var stations = files["stations.json"].Replace(",500]", $",{Ballots}]", StringComparison.Ordinal);
        var head = files["definition.json"]
            .Replace(Hash.OfBytes(Encoding.UTF8.GetBytes(files["stations.json"])).ToHex() + $"\",\"length\":{files["stations.json"].Length}",
                Hash.OfBytes(Encoding.UTF8.GetBytes(stations)).ToHex() + $"\",\"length\":{stations.Length}", StringComparison.Ordinal);
        if (rule.Percent > 0)
            head = head.Replace("\"article\":\"art. 135\"", string.Create(CultureInfo.InvariantCulture,
                $"\"article\":\"art. 135\",\"threshold\":{{\"percent\":\"{rule.Percent}\",\"of\":\"{rule.Of}\"}}"), StringComparison.Ordinal);
        if (rule.IsMajority)
            head = head.Replace("\"cambodia\"", "\"majority\"", StringComparison.Ordinal).Replace("\"seats\":3", "\"seats\":1", StringComparison.Ordinal).Replace("\"seats\":2", "\"seats\":1", StringComparison.Ordinal);
        var reading = DefinitionReader.Read(Encoding.UTF8.GetBytes(head), file => Encoding.UTF8.GetBytes(file.Role == "stations" ? stations : files[file.Path]));
        return reading.Definition ?? throw new InvalidDataException(reading.Problems[0].Code);
    }

    /// <summary>The fewest seats that each list has for sure, over all outcomes of both levels.</summary>
    private sealed class Outcomes
    {
        private readonly SmallRule _rule;
        private readonly int _seats;
        private readonly bool _needsCast;

        internal Outcomes(ElectionFold fold, ConstituencyEvidence books, SmallRule rule)
        {
            (_rule, _seats, _needsCast) = (rule, books.Constituency.Seats, rule is { Percent: > 0, Of: "cast" });
            var open = books.Open.Select(one => one.Station.Code).ToHashSet(StringComparer.Ordinal);
            var settled = new long[4];
            foreach (var station in fold.Definition.Stations.Where(station => fold.Definition.Only.ConstituencyOf(station) == books.Constituency && !open.Contains(station.Code)))
                Add(settled, Official(fold, station) ?? new long[4]);
            Fewest1 = Fewest(settled, [], open.Count * Ballots);
            var options = books.Open.Select(one => Options(fold, one.Station)).ToList();
            Fewest2 = Fewest(settled, [.. options.Where(own => own.Count > 0)], options.Count(own => own.Count == 0) * Ballots);
        }

        internal int[] Fewest1 { get; }

        internal int[] Fewest2 { get; }

        // Votes of A, B, C and ballots cast, where those matter.
        private long[]? Row(Figures? figures)
        {
            if (figures is null || !figures.TryGet(3, out var a) || !figures.TryGet(4, out var b) || !figures.TryGet(5, out var c)) return null;
            return figures.TryGet(1, out var cast) || !_needsCast ? [a, b, c, Math.Max(cast, a + b + c)] : null;
        }

        private long[]? Official(ElectionFold fold, Station station) => fold.Forms.AdjudicationOf(station) switch
        {
            null => Row(fold.Forms.OfficialCopyOf(station)?.Figures),
            { Act.Outcome: AdjudicationOutcome.Annulled } => null,
            { Act.Entry: { } entry } => Row(entry.Figures),
            var adopted => Row(fold.Forms.CopiesOf(station).First(copy => copy.Place.Identity == adopted.Act.Adopts).Figures),
        };

        private List<long[]> Options(ElectionFold fold, Station station)
        {
            var copies = fold.Forms.CopiesOf(station).Concat(fold.Forms.ReplacedOf(station)).Select(copy => Row(copy.Figures)).Append(Official(fold, station)).OfType<long[]>().ToList();
            if (copies.Count > 0 && fold.Forms.AdjudicationOf(station)?.Act.Outcome == AdjudicationOutcome.Annulled) copies.Add(new long[4]);
            return copies;
        }

        private int[] Fewest(long[] settled, List<List<long[]>> options, int pool)
        {
            int[] fewest = [_seats, _seats, _seats];
            var choice = new int[options.Count];
            for (var place = 0; place < choice.Length || place == 0;)
            {
                var votes = (long[])settled.Clone();
                for (var station = 0; station < choice.Length; station++) Add(votes, options[station][choice[station]]);
                Spread(votes, 0, pool, fewest);
                for (place = 0; place < choice.Length && ++choice[place] == options[place].Count; place++) choice[place] = 0;
                if (place == choice.Length) break;
            }

            return fewest;
        }

        // Every way of giving out at most so many ballots: to each list, or to nobody.
        private void Spread(long[] votes, int to, int pool, int[] fewest)
        {
            if (to == 4 || pool == 0)
            {
                for (var list = 0; list < 3; list++) fewest[list] = Math.Min(fewest[list], Sure(votes, list));
                return;
            }

            for (var given = 0; given <= pool; given++)
            {
                var next = (long[])votes.Clone();
                next[to] += given;
                if (to < 3) next[3] += given;
                Spread(next, to + 1, pool - given, fewest);
            }
        }

        // D'Hondt: the i-th seat is sure where it and all rivals' quotients that are as high or higher are no more than the seats.
        private int Sure(long[] votes, int list)
        {
            var total = _rule.Of == "cast" ? votes[3] : votes[0] + votes[1] + votes[2];
            bool In(int one) => votes[one] > 0 && votes[one] * 100 >= _rule.Percent * total;
            if (!In(list)) return 0;
            if (_rule.IsMajority) return Enumerable.Range(0, 3).All(rival => rival == list || votes[rival] < votes[list]) ? 1 : 0;
            for (var ordinal = _seats; ordinal > 0; ordinal--)
            {
                var before = ordinal;
                for (var rival = 0; rival < 3; rival++)
                    for (var own = 1; rival != list && In(rival) && own <= _seats; own++)
                        if (votes[rival] * ordinal >= votes[list] * own) before++;
                if (before <= _seats) return ordinal;
            }

            return 0;
        }

        private static void Add(long[] votes, long[] more)
        {
            for (var i = 0; i < votes.Length; i++) votes[i] += more[i];
        }
    }
}
