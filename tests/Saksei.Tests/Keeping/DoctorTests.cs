using Microsoft.Data.Sqlite;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Node.Keeping;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server.Control;
using Saksei.Server.Pages.Work.Scripts;
using Saksei.Store;
using Saksei.Tests.Cli;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Keeping;

/// <summary>Each fault is planted and found, and nothing is found before it is: by the code of one check, with its remedy in every language.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly SmallElection _election = new();

    private string Dir => _election.RegisterFolder;

    private string Database => Path.Combine(Dir, RegisterStore.FileName);

    private Surroundings Around => new(Dir) { FreeBytes = _ => 1L << 40, ClockIsHeld = () => true, Scripts = ServedScripts.OthersThanRegistered };

    public void Dispose() => _election.Dispose();

    [Fact]
    public void A_register_with_a_backup_that_was_tried_is_well()
    {
        var backup = MakeBackup();
        Restore.Take(backup, Path.Combine(_election.Folder, "tried"), [], TimeProvider.System);
        Assert.DoesNotContain(Doctor.Examine(Around), reading => reading.IsWrong);
    }

    [Fact]
    public void It_finds_a_disk_without_space()
    {
        Finds("disk-full", CheckState.Warn, Around with { FreeBytes = _ => 1L << 30 });
        Finds("disk-full", CheckState.Alarm, Around with { FreeBytes = _ => 1 << 20 });
    }

    [Fact]
    public void It_finds_a_folder_that_others_may_write_and_a_key_that_others_may_read()
    {
        if (OperatingSystem.IsWindows()) return;
        var key = Directory.EnumerateFiles(Path.Combine(Dir, "keys")).First();
        File.SetUnixFileMode(Dir, File.GetUnixFileMode(Dir) & ~(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        Well("folder-open", "key-open");
        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.GroupRead);
        Assert.Equal(Path.GetFileName(key), Finds("key-open", CheckState.Alarm).Found.Values[0]);
        File.SetUnixFileMode(Dir, File.GetUnixFileMode(Dir) | UnixFileMode.OtherWrite);
        Finds("folder-open", CheckState.Alarm);
    }

    [Fact]
    public void It_finds_that_the_log_s_key_is_missing()
    {
        Well("key-missing");
        File.Delete(Path.Combine(Dir, "keys", SmallElection.Origin.Replace('/', '.') + ".key"));
        Assert.Equal(SmallElection.Origin, Finds("key-missing", CheckState.Alarm).Found.Values[0]);
    }

    [Theory]
    [InlineData(SmallElection.Origin)]
    [InlineData(SmallElection.Origin + "/clock")]
    public void It_finds_a_key_file_that_is_gone_while_a_running_server_holds_it_in_memory(string name)
    {
        CheckState State() => Row().Found.State;
        Reading Row() => Assert.Single(Doctor.Examine(new Patient(Around, _election.Host, ""), check => check.Code == "key-missing"));
        var (file, away) = (Path.Combine(Dir, "keys", name.Replace('/', '.') + ".key"), Path.Combine(_election.Folder, "away"));
        Assert.True(File.Exists(file));
        Assert.Equal(CheckState.Ok, State());
        File.Move(file, away);
        var gone = Row();
        Assert.Equal((CheckState.Alarm, "key-missing.gone", name), (gone.Found.State, gone.Found.Why, (string)gone.Found.Values[0]));
        Assert.Contains("don't restart", DoctorWords.Found(new Speech("en", "UTC"), gone), StringComparison.Ordinal);
        Assert.All(TextBook.Languages, language => Assert.Equal(3, DoctorWords.Remedy(new Speech(language, "UTC"), gone).Length));
        File.WriteAllText(file, "");
        Assert.Equal(CheckState.Alarm, State());
        File.Move(away, file, overwrite: true);
        Assert.Equal(CheckState.Ok, State());
    }

    [Fact]
    public void It_finds_a_clock_that_is_behind_or_free_or_apart()
    {
        Well("clock-behind", "clock-free");
        Finds("clock-behind", CheckState.Alarm, Around with { Time = new FixedTime(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)) });
        Finds("clock-free", CheckState.Warn, Around with { ClockIsHeld = () => false });
        var now = DateTimeOffset.UtcNow;
        var served = new ServedLook("http://localhost", new Publisher(_election.Host), now.AddSeconds(-40), now, TimeSpan.Zero);
        Finds("clock-apart", CheckState.Alarm, Around with { Served = served });
        Assert.Equal(CheckState.Ok, Look("clock-apart", Around with { Served = served with { Date = now } }).Found.State);

        // What takes long between the answer and the check is no difference of clocks.
        Assert.Equal(CheckState.Ok, Look("clock-apart", Around with { Served = served with { At = now.AddSeconds(-40) }, Time = new FixedTime(now) }).Found.State);
    }

    [Fact]
    public void It_finds_a_damaged_register()
    {
        Well("register-damaged");
        _election.Dispose();
        Directory.CreateDirectory(Dir);
        File.WriteAllBytes(Database, [.. "SQLite format 3\0"u8, .. new byte[8000]]);
        var readings = Doctor.Examine(Around);
        Assert.Equal(CheckState.Alarm, readings.Single(reading => reading.Check.Code == "register-damaged").Found.State);
        Assert.Equal(CheckState.Unseen, readings.Single(reading => reading.Check.Code == "checkpoint-unsigned").Found.State);
    }

    [Fact]
    public void It_finds_pages_of_the_database_that_were_overwritten()
    {
        var copy = Path.Combine(_election.Folder, "copy");
        Directory.CreateDirectory(copy);
        RegisterFile.Copy(Dir, Path.Combine(copy, RegisterStore.FileName));
        Assert.Empty(RegisterFile.Damages(copy));
        using (var file = File.OpenWrite(Path.Combine(copy, RegisterStore.FileName)))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(new byte[4096]);
        }

        Assert.NotEmpty(RegisterFile.Damages(copy));
    }

    [Fact]
    public void It_finds_a_checkpoint_that_isnt_the_log_s()
    {
        Well("checkpoint-unsigned");
        var head = _election.Host.Store.ReadHead();
        Alter("UPDATE checkpoints SET note = @a WHERE size = @b", new Checkpoint(SmallElection.Origin, head.Size, head.Root).Sign(SmallElection.Key(SmallElection.Origin + "/another")), head.Size);
        Finds("checkpoint-unsigned", CheckState.Alarm);
    }

    [Fact]
    public void It_finds_a_register_that_is_shorter_than_what_is_known_outside()
    {
        var older = Path.Combine(_election.Folder, "older");
        RegisterFile.Copy(Dir, older);
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        var known = Known();
        Assert.Equal(CheckState.Ok, Look("register-rolled-back", Around with { Known = [known] }).Found.State);
        _election.Host.Dispose();
        Replace(older);
        Well("register-rolled-back");
        Assert.Equal(2L, Finds("register-rolled-back", CheckState.Alarm, Around with { Known = [known] }).Found.Values[1]);
    }

    [Fact]
    public void It_finds_a_register_that_is_shorter_than_its_own_backup()
    {
        var older = Path.Combine(_election.Folder, "older");
        RegisterFile.Copy(Dir, older);
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        MakeBackup();
        Well("register-rolled-back");
        _election.Host.Dispose();
        Replace(older);
        Finds("register-rolled-back", CheckState.Alarm);
    }

    [Fact]
    public void It_finds_a_file_that_an_act_names_and_that_is_missing_or_unreadable()
    {
        var file = _election.Host.Store.AddAttachment("a photo"u8, "image/jpeg");
        _election.Submit(header => new StationConditions(header, "S01", Doors.Open, [], Seen.Yes, [], null, null, [new(file, 7, "image/jpeg")], null), "observers/desk");
        Well("file-missing", "file-unreadable");
        Alter("UPDATE attachment_parts SET bytes = @a WHERE attachment = (SELECT id FROM attachments WHERE sha256 = @b)", "another"u8.ToArray(), file.ToArray());
        Assert.Equal(file.ToHex(), Finds("file-unreadable", CheckState.Alarm).Found.Values[1]);
        Well("file-missing");
        Alter("DELETE FROM attachments WHERE sha256 = @a", file.ToArray());
        Finds("file-missing", CheckState.Alarm);
    }

    [Fact]
    public void A_check_that_meets_an_error_is_an_alarm_of_its_row_and_never_all_is_well()
    {
        Alter("DELETE FROM tiles WHERE level = 0 AND position = (SELECT MAX(position) FROM tiles WHERE level = 0)");
        var found = Finds("checkpoint-unsigned", CheckState.Alarm).Found;
        Assert.Equal("failed", found.Why);
        Assert.DoesNotContain("   at ", (string)found.Values[0], StringComparison.Ordinal);
        Assert.Equal(1, Command.Run("doctor", Dir).Exit);
        Finds("disk-full", CheckState.Alarm, Around with { FreeBytes = _ => throw new IOException("the disk is gone") });
    }

    [Fact]
    public void It_finds_another_program_that_holds_the_register()
    {
        Well("register-held");
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        using var holding = other.BeginTransaction();
        Finds("register-held", CheckState.Alarm);
    }

    [Fact]
    public void It_finds_that_there_is_no_backup_or_an_old_one_and_that_none_was_tried()
    {
        Finds("backup-old", CheckState.Alarm);
        var backup = MakeBackup();
        Well("backup-old");
        Finds("restore-untried", CheckState.Warn);
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        Well("backup-old");
        Finds("backup-old", CheckState.Warn, Around with { Time = new FixedTime(DateTimeOffset.UtcNow.AddHours(2)) });
        Finds("backup-old", CheckState.Alarm, Around with { Time = new FixedTime(DateTimeOffset.UtcNow.AddHours(25)) });
        Restore.Take(backup, Path.Combine(_election.Folder, "tried"), [], TimeProvider.System);
        Well("restore-untried");
        File.Delete(Path.Combine(backup, BackupManifest.FileName));
        Finds("backup-old", CheckState.Alarm);
        Directory.Delete(backup, recursive: true);
        Assert.Contains(backup, Finds("backup-old", CheckState.Warn).Found.Values);
        Finds("backup-old", CheckState.Warn, Around with { Time = new FixedTime(DateTimeOffset.UtcNow.AddHours(2)) });
        Finds("backup-old", CheckState.Alarm, Around with { Time = new FixedTime(DateTimeOffset.UtcNow.AddHours(25)) });
    }

    [Fact]
    public void It_finds_a_server_that_is_silent_or_behind_or_of_another_register()
    {
        var old = new KeptCheckpoint(_election.Host.Store.ReadCheckpoint(_election.Host.Head.Size)!);
        var served = new ServedLook("http://localhost", old, null, default, TimeSpan.Zero);
        Assert.Equal(CheckState.Ok, Look("server-silent", Around with { Served = served }).Found.State);
        Assert.Equal(CheckState.Ok, Look("server-differs", Around with { Served = served }).Found.State);
        Finds("server-silent", CheckState.Alarm, Around with { Served = served with { Files = null } });
        Finds("server-silent", CheckState.Warn, Around with { Served = served with { Elapsed = TimeSpan.FromSeconds(3) } });
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        Finds("server-differs", CheckState.Warn, Around with { Served = served });
        Finds("publication-behind", CheckState.Warn, Around with { Published = old });
        Assert.Equal(CheckState.Ok, Look("publication-behind", Around with { Published = new Publisher(_election.Host) }).Found.State);
        using var other = new SmallElection((role, text) => role == "definition" ? text : text.Replace("Smallland", "Elsewhere", StringComparison.Ordinal));
        Finds("server-differs", CheckState.Alarm, Around with { Served = served with { Files = new Publisher(other.Host) } });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_server_that_takes_acts_while_it_is_asked_neither_differs_nor_is_behind(bool before)
    {
        void Takes() => _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        var readings = Doctor.Examine(Dir, () =>
        {
            if (before) Takes();
            var shown = new KeptCheckpoint(_election.Host.Store.ReadCheckpoint(_election.Host.Head.Size)!);
            if (!before) Takes();
            return Around with { Served = new ServedLook("http://localhost", shown, null, default, TimeSpan.Zero), Published = shown };
        });
        Assert.All((string[])["server-differs", "publication-behind"], code => Assert.Equal(CheckState.Ok, readings.Single(reading => reading.Check.Code == code).Found.State));
    }

    [Fact]
    public void What_is_named_and_cant_be_read_is_a_finding_of_its_row_and_the_rest_is_looked_at()
    {
        var (away, empty) = ("http://127.0.0.1:1/", Path.Combine(_election.Folder, "empty"));
        File.WriteAllText(empty, "");
        File.Delete(Path.Combine(Dir, "keys", SmallElection.Origin.Replace('/', '.') + ".key"));
        var run = Command.Run("doctor", Dir, "--last-known", away, empty, "nowhere.note", "--published", Path.Combine(_election.Folder, "nowhere"), "--url", away, "--json");
        Assert.Equal(1, run.Exit);
        using var document = System.Text.Json.JsonDocument.Parse(run.Output);
        var checks = document.RootElement.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("code").GetString()!);
        var states = checks.ToDictionary(check => check.Key, check => check.Value.GetProperty("state").GetString());
        Assert.Equal(("warn", "warn", "alarm", "alarm", "ok"), (states["register-rolled-back"], states["publication-behind"], states["server-silent"], states["key-missing"], states["register-damaged"]));
        var found = checks["register-rolled-back"].GetProperty("found").GetProperty("en").GetString();
        Assert.All((string[])[away, "target-unreachable", empty, "nowhere.note (file-missing)"], word => Assert.Contains(word, found, StringComparison.Ordinal));
        Assert.Equal(2, Command.Run("restore", MakeBackup(), Path.Combine(_election.Folder, "tried"), "--last-known", away).Exit);
    }

    [Fact]
    public void What_cant_be_read_hides_nothing_that_is_graver()
    {
        var older = Path.Combine(_election.Folder, "older");
        RegisterFile.Copy(Dir, older);
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=41 B=30 C=15");
        var known = Known();
        _election.Host.Dispose();
        Replace(older);
        Assert.Equal("", Finds("register-rolled-back", CheckState.Alarm, Around with { Known = [known], KnownUnread = ["a mirror (target-unreachable)"] }).Found.Why);
    }

    [Fact]
    public void It_finds_scripts_that_are_served_and_not_registered()
    {
        Assert.Equal(CheckState.Unseen, Look("scripts-unregistered", Around).Found.State);
        Register("observers/desk", ServedScripts.All[0].Script with { Sha256 = Hash.OfBytes("another"u8) });
        Finds("scripts-unregistered", CheckState.Alarm);
        Register("party/desk", ServedScripts.All[0].Script);
        Well("scripts-unregistered");
    }

    [Fact]
    public void It_finds_that_a_restored_register_isnt_proved()
    {
        Well("register-closed");
        var restored = Path.Combine(_election.Folder, "restored");
        Restore.Take(MakeBackup(), restored, [], TimeProvider.System);
        Finds("register-closed", CheckState.Warn, Around with { Folder = restored });
    }

    [Fact]
    public void Every_check_says_what_it_looks_at_and_what_to_do_in_every_language() =>
        Assert.All(TextBook.Languages, language => Assert.All(Doctor.All, check =>
        {
            var speech = new Speech(language, "UTC");
            Assert.NotEmpty(DoctorWords.What(speech, check));
            Assert.InRange(DoctorWords.RemedyOf(speech, check).Length, 2, 4);
        }));

    [Fact]
    public void A_folder_without_a_register_isnt_examined() =>
        Assert.Equal("register-missing", Assert.Throws<RegisterFolderException>(() => Doctor.Examine(Around with { Folder = _election.DefinitionFolder })).Code);

    private static Reading Look(string code, Surroundings around) => Doctor.Examine(around).Single(reading => reading.Check.Code == code);

    private Reading Finds(string code, CheckState state, Surroundings? around = null)
    {
        var reading = Look(code, around ?? Around);
        Assert.Equal(state, reading.Found.State);
        foreach (var speech in TextBook.Languages.Select(language => new Speech(language, "UTC")))
        {
            Assert.NotEmpty(DoctorWords.Remedy(speech, reading));
            Assert.DoesNotContain("{", DoctorWords.Found(speech, reading), StringComparison.Ordinal);
        }

        return reading;
    }

    private void Well(params string[] codes) =>
        Assert.All(Doctor.Examine(Around).Where(reading => codes.Contains(reading.Check.Code)), reading => Assert.Equal((reading.Check.Code, CheckState.Ok), (reading.Check.Code, reading.Found.State)));

    private string MakeBackup() => Backup.Make(Dir, new BackupOrder(Path.Combine(_election.Folder, "backups"), false, TimeProvider.System, _ => { })).Folder;

    private LastKnown Known() => new("kept", SignedCheckpoint.Parse(_election.Host.Store.ReadCheckpoint(_election.Host.Head.Size)!, out _)!);

    private void Replace(string older)
    {
        foreach (var file in Directory.EnumerateFiles(Dir, RegisterStore.FileName + "*")) File.Delete(file);
        File.Move(older, Database);
    }

    private void Alter(string sql, params object[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("@" + (char)('a' + i), values[i]);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private void Register(string desk, PageScript script) => _election.Submit(header => new RegisterScripts(header, [script]), desk);
}
