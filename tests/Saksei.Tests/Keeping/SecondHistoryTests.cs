using System.Net;
using System.Text.Json;
using Saksei.Node;
using Saksei.Node.Keeping;
using Saksei.Store;
using Saksei.Tests.Cli;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Keeping;

/// <summary>What would have a register sign on from an older place, and isn't proof that it may.</summary>
public sealed class SecondHistoryTests : IDisposable
{
    private const string Figures = "registered=500 cast=91 invalid=5 A=41 B=30 C=15";
    private readonly SmallElection _election = new();

    private string Dir => _election.RegisterFolder;

    private string Restored => Path.Combine(_election.Folder, "restored");

    private string To => Path.Combine(_election.Folder, "backups");

    public void Dispose() => _election.Dispose();

    [Theory]
    [InlineData("backup", false)]
    [InlineData("backup", true)]
    [InlineData("register", false)]
    [InlineData("register", true)]
    public void A_checkpoint_that_lies_in_a_backup_or_in_a_register_s_folder_proves_nothing(string where, bool below)
    {
        var backup = Backup();
        Assert.Equal(0, Command.Run("restore", backup, Restored).Exit);
        var folder = Path.Combine(where == "backup" ? backup : Restored, below ? "received" : ".");
        Directory.CreateDirectory(folder);
        if (!File.Exists(Path.Combine(folder, "checkpoint"))) File.Copy(Path.Combine(backup, "checkpoint"), Path.Combine(folder, "checkpoint"));
        var link = Path.Combine(_election.Folder, "link");
        File.CreateSymbolicLink(link, Path.Combine(folder, "checkpoint"));
        foreach (var named in (string[])[Path.Combine(folder, "checkpoint"), link])
        {
            var run = Command.Run("restore", "--accept", Restored, "--last-known", named);
            Assert.Equal((2, ""), (run.Exit, run.Output));
            Assert.Contains("last-known-own", run.Error, StringComparison.Ordinal);
            Assert.True(RestoredMark.IsIn(Restored));
        }
    }

    [Fact]
    public async Task The_address_of_the_restored_register_itself_proves_nothing_until_another_did()
    {
        Assert.Equal(0, Command.Run("restore", Backup(withKeys: true), Restored).Exit);
        using var host = RegisterHost.Open(Restored);
        await using var server = await RunningServer.Start(host);
        var address = server.Client.BaseAddress!.ToString();
        Assert.Equal("restored-unproved", await Closed(server));
        var run = Command.Run("restore", "--accept", Restored, "--last-known", Outside(), address);
        Assert.Equal(2, run.Exit);
        Assert.Contains("last-known-own", run.Error, StringComparison.Ordinal);
        Assert.True(RestoredMark.IsIn(Restored));
        Assert.Equal(0, Command.Run("restore", "--accept", Restored, "--last-known", Outside()).Exit);
        Assert.Null(await Closed(server));
        Assert.Equal(0, Command.Run("restore", Backup(), Path.Combine(_election.Folder, "another"), "--last-known", address).Exit);
    }

    [Fact]
    public async Task A_closed_register_says_so_without_its_keys_too()
    {
        Assert.Equal(0, Command.Run("restore", Backup(), Restored).Exit);
        using var host = RegisterHost.Open(Restored);
        await using var server = await RunningServer.Start(host);
        Assert.Equal("restored-unproved", await Closed(server));
        await using var own = await RunningServer.Start(_election.Host);
        Assert.Null(await Closed(own));
    }

    [Fact]
    public void The_newest_checkpoint_that_was_named_stands_beside_the_backup_in_words_and_in_the_answer()
    {
        var (earlier, backup, size) = (Outside(), Backup(), _election.Host.Head.Size);
        var made = BackupManifest.Read(backup)!.At;
        var none = Command.Run("restore", backup, Restored);
        Assert.False(none.Json.TryGetProperty("newest", out _));
        Assert.Contains($"No checkpoint known from outside was named. The backup: {size} acts", none.Error, StringComparison.Ordinal);
        _election.Copy("S01", Figures);
        var later = Outside();
        foreach (var (known, newest, exit) in new[] { (new[] { earlier, later }, later, 1), (new[] { earlier }, earlier, 0) })
        {
            var run = Command.Run([.. (string[])["restore", "--accept", Restored, "--last-known"], .. known]);
            var named = newest == later ? _election.Host.Head.Size : size;
            Assert.Equal((exit, named, newest), (run.Exit, Said(run).GetProperty("newest").GetProperty("size").GetInt64(), Said(run).GetProperty("newest").GetProperty("from").GetString()));
            Assert.Equal((size, made), (Said(run).GetProperty("backup").GetProperty("size").GetInt64(), Said(run).GetProperty("backup").GetProperty("at").GetDateTimeOffset()));
            Assert.Contains($"{named} acts, from {newest}. The backup: {size} acts, made {made.UtcDateTime:yyyy-MM-dd HH:mm} UTC", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_register_that_was_set_back_behind_its_own_backup_takes_no_act_and_says_why()
    {
        var older = Path.Combine(_election.Folder, "older");
        RegisterFile.Copy(Dir, older);
        _election.Copy("S01", Figures);
        Backup();
        _election.Host.Dispose();
        using (var whole = RegisterHost.Open(Dir)) Assert.True(whole.IsWritable);
        foreach (var file in Directory.EnumerateFiles(Dir, RegisterStore.FileName + "*")) File.Delete(file);
        File.Move(older, Path.Combine(Dir, RegisterStore.FileName));
        using var host = RegisterHost.Open(Dir);
        Assert.Equal("register-behind", host.WhyReadOnly);
        var size = host.Head.Size;
        var note = _election.SignedCopy("S02", Figures, SmallElection.Key("commission/desk"));
        Assert.Equal("register-behind", Assert.Throws<RegisterFolderException>(() => host.Submit([note])).Code);
        await using var server = await RunningServer.Start(host);
        Assert.Equal("register-behind", await Closed(server));
        using var refused = await server.Post(note.Record);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("register-behind", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(size, host.Store.ReadHead().Size);
    }

    private static async Task<string?> Closed(RunningServer server)
    {
        using var answer = await server.Client.GetAsync("/log/checkpoint");
        return answer.Headers.TryGetValues(LastKnownCheck.ClosedHeader, out var values) ? Assert.Single(values) : null;
    }

    private static JsonElement Said(Ran run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private int _kept;

    // As somebody has it who was there.
    private string Outside()
    {
        var path = Path.Combine(_election.Folder, $"kept-{_kept++}");
        File.WriteAllBytes(path, _election.Host.Store.ReadCheckpoint(_election.Host.Head.Size)!);
        return path;
    }

    private int _made;

    private string Backup(bool withKeys = false) =>
        Saksei.Node.Keeping.Backup.Make(Dir, new BackupOrder(To, withKeys, new FixedTime(DateTimeOffset.UtcNow.AddSeconds(_made++)), _ => { })).Folder;
}
