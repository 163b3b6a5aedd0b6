using System.Collections.Frozen;

namespace Saksei.Node.Imports;

/// <summary>
/// What an authority calls its stations where the definition had to make codes: the words of <c>codes-made.csv</c>, each with its code.
/// </summary>
public sealed class StationCodes
{
    private const string What = "what", Station = "station", Code = "code", Text = "text";
    private readonly FrozenDictionary<string, string> _byText;

    private StationCodes(Dictionary<string, string> byText) => _byText = byText.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A definition whose codes are the authority's.</summary>
    public static StationCodes None { get; } = new([]);

    /// <summary>The code of what a file calls a station; what isn't in the table is a code itself.</summary>
    public string Of(string text) => _byText.GetValueOrDefault(text, text);

    /// <summary>Reads the table that <c>definition new</c> wrote.</summary>
    public static StationCodes? Read(string path, out ImportProblem? problem)
    {
        var byText = new Dictionary<string, string>(StringComparer.Ordinal);
        ImportProblem? twice = null;
        var file = new TableFile(path, TableMapping(path));
        problem = file.Read([new(What, 0), new(Code, 0), new(Text, 0)], (line, cells) =>
        {
            if (cells[0] == Station && !byText.TryAdd(cells[2], cells[1])) twice ??= new ImportProblem(file.Name, line, "station-twice", cells[2]);
        }) ?? twice;
        return problem is null ? new StationCodes(byText) : null;
    }

    private static FileMapping TableMapping(string path) => new(path, "utf-8", ',', true, false, [], "", [], [], null, null, []);
}
