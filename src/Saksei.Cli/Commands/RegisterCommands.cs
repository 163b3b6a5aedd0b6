using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saksei.Cli.Published;
using Saksei.Election.Definition;
using Saksei.Election.Files;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Node;
using Saksei.Node.Imports;
using Saksei.Rehearsal.Drawn;
using Saksei.Rehearsal.Examples;

namespace Saksei.Cli.Commands;

/// <summary>The verbs that make a register and read what follows from it.</summary>
internal static class RegisterCommands
{
    internal const ulong DefaultSeed = 20230723;

    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output (always so)." };

    internal static IEnumerable<Command> All => [MakeExample(), Simulate(), New(), ImportFiles(), Summary(), Forms(), Publish(), TakeDown()];

    internal static Command MakeExample()
    {
        var name = new Argument<string>("NAME") { Description = "A folder of elections/." };
        var data = new Option<string>("--data") { Description = "Where the real data lies.", DefaultValueFactory = _ => Paths.Data };
        var seed = new Option<ulong>("--seed") { Description = "Keys, nonces and simulated figures follow from it.", DefaultValueFactory = _ => DefaultSeed };
        var command = new Command("example", "Builds the register of a named example.") { name, Folder, data, seed };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(Folder);
            Example.Build(parsed.GetRequiredValue(name), folder, Paths.Definition(parsed.GetRequiredValue(name)), parsed.GetRequiredValue(data), parsed.GetValue(seed), Terminal.Progress);
            return WriteSummary(folder);
        });
        return command;
    }

    private static Command Simulate()
    {
        var definition = new Argument<string>("DEFINITION") { Description = "A folder with definition.json, or the file." };
        var seed = new Option<ulong>("--seed") { Description = "Keys, nonces and figures follow from it.", DefaultValueFactory = _ => DefaultSeed };
        var command = new Command("simulate", "Fills a register of any definition with one night of figures that are drawn.") { definition, Folder, seed };
        command.SetAction(parsed =>
        {
            var (source, folder) = (Paths.DefinitionFolder(parsed.GetRequiredValue(definition)), parsed.GetRequiredValue(Folder));
            var plan = FoundingPlans.For(Founding.ReadFolder(source), null, [], true, _ => []);
            Example.BuildBeside(folder, building => DrawnNight.Build(building, source, plan.Founders, parsed.GetValue(seed), Terminal.Progress));
            return WriteSummary(folder);
        });
        return command;
    }

    // Of every contest: an array where there are several.
    internal static int WriteSummary(string folder)
    {
        using var host = Terminal.Open(folder);
        var summaries = host.Snapshot().Contests.Select(contest => Encoding.UTF8.GetString(ResultsDocuments.Summary(contest.Results)).TrimEnd()).ToList();
        Terminal.Write(Encoding.UTF8.GetBytes(summaries is [var one] ? one + "\n" : $"[{string.Join(',', summaries)}]\n"));
        return 0;
    }

    private static Command New()
    {
        var definition = new Option<string>("--definition") { Description = "A folder with definition.json, or the file.", Required = true };
        var origin = new Option<string?>("--origin") { Description = "The register's name; default saksei.example/CODE." };
        var founders = new Option<string[]>("--founder")
        {
            Description = "CODE:CATEGORY:INTEREST of a founder; default: the definition's offices, one founder each.",
        };
        var simulated = new Option<bool>("--simulated") { Description = "Figures will be simulated; stamped on everything." };
        var cosigners = new Option<string?>("--cosigners") { Description = "A policy without its log: who has to co-sign a checkpoint, so that it counts." };
        var command = new Command("new", "Founds an empty register.") { Folder, definition, origin, founders, simulated, cosigners };
        command.SetAction(parsed =>
        {
            var folder = Paths.DefinitionFolder(parsed.GetRequiredValue(definition));
            var read = Founding.ReadFolder(folder);
            var plan = FoundingPlans.For(read, parsed.GetValue(origin), parsed.GetValue(founders) ?? [], parsed.GetValue(simulated), _ => RandomNumberGenerator.GetBytes(32)) with
            {
                Cosigners = parsed.GetValue(cosigners) is { } file ? KeptFiles.Read(file).Bytes : default,
            };
            using var host = Founding.Found(parsed.GetRequiredValue(Folder), folder, plan);
            SayOffices(host, parsed.InvocationConfiguration.Error);
            if (host.Founding.Founders is [var alone]) Terminal.Say(parsed.InvocationConfiguration.Error, "founder-alone", "--founder", alone.Organisation);
            Terminal.Write(Describe(host));
            return 0;
        });
        return command;
    }

    private static void SayOffices(RegisterHost host, TextWriter error)
    {
        var without = FoundingPlans.WithoutFounder(host.Definition, host.Founding.Founders.Select(founder => founder.Organisation)).ToList();
        var holders = without.SelectMany(office => host.Definition.Head.Offices[(int)office]).Distinct().Order(StringComparer.Ordinal);
        if (without.Count > 0) Terminal.Say(error, "office-without-founder", "--founder", $"{string.Join(", ", without.Select(office => office.Word))}: {string.Join(", ", holders)}");
    }

    private static byte[] Describe(RegisterHost host) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        origin = host.Origin,
        logKey = host.Founding.Log.Text,
        founding = host.Journal(0, 1).First().Identity.ToHex(),
        definition = host.Definition.Identity.ToHex(),
        simulated = host.Founding.Simulated,
        size = host.Read(fold => fold.Size),
    }, JsonOutput.Options);

    private static Command ImportFiles()
    {
        var source = new Option<string>("--source") { Description = "official, posted, scan or tally.", Required = true };
        source.AcceptOnlyFromAmong([.. FormVocabulary.Sources.All]);
        var organisation = new Option<string>("--as") { Description = "In whose name; its key ORGANISATION/desk lies in DIR/keys.", Required = true };
        var map = new Option<string>("--map") { Description = "The mapping (docs/spec/mapping.md).", Required = true };
        var files = new Argument<string[]>("FILE") { Description = "The files, in the mapping's order.", Arity = ArgumentArity.OneOrMore };
        var codes = new Option<string?>("--codes") { Description = "The table codes-made.csv, where the files call stations by the authority's own words." };
        var command = new Command("import", "Appends one copy a station from an authority's files, or none at all.") { Folder, source, organisation, map, codes, files };
        command.SetAction(parsed =>
        {
            var codesMade = CodesOf(parsed.GetValue(codes));
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            if (MappingFaults(host, parsed.GetRequiredValue(map)) is { ProblemCount: > 0 } unfit) return WriteImport(unfit, parsed.InvocationConfiguration.Error);
            var order = new ImportOrder(
                FormVocabulary.Sources.Find(parsed.GetRequiredValue(source)) ?? CopySource.Official, parsed.GetRequiredValue(organisation),
                Example.ReadMapping(parsed.GetRequiredValue(map)), parsed.GetRequiredValue(files))
            { Codes = codesMade };
            var result = Import.Run(host, order, Terminal.Progress);
            var written = WriteImport(result, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(codes) is null && result.Problems.Any(problem => problem.Code == "station-unknown")) Terminal.Say(parsed.InvocationConfiguration.Error, "codes-missing", "--codes", "");
            return written;
        });
        return command;
    }

    // All that doesn't fit a mapping, by its lines, before any file is read by it.
    private static ImportResult MappingFaults(RegisterHost host, string path)
    {
        if (!File.Exists(path)) throw new CommandProblem("mapping-missing", "--map", path);
        var faults = MappingFit.Of(host.Definition, Path.GetFileName(path), File.ReadAllBytes(path)).ToList();
        return new ImportResult(0, faults.Count, faults);
    }

    private static StationCodes CodesOf(string? path)
    {
        if (path is null) return StationCodes.None;
        if (StationCodes.Read(path, out var problem) is { } codes) return codes;
        throw CommandProblem.At(problem?.File ?? path, problem?.Line ?? 0, problem?.Code ?? "", problem?.Detail ?? "");
    }

    private static int WriteImport(ImportResult result, TextWriter error)
    {
        foreach (var problem in result.Problems) Terminal.Say(error, problem.Code, problem.Line > 0 ? $"{problem.File}:{problem.Line}" : problem.File, problem.Detail);
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(
            new { copies = result.Copies, problemCount = result.ProblemCount, problems = result.Problems }, JsonOutput.Options));
        return result.ProblemCount == 0 ? 0 : 1;
    }

    private static Command Summary()
    {
        var choice = ContestChoice.MakeOption();
        var command = new Command("summary", "The state of all forms.") { Folder, choice, Json };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            Terminal.Write(ResultsDocuments.Summary(host.Snapshot().Of(ContestChoice.Of(host.Definition, parsed.GetValue(choice))).Results));
            return 0;
        });
        return command;
    }

    private static Command Forms()
    {
        var state = new Option<string>("--state") { Description = "Which stations.", DefaultValueFactory = _ => "contradicted" };
        string[] states = [.. Enum.GetValues<Corroboration>().Select(value => value.Code())];
        state.AcceptOnlyFromAmong(states);
        var failing = new Option<string?>("--failing") { Description = "Instead: copies on which this check of the form fails, as E101." };
        var csv = new Option<bool>("--csv") { Description = "With --failing: a table." };
        var choice = ContestChoice.MakeOption();
        var command = new Command("forms", "Stations in a state, with the fields in which their copies differ; or copies whose sums fail.") { Folder, state, failing, csv, choice, Json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(failing) is null) result.AddError("--csv goes with --failing.");
            if (result.GetValue(failing) is not null && result.GetResult(state) is { Implicit: false }) result.AddError("Either --failing or --state.");
        });
        command.SetAction(parsed =>
        {
            var wanted = (Corroboration)Array.IndexOf(states, parsed.GetRequiredValue(state));
            var check = parsed.GetValue(failing);
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var books = host.Snapshot().Of(ContestChoice.Of(host.Definition, parsed.GetValue(choice)));
            Terminal.Write(check is null ? ResultsDocuments.Forms(books.Results, books.Forms, wanted) : FailingSums.Document(books, check, parsed.GetValue(csv)));
            return 0;
        });
        return command;
    }

    private static Command TakeDown()
    {
        var command = new Command("take-down", "Removes from the register's store the bytes of files that acts (files/take-down) took down.") { Folder };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(host.RemoveTakenDown().Select(taken => new
            {
                file = taken.Act.File.ToHex(),
                index = taken.Place.Index,
                ground = taken.Act.Ground.Word,
                article = taken.Act.Article,
                by = taken.By,
            }), JsonOutput.Options));
            return 0;
        });
        return command;
    }

    private static Command Publish()
    {
        var output = new Argument<string>("OUT") { Description = "A folder for the files; a publication that is there is replaced." };
        var command = new Command("publish", "Writes the register as static files that anybody can verify.") { Folder, output };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            new Publisher(host).WriteTo(parsed.GetRequiredValue(output), Terminal.Progress);
            Terminal.Write(Describe(host));
            return 0;
        });
        return command;
    }
}
