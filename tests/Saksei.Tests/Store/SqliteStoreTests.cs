using Microsoft.Data.Sqlite;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Store;

/// <summary>The suite over SQLite, and what is SQLite's own.</summary>
public sealed class SqliteStoreTests : StoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string DatabasePath => _folder.At("register.db");

    /// <inheritdoc/>
    protected override IRegisterStore Open() => SqliteRegisterStore.Open(DatabasePath, create: true);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_of_a_removed_attachment_are_nowhere_in_its_files()
    {
        var secret = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7919L % 253)).ToArray();
        using var store = Open();
        var hash = store.AddAttachment(secret, "image/png");
        Assert.True(IsOnDisk(secret));
        store.RemoveAttachment(hash);
        Assert.False(IsOnDisk(secret));
    }

    [Fact]
    public void While_somebody_reads_what_was_before_a_removal_says_that_bytes_are_left_and_is_done_again()
    {
        var secret = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7919L % 253)).ToArray();
        using var store = Open();
        var hash = store.AddAttachment(secret, "image/png");
        using var other = SqliteSession.Open(DatabasePath, SqliteOpenMode.ReadWrite);
        other.Execute("BEGIN");
        Assert.Equal(1L, other.Scalar("SELECT count(*) FROM attachments"));
        Assert.Equal(hash, Assert.Throws<RegisterInUseException>(() => store.RemoveAttachment(hash)).File);
        Assert.True(IsOnDisk(secret));
        Assert.Null(store.ReadAttachment(hash));
        other.Execute("COMMIT");
        Assert.False(store.RemoveAttachment(hash));
        Assert.False(IsOnDisk(secret));
    }

    [Fact]
    public async Task A_removal_waits_for_a_reader_that_is_done_soon()
    {
        var secret = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7919L % 253)).ToArray();
        using var store = Open();
        var hash = store.AddAttachment(secret, "image/png");
        using var other = SqliteSession.Open(DatabasePath, SqliteOpenMode.ReadWrite);
        other.Execute("BEGIN");
        Assert.Equal(1L, other.Scalar("SELECT count(*) FROM attachments"));
        var removal = Task.Run(() => store.RemoveAttachment(hash), TestContext.Current.CancellationToken);
        while (store.ReadAttachment(hash) is not null) await Task.Delay(10, TestContext.Current.CancellationToken);
        other.Execute("COMMIT");
        Assert.True(await removal);
        Assert.False(IsOnDisk(secret));
    }

    private bool IsOnDisk(byte[] bytes) => Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!)
        .Any(path => File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) is var file && Read(file).AsSpan().IndexOf(bytes.AsSpan(100_000, 40)) >= 0);

    private static byte[] Read(FileStream file)
    {
        using (file)
        {
            var read = new byte[file.Length];
            file.ReadExactly(read);
            return read;
        }
    }

    [Fact]
    public void It_writes_in_WAL_mode_and_with_full_synchronisation_when_made_and_when_opened_again()
    {
        for (var i = 0; i < 2; i++)
        {
            using var store = SqliteRegisterStore.Open(DatabasePath, create: i == 0);
            var connection = store.Connection;
            Assert.Equal("wal", Ask(connection, "PRAGMA journal_mode"));
            Assert.Equal(2L, Ask(connection, "PRAGMA synchronous"));
        }
    }

    [Fact]
    public void A_writer_that_takes_over_while_another_does_gets_an_epoch_of_its_own()
    {
        using var other = Open();
        RegisterHead between = default;
        using var store = SqliteRegisterStore.Open(DatabasePath, create: true, step =>
        {
            if (step == "after take-over") between = other.TakeOver();
        });
        Assert.Equal(1, store.TakeOver().Epoch);
        Assert.Equal(2, between.Epoch);
    }

    [Fact]
    public void A_place_where_SQLite_can_not_write_durably_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => SqliteRegisterStore.Open(":memory:", create: true));

    [Fact]
    public void A_file_that_is_missing_is_not_made_unless_asked_for()
    {
        Assert.Throws<SqliteException>(() => SqliteRegisterStore.Open(DatabasePath, create: false));
        Assert.False(File.Exists(DatabasePath));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(DatabasePath, string.Concat(Enumerable.Repeat("not a database ", 1000)));
        Assert.Throws<SqliteException>(() => SqliteRegisterStore.Open(DatabasePath, create: true));
    }

    [Fact]
    public void Opening_to_make_leaves_a_register_that_is_there_as_it_is()
    {
        Growth growth;
        using (var store = Open())
        {
            growth = new Growth(store.TakeOver());
            Assert.True(store.TryAppend(growth.Next(9)));
        }

        using var again = Open();
        Assert.Equal(growth.Records, StoredRegister.Check(again, Growth.Log.Verifier));
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
