using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Saksei.Cli.Commands;
using Saksei.Cli.Published;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Rehearsal.Examples;

namespace Saksei.Cli.Rehearsing;

/// <summary>The verb by which an IT chief rehearses a commune, a province or a whole night.</summary>
internal static class RehearseCommand
{
    private static readonly Argument<string?> Folder = new("DIR") { Description = "Where the rehearsal's register will be; not there yet, or empty.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Definition = new("--definition") { Description = "The election.", DefaultValueFactory = _ => Example.RehearsalName };
    private static readonly Option<string> Unit = new("--unit") { Description = "The code of a province or commune; the whole country without it.", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Fast = new("--speed") { Description = "So many times as fast as the night, or max.", DefaultValueFactory = _ => "max" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Figures, people and their keys follow from it.", DefaultValueFactory = _ => RegisterCommands.DefaultSeed };
    private static readonly Option<string[]> Fault = new("--fault") { Description = "What goes wrong: restart (the server is killed in the busiest minute and started again)." };
    private static readonly Option<string?> Output = new("--report") { Description = "Where the signed report is written besides DIR/rehearsal.note." };
    private static readonly Option<string?> Checked = new("--check") { Description = "Instead: checks the signature of a report." };
    private static readonly Option<string?> Key = new("--key") { Description = "The file of the private key that signs the report, in place of the log's; with --check the public key that must have signed it." };

    internal static Command Make()
    {
        Fault.AcceptOnlyFromAmong(RehearsedServer.Restart);
        var command = new Command("rehearse", "Rehearses a night by simulated people at a served register (SIMULATED), and signs a report.") { Folder, Definition, Unit, Fast, Seed, Fault, Output, Checked, Key };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Folder) is null == result.GetValue(Checked) is null) result.AddError("Either DIR or --check REPORT.");
            if (result.GetValue(Fast) is { } text && ReadSpeed(text) is null) result.AddError($"{text} is no speed: a number such as 120, or max.");
        });
        command.SetAction(parsed => parsed.GetValue(Checked) is { } report ? Check(report, parsed) : Rehearse(parsed.GetRequiredValue(Folder) ?? "", parsed));
        return command;
    }

    private static Speed? ReadSpeed(string text) => text == "max" ? Speed.Unbounded
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times) && times is >= 1 and <= 100_000 ? new Speed(times) : null;

    private static int Rehearse(string folder, ParseResult parsed)
    {
        if (Path.Exists(folder) && (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any())) throw new CommandProblem("folder-not-empty", "DIR", folder);
        var key = parsed.GetValue(Key) is { } path ? SignCommands.ReadKey(path) : null;
        var order = new RehearsalOrder(
            folder, Paths.DefinitionFolder(parsed.GetRequiredValue(Definition)), parsed.GetRequiredValue(Unit), ReadSpeed(parsed.GetRequiredValue(Fast)) ?? Speed.Unbounded,
            parsed.GetValue(Seed), parsed.GetValue(Fault) is { Length: > 0 });
        var report = RehearsedNight.Run(order).GetAwaiter().GetResult();
        var note = ReportNote.Sign(report, key ?? LogKeyOf(folder, report.Origin));
        File.WriteAllBytes(Path.Combine(folder, ReportNote.FileName), note);
        if (parsed.GetValue(Output) is { } output) File.WriteAllBytes(output, note);
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(report, JsonOutput.Options));
        return report.Passed ? 0 : 1;
    }

    private static SignerKey LogKeyOf(string folder, string origin) =>
        KeyRing.Open(Path.Combine(folder, "keys")).Find(origin) ?? throw new RegisterFolderException("log-key-missing", folder);

    private static int Check(string path, ParseResult parsed)
    {
        var known = parsed.GetValue(Key) is not { } text ? null
            : VerifierKey.TryParse(text, out var key) ? key : throw new CommandProblem("key-malformed", "--key", text);
        var (code, signedBy, report) = ReportNote.Check(KeptFiles.Read(path).Bytes, known);
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(
            new { holds = code.Length == 0, named = known is not null, signedBy = code.Length == 0 ? signedBy : null, code = code.Length == 0 ? null : code, report }, JsonOutput.Options));
        if (code.Length > 0) Terminal.Say(parsed.InvocationConfiguration.Error, code, path, "");
        return code.Length == 0 ? 0 : 1;
    }
}
