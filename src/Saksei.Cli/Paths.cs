using Saksei.Election.Definition;
using Saksei.Node;

namespace Saksei.Cli;

/// <summary>Where things lie that a command names by a bare word.</summary>
internal static class Paths
{
    /// <summary>The repository, where the start script names it; otherwise the current folder.</summary>
    private static string Root => Environment.GetEnvironmentVariable("SAKSEI_ROOT") ?? Directory.GetCurrentDirectory();

    internal static string Data => Path.Combine(Root, "..", "shared", "data");

    /// <summary>Where the demo keeps its register; a folder that no commit holds.</summary>
    internal static string Demo => Path.Combine(Root, "demo-register");

    internal static string Bench(string script) => Path.Combine(Root, "bench", script);

    internal static string Definition(string name) => Path.Combine(Root, "elections", name);

    /// <summary>The folder of a definition: a path of it or of its file, or a name of <c>elections/</c>.</summary>
    internal static string DefinitionFolder(string path)
    {
        if (Directory.Exists(path)) return path;
        if (File.Exists(path))
            return Path.GetFileName(path) == DefinitionReader.FileName ? Path.GetFullPath(Path.Combine(path, ".."))
                : throw new RegisterFolderException("definition-missing", $"{path} isn't called {DefinitionReader.FileName}");
        return Directory.Exists(Definition(path)) ? Definition(path)
            : throw new RegisterFolderException("definition-missing", $"{path} is neither a folder nor a file nor one of {Definition("")}");
    }
}
