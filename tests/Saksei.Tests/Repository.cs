using System.Text.Json;

namespace Saksei.Tests;

/// <summary>The checkout that the tests were built from, found by walking up to Saksei.slnx.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A path within the checkout.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of vectors/.</summary>
    public static JsonElement Vectors(string book, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(At("vectors", book, name)));
        return document.RootElement.Clone();
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Saksei.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
