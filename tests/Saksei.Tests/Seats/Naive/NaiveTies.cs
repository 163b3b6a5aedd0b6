using System.Numerics;
using System.Text.Json;

namespace Saksei.Tests.Seats.Naive;

/// <summary>The chain that breaks ties, by trying every way to choose: one is right if no list left out comes before one chosen.</summary>
internal sealed record NaiveTies(List<string> By, bool Alternately)
{
    public static NaiveTies Read(JsonElement json)
    {
        if (NaiveRule.Part(json, "ties") is not { } ties) return new([], false);
        var links = ties.EnumerateArray().ToList();
        return new(links.Select(link => NaiveRule.Text(link, "by")!).ToList(), links.Any(link => NaiveRule.Text(link, "then") == "alternately"));
    }

    /// <summary>Who surely gets one of the seats, and who may get one of the others.</summary>
    public (List<NaiveClaimant> Sure, List<NaiveClaimant> Open) Choose(List<NaiveClaimant> level, int seats, Dictionary<string, int> held)
    {
        var right = Subsets(level, seats).Where(chosen => !level.Except(chosen).Any(other => chosen.Any(one => IsBefore(other, one, held)))).ToList();
        var sure = level.Where(one => right.All(chosen => chosen.Contains(one))).ToList();
        return (sure, level.Where(one => right.Any(chosen => chosen.Contains(one))).Except(sure).ToList());
    }

    /// <summary>The order of a lot; who stands first goes to the end for each earlier time.</summary>
    public List<NaiveClaimant> Order(List<NaiveClaimant> open, List<string> drawn, int earlier)
    {
        Queue<NaiveClaimant> order = new(open.OrderBy(claimant => drawn.IndexOf(claimant.Name)));
        for (var i = 0; Alternately && i < earlier; i++) order.Enqueue(order.Dequeue());
        return [.. order];
    }

    private bool IsBefore(NaiveClaimant a, NaiveClaimant b, Dictionary<string, int> held)
    {
        foreach (var by in By)
        {
            var lead = by switch
            {
                "more-votes" => a.Votes - b.Votes,
                "fewer-votes" => b.Votes - a.Votes,
                "more-seats" => held[a.Name] - held[b.Name],
                _ => BigInteger.Zero,
            };
            if (lead != 0) return lead > 0;
        }

        return false;
    }

    private static IEnumerable<List<NaiveClaimant>> Subsets(List<NaiveClaimant> of, int size)
    {
        if (size == 0) return [[]];
        if (of.Count < size) return [];
        var rest = of.Skip(1).ToList();
        return Subsets(rest, size - 1).Select(chosen => (List<NaiveClaimant>)[of[0], .. chosen]).Concat(Subsets(rest, size));
    }
}
