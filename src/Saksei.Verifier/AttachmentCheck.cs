using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Register.Tree;

namespace Saksei.Verifier;

/// <summary>
/// Check 8: every file that an act names is there, with its hash and length. One that an act took down may be absent; where its bytes
/// are there all the same, they are held against the hash like others.
/// </summary>
internal sealed class AttachmentCheck(IPublishedFiles files, Findings findings, HashSet<string> expected)
{
    private readonly Dictionary<(Hash Sha256, long Length), long> _named = [];
    private readonly HashSet<Hash> _takenDown = [];

    /// <summary>How many files were taken down and are absent.</summary>
    internal int TakenDown => _takenDown.Count;

    /// <summary>Notes the files of an act.</summary>
    internal void Take(Act act, long leaf)
    {
        foreach (var attachment in act.References) _named.TryAdd((attachment.Sha256, attachment.Length), leaf);
    }

    /// <summary>Compares them, once all acts were taken.</summary>
    internal void Finish(ElectionFold? fold)
    {
        foreach (var ((sha256, length), leaf) in _named) Check(sha256, length, leaf, fold?.Files.FindTakenDown(sha256) is not null);
    }

    private void Check(Hash sha256, long length, long leaf, bool isTakenDown)
    {
        var path = Publication.Attachment(sha256);
        expected.Add(path);
        var file = files.Read(path, Attachment.MaximumBytes);
        if (isTakenDown && file.State == ReadState.Missing) _takenDown.Add(sha256);
        else if (!file.IsRead) findings.Add(Verifier.Check.Attachments, file, path, leaf);
        else if (!(file.Bytes.Length == length || isTakenDown) || Hash.OfBytes(file.Bytes.Span) != sha256) findings.Add(new Finding(Verifier.Check.Attachments, "file-differs", path, leaf));
    }
}
