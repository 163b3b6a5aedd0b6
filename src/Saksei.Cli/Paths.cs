namespace Saksei.Cli;

/// <summary>Where things lie that a command names by a bare word.</summary>
internal static class Paths
{
    /// <summary>The repository, as the start script tells; the current folder elsewhere.</summary>
    private static string Root => Environment.GetEnvironmentVariable("SAKSEI_ROOT") ?? Directory.GetCurrentDirectory();

    internal static string Data => Path.Combine(Root, "..", "shared", "data");

    /// <summary>Where the demo keeps its register; a folder that no commit holds.</summary>
    internal static string Demo => Path.Combine(Root, "demo-register");

    internal static string Bench(string script) => Path.Combine(Root, "bench", script);

    internal static string Definition(string name) => Path.Combine(Root, "elections", name);

    internal static string DefinitionFolder(string path) =>
        File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))!
        : Directory.Exists(path) ? path : Definition(path);
}
