using System.CommandLine;
using Saksei.Exports;
using Saksei.Node;
using Saksei.Server.Log;
using Saksei.Words;

namespace Saksei.Cli.Published;

/// <summary>Writes every table, the data package and the readers' programs into a folder.</summary>
internal static class ExportCommand
{
    internal static Command Export()
    {
        var register = new Argument<string>("DIR") { Description = "The register's folder." };
        var folder = new Argument<string>("OUT") { Description = "An empty folder, or one that isn't there yet." };
        var formats = new Option<string[]>("--format")
        {
            Description = $"{string.Join(", ", ExportFormat.All.Select(format => format.Extension))}; csv unless given.",
            DefaultValueFactory = _ => [ExportFormat.All[0].Extension],
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("export", "Writes tables to take away: figures by station, copies, contradictions, cases, acts.") { register, folder, formats };
        command.SetAction(async (parsed, _) =>
        {
            var chosen = (parsed.GetValue(formats) ?? []).Select(name => ExportFormat.Find(name) ?? throw CommandProblem.NotOneOf("format-unknown", "--format", name, ExportFormat.All.Select(format => format.Extension)));
            using var host = Terminal.Open(parsed.GetRequiredValue(register));
            return await Write(host, parsed.GetRequiredValue(folder), [.. chosen]);
        });
        return command;
    }

    private static async Task<int> Write(RegisterHost host, string folder, List<ExportFormat> formats)
    {
        if (Path.Exists(folder) && (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any())) throw new RegisterFolderException("folder-not-empty", folder);
        Directory.CreateDirectory(folder);
        var input = ExportEndpoints.InputOf(host, host.Snapshot());
        Speech[] spoken = [.. TextBook.LanguagesOf(host.Definition.Head).Select(language => new Speech(language, host.Definition.Head.TimeZone))];
        foreach (var table in ExportCatalog.Tables)
            foreach (var format in formats)
            {
                await using var output = File.Create(Path.Combine(folder, $"{table.Name}.{format.Extension}"));
                await format.Write(table, input, [.. spoken], output);
                Terminal.Progress($"{table.Name}.{format.Extension}");
            }

        await File.WriteAllBytesAsync(Path.Combine(folder, DataPackage.FileName), DataPackage.Write(input, host.Origin, spoken[0]));
        foreach (var script in ReadersCheck.All) await File.WriteAllBytesAsync(Path.Combine(folder, script.FileName), script.Bytes);
        return 0;
    }
}
