using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Organisations;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;

namespace Saksei.Node;

/// <summary>One act of the register in a line: what the fold made of it.</summary>
public readonly record struct JournalLine(long Index, Hash Identity, Act Act, Outcome Outcome, long TickSeconds);

/// <summary>What became of a submitted note.</summary>
public sealed record Submitted(long Index, Hash Identity, Outcome Outcome);

/// <summary>
/// One register in a folder: <c>register.db</c>, and <c>keys/</c> where this machine is its writer. The fold follows what is
/// stored and is never ahead of it; <see cref="Read{T}"/> and <see cref="Submit"/> keep readers and the writer apart.
/// </summary>
public sealed class RegisterHost : IDisposable
{
    /// <summary>The database within the folder.</summary>
    public const string DatabaseName = "register.db";

    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.SupportsRecursion);
    private readonly SqliteRegisterStore _store;
    private readonly Lock _writing = new();
    private readonly List<Outcome> _outcomes = [];
    private readonly ActIndex _index;
    private readonly ElectionFold _fold;
    private Sequencer? _sequencer;

    private RegisterHost(string folder, SqliteRegisterStore store, ElectionDefinition definition, RegisterFound founding, ActDesk desk)
    {
        (Folder, _store, Definition, Founding, Desk) = (folder, store, definition, founding, desk);
        Keys = KeyRing.Open(Path.Combine(folder, "keys"));
        _fold = new ElectionFold(definition, Origin);
        _index = new ActIndex(definition);
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
    public IRegisterStore Store => _store;

    /// <summary>The register's name: that of the log's key.</summary>
    public string Origin => Founding.Log.Name.Name;

    /// <summary>Opens the register of a folder and folds it.</summary>
    /// <exception cref="RegisterFolderException">There is no register, or it doesn't hold its own definition.</exception>
    public static RegisterHost Open(string folder, Func<string, ActDesk>? desk = null)
    {
        var path = Path.Combine(folder, DatabaseName);
        if (!File.Exists(path)) throw new RegisterFolderException("register-missing", folder);
        var store = SqliteRegisterStore.Open(path, create: false);
        var founding = ReadFounding(store, folder);
        var origin = founding.Log.Name.Name;
        var host = new RegisterHost(folder, store, LoadDefinition(store, founding.Definition), founding,
            desk?.Invoke(origin) ?? ActDesk.Live(origin, TimeProvider.System));
        host.CatchUp();
        return host;
    }

    /// <summary>Reads the books under the reader's lock; what is given back must not lead to the fold.</summary>
    public T Read<T>(Func<ElectionFold, T> view)
    {
        _lock.EnterReadLock();
        try
        {
            return view(_fold);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>What the fold made of an act.</summary>
    public Outcome OutcomeOf(long index) => Read(_ => _outcomes[(int)index]);

    /// <summary>Acts from one index (included) to another (excluded), each in a line.</summary>
    public IReadOnlyList<ActLine> Lines(long from, long until) => Read(_ => _index.Lines(from, until));

    /// <summary>The acts about one station below an index, in order.</summary>
    public IReadOnlyList<ActLine> History(Station station, long until) => Read(_ => _index.Of(station, until));

    /// <summary>Void acts below an index, in order: place, identity, and by which rule.</summary>
    public IReadOnlyList<(long Index, string Act, Outcome Outcome)> Voided(long until) => Read(_ => _index.Voided(until));

    /// <summary>Books as of an earlier size: the same fold over the same acts, only fewer of them.</summary>
    public ElectionFold FoldAsOf(long size)
    {
        var fold = new ElectionFold(Definition, Origin);
        foreach (var line in Replay(fold, 0, size)) _ = line;
        return fold;
    }

    /// <summary>Acts from one index to another as they stand in the register, with what the fold made of them.</summary>
    public IEnumerable<JournalLine> Journal(long from, long until)
    {
        var reader = new ActReader(Definition);
        var index = from;
        foreach (var note in _store.ReadEntries(from, until))
        {
            var (signed, act) = ReadStored(reader, note, index);
            yield return new JournalLine(index, signed.Identity, act, OutcomeOf(index), 0);
            index++;
        }
    }

    /// <summary>
    /// Appends notes that the door admitted, and folds what is now stored. Notes already there keep their places.
    /// </summary>
    public IReadOnlyList<Submitted> Submit(IReadOnlyList<Submission> submissions)
    {
        lock (_writing)
        {
            var places = Append(submissions);
            CatchUp();
            return [.. submissions.Zip(places, (submission, place) => new Submitted(place, submission.Identity, OutcomeOf(place)))];
        }
    }

    /// <summary>Whether acts can be appended here: the log's and the clock's keys lie in the folder.</summary>
    public bool IsWritable => Keys.Find(Origin) is not null && Keys.Find(Founding.Clock.Name.Name) is not null;

    /// <summary>The act's place if it stands in the register already; asking takes the register over from nobody.</summary>
    public long? Find(Hash identity) => Read(fold => fold.Find(identity));

    /// <summary>Whether a file that an act names has been stored, with the length that the act says.</summary>
    public bool IsStored(Attachment attachment) => _store.ReadAttachmentLength(attachment.Sha256) == attachment.Length;

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Dispose();
        _lock.Dispose();
    }

    /// <summary>Folds what is stored and not folded yet.</summary>
    private void CatchUp()
    {
        var size = _store.ReadHead().Size;
        _lock.EnterWriteLock();
        try
        {
            foreach (var (act, identity, outcome) in Replay(_fold, _fold.Size, size))
            {
                _outcomes.Add(outcome);
                _index.Add(_fold, act, identity, outcome);
            }
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private IEnumerable<(Act Act, Hash Identity, Outcome Outcome)> Replay(ElectionFold fold, long from, long until)
    {
        var index = from;
        foreach (var note in _store.ReadEntries(from, until))
        {
            var (signed, act) = ReadStored(fold.Reader, note, index++);
            yield return (act, signed.Identity, fold.Apply(act, signed.Identity));
        }
    }

    // A sequencer that failed is finished; the next one reads anew what the store holds.
    private IReadOnlyList<long> Append(IReadOnlyList<Submission> submissions)
    {
        try
        {
            return Writer().Append(submissions);
        }
        catch
        {
            _sequencer = null;
            throw;
        }
    }

    private Sequencer Writer()
    {
        var log = Keys.Find(Origin) ?? throw new RegisterFolderException("log-key-missing", Folder);
        var clock = Keys.Find(Founding.Clock.Name.Name) ?? throw new RegisterFolderException("clock-key-missing", Folder);
        return _sequencer ??= Sequencer.Open(_store, log, () => MakeTick(Desk, clock), IdentityOf);
    }

    internal static Submission MakeTick(ActDesk desk, SignerKey clock) => desk.Sign(new ClockTick(desk.Header(clock)), clock);

    internal static Hash IdentityOf(byte[] note) =>
        SignedAct.Parse(note, out _) is { } signed ? signed.Identity : throw new InvalidDataException("a stored record isn't an act");

    private static RegisterFound ReadFounding(SqliteRegisterStore store, string folder)
    {
        if (store.ReadEntries(0, Math.Min(1, store.ReadHead().Size)).FirstOrDefault() is not { } note) throw new RegisterFolderException("register-empty", folder);
        if (SignedAct.Parse(note, out _) is { } signed && ActReader.ReadFounding(signed).Act is RegisterFound founding) return founding;
        throw new RegisterFolderException("found-not-first", folder);
    }

    private static ElectionDefinition LoadDefinition(SqliteRegisterStore store, Hash identity)
    {
        if (store.ReadAttachment(identity) is not { } bytes) throw new RegisterFolderException("definition-missing", identity.ToHex());
        var reading = DefinitionReader.Read(bytes, file => store.ReadAttachment(file.Attachment.Sha256));
        return reading.Definition ?? throw new RegisterFolderException(reading.Problems[0].Code, reading.Problems[0].Detail);
    }

    private static (SignedAct Signed, Act Act) ReadStored(ActReader reader, byte[] note, long index)
    {
        if (SignedAct.Parse(note, out _) is { } signed && reader.Read(signed).Act is { } act) return (signed, act);
        throw new InvalidDataException($"the stored record {index} isn't an act that this version knows");
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
