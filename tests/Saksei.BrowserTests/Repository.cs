namespace Saksei.BrowserTests;

/// <summary>The checkout that the tests were built from, found by walking up to Saksei.slnx.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A path within the checkout.</summary>
    public static string At(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Saksei.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
