using System.Xml.Linq;
using Xunit;

namespace Saksei.Tests.Architecture;

/// <summary>The design as tables, and the code as it is.</summary>
internal static class Layout
{
    /// <summary>Each project with those that it may see, lowest first (ARCHITECTURE.md).</summary>
    public static IReadOnlyList<(string Name, string[] Sees, string Purpose)> Projects { get; } =
    [
        ("Saksei.Register", [], "notes, tree, tiles, checkpoints, receipts; knows nothing of elections"),
        ("Saksei.Cosigner", ["Saksei.Register"], "co-signs checkpoints of logs; a program of its own, which knows nothing of elections"),
        ("Saksei.Election", ["Saksei.Register"], "the acts and what follows from them; pure"),
        ("Saksei.Store", ["Saksei.Register"], "SQLite, attachments, the sequencer; the only code that writes"),
        ("Saksei.Verifier", ["Saksei.Election", "Saksei.Register"], "the numbered checks, as a library"),
        ("Saksei.Node", ["Saksei.Election", "Saksei.Register", "Saksei.Store", "Saksei.Verifier"], "what runs a register without HTTP: host, door, imports, publisher, keys"),
        ("Saksei.Words", ["Saksei.Election"], "texts, sentences and words in every language"),
        ("Saksei.Checklists", ["Saksei.Election"], "checklists as files: XLSForm workbooks and tables, XForms, submissions"),
        ("Saksei.Exports", ["Saksei.Election", "Saksei.Register", "Saksei.Words"], "tables and documents to take away"),
        ("Saksei.Server", ["Saksei.Election", "Saksei.Exports", "Saksei.Node", "Saksei.Register", "Saksei.Store", "Saksei.Verifier", "Saksei.Words"], "HTTP: API, pages"),
        ("Saksei.Pictures", ["Saksei.Election", "Saksei.Node", "Saksei.Register"], "reads photographs of forms and finds two that look alike; only the command does"),
        ("Saksei.Rehearsal", ["Saksei.Election", "Saksei.Node", "Saksei.Register", "Saksei.Store"], "examples, the played season and night"),
        ("Saksei.Attacks", ["Saksei.Cosigner", "Saksei.Election", "Saksei.Node", "Saksei.Register", "Saksei.Rehearsal", "Saksei.Store", "Saksei.Verifier"], "attacks on a small register, played before the reader's eyes, and how many hands each takes"),
        ("Saksei.Cli", ["Saksei.Attacks", "Saksei.Checklists", "Saksei.Cosigner", "Saksei.Election", "Saksei.Exports", "Saksei.Node", "Saksei.Pictures", "Saksei.Register", "Saksei.Rehearsal", "Saksei.Server", "Saksei.Store", "Saksei.Verifier", "Saksei.Words"], "the saksei command"),
    ];

    /// <summary>The books of Saksei.Election by floor; what stands in its root is on top.</summary>
    public static IReadOnlyDictionary<string, int> Floors { get; } = new Dictionary<string, int>
    {
        ["Counts"] = 0,
        ["Values"] = 0,
        ["Clock"] = 0,
        ["Seats"] = 0,
        ["Reading"] = 0,
        ["Acts"] = 0,
        ["Statistics"] = 0,
        ["Checklists"] = 0,
        ["Definition"] = 1,
        ["Organisations"] = 1,
        ["Cases"] = 1,
        ["Findings"] = 3,
        ["Stations"] = 2,
        ["Forms"] = 2,
        ["Parties"] = 2,
        ["Candidates"] = 2,
        ["Commission"] = 2,
        ["Observation"] = 2,
        ["Consultations"] = 2,
        ["Files"] = 2,
        ["Activities"] = 2,
        ["Results"] = 3,
        ["Complaints"] = 3,
        ["Evidence"] = 4,
        ["Impartiality"] = 4,
        ["Audit"] = 4,
        [Root] = Top,
    };

    /// <summary>The book of what stands in Saksei.Election itself: the reader of acts, and the fold.</summary>
    public const string Root = "";

    public const int Top = 5;

    private const string Election = "Saksei.Election";

    /// <summary>Fails with the whole list of what should not be there.</summary>
    public static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    /// <summary>The assembly that a project makes.</summary>
    public static string AssemblyOf(string project) => project switch { "Saksei.Cli" => "saksei", "Saksei.Cosigner" => "saksei-cosign", _ => project };

    public static string FolderOf(string project) => Repository.At("src", project);

    /// <summary>The source files of a project, without what builds leave.</summary>
    public static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(FolderOf(project), "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor" or ".css" or ".js")
            .Where(path => !Path.GetRelativePath(FolderOf(project), path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal);

    /// <summary>What a project file refers to: other projects, or packages.</summary>
    public static IReadOnlyList<string> References(string project, string kind) =>
        [.. XDocument.Load(Path.Combine(FolderOf(project), project + ".csproj")).Descendants(kind)
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/') + (kind == "PackageReference" ? ".x" : "")))
            .Order(StringComparer.Ordinal)];

    /// <summary>Which book refers to which, and an example of each.</summary>
    public static IReadOnlyDictionary<(string From, string To), TypeUse> BookArrows()
    {
        using var facts = AssemblyFacts.Of(Election);
        var arrows = new Dictionary<(string, string), TypeUse>();
        foreach (var use in facts.Uses())
            if (BookOf(use.From) is { } from && BookOf(use.To.Split("::")[0].Split('/')[0]) is { } to && from != to)
                arrows.TryAdd((from, to), use);
        return arrows;
    }

    /// <summary>The book of a type of Saksei.Election; null for any other type.</summary>
    public static string? BookOf(string type)
    {
        if (!type.StartsWith(Election + ".", StringComparison.Ordinal)) return null;
        var parts = type[(Election.Length + 1)..].Split('.');
        return parts.Length == 1 ? Root : parts[0];
    }
}
