using System.Text;
using Saksei.Cosigner.Keeping;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cosigner;

/// <summary>
/// One log that is co-signed. What was co-signed last is on the disk before its co-signature leaves, and one request at a time
/// compares with it and replaces it: whatever happens, nothing is co-signed that doesn't extend what was co-signed before.
/// </summary>
internal sealed class CosignedLog
{
    private readonly Lock _gate = new();
    private readonly CosignerSecret _secret;
    private readonly TimeProvider _time;
    private readonly DurableFolder _state;
    private readonly EvidenceShelf _evidence;
    private readonly string _file;
    private HeldCheckpoint? _held;

    // What is on the disk couldn't be read after a write that failed: nothing is co-signed any more.
    private bool _isLost;

    private CosignedLog(VerifierKey key, CosignerSecret secret, TimeProvider time, DurableFolder folder)
    {
        (Key, _secret, _time, _file) = (key, secret, time, HashOf(key).ToHex());
        _state = folder.Inner("state");
        _evidence = new EvidenceShelf(folder.Inner("evidence").Inner(_file));
        _held = Read();
    }

    internal VerifierKey Key { get; }

    /// <summary>The last checkpoint co-signed; null before the first.</summary>
    internal HeldCheckpoint? Held
    {
        get
        {
            lock (_gate) return _held;
        }
    }

    /// <summary>What a log is called in addresses and files: SHA-256 of its origin.</summary>
    internal static Hash HashOf(VerifierKey log) => Hash.OfBytes(Encoding.UTF8.GetBytes(log.Name.Name));

    /// <exception cref="CosignerFolderException">What was co-signed last can't be read: it isn't begun again from nothing.</exception>
    internal static CosignedLog Open(VerifierKey key, CosignerSecret secret, TimeProvider time, DurableFolder folder) => new(key, secret, time, folder);

    internal Answer Evidence() => Answer.Given(_evidence.ToJson(Key.Name.Name), Answer.Json);

    internal Answer Contradiction() => _evidence.Contradiction(Key) is { } file ? Answer.Given(file, Answer.Json) : Answer.Refused(404, "contradiction-missing");

    /// <summary>Whether a checkpoint would be co-signed as things stand.</summary>
    internal bool WouldAdd(AddCheckpoint request, SignedCheckpoint given)
    {
        if (!given.Note.IsSignedBy(Key)) return false;
        var (size, root) = Held is { Checkpoint: var last } ? (last.Size, last.Root) : (0, Hash.EmptyTree);
        return request.OldSize == size && CodeOf(request, given.Checkpoint, root).Length == 0;
    }

    /// <summary>Co-signs a checkpoint of this log, or says why not. The order is the specification's.</summary>
    internal Answer Add(AddCheckpoint request, SignedCheckpoint given)
    {
        if (!given.Note.IsSignedBy(Key)) return Answer.Refused(403, "checkpoint-signature");
        lock (_gate)
        {
            if (_isLost) return Answer.Refused(500, "state-not-written");
            var (size, root) = _held is { Checkpoint: var last } ? (last.Size, last.Root) : (0, Hash.EmptyTree);
            var code = CodeOf(request, given.Checkpoint, root);
            if (_held is not null && given.Checkpoint.Size == size && given.Checkpoint.Root != root) code = "root-differs";
            if (code == "root-differs" || (code.Length > 0 && request.OldSize == size)) _evidence.Keep(code, request, given, _held, Now());
            if (request.OldSize != size) return Answer.Conflict(size);
            return code.Length > 0 ? Answer.Refused(422, code) : Cosign(given);
        }
    }

    private static string CodeOf(AddCheckpoint request, Checkpoint given, Hash root) =>
        given.Size == 0 && given.Root != Hash.EmptyTree ? "root-of-nothing"
        : request.OldSize == 0 && !request.Proof.IsEmpty ? "proof-not-empty"
        : ConsistencyProof.Check(request.Proof.AsSpan(), request.OldSize, given.Size, root, given.Root) ? "" : "proof-wrong";

    private Answer Cosign(SignedCheckpoint given)
    {
        // Never 0, which says nothing of the latest; never earlier than what was signed before, of which this is later.
        var (held, line) = HeldCheckpoint.Cosign(given, Key.Name, _secret, Math.Max(Math.Max(1, Now()), _held?.Time ?? 1));
        try
        {
            _state.Write(_file, held.Note.Span);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Reread();
            return Answer.Refused(500, "state-not-written");
        }

        _held = held;
        _evidence.Drop(given);
        return Answer.Given(line);
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeSeconds();

    // The file may have been replaced before the write failed: what is co-signed next extends what lies there.
    private void Reread()
    {
        try
        {
            _held = Read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CosignerFolderException)
        {
            _isLost = true;
        }
    }

    private HeldCheckpoint? Read() => _state.ReadFile(_file, SignedCheckpoint.MaximumBytes) is not { } note ? null
        : HeldCheckpoint.Read(note, Key, _secret.Public) ?? throw new CosignerFolderException("state-unreadable", _state.At(_file));
}
