using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>A list on the ballot. <paramref name="Joint"/> names the joint list that it is a member of.</summary>
internal sealed record NaiveList(string Name, BigInteger Votes, string Kind = "single", string? Joint = null, bool Struck = false, int? Candidates = null);

/// <summary>Votes of the whole country, by list.</summary>
internal sealed record NaiveNational(Dictionary<string, BigInteger> Votes, BigInteger Blank, BigInteger Cast, int Seats);

/// <summary>One constituency.</summary>
internal sealed record NaiveInput(int Seats, List<NaiveList> Lists, BigInteger Blank, BigInteger Cast, NaiveNational? National = null);

/// <summary>Who asks for seats in one go of a method: a list, a joint list or a member of one. Its most is the number of its candidates.</summary>
internal sealed record NaiveClaimant(string Name, BigInteger Votes, int? Most);

/// <summary>A lot that is needed. Within is the joint list in which it arose, or empty.</summary>
internal sealed record NaiveTie(string Within, List<string> Lists, int Seats)
{
    public override string ToString() => $"{Within}[{string.Join(' ', Lists)}]:{Seats}";
}

/// <summary>Seats that are certain, lots that are needed, seats that nobody can take.</summary>
internal sealed class NaiveResult
{
    public SortedDictionary<string, int> Seats { get; } = new(StringComparer.Ordinal);

    /// <summary>Of the seats of a list, those without a candidate.</summary>
    public SortedDictionary<string, int> Vacant { get; } = new(StringComparer.Ordinal);

    public List<NaiveTie> Ties { get; } = [];

    public int Unfilled { get; set; }

    public override string ToString() =>
        $"{string.Join(' ', Seats.Select(pair => $"{pair.Key}={pair.Value}"))} ties {string.Join(' ', Ties.Select(tie => $"{tie}").Order(StringComparer.Ordinal))}"
        + $" unfilled {Unfilled} vacant {string.Join(' ', Vacant.Where(pair => pair.Value > 0).Select(pair => $"{pair.Key}={pair.Value}"))}";
}
