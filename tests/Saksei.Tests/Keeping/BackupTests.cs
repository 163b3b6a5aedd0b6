using System.Diagnostics;
using System.Text.Json;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Node.Keeping;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Cli;
using Saksei.Tests.Server;
using Saksei.Tests.Verifier;
using Xunit;

namespace Saksei.Tests.Keeping;

/// <summary>A copy of a register that is written meanwhile, and a register of it that signs on only where nothing is lacking.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Figures = "registered=500 cast=91 invalid=5 A=41 B=30 C=15";
    private readonly SmallElection _election = new();

    private string Dir => _election.RegisterFolder;

    private string To => Path.Combine(_election.Folder, "backups");

    private string Restored => Path.Combine(_election.Folder, "restored");

    public void Dispose() => _election.Dispose();

    [Fact]
    public void A_backup_has_every_act_and_file_and_no_key()
    {
        _election.Copy("S01", Figures);
        var made = Make();
        Assert.Equal((_election.Host.Head.Size, SmallElection.Origin), (made.Manifest!.Size, made.Manifest.Origin));
        Assert.Equal(["checkpoint", "manifest.json", "register.db", "register.pin"], Directory.EnumerateFiles(made.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Dir, RegisterPin.FileName)), File.ReadAllBytes(Path.Combine(made.Folder, RegisterPin.FileName)));
        Assert.Equal(made.Manifest.Root, Assert.Single(BackupList.Of(Dir).Backups).Root);
        Assert.Null(Restore.Take(made.Folder, Restored, [Known()], TimeProvider.System).Problem);
        using var host = RegisterHost.Open(Restored);
        Assert.Equal(_election.Host.Store.ReadEntries(0, host.Head.Size), host.Store.ReadEntries(0, host.Head.Size));
    }

    [Fact]
    public void Keys_go_with_it_only_where_that_is_asked_for_and_their_owner_alone_reads_them()
    {
        var made = Make(withKeys: true);
        var keys = Directory.EnumerateFiles(Path.Combine(made.Folder, "keys")).ToList();
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Dir, "keys")).Select(Path.GetFileName).Order(), keys.Select(Path.GetFileName).Order());
        Assert.All(keys, key => Assert.True(IsPrivate(key)));
        var run = Command.Run("backup", Dir, Path.Combine(_election.Folder, "said"), "--with-keys");
        Assert.Contains("keys-copied", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("keys-copied", Command.Run("backup", Dir, Path.Combine(_election.Folder, "unsaid")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_of_one_moment_while_acts_come_in()
    {
        await using var server = await RunningServer.Start(_election.Host);
        using var stop = new CancellationTokenSource();
        var posting = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++) await server.Post(_election.SignedCopy($"S{(i % 10) + 1:00}", Figures, SmallElection.Key("commission/desk")).Record);
        });
        var before = _election.Host.Head.Size;
        await Until(() => _election.Host.Head.Size > before + 10);
        var made = Make();
        var during = _election.Host.Head.Size;
        await Until(() => _election.Host.Head.Size > during + 10);
        await stop.CancelAsync();
        await posting;
        Assert.InRange(made.Manifest!.Size, before + 10, during);
        Assert.Null(Restore.Take(made.Folder, Restored, [], TimeProvider.System).Problem);
    }

    [Fact]
    public void Stopped_at_any_step_it_leaves_nothing_that_is_taken_for_a_backup_and_the_next_one_is_whole()
    {
        List<string> steps = [];
        Make(probe: steps.Add, withKeys: true);
        Directory.Delete(To, recursive: true);
        Assert.Equal(16, steps.Count);
        for (var at = 0; at < steps.Count; at++)
        {
            var (count, fatal) = (0, at);
            Assert.Throws<TimeoutException>(() => Make(probe: step => { if (count++ == fatal) throw new TimeoutException(step); }, withKeys: true));
            foreach (var left in Directory.EnumerateDirectories(To))
                Assert.Equal(at < steps.IndexOf("after manifest") ? "backup-unfinished" : null, Taken(left)?.Code);
            Directory.Delete(To, recursive: true);
        }

        Assert.Null(Taken(Make().Folder));
    }

    [Fact]
    public void What_a_stopped_run_left_goes_with_the_next()
    {
        Assert.Throws<TimeoutException>(() => Make(probe: step => { if (step == "before close") throw new TimeoutException(step); }));
        Assert.EndsWith(".part", Assert.Single(Directory.EnumerateDirectories(To)), StringComparison.Ordinal);
        var made = Make();
        Assert.Equal(made.Folder, Assert.Single(Directory.EnumerateDirectories(To)));
    }

    [Fact]
    public void Folders_that_backup_didnt_make_stay_whatever_their_names_end_in()
    {
        string[] others = ["film.part", "20280723T154501Z.old.part", "20281323T154501Z.part", "20280723.part"];
        foreach (var other in others) Directory.CreateDirectory(Path.Combine(To, other, "inner"));
        var own = Directory.CreateDirectory(Path.Combine(To, "20280723T154501Z.part")).FullName;
        Make();
        Assert.False(Path.Exists(own));
        Assert.All(others, other => Assert.True(Path.Exists(Path.Combine(To, other, "inner")), other));
    }

    [Fact]
    public void A_folder_beside_that_no_restore_made_stays_and_what_one_left_goes()
    {
        var (backup, beside) = (Make().Folder, Restored + ".restoring");
        Directory.CreateDirectory(beside);
        File.WriteAllText(Path.Combine(beside, "letter.txt"), "mine");
        Assert.Equal("folder-not-empty", Taken(backup)?.Code);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(beside, "letter.txt")));
        File.WriteAllText(Path.Combine(beside, UnfinishedRestore.Marker), "");
        Assert.Null(Taken(backup));
        Assert.False(Path.Exists(beside));
        Assert.DoesNotContain(UnfinishedRestore.Marker, Directory.EnumerateFiles(Restored).Select(Path.GetFileName));
    }

    [Fact]
    public void A_restore_that_the_disk_ends_leaves_no_key()
    {
        var folder = Make(withKeys: true).Folder;
        var register = Path.Combine(folder, RegisterStore.FileName);
        using (var held = new FileStream(register, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.ThrowsAny<IOException>(() => Taken(folder));
        Assert.False(Path.Exists(Restored + ".restoring"));
        Assert.False(Path.Exists(Restored));
    }

    [Fact]
    public void A_photograph_that_is_lost_already_is_named_and_doesnt_end_all_backups()
    {
        var (lost, kept) = (Photograph("a photo"), Photograph("another"));
        Alter(Dir, "DELETE FROM attachments WHERE sha256 = @a", lost.ToArray());
        var run = Command.Run("backup", Dir, To);
        Assert.Equal((0, lost.ToHex()), (run.Exit, Assert.Single(run.Json.GetProperty("lacks").EnumerateArray()).GetString()));
        Assert.Contains("backup-lacks", run.Error, StringComparison.Ordinal);
        var folder = run.Json.GetProperty("folder").GetString()!;
        var restored = Command.Run("restore", folder, Restored);
        Assert.Equal((0, 1), (restored.Exit, restored.Json.GetProperty("lacks").GetArrayLength()));
        Assert.Contains("backup-lacks", restored.Error, StringComparison.Ordinal);

        // What the manifest names and nothing else: neither more nor fewer.
        Rewrite(Path.Combine(folder, BackupManifest.FileName), "lacks", $"[\"{lost.ToHex()}\", \"{kept.ToHex()}\"]");
        Assert.Equal("backup-unsound", Taken(folder)?.Code);
        Rewrite(Path.Combine(folder, BackupManifest.FileName), "lacks", "null");
        Assert.Equal("backup-unsound", Taken(folder)?.Code);
        Rewrite(Path.Combine(folder, BackupManifest.FileName), "lacks", "[null]");
        Assert.Equal("backup-unfinished", Taken(folder)?.Code);
    }

    [Fact]
    public void Beside_a_lost_photograph_one_that_was_altered_still_ends_the_backup()
    {
        var (lost, altered) = (Photograph("a photo"), Photograph("another"));
        Alter(Dir, "DELETE FROM attachments WHERE sha256 = @a", lost.ToArray());
        Assert.NotNull(Make().Manifest);
        Alter(Dir, "UPDATE attachment_parts SET bytes = @b WHERE attachment = (SELECT id FROM attachments WHERE sha256 = @a)", altered.ToArray(), "anothex"u8.ToArray());
        Assert.Equal("backup-unsound", Make().Problem?.Code);
    }

    [Fact]
    public void A_file_that_only_the_copy_lacks_is_not_named()
    {
        var file = Photograph("a photo");
        Assert.Equal([new string('0', 64)], SoundCopy.LackingToo(_election.RegisterFolder, [file.ToHex(), new string('0', 64)]));
    }

    [Fact]
    public void A_run_that_is_killed_leaves_no_half_backup()
    {
        for (var i = 0; i < 4; i++)
        {
            using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "saksei"), ["backup", Dir, To]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var patience = DateTime.UtcNow.AddSeconds(30);
            while (!process.HasExited && !(Directory.Exists(To) && Directory.EnumerateDirectories(To, "*.part").Any()) && DateTime.UtcNow < patience) Thread.Sleep(1);
            Thread.Sleep(i * 25);
            process.Kill();
            process.WaitForExit();
            foreach (var left in Directory.EnumerateDirectories(To)) Assert.True(Taken(left)?.Code is null or "backup-unfinished");
        }
    }

    [Theory]
    [InlineData("register.db", "backup-file-differs")]
    [InlineData("checkpoint", "backup-file-differs")]
    [InlineData("register.pin", "backup-file-differs")]
    [InlineData("manifest.json", "backup-file-differs")]
    public void A_byte_that_was_altered_in_any_file_is_found(string name, string code)
    {
        _election.Copy("S01", Figures);
        var path = Path.Combine(Make().Folder, name);
        var bytes = File.ReadAllBytes(path);
        if (name == "manifest.json") File.WriteAllText(path, File.ReadAllText(path).Replace("\"size\": 4", "\"size\": 2", StringComparison.Ordinal));
        else File.WriteAllBytes(path, [.. bytes[..(bytes.Length / 2)], (byte)(bytes[bytes.Length / 2] ^ 1), .. bytes[((bytes.Length / 2) + 1)..]]);
        Assert.Equal(code, Taken(Path.GetDirectoryName(path)!)?.Code);
        Assert.False(Path.Exists(Restored));
        Assert.False(Path.Exists(Restored + ".restoring"));
    }

    [Fact]
    public void Files_that_were_added_or_removed_and_paths_that_lead_out_are_found()
    {
        var folder = Make().Folder;
        File.WriteAllText(Path.Combine(folder, "more.txt"), "");
        Assert.Equal("backup-file-unknown", Taken(folder)?.Code);
        File.Delete(Path.Combine(folder, "more.txt"));
        File.Delete(Path.Combine(folder, "checkpoint"));
        Assert.Equal("backup-file-differs", Taken(folder)?.Code);
        var manifest = Path.Combine(folder, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"path\": \"checkpoint\"", "\"path\": \"keys/../../checkpoint.key\"", StringComparison.Ordinal));
        Assert.Equal("backup-unfinished", Taken(folder)?.Code);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[null, {\"path\": \"register.db\", \"bytes\": 1, \"sha256\": \"00\"}]")]
    [InlineData("null")]
    [InlineData("[{\"path\": \"keys/\\u0000.key\", \"bytes\": 0, \"sha256\": \"HASH\"}]")]
    [InlineData("[{\"path\": \"checkpoint\", \"bytes\": 0, \"sha256\": \"HASH\"}, {\"path\": \"checkpoint\", \"bytes\": 0, \"sha256\": \"HASH\"}]")]
    public void A_manifest_whose_list_of_files_cant_be_meant_is_no_backup(string files)
    {
        var folder = Make().Folder;
        Rewrite(Path.Combine(folder, BackupManifest.FileName), "files", files);
        Assert.Equal("backup-unfinished", Taken(folder)?.Code);
        Assert.Equal("backup-unfinished", Of(Command.Run("restore", folder, Restored)).Code);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("null")]
    public void A_list_of_backups_that_cant_be_meant_is_as_if_there_were_none(string backups)
    {
        Make();
        Rewrite(Path.Combine(Dir, BackupList.FileName), "backups", backups);
        Assert.Empty(BackupList.Of(Dir).Backups);
        var readings = Doctor.Examine(new Surroundings(Dir));
        Assert.Equal((CheckState.Alarm, ""), (readings.Single(reading => reading.Check.Code == "backup-old").Found.State, readings.Single(reading => reading.Check.Code == "backup-old").Found.Why));
        Assert.Equal("", readings.Single(reading => reading.Check.Code == "register-rolled-back").Found.Why);
    }

    [Fact]
    public void A_backup_whose_manifest_was_made_again_for_an_altered_register_is_found_by_the_signatures()
    {
        _election.Copy("S01", Figures);
        var folder = Make().Folder;
        Alter(folder, "UPDATE entries SET record = CAST(replace(CAST(record AS TEXT), 'S01', 'S02') AS BLOB) WHERE position = 3");
        Reseal(folder);
        Assert.Equal("backup-unsound", Taken(folder)?.Code);
    }

    [Fact]
    public async Task What_was_restored_is_shown_and_takes_no_act_until_it_is_proved()
    {
        Assert.Null(Taken(Make(withKeys: true).Folder));
        var note = _election.SignedCopy("S01", Figures, SmallElection.Key("commission/desk")).Record;
        using var host = RegisterHost.Open(Restored);
        await using var server = await RunningServer.Start(host);
        Assert.Equal("restored-unproved", host.WhyReadOnly);
        await server.Page("/en/");
        using (var refused = await server.Post(note))
        {
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("restored-unproved", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("restored-unproved", Assert.Throws<RegisterFolderException>(() => host.Submit([_election.SignedCopy("S02", Figures, SmallElection.Key("commission/desk"))])).Code);
        Assert.Null(Restore.Accept(Restored, [Known()]).Problem);
        using var taken = await server.Post(note);
        Assert.Equal(System.Net.HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal("not-restored", Restore.Accept(Restored, [Known()]).Problem?.Code);
    }

    [Fact]
    [Row("a backup", nameof(A_backup_whose_manifest_was_made_again_for_an_altered_register_is_found_by_the_signatures))]
    public void A_backup_is_refused_where_a_later_checkpoint_is_known()
    {
        var folder = Make(withKeys: true).Folder;
        _election.Copy("S01", Figures);
        var kept = Path.Combine(_election.Folder, "kept");
        File.WriteAllBytes(kept, _election.Host.Store.ReadCheckpoint(_election.Host.Head.Size)!);
        var refused = Command.Run("restore", folder, Restored, "--last-known", kept);
        Assert.Equal(1, refused.Exit);
        Assert.Equal(("register-behind", 2L), Of(refused));
        Assert.Contains("newer backup", refused.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(Restored));

        // Restored where nobody knew better, it is refused when it is to be written.
        Assert.Equal(0, Command.Run("restore", folder, Restored).Exit);
        var unproved = Command.Run("restore", "--accept", Restored, "--last-known", kept);
        Assert.Equal(1, unproved.Exit);
        Assert.Equal(("register-behind", 2L), Of(unproved));
        Assert.True(RestoredMark.IsIn(Restored));
    }

    [Fact]
    public async Task A_later_checkpoint_is_known_by_the_address_of_who_has_it()
    {
        var folder = Make().Folder;
        _election.Copy("S01", Figures);
        await using var server = await RunningServer.Start(_election.Host);
        Assert.Equal(("register-behind", 2L), Of(Command.Run("restore", folder, Restored, "--last-known", server.Client.BaseAddress!.ToString())));
        Assert.Equal(0, Command.Run("restore", Make().Folder, Restored, "--last-known", server.Client.BaseAddress!.ToString()).Exit);
    }

    [Fact]
    public void A_checkpoint_of_another_history_or_of_another_log_proves_nothing()
    {
        var folder = Make().Folder;
        using var log = SmallElection.Key(SmallElection.Origin);
        var head = _election.Host.Store.ReadHead();
        var other = new Checkpoint(SmallElection.Origin, head.Size - 1, head.Root).Sign(log);
        Assert.Equal("register-forked", Restore.Take(folder, Restored, [Kept(other)], TimeProvider.System).Problem?.Code);
        var strange = new Checkpoint(SmallElection.Origin, head.Size, head.Root).Sign(SignerKey.FromSeed(SmallElection.Origin, new byte[32]));
        Assert.Equal("checkpoint-signature", Restore.Take(folder, Restored, [Kept(strange)], TimeProvider.System).Problem?.Code);
    }

    [Fact]
    public void A_folder_that_holds_something_is_left_as_it_is()
    {
        Assert.Equal("folder-not-empty", Restore.Take(Make().Folder, Dir, [], TimeProvider.System).Problem?.Code);
        Assert.True(File.Exists(Path.Combine(Dir, RegisterStore.FileName)));
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("restore", "x")]
    [InlineData("restore", "--accept", "x")]
    [InlineData("restore", "x", "y", "--accept", "z", "--last-known", "k")]
    public void What_cant_be_meant_is_refused_with_the_choices(params string[] line)
    {
        var run = Command.Run(line);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Contains("command-line", run.Error, StringComparison.Ordinal);
    }

    private static bool IsPrivate(string key) => OperatingSystem.IsWindows() || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private static (string? Code, long Missing) Of(Ran ran)
    {
        using var document = JsonDocument.Parse(ran.Output);
        return (document.RootElement.GetProperty("code").GetString(), document.RootElement.GetProperty("missing").GetInt64());
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 600 && !holds(); i++) await Task.Delay(50);
        Assert.True(holds());
    }

    private KeepingProblem? Taken(string folder)
    {
        if (Directory.Exists(Restored)) Directory.Delete(Restored, recursive: true);
        return Restore.Take(folder, Restored, [], TimeProvider.System).Problem;
    }

    private LastKnown Known() => Kept(_election.Host.Store.ReadCheckpoint(_election.Host.Head.Size)!);

    private static LastKnown Kept(byte[] note) => new("kept", SignedCheckpoint.Parse(note, out _)!);

    // As somebody would who alters a backup and knows the format.
    private static void Reseal(string folder)
    {
        var manifest = BackupManifest.Read(folder)!;
        (manifest with { Files = [.. manifest.Files.Select(file => file with { Bytes = new FileInfo(Path.Combine(folder, file.Path)).Length, Sha256 = KeepingFile.HashOf(Path.Combine(folder, file.Path)).ToHex() })] }).WriteTo(folder);
    }

    private static void Alter(string folder, string sql, params object[] values)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, RegisterStore.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue("@" + (char)('a' + i), values[i]);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private Hash Photograph(string picture)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(picture);
        var file = _election.Host.Store.AddAttachment(bytes, "image/jpeg");
        _election.Submit(header => new StationConditions(header, "S01", Doors.Open, [], Seen.Yes, [], null, null, [new(file, bytes.Length, "image/jpeg")], null), "observers/desk");
        return file;
    }

    private static void Rewrite(string path, string member, string json)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        document[member] = System.Text.Json.Nodes.JsonNode.Parse(json.Replace("HASH", new string('0', 64), StringComparison.Ordinal));
        File.WriteAllText(path, document.ToJsonString());
    }

    private int _made;

    // Each in a second of its own, as backups are called by the second.
    private BackupMade Make(bool withKeys = false, WriteProbe? probe = null) =>
        Backup.Make(Dir, new BackupOrder(To, withKeys, new FixedTime(DateTimeOffset.UtcNow.AddSeconds(_made++)), _ => { }) { Probe = probe ?? (_ => { }) });
}
