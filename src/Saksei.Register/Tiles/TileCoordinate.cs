using System.Globalization;

namespace Saksei.Register.Tiles;

/// <summary>
/// Which tile (C2SP tlog-tiles): level 0…63, index from 0, width 1…256 digests; below 256 the tile is partial.
/// </summary>
public readonly record struct TileCoordinate(int Level, long Index, int Width)
{
    /// <summary>Digests in a full tile, and records in a full entry bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>Whether the tile is full and so will never change.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>The path below the log's prefix: <c>tile/L/N[.p/W]</c>.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"tile/{Level}/{IndexPath(Index, Width)}");

    /// <summary>The path of the entry bundle with the same index and width: <c>tile/entries/N[.p/W]</c>.</summary>
    public static string BundlePath(long index, int width) => "tile/entries/" + IndexPath(index, width);

    /// <summary>How many digests level <paramref name="level"/> has in a tree of <paramref name="size"/> leaves.</summary>
    public static long NodesAt(int level, long size) => level >= 8 ? 0 : size >> (8 * level);

    /// <summary>Every tile that a checkpoint of this size implies, level by level, the partial one last in its level.</summary>
    public static IEnumerable<TileCoordinate> AllOf(long size)
    {
        for (var level = 0; NodesAt(level, size) > 0; level++)
            foreach (var (index, width) in Cut(NodesAt(level, size)))
                yield return new TileCoordinate(level, index, width);
    }

    /// <summary>Every entry bundle that a checkpoint of this size implies.</summary>
    public static IEnumerable<(long Index, int Width)> BundlesOf(long size) => Cut(size);

    /// <summary>Reads <c>L/N[.p/W]</c> or <c>entries/N[.p/W]</c>, what follows <c>tile/</c>. Entries have level −1.</summary>
    public static bool TryParse(string path, out TileCoordinate tile)
    {
        tile = default;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !TryParseIndex(path[(slash + 1)..], out var index, out var width)) return false;
        var level = -1;
        if (path[..slash] != "entries" && !TryParseCanonical(path[..slash], 63, out level)) return false;
        tile = new TileCoordinate(level, index, width);
        return true;
    }

    private static IEnumerable<(long Index, int Width)> Cut(long count)
    {
        var full = count / FullWidth;
        for (long index = 0; index < full; index++) yield return (index, FullWidth);
        if (count % FullWidth is var rest and not 0) yield return (full, (int)rest);
    }

    // Groups of three digits, all but the last marked x: 1234067 is x001/x234/067.
    private static string IndexPath(long index, int width)
    {
        var path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{path}");
        return width == FullWidth ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.p/{width}");
    }

    private static bool TryParseIndex(string path, out long index, out int width)
    {
        (index, width) = (0, FullWidth);
        var mark = path.IndexOf(".p/", StringComparison.Ordinal);
        if (mark >= 0 && !(TryParseCanonical(path[(mark + 3)..], FullWidth - 1, out width) && width > 0)) return false;
        foreach (var part in (mark >= 0 ? path[..mark] : path).Split('/'))
        {
            var digits = part.StartsWith('x') ? part[1..] : part;
            if (digits.Length != 3 || !digits.All(char.IsAsciiDigit) || index > long.MaxValue / 2000) return false;
            index = index * 1000 + int.Parse(digits, CultureInfo.InvariantCulture);
        }

        // One form for each index: what is written back must be what was read.
        return IndexPath(index, width) == path;
    }

    private static bool TryParseCanonical(string text, int maximum, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        && value <= maximum && value.ToString(CultureInfo.InvariantCulture) == text;
}
