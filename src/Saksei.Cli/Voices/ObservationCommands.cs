using System.CommandLine;
using System.Text.Json;
using Saksei.Cli.Checklists;
using Saksei.Election.Checklists;
using Saksei.Election.Observation;
using Saksei.Exports;
using Saksei.Exports.Tables;
using Saksei.Node;
using Saksei.Node.Imports;

namespace Saksei.Cli.Voices;

/// <summary>What was observed, and how tables of answers come in.</summary>
internal static class ObservationCommands
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output (always so)." };

    internal static Command Observation()
    {
        var answers = new Option<string?>("--answers") { Description = "The answers to this checklist (its id, or its act) instead: a row for each station and team, a column for each question." };
        var format = new Option<string>("--format") { Description = "csv, or xlsx.", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "xlsx");
        var command = new Command("observation", "Where somebody watched and where nobody, what was answered with exact intervals, who was kept away, incidents.") { Folder, answers, format, Json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var books = host.Snapshot();
            if (parsed.GetValue(answers) is { } checklist) return WriteAnswers(host, checklist, parsed.GetRequiredValue(format));
            var counts = books.Stations.CountsOf(books.Definition.Units[0]);
            Terminal.Progress($"{counts.Observed} of {books.Definition.Stations.Length} counts watched, {books.Definition.Stations.Length - counts.Observed} by nobody; {counts.Closed} behind closed doors; {counts.CopiesRefused} of {counts.CopiesAsked} copies refused");
            Terminal.Progress($"{books.Incidents.Count()} incidents, {books.Incidents.Count(incident => incident.State == IncidentState.Unanswered)} with no answer and their time passed");
            Terminal.Write(ObservationDocument.Write(books.ObservationInput));
            return 0;
        });
        return command;
    }

    internal static Command Import()
    {
        var checklist = new Option<string>("--checklist") { Description = "The checklist: byte for byte as it was registered, or the .xlsx or folder of CSV tables that it was made from.", Required = true };
        var organisation = new Option<string>("--as") { Description = "In whose name; its key ORGANISATION/desk lies in DIR/keys.", Required = true };
        var map = new Option<string>("--map") { Description = "How the tables are read (docs/spec/observation.md).", Required = true };
        var replace = new Option<bool>("--replace") { Description = "A row replaces other answers of its team, though nothing says that they are the same filling of the form." };
        var files = new Argument<string[]>("FILE") { Description = "Tables (.csv, .xlsx) with a row for each station and team, or submissions (.xml).", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import-observation", "Appends answers to a checklist from tables, one act a row, or none at all; what is there already is passed over.") { Folder, checklist, organisation, map, replace, files };
        command.SetAction(parsed =>
        {
            var named = NamedChecklist.Read(parsed.GetRequiredValue(checklist));
            var how = ReadMap(parsed.GetRequiredValue(map));
            var tables = parsed.GetRequiredValue(files).Select(path => TableSources.Of(path, how, new Lazy<CheckedChecklist>(() => named.Required))).ToList();
            var order = new ObservationOrder(named.Bytes, parsed.GetRequiredValue(organisation), how, tables) { Form = named.Form, Replaces = parsed.GetValue(replace) };
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            return Write(ObservationImport.Run(host, order, Terminal.Progress));
        });
        return command;
    }

    private static int WriteAnswers(RegisterHost host, string name, string format)
    {
        var books = host.Snapshot();
        var checklist = books.Observation.Checklists.LastOrDefault(known => known.Act.Id == name || known.Place.Identity.ToHex() == name)
            ?? throw CommandProblem.NotOneOf("checklist-unknown", "--answers", name, books.Observation.Checklists.Select(known => known.Act.Id).Distinct(StringComparer.Ordinal));
        using var stream = new MemoryStream();
        ExportFormat.All.First(known => known.Extension == format).Write(ObservationTables.Wide(books, checklist), new ExportInput(books, _ => [], []), [], stream).GetAwaiter().GetResult();
        Terminal.Write(stream.ToArray());
        return 0;
    }

    private static int Write(ObservationImportResult result)
    {
        foreach (var problem in result.Problems) Terminal.Say(problem.Code, problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File, problem.Detail);
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(new { answers = result.Answers, there = result.There, replaced = result.Replaced, problems = result.Problems }, JsonOutput.Options));
        return result.Problems.Count == 0 ? 0 : 1;
    }

    private static ObservationMap ReadMap(string path)
    {
        var bytes = ReadFile(path);
        if (ObservationMap.Read(bytes, out var problem) is { } map) return map;
        throw CommandProblem.At(path, 1 + bytes.AsSpan(0, (int)Math.Min(problem?.Offset ?? 0, bytes.Length)).Count((byte)'\n'), problem?.Code ?? "", problem?.Detail ?? "");
    }

    private static byte[] ReadFile(string path) => File.Exists(path) ? File.ReadAllBytes(path) : throw new CommandProblem("file-missing", path);
}
