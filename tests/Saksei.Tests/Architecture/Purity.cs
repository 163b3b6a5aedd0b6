using System.Reflection;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>What the pure projects may not use, and what no project may keep.</summary>
public sealed class Purity
{
    // What is made in memory, and what says that data are wrong, is no input or output; the compiler's iterators ask for their thread.
    private static readonly string[] Harmless =
    [
        "System.IO.MemoryStream", "System.IO.Stream", "System.IO.InvalidDataException", "System.Environment::get_CurrentManagedThreadId",
    ];

    private static readonly string[] Outside =
    [
        "System.IO.", "System.Net.", "System.Console", "System.Environment::", "System.AppContext", "System.AppDomain", "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.TimeProvider", "System.TimeZoneInfo", "System.Threading.", "System.Reflection.Assembly", "Microsoft.",
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today", "System.DateTime::ToLocalTime",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow", "System.DateTimeOffset::ToLocalTime",
        "System.Guid::NewGuid", "System.Guid::CreateVersion7", "System.Globalization.CultureInfo::get_CurrentCulture",
        "System.Globalization.CultureInfo::get_CurrentUICulture", "System.Runtime.InteropServices.RuntimeInformation",
    ];

    [Fact]
    public void Saksei_Election_refers_to_no_package()
    {
        Assert.Empty(Layout.References("Saksei.Election", "PackageReference"));
        using var facts = AssemblyFacts.Of("Saksei.Election");
        Assert.DoesNotContain(facts.AssemblyReferences(), name => name != "Saksei.Register" && !name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void Saksei_Election_uses_no_floating_point_number() =>
        Layout.None(UsesOf("Saksei.Election", use => use.To is "System.Double" or "System.Single" or "System.Half" or "System.Decimal"));

    [Theory]
    [InlineData("Saksei.Register")]
    [InlineData("Saksei.Election")]
    public void A_pure_project_reads_no_file_network_clock_randomness_or_environment(string project) =>
        Layout.None(UsesOf(project, use =>
            Outside.Any(name => use.To.StartsWith(name, StringComparison.Ordinal))
            && !Harmless.Any(name => use.To == name || use.To.StartsWith(name + "::", StringComparison.Ordinal))));

    // A machine's load is no fact about the code: what is too much work is counted (Effort), what is fast enough stands in `saksei bench`.
    // But for one promise that is itself a time: what one process appends another shows within a second, at the median of five.
    [Fact]
    public void No_test_measures_by_a_stopwatch() =>
        Layout.None(UsesOf("Saksei.Tests", use => (use.To.StartsWith("System.Diagnostics.Stopwatch", StringComparison.Ordinal) || use.To == "System.TimeProvider::GetElapsedTime")
            && !use.From.StartsWith(typeof(Server.TwoProcessesTests).FullName!, StringComparison.Ordinal)));

    [Fact]
    public void The_verifier_reads_no_file_and_no_network_but_what_its_caller_gives_it() =>
        Layout.None(UsesOf("Saksei.Verifier", use =>
            (use.To.StartsWith("System.IO.", StringComparison.Ordinal) || use.To.StartsWith("System.Net.", StringComparison.Ordinal))
            && !Harmless.Any(name => use.To == name || use.To.StartsWith(name + "::", StringComparison.Ordinal))));

    [Fact]
    public void Only_the_store_speaks_to_a_database()
    {
        foreach (var (name, _, _) in Layout.Projects.Where(project => project.Name != "Saksei.Store"))
        {
            using var facts = AssemblyFacts.Of(Layout.AssemblyOf(name));
            Assert.DoesNotContain(facts.AssemblyReferences(), reference => reference.Contains("Sqlite", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void No_source_outside_the_store_names_the_database()
    {
        Assert.Contains(Layout.Sources("Saksei.Store"), NamesDatabase);
        Layout.None(Layout.Projects.Where(project => project.Name != "Saksei.Store").SelectMany(project => Layout.Sources(project.Name)).Where(NamesDatabase));
    }

    private static bool NamesDatabase(string path) => File.ReadAllText(path).Contains("sqlite", StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void No_static_field_can_change()
    {
        foreach (var (name, _, _) in Layout.Projects)
        {
            using var facts = AssemblyFacts.Of(Layout.AssemblyOf(name));
            Layout.None(MutableStatics(facts));
        }
    }

    [Fact]
    public void The_search_for_static_fields_finds_one_that_can_change()
    {
        using var facts = AssemblyFacts.Of("CsCheck");
        Assert.NotEmpty(MutableStatics(facts));
    }

    private static List<string> UsesOf(string project, Func<TypeUse, bool> wrong)
    {
        using var facts = AssemblyFacts.Of(project);
        return [.. facts.Uses().Where(wrong).Select(use => $"{use.Where} uses {use.To}")];
    }

    // What the compiler makes is left out, but the field behind an automatic property isn't: a static setter changes it.
    private static List<string> MutableStatics(AssemblyFacts facts)
    {
        var metadata = facts.Metadata;
        return
        [
            .. from handle in metadata.FieldDefinitions
               let field = metadata.GetFieldDefinition(handle)
               let name = metadata.GetString(field.Name)
               let type = facts.NameOf(field.GetDeclaringType())
               where field.Attributes.HasFlag(FieldAttributes.Static)
                   && (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0
                   && !type.Contains('<', StringComparison.Ordinal)
                   && (!name.Contains('<', StringComparison.Ordinal) || name.EndsWith("k__BackingField", StringComparison.Ordinal))
               select $"{type}.{name}",
        ];
    }
}
