using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Files;
using Saksei.Election.Organisations;
using Saksei.Node.Cosigning;
using Saksei.Node.Keeping;
using Saksei.Node.Mirroring;
using Saksei.Register.Acts;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node;

/// <summary>
/// One register in a folder: its store, and <c>keys/</c> where this machine is its writer. The books follow what is stored and are
/// never ahead of it; another process may write to the same store.
/// </summary>
public sealed class RegisterHost : IDisposable
{
    /// <summary>The database within the folder.</summary>
    public const string DatabaseName = RegisterStore.FileName;

    private const int TakeOvers = 3;
    private readonly Lock _writing = new();
    private readonly RegisterBooks _books;
    private readonly RegisterReader _reader;
    private readonly bool _restored;
    private CosignersHeard? _heard;
    private bool _isOpen;
    private long _stamp;
    private bool _isBehind;
    private Sequencer? _sequencer;

    private RegisterHost(string folder, IRegisterStore store, ElectionDefinition definition, RegisterFound founding, ActDesk desk)
    {
        (Folder, Store, Definition, Founding, Desk) = (folder, store, definition, founding, desk);
        Keys = KeyRing.Open(Path.Combine(folder, "keys"));
        _books = new RegisterBooks(store, definition, Origin);
        _reader = new RegisterReader(store, () => Head.Size);
        _restored = RestoredMark.IsIn(folder);
        Mirror = MirrorStanding.In(folder);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The election.</summary>
    public ElectionDefinition Definition { get; }

    /// <summary>The founding act.</summary>
    public RegisterFound Founding { get; }

    /// <summary>Time and random bits for acts made here.</summary>
    public ActDesk Desk { get; }

    /// <summary>Keys that lie in the folder.</summary>
    public KeyRing Keys { get; }

    /// <summary>The store; append only through <see cref="Submit"/>.</summary>
    public IRegisterStore Store { get; }

    /// <summary>The register's name: that of the log's key.</summary>
    public string Origin => Founding.Log.Name.Name;

    /// <summary>Raised by the thread that writes or follows, after the head moved: for what is short.</summary>
    public event Action? Moved;

    /// <summary>Raised after what readers are to be shown has moved: for what is short.</summary>
    public event Action? Published;

    /// <summary>Where the register stands as this process knows it.</summary>
    public NodeHead Head => _books.Head;

    /// <summary>What co-signers have signed; null where the founders asked for none.</summary>
    public CosignedHead? Cosigned { get; private set; }

    /// <summary>How it stands with the register that is followed; null where this isn't a mirror.</summary>
    public MirrorStanding? Mirror { get; }

    /// <summary>Acts that co-signers have had for two minutes and that aren't in the register.</summary>
    public LackingActs Lacking { get; private set; } = LackingActs.None;

    /// <summary>Grows with whatever readers are to see anew: what is published, who of the co-signers answers, how far they are behind.</summary>
    public long PublishedStamp => Interlocked.Read(ref _stamp);

    /// <summary>How many acts readers are shown: all, or as many as enough co-signers have signed.</summary>
    public long PublishedSize => Cosigned?.Books.Size ?? Head.Size;

    /// <summary>Sizes at which checkpoints were published, up to the head.</summary>
    public CheckpointSizes Sizes => _books.Sizes;

    /// <summary>Whether acts can be appended here.</summary>
    public bool IsWritable => WhyReadOnly.Length == 0;

    /// <summary>Why no act can be appended here: a code, empty where one can. The log's and the clock's keys lie in the folder, and nothing closes it.</summary>
    public string WhyReadOnly => Keys.Find(Origin) is null || Keys.Find(Founding.Clock.Name.Name) is null ? "register-read-only" : WhyClosed;

    /// <summary>
    /// Why nothing may be signed here, whether its keys are there or not: a code, empty where all may be. It was restored and isn't proved,
    /// it was set back behind a backup that was made of it, or its co-signers haven't confirmed it.
    /// </summary>
    public string WhyClosed => IsUnproved ? "restored-unproved" : _isBehind ? "register-behind" : _heard?.WhyClosed ?? "";

    internal ActReaders Readers => _books.Readers;

    /// <summary>Opens the register of a folder and folds it.</summary>
    /// <exception cref="RegisterFolderException">There is no register, or it doesn't hold its own definition.</exception>
    public static RegisterHost Open(string folder, Func<string, ActDesk>? desk = null)
    {
        if (!RegisterStore.Exists(folder)) throw new RegisterFolderException(File.Exists(Path.Combine(folder, Verifier.Publication.Checkpoint)) ? "folder-is-published" : "register-missing", folder);
        var store = OpenStore(folder);
        var founding = ReadFounding(store, folder);
        var origin = founding.Log.Name.Name;
        var host = new RegisterHost(folder, store, LoadDefinition(store, founding.Definition), founding,
            desk?.Invoke(origin) ?? ActDesk.Live(origin, TimeProvider.System));
        host.Follow();
        host.AskForCosignatures(CosignersHeard.NotAsked);
        host._isOpen = true;
        host._isBehind = OwnBackups.Ahead(host) is not null;
        return host;
    }

    /// <summary>Looks into the books while no act comes in: for what is short, since the writer waits. What is given back must not lead to the fold.</summary>
    public T Read<T>(Func<ElectionFold, T> view) => _books.Read(view);

    /// <summary>All books as they are now, for ever.</summary>
    public ElectionBooks Snapshot() => Read(fold => fold.Snapshot());

    /// <summary>The books that readers are shown.</summary>
    public ElectionBooks PublishedBooks() => Cosigned?.Books ?? Snapshot();

    /// <summary>The checkpoint of a size, with the co-signatures that are known; null where none was published at it.</summary>
    public byte[]? CheckpointOf(long size) => Sizes.Contains(size) ? CosignedHead.CheckpointOf(Store, size) : null;

    /// <summary>What came of asking each co-signer last, by its name: a code, empty where it signed.</summary>
    public IReadOnlyDictionary<string, string> CosignerTroubles => _heard?.Troubles ?? new Dictionary<string, string>();

    /// <summary>What the fold made of an act.</summary>
    public Outcome OutcomeOf(long index) => _books.Index[index].Outcome;

    /// <summary>Acts from one index (included) to another (excluded), each in a line.</summary>
    public IReadOnlyList<ActLine> Lines(long from, long until) => _books.Index.Lines(from, until);

    /// <summary>How many acts of each kind there are from one index (included) to another (excluded).</summary>
    public IReadOnlyList<(ActKind Kind, int Count)> Kinds(long from, long until) => _books.Index.Kinds(from, until);

    /// <summary>The place of the first act below a size that was sequenced at a time or later, by the register's own time; the size where there is none.</summary>
    public long FirstSince(long unixSeconds, long size)
    {
        var (from, until) = (0L, size);
        while (from < until)
        {
            var middle = (from + until) / 2;
            if (_books.Index[middle].Tick.UnixSeconds >= unixSeconds) until = middle;
            else from = middle + 1;
        }

        return from;
    }

    /// <summary>How many acts about one station there are below an index.</summary>
    public int CountHistory(Station station, long until) => _books.Index.CountOf(station, until);

    /// <summary>So many acts about one station behind the first ones, in order.</summary>
    public IReadOnlyList<ActLine> History(Station station, int first, int count) => _books.Index.Of(station, first, count);

    /// <summary>The acts below an index that were signed last in an organisation's name, newest first and at most so many.</summary>
    public IReadOnlyList<ActLine> SignedFor(string organisation, long until, int most) => _books.Index.OfOrganisation(organisation, until, most);

    /// <summary>Void acts from one index (included) to another (excluded), in order and at most so many: place, identity, and by which rule.</summary>
    public IReadOnlyList<(long Index, string Act, Outcome Outcome)> Voided(long from, long until, int count = int.MaxValue) => _books.Index.Voided(from, until, count);

    /// <summary>How many void acts there are from one index (included) to another (excluded).</summary>
    public int CountVoided(long from, long until) => _books.Index.CountVoided(from, until);

    /// <summary>Books as of an earlier size: the same fold over the same acts, only fewer of them.</summary>
    public ElectionFold FoldAsOf(long size, CancellationToken cancellation = default) => _books.FoldAsOf(size, cancellation);

    /// <summary>Books as of an earlier size at which a checkpoint was published.</summary>
    public ElectionBooks BooksAsOf(long size, CancellationToken cancellation) => FoldAsOf(size, cancellation).Snapshot();

    /// <summary>Acts from one index to another as they stand in the register, with what the fold made of them.</summary>
    public IEnumerable<JournalLine> Journal(long from, long until)
    {
        var index = from;
        foreach (var act in Store.ReadEntries(from, until).Select(note => Readers.ReadStored(note, index)))
        {
            yield return new JournalLine(index, act.Identity, act.Act, OutcomeOf(index), _books.Index[index].Tick);
            index++;
        }
    }

    /// <summary>The one receipt of an act: in the checkpoint of the batch that appended it, so it is always the same. Null where there is no such act.</summary>
    public Receipt? ReceiptOf(long index) =>
        index < 0 || Sizes.Above(index) is not { } size ? null : _books.RecentReceipt(index) ?? _reader.ReceiptOf(index, size);

    /// <summary>A receipt of an act in what readers are shown, with its co-signatures; null where that doesn't reach so far yet.</summary>
    public Receipt? PublishedReceiptOf(long index) =>
        index >= 0 && PublishedSize is var size && index < size && CheckpointOf(size) is { } note ? _reader.ReceiptOf(index, size) with { CheckpointNote = note } : null;

    /// <summary>The key that a signature of an act must hold against (<see cref="Election.Organisations.OrganisationBook.KeyFor"/>), or null.</summary>
    public VerifierKey? KeyFor(KeyName name, Act act) => _books.KeyFor(name, act);

    /// <summary>The act's place if it stands in the register already; asking takes the register over from nobody.</summary>
    public long? Find(Hash identity) => _books.Find(identity);

    /// <summary>Whether a file that an act names has been stored, with the length that the act says.</summary>
    public bool IsStored(Attachment attachment) => Store.ReadAttachmentLength(attachment.Sha256) == attachment.Length;

    /// <summary>By which act a file was taken down; null where it wasn't.</summary>
    public TakenDown? FindTakenDown(Hash file) => Read(fold => fold.Files.FindTakenDown(file));

    /// <summary>A file that acts name, from its beginning and at most so many bytes; none where it isn't there or was taken down.</summary>
    public byte[] ReadFile(Hash file, int most) => FindTakenDown(file) is null ? Store.ReadAttachment(file, 0, most) : [];

    /// <summary>Keeps a file that an act is to name, before it does. What was taken down isn't kept again.</summary>
    public void KeepFile(ReadOnlySpan<byte> bytes, string mediaType)
    {
        if (FindTakenDown(Hash.OfBytes(bytes)) is null) Store.AddAttachment(bytes, mediaType);
    }

    /// <summary>Removes from the store what was taken down and is there still; gives what was removed.</summary>
    public IReadOnlyList<TakenDown> RemoveTakenDown() =>
        [.. Snapshot().Files.All.Where(taken => Store.RemoveAttachment(taken.Act.File))];

    /// <summary>Folds what is stored and not folded yet, also by another process; gives where the store stands.</summary>
    public RegisterHead Follow()
    {
        lock (_writing)
        {
            var head = Store.ReadHead();
            if (head.Size == Head.Size) return head;
            _books.ReadTo(head.Size);
            OnMoved();
            return head;
        }
    }

    /// <summary>
    /// Appends notes that the door admitted, and folds them. Notes already there keep their places. Takes the register over from
    /// its present writer, again where that one took it back meanwhile.
    /// </summary>
    public IReadOnlyList<Submitted> Submit(IReadOnlyList<Submission> submissions)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Append(submissions);
            }
            catch (SequencerStoppedException) when (attempt < TakeOvers)
            {
                // Overtaken: nothing of this was appended, and what was is known by its identity.
            }
        }
    }

    /// <summary>The same, once.</summary>
    /// <exception cref="SequencerStoppedException">Another process took the register over; nothing was appended.</exception>
    internal IReadOnlyList<Submitted> Append(IReadOnlyList<Submission> submissions)
    {
        lock (_writing)
        {
            try
            {
                var before = Head;
                var places = Writer().Append(submissions);
                if (Head != before) OnMoved();
                return [.. submissions.Zip(places, (submission, place) => Stored(place, submission.Identity, submission.Record))];
            }
            catch
            {
                // A sequencer that failed is finished; the next one reads anew what the store holds.
                _sequencer = null;
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    internal static Hash IdentityOf(byte[] note) =>
        SignedAct.Parse(note, out _) is { } signed ? signed.Identity : throw new InvalidDataException("a stored record isn't an act");

    internal static Submission MakeTick(ActDesk desk, SignerKey clock)
    {
        var tick = new ClockTick(desk.Header(clock));
        var signed = desk.Sign(tick, clock);
        return new DecodedAct(signed.Identity, signed.Record, tick);
    }

    /// <summary>What became of a note that is in the register.</summary>
    internal Submitted Stored(long place, Hash identity, ReadOnlyMemory<byte> note) =>
        new(place, identity, OutcomeOf(place), _books.RecordAt(place).Span.SequenceEqual(note.Span));

    /// <summary>A co-signer answered, or didn't. Where it shows a checkpoint that this log signed and this register doesn't hold, nothing is appended here any more.</summary>
    internal void Hear(PolicyCosigner cosigner, string code, SignedCheckpoint? latest) => _heard?.Hear(cosigner, code, latest is null ? "" : ContradictionOf(latest));

    // What another node appended meanwhile is read first.
    private string ContradictionOf(SignedCheckpoint latest)
    {
        Follow();
        return LastKnownCheck.ProblemOf(this, [new LastKnown("", latest)]) is { Code: "register-behind" or "register-forked" } problem ? problem.Code : "";
    }

    /// <summary>Shows readers these books, if enough have co-signed their checkpoint.</summary>
    internal void Publish(ElectionBooks books)
    {
        if (Cosigned?.Publish(books) == true) ShowAnew();
    }

    /// <summary>Has readers shown anew what they are shown: who is behind has changed, or how far.</summary>
    internal void ShowAnew()
    {
        Interlocked.Increment(ref _stamp);
        Published?.Invoke();
    }

    /// <summary>Has readers shown which deposited acts are lacking.</summary>
    internal void Lack(LackingActs lacking)
    {
        if (lacking.IsSameAs(Lacking)) return;
        Lacking = lacking;
        ShowAnew();
    }

    // At the start nobody of those who have to sign is heard yet; where the first are named later on, everything before was everybody's.
    private void AskForCosignatures(string closed)
    {
        var policies = _books.Read(fold => fold.Cosigning.Records);
        if (policies.InForce is not { } stated) return;
        if (Mirror is null) _heard ??= new CosignersHeard(stated.Policy, closed);
        if (Cosigned is { } head) head.Follow(policies);
        else Cosigned = CosignedHead.Open(Store, policies, Head.Size, size => BooksAsOf(size, CancellationToken.None));
    }

    private void OnMoved()
    {
        if (_isOpen) AskForCosignatures("");
        Moved?.Invoke();
        if (Cosigned is null) ShowAnew();
    }

    // A register that wasn't restored isn't asked again with each act.
    private bool IsUnproved => _restored && RestoredMark.IsIn(Folder);

    private Sequencer Writer()
    {
        if (WhyClosed is { Length: > 0 } closed) throw new RegisterFolderException(closed, Folder);
        var log = Keys.Find(Origin) ?? throw new RegisterFolderException("log-key-missing", Folder);
        var clock = Keys.Find(Founding.Clock.Name.Name) ?? throw new RegisterFolderException("clock-key-missing", Folder);
        return _sequencer ??= Sequencer.Open(Store, log, () => MakeTick(Desk, clock), _books);
    }

    private static IRegisterStore OpenStore(string folder)
    {
        try
        {
            return RegisterStore.Open(folder);
        }
        catch (InvalidDataException)
        {
            throw new RegisterFolderException("register-layout", folder);
        }
    }

    private static RegisterFound ReadFounding(IRegisterStore store, string folder)
    {
        if (store.ReadEntries(0, Math.Min(1, store.ReadHead().Size)).FirstOrDefault() is not { } note) throw new RegisterFolderException("register-empty", folder);
        if (SignedAct.Parse(note, out _) is { } signed && ActReader.ReadFounding(signed).Act is RegisterFound founding) return founding;
        throw new RegisterFolderException("found-not-first", folder);
    }

    private static ElectionDefinition LoadDefinition(IRegisterStore store, Hash identity)
    {
        if (store.ReadAttachment(identity) is not { } bytes) throw new RegisterFolderException("definition-missing", identity.ToHex());
        var reading = DefinitionReader.Read(bytes, file => store.ReadAttachment(file.Attachment.Sha256));
        return reading.Definition ?? throw new RegisterFolderException(reading.Problems[0].Code, reading.Problems[0].Detail);
    }
}

/// <summary>A folder that holds no usable register: a stable code, and what it is about.</summary>
public sealed class RegisterFolderException(string code, string detail) : Exception($"{code}: {detail}")
{
    /// <summary>Stable, in docs/spec/codes.md.</summary>
    public string Code => code;

    /// <summary>A path, or the word that it is about.</summary>
    public string Detail => detail;
}
