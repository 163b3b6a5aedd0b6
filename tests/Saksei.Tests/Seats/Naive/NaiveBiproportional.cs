using System.Numerics;

namespace Saksei.Tests.Seats.Naive;

/// <summary>Double proportionality by trying every matrix. Of those with the right sums, the ones that some divisors of lists and
/// constituencies give are the ones for which the product of v, v/3, v/5 … over the seats of all cells is greatest.</summary>
internal sealed class NaiveBiproportional(NaiveRule rule, SortedDictionary<string, NaiveInput> constituencies)
{
    private readonly NaiveNation _nation = new(rule, constituencies, null);

    public NaiveMethod Above { get; private set; } = null!;

    /// <summary>Of these the one that the order of lists draws: its first cell as high as any has it, then its second.</summary>
    public int[][] DrawnIn(List<string> drawn)
    {
        var cells = constituencies.Keys.SelectMany((name, column) => Lists.Select((list, row) => (Name: $"{name}/{list}", row, column)));
        var left = Best;
        foreach (var (_, row, column) in cells.OrderBy(cell => cell.Name, Bridge.Drawn(drawn)))
            left = left.FindAll(matrix => matrix[row][column] == left.Max(other => other[row][column]));
        return left[0];
    }

    /// <summary>Every matrix that is right: one row of seats per list, in the order of names, as are the constituencies.</summary>
    public List<int[][]> Best { get; } = [];

    public List<string> Lists { get; private set; } = [];

    public void Run()
    {
        Lists = _nation.Lists.Where(list => _nation.Reaches(rule.Threshold, list)).ToList();
        Above = _nation.Allot(rule.Method, rule.FirstDivisor, Lists, _nation.House, rule.BiproportionalCount == "voters" ? Voters : _nation.NationalVotes);
        if (Above.Ties.Count > 0 || Above.Unfilled > 0) return;
        NaiveFraction best = 0;
        foreach (var matrix in Matrices(0, constituencies.Values.Select(input => input.Seats).ToArray()))
        {
            var product = Product(matrix);
            if (product == 0 || product < best) continue;
            if (product > best) Best.Clear();
            best = product;
            Best.Add(matrix);
        }
    }

    // Votes / seats over all constituencies, times the product of their seats so that it is whole.
    private BigInteger Voters(string list)
    {
        var common = constituencies.Values.Aggregate(BigInteger.One, (product, input) => product * input.Seats);
        return NaiveNation.Total(constituencies.Keys, name => _nation.Votes(list, name) * common / constituencies[name].Seats);
    }

    private IEnumerable<int[][]> Matrices(int row, int[] left)
    {
        if (row == Lists.Count)
        {
            if (left.All(seats => seats == 0)) yield return [];
            yield break;
        }

        foreach (var seats in Rows(Above.Held[Lists[row]], left))
        {
            foreach (var rest in Matrices(row + 1, left.Select((seat, column) => seat - seats[column]).ToArray()))
                yield return [seats, .. rest];
        }
    }

    private static IEnumerable<int[]> Rows(int seats, ReadOnlyMemory<int> left)
    {
        if (left.Length == 0)
        {
            if (seats == 0) yield return [];
            yield break;
        }

        for (var first = 0; first <= Math.Min(seats, left.Span[0]); first++)
            foreach (var rest in Rows(seats - first, left[1..])) yield return [first, .. rest];
    }

    private NaiveFraction Product(int[][] matrix)
    {
        NaiveFraction product = 1;
        for (var row = 0; row < Lists.Count; row++)
        {
            var column = 0;
            foreach (var constituency in constituencies.Keys)
            {
                for (var seat = 1; seat <= matrix[row][column]; seat++) product *= new NaiveFraction(_nation.Votes(Lists[row], constituency), 2 * seat - 1);
                column++;
            }
        }

        return product;
    }
}
