namespace Saksei.Tests.Seats.Naive;

/// <summary>Levelling seats as in Norway.</summary>
internal sealed class NaiveLevelling(NaiveRule rule, SortedDictionary<string, NaiveInput> constituencies, List<string>? drawn = null)
{
    private readonly NaiveNation _nation = new(rule, constituencies, drawn);
    private readonly NaiveLevellingRule _levelling = rule.Levelling!;

    public SortedDictionary<string, NaiveResult> Direct { get; } = new(StringComparer.Ordinal);

    /// <summary>Levelling seats in the order given.</summary>
    public List<(string List, string Constituency)> Placed { get; } = [];

    public List<NaiveTie> NationalTies { get; } = [];

    /// <summary>Two quotients for a place were level, so that a lot may be needed.</summary>
    public bool LevelPlaces { get; private set; }

    /// <summary>Seats of each list that takes part, direct and levelling; those of no other list change.</summary>
    public SortedDictionary<string, int> Due { get; } = new(StringComparer.Ordinal);

    public bool NobodyQualifies { get; private set; }

    public bool NoPlace { get; private set; }

    public void Run()
    {
        foreach (var (name, input) in constituencies) Direct[name] = _nation.Direct(name, input.Seats - _levelling.PerConstituency);
        if (Direct.Values.Any(result => result.Ties.Count > 0)) return;
        var lacking = Lacking();
        foreach (var (list, seats) in lacking) Due[list] = DirectSeats(list) + seats;
        if (NationalTies.Count == 0 && !NobodyQualifies) Place(lacking);
    }

    private int DirectSeats(string list) => Direct.Values.Sum(result => result.Seats.GetValueOrDefault(list));

    private SortedDictionary<string, int> Lacking()
    {
        var among = _nation.Lists.Where(list => _nation.Reaches(_levelling.Threshold, list)).ToList();
        var house = _nation.House - _nation.Lists.Except(among).Sum(DirectSeats);
        while (true)
        {
            NobodyQualifies = among.Count == 0;
            var allotted = _nation.Allot(_levelling.Method, null, among, house, _nation.NationalVotes);
            NationalTies.AddRange(allotted.Ties);
            if (NationalTies.Count > 0 || NobodyQualifies) return [];
            var over = among.Where(list => DirectSeats(list) > allotted.Held[list]).ToList();
            if (over.Count == 0) return new(among.ToDictionary(list => list, list => allotted.Held[list] - DirectSeats(list)));
            house -= over.Sum(DirectSeats);
            among = among.Except(over).ToList();
        }
    }

    private void Place(SortedDictionary<string, int> lacking)
    {
        var places = constituencies.Keys.ToDictionary(name => name, _ => _levelling.PerConstituency);
        while (lacking.Values.Sum() > 0)
        {
            var able = (
                from list in lacking.Keys
                from constituency in constituencies.Keys
                where lacking[list] > 0 && places[constituency] > 0 && _nation.Votes(list, constituency) > 0
                select (list, constituency)).ToList();
            NoPlace = able.Count == 0;
            if (NoPlace) return;
            var highest = able.Max(Quotient);
            var level = able.Where(pair => Quotient(pair).CompareTo(highest) == 0).ToList();
            if (level.Count > 1 && !(drawn is not null && rule.Ties.By.Count == 0)) LevelPlaces = true;
            if (LevelPlaces) return;
            var first = drawn is null ? level[0] : level.MinBy(pair => $"{pair.constituency}/{pair.list}", Bridge.Drawn(drawn));
            Placed.Add(first);
            lacking[first.list]--;
            places[first.constituency]--;
        }
    }

    private NaiveFraction Quotient((string List, string Constituency) pair)
    {
        var input = constituencies[pair.Constituency];
        var seats = Direct[pair.Constituency].Seats.GetValueOrDefault(pair.List) + Placed.Count(placed => placed == pair);
        NaiveFraction all = NaiveNation.Total(input.Lists, list => list.Votes);
        return _nation.Votes(pair.List, pair.Constituency) / (NaiveFraction)(2 * seats + 1) / (all / (input.Seats - _levelling.PerConstituency));
    }
}
