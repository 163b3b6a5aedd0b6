using System.Runtime.InteropServices;
using Saksei.Cli.Served;
using Saksei.Rehearsal.Served;
using Saksei.Verifier;

namespace Saksei.Cli.Rehearsing;

/// <summary>What a rehearsal came to: <c>saksei/rehearsal-report/v1</c> (docs/spec/rehearsal-report.md).</summary>
internal sealed record RehearsalReport(
    bool Passed,
    bool Simulated,
    string Origin,
    string LogKey,
    string Founding,
    RehearsedPart Rehearsed,
    ulong Seed,
    string Speed,
    IReadOnlyList<RehearsedFault> Faults,
    string Begun,
    string Ended,
    Machine Machine,
    RehearsedActs Acts,
    Rates ActsPerSecond,
    Times ReceiptsMs,
    CheckedReceipts Receipts,
    FoundAfterwards Register,
    Verified Verification,
    NamedCheckpoint Checkpoint);

/// <summary>Which part of which election.</summary>
internal sealed record RehearsedPart(string Definition, string DefinitionHash, string Unit, string Kind, string Name, int Stations);

/// <summary>On what it ran.</summary>
internal sealed record Machine(int Cores, long MemoryMegabytes, string System)
{
    internal static Machine This { get; } = new(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20, RuntimeInformation.OSDescription);
}

/// <summary>What people handed in.</summary>
/// <param name="Count">So many acts.</param>
/// <param name="People">By so many keys.</param>
/// <param name="ByKind">Of each kind.</param>
/// <param name="SentAgain">How often one was sent once more.</param>
internal sealed record RehearsedActs(int Count, int People, IReadOnlyDictionary<string, int> ByKind, int SentAgain)
{
    internal static RehearsedActs Of(IReadOnlyCollection<RehearsedAct> acts, int again) => new(
        acts.Count, acts.Select(act => act.Person).Distinct().Count(),
        new SortedDictionary<string, int>(acts.GroupBy(act => act.Kind).ToDictionary(kind => kind.Key, kind => kind.Count()), StringComparer.Ordinal), again);
}

/// <summary>Receipts that people checked.</summary>
/// <param name="Checked">Those that hold.</param>
/// <param name="NotIncluded">Of these, acts that the checkpoint at the end doesn't include at their place.</param>
/// <param name="Refused">Acts that were turned away and receipts that don't hold, by code.</param>
internal sealed record CheckedReceipts(int Checked, int NotIncluded, IReadOnlyDictionary<string, int> Refused);

/// <summary>What the register held once it was opened again.</summary>
internal sealed record FoundAfterwards(int Lost, int Twice, int Foreign, int StationsDiffering, int VoidPlanned, IReadOnlyDictionary<string, int> Void);

/// <summary>What the verification gave.</summary>
internal sealed record Verified(bool Passed, IReadOnlyDictionary<string, CheckOutcome> Checks, IReadOnlyList<string> Findings)
{
    internal static Verified Of(VerificationReport report) => new(
        report.Passed, report.Checks.ToDictionary(check => check.Check.Word, check => check.Outcome), [.. report.Findings.Select(finding => finding.Code).Distinct()]);
}

/// <summary>The register's last checkpoint.</summary>
internal sealed record NamedCheckpoint(long Size, string Root);
