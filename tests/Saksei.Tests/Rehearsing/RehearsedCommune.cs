using Saksei.Node;
using Saksei.Rehearsal.Served;

namespace Saksei.Tests.Rehearsing;

/// <summary>The night of one commune as its people will hand it in, founded once for all tests of a class.</summary>
public sealed class RehearsedCommune : IDisposable
{
    internal const string Code = "230101";
    internal const ulong Seed = 7;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-commune-");

    public RehearsedCommune() => Night = Found("register", Seed);

    /// <summary>The night of <see cref="Folder"/>.</summary>
    internal ServedNight Night { get; }

    internal string Folder => Path.Combine(_folder.FullName, "register");

    internal ServedNight Found(string name, ulong seed) => ServedNight.Found(
        Path.Combine(_folder.FullName, name), Repository.At("elections", "cambodia-rehearsal"), definition => definition.FindUnit(Code)!, seed, _ => { });

    /// <summary>A copy of the register as it was founded.</summary>
    internal RegisterHost Copy(string name)
    {
        var copy = Path.Combine(_folder.FullName, name);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return RegisterHost.Open(copy);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
