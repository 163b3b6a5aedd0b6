using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Evidence;
using Saksei.Election.Organisations;
using Saksei.Register.Acts;
using Saksei.Register.Cosigning;
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
    /// <summary>No more findings than these are named.</summary>
    public const int MaximumFindings = 200;

    // How much longer than what was computed a results file may be and still be read, so as to say that it differs.
    private const long MaximumBeyond = 1 << 20;

    // Beyond so many bundles that can't be read, a checkpoint's size is only a number: it would have others looked for without end.
    private const int MostUnreadable = 64;

    private const long MaximumBundle = TileCoordinate.FullWidth * (EntryBundle.MaximumRecordBytes + 2L);

    private readonly IPublishedFiles _files;
    private readonly Pin _pin;
    private readonly Findings _findings = new();
    private readonly SignatureQueue _signatures = new();
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private readonly List<(long Index, string Act, Outcome Outcome)> _void = [];
    private readonly AttachmentCheck _attachments;
    private readonly TileTree _tree = new();
    private readonly List<Tile> _tiles = [];
    private ElectionFold? _fold;
    private RegisterFound? _founding;
    private bool _foldStopped;
    private int _unreadable;
    private long _wholeSize = long.MaxValue;
    private readonly KeptCheck? _kept;

    private Verification(IPublishedFiles files, Pin pin, Kept kept)
    {
        (_files, _pin, _attachments) = (files, pin, new AttachmentCheck(files, _findings, _expected));
        if (!kept.IsEmpty) _kept = new KeptCheck(kept, _findings);
    }

    /// <summary>Verifies; never throws for what is published, whatever it is.</summary>
    /// <param name="files">Where the register is read from.</param>
    /// <param name="pin">What the caller knows from elsewhere.</param>
    /// <param name="progress">Called with the number of records read, now and then.</param>
    /// <param name="kept">What somebody kept from before; nothing unless given.</param>
    public static VerificationReport Run(IPublishedFiles files, Pin pin, Action<long>? progress = null, Kept? kept = null)
    {
        using var verification = new Verification(files, pin, kept ?? Kept.Nothing);
        return verification.Run(progress ?? (_ => { }));
    }

    /// <summary>The same, and the books that were checked; null where they couldn't be read to the end.</summary>
    public static (VerificationReport Report, ElectionBooks? Books) Read(IPublishedFiles files, Pin pin, Action<long>? progress = null)
    {
        using var verification = new Verification(files, pin, Kept.Nothing);
        var report = verification.Run(progress ?? (_ => { }));
        return (report, verification._foldStopped ? null : verification._fold?.Snapshot());
    }

    /// <inheritdoc/>
    public void Dispose() => _signatures.Dispose();

    private VerificationReport Run(Action<long> progress)
    {
        var signed = ReadCheckpoint();
        if (signed is not null) ReadTree(signed, progress);
        _attachments.Finish(_fold);
        CheckResults();
        foreach (var leaf in _signatures.Finish()) _findings.Add(Describe(leaf, Check.Signatures, "signature-wrong"));
        if (signed is not null) CheckNothingElse();
        if (signed is not null && _founding is { } founding) foreach (var finding in PolicyCheck.Of(_pin.Policy, founding, Stated(founding), signed.Note)) _findings.Add(finding);
        return Report(signed?.Checkpoint);
    }

    private void ReadTree(SignedCheckpoint signed, Action<long> progress)
    {
        foreach (var (index, width) in TileCoordinate.BundlesOf(signed.Checkpoint.Size))
        {
            TakeBundle(index, width, signed.Checkpoint);
            progress(_tree.Size);
            if (index == 0) CheckSigner(signed.Note);
            if (index == 0 && IsForeign()) return;
            if (_unreadable == MostUnreadable) break;
        }

        CheckTree(signed.Checkpoint);
        if (_founding is { } founding) _kept?.Finish(founding.Log, signed.Checkpoint.Size, Math.Min(_wholeSize, _tree.Size));
    }

    // A server that isn't the register's could send without end: a source that has no list of files is left where it isn't
    // signed by the log of its own founding act, or isn't the one that was named. What wasn't read is not checked.
    private bool IsForeign()
    {
        if (_files.List() is not null || !(_findings.Any(Check.Checkpoint) || _findings.Any(Check.Founding))) return false;
        return _foldStopped = _isForeign = true;
    }

    private bool _isForeign;

    private SignedCheckpoint? ReadCheckpoint()
    {
        _expected.Add(Publication.Checkpoint);
        var file = _files.Read(Publication.Checkpoint, SignedCheckpoint.MaximumBytes);
        if (!file.IsRead) _findings.Add(Check.Checkpoint, file, Publication.Checkpoint);
        else if (SignedCheckpoint.Parse(file.Bytes, out var code) is not { } signed) _findings.Add(new Finding(Check.Checkpoint, code, Publication.Checkpoint));
        else
        {
            if (signed.Checkpoint.Size == 0) _findings.Add(new Finding(Check.Founding, "register-empty"));
            return signed;
        }

        return null;
    }

    private void TakeBundle(long index, int width, Checkpoint checkpoint)
    {
        var path = TileCoordinate.BundlePath(index, width);
        _expected.Add(path);
        var file = _files.Read(path, MaximumBundle);
        if (!EntryBundle.TrySplit(file.Bytes, width, out var records)) records = MissBundle(file, path, index, width);
        var jobs = new List<SignatureJob>(width);
        foreach (var record in records)
        {
            var (leaf, hash) = (_tree.Size, Hash.OfLeaf(record.Span));
            _tree.Append(hash, _tiles);
            _kept?.Take(leaf, hash, _tree.Root);
            if (!_foldStopped) TakeRecord(record, leaf, path, checkpoint, jobs);
        }

        CheckTiles();
        _signatures.Add([.. jobs]);
    }

    // Empty records stand for those that can't be read, so that what comes behind keeps its place.
    private ReadOnlyMemory<byte>[] MissBundle(PublishedFile file, string path, long index, int width)
    {
        if (file.IsRead) _findings.Add(new Finding(Check.Tree, "bundle-malformed", path, index * TileCoordinate.FullWidth));
        else _findings.Add(Check.Tree, file, path, index * TileCoordinate.FullWidth);
        _wholeSize = Math.Min(_wholeSize, index * TileCoordinate.FullWidth);
        _foldStopped = true;
        _unreadable++;
        return new ReadOnlyMemory<byte>[width];
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
        if (!signed.Origin.Span.SequenceEqual(_origin)) _findings.Add(new Finding(Check.Acts, "origin-differs", "", leaf, identity.ToHex(), StationOf(act)));
        if (leaf > 0) QueueSignatures(fold, signed, act, identity, leaf, jobs);
        var outcome = fold.Apply(act, identity);
        if (leaf == 0 && outcome.IsApplied) QueueSignatures(fold, signed, act, identity, leaf, jobs);
        if (leaf == 0 && !outcome.IsApplied) _findings.Add(new Finding(Check.Founding, outcome.VoidCode, "", leaf, identity.ToHex(), "", outcome.Detail));
        if (!outcome.IsApplied) _void.Add((leaf, identity.ToHex(), outcome));
        _attachments.Take(act, leaf);
    }

    // Keys are those enrolled before the act; the founding act brings its own, and so does an organisation whose key the definition names.
    private void QueueSignatures(ElectionFold fold, SignedAct signed, Act act, Hash identity, long leaf, List<SignatureJob> jobs)
    {
        foreach (var signature in signed.Signatures)
        {
            if (fold.Organisations.KeyFor(signature.Key, act) is { } key) jobs.Add(new SignatureJob(leaf, signed.Text, signature.Signature, key));
            else _findings.Add(new Finding(Check.Signatures, "key-unknown", "", leaf, identity.ToHex(), StationOf(act), signature.Key.ToString()));
        }
    }

    private byte[] _origin = [];

    private bool Found(SignedAct signed, Checkpoint checkpoint)
    {
        var reading = ActReader.ReadFounding(signed);
        if (reading.Act is not RegisterFound founding)
        {
            StopFold(new Finding(FailedBy(reading), reading.Problem?.Code ?? "act-malformed", "", 0, signed.Identity.ToHex(), "", reading.Problem?.Detail ?? ""));
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

    // An act of another kind founds nothing; one that can't be read may be any.
    private static Check FailedBy(ActReading reading) => reading.Problem?.Code == "kind-not-found" ? Check.Founding : Check.Acts;

    private string _foundingIdentity = "";

    private ElectionDefinition? ReadDefinition(Hash identity)
    {
        var path = Publication.Attachment(identity);
        _expected.Add(path);
        var file = _files.Read(path, DefinitionReader.MaximumFileBytes);
        var isIt = file.IsRead && Hash.OfBytes(file.Bytes.Span) == identity;
        if (file.IsRead && !isIt) _findings.Add(new Finding(Check.Definition, "definition-differs", path));
        if (!file.IsRead) _findings.Add(Check.Definition, file, path);
        var reading = isIt ? DefinitionReader.Read(file.Bytes.ToArray(), OpenDefinitionFile) : new DefinitionReading(null, []);

        // A file that couldn't be read isn't missing: what the reader says of its absence isn't so.
        if (!_findings.IsUnread(Check.Definition))
            foreach (var problem in reading.Problems) _findings.Add(new Finding(Check.Definition, problem.Code, path, Detail: $"{problem.File}:{problem.Line} {problem.Detail}"));
        _foldStopped |= reading.Definition is null;
        return reading.Definition;
    }

    private byte[]? OpenDefinitionFile(DefinitionFile named)
    {
        var path = Publication.Attachment(named.Attachment.Sha256);
        _expected.Add(path);
        var file = _files.Read(path, DefinitionReader.MaximumFileBytes);
        if (!file.IsRead) _findings.Add(Check.Attachments, file, path, -1, named.Path);
        else if (Hash.OfBytes(file.Bytes.Span) != named.Attachment.Sha256) _findings.Add(new Finding(Check.Attachments, "file-differs", path, Detail: named.Path));
        if (file.Code == Findings.NotRead) _findings.Add(Check.Definition, file, path, -1, named.Path);
        return file.IsRead ? file.Bytes.ToArray() : null;
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
        if (!published.IsRead) _findings.Add(Check.Tree, published, path);

        // Behind a bundle that couldn't be read nobody knows what the tile should be.
        else if (IsWhole && !published.Bytes.Span.SequenceEqual(tile.Bytes)) _findings.Add(new Finding(Check.Tree, "tile-differs", path));
    }

    private void CheckTree(Checkpoint checkpoint)
    {
        foreach (var tile in _tree.Partials()) CheckTile(tile);
        if (IsWhole && _tree.Root() != checkpoint.Root) _findings.Add(new Finding(Check.Tree, "root-differs", Publication.Checkpoint));
    }

    private bool IsWhole => !_findings.IsUnread(Check.Tree);

    private void CheckSigner(SignedNote note)
    {
        if (_founding is not { } founding) return;
        if (!note.IsSignedBy(founding.Log)) _findings.Add(new Finding(Check.Checkpoint, "checkpoint-signature", Publication.Checkpoint));
        if (_pin.LogKey is { } pinned && pinned != founding.Log.Text) _findings.Add(new Finding(Check.Checkpoint, "log-key-not-pinned", Publication.Checkpoint, Detail: founding.Log.Text));
    }

    private void CheckResults()
    {
        if (_fold is not { } fold) return;
        var files = ResultFile.Of(fold.Definition).ToList();
        foreach (var file in files) _expected.Add(file.Path);
        if (_foldStopped) return;
        var books = fold.Snapshot();
        var input = new ResultInput(books, _void);
        foreach (var file in files) Compare(file.Check, file.Path, file.Write(input));
        foreach (var contest in books.Contests) CheckCertificates(contest);
    }

    // The search for certificates and their check share no steps, so a wrong search doesn't pass either.
    private void CheckCertificates(ContestAsOf contest)
    {
        foreach (var constituency in contest.Evidence.Constituencies)
            foreach (var seat in constituency.Seats.Where(seat => !EvidenceCheck.Holds(constituency, seat)))
                _findings.Add(new Finding(Check.Evidence, "certificate-wrong", ResultFile.PathOf(Publication.Evidence, contest.Contest), Detail: $"{constituency.Constituency.Code} {seat.List.Code} {seat.Ordinal}"));
    }

    private void Compare(Check check, string path, byte[] computed)
    {
        var published = _files.Read(path, 2L * computed.Length + MaximumBeyond);
        if (!published.IsRead) _findings.Add(check, published, path);
        else if (!published.Bytes.Span.SequenceEqual(computed)) _findings.Add(new Finding(check, "result-differs", path));
    }

    // What is accounted for is finite, and the search ends at the bound of findings: a folder without end is left behind.
    private void CheckNothingElse()
    {
        var (folders, found) = (_expected.SelectMany(FoldersOf).ToHashSet(StringComparer.Ordinal), 0);
        foreach (var entry in _files.List() ?? [])
        {
            if (entry.Kind == EntryKind.UnreadFolder) _findings.Add(Check.Files, PublishedFile.NotRead(""), entry.Path);
            else if ((entry.Kind == EntryKind.Folder ? folders : _expected).Contains(entry.Path) || (!IsReadToEnd && MayBeNamed(entry))) continue;
            else _findings.Add(new Finding(Check.Files, "file-unaccounted", entry.Kind == EntryKind.Folder ? entry.Path + "/" : entry.Path));
            if (++found == MaximumFindings) return;
        }
    }

    private bool IsReadToEnd => !_foldStopped && _fold is not null;

    // By what wasn't read: acts name attachments, and the definition says of which contests there are results.
    private static bool MayBeNamed(PublishedEntry entry) => entry.Kind == EntryKind.Folder
        ? entry.Path is "results" or "attachments" || FoldersOf(entry.Path).SequenceEqual(["results"])
        : Publication.IsAttachment(entry.Path) || ResultFile.MayLieAt(entry.Path);

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..end];
    }

    private void StopFold(Finding finding)
    {
        _findings.Add(finding);
        _foldStopped = true;
    }

    private Finding Describe(long leaf, Check check, string code)
    {
        var path = BundlePathOf(leaf);
        var records = _files.Read(path, MaximumBundle).Bytes;
        var width = _tree.Size - leaf / TileCoordinate.FullWidth * TileCoordinate.FullWidth;
        if (!EntryBundle.TrySplit(records, (int)Math.Min(width, TileCoordinate.FullWidth), out var split)) return new Finding(check, code, path, leaf);
        var signed = SignedAct.Parse(split[leaf % TileCoordinate.FullWidth], out _);
        var act = signed is null ? null : _fold?.Reader.Read(signed).Act;
        return new Finding(check, code, path, leaf, signed?.Identity.ToHex() ?? "", act is null ? "" : StationOf(act), act?.Kind ?? "");
    }

    private static string StationOf(Act act) => act.About.Stations is [var station] ? station : "";

    private string BundlePathOf(long leaf)
    {
        var index = leaf / TileCoordinate.FullWidth;
        return TileCoordinate.BundlePath(index, (int)Math.Min(_tree.Size - index * TileCoordinate.FullWidth, TileCoordinate.FullWidth));
    }

    private VerificationReport Report(Checkpoint? checkpoint) => new(
        checkpoint?.Origin ?? "", checkpoint?.Size ?? 0, checkpoint?.Root.ToString() ?? "", _foundingIdentity, _founding?.Log.Text ?? "",
        _pin != Pin.None, _founding?.Simulated ?? false, _signatures.Count, _attachments.TakenDown,
        [.. Enum.GetValues<Check>().Select(check => new CheckResult(check, IsAsked(check) ? OutcomeOf(check, checkpoint is not null) : CheckOutcome.NotAsked))],
        _findings.ToImmutable());

    // As far as acts could be read; without the definition none but the founding act can.
    private ImmutableArray<Policy> Stated(RegisterFound founding) =>
        _fold is { Cosigning.Records.All: { IsEmpty: false } all } ? [.. all.Select(stated => stated.Policy)] : founding.Policy is { } first ? [first] : [];

    private bool IsAsked(Check check) => check switch
    {
        Check.Files => _files.List() is not null,
        Check.Kept => _kept is not null,
        Check.Policy => _founding is not { Cosigning.IsNone: true } || _fold?.Cosigning.Records.InForce is not null || _pin.Policy is not null,
        _ => true,
    };

    private CheckOutcome OutcomeOf(Check check, bool hasCheckpoint)
    {
        if (_findings.Any(check)) return CheckOutcome.Fail;
        return hasCheckpoint && !_findings.IsUnread(check) && IsReached(check) ? CheckOutcome.Pass : CheckOutcome.NotChecked;
    }

    // What a stopped fold didn't reach is not checked; so is everything where there is no checkpoint to start from.
    private bool IsReached(Check check) => check switch
    {
        Check.Tree => !_isForeign,
        Check.Kept => !_isForeign && _founding is not null,
        Check.Checkpoint => _founding is not null,
        Check.Policy => _founding is { } founding && (_pin.Policy is not null || !Stated(founding).IsEmpty),

        // What the founding act needs to hold stands in the definition.
        Check.Founding or Check.Definition => _fold is not null,
        _ => IsReadToEnd,
    };
}
