using System.Text.Json;
using Saksei.Node.Keeping;
using Saksei.Store;
using Saksei.Tests.Cli;
using Xunit;

namespace Saksei.Tests.Keeping;

/// <summary>Where a backup may be put, and what is said where it can't be.</summary>
public sealed class BackupPlaceTests : IDisposable
{
    private readonly SmallElection _election = new();

    private string Dir => _election.RegisterFolder;

    private string To => Path.Combine(_election.Folder, "backups");

    public void Dispose() => _election.Dispose();

    [Theory]
    [InlineData("backups")]
    [InlineData(".")]
    [InlineData("../link/backups")]
    public void A_backup_into_the_register_s_own_folder_is_refused_and_nothing_is_made(string place)
    {
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(Dir)!, "link"), Dir);
        var before = Directory.EnumerateDirectories(Dir).Order().ToList();
        var run = Command.Run("backup", Dir, Path.Combine(Dir, place));
        Assert.Equal((1, "backup-inside"), (run.Exit, CodeOf(run)));
        Assert.Equal(before, Directory.EnumerateDirectories(Dir).Order());
        Assert.Empty(BackupList.Of(Dir).Backups);
    }

    [Fact]
    public void A_backup_on_the_register_s_own_disk_is_made_with_a_warning()
    {
        var run = Command.Run("backup", Dir, Dir + "-backups");
        Assert.Equal(0, run.Exit);
        Assert.Contains("backup-same-disk", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mnt/backup/a", "/mnt/backup")]
    [InlineData("/mnt/backup", "/mnt/backup")]
    [InlineData("/mnt/backups", "/")]
    [InlineData("/var/lib/saksei", "/")]
    public void A_path_is_on_the_innermost_disk_that_is_mounted_above_it(string path, string disk)
    {
        if (!OperatingSystem.IsWindows()) Assert.Equal(disk, FolderPlace.DiskOf(path, ["/", "/mnt/backup", "/mnt/backup/inner"]));
    }

    [Theory]
    [InlineData("before copy")]
    [InlineData("before checkpoint")]
    [InlineData("before manifest")]
    public void A_full_disk_is_called_so_by_the_folder_s_name_and_what_was_written_goes(string step)
    {
        Exception[] full = [new Microsoft.Data.Sqlite.SqliteException("database or disk is full", 13), new IOException("No space left on device", 28)];
        foreach (var problem in full)
        {
            var made = Backup.Make(Dir, new BackupOrder(To, false, TimeProvider.System, _ => { }) { Probe = at => { if (at == step) throw problem; } });
            Assert.Equal(("disk-full", To), (made.Problem?.Code, made.Problem?.Place));
            Assert.Empty(Directory.EnumerateDirectories(To));
        }
    }

    [Fact]
    public void Another_error_of_the_database_is_no_full_disk() =>
        Assert.False(RegisterFile.IsDiskFull(new Microsoft.Data.Sqlite.SqliteException("database disk image is malformed", 11)));

    private static string? CodeOf(Ran run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.GetProperty("code").GetString();
    }
}
