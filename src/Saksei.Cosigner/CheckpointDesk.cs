using System.Collections.Frozen;
using System.Collections.Immutable;
using Saksei.Cosigner.Keeping;
using Saksei.Register.Acts;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Cosigner;

/// <summary>How far a log was co-signed.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Hash">What it is called in addresses.</param>
/// <param name="Checkpoint">The last checkpoint co-signed; null before the first.</param>
/// <param name="Time">When that was, in seconds since 1970; 0 before the first.</param>
public sealed record LogStanding(string Origin, Hash Hash, Checkpoint? Checkpoint, long Time);

/// <summary>
/// A co-signer without HTTP: its keys, the logs that it co-signs, and what it remembers of each. One process has a folder's desk at
/// a time.
/// </summary>
public sealed class CheckpointDesk : IDisposable
{
    private readonly IDisposable _sole;
    private readonly CosignerSecret _secret;
    private readonly SignerKey _deposits;
    private readonly ImmutableArray<CosignedLog> _logs;
    private readonly FrozenDictionary<string, CosignedLog> _byOrigin;
    private readonly FrozenDictionary<Hash, CosignedLog> _byHash;
    private readonly DepositBox _box;

    private CheckpointDesk(IDisposable sole, DurableFolder folder, TimeProvider time, IEnumerable<VerifierKey> more)
    {
        _sole = sole;
        _secret = CosignerFolder.ReadKey(folder.Path);
        _deposits = SignerKey.TryParse(KeyFile.Read(folder.At(CosignerFolder.DepositKeyFile)), out var deposits) ? deposits : throw Malformed(folder, CosignerFolder.DepositKeyFile);
        var keys = CosignerFolder.Checked([.. CosignerFolder.ReadLogs(folder.Path), .. more]);
        if (keys.FirstOrDefault(key => key.PublicBytes().AsSpan().SequenceEqual(_secret.Public.PublicBytes())) is { } own)
            throw new CosignerFolderException("log-is-cosigner", own.Name.Name);
        _logs = [.. keys.Select(key => CosignedLog.Open(key, _secret, time, folder))];
        _byOrigin = _logs.ToFrozenDictionary(log => log.Key.Name.Name, StringComparer.Ordinal);
        _byHash = _logs.ToFrozenDictionary(log => CosignedLog.HashOf(log.Key));
        _box = DepositBox.Open(folder.Inner("deposits"), _byHash.Keys, _deposits, time);
    }

    /// <summary>The co-signer's key.</summary>
    public CosignerKey Key => _secret.Public;

    /// <summary>The key that signs receipts of deposits.</summary>
    public VerifierKey DepositKey => _deposits.Verifier;

    /// <summary>How far each log was co-signed.</summary>
    public IEnumerable<LogStanding> Logs => _logs.Select(log =>
        log.Held is { } held ? new LogStanding(log.Key.Name.Name, CosignedLog.HashOf(log.Key), held.Checkpoint, held.Time)
            : new LogStanding(log.Key.Name.Name, CosignedLog.HashOf(log.Key), null, 0));

    /// <summary>Opens a folder that <see cref="CosignerFolder.Init"/> made.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">Whose time co-signatures have.</param>
    /// <param name="logs">Keys of logs beside those of the folder.</param>
    /// <param name="reached">Is called at each step of each write; a test throws there.</param>
    /// <exception cref="CosignerFolderException">Something in the folder isn't as it must be, or another process has it open.</exception>
    public static CheckpointDesk Open(string folder, TimeProvider time, IEnumerable<VerifierKey>? logs = null, Action<WriteStep>? reached = null)
    {
        if (!Directory.Exists(folder)) throw new CosignerFolderException("file-missing", folder);
        var sole = SoleUse.Of(folder);
        try
        {
            return new CheckpointDesk(sole, DurableFolder.Open(folder, reached), time, logs ?? []);
        }
        catch
        {
            sole.Dispose();
            throw;
        }
    }

    /// <summary>Co-signs a checkpoint (C2SP tlog-witness, add-checkpoint), or says why not.</summary>
    public Answer AddCheckpoint(ReadOnlyMemory<byte> body)
    {
        if (Register.Cosigning.AddCheckpoint.Parse(body) is not { } request) return Answer.Refused(400, "request-malformed");
        if (SignedCheckpoint.Parse(request.CheckpointNote, out var code) is not { } given) return Answer.Refused(400, code);
        if (request.OldSize > given.Checkpoint.Size) return Answer.Refused(400, "old-size-above");
        return _byOrigin.TryGetValue(given.Checkpoint.Origin, out var log) ? log.Add(request, given) : Answer.Refused(404, "log-unknown");
    }

    /// <summary>The checkpoint of a request that would be co-signed as things stand; null where it wouldn't. Nothing is changed.</summary>
    internal SignedCheckpoint? WouldCosign(ReadOnlyMemory<byte> body)
    {
        if (Register.Cosigning.AddCheckpoint.Parse(body) is not { } request || SignedCheckpoint.Parse(request.CheckpointNote, out _) is not { } given) return null;
        return request.OldSize <= given.Checkpoint.Size && _byOrigin.TryGetValue(given.Checkpoint.Origin, out var log) && log.WouldAdd(request, given) ? given : null;
    }

    /// <summary>Takes an act of a known log and keeps it; the answer is a signed receipt that it was here, and when.</summary>
    public Answer Deposit(ReadOnlyMemory<byte> body)
    {
        if (SignedAct.Parse(body, out var code) is not { } act) return Answer.Refused(400, code);
        return _byOrigin.TryGetValue(System.Text.Encoding.UTF8.GetString(act.Origin.Span), out var log) ? _box.Take(act, CosignedLog.HashOf(log.Key)) : Answer.Refused(404, "log-unknown");
    }

    /// <summary>The last checkpoint co-signed of a log, with its signature and the co-signer's.</summary>
    public Answer Latest(Hash log) => _byHash.GetValueOrDefault(log)?.Held is { } held ? Answer.Given(held.Note) : Answer.Refused(404, "checkpoint-missing");

    /// <summary>What a log signed and wasn't co-signed, as a JSON document.</summary>
    public Answer Evidence(Hash log) => _byHash.GetValueOrDefault(log)?.Evidence() ?? Answer.Refused(404, "log-unknown");

    /// <summary>A file by which anybody sees that a log contradicted itself; 404 where nothing here shows it.</summary>
    public Answer Contradiction(Hash log) => _byHash.GetValueOrDefault(log)?.Contradiction() ?? Answer.Refused(404, "log-unknown");

    /// <summary>Which acts of a log were deposited and when, one a line; or a deposited act by its identity.</summary>
    public Answer Deposits(Hash logOrAct) => _byHash.ContainsKey(logOrAct) ? _box.List(logOrAct) : _box.Act(logOrAct);

    /// <summary>The receipt of a deposited act, as its depositor got it.</summary>
    public Answer DepositReceipt(Hash act) => _box.Receipt(act);

    /// <inheritdoc/>
    public void Dispose()
    {
        _sole.Dispose();
        _secret.Dispose();
        _deposits.Dispose();
    }

    private static CosignerFolderException Malformed(DurableFolder folder, string name) => new("key-malformed", folder.At(name));
}
