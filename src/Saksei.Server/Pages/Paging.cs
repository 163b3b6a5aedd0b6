namespace Saksei.Server.Pages;

/// <summary>Where one is in a long list.</summary>
public readonly record struct Paging(int Number, int Count)
{
    /// <summary>Rows on one page, so that it stays small.</summary>
    public const int Rows = 100;

    /// <summary>How many rows stand on the pages before.</summary>
    public int First => (Number - 1) * Rows;

    internal static Paging Of(int asked, int rows) => new(Math.Min(asked, Math.Max(1, (rows + Rows - 1) / Rows)), Math.Max(1, (rows + Rows - 1) / Rows));

    internal IEnumerable<T> Cut<T>(IEnumerable<T> rows) => rows.Skip(First).Take(Rows);
}
