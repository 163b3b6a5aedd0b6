using Microsoft.Data.Sqlite;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;

namespace Saksei.Store;

/// <summary>
/// A register in one SQLite file: WAL, synchronous=FULL, so that a commit that returned survives a power cut.
/// One connection, guarded by one lock; readers and the writer take turns.
/// </summary>
public sealed class SqliteRegisterStore : IRegisterStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS head (id INTEGER PRIMARY KEY CHECK (id = 1), epoch INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS entries (position INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS tiles (level INTEGER NOT NULL, position INTEGER NOT NULL, digests BLOB NOT NULL, PRIMARY KEY (level, position)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS checkpoints (size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS attachments (sha256 BLOB PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
        """;

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly WriteProbe _probe;

    private SqliteRegisterStore(SqliteConnection connection, WriteProbe probe) => (_connection, _probe) = (connection, probe);

    /// <summary>Opens the file, and makes it first if <paramref name="create"/>.</summary>
    /// <exception cref="SqliteException">The file can't be opened, or isn't a register.</exception>
    public static SqliteRegisterStore Open(string path, bool create, WriteProbe? probe = null)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        var store = new SqliteRegisterStore(connection, probe ?? (_ => { }));
        try
        {
            connection.Open();
            store.Prepare(create);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public RegisterHead ReadHead()
    {
        lock (_lock) return ReadHead("SELECT epoch, size, root FROM head");
    }

    /// <inheritdoc/>
    public RegisterHead TakeOver()
    {
        lock (_lock)
        {
            // One statement: between an update and a reading after it another writer could take over, and both would hold his epoch.
            _probe("before take-over");
            var head = ReadHead("UPDATE head SET epoch = epoch + 1 RETURNING epoch, size, root");
            _probe("after take-over");
            return head;
        }
    }

    /// <inheritdoc/>
    public bool TryAppend(Append append)
    {
        lock (_lock)
        {
            _probe("before begin");
            using var transaction = _connection.BeginTransaction();
            if (!Move(append.Expected, append.Next)) return false;
            WriteEntries(append);
            WriteTiles(append);
            Write("checkpoint", "INSERT INTO checkpoints (size, note) VALUES (@a, @b)", append.Next.Size, append.CheckpointNote.ToArray());
            _probe("before commit");
            transaction.Commit();
            _probe("after commit");
            return true;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<byte[]> ReadEntries(long from, long until)
    {
        const int page = 4096;
        for (var start = from; start < until; start += page)
            foreach (var record in ReadPage(start, Math.Min(until, start + page)))
                yield return record;
    }

    /// <inheritdoc/>
    public byte[] ReadTile(TileCoordinate at)
    {
        lock (_lock)
        {
            var digests = (byte[]?)Scalar("SELECT digests FROM tiles WHERE level = @a AND position = @b", at.Level, at.Index);
            if (digests is null || digests.Length < at.Width * Hash.Length) throw new KeyNotFoundException(at.Path);
            return digests[..(at.Width * Hash.Length)];
        }
    }

    /// <inheritdoc/>
    public byte[]? ReadCheckpoint(long size)
    {
        lock (_lock) return (byte[]?)Scalar("SELECT note FROM checkpoints WHERE size = @a", size);
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> ReadCheckpointSizes()
    {
        lock (_lock) return Rows("SELECT size FROM checkpoints ORDER BY size", row => row.GetInt64(0));
    }

    /// <inheritdoc/>
    public Hash AddAttachment(ReadOnlySpan<byte> bytes, string mediaType)
    {
        var sha256 = Hash.OfBytes(bytes);
        lock (_lock)
            Write("attachment", "INSERT OR IGNORE INTO attachments (sha256, media_type, bytes) VALUES (@a, @b, @c)", sha256.ToArray(), mediaType, bytes.ToArray());
        return sha256;
    }

    /// <inheritdoc/>
    public byte[]? ReadAttachment(Hash sha256)
    {
        lock (_lock) return (byte[]?)Scalar("SELECT bytes FROM attachments WHERE sha256 = @a", sha256.ToArray());
    }

    /// <inheritdoc/>
    public long? ReadAttachmentLength(Hash sha256)
    {
        lock (_lock) return (long?)Scalar("SELECT length(bytes) FROM attachments WHERE sha256 = @a", sha256.ToArray());
    }

    /// <inheritdoc/>
    public string? ReadAttachmentType(Hash sha256)
    {
        lock (_lock) return (string?)Scalar("SELECT media_type FROM attachments WHERE sha256 = @a", sha256.ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Prepare(bool create)
    {
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("PRAGMA busy_timeout = 10000");

        // Durability is asserted, not assumed: 2 is FULL.
        if ((string?)Scalar("PRAGMA journal_mode") != "wal" || (long?)Scalar("PRAGMA synchronous") != 2)
            throw new InvalidOperationException("SQLite doesn't write durably here: WAL and synchronous=FULL are required");
        if (!create) return;
        Execute(Schema);
        using var command = Command("INSERT OR IGNORE INTO head (id, epoch, size, root) VALUES (1, 0, 0, @a)", Hash.EmptyTree.ToArray());
        command.ExecuteNonQuery();
    }

    // The head moves only from where the writer believes it to be.
    private bool Move(RegisterHead from, RegisterHead to)
    {
        _probe("before head");
        using var command = Command(
            "UPDATE head SET size = @a, root = @b WHERE epoch = @c AND size = @d AND root = @e",
            to.Size, to.Root.ToArray(), from.Epoch, from.Size, from.Root.ToArray());
        var moved = command.ExecuteNonQuery() == 1;
        _probe("after head");
        return moved;
    }

    private void WriteEntries(Append append)
    {
        using var command = Command("INSERT INTO entries (position, record) VALUES (@a, @b)", 0L, Array.Empty<byte>());
        command.Prepare();
        var position = append.Expected.Size;
        foreach (var entry in append.Entries)
        {
            _probe("before entry");
            command.Parameters[0].Value = position++;
            command.Parameters[1].Value = entry.ToArray();
            command.ExecuteNonQuery();
            _probe("after entry");
        }
    }

    // A partial tile grows in place: what it held stays its beginning.
    private void WriteTiles(Append append)
    {
        using var command = Command("INSERT OR REPLACE INTO tiles (level, position, digests) VALUES (@a, @b, @c)", 0L, 0L, Array.Empty<byte>());
        command.Prepare();
        foreach (var tile in append.Tiles)
        {
            _probe("before tile");
            command.Parameters[0].Value = tile.At.Level;
            command.Parameters[1].Value = tile.At.Index;
            command.Parameters[2].Value = tile.Bytes;
            command.ExecuteNonQuery();
            _probe("after tile");
        }
    }

    private RegisterHead ReadHead(string sql) =>
        Rows(sql, row => new RegisterHead(row.GetInt64(0), row.GetInt64(1), new Hash((byte[])row[2]))).Single();

    private List<byte[]> ReadPage(long from, long until)
    {
        lock (_lock)
            return Rows("SELECT record FROM entries WHERE position >= @a AND position < @b ORDER BY position", row => (byte[])row[0], from, until);
    }

    private void Write(string step, string sql, params ReadOnlySpan<object> values)
    {
        _probe("before " + step);
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
        _probe("after " + step);
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    // Every statement is written here in the source; what varies comes in as a parameter.
    private SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("@" + (char)('a' + i), values[i]);
        return command;
    }
}
