using Saksei.Node.Keeping;
using Saksei.Register.Acts;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node.Mirroring;

/// <summary>
/// Follows a register that somebody else writes and keeps it as it is: in the other's own batches, under the checkpoints that its log
/// signed. Nothing is appended whose root doesn't follow from its records, and nothing that is here is ever replaced. One thread at a time.
/// </summary>
public sealed class Mirror : IDisposable
{
    private readonly MirrorSource _source;
    private readonly TimeProvider _time;
    private readonly MirrorFiles _files;
    private RegisterHead _head;

    private Mirror(RegisterHost host, MirrorSource source, TimeProvider time)
    {
        (Host, _source, _time) = (host, source, time);
        Standing = host.Mirror ?? throw new RegisterFolderException("mirror-not", host.Folder);
        Standing.Time = time;
        _files = new MirrorFiles(host);
        _files.Begin();
        _head = host.Store.TakeOver();
    }

    /// <summary>The register as it is here: served like any other, and without a key.</summary>
    public RegisterHost Host { get; }

    /// <summary>How the mirror stands.</summary>
    public MirrorStanding Standing { get; }

    /// <summary>Is given the records of each batch once they are appended.</summary>
    internal Action<IReadOnlyList<ReadOnlyMemory<byte>>>? Appended { get; set; }

    /// <summary>When a look began after which nothing was lacking, and the size then; by <see cref="MirrorSource.FollowsAll"/> all that is stored there.</summary>
    internal (DateTimeOffset At, long Size)? LastWhole { get; private set; }

    /// <summary>Opens a mirror's folder, and begins it where it holds nothing yet.</summary>
    /// <exception cref="RegisterFolderException">The register can't be had, isn't the one that was named, or the folder is no mirror's.</exception>
    public static Mirror Open(string folder, MirrorSource source, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(time);
        var isMirror = MirrorDocument.In(folder) is not null;
        if (!isMirror && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) is not ("cosigner" or MirrorDocument.FileName + ".new"))) throw new RegisterFolderException("folder-not-empty", folder);
        if (!MirrorBeginning.HasBegun(folder)) Begin(folder, source, time);
        MirrorStanding.Begin(folder, source.Address, time.GetUtcNow());
        var host = RegisterHost.Open(folder);
        try
        {
            if (source.Log is { } log && log.Text != host.Founding.Log.Text) throw new RegisterFolderException("log-key-not-pinned", folder);
            if (source.Founding is { } founding && founding != host.Journal(0, 1).Single().Identity) throw new RegisterFolderException("founding-not-pinned", founding.ToHex());
            return new Mirror(host, source, time);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Looks at the register and takes what is new; gives a code, empty where all that is shown is here.</summary>
    public string Step()
    {
        string code;
        var size = Standing.Document.Size;
        try
        {
            code = Look(new UpstreamLog(_source.Open()), ref size);
        }
        catch (UpstreamException problem)
        {
            code = problem.Code;
        }

        if (Standing.Take(code, size)) Host.ShowAnew();
        return code;
    }

    /// <summary>The checkpoint that is held, with all co-signatures that are known.</summary>
    internal NotedCheckpoint Held()
    {
        var note = Host.CheckpointOf(Host.Head.Size) ?? throw new InvalidDataException("the newest checkpoint is gone");
        return new NotedCheckpoint(SignedCheckpoint.Parse(note, out var code) ?? throw new InvalidDataException(code), note);
    }

    /// <summary>Keeps a checkpoint that can't be of the register that is here, with all that proves it; says whether it does prove it.</summary>
    internal bool Contradict(NotedCheckpoint shown, IHashReader larger)
    {
        var held = Held();
        var (small, large) = (Math.Min(shown.Size, held.Size), Math.Max(shown.Size, held.Size));
        return Keep(held, shown, small == large ? [] : [.. ConsistencyProof.ProveBoth(larger, small, large)]);
    }

    /// <summary>Whether a larger checkpoint contradicts what is here, by the server's own tiles; it is kept then.</summary>
    internal bool Forks(NotedCheckpoint given)
    {
        try
        {
            return given.Size > Host.Head.Size && OfFork(new UpstreamLog(_source.Open()), given, null);
        }
        catch (UpstreamException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Host.Dispose();

    private static void Begin(string folder, MirrorSource source, TimeProvider time)
    {
        try
        {
            MirrorBeginning.Run(folder, source, time.GetUtcNow());
        }
        catch (UpstreamException problem)
        {
            throw new RegisterFolderException(problem.Code, problem.Detail.Length > 0 ? problem.Detail : source.Address);
        }
    }

    private string Look(UpstreamLog log, ref long size)
    {
        var shown = log.Checkpoint();
        if (shown.Signed.Check(Host.Founding.Log) is { Length: > 0 } wrong) return wrong;
        size = shown.Size;
        var code = shown.Size < Host.Head.Size ? Smaller(shown) : shown.Size == Host.Head.Size ? OfSameSize(shown) : Larger(log, shown);
        if (code.Length > 0) return code;
        TakeCosignatures(shown);
        _files.Retry(log);
        if (_source.FollowsAll && TakeStored(log) is { Length: > 0 } beyond) return beyond;
        return "";
    }

    private string OfSameSize(NotedCheckpoint shown)
    {
        if (shown.Checkpoint.Root == _head.Root) return "";
        return Keep(Held(), shown, []) ? "mirror-contradicts" : "mirror-entries-differ";
    }

    // What is followed beyond what counts is larger than what counts.
    private string Smaller(NotedCheckpoint shown)
    {
        if (LastKnownCheck.RootAt(Host, shown.Size) != shown.Checkpoint.Root) return Contradict(shown, OwnTree()) ? "mirror-contradicts" : "root-of-nothing";
        if (_source.FollowsAll) return "";
        var held = Held();
        var now = _time.GetUtcNow();
        Standing.Withhold(new WithheldView(now, now, shown.Size, held.Size, System.Text.Encoding.UTF8.GetString(shown.Note.Span), System.Text.Encoding.UTF8.GetString(held.Note.Span)));
        return "mirror-withheld";
    }

    private string Larger(UpstreamLog log, NotedCheckpoint shown)
    {
        if (!_source.FollowsAll && !PolicyAhead.IsMet(Host, log, shown)) return OfFork(log, shown, null) ? "mirror-contradicts" : "policy-not-met";
        return Take(log, shown);
    }

    // Batch by batch, each under the checkpoint that its receipts are over.
    private string Take(UpstreamLog log, NotedCheckpoint shown)
    {
        var (records, tree) = (new UpstreamRecords(log, shown.Size), new Register.Tiles.TileHashReader(shown.Size, log.Tile));
        while (Host.Head.Size < shown.Size)
        {
            var batch = log.OfBatch(Host.Head.Size, Host.Founding.Log) ?? shown;
            if (batch.Size == shown.Size && batch.Checkpoint.Root != shown.Checkpoint.Root && Keep(batch, shown, [])) return "mirror-contradicts";
            if (batch.Size > shown.Size) return "mirror-receipt-differs";
            if (batch.Size < shown.Size && NotVouched(tree, batch, shown) is { Length: > 0 } stray) return stray;
            var read = records.Read(Host.Head.Size, batch.Size);
            if (CopiedBatch.Prepare(Host.Store, _head, read, batch.Checkpoint, batch.OfLog(Host.Founding.Log)) is not { } append) return OfFork(log, shown, batch) ? "mirror-contradicts" : "mirror-entries-differ";
            if (!TryAppend(log, append, read)) return "mirror-record-unread";
        }

        return "";
    }

    // A receipt's checkpoint is the log's word alone. It is gone by only where what enough have co-signed extends it.
    private string NotVouched(IHashReader tree, NotedCheckpoint batch, NotedCheckpoint shown)
    {
        var (hashes, old) = UpstreamLog.BeginningOf(tree, shown, batch.Size);
        return old == batch.Checkpoint.Root ? "" : Keep(batch, shown, hashes) ? "mirror-contradicts" : "mirror-receipt-differs";
    }

    // The server is asked what comes behind until it says that nothing does; what it says so of is whole as of before it was asked.
    private string TakeStored(UpstreamLog log)
    {
        while (true)
        {
            var asked = _time.GetUtcNow();
            if (log.OfBatch(Host.Head.Size, Host.Founding.Log) is not { } batch)
            {
                LastWhole = (asked, Host.Head.Size);
                return "";
            }

            if (Take(log, batch) is { Length: > 0 } code) return code;
        }
    }

    private bool TryAppend(UpstreamLog log, Append append, List<ReadOnlyMemory<byte>> records)
    {
        var acts = records.Select(record => SignedAct.Parse(record, out _) is { } signed ? Host.Readers.Read(signed).Act : null).ToList();
        if (acts.Any(act => act is null)) return false;
        _files.Fetch(log, acts.OfType<Election.Acts.Act>());
        if (!Host.Store.TryAppend(append))
        {
            _head = Host.Store.TakeOver();
            throw new UpstreamException("register-taken-over");
        }

        _head = append.Next;
        Host.Follow();
        Appended?.Invoke(records);
        return true;
    }

    private void TakeCosignatures(NotedCheckpoint shown)
    {
        if (Host.Cosigned is not { } head || !Host.Sizes.Contains(shown.Size)) return;
        foreach (var cosigner in head.PolicyFor(shown.Size).Cosigners)
        {
            var lines = shown.Signed.Note.Signatures.Select(line => (line, Time: cosigner.Key.TimeOf(shown.Signed.Note.Text.Span, line))).Where(one => one.Time is not null).ToList();
            if (lines.Count > 0 && lines.MaxBy(one => one.Time) is var (line, _)) TakeCosignature(head, cosigner, shown.Size, SignedNote.SignatureLine(line.Key, line.Signature.Span));
        }

        if (shown.Size > Host.PublishedSize || !head.IsCosigned) Host.Publish(shown.Size == Host.Head.Size ? Host.Snapshot() : Host.BooksAsOf(shown.Size, CancellationToken.None));
    }

    // What is here already needn't be written again at each look.
    private void TakeCosignature(Cosigning.CosignedHead head, PolicyCosigner cosigner, long size, byte[] line)
    {
        if (Host.Store.ReadCosignatures(size).Any(known => known.AsSpan().SequenceEqual(line))) return;
        head.Add(cosigner, size, line);
        Host.ShowAnew();
    }

    // By the server's own tiles, which its checkpoint vouches for: either what was here isn't the beginning of it, or a file was altered.
    private bool OfFork(UpstreamLog log, NotedCheckpoint shown, NotedCheckpoint? batch)
    {
        var tree = new Register.Tiles.TileHashReader(shown.Size, log.Tile);
        if (MerkleTree.Root(tree, shown.Size) != shown.Checkpoint.Root) throw new UpstreamException("mirror-tile-differs");
        foreach (var other in new[] { Held(), batch }.OfType<NotedCheckpoint>().Where(one => one.Size > 0 && one.Size < shown.Size))
            if (Keep(other, shown, [.. ConsistencyProof.ProveBoth(tree, other.Size, shown.Size)])) return true;
        return false;
    }

    private bool Keep(NotedCheckpoint one, NotedCheckpoint other, System.Collections.Immutable.ImmutableArray<Hash> hashes) =>
        Standing.Contradictions.Keep(Contradiction.Of(Host.Founding.Log, one.Signed, one.Note, other.Signed, other.Note, hashes));

    internal IHashReader OwnTree() => new RegisterReader(Host.Store, () => Host.Head.Size).Nodes;
}
