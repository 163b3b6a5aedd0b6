using Saksei.Verifier;
using Saksei.Words;

namespace Saksei.Cli.Published;

/// <summary>What was read, chosen by the one who asked and never guessed.</summary>
/// <param name="Kind"><c>published-folder</c>, <c>published-address</c> or <c>register-folder</c>.</param>
/// <param name="Place">Where.</param>
internal sealed record ReadFrom(string Kind, string Place)
{
    /// <summary>In words.</summary>
    internal string Words => Kind switch
    {
        "published-address" => $"published files at {Place}",
        "register-folder" => $"the register's own folder {Place}",
        _ => $"published files in {Place}",
    };
}

/// <summary>The report for people.</summary>
internal static class ReportText
{
    internal static void Write(ReadFrom read, VerificationReport report, TextWriter output)
    {
        output.WriteLine($"read: {read.Words}");
        if (report.Simulated) output.WriteLine("SIMULATED: the figures of this register are simulated.");
        output.WriteLine($"register   {report.Origin}");
        output.WriteLine($"checkpoint {report.Size} {report.Root}");
        output.WriteLine($"founding   {report.Founding}");
        output.WriteLine($"log key    {report.LogKey}");
        output.WriteLine($"signatures {report.Signatures}");
        foreach (var check in report.Checks) output.WriteLine($"{(int)check.Check,2} {Name(check.Check),-12} {Word(check)}{TakenDown(check.Check, report.TakenDown)}");
        foreach (var finding in report.Findings) output.WriteLine(Line(finding));
        output.WriteLine(Verdict(report));
        output.WriteLine(Named(report));
    }

    private static string Verdict(VerificationReport report)
    {
        string[] unasked = [.. report.Checks.Where(check => check.Outcome == CheckOutcome.NotAsked).Select(check => $"{(int)check.Check} {Name(check.Check)}")];
        if (!report.Passed) return "Not every check passed.";
        return unasked.Length == 0 ? "Every check passed." : $"Every check that was asked passed; not asked: {string.Join(", ", unasked)}.";
    }

    private static string Named(VerificationReport report)
    {
        const string tail = "A tail cut off and signed again by the log itself is caught only by what somebody kept: --receipt, --since.";
        var other = report.Findings.Any(finding => finding.Code is "founding-not-pinned" or "log-key-not-pinned" or "policy-other-log");
        var (extends, cosigned) = (Passes(report, Check.Kept), Passes(report, Check.Policy));
        return other ? "The register is NOT the one that you named: another, or what you named was copied wrongly."
            : report.Pinned && !report.Passed ? "What you named is the register's only as far as the checks above pass."
            : report.Pinned ? "The register is the one that you named. " + (extends ? "It extends what you kept." : cosigned ? "Enough co-signers have signed it." : tail)
            : "Nothing was pinned: exit 0 means only that the register agrees with itself. Name it by --log-key, --founding or --pin. " + tail;
    }

    private static bool Passes(VerificationReport report, Check check) => report.Checks.Contains(new CheckResult(check, CheckOutcome.Pass));

    private static string TakenDown(Check check, int count) =>
        check != Check.Attachments || count == 0 ? "" : count == 1 ? "; 1 file was taken down" : $"; {count} files were taken down";

    private static string Line(Finding finding)
    {
        var parts = new List<string> { $"   {(int)finding.Check} {Name(finding.Check)}: {finding.Code}" };
        if (finding.File.Length > 0) parts.Add(finding.File);
        if (finding.Leaf >= 0) parts.Add($"leaf {finding.Leaf}");
        if (finding.Act.Length > 0) parts.Add($"act {finding.Act}");
        if (finding.Station.Length > 0) parts.Add($"station {finding.Station}");
        if (finding.Detail.Length > 0) parts.Add(finding.Detail);
        var words = TextBook.Message(finding.Code, TextBook.Default);
        return string.Join(", ", parts) + (words == finding.Code ? "" : "  " + words);
    }

    private static string Name(Check check) => check.Word;

    private static string Word(CheckResult check) => check.Outcome switch
    {
        CheckOutcome.Pass => "pass",
        CheckOutcome.Fail => "fail",
        CheckOutcome.NotChecked => "not checked",
        CheckOutcome.NotAsked => check.Check switch
        {
            Check.Kept => "not asked: nothing kept was given (--receipt, --since)",
            Check.Policy => "not asked: the founders asked for no co-signers, and no policy was given (--policy)",
            _ => "not asked: over HTTP nobody can list what else is there",
        },
    };
}
