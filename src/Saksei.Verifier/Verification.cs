using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Organisations;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Verifier;

/// <summary>
/// Verifies a published register from its files alone: the same fold that the server runs, over every record, with every
/// signature checked and every published file computed anew. One instance, one verification.
/// </summary>
public sealed class Verification : IDisposable
{
    /// <summary>Findings beyond these are counted but not told.</summary>
    public const int MaximumFindings = 200;

    private const long MaximumSmallFile = 1 << 20;
    // Beyond so many bundles that can't be read, a checkpoint's size is only a number: it would have others looked for without end.
    private const int MostUnreadable = 64;

    private const long MaximumBundle = TileCoordinate.FullWidth * (EntryBundle.MaximumRecordBytes + 2L);

    private readonly IPublishedFiles _files;
    private readonly Pin _pin;
    private readonly Findings _findings = new();
    private readonly SignatureQueue _signatures = new();
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private readonly List<(long Index, string Act, Outcome Outcome)> _void = [];
    private readonly Dictionary<(Hash Sha256, long Length), long> _attachments = [];
    private readonly TileTree _tree = new();
    private readonly List<Tile> _tiles = [];
    private ElectionFold? _fold;
    private RegisterFound? _founding;
    private bool _foldStopped;
    private int _unreadable;

    private Verification(IPublishedFiles files, Pin pin) => (_files, _pin) = (files, pin);

    /// <summary>Verifies; never throws for what is published, whatever it is.</summary>
    /// <param name="files">Where the register is read from.</param>
    /// <param name="pin">What the caller knows from elsewhere.</param>
    /// <param name="progress">Told the number of records read, now and then.</param>
    public static VerificationReport Run(IPublishedFiles files, Pin pin, Action<long>? progress = null)
    {
        using var verification = new Verification(files, pin);
        return verification.Run(progress ?? (_ => { }));
    }

    /// <inheritdoc/>
    public void Dispose() => _signatures.Dispose();

    private VerificationReport Run(Action<long> progress)
    {
        var (note, checkpoint) = ReadCheckpoint();
        if (checkpoint is not null)
        {
            foreach (var (index, width) in TileCoordinate.BundlesOf(checkpoint.Size))
            {
                TakeBundle(index, width, checkpoint);
                progress(_tree.Size);
                if (index == 0) CheckSigner(note);
                if (index == 0 && IsForeign()) break;
                if (_unreadable == MostUnreadable) break;
            }

            if (!_isForeign) CheckTree(checkpoint);
        }

        CheckAttachments();
        CheckResults();
        CheckNothingElse();
        foreach (var leaf in _signatures.Finish()) _findings.Add(Describe(leaf, Check.Signatures, "signature-wrong"));
        return Report(checkpoint);
    }

    // A server that isn't the register's could send without end: whoever can't be asked for a list of files is left where it isn't
    // signed by the log of its own founding act, or isn't the one that was named. What wasn't read is not checked.
    private bool IsForeign()
    {
        if (_files.List() is not null || !(_findings.Any(Check.Checkpoint) || _findings.Any(Check.Founding))) return false;
        return _foldStopped = _isForeign = true;
    }

    private bool _isForeign;

    private (SignedNote? Note, Checkpoint? Checkpoint) ReadCheckpoint()
    {
        _expected.Add(Publication.Checkpoint);
        if (_files.Read(Publication.Checkpoint, MaximumSmallFile) is not { } bytes)
            return NoCheckpoint("file-missing");
        if (SignedNote.Parse(bytes) is not { } note || Register.Notes.Checkpoint.Parse(note.Text.Span) is not { } checkpoint)
            return NoCheckpoint("checkpoint-malformed");
        if (checkpoint.Size == 0) _findings.Add(new Finding(Check.Founding, "register-empty"));
        return (note, checkpoint);
    }

    private (SignedNote?, Checkpoint?) NoCheckpoint(string code)
    {
        _findings.Add(new Finding(Check.Checkpoint, code, Publication.Checkpoint));
        return (null, null);
    }

    private void TakeBundle(long index, int width, Checkpoint checkpoint)
    {
        var path = TileCoordinate.BundlePath(index, width);
        _expected.Add(path);
        var bytes = _files.Read(path, MaximumBundle);
        if (bytes is null || !EntryBundle.TrySplit(bytes, width, out var records))
        {
            _findings.Add(new Finding(Check.Tree, bytes is null ? "file-missing" : "bundle-malformed", path, index * TileCoordinate.FullWidth));
            _foldStopped = true;
            _unreadable++;
            records = new ReadOnlyMemory<byte>[width];
        }

        var jobs = new List<SignatureJob>(width);
        foreach (var record in records)
        {
            var leaf = _tree.Size;
            _tree.Append(Hash.OfLeaf(record.Span), _tiles);
            if (!_foldStopped) TakeRecord(record, leaf, path, checkpoint, jobs);
        }

        CheckTiles();
        _signatures.Add([.. jobs]);
    }

    private void TakeRecord(ReadOnlyMemory<byte> record, long leaf, string path, Checkpoint checkpoint, List<SignatureJob> jobs)
    {
        if (SignedAct.Parse(record, out var code) is not { } signed)
        {
            StopFold(new Finding(Check.Acts, code, path, leaf));
            return;
        }

        if (leaf == 0 && !Found(signed, checkpoint)) return;
        if (_fold is not { } fold) return;
        var identity = signed.Identity;
        var reading = fold.Reader.Read(signed);
        if (reading.Act is not { } act) StopFold(new Finding(Check.Acts, reading.Problem?.Code ?? "act-malformed", path, leaf, identity.ToHex(), "", reading.Problem?.Detail ?? ""));
        else if (fold.Organisations.RulesVersion > ElectionFold.KnownRules) _foldStopped = true;
        else TakeAct(fold, signed, act, identity, leaf, jobs);
    }

    private void TakeAct(ElectionFold fold, SignedAct signed, Act act, Hash identity, long leaf, List<SignatureJob> jobs)
    {
        if (!signed.Origin.Span.SequenceEqual(_origin)) _findings.Add(new Finding(Check.Acts, "origin-differs", "", leaf, identity.ToHex(), act.Subject));
        if (leaf > 0) QueueSignatures(fold, signed, act, identity, leaf, jobs);
        var outcome = fold.Apply(act, identity);
        if (leaf == 0 && outcome.IsApplied) QueueSignatures(fold, signed, act, identity, leaf, jobs);
        if (leaf == 0 && !outcome.IsApplied) _findings.Add(new Finding(Check.Founding, outcome.VoidCode, "", leaf, identity.ToHex(), "", outcome.Detail));
        if (!outcome.IsApplied) _void.Add((leaf, identity.ToHex(), outcome));
        foreach (var attachment in act.References) _attachments.TryAdd((attachment.Sha256, attachment.Length), leaf);
    }

    // Keys are those enrolled before the act; only the founding act brings its own.
    private void QueueSignatures(ElectionFold fold, SignedAct signed, Act act, Hash identity, long leaf, List<SignatureJob> jobs)
    {
        foreach (var signature in signed.Signatures)
        {
            if (fold.Organisations.FindKey(signature.Key) is { } key) jobs.Add(new SignatureJob(leaf, signed.Text, signature.Signature, key.Key));
            else _findings.Add(new Finding(Check.Signatures, "key-unknown", "", leaf, identity.ToHex(), act.Subject, signature.Key.ToString()));
        }
    }

    private byte[] _origin = [];

    private bool Found(SignedAct signed, Checkpoint checkpoint)
    {
        var reading = ActReader.ReadFounding(signed);
        if (reading.Act is not RegisterFound founding)
        {
            StopFold(new Finding(Check.Founding, reading.Problem?.Code ?? "found-not-first", "", 0, signed.Identity.ToHex()));
            return false;
        }

        (_founding, _foundingIdentity) = (founding, signed.Identity.ToHex());
        _origin = System.Text.Encoding.UTF8.GetBytes(founding.Log.Name.Name);
        if (checkpoint.Origin != founding.Log.Name.Name) _findings.Add(new Finding(Check.Checkpoint, "origin-differs", Publication.Checkpoint, Detail: checkpoint.Origin));
        if (_pin.Founding is { } pinned && pinned != _foundingIdentity) _findings.Add(new Finding(Check.Founding, "founding-not-pinned", "", 0, _foundingIdentity));
        if (ReadDefinition(founding.Definition) is not { } definition) return false;
        _fold = new ElectionFold(definition, founding.Log.Name.Name);
        return true;
    }

    private string _foundingIdentity = "";

    private ElectionDefinition? ReadDefinition(Hash identity)
    {
        var path = Publication.Attachment(identity);
        _expected.Add(path);
        var bytes = _files.Read(path, DefinitionReader.MaximumFileBytes);
        var code = bytes is null ? "file-missing" : Hash.OfBytes(bytes) != identity ? "definition-differs" : "";
        if (bytes is null || code.Length > 0)
        {
            StopFold(new Finding(Check.Definition, code, path));
            return null;
        }

        var reading = DefinitionReader.Read(bytes, OpenDefinitionFile);
        foreach (var problem in reading.Problems) StopFold(new Finding(Check.Definition, problem.Code, path, Detail: $"{problem.File}:{problem.Line} {problem.Detail}"));
        return reading.Definition;
    }

    private byte[]? OpenDefinitionFile(DefinitionFile file)
    {
        var path = Publication.Attachment(file.Attachment.Sha256);
        _expected.Add(path);
        var bytes = _files.Read(path, DefinitionReader.MaximumFileBytes);
        if (bytes is null || Hash.OfBytes(bytes) != file.Attachment.Sha256)
            _findings.Add(new Finding(Check.Attachments, bytes is null ? "file-missing" : "file-differs", path, Detail: file.Path));
        return bytes;
    }

    // Finished tiles are compared and dropped as they come, so that memory doesn't grow with the register.
    private void CheckTiles()
    {
        foreach (var tile in _tiles) CheckTile(tile);
        _tiles.Clear();
    }

    private void CheckTile(Tile tile)
    {
        var path = tile.At.Path;
        _expected.Add(path);
        var published = _files.Read(path, TileCoordinate.FullWidth * Hash.Length);
        if (published is null || !published.AsSpan().SequenceEqual(tile.Bytes))
            _findings.Add(new Finding(Check.Tree, published is null ? "file-missing" : "tile-differs", path));
    }

    private void CheckTree(Checkpoint checkpoint)
    {
        foreach (var tile in _tree.Partials()) CheckTile(tile);
        if (_tree.Root() != checkpoint.Root) _findings.Add(new Finding(Check.Tree, "root-differs", Publication.Checkpoint));
    }

    private void CheckSigner(SignedNote? note)
    {
        if (note is null || _founding is not { } founding) return;
        if (!note.IsSignedBy(founding.Log)) _findings.Add(new Finding(Check.Checkpoint, "checkpoint-signature", Publication.Checkpoint));
        if (_pin.LogKey is { } pinned && pinned != founding.Log.Text) _findings.Add(new Finding(Check.Checkpoint, "log-key-not-pinned", Publication.Checkpoint, Detail: founding.Log.Text));
    }

    private void CheckAttachments()
    {
        foreach (var ((sha256, length), leaf) in _attachments)
        {
            var path = Publication.Attachment(sha256);
            _expected.Add(path);
            var bytes = _files.Read(path, Attachment.MaximumBytes);
            if (bytes is null || bytes.Length != length || Hash.OfBytes(bytes) != sha256)
                _findings.Add(new Finding(Check.Attachments, bytes is null ? "file-missing" : "file-differs", path, leaf));
        }
    }

    private void CheckResults()
    {
        foreach (var path in Publication.ResultPaths) _expected.Add(path);
        if (_fold is not { } fold || _foldStopped) return;
        var books = fold.Snapshot();
        var documents = PublishedResults.Of(books, _void);
        Compare(Check.Tally, Publication.Tally, documents.Tally);
        Compare(Check.Tally, Publication.Summary, documents.Summary);
        Compare(Check.Tally, Publication.Contradicted, documents.Contradicted);
        Compare(Check.Seats, Publication.Seats, documents.Seats);
        Compare(Check.Seats, Publication.Holders, documents.Holders);
        Compare(Check.Cases, Publication.Cases, documents.Cases);
        Compare(Check.Rules, Publication.Void, documents.Void);
        Compare(Check.Evidence, Publication.Evidence, documents.Evidence);
        CheckCertificates(books.Evidence);
    }

    // The search for certificates and their check share no steps, so a wrong search doesn't pass either.
    private void CheckCertificates(ElectionEvidence evidence)
    {
        foreach (var constituency in evidence.Constituencies)
            foreach (var seat in constituency.Seats.Where(seat => !EvidenceCheck.Holds(constituency, seat)))
                _findings.Add(new Finding(Check.Evidence, "certificate-wrong", Publication.Evidence, Detail: $"{constituency.Constituency.Code} {seat.List.Code} {seat.Ordinal}"));
    }

    private void Compare(Check check, string path, byte[] computed)
    {
        var published = _files.Read(path, 2L * computed.Length + MaximumSmallFile);
        if (published is null || !published.AsSpan().SequenceEqual(computed))
            _findings.Add(new Finding(check, published is null ? "file-missing" : "result-differs", path));
    }

    private void CheckNothingElse()
    {
        foreach (var path in _files.List() ?? [])
            if (!_expected.Contains(path)) _findings.Add(new Finding(Check.Files, "file-unaccounted", path));
    }

    private void StopFold(Finding finding)
    {
        _findings.Add(finding);
        _foldStopped = true;
    }

    private Finding Describe(long leaf, Check check, string code)
    {
        var path = BundlePathOf(leaf);
        var records = _files.Read(path, MaximumBundle);
        var width = _tree.Size - leaf / TileCoordinate.FullWidth * TileCoordinate.FullWidth;
        if (records is null || !EntryBundle.TrySplit(records, (int)Math.Min(width, TileCoordinate.FullWidth), out var split)) return new Finding(check, code, path, leaf);
        var signed = SignedAct.Parse(split[leaf % TileCoordinate.FullWidth], out _);
        var act = signed is null ? null : _fold?.Reader.Read(signed).Act;
        return new Finding(check, code, path, leaf, signed?.Identity.ToHex() ?? "", act?.Subject ?? "", act?.Kind ?? "");
    }

    private string BundlePathOf(long leaf)
    {
        var index = leaf / TileCoordinate.FullWidth;
        return TileCoordinate.BundlePath(index, (int)Math.Min(_tree.Size - index * TileCoordinate.FullWidth, TileCoordinate.FullWidth));
    }

    private VerificationReport Report(Checkpoint? checkpoint) => new(
        checkpoint?.Origin ?? "", checkpoint?.Size ?? 0, checkpoint?.Root.ToString() ?? "", _foundingIdentity, _founding?.Log.Text ?? "",
        _pin != Pin.None, _founding?.Simulated ?? false, _signatures.Count,
        [.. Enum.GetValues<Check>().Where(Applies).Select(check => new CheckResult(check, OutcomeOf(check, checkpoint is not null)))],
        _findings.ToImmutable());

    private bool Applies(Check check) => check != Check.Files || _files.List() is not null;

    // What a stopped fold didn't reach is not checked; so is everything where there is no checkpoint to start from.
    private CheckOutcome OutcomeOf(Check check, bool hasCheckpoint)
    {
        if (_findings.Any(check)) return CheckOutcome.Fail;
        if (!hasCheckpoint || (_isForeign && check == Check.Tree)) return CheckOutcome.NotChecked;
        var needsFold = check is Check.Acts or Check.Signatures or Check.Rules or Check.Attachments or Check.Tally or Check.Seats or Check.Files or Check.Evidence or Check.Cases;
        if (needsFold && (_foldStopped || _fold is null)) return CheckOutcome.NotChecked;
        return check is Check.Founding or Check.Checkpoint && _founding is null ? CheckOutcome.NotChecked
            : check == Check.Definition && _fold is null ? CheckOutcome.NotChecked : CheckOutcome.Pass;
    }
}

/// <summary>Collects findings; which checks failed is remembered also beyond the bound.</summary>
internal sealed class Findings
{
    private readonly ImmutableArray<Finding>.Builder _told = ImmutableArray.CreateBuilder<Finding>();
    private readonly HashSet<Check> _failed = [];

    internal void Add(Finding finding)
    {
        _failed.Add(finding.Check);
        if (_told.Count < Verification.MaximumFindings) _told.Add(finding);
    }

    internal bool Any(Check check) => _failed.Contains(check);

    internal ImmutableArray<Finding> ToImmutable() => [.. _told.OrderBy(finding => finding.Check).ThenBy(finding => finding.Leaf)];
}
