using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>Names are ordered on pages alone: nothing that is signed, published or verified can come out differently by a machine's ICU.</summary>
public sealed class OrderOfNames
{
    [Fact]
    public void One_type_opens_a_library_of_the_system() =>
        Layout.None(Uses(use => use.To.StartsWith("System.Runtime.InteropServices.NativeLibrary", StringComparison.Ordinal) && use.From != typeof(Icu).FullName));

    [Fact]
    public void Only_the_pages_order_by_it()
    {
        var ordering = $"{typeof(Speech).FullName}::{nameof(Speech.ByName)}";
        Assert.NotEmpty(Uses("Saksei.Server", use => use.To == ordering));
        Layout.None(Layout.Projects.Where(project => project.Name != "Saksei.Server").SelectMany(project => Uses(project.Name, use => use.To == ordering)));
        Layout.None(Layout.Sources("Saksei.Words").Where(path => Path.GetFileName(path) != "Speech.cs" && File.ReadAllText(path).Contains("ByName(", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_process_has_cultures()
    {
        Assert.True(AppContext.TryGetSwitch("System.Globalization.Invariant", out var invariant) && invariant);
        Assert.Contains("\"System.Globalization.Invariant\": true", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "saksei.runtimeconfig.json")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Uses(Func<TypeUse, bool> which) => Layout.Projects.SelectMany(project => Uses(project.Name, which));

    private static List<string> Uses(string project, Func<TypeUse, bool> which)
    {
        using var facts = AssemblyFacts.Of(Layout.AssemblyOf(project));
        return [.. facts.Uses().Where(which).Select(use => $"{use.Where} uses {use.To}")];
    }
}
