using System.CommandLine;
using System.Text.Json;
using Saksei.Cli.Published;
using Saksei.Election;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Verifier;

namespace Saksei.Cli.Commands;

/// <summary>The verb that checks a register: published files, or by an option of its own a register's folder.</summary>
internal static class VerifyCommands
{
    private static readonly Argument<string?> Target = new("TARGET") { Description = "A published folder, or the address of one.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> OfRegister = new("--register") { Description = "A register's own folder, in place of TARGET." };
    private static readonly Option<string[]> Receipts = new("--receipt") { Description = "A receipt that somebody kept, or the answer of `sign --to` that has it: what was published must extend it.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Since = new("--since") { Description = "An older signed checkpoint, likewise.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> OfContradiction = new("--contradiction") { Description = "A file by which a log contradicts itself, in place of TARGET: exit 0 only if it proves that." };
    private static readonly Option<bool> Json = new("--json") { Description = "The report as JSON on standard output." };

    internal static Command Verify()
    {
        var command = new Command("verify", "Checks everything that was published; exit 0 only if every check that was asked passes.")
        {
            Target, OfRegister, OfContradiction, PinOptions.LogKey, PinOptions.Founding, PinOptions.Pin, PinOptions.Policy, Receipts, Since, Json,
        };
        command.Validators.Add(result =>
        {
            var given = new[] { result.GetValue(Target), result.GetValue(OfRegister), result.GetValue(OfContradiction) };
            if (given.Count(one => one is not null) != 1) result.AddError("Either TARGET (published files; it stands before the options), --register DIR or --contradiction FILE.");
        });
        command.SetAction(parsed => parsed.GetValue(OfContradiction) is { } file
            ? ContradictionReport.Write(KeptFiles.Read(file), PinOptions.WithPolicy(parsed), parsed.GetValue(Json), parsed.InvocationConfiguration.Output)
            : Report(parsed, Asked.Of(parsed)));
        return command;
    }

    private sealed record Asked(Pin Pin, Kept Kept)
    {
        internal static Asked Of(ParseResult parsed) => new(PinOptions.WithPolicy(parsed), new Kept(
            [.. (parsed.GetValue(Receipts) ?? []).Select(KeptFiles.ReadReceipt)], [.. (parsed.GetValue(Since) ?? []).Select(KeptFiles.Read)]));

        internal VerificationReport Run(IPublishedFiles files) => SetAside.Run(() => Verification.Run(files, Pin, Progress, Kept));
    }

    private static int Report(ParseResult parsed, Asked asked)
    {
        var output = parsed.InvocationConfiguration.Output;
        var (read, report) = parsed.GetValue(OfRegister) is { } folder ? OwnFolder(folder, asked) : OfPublished(parsed.GetValue(Target) ?? "", asked.Run);
        if (parsed.GetValue(Json)) output.WriteLine(Document(read, report));
        else ReportText.Write(read, report, new PlainWriter(output));
        return report.Passed ? 0 : 1;
    }

    private static string Document(ReadFrom read, VerificationReport report)
    {
        var document = JsonSerializer.SerializeToNode(report, JsonOutput.Options)!.AsObject();
        document.Insert(0, "read", JsonSerializer.SerializeToNode(read, JsonOutput.Options));
        return document.ToJsonString(JsonOutput.Options);
    }

    private static (ReadFrom, VerificationReport) OwnFolder(string folder, Asked asked)
    {
        using var host = Terminal.Open(folder);
        return (new ReadFrom("register-folder", folder), asked.Run(new Publisher(host)));
    }

    /// <summary>Reads published files, of a folder or an address, in one way.</summary>
    internal static (ReadFrom Read, T Result) OfPublished<T>(string target, Func<IPublishedFiles, T> run)
    {
        if (Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
            var prefix = Publication(client, target);
            return (new ReadFrom("published-address", prefix.ToString()), run(new HttpFiles(client, prefix, Patience.Usual)));
        }

        if (!Directory.Exists(target) && LooksLikeAddress(target)) throw new CommandProblem("address-without-scheme", "TARGET", target);
        if (!Directory.Exists(target)) throw new CommandProblem("target-missing", "TARGET", target);
        var isRegister = File.Exists(Path.Combine(target, RegisterHost.DatabaseName)) && !Path.Exists(Path.Combine(target, Verifier.Publication.Checkpoint));
        if (isRegister) throw new CommandProblem("target-is-register", "TARGET", target);
        return (new ReadFrom("published-folder", target), run(new FolderFiles(target)));
    }

    /// <summary>What published files say, of which every check passed.</summary>
    internal static ElectionBooks PassedBooks(string target, ParseResult parsed)
    {
        var (_, (report, books)) = OfPublished(target, files => Verification.Read(files, PinOptions.Of(parsed)));
        return books is not null && report.Passed ? books : throw new CommandProblem("verification-failed", target, string.Join(", ", report.Checks.Where(check => check.Outcome is CheckOutcome.Fail or CheckOutcome.NotChecked).Select(check => check.Check.Word)));
    }

    /// <summary>Where the files are: at the address given or, where that is a served register's own, under log/.</summary>
    internal static Uri Publication(HttpClient client, string target)
    {
        var address = new Uri(target.EndsWith('/') ? target : target + "/");
        var under = new Uri(address, "log/");
        if (Has(client, address)) return address;
        if (Has(client, under)) return under;
        var own = new Uri(address, "/");
        return address != own && Has(client, new Uri(own, "log/")) ? throw new CommandProblem("target-is-page", "TARGET", $"{target}: {own}") : address;
    }

    // A host with a port: folders are hardly called so.
    private static bool LooksLikeAddress(string target) => Uri.TryCreate("http://" + target, UriKind.Absolute, out var address) && !address.IsDefaultPort;

    private static bool Has(HttpClient client, Uri address)
    {
        var file = new HttpFiles(client, address, Patience.Usual).Read(Verifier.Publication.Checkpoint, SignedCheckpoint.MaximumBytes);
        return file.State == ReadState.NotRead ? throw new CommandProblem("target-unreachable", address.ToString(), file.Why) : file.State != ReadState.Missing;
    }

    private static void Progress(long records)
    {
        if (records % (256 * 64) == 0) Terminal.Progress($"{records} records read");
    }
}
