using Saksei.Node;
using Saksei.Node.Imports;
using Saksei.Rehearsal.Findings;

namespace Saksei.Rehearsal.Examples;

/// <summary>Builds the register of a named example: real data by its plan, or the rehearsal by simulation.</summary>
public static class Example
{
    /// <summary>The example whose figures are simulated; the others are imported by their <c>example.json</c>.</summary>
    public const string RehearsalName = "cambodia-rehearsal";

    /// <summary>Builds it beside the folder and moves it there whole: a build that fails leaves no register behind.</summary>
    /// <exception cref="RegisterFolderException">The folder is taken, or a file is missing or wrong; nothing usable is left behind.</exception>
    public static void Build(string name, string folder, string definitionFolder, string dataFolder, ulong seed, Action<string> progress) =>
        BuildBeside(folder, building => BuildIn(name, building, definitionFolder, dataFolder, seed, progress));

    /// <summary>Builds a register beside a folder and moves it there whole.</summary>
    /// <exception cref="RegisterFolderException">The folder is taken.</exception>
    public static void BuildBeside(string folder, Action<string> build)
    {
        if (File.Exists(Path.Combine(folder, RegisterHost.DatabaseName))) throw new RegisterFolderException("register-exists", folder);
        var building = Path.GetFullPath(folder) + ".building";
        foreach (var taken in new[] { folder, building })
            if (Path.Exists(taken) && (!Directory.Exists(taken) || Directory.EnumerateFileSystemEntries(taken).Any())) throw new RegisterFolderException("folder-not-empty", taken);
        try
        {
            build(building);
            if (Directory.Exists(folder)) Directory.Delete(folder);
            Directory.Move(building, folder);
        }
        finally
        {
            if (Directory.Exists(building)) Directory.Delete(building, recursive: true);
        }
    }

    private static void BuildIn(string name, string folder, string definitionFolder, string dataFolder, ulong seed, Action<string> progress)
    {
        if (name == RehearsalName)
        {
            RehearsalExample.Build(folder, definitionFolder, seed, progress);
            return;
        }

        if (name == EarlierRehearsal.Name)
        {
            EarlierRehearsal.Build(folder, definitionFolder, progress);
            return;
        }

        var planPath = Path.Combine(definitionFolder, "example.json");
        if (!File.Exists(planPath)) throw new RegisterFolderException("example-unknown", $"{name}: one of {string.Join(", ", Names(definitionFolder))}");
        var plan = ExamplePlan.Read(File.ReadAllBytes(planPath));
        var source = new SeededSource(seed);
        progress($"seed {seed}: founding {plan.Origin}");
        var now = plan.At;
        using var host = Founding.Found(
            folder, definitionFolder, new FoundingPlan(plan.Origin, false, [(plan.Organisation, plan.Category, plan.Interest)], source.KeySeed),
            origin => source.Desk(origin, () => now));
        foreach (var import in plan.Imports) Run(host, import, plan, definitionFolder, dataFolder, progress);
        if (plan.Record.Length == 0) return;
        var entries = new Record(host, plan.Organisation, at => now = at).Append(Path.Combine(definitionFolder, plan.Record));
        progress($"{entries} acts of public record appended");
    }

    private static IEnumerable<string> Names(string definitionFolder) => Directory.GetDirectories(Path.GetFullPath(Path.Combine(definitionFolder, "..")))
        .Where(folder => File.Exists(Path.Combine(folder, "example.json"))).Select(folder => Path.GetFileName(folder)).Append(RehearsalName).Append(EarlierRehearsal.Name).Order(StringComparer.Ordinal);

    private static void Run(RegisterHost host, ExampleImport import, ExamplePlan plan, string definitionFolder, string dataFolder, Action<string> progress)
    {
        var mapping = ReadMapping(Path.Combine(definitionFolder, import.Mapping));
        var files = import.Files.Select(file => Path.Combine(dataFolder, file)).ToList();
        var result = Import.Run(host, new ImportOrder(import.Source, plan.Organisation, mapping, files), progress);
        if (result.Problems.Count == 0) return;
        var problem = result.Problems[0];
        throw new RegisterFolderException(problem.Code, $"{problem.File}:{problem.Line} {problem.Detail}");
    }

    /// <summary>Reads a mapping's file.</summary>
    /// <exception cref="RegisterFolderException">It is missing or wrong; it names the line.</exception>
    public static Mapping ReadMapping(string path)
    {
        if (!File.Exists(path)) throw new RegisterFolderException("mapping-missing", path);
        var bytes = File.ReadAllBytes(path);
        if (Mapping.Read(bytes, out var problem) is { } mapping) return mapping;
        var line = 1 + bytes.AsSpan(0, (int)Math.Min(problem?.Offset ?? 0, bytes.Length)).Count((byte)'\n');
        throw new RegisterFolderException(problem?.Code ?? "mapping-malformed", $"{path}:{line} {problem?.Detail}");
    }
}
