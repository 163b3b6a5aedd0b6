using System.Collections.Immutable;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Verifier;

namespace Saksei.Node.Keeping;

/// <summary>
/// Whether a copy is what it should be: it passes every check of a verification. A file of an act that is lost already is no reason to have
/// no backup of all the rest: it may be lacking where it is named, and nothing else may be. What nobody has co-signed yet is kept too.
/// </summary>
internal static class SoundCopy
{
    /// <summary>Files that acts name and that a register doesn't have, in hexadecimal and in order.</summary>
    internal static ImmutableArray<string> LackingIn(RegisterHost host)
    {
        var books = host.Snapshot();
        return [.. Publisher.Attachments(host, books.Size, books.Files).Where(file => host.Store.ReadAttachmentLength(file) is null).Select(file => file.ToHex()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Of files that a copy lacks those that what it was copied from lacks too.</summary>
    internal static ImmutableArray<string> LackingToo(string source, ImmutableArray<string> lacking)
    {
        if (lacking.IsEmpty) return lacking;
        using var store = RegisterStore.Open(source);
        return [.. lacking.Where(file => Hash.TryParseHex(file, out var sha256) && store.ReadAttachmentLength(sha256) is null)];
    }

    /// <summary>Which checks a register doesn't pass, apart from those files; null where it passes all. Exactly those must be lacking.</summary>
    internal static KeepingProblem? ProblemOf(RegisterHost host, RegisterPin pin, IReadOnlyCollection<string> lacks)
    {
        var report = Verification.Run(Publisher.OfAll(host), new Pin(pin.Log.Text, pin.Founding.ToHex()));
        var isExact = LackingIn(host).SequenceEqual(lacks);
        var wrong = report.Checks.Where(result => result.Outcome is not (CheckOutcome.Pass or CheckOutcome.NotAsked) && result.Check != Check.Policy).Select(result => result.Check).ToList();
        if (isExact && wrong.Count == 0) return null;
        if (isExact && lacks.Count > 0 && wrong is [Check.Attachments] && OthersAreThere(host, lacks)) return null;
        var findings = report.Findings.Select(finding => $"{finding.Check.Word}: {finding.Code}").Distinct().Take(5);
        return new KeepingProblem("backup-unsound", host.Folder, string.Join(", ", findings));
    }

    // A report names so many findings and no more: what else is wrong with files is looked at here.
    private static bool OthersAreThere(RegisterHost host, IReadOnlyCollection<string> lacks)
    {
        var files = host.Snapshot().Files;
        return host.Journal(0, host.Head.Size).SelectMany(line => line.Act.References).Distinct()
            .Where(file => files.FindTakenDown(file.Sha256) is null && !lacks.Contains(file.Sha256.ToHex()))
            .All(file => host.Store.ReadAttachment(file.Sha256) is { } bytes && bytes.Length == file.Length && Hash.OfBytes(bytes) == file.Sha256);
    }
}
