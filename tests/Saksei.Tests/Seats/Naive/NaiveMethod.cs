using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>One go of a method: some seats, some claimants. Lots are drawn by the order of names where <paramref name="drawn"/>
/// gives one; otherwise they stay open.</summary>
internal sealed class NaiveMethod(string within, List<NaiveClaimant> claimants, int seats, NaiveTies ties, List<string>? drawn)
{
    private readonly Dictionary<string, int> _held = claimants.ToDictionary(claimant => claimant.Name, _ => 0);
    private readonly Dictionary<string, int> _byQuota = claimants.ToDictionary(claimant => claimant.Name, _ => 0);
    private readonly List<NaiveTie> _ties = [];
    private readonly int _seats = seats;
    private int _left = seats;
    private int _unfilled;

    public Dictionary<string, int> Held => _held;

    public List<NaiveTie> Ties => _ties;

    public int Unfilled => _unfilled;

    /// <summary><paramref name="all"/> is the number of votes that the quota is taken over, if the method has one.</summary>
    public void Run(string method, NaiveFraction? firstDivisor, BigInteger all)
    {
        if (IsDivisorMethod(method)) GiveOneByOne((votes, next) => Quotient(method, firstDivisor, votes, next));
        else if (method == "cambodia") GiveByQuota("hare", "highest-averages", all);
        else if (method == "cambodia-1998-one-shot") GiveByQuota("hare", "one-shot", all);
        else
        {
            foreach (var finish in (string[])["largest-remainder", "highest-averages"])
                if (method.EndsWith($"-{finish}", StringComparison.Ordinal)) GiveByQuota(method[..^(finish.Length + 1)], finish, all);
        }

        _unfilled = _left;
    }

    public static bool IsDivisorMethod(string method) => Divisor(method, 2) is { };

    // Squares for Huntington-Hill.
    private static NaiveFraction? Divisor(string method, int next) => method switch
    {
        "dhondt" => next,
        "sainte-lague" => 2 * next - 1,
        "sainte-lague-1.4" => next == 1 ? new NaiveFraction(7, 5) : 2 * next - 1,
        "danish" => 3 * next - 2,
        "imperiali" => next + 1,
        "adams" => next - 1,
        "huntington-hill" => next * (next - 1),
        _ => null,
    };

    /// <summary>A quotient by a divisor of zero is above every other, and votes decide between two of them.</summary>
    public static (bool ByZero, NaiveFraction Value) Quotient(string method, NaiveFraction? firstDivisor, BigInteger votes, int next)
    {
        var divisor = next == 1 && firstDivisor is { } first ? first : Divisor(method, next)!.Value;
        if (divisor.Over == 0) return (true, votes);
        return (false, (method == "huntington-hill" ? votes * votes : votes) / divisor);
    }

    private void GiveOneByOne(Func<BigInteger, int, (bool ByZero, NaiveFraction Value)> measure)
    {
        while (_left > 0)
        {
            var able = Able();
            if (able.Count == 0) return;
            GiveToHighest(able, claimant => measure(claimant.Votes, _held[claimant.Name] + 1));
        }
    }

    // A list without votes never gets a seat, one without a candidate left passes it on.
    private List<NaiveClaimant> Able() =>
        claimants.Where(claimant => claimant.Votes > 0 && (claimant.Most is null || _held[claimant.Name] < claimant.Most)).ToList();

    private List<NaiveClaimant> GiveToHighest(List<NaiveClaimant> able, Func<NaiveClaimant, (bool ByZero, NaiveFraction Value)> measure)
    {
        var highest = able.Select(measure).Max();
        var level = able.Where(claimant => measure(claimant) == highest).ToList();
        if (level.Count <= _left) Give(level);
        else DrawLots(level, _left);
        return level;
    }

    private void Give(List<NaiveClaimant> to)
    {
        foreach (var claimant in to) _held[claimant.Name]++;
        _left -= to.Count;
    }

    private void DrawLots(List<NaiveClaimant> level, int seats)
    {
        if (seats == 0) return;
        var (sure, open) = ties.Choose(level, seats, _held);
        Give(sure);
        seats -= sure.Count;
        if (seats == 0) return;
        if (drawn is null)
        {
            _ties.Add(new(within, open.Select(claimant => claimant.Name).Order(StringComparer.Ordinal).ToList(), seats));
            _left -= seats;
        }
        else Give(ties.Order(open, drawn, _held[open[0].Name] - _byQuota[open[0].Name]).Take(seats).ToList());
    }

    private void GiveByQuota(string quotaName, string finish, BigInteger all)
    {
        if (all == 0) return;
        var quota = Quota(quotaName, all);
        if (quotaName == "imperiali" && WholeQuotas(quota).Values.Sum() > _seats) quota = new(all, _seats + 1);
        var whole = WholeQuotas(quota);
        if (whole.Values.Sum() > _seats)
        {
            GiveAllButLast(whole);
            return;
        }

        foreach (var claimant in claimants) _held[claimant.Name] = _byQuota[claimant.Name] = whole[claimant.Name];
        _left -= whole.Values.Sum();
        GiveRest(finish, quota);
    }

    private NaiveFraction Quota(string name, BigInteger all) => name switch
    {
        "hare" => new NaiveFraction(all, _seats),
        "droop" => new NaiveFraction(all, _seats + 1).Whole + 1,
        "hagenbach-bischoff" => new NaiveFraction(all, _seats + 1),
        "imperiali" => new NaiveFraction(all, _seats + 2),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private Dictionary<string, int> WholeQuotas(NaiveFraction quota) => claimants.ToDictionary(
        claimant => claimant.Name,
        claimant => Math.Min((int)(claimant.Votes / quota).Whole, claimant.Most ?? int.MaxValue));

    // Votes / (seats + 1) promised one seat too many.
    private void GiveAllButLast(Dictionary<string, int> whole)
    {
        var promised = claimants.Where(claimant => whole[claimant.Name] > 0).ToList();
        foreach (var claimant in promised) _held[claimant.Name] = _byQuota[claimant.Name] = whole[claimant.Name] - 1;
        _left -= _held.Values.Sum();
        DrawLots(promised, _left);
    }

    private void GiveRest(string finish, NaiveFraction quota)
    {
        if (finish == "highest-averages")
        {
            GiveOneByOne((votes, next) => (false, new(votes, next)));
            return;
        }

        while (_left > 0 && Able().Count > 0)
        {
            var before = new Dictionary<string, int>(_held);
            GiveRound(claimant => finish == "one-shot"
                ? new NaiveFraction(claimant.Votes, before[claimant.Name] + 1)
                : claimant.Votes - before[claimant.Name] * quota);
        }
    }

    // One seat each.
    private void GiveRound(Func<NaiveClaimant, NaiveFraction> measure)
    {
        var waiting = Able();
        while (_left > 0 && waiting.Count > 0)
        {
            var level = GiveToHighest(waiting, claimant => (false, measure(claimant)));
            waiting.RemoveAll(level.Contains);
        }
    }
}
