using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Saksei.Node.Keeping;
using Saksei.Words;

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
                : 1;
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
        command.SetAction(parsed =>
        {
            var outside = KnownCheckpoints.Read(parsed.GetValue(known));
            return parsed.GetValue(accept) is { } accepted
                ? Say(parsed, accepted, Restore.Accept(accepted, outside), Newest(outside), isWritable: true)
                : Say(parsed, parsed.GetRequiredValue(folder)!, Restore.Take(parsed.GetRequiredValue(from)!, parsed.GetRequiredValue(folder)!, outside, TimeProvider.System), Newest(outside), isWritable: false);
        });
        return command;
    }

    private static LastKnown? Newest(IEnumerable<LastKnown> known) => known.MaxBy(one => one.Signed.Checkpoint.Size);

    private static int Say(ParseResult parsed, string folder, RestoreResult result, LastKnown? newest, bool isWritable)
    {
        var (named, backup) = (newest is null ? null : new { size = newest.Signed.Checkpoint.Size, from = newest.Name }, new { size = result.BackupSize, at = result.BackupAt });
        Compare(parsed, result, newest);
        if (result.Problem is { } problem) return Refuse(parsed, problem, new { code = problem.Code, place = problem.Place, detail = problem.Detail, missing = problem.Missing, newest = named, backup });
        if (!isWritable) Terminal.Say(parsed.InvocationConfiguration.Error, "restored-unproved", folder, "");
        WarnOf(parsed, folder, result.Lacks);
        if (!result.IsRecorded) Terminal.Say(parsed.InvocationConfiguration.Error, "restore-unrecorded", folder, "");
        return Write(parsed, new { folder, size = result.Size, writable = isWritable, lacks = result.Lacks, newest = named, backup });
    }

    // Only a person can see that the newest checkpoint that was named is no newer than the backup, and that there must be others.
    private static void Compare(ParseResult parsed, RestoreResult result, LastKnown? newest)
    {
        var (speech, size, at) = (new Speech(TextBook.Default, "UTC"), result.BackupSize is { } acts ? acts.ToString(CultureInfo.InvariantCulture) : "–", result.BackupAt is { } made ? made.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC" : "–");
        parsed.InvocationConfiguration.Error.WriteLine(newest is null ? speech.Say("restore.compared.none", size, at)
            : speech.Say("restore.compared", newest.Signed.Checkpoint.Size.ToString(CultureInfo.InvariantCulture), newest.Name, size, at));
    }

    private static void WarnOf(ParseResult parsed, string folder, IReadOnlyList<string> lacks)
    {
        if (lacks.Count > 0) Terminal.Say(parsed.InvocationConfiguration.Error, "backup-lacks", folder, string.Join(", ", lacks.Take(MostNamed)) + (lacks.Count > MostNamed ? $" +{lacks.Count - MostNamed}" : ""));
    }

    private static int Refuse(ParseResult parsed, KeepingProblem problem, object document)
    {
        Terminal.Say(parsed.InvocationConfiguration.Error, problem.Code, problem.Place, problem.Detail);
        Write(parsed, document);
        return 1;
    }

    private static int Write(ParseResult parsed, object document)
    {
        parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(document, document.GetType(), JsonOutput.Options));
        return 0;
    }
}
