using System.Collections.Immutable;
using Saksei.Node.Keeping;
using Saksei.Register.Cosigning;
using Saksei.Register.Tree;

namespace Saksei.Node.Mirroring;

/// <summary>Files by which a log contradicts itself, in a folder of the register's; each stays, and is called by its hash.</summary>
public sealed class ContradictionShelf(string folder)
{
    private const string Folder = "contradictions", Ending = ".json";

    // Of what proves the same, a few suffice.
    private const int Most = 64;

    private readonly string _folder = Path.Combine(folder, Folder);

    /// <summary>Names of the files, in order.</summary>
    public ImmutableArray<string> Names => Directory.Exists(_folder)
        ? [.. Directory.EnumerateFiles(_folder, "*" + Ending).Select(Path.GetFileName).OfType<string>().Where(IsName).Order(StringComparer.Ordinal)] : [];

    /// <summary>One of them; null where there is none of this name.</summary>
    public byte[]? Read(string name)
    {
        if (!IsName(name)) return null;
        var file = RegularFile.Read(_folder, name, ContradictionFile.MaximumBytes);
        return file.IsRead ? file.Bytes.ToArray() : null;
    }

    /// <summary>Keeps one that proves what it says; says whether it does.</summary>
    internal bool Keep(Contradiction found)
    {
        if (found.Judge().Length > 0) return false;
        var bytes = ContradictionFile.Write(found);
        var path = Path.Combine(_folder, Hash.OfBytes(bytes).ToHex() + Ending);
        Directory.CreateDirectory(_folder);
        if (File.Exists(path) || Names.Length >= Most) return true;
        KeepingFile.WriteBytes(path + ".new", bytes, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(path + ".new", path, overwrite: true);
        return true;
    }

    private static bool IsName(string name) => name.EndsWith(Ending, StringComparison.Ordinal) && Hash.TryParseHex(name[..^Ending.Length], out _);
}
