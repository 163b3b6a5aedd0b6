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
        if (!upper.Complete) return input.Lots.IsEmpty ? Open(rule, input, upper) : NationalAllocation.Refused("lot-not-needed");
        if (upper.Unfilled > 0) return NationalAllocation.Refused("biproportional-infeasible");
        var lots = upper.Input.Lots.IsEmpty ? input.Lots : input.Lots.Remove(input.Lots.First(lot => lot.Within == NationalSeats.Country));
        return input.Constituencies.Any(constituency => !constituency.Lots.IsEmpty) ? NationalAllocation.Refused("lot-not-needed") : new Matrix(rule, input, upper, lots).Solve();
    }

    // Lists are level for a seat of the country: there is no matrix, and no constituency has seats yet.
    private static NationalAllocation Open(SeatRule rule, NationalInput input, Allocation upper) => new()
    {
        National = [upper],
        Ties = upper.Ties,
        Constituencies = [.. input.Constituencies.Select(constituency => new ConstituencySeats(constituency.Constituency, [.. constituency.Lists.Select(list => WithoutSeats(rule, upper, list))]))],
    };

    private static ListSeats WithoutSeats(SeatRule rule, Allocation upper, ListVotes list)
    {
        var isAbove = rule.Threshold is null || upper.Lists.Any(own => own.List == list.List);
        return new ListSeats(list.List, list.Votes, 0, list.Struck ? ListStatus.Struck : isAbove ? ListStatus.TookPart : ListStatus.BelowThreshold);
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
    private sealed class Matrix(SeatRule rule, NationalInput input, Allocation upper, ImmutableArray<Lot> lots)
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
            return Settled();
        }

        /// <summary>Sainte-Laguë in the column; level quotients in any order, since the passing and <see cref="InPlay"/> see to them.</summary>
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

        private NationalAllocation Result(ImmutableArray<Tie> ties) => new()
        {
            National = [upper],
            Ties = ties,
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
            return WithoutSeats(rule, upper, list);
        }

        /// <summary>
        /// Seats can be passed round without any scaling: another matrix is as good. Until a lot is drawn these seats are nobody's, so
        /// that the order in which lists are given decides nothing.
        /// </summary>
        private NationalAllocation Settled()
        {
            var cells = InPlay();
            if (cells.Count == 0) return lots.IsEmpty ? Result([]) : NationalAllocation.Refused("lot-not-needed");
            var upperOnes = cells.FindAll(IsUpper);
            var tie = new Tie(upper.Steps.Length + 1, [.. cells.Select(NameOf)], upperOnes.Count) { Within = NationalSeats.Cells };
            if (lots.IsEmpty)
            {
                foreach (var (row, column) in upperOnes) seats[row, column]--;
                return Result([tie]);
            }

            if (lots is not [{ Within: NationalSeats.Cells } lot]) return NationalAllocation.Refused("lot-not-needed");
            if (Round.Misfit(lot, tie with { Seats = cells.Count - 1 }) is { } misfit) return new NationalAllocation { Refusal = misfit };
            Settle([.. lot.Drawn.Select(name => cells.Find(cell => NameOf(cell) == name))]);
            return Result([]);
        }

        private string NameOf((int Row, int Column) cell) => NationalSeats.CellOf(input.Constituencies[cell.Column].Constituency, upper.Lists[cell.Row].List);

        // A cell in play has one of two numbers: it can give a seat away where it has the upper one.
        private bool IsUpper((int Row, int Column) cell) => IsTight(cell.Row, rows + cell.Column);

        private List<(int Row, int Column)> InPlay()
        {
            List<(int Row, int Column)> cells = [];
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    if ((IsTight(row, rows + column) && Way(rows + column, row, []).Count > 0) || (IsTight(rows + column, row) && Way(row, rows + column, []).Count > 0)) cells.Add((row, column));
            return cells;
        }

        /// <summary>One cell after the other has its upper number if any matrix that is left gives it that; the last follows from the others.</summary>
        private void Settle(List<(int Row, int Column)> drawn)
        {
            HashSet<(int Row, int Column)> settled = [];
            foreach (var cell in drawn)
            {
                settled.Add(cell);
                if (IsUpper(cell) || Way(cell.Row, rows + cell.Column, settled) is not { Count: > 0 } way) continue;
                seats[cell.Row, cell.Column]++;
                foreach (var (from, to) in way.Zip(way.Skip(1)))
                    if (from < rows) seats[from, to - rows]--;
                    else seats[to, from - rows]++;
            }
        }

        private bool IsTight(int from, int to) => Arc(from, to) is { } arc && arc == Fraction.One;

        private (int Row, int Column) CellOf(int from, int to) => from < rows ? (from, to - rows) : (to, from - rows);

        /// <summary>The nodes over which a seat can be passed without scaling, round cells that aren't settled; empty where there is no way.</summary>
        private List<int> Way(int from, int to, HashSet<(int Row, int Column)> settled)
        {
            var before = new int[rows + columns];
            Array.Fill(before, -1);
            before[from] = from;
            Queue<int> open = new([from]);
            while (open.TryDequeue(out var node) && before[to] < 0)
                for (var other = 0; other < before.Length; other++)
                    if (before[other] < 0 && IsTight(node, other) && !settled.Contains(CellOf(node, other)))
                    {
                        before[other] = node;
                        open.Enqueue(other);
                    }

            List<int> way = [];
            if (before[to] < 0) return way;
            for (var node = to; node != from; node = before[node]) way.Add(node);
            way.Add(from);
            way.Reverse();
            return way;
        }
    }
}
