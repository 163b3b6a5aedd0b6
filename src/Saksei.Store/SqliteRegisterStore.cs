using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>
/// A register in one SQLite file: WAL, synchronous=FULL, so that a commit that returned survives a power cut.
/// One connection writes, guarded by a lock; a few others read beside it, each statement on its own, so that no reader keeps the
/// writer waiting or the log of writes from being folded back.
/// </summary>
internal sealed class SqliteRegisterStore : IRegisterStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS entries (position INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS tiles (level INTEGER NOT NULL, position INTEGER NOT NULL, digests BLOB NOT NULL, PRIMARY KEY (level, position)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS checkpoints (size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS cosignatures (size INTEGER NOT NULL, cosigner TEXT NOT NULL, line BLOB NOT NULL, PRIMARY KEY (size, cosigner)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS attachments (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, media_type TEXT NOT NULL, length INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS attachment_parts (attachment INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (attachment, part)) STRICT, WITHOUT ROWID;
        """;

    // In parts, so that any range is read without what comes before it.
    private const int PartBytes = 64 << 10;
    private const int EntriesAtOnce = 4096;
    private const int MostReaders = 4;

    // Five seconds: readers here read a statement at a time, so what keeps the log longer is a copy or another program.
    private const int EmptyingAttempts = 20, EmptyingPause = 250;

    private readonly Lock _writing = new();
    private readonly SqliteSession _writer;
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _reading = new(MostReaders);
    private readonly string _path;
    private readonly WriteProbe _probe;

    private SqliteRegisterStore(string path, SqliteSession writer, WriteProbe probe) => (_path, _writer, _probe) = (path, writer, probe);

    /// <summary>Opens the file, and makes it first if <paramref name="create"/>.</summary>
    /// <exception cref="InvalidDataException">The file isn't a register of this layout.</exception>
    /// <exception cref="SqliteException">The file can't be opened, or is no database.</exception>
    internal static SqliteRegisterStore Open(string path, bool create, WriteProbe? probe = null)
    {
        var store = new SqliteRegisterStore(
            path, SqliteSession.Open(path, create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite), probe ?? (_ => { }));
        try
        {
            store.Prepare(create);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The connection that writes.</summary>
    internal SqliteConnection Connection => _writer.Connection;

    /// <inheritdoc/>
    public RegisterHead ReadHead() => Reading(session => ReadHead(session, "SELECT epoch, size, root FROM head"));

    /// <inheritdoc/>
    public RegisterHead TakeOver()
    {
        lock (_writing)
        {
            // One statement: between an update and a reading after it another writer could take over, and both would hold his epoch.
            _probe("before take-over");
            var head = ReadHead(_writer, "UPDATE head SET epoch = epoch + 1 RETURNING epoch, size, root");
            _probe("after take-over");
            return head;
        }
    }

    /// <inheritdoc/>
    public bool TryAppend(Append append)
    {
        lock (_writing)
        {
            _probe("before begin");
            if (!_writer.Transact(() => Write(append))) return false;
            _probe("after commit");
            return true;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<byte[]> ReadEntries(long from, long until)
    {
        for (var start = from; start < until; start += EntriesAtOnce)
            foreach (var record in ReadPage(start, Math.Min(until, start + EntriesAtOnce)))
                yield return record;
    }

    /// <inheritdoc/>
    public byte[] ReadTile(TileCoordinate at)
    {
        var digests = (byte[]?)Reading(session => session.Scalar("SELECT digests FROM tiles WHERE level = @a AND position = @b", at.Level, at.Index));
        if (digests is null || digests.Length < at.Width * Hash.Length) throw new KeyNotFoundException(at.Path);
        return digests[..(at.Width * Hash.Length)];
    }

    /// <inheritdoc/>
    public byte[]? ReadCheckpoint(long size) => (byte[]?)Reading(session => session.Scalar("SELECT note FROM checkpoints WHERE size = @a", size));

    /// <inheritdoc/>
    public IReadOnlyList<long> ReadCheckpointSizes(long above = 0) =>
        Reading(session => session.Rows("SELECT size FROM checkpoints WHERE size > @a ORDER BY size", row => row.GetInt64(0), above));

    /// <inheritdoc/>
    public void AddCosignature(long size, string cosigner, ReadOnlyMemory<byte> line)
    {
        lock (_writing)
        {
            _probe("before co-signature");
            _writer.Execute("INSERT OR REPLACE INTO cosignatures (size, cosigner, line) VALUES (@a, @b, @c)", size, cosigner, BytesOf(line));
            _probe("after co-signature");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> ReadCosignatures(long size) =>
        Reading(session => session.Rows("SELECT line FROM cosignatures WHERE size = @a ORDER BY cosigner", row => (byte[])row[0], size));

    /// <inheritdoc/>
    public IReadOnlyList<long> ReadCosignedSizes(long below, int most) =>
        Reading(session => session.Rows("SELECT DISTINCT size FROM cosignatures WHERE size < @a ORDER BY size DESC LIMIT @b", row => row.GetInt64(0), below, most));

    /// <inheritdoc/>
    public Hash AddAttachment(ReadOnlySpan<byte> bytes, string mediaType)
    {
        var (sha256, copy) = (Hash.OfBytes(bytes), bytes.ToArray());
        lock (_writing) _writer.Transact(() => Write(sha256, copy, mediaType));
        return sha256;
    }

    /// <inheritdoc/>
    public bool RemoveAttachment(Hash sha256)
    {
        bool removed;
        lock (_writing)
        {
            // Freed pages are overwritten with zeros, and the log that still has their old contents is emptied.
            _writer.Execute("PRAGMA secure_delete = ON");
            removed = _writer.Transact(() => Remove(sha256));
        }

        EmptyLog(sha256);
        return removed;
    }

    /// <inheritdoc/>
    public byte[]? ReadAttachment(Hash sha256) =>
        ReadAttachmentLength(sha256) is { } length ? ReadAttachment(sha256, 0, checked((int)length)) : null;

    /// <inheritdoc/>
    public byte[] ReadAttachment(Hash sha256, long from, int length)
    {
        if (length <= 0) return [];
        var parts = Reading(session => session.Rows(
            "SELECT bytes FROM attachment_parts WHERE attachment = (SELECT id FROM attachments WHERE sha256 = @a) AND part BETWEEN @b AND @c ORDER BY part",
            row => (byte[])row[0], sha256.ToArray(), from / PartBytes, (from + length - 1) / PartBytes));
        byte[] joined = parts.Count == 1 ? parts[0] : [.. parts.SelectMany(part => part)];
        var start = (int)Math.Min(from % PartBytes, joined.Length);
        return joined[start..Math.Min(start + length, joined.Length)];
    }

    /// <inheritdoc/>
    public long? ReadAttachmentLength(Hash sha256) =>
        (long?)Reading(session => session.Scalar("SELECT length FROM attachments WHERE sha256 = @a", sha256.ToArray()));

    /// <inheritdoc/>
    public string? ReadAttachmentType(Hash sha256) =>
        (string?)Reading(session => session.Scalar("SELECT media_type FROM attachments WHERE sha256 = @a", sha256.ToArray()));

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        foreach (var session in _idle) session.Dispose();
        _reading.Dispose();
    }

    private void Prepare(bool create)
    {
        _writer.Execute("PRAGMA journal_mode = WAL");
        _writer.Execute("PRAGMA synchronous = FULL");

        // Durability is asserted, not assumed: 2 is FULL.
        if ((string?)_writer.Scalar("PRAGMA journal_mode") != "wal" || (long?)_writer.Scalar("PRAGMA synchronous") != 2)
            throw new InvalidOperationException("SQLite doesn't write durably here: WAL and synchronous=FULL are required");
        if (create) Make();
        if ((long?)_writer.Scalar("PRAGMA user_version") != RegisterStore.Layout) throw new InvalidDataException($"{_path} isn't a register of this version");
    }

    private void Make()
    {
        if ((long?)_writer.Scalar("SELECT count(*) FROM sqlite_master") != 0) return;
        _writer.Transact(() =>
        {
            _writer.Execute(Schema);
            _writer.Execute("INSERT OR IGNORE INTO head (id, epoch, size, root) VALUES (1, 0, 0, @a)", Hash.EmptyTree.ToArray());
            _writer.Execute($"PRAGMA user_version = {RegisterStore.Layout}");
            return true;
        });
    }

    private T Reading<T>(Func<SqliteSession, T> read)
    {
        _reading.Wait();
        try
        {
            if (!_idle.TryTake(out var session)) session = SqliteSession.Open(_path, SqliteOpenMode.ReadWrite);
            try
            {
                return read(session);
            }
            finally
            {
                _idle.Add(session);
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    private bool Write(Append append)
    {
        if (!Move(append.Expected, append.Next)) return false;
        WriteEntries(append);
        WriteTiles(append);
        _probe("before checkpoint");
        _writer.Execute("INSERT INTO checkpoints (size, note) VALUES (@a, @b)", append.Next.Size, BytesOf(append.CheckpointNote));
        _probe("after checkpoint");
        _probe("before commit");
        return true;
    }

    // The head moves only from where the writer believes it to be.
    private bool Move(RegisterHead from, RegisterHead to)
    {
        _probe("before head");
        var moved = _writer.Execute("UPDATE head SET size = @a, root = @b WHERE epoch = @c AND size = @d AND root = @e",
            to.Size, to.Root.ToArray(), from.Epoch, from.Size, from.Root.ToArray()) == 1;
        _probe("after head");
        return moved;
    }

    private void WriteEntries(Append append)
    {
        var position = append.Expected.Size;
        foreach (var entry in append.Entries)
        {
            _probe("before entry");
            _writer.Execute("INSERT INTO entries (position, record) VALUES (@a, @b)", position++, BytesOf(entry));
            _probe("after entry");
        }
    }

    // A partial tile grows in place: what it held stays its beginning.
    private void WriteTiles(Append append)
    {
        foreach (var tile in append.Tiles)
        {
            _probe("before tile");
            _writer.Execute("INSERT OR REPLACE INTO tiles (level, position, digests) VALUES (@a, @b, @c)", tile.At.Level, tile.At.Index, tile.Bytes);
            _probe("after tile");
        }
    }

    private bool Write(Hash sha256, byte[] bytes, string mediaType)
    {
        _probe("before attachment");
        if (_writer.Execute("INSERT OR IGNORE INTO attachments (sha256, media_type, length) VALUES (@a, @b, @c)", sha256.ToArray(), mediaType, (long)bytes.Length) == 0)
            return true;
        var id = _writer.Scalar("SELECT last_insert_rowid()")!;
        for (var part = 0; part * (long)PartBytes < bytes.Length; part++)
            _writer.Execute("INSERT INTO attachment_parts (attachment, part, bytes) VALUES (@a, @b, @c)", id, part, bytes[(part * PartBytes)..Math.Min(bytes.Length, (part + 1) * PartBytes)]);
        _probe("after attachment");
        return true;
    }

    private bool Remove(Hash sha256)
    {
        _probe("before removal");
        if (_writer.Scalar("SELECT id FROM attachments WHERE sha256 = @a", sha256.ToArray()) is not { } id) return false;
        _writer.Execute("DELETE FROM attachment_parts WHERE attachment = @a", id);
        _writer.Execute("DELETE FROM attachments WHERE id = @a", id);
        _probe("after removal");
        return true;
    }

    // Who reads an earlier state keeps its pages in the log. Between attempts others write.
    private void EmptyLog(Hash removed)
    {
        for (var attempt = 1; !TryEmptyLog(); attempt++)
        {
            if (attempt == EmptyingAttempts) throw new RegisterInUseException(removed);
            Thread.Sleep(EmptyingPause);
        }
    }

    private bool TryEmptyLog()
    {
        lock (_writing)
        {
            _writer.Execute("PRAGMA busy_timeout = 0");
            try
            {
                return _writer.Rows("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0) == 0).Single();
            }
            finally
            {
                _writer.Execute(SqliteSession.Patience);
            }
        }
    }

    private static RegisterHead ReadHead(SqliteSession session, string sql) =>
        session.Rows(sql, row => new RegisterHead(row.GetInt64(0), row.GetInt64(1), new Hash((byte[])row[2]))).Single();

    private List<byte[]> ReadPage(long from, long until) => Reading(session =>
        session.Rows("SELECT record FROM entries WHERE position >= @a AND position < @b ORDER BY position", row => (byte[])row[0], from, until));

    private static byte[] BytesOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment is { Offset: 0, Array: { } whole } && segment.Count == whole.Length ? whole : bytes.ToArray();
}
