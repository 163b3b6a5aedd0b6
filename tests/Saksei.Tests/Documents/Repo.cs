namespace Saksei.Tests.Documents;

/// <summary>The repository's texts, as they lie beside the tests.</summary>
internal static class Repo
{
    private static readonly string[] NotText = [".git", "artifacts", "bin", "obj", "node_modules", "TestResults", "demo-register", "__pycache__"];

    internal static string Root { get; } = FindRoot();

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Files below a folder, by their paths from the root; what is built or isn't ours is passed over.</summary>
    internal static IEnumerable<string> Files(string folder = "")
    {
        var whole = Path.Combine(Root, folder);
        foreach (var file in Directory.EnumerateFiles(whole)) yield return Path.GetRelativePath(Root, file);
        foreach (var inner in Directory.EnumerateDirectories(whole))
            if (!NotText.Contains(Path.GetFileName(inner)))
                foreach (var file in Files(Path.GetRelativePath(Root, inner)))
                    yield return file;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Saksei.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run inside the repository");
    }
}
