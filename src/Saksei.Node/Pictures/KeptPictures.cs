using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Register.Tree;

namespace Saksei.Node.Pictures;

/// <summary>Two pictures that look alike.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Likeness">How much, in thousandths.</param>
public sealed record AlikePictures(Hash First, Hash Second, int Likeness);

/// <summary>
/// What <c>saksei pictures</c> found, kept in the register's folder: which pictures it read, and which look alike. It knows pictures by
/// their hashes alone; whose they are is the register's to say. Where the file isn't whole it is as if there were none.
/// </summary>
public sealed record KeptPictures(ImmutableHashSet<Hash> Read, ImmutableHashSet<Hash> Unreadable, ImmutableArray<AlikePictures> Alike)
{
    /// <summary>Its file within the folder.</summary>
    public const string FileName = "pictures.found";

    private const string Header = "saksei/pictures/v1", End = "end";

    private static KeptPictures Nothing { get; } = new([], [], []);

    /// <summary>By what it is seen that another file is kept in a folder: when it was written, and how long it is.</summary>
    public static (DateTime At, long Bytes) StampOf(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    /// <summary>What is kept in a folder.</summary>
    public static KeptPictures ReadFrom(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Parse(File.ReadAllLines(path)) ?? Nothing : Nothing;
    }

    /// <summary>Keeps it in a folder, in the place of what was kept.</summary>
    public void WriteTo(string folder)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var hash in Read) text.Append("read ").Append(hash.ToHex()).Append('\n');
        foreach (var hash in Unreadable) text.Append("unreadable ").Append(hash.ToHex()).Append('\n');
        foreach (var pair in Alike) text.Append(CultureInfo.InvariantCulture, $"alike {pair.First.ToHex()} {pair.Second.ToHex()} {pair.Likeness}\n");
        var path = Path.Combine(folder, FileName);
        File.WriteAllText(path + ".new", text.Append(End).Append('\n').ToString());
        File.Move(path + ".new", path, overwrite: true);
    }

    internal static KeptPictures? Parse(string[] lines)
    {
        if (lines is not [Header, .., End]) return null;
        var (read, unreadable, alike) = (ImmutableHashSet.CreateBuilder<Hash>(), ImmutableHashSet.CreateBuilder<Hash>(), ImmutableArray.CreateBuilder<AlikePictures>());
        foreach (var line in lines.AsSpan(1, lines.Length - 2))
        {
            switch (line.Split(' '))
            {
                case ["read", var hex] when Hash.TryParseHex(hex, out var hash): read.Add(hash); break;
                case ["unreadable", var hex] when Hash.TryParseHex(hex, out var hash): unreadable.Add(hash); break;
                case ["alike", var one, var other, var likeness] when Hash.TryParseHex(one, out var first) && Hash.TryParseHex(other, out var second) && int.TryParse(likeness, NumberStyles.None, CultureInfo.InvariantCulture, out var found):
                    alike.Add(new AlikePictures(first, second, found));
                    break;
                default: return null;
            }
        }

        return new KeptPictures(read.ToImmutable(), unreadable.ToImmutable(), alike.ToImmutable());
    }
}
