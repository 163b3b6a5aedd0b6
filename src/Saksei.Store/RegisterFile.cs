using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Saksei.Store;

/// <summary>What is done with a register's file as a whole: copied while others write, examined, asked whether somebody holds it.</summary>
public static class RegisterFile
{
    private const int Busy = 5, Locked = 6, Full = 13, NoSpace = 28, NoSpaceOfWindows = unchecked((int)0x80070070), MostDamages = 20, SecondsOfPatience = 1;

    /// <summary>
    /// Copies the register of a folder into a new file, all of it as of one commit, also while somebody appends: the writer doesn't wait
    /// for it. The copy is one file, with no log of writes beside it.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no register.</exception>
    public static void Copy(string folder, string path)
    {
        var source = Path.Combine(folder, RegisterStore.FileName);
        if (!File.Exists(source)) throw new FileNotFoundException("there is no register", source);
        using (var from = SqliteSession.Open(source, SqliteOpenMode.ReadWrite))
        using (var to = SqliteSession.Open(path, SqliteOpenMode.ReadWriteCreate))
        {
            from.Connection.BackupDatabase(to.Connection);
        }

        Close(path);
    }

    /// <summary>Folds a file's log of writes into it and leaves the file alone, byte for byte the same until somebody opens it again.</summary>
    public static void Close(string path)
    {
        using (var session = SqliteSession.Open(path, SqliteOpenMode.ReadWrite))
        {
            if ((string?)session.Scalar("PRAGMA journal_mode = DELETE") != "delete") throw new IOException($"{path} is in use");
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Whether something failed since a disk is full: no register is damaged by that.</summary>
    public static bool IsDiskFull(Exception problem) =>
        problem is SqliteException { SqliteErrorCode: Full } or IOException { HResult: NoSpace or NoSpaceOfWindows };

    /// <summary>What is damaged in the file of a folder's register, as the database says it; nothing where it is whole.</summary>
    public static IReadOnlyList<string> Damages(string folder)
    {
        try
        {
            using var session = SqliteSession.Open(Path.Combine(folder, RegisterStore.FileName), SqliteOpenMode.ReadWrite);
            var said = session.Rows(string.Create(CultureInfo.InvariantCulture, $"PRAGMA integrity_check({MostDamages})"), row => row.GetString(0));
            return said is ["ok"] ? [] : said;
        }
        catch (SqliteException problem)
        {
            return [problem.Message];
        }
    }

    /// <summary>Whether somebody keeps the register from being written for longer than any append takes.</summary>
    public static bool IsHeld(string folder)
    {
        using var session = SqliteSession.Open(Path.Combine(folder, RegisterStore.FileName), SqliteOpenMode.ReadWrite);
        session.Execute("PRAGMA busy_timeout = 0");
        session.Connection.DefaultTimeout = SecondsOfPatience;
        try
        {
            // Begins and takes nothing: a look at whether the place is free.
            session.Execute("BEGIN IMMEDIATE");
            session.Execute("ROLLBACK");
            return false;
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is Busy or Locked)
        {
            return true;
        }
    }
}
