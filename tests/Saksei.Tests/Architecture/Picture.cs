using System.Text;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>The picture in ARCHITECTURE.md is drawn from project files and assemblies. SAKSEI_WRITE=1 draws it anew.</summary>
public sealed class Picture
{
    private const string Begin = "<!-- generated -->\n", End = "<!-- /generated -->";

    [Fact]
    public void The_picture_in_ARCHITECTURE_md_is_that_of_the_code()
    {
        var path = Repository.At("ARCHITECTURE.md");
        var text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "ARCHITECTURE.md has no place for the picture");
        var wanted = text[..begin] + Draw() + text[end..];
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE") == "1") File.WriteAllText(path, wanted);
        else Assert.True(wanted == text, "ARCHITECTURE.md isn't that of the code: run this test with SAKSEI_WRITE=1\n" + Draw());
    }

    private static string Draw()
    {
        var text = new StringBuilder("```text\nprojects: each sees those behind its arrow, and nothing else of ours\n\n");
        foreach (var (name, _, purpose) in Layout.Projects.Reverse())
        {
            var sees = Layout.References(name, "ProjectReference").Select(Short);
            text.Append($"  {Short(name),-11}{purpose}\n").Append(Arrow(sees, 13));
        }

        text.Append("\nSaksei.Election: a book refers to books of lower floors, and within a floor never in a circle\n");
        var arrows = Layout.BookArrows().Keys.ToLookup(arrow => arrow.From, arrow => arrow.To);
        using var facts = AssemblyFacts.Of("Saksei.Election");
        var books = facts.Metadata.TypeDefinitions.Select(facts.NameOf).Select(Layout.BookOf).OfType<string>().Where(book => book != Layout.Root).ToHashSet();
        text.Append($"\n  top  {string.Join(", ", TopTypes(facts))}\n");
        foreach (var floor in books.GroupBy(book => Layout.Floors[book]).OrderByDescending(floor => floor.Key))
        {
            text.Append('\n');
            foreach (var (i, book) in floor.Order(StringComparer.Ordinal).Index())
            {
                var to = string.Join(", ", arrows[book].Order(StringComparer.Ordinal));
                text.Append($"{(i == 0 ? floor.Key.ToString() : ""),4}   {book,-15}{(to.Length == 0 ? "" : "──► " + to)}".TrimEnd()).Append('\n');
            }
        }

        return text.Append("```\n").ToString();
    }

    private static string Arrow(IEnumerable<string> sees, int indent) =>
        string.Join(", ", sees) is var list and not "" ? $"{new string(' ', indent)}──► {list}\n" : "";

    private static IEnumerable<string> TopTypes(AssemblyFacts facts) =>
        facts.Metadata.TypeDefinitions.Select(facts.NameOf)
            .Where(type => Layout.BookOf(type) == Layout.Root && !type.Contains('/', StringComparison.Ordinal) && !type.Contains('<', StringComparison.Ordinal))
            .Select(type => type["Saksei.Election.".Length..]).Order(StringComparer.Ordinal);

    private static string Short(string project) => project["Saksei.".Length..];
}
