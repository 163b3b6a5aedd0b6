using System.Collections.Immutable;
using System.Numerics;
using Saksei.Election.Counts;
using Saksei.Election.Values;

namespace Saksei.Election.Seats;

/// <summary>
/// Biproportional allocation (double Pukelsheim): the lists' seats in the whole country first, then seats in the constituencies so that
/// every list and every constituency has its number and each cell is votes / (list divisor × constituency divisor), rounded.
/// Exact: it begins with Sainte-Laguë in each constituency and passes single seats along ties that scaling opens (Balinski and Demange).
/// </summary>
internal static class Biproportional
{
    public static NationalAllocation Allocate(SeatRule rule, NationalInput input)
    {
        if (rule.Threshold is { Level: ThresholdLevel.Constituency } || rule.Coalitions is not null || !rule.Method.IsDivisorMethod)
            return NationalAllocation.Refused("parts-contradict", "biproportional");
        if (NationalSeats.Totals(rule, input) is not { } totals) return NationalAllocation.Refused("votes-too-large");
        var seats = input.Constituencies.Sum(constituency => (long)constituency.Seats);
        if (seats > InputCheck.MostSeats) return NationalAllocation.Refused("seats-too-many");
        var qualified = NationalSeats.Qualified(rule, rule.Threshold, totals, (int)seats);
        if (qualified.Refusal is { } refusal) return new NationalAllocation { Refusal = refusal };
        if (Strengths(rule, input, qualified.Lists) is not { } lists) return NationalAllocation.Refused("votes-too-large");
        var upper = NationalSeats.Upper(new SeatRule(rule.Method) { Article = rule.Biproportional.Given().Article ?? rule.Article, Ties = rule.Ties }, lists, (int)seats, input.Lots);
        if (upper.Refusal is { } misfit) return new NationalAllocation { Refusal = misfit };
        if (!upper.Complete) return new NationalAllocation { National = [upper], Ties = upper.Ties };
        // A lot inside the matrix would have to be drawn between whole cycles of cells; which, no law that is known says.
        if (input.Lots.Length > upper.Input.Lots.Length) return NationalAllocation.Refused("lot-not-needed");
        return upper.Unfilled > 0 ? NationalAllocation.Refused("biproportional-infeasible") : new Matrix(rule, input, upper).Solve();
    }

    private static ImmutableArray<ListVotes>? Strengths(SeatRule rule, NationalInput input, ImmutableArray<ListVotes> lists)
    {
        if (rule.Biproportional.Given().Count == BiproportionalCount.Votes) return lists;
        var scale = input.Constituencies.Aggregate(BigInteger.One, (scale, constituency) =>
            scale / BigInteger.GreatestCommonDivisor(scale, constituency.Seats) * constituency.Seats);
        var sums = lists.ToDictionary(list => list.List, _ => BigInteger.Zero, StringComparer.Ordinal);
        foreach (var constituency in input.Constituencies)
            foreach (var list in constituency.Lists)
                if (!list.Struck && sums.ContainsKey(list.List)) sums[list.List] += list.Votes * (scale / constituency.Seats);
        var common = sums.Values.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        if (common.IsZero) return lists;
        var total = sums.Values.Aggregate(BigInteger.Zero, (sum, votes) => sum + votes / common);
        return total > long.MaxValue ? null : [.. lists.Select(list => list with { Votes = (long)(sums[list.List] / common) })];
    }

    /// <summary>
    /// Lists are rows, constituencies columns. With multipliers λ of rows and μ of columns, a cell of x seats stands if
    /// 2x − 1 ≤ votes·λ·μ ≤ 2x + 1; this holds from the beginning to the end, and columns are always full.
    /// </summary>
    private sealed class Matrix(SeatRule rule, NationalInput input, Allocation upper)
    {
        private readonly int rows = upper.Lists.Length;
        private readonly int columns = input.Constituencies.Length;
        private readonly long[,] votes = new long[upper.Lists.Length, input.Constituencies.Length];
        private readonly int[,] seats = new int[upper.Lists.Length, input.Constituencies.Length];
        private readonly int[] surplus = [.. upper.Lists.Select(list => -list.Seats)];
        private readonly Fraction[] rowMultipliers = [.. upper.Lists.Select(_ => Fraction.One)];
        private readonly Fraction[] columnMultipliers = new Fraction[input.Constituencies.Length];

        public NationalAllocation Solve()
        {
            for (var column = 0; column < columns; column++)
                if (!FillColumn(column)) return NationalAllocation.Refused("biproportional-infeasible", input.Constituencies[column].Constituency);
            while (surplus.Any(count => count > 0))
                if (!PassOne()) return NationalAllocation.Refused("biproportional-infeasible");
            return Result();
        }

        /// <summary>Sainte-Laguë in the column; level quotients in any order, since the passing and <see cref="Cycle"/> see to them.</summary>
        private bool FillColumn(int column)
        {
            ReadVotes(column);
            var last = Fraction.Zero;
            for (var seat = 0; seat < input.Constituencies[column].Seats; seat++)
            {
                var best = Enumerable.Range(0, rows).MaxBy(row => Quotient(row, column));
                last = Quotient(best, column);
                if (last.Sign == 0) return false;
                seats[best, column]++;
                surplus[best]++;
            }
            columnMultipliers[column] = Fraction.One / last;
            return true;
        }

        private void ReadVotes(int column)
        {
            var byName = input.Constituencies[column].Lists.Where(list => !list.Struck).ToDictionary(list => list.List, list => list.Votes, StringComparer.Ordinal);
            for (var row = 0; row < rows; row++) votes[row, column] = byName.GetValueOrDefault(upper.Lists[row].List);
        }

        private Fraction Quotient(int row, int column) => new(votes[row, column], 2 * seats[row, column] + 1);

        private Fraction Scaled(int row, int column) => new Fraction(votes[row, column]) * rowMultipliers[row] * columnMultipliers[column];

        /// <summary>By how much the row's side must be scaled until the cell can give a seat away (at least 1), or null.</summary>
        private Fraction? ToGive(int row, int column) =>
            seats[row, column] == 0 ? null : Scaled(row, column) / new Fraction(2 * seats[row, column] - 1);

        /// <summary>By how much the column's side must be scaled until the cell can take a seat (at least 1), or null.</summary>
        private Fraction? ToTake(int row, int column) =>
            votes[row, column] == 0 ? null : new Fraction(2 * seats[row, column] + 1) / Scaled(row, column);

        /// <summary>The arc between two nodes; rows come first, then columns.</summary>
        private Fraction? Arc(int from, int to) =>
            from < rows == to < rows ? null : from < rows ? ToGive(from, to - rows) : ToTake(to, from - rows);

        /// <summary>Passes one seat from rows with too many to the row with too few that needs the least scaling (Dijkstra, by products).</summary>
        private bool PassOne()
        {
            var distance = new Fraction?[rows + columns];
            var before = new int[rows + columns];
            var done = new bool[rows + columns];
            for (var row = 0; row < rows; row++)
                if (surplus[row] > 0) (distance[row], before[row]) = (Fraction.One, -1);
            while (Nearest(distance, done) is { } node)
            {
                done[node] = true;
                if (node < rows && surplus[node] < 0)
                {
                    Scale(distance, distance[node].Given());
                    Pass(node, before);
                    return true;
                }
                Relax(node, distance, before, done);
            }
            return false;
        }

        private static int? Nearest(Fraction?[] distance, bool[] done)
        {
            int? nearest = null;
            for (var node = 0; node < distance.Length; node++)
                if (!done[node] && distance[node] is { } here && (nearest is not { } best || here < distance[best].Given())) nearest = node;
            return nearest;
        }

        private void Relax(int node, Fraction?[] distance, int[] before, bool[] done)
        {
            for (var other = 0; other < distance.Length; other++)
            {
                if (done[other] || Arc(node, other) is not { } arc) continue;
                var through = distance[node].Given() * arc;
                if (distance[other] is { } known && known <= through) continue;
                distance[other] = through;
                before[other] = node;
            }
        }

        private void Scale(Fraction?[] distance, Fraction most)
        {
            for (var node = 0; node < distance.Length; node++)
            {
                var factor = distance[node] is { } here && here < most ? here : most;
                if (node < rows) rowMultipliers[node] *= factor;
                else columnMultipliers[node - rows] /= factor;
            }
        }

        private void Pass(int last, int[] before)
        {
            surplus[last]++;
            for (var node = last; before[node] >= 0; node = before[node])
                if (node < rows) seats[node, before[node] - rows]++;
                else seats[before[node], node - rows]--;
            surplus[First(last, before)]--;
        }

        private static int First(int node, int[] before)
        {
            while (before[node] >= 0) node = before[node];
            return node;
        }

        private NationalAllocation Result() => new()
        {
            National = [upper],
            Ties = Cycle(),
            ListDivisors = [.. upper.Lists.Select((list, row) => new Divisor(list.List, Fraction.One / rowMultipliers[row]))],
            ConstituencyDivisors = [.. input.Constituencies.Select((constituency, column) =>
                new Divisor(constituency.Constituency, new Fraction(2) / columnMultipliers[column]))],
            Constituencies = [.. input.Constituencies.Select((constituency, column) =>
                new ConstituencySeats(constituency.Constituency, [.. constituency.Lists.Select(list => SeatsOf(list, column))]))],
        };

        private ListSeats SeatsOf(ListVotes list, int column)
        {
            for (var row = 0; row < rows; row++)
                if (upper.Lists[row].List == list.List && !list.Struck) return SeatAllocation.SeatsOf(list, seats[row, column], ListStatus.TookPart);
            return new ListSeats(list.List, list.Votes, 0, list.Struck ? ListStatus.Struck : rule.Threshold is null ? ListStatus.TookPart : ListStatus.BelowThreshold);
        }

        /// <summary>Seats can be passed round without any scaling: another matrix is as good, and only a lot can choose.</summary>
        private ImmutableArray<Tie> Cycle()
        {
            List<string> cells = [];
            var seatsInPlay = 0;
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                {
                    var gives = IsTight(row, rows + column) && Reaches(rows + column, row);
                    var takes = IsTight(rows + column, row) && Reaches(row, rows + column);
                    if (gives || takes) cells.Add($"{input.Constituencies[column].Constituency}/{upper.Lists[row].List}");
                    if (gives) seatsInPlay++;
                }
            return cells.Count == 0 ? [] : [new Tie(upper.Steps.Length + 1, [.. cells], seatsInPlay) { Within = "biproportional" }];
        }

        private bool IsTight(int from, int to) => Arc(from, to) is { } arc && arc == Fraction.One;

        private bool Reaches(int from, int to)
        {
            var seen = new bool[rows + columns];
            Stack<int> open = new([from]);
            while (open.TryPop(out var node))
            {
                if (node == to) return true;
                for (var other = 0; other < seen.Length; other++)
                    if (!seen[other] && IsTight(node, other))
                    {
                        seen[other] = true;
                        open.Push(other);
                    }
            }
            return false;
        }
    }
}
