using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>How large the parts of <c>src</c> are, and how often the compiler is overruled about null. <c>./check</c> prints the line.</summary>
public sealed partial class Measures
{
    private const int MedianOfFunctions = 6, MostOfFunctions = 25, LinesOfFile = 400, FilesOfFolder = 20;
    private const double ForgivenPerThousand = 1;

    private static readonly string[] Sources = [.. Layout.Projects.SelectMany(project => Layout.Sources(project.Name))];

    [Fact]
    public void The_measures_of_src_are_within_their_floors()
    {
        int[] lengths = [.. Code(".cs").SelectMany(FunctionLines.Of).Order()];
        var (median, most) = (lengths[lengths.Length / 2], lengths[lengths.Length * 95 / 100]);
        var lines = Code(".cs", ".razor").Sum(text => text.AsSpan().Count('\n'));
        var forgiven = Code(".cs", ".razor").Sum(text => Forgiving().Count(text));
        var perThousand = 1000.0 * forgiven / lines;
        var files = Sources.Count(path => File.ReadLines(path).Count() > LinesOfFile);
        var folders = Sources.GroupBy(Path.GetDirectoryName).Count(folder => folder.Count() > FilesOfFolder);
        var said = string.Create(CultureInfo.InvariantCulture, $"src: {lengths.Length} functions of {median} lines at the median (at most {MedianOfFunctions}) and {most} at p95 (at most {MostOfFunctions}); {files} files over {LinesOfFile} lines, {folders} folders over {FilesOfFolder} files; {perThousand:0.00} null-forgiving operators in 1,000 lines (at most {ForgivenPerThousand})");
        Console.WriteLine(said);
        Assert.True(lengths.Length > 2000, said);
        Assert.True(median <= MedianOfFunctions && most <= MostOfFunctions && files == 0 && folders == 0 && perThousand <= ForgivenPerThousand, said);
    }

    [Theory]
    [InlineData("class A { int B() => 1; int C { get; } = 2; }", "1")]
    [InlineData("[X(1)]\nclass A\n{\n  [Y]\n  void B()\n  {\n    C();\n  }\n\n  A(int c) : base(c)\n  {\n  }\n}", "4 3")]
    [InlineData("record A(int B)\n{\n  static bool operator ==(A a, A b) =>\n    a.B == b.B;\n  int C\n  {\n    get { return D(); }\n  }\n}", "2")]
    [InlineData("enum A { B = (1) }\nclass C\n{\n  Func<int> d = () => { return 1; };\n  string E() =>\n    $\"{F(\"}\")}\n\" + '\"';\n}", "3")]
    public void Functions_are_measured_from_their_name_to_their_end(string source, string lines) =>
        Assert.Equal(lines, string.Join(' ', FunctionLines.Of(CodeText.Of(source))));

    [Theory]
    [InlineData("a!.B(c!, d[e]!); f<G>()!;", 4)]
    [InlineData("if (!a || b != c) return \"d!.\" + 'e'; // f!.g", 0)]
    [InlineData("$\"{a!} b!\" + $$\"\"\"{c!} {{d!}}\"\"\" + @\"\\\" + e!", 3)]
    public void Null_forgiving_operators_are_told_from_negations_literals_and_comments(string source, int count) =>
        Assert.Equal(count, Forgiving().Count(CodeText.Of(source)));

    private static IEnumerable<string> Code(params string[] extensions) =>
        Sources.Where(path => extensions.Contains(Path.GetExtension(path))).Select(path => Text(File.ReadAllText(path), Path.GetExtension(path)));

    // In markup an apostrophe opens no character, so it is measured as it stands.
    private static string Text(string source, string extension) => extension == ".cs" ? CodeText.Of(source) : source;

    [GeneratedRegex("""(?<=[\w)\]>"])!(?!=|important)""")]
    private static partial Regex Forgiving();
}
