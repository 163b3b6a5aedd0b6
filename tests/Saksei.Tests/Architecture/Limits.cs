using System.Reflection.Metadata;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>Sizes that a reader can take in.</summary>
public sealed class Limits
{
    private const int LinesOfFile = 500, FilesOfFolder = 20, LinesOfFunction = 30, LinesOfMarkup = 60;

    [Fact]
    public void No_file_has_more_than_500_lines() =>
        Layout.None(
            from path in Sources()
            let lines = File.ReadLines(path).Count()
            where lines > LinesOfFile
            select $"{Path.GetRelativePath(Repository.Root, path)}: {lines} lines");

    [Fact]
    public void No_folder_has_more_than_20_source_files() =>
        Layout.None(
            from path in Sources()
            group path by Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!) into folder
            where folder.Count() > FilesOfFolder
            select $"{folder.Key}: {folder.Count()} files");

    [Fact]
    public void No_two_source_files_have_one_name() =>
        Layout.None(
            from path in Sources()
            group Path.GetRelativePath(Repository.Root, path) by Path.GetFileName(path) into same
            where same.Count() > 1
            select string.Join(", ", same));

    /// <summary>Lines from the first statement's brace to the last's, by the compiler's own map of instructions to lines.
    /// Constructors are left out: the map counts the initialisers of fields, which stand elsewhere, as theirs. So is the markup of
    /// a page, for which the limit of its file holds.</summary>
    [Fact]
    public void No_function_has_more_than_30_lines_and_no_markup_more_than_60()
    {
        var functions = Layout.Projects.SelectMany(project => Functions(Layout.AssemblyOf(project.Name))).ToList();
        Assert.True(functions.Count > 300, $"{functions.Count} functions were found");
        Layout.None(functions.Where(function => function.Lines > (function.Name.Contains("BuildRenderTree", StringComparison.Ordinal) ? LinesOfMarkup : LinesOfFunction)).Select(function => $"{function.Name}: {function.Lines} lines"));
    }

    [Theory]
    [InlineData("Utils")]
    [InlineData("Helpers")]
    [InlineData("Common")]
    [InlineData("Managers")]
    public void No_folder_and_no_type_is_a_drawer_for_anything(string word) =>
        Assert.DoesNotContain(Sources(), path => Path.GetRelativePath(Repository.Root, path).Contains(word.TrimEnd('s'), StringComparison.Ordinal));

    private static IEnumerable<string> Sources() => Layout.Projects.SelectMany(project => Layout.Sources(project.Name));

    private static List<(string Name, int Lines)> Functions(string assembly)
    {
        using var facts = AssemblyFacts.Of(assembly);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(facts.Path, ".pdb")));
        var map = provider.GetMetadataReader();
        List<(string, int)> functions = [];
        foreach (var handle in map.MethodDebugInformation)
        {
            var method = facts.Metadata.GetMethodDefinition(handle.ToDefinitionHandle());
            var name = facts.Metadata.GetString(method.Name);
            if (name is ".ctor" or ".cctor" or "BuildRenderTree" || Lines(map, handle) is not { } lines) continue;
            functions.Add(($"{facts.NameOf(method.GetDeclaringType())}.{name}", lines));
        }

        return functions;
    }

    // Null where the method stands in no source file of ours: the compiler made it.
    private static int? Lines(MetadataReader map, MethodDebugInformationHandle handle)
    {
        var points = map.GetMethodDebugInformation(handle).GetSequencePoints()
            .Where(point => !point.IsHidden && IsOurs(map.GetString(map.GetDocument(point.Document).Name))).ToList();
        return points.Count == 0 ? null : points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1;
    }

    private static bool IsOurs(string document) =>
        document.Contains("/src/Saksei.", StringComparison.Ordinal) && !document.Contains("/obj/", StringComparison.Ordinal);
}
