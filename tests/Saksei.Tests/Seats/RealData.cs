using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Saksei.Tests.Seats;

/// <summary>The public files beside the repository (../shared/data); a test that needs them says so where they are absent.</summary>
internal static class RealData
{
    public static string Root { get; } = FindRoot();

    /// <summary>The lines of a file, unpacked if its name ends in .gz.</summary>
    public static IReadOnlyList<string> Lines(string name, Encoding? encoding = null)
    {
        var path = Path.Combine(Folder(), name);
        Assert.SkipUnless(File.Exists(path), $"needs ../shared/data/{name}");
        using var file = File.OpenRead(path);
        using Stream plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, encoding ?? Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).ToArray();
    }

    /// <summary>A number in a fixed-width line.</summary>
    public static long At(this string line, int from, int to) => long.Parse(line.AsSpan(from, to - from + 1), CultureInfo.InvariantCulture);

    /// <summary>../shared/data from the root, or from the root's own checkout where this is a worktree.</summary>
    private static string Folder() => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Saksei.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
