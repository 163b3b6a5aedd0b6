using System.Text.RegularExpressions;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>The only arrows allowed: between projects, and between the books of Saksei.Election.</summary>
public sealed partial class Arrows
{
    [Fact]
    public void Every_folder_of_src_is_a_project_of_the_design() =>
        Assert.Equal(
            Layout.Projects.Select(project => project.Name).Order(StringComparer.Ordinal),
            Directory.GetDirectories(Repository.At("src")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Project_files_refer_to_just_the_projects_of_the_design()
    {
        foreach (var (name, sees, _) in Layout.Projects) Assert.Equal(sees, Layout.References(name, "ProjectReference"));
    }

    [Fact]
    public void Assemblies_refer_to_none_but_the_projects_of_the_design()
    {
        foreach (var (name, sees, _) in Layout.Projects)
        {
            using var facts = AssemblyFacts.Of(Layout.AssemblyOf(name));
            var ours = facts.AssemblyReferences().Where(reference => Layout.Projects.Any(project => Layout.AssemblyOf(project.Name) == reference));
            Layout.None(ours.Except(sees.Select(Layout.AssemblyOf)));
        }
    }

    [Fact]
    public void No_project_but_the_command_line_refers_to_the_server()
    {
        foreach (var (name, _, _) in Layout.Projects.Where(project => project.Name != "Saksei.Cli"))
        {
            using var facts = AssemblyFacts.Of(Layout.AssemblyOf(name));
            Assert.DoesNotContain("Saksei.Server", facts.AssemblyReferences());
        }
    }

    [Fact]
    public void No_assembly_lets_another_of_the_product_into_its_internals()
    {
        foreach (var (name, _, _) in Layout.Projects)
        {
            var text = string.Concat(Layout.Sources(name).Append(Path.Combine(Layout.FolderOf(name), name + ".csproj")).Select(File.ReadAllText));
            Assert.DoesNotContain(
                Layout.Projects.Where(project => project.Name != name).Select(project => Layout.AssemblyOf(project.Name)),
                other => text.Contains($"InternalsVisibleTo(\"{other}\")", StringComparison.Ordinal)
                    || text.Contains($"InternalsVisibleTo Include=\"{other}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_book_has_its_floor()
    {
        using var facts = AssemblyFacts.Of("Saksei.Election");
        var books = facts.Metadata.TypeDefinitions.Select(facts.NameOf).Select(Layout.BookOf).OfType<string>().Distinct();
        Layout.None(books.Except(Layout.Floors.Keys));
    }

    [Fact]
    public void A_lower_floor_never_refers_to_a_higher_one()
    {
        var wrong = Layout.BookArrows().Where(arrow => Layout.Floors[arrow.Key.To] > Layout.Floors[arrow.Key.From])
            .Select(arrow => $"{arrow.Key.From} → {arrow.Key.To}: {arrow.Value.Where} uses {arrow.Value.To}");
        Layout.None(wrong);
    }

    [Fact]
    public void Books_of_one_floor_do_not_refer_to_each_other_in_a_circle()
    {
        var arrows = Layout.BookArrows().Keys.ToLookup(arrow => arrow.From, arrow => arrow.To);
        foreach (var book in Layout.Floors.Keys)
            Assert.False(Reaches(book, book, []), $"{book} refers to itself by way of others");

        bool Reaches(string from, string target, HashSet<string> seen) =>
            arrows[from].Any(to => to == target || (seen.Add(to) && Reaches(to, target, seen)));
    }

    [Fact]
    public void The_reader_of_references_sees_those_in_bodies_generics_and_signatures()
    {
        // Otherwise the facts above would hold of nothing: three arrows that are known to be there, one of each kind.
        var arrows = Layout.BookArrows();
        Assert.Contains(("", "Forms"), arrows.Keys);
        Assert.Contains(("Organisations", "Definition"), arrows.Keys);
        Assert.Contains(("Results", "Seats"), arrows.Keys);
        using var facts = AssemblyFacts.Of("Saksei.Tests");
        var uses = facts.Uses().Where(use => use.From == typeof(Samples.User).FullName).Select(use => use.To).ToList();
        foreach (var seen in new[]
            {
                typeof(Samples.InBase), typeof(Samples.InBody), typeof(Samples.InGeneric), typeof(Samples.InSignature), typeof(Samples.InLambda),
                typeof(Samples.InCatch), typeof(Samples.InConstraint), typeof(Samples.InArray), typeof(Samples.InField), typeof(Samples.InTypeof),
                typeof(Samples.InMethodGeneric), typeof(Samples.InPattern),
            })
            Assert.Contains(seen.FullName!, uses);
        Assert.Contains("System.Double", uses);
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        foreach (var (name, _, _) in Layout.Projects)
            foreach (var path in Layout.Sources(name).Where(path => path.EndsWith(".cs", StringComparison.Ordinal)))
            {
                var folder = Path.GetRelativePath(Layout.FolderOf(name), Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.');
                if (Namespace().Match(File.ReadAllText(path)) is { Success: true } match)
                    Assert.Equal(folder == "." ? name : $"{name}.{folder}", match.Groups[1].Value);
                else Assert.Equal("Program.cs", Path.GetFileName(path));
            }
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
