using Saksei.Cli.Commands;
using Saksei.Node;
using Saksei.Rehearsal.Examples;

namespace Saksei.Cli.Bench;

/// <summary>A register of the rehearsal's size to measure on: a copy of one that is there, or one built for it; gone afterwards.</summary>
internal sealed class BenchRegister : IDisposable
{
    private BenchRegister(string folder) => Folder = folder;

    internal string Folder { get; }

    internal static BenchRegister Prepare(string? from)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("saksei-bench-").FullName, "register");
        if (from is null) Example.Build(Example.RehearsalName, folder, Paths.Definition(Example.RehearsalName), Paths.Data, RegisterCommands.DefaultSeed, Terminal.Progress);
        else Copy(from, folder);
        return new BenchRegister(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path.Combine(Folder, ".."), recursive: true);

    private static void Copy(string from, string to)
    {
        if (!File.Exists(Path.Combine(from, RegisterHost.DatabaseName))) throw new RegisterFolderException("register-missing", from);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.Combine(copy, ".."));
            File.Copy(file, copy);
        }
    }
}
