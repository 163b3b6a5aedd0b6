using System.CommandLine;
using System.Text.Json;
using Saksei.Node;
using Saksei.Verifier;
using Saksei.Words;

namespace Saksei.Cli.Commands;

/// <summary>The verb that checks a register, wherever it lies.</summary>
internal static class VerifyCommands
{
    internal static Command Verify()
    {
        var target = new Argument<string>("TARGET") { Description = "A published folder, a register's folder, or the address of one." };
        var logKey = new Option<string?>("--log-key") { Description = "The log's key, known from elsewhere." };
        var founding = new Option<string?>("--founding") { Description = "The founding act's identity, known from elsewhere." };
        var json = new Option<bool>("--json") { Description = "The report as JSON on standard output." };
        var command = new Command("verify", "Checks everything that was published; exit 0 only if every check passes.") { target, logKey, founding, json };
        command.SetAction(parsed =>
        {
            var pin = new Pin(parsed.GetValue(logKey), parsed.GetValue(founding));
            var report = Run(parsed.GetValue(target)!, pin);
            if (parsed.GetValue(json)) Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(report, JsonOutput.Options));
            else ReportText.Write(report, Console.Out);
            return report.Passed ? 0 : 1;
        });
        return command;
    }

    private static VerificationReport Run(string target, Pin pin)
    {
        if (Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
            return Verification.Run(new HttpFiles(client, Publication(client, target)), pin, Progress);
        }

        if (!Directory.Exists(target)) throw new RegisterFolderException("target-missing", target);
        if (!File.Exists(Path.Combine(target, RegisterHost.DatabaseName))) return Verification.Run(new FolderFiles(target), pin, Progress);
        using var host = Terminal.Open(target);
        return Verification.Run(new Publisher(host), pin, Progress);
    }

    /// <summary>Where the files stand: at the address given or, where that is a served register's own, under log/.</summary>
    private static Uri Publication(HttpClient client, string target)
    {
        var address = new Uri(target.EndsWith('/') ? target : target + "/");
        var under = new Uri(address, "log/");
        return Has(client, address, target) || !Has(client, under, target) ? address : under;
    }

    private static bool Has(HttpClient client, Uri address, string target)
    {
        try
        {
            using var response = client.Send(new HttpRequestMessage(HttpMethod.Get, new Uri(address, "checkpoint")), HttpCompletionOption.ResponseHeadersRead);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new CommandProblem("target-unreachable", "TARGET", target);
        }
    }

    private static void Progress(long records)
    {
        if (records % (256 * 64) == 0) Terminal.Progress($"{records} records read");
    }
}

/// <summary>The report for people.</summary>
internal static class ReportText
{
    internal static void Write(VerificationReport report, TextWriter output)
    {
        if (report.Simulated) output.WriteLine("SIMULATED: the figures of this register are simulated.");
        output.WriteLine($"register   {report.Origin}");
        output.WriteLine($"checkpoint {report.Size} {report.Root}");
        output.WriteLine($"founding   {report.Founding}");
        output.WriteLine($"log key    {report.LogKey}");
        output.WriteLine($"signatures {report.Signatures}");
        foreach (var check in Enum.GetValues<Check>())
            output.WriteLine($"{(int)check,2} {Name(check),-12} {(report.Checks.FirstOrDefault(one => one.Check == check) is { } done ? Word(done.Outcome) : "not asked: over HTTP nobody can list what else is there")}");
        foreach (var finding in report.Findings) output.WriteLine(Line(finding));
        output.WriteLine(report.Passed ? "Every check passed." : "Not every check passed.");
        var other = report.Findings.Any(finding => finding.Code is "founding-not-pinned" or "log-key-not-pinned");
        output.WriteLine(other ? "The register is NOT the one that you named: another, or what you named was copied wrongly."
            : report.Pinned && !report.Passed ? "What you named is the register's only as far as the checks above pass."
            : report.Pinned ? "The register is the one that you named. A tail cut off and signed again by the log itself is caught only by co-signers."
            : "Nothing was pinned: exit 0 means only that the register agrees with itself. Name it by --log-key or --founding. "
                + "A tail cut off and signed again by the log itself is caught only by co-signers.");
    }

    private static string Line(Finding finding)
    {
        var parts = new List<string> { $"   {(int)finding.Check} {Name(finding.Check)}: {finding.Code}" };
        if (finding.File.Length > 0) parts.Add(finding.File);
        if (finding.Leaf >= 0) parts.Add($"leaf {finding.Leaf}");
        if (finding.Act.Length > 0) parts.Add($"act {finding.Act}");
        if (finding.Station.Length > 0) parts.Add($"station {finding.Station}");
        if (finding.Detail.Length > 0) parts.Add(finding.Detail);
        var words = TextBook.Message(finding.Code, "en");
        return string.Join(", ", parts) + (words == finding.Code ? "" : "  " + words);
    }

    private static string Name(Check check) => check.Word;

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Pass => "pass",
        CheckOutcome.Fail => "fail",
        CheckOutcome.NotChecked => "not checked",
    };
}
