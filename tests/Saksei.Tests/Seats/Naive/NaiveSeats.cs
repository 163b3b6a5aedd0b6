using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>Seats of one constituency, as docs/spec/seat-rule.md says and as plainly as one can.</summary>
internal sealed class NaiveSeats(NaiveRule rule, NaiveInput input, List<string>? drawn = null)
{
    public NaiveResult Allot()
    {
        NaiveResult result = new();
        foreach (var list in input.Lists) result.Seats[list.Name] = 0;
        var claimants = Units().Where(TakesPart).Select(Claimant).ToList();
        NaiveMethod method = new("", claimants, input.Seats, rule.Ties, drawn);
        method.Run(rule.Method, rule.FirstDivisor, rule.QuotaOverAll ? Valid() : Sum(claimants.Select(claimant => claimant.Votes)));
        result.Ties.AddRange(method.Ties);
        result.Unfilled = method.Unfilled;
        foreach (var (name, seats) in method.Held)
        {
            // While a lot may still give a joint list one seat more, its members' seats are certain only where that takes none away.
            var open = method.Ties.Any(tie => tie.Lists.Contains(name));
            if (open && Members(name).Count > 1 && !NaiveMethod.IsDivisorMethod(rule.JointMethod!)) continue;
            if (Members(name) is { Count: > 0 } members) Divide(result, name, members, seats, open);
            else result.Seats[name] = seats;
        }

        if (rule.Vacant)
            foreach (var list in input.Lists) result.Vacant[list.Name] = Math.Max(0, result.Seats[list.Name] - (list.Candidates ?? int.MaxValue));
        return result;
    }

    /// <summary>Lists and joint lists that take part, by name.</summary>
    public List<string> TakingPart() => Units().Where(TakesPart).ToList();

    /// <summary>Lists on the right side of the threshold, members of joint lists on their own where each is measured.</summary>
    public List<string> Reaching() =>
        Units().Where(TakesPart)
            .Concat(input.Lists.Where(list => list.Joint is { } && rule.MemberThreshold && !list.Struck && Reaches(list.Kind, [list])).Select(list => list.Name))
            .ToList();

    private IEnumerable<string> Units() => input.Lists.Where(list => !list.Struck).Select(list => list.Joint ?? list.Name).Distinct();

    private NaiveList? Single(string unit) => input.Lists.SingleOrDefault(list => list.Name == unit && list.Joint is null);

    // The members that count for a joint list; none for a list that stands alone.
    private List<NaiveList> Members(string unit) =>
        input.Lists.Where(list => list.Joint == unit && !list.Struck && (!rule.MemberThreshold || Reaches(list.Kind, [list]))).ToList();

    private bool TakesPart(string unit)
    {
        if (Single(unit) is { } list) return Reaches(list.Kind, [list]);
        return rule.MemberThreshold ? Members(unit).Count > 0 : Reaches("coalition", Members(unit));
    }

    private NaiveClaimant Claimant(string unit)
    {
        var lists = Single(unit) is { } list ? [list] : Members(unit);
        var able = lists.Where(member => member.Votes > 0).ToList();
        int? most = rule.Vacant || able.Any(member => member.Candidates is null) ? null : able.Sum(member => member.Candidates!.Value);
        return new(unit, Sum(lists.Select(member => member.Votes)), most);
    }

    private void Divide(NaiveResult result, string joint, List<NaiveList> members, int seats, bool open)
    {
        if (seats == 0) return;
        NaiveMethod method = new(joint, members.Select(list => new NaiveClaimant(list.Name, list.Votes, rule.Vacant ? null : list.Candidates)).ToList(), seats, rule.Ties, drawn);
        method.Run(rule.JointMethod!, null, Sum(members.Select(list => list.Votes)));
        // With one seat more the members may not be tied.
        if (!open) result.Ties.AddRange(method.Ties);
        result.Unfilled += method.Unfilled;
        foreach (var (name, inner) in method.Held) result.Seats[name] = inner;
    }

    private bool Reaches(string kind, List<NaiveList> lists)
    {
        if (rule.Threshold is not { } threshold || threshold.Needed(kind) is not { } share) return true;
        var votes = Sum(lists.Select(list => threshold.National ? input.National!.Votes[list.Name] : list.Votes));
        var needed = share * Base(threshold);
        return threshold.MoreThan ? votes > needed : votes >= needed;
    }

    private NaiveFraction Base(NaiveThreshold threshold)
    {
        var struck = rule.StruckDropped ? input.Lists.Where(list => list.Struck).ToList() : [];
        if (threshold.National)
        {
            var national = input.National!;
            var valid = Sum(national.Votes.Values) - Sum(struck.Select(list => national.Votes[list.Name]));
            return Base(threshold.Of, valid, national.Blank, national.Cast - Sum(struck.Select(list => national.Votes[list.Name])), national.Seats);
        }

        return Base(threshold.Of, Valid(), input.Blank, input.Cast - Sum(struck.Select(list => list.Votes)), input.Seats);
    }

    public static NaiveFraction Base(string of, BigInteger valid, BigInteger blank, BigInteger cast, int seats) => of switch
    {
        "valid" => valid,
        "valid-with-blank" => valid + blank,
        "cast" => cast,
        "quota" => new NaiveFraction(valid, seats),
        _ => throw new ArgumentOutOfRangeException(nameof(of), of, null),
    };

    private BigInteger Valid() => Sum(input.Lists.Where(list => !list.Struck || !rule.StruckDropped).Select(list => list.Votes));

    private static BigInteger Sum(IEnumerable<BigInteger> numbers) => numbers.Aggregate(BigInteger.Zero, (sum, number) => sum + number);
}
