namespace Saksei.Server.Pages;

/// <summary>Where one is in a long list.</summary>
public readonly record struct Paging(int Number, int Count)
{
    /// <summary>Rows on one page, so that it stays small.</summary>
    public const int Rows = 100;

    /// <summary>Acts on one page: each is a sentence or more.</summary>
    public const int Acts = 50;

    /// <summary>Notes of a few lines on one page.</summary>
    public const int Notes = 10;

    /// <summary>On one page, of what takes many lines each: deadlines with their computation, what an organisation saw.</summary>
    public const int Paragraphs = 10;

    /// <summary>Rows on a page of this list.</summary>
    public int Size { get; private init; } = Rows;

    /// <summary>How many rows stand on the pages before.</summary>
    public int First => (Number - 1) * Size;

    internal static Paging Of(int asked, int rows, int size = Rows)
    {
        var pages = Math.Max(1, (rows + size - 1) / size);
        return new(Math.Min(asked, pages), pages) { Size = size };
    }

    internal IEnumerable<T> Cut<T>(IEnumerable<T> rows) => rows.Skip(First).Take(Size);
}
