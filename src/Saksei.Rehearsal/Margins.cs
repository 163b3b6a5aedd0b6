namespace Saksei.Rehearsal;

/// <summary>
/// Spreads totals over parts so that every sum is exact: in one direction by largest remainders, in two by fitting both
/// margins in turn and rounding under control. Whole numbers only.
/// </summary>
internal static class Margins
{
    /// <summary>Cells are fitted in parts of a vote, 2^20 to one.</summary>
    private const int Fraction = 20;

    private const int Rounds = 24;

    /// <summary>Spreads a total in proportion to weights: floors first, what is left to the largest remainders, the earlier of equals.</summary>
    internal static int[] Spread(long total, ReadOnlySpan<long> weights)
    {
        long sum = 0;
        foreach (var weight in weights) sum += weight;
        var parts = new int[weights.Length];
        var remainders = new long[weights.Length];
        var left = total;
        for (var i = 0; i < parts.Length; i++)
        {
            var (part, remainder) = Math.DivRem(total * weights[i], sum);
            (parts[i], remainders[i]) = ((int)part, remainder);
            left -= part;
        }

        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).Take((int)left)) parts[i]++;
        return parts;
    }

    /// <summary>
    /// A table near in shape to <paramref name="weights"/>, of whole numbers, whose rows and columns sum up to just these totals.
    /// </summary>
    /// <param name="weights">By row and column, none of them zero.</param>
    /// <param name="rows">The sum of each row.</param>
    /// <param name="columns">The sum of each column; both sum up to the same.</param>
    internal static int[][] Fit(long[][] weights, ReadOnlySpan<long> rows, ReadOnlySpan<long> columns)
    {
        var cells = weights.Select(row => row.Select(weight => weight << Fraction).ToArray()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var column = 0; column < columns.Length; column++) FitColumn(cells, column, columns[column]);
            for (var row = 0; row < cells.Length; row++) FitRow(cells[row], rows[row]);
        }

        var table = cells.Select(row => row.Select(cell => (int)(cell >> Fraction)).ToArray()).ToArray();
        FillUp(table, rows, columns);
        return table;
    }

    private static void FitRow(long[] cells, long total)
    {
        long sum = 0;
        foreach (var cell in cells) sum += cell;
        if (sum == 0) return;
        for (var i = 0; i < cells.Length; i++) cells[i] = Scale(cells[i], total, sum);
    }

    private static void FitColumn(long[][] cells, int column, long total)
    {
        long sum = 0;
        foreach (var row in cells) sum += row[column];
        if (sum == 0) return;
        foreach (var row in cells) row[column] = Scale(row[column], total, sum);
    }

    private static long Scale(long cell, long total, long sum) => (long)((UInt128)(ulong)cell * (ulong)(total << Fraction) / (ulong)sum);

    // Floors leave every row and column short by a few: each row gives its own to the columns that lack most.
    private static void FillUp(int[][] table, ReadOnlySpan<long> rows, ReadOnlySpan<long> columns)
    {
        var lacking = columns.ToArray();
        foreach (var row in table)
            for (var column = 0; column < lacking.Length; column++)
                lacking[column] -= row[column];
        for (var row = 0; row < table.Length; row++)
        {
            for (var left = rows[row] - table[row].Sum(); left > 0; left--)
            {
                var most = Array.IndexOf(lacking, lacking.Max());
                lacking[most]--;
                table[row][most]++;
            }
        }

        if (lacking.Any(lack => lack != 0)) throw new InvalidOperationException("rows and columns don't sum up to the same");
    }
}
