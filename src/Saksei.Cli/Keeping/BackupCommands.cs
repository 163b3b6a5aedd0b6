using System.CommandLine;
using System.Text.Json;
using Saksei.Node.Keeping;

namespace Saksei.Cli.Keeping;

/// <summary>The verbs that keep a copy of a register, and make a register of it again.</summary>
internal static class BackupCommands
{
    private const int MostNamed = 5;

    internal static Command MakeBackup()
    {
        var folder = new Argument<string>("DIR") { Description = "The register's folder; it may be served meanwhile." };
        var to = new Argument<string>("TO") { Description = "The folder of backups, on another disk: each backup gets a folder of its own in it." };
        var keys = new Option<bool>("--with-keys") { Description = "The private keys too: who gets this backup can sign with them." };
        var command = new Command("backup", "Copies a register, also while it is served, and checks the copy.") { folder, to, keys };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(keys)) Terminal.Say(parsed.InvocationConfiguration.Error, "keys-copied", parsed.GetRequiredValue(to), "");
            var made = Backup.Make(parsed.GetRequiredValue(folder), new BackupOrder(parsed.GetRequiredValue(to), parsed.GetValue(keys), TimeProvider.System, Terminal.Progress));
            if (made.Problem is { } problem) return Refuse(parsed, problem, new { code = problem.Code, place = problem.Place, detail = problem.Detail, missing = problem.Missing });
            if (FolderPlace.IsSameDisk(parsed.GetRequiredValue(folder), made.Folder)) Terminal.Say(parsed.InvocationConfiguration.Error, "backup-same-disk", made.Folder, "");
            WarnOf(parsed, made.Folder, made.Manifest?.Lacks ?? []);
            return made.Manifest is { } manifest ? Write(parsed, new { folder = made.Folder, origin = manifest.Origin, size = manifest.Size, root = manifest.Root, at = manifest.At, withKeys = manifest.WithKeys, bytes = manifest.Files.Sum(file => file.Bytes), lacks = manifest.Lacks ?? [] })
                : Refuse(parsed, made.Problem);
        });
        return command;
    }

    internal static Command MakeRestore()
    {
        var from = new Argument<string?>("FROM") { Description = "A backup's folder.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Argument<string?>("DIR") { Description = "The register's new folder, which holds nothing yet.", Arity = ArgumentArity.ZeroOrOne };
        var accept = new Option<string?>("--accept") { Description = "In place of FROM and DIR: opens this restored register for writing, if it holds all that is known outside." };
        var known = KnownCheckpoints.MakeOption();
        var command = new Command("restore", "Makes a register of a backup, closed for writing until a checkpoint known from outside shows that nothing is lacking.") { from, folder, accept, known };
        command.Validators.Add(result =>
        {
            var both = result.GetValue(from) is not null && result.GetValue(folder) is not null;
            if (both == result.GetValue(accept) is not null || (!both && result.GetValue(from) is not null)) result.AddError("Either FROM and DIR (they stand before the options), or --accept DIR.");
            if (result.GetValue(accept) is not null && result.GetValue(known) is not { Length: > 0 }) result.AddError("--accept goes with --last-known: the newest checkpoint that anybody has.");
        });
        command.SetAction(parsed => parsed.GetValue(accept) is { } accepted
            ? Say(parsed, accepted, Restore.Accept(accepted, KnownCheckpoints.Read(parsed.GetValue(known))), isWritable: true)
            : Say(parsed, parsed.GetRequiredValue(folder)!, Restore.Take(parsed.GetRequiredValue(from)!, parsed.GetRequiredValue(folder)!, KnownCheckpoints.Read(parsed.GetValue(known)), TimeProvider.System), isWritable: false));
        return command;
    }

    private static int Say(ParseResult parsed, string folder, RestoreResult result, bool isWritable)
    {
        if (result.Problem is { } problem) return Refuse(parsed, problem);
        if (!isWritable) Terminal.Say(parsed.InvocationConfiguration.Error, "restored-unproved", folder, "");
        WarnOf(parsed, folder, result.Lacks);
        if (!result.IsRecorded) Terminal.Say(parsed.InvocationConfiguration.Error, "restore-unrecorded", folder, "");
        return Write(parsed, new { folder, size = result.Size, writable = isWritable, lacks = result.Lacks });
    }

    private static void WarnOf(ParseResult parsed, string folder, IReadOnlyList<string> lacks)
    {
        if (lacks.Count > 0) Terminal.Say(parsed.InvocationConfiguration.Error, "backup-lacks", folder, string.Join(", ", lacks.Take(MostNamed)) + (lacks.Count > MostNamed ? $" +{lacks.Count - MostNamed}" : ""));
    }

    private static int Refuse(ParseResult parsed, KeepingProblem? problem)
    {
        if (problem is null) return 1;
        Terminal.Say(parsed.InvocationConfiguration.Error, problem.Code, problem.Place, problem.Detail);
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(new { code = problem.Code, place = problem.Place, detail = problem.Detail, missing = problem.Missing }, JsonOutput.Options));
        return 1;
    }

    private static int Write(ParseResult parsed, object document)
    {
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, document.GetType(), JsonOutput.Options));
        return 0;
    }
}
