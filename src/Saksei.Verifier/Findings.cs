using System.Collections.Immutable;

namespace Saksei.Verifier;

/// <summary>Collects findings; which checks failed, and which couldn't be made, is remembered also beyond the bound.</summary>
internal sealed class Findings
{
    /// <summary>The code of a file that couldn't be read: no failure, and no pass either.</summary>
    internal const string NotRead = "file-not-read";

    private readonly ImmutableArray<Finding>.Builder _reported = ImmutableArray.CreateBuilder<Finding>();
    private readonly HashSet<Check> _failed = [], _unread = [];

    internal void Add(Finding finding)
    {
        (finding.Code == NotRead ? _unread : _failed).Add(finding.Check);
        if (_reported.Count < Verification.MaximumFindings) _reported.Add(finding);
    }

    /// <summary>A file that belongs to a check and wasn't read.</summary>
    internal void Add(Check check, PublishedFile file, string path, long leaf = -1, string detail = "") =>
        Add(new Finding(check, file.Code, path, leaf, Detail: string.Join(' ', new[] { detail, file.Why }.Where(word => word.Length > 0))));

    internal bool Any(Check check) => _failed.Contains(check);

    internal bool IsUnread(Check check) => _unread.Contains(check);

    internal ImmutableArray<Finding> ToImmutable() =>
        [.. _reported.OrderBy(finding => finding.Check).ThenBy(finding => finding.Leaf).ThenBy(finding => finding.File, StringComparer.Ordinal)];
}
