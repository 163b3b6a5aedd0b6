using Saksei.Election.Definition;

namespace Saksei.Rehearsal.Drawn;

/// <summary>
/// Figures of a contest's stations out of a seed, for any definition: who came, ballots that don't count, and votes whose shares differ by
/// list, constituency and station. A form's figures are known by what they mean; one without a meaning is left out.
/// </summary>
internal sealed class DrawnFigures(Contest contest, RehearsalSeed seed)
{
    private const int FewestVoters = 250, MostVoters = 650;
    private const int Thousand = 1000;
    private readonly Dictionary<(ElectoralList, Constituency), long> _shares = [];

    /// <summary>The figures of a station's sheet, each by its number, ascending.</summary>
    internal SortedDictionary<int, int> Of(Station station)
    {
        var random = seed.Stream($"drawn {contest.Code} {station.Code}");
        var sheet = Fields(station, random, out var valid);
        foreach (var (list, votes) in Deal(valid, Weights(station, random))) sheet[contest.FigureOf(list)] = votes;
        return sheet;
    }

    private SortedDictionary<int, int> Fields(Station station, SeededRandom random, out int valid)
    {
        var registered = (int)Math.Min(station.Registered ?? random.Between(FewestVoters, MostVoters), contest.Form.Maximum);
        var cast = registered * random.Between(600, 900) / Thousand;
        var (invalid, blank) = (cast * random.Between(5, 30) / Thousand, Has(FieldMeaning.Blank) ? cast * random.Between(5, 20) / Thousand : 0);
        var (received, spoilt, votes) = (registered + (registered / 50), random.Below(3), cast - invalid - blank);
        valid = votes;
        return Named(meaning => meaning switch
        {
            FieldMeaning.Registered => registered,
            FieldMeaning.Received => received,
            FieldMeaning.Cast => cast,
            FieldMeaning.Spoilt => spoilt,
            FieldMeaning.Unused => received - cast - spoilt,
            FieldMeaning.Invalid => invalid,
            FieldMeaning.Blank => blank,
            FieldMeaning.Valid => votes,
            _ => null,
        });
    }

    private SortedDictionary<int, int> Named(Func<FieldMeaning, int?> valueOf)
    {
        var sheet = new SortedDictionary<int, int>();
        for (var field = 0; field < contest.Form.Fields.Length; field++)
            if (valueOf(contest.Form.Fields[field].Meaning) is { } value) sheet[field] = value;
        return sheet;
    }

    private bool Has(FieldMeaning meaning) => contest.Form.FieldOf(meaning) >= 0;

    private List<(ElectoralList List, long Weight)> Weights(Station station, SeededRandom random)
    {
        var constituency = contest.ConstituencyOf(station);
        return [.. contest.Lists.Where(list => list.StandsIn(constituency)).Select(list => (list, Share(list, constituency) * random.Between(800, 1200)))];
    }

    // Some lists are large everywhere and others small; in each constituency they are half as large to half as large again.
    private long Share(ElectoralList list, Constituency constituency)
    {
        if (_shares.TryGetValue((list, constituency), out var known)) return known;
        var whole = 60_000 / (1 + seed.Stream($"share {contest.Code} {list.Code}").Below(40));
        return _shares[(list, constituency)] = whole * (long)seed.Stream($"local {contest.Code} {list.Code} {constituency.Code}").Between(500, 1500);
    }

    // Whole shares, and what is left over to the list with the most.
    private static IEnumerable<(ElectoralList List, int Votes)> Deal(int valid, List<(ElectoralList List, long Weight)> weights)
    {
        if (weights.Count == 0) return [];
        var whole = weights.Sum(list => list.Weight);
        var votes = weights.Select(list => (int)(valid * list.Weight / whole)).ToList();
        votes[votes.IndexOf(votes.Max())] += valid - votes.Sum();
        return weights.Zip(votes, (list, own) => (list.List, own));
    }
}
