using Microsoft.Data.Sqlite;

namespace Saksei.Store;

/// <summary>One connection with its statements, each prepared once. Not for several threads at once.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long a statement waits for another connection.</summary>
    internal const string Patience = "PRAGMA busy_timeout = 10000";

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    private SqliteSession(SqliteConnection connection) => Connection = connection;

    internal SqliteConnection Connection { get; }

    internal static SqliteSession Open(string path, SqliteOpenMode mode)
    {
        var session = new SqliteSession(new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString()));
        try
        {
            session.Connection.Open();
            session.Execute(Patience);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Does some writes together: all of them where the work says so, none otherwise or where it throws.</summary>
    internal bool Transact(Func<bool> work)
    {
        using var transaction = Connection.BeginTransaction();
        _transaction = transaction;
        try
        {
            if (!work()) return false;
            transaction.Commit();
            return true;
        }
        finally
        {
            _transaction = null;
        }
    }

    internal int Execute(string sql, params ReadOnlySpan<object> values) => Command(sql, values).ExecuteNonQuery();

    internal object? Scalar(string sql, params ReadOnlySpan<object> values) =>
        Command(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    internal List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        Connection.Dispose();
    }

    // Every statement is written in the source of the store; what varies comes in as a parameter, @a, @b and so on.
    private SqliteCommand Command(string sql, ReadOnlySpan<object> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _commands[sql] = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter("@" + (char)('a' + i), null));
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.Transaction = _transaction;
        return command;
    }
}
