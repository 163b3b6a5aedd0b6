using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Saksei.Cosigner;
using Saksei.CrashProbe;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Tests.Store;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>What a co-signer's folder must be like, and the two commands that make and serve it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CosignerFolderTests : IDisposable
{
    private readonly CosignerBench _bench = new();
    private readonly TemporaryFolder _other = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _bench.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Keys_are_for_their_owner_alone_and_what_is_printed_is_public()
    {
        var folder = _other.At("new");
        using var printed = JsonDocument.Parse(CosignerFolder.Init(folder, "observers.example/w"));
        Assert.True(CosignerKey.TryParse(printed.RootElement.GetProperty("key").GetString()!, out var key));
        Assert.True(VerifierKey.TryParse(printed.RootElement.GetProperty("depositKey").GetString()!, out var deposits));
        Assert.Equal("observers.example/w", key.Name.Name);
        Assert.Equal("observers.example/w/deposits", deposits.Name.Name);
        Assert.NotEqual(key.PublicBytes(), deposits.PublicBytes());
        foreach (var file in new[] { "cosigner.key", "deposit.key" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, file)));
        using var desk = CheckpointDesk.Open(folder, TimeProvider.System);
        Assert.Equal(key.Text, desk.Key.Text);
    }

    [Fact]
    public void A_key_is_never_replaced()
    {
        var before = File.ReadAllBytes(Path.Combine(_bench.Folder, "cosigner.key"));
        Assert.Equal("file-exists", Refused(() => CosignerFolder.Init(_bench.Folder, "another.example")));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(_bench.Folder, "cosigner.key")));
        File.Delete(Path.Combine(_bench.Folder, "cosigner.key"));
        Assert.Equal("file-exists", Refused(() => CosignerFolder.Init(_bench.Folder, "another.example")));
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "cosigner.key")));
    }

    [Theory]
    [InlineData("cosigner.key", UnixFileMode.GroupRead)]
    [InlineData("cosigner.key", UnixFileMode.OtherRead)]
    [InlineData("deposit.key", UnixFileMode.OtherWrite)]
    public void A_key_that_others_can_read_or_write_is_not_used(string file, UnixFileMode more)
    {
        File.SetUnixFileMode(Path.Combine(_bench.Folder, file), UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        Assert.Equal("key-open-to-others", Refused(() => _bench.Open().Dispose()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a+b")]
    public void A_name_that_no_key_can_have_is_refused(string name) => Assert.Equal("key-malformed", Refused(() => CosignerFolder.Init(_other.At("x"), name)));

    [Fact]
    public void A_folder_is_open_in_one_process_at_a_time()
    {
        using (_bench.Open()) Assert.Equal("cosigner-in-use", Refused(() => _bench.Open().Dispose()));
        _bench.Open().Dispose();
    }

    [Fact]
    public void A_log_has_one_key_which_is_not_the_cosigners()
    {
        using var rekeyed = new ToyLog(CosignerBench.Origin, 5, "leaf");
        Assert.Equal("log-twice", Refused(() => CosignerFolder.AddLog(_bench.Folder, rekeyed.Key.Verifier.Text)));
        Assert.Equal("log-twice", Refused(() => _bench.Open(null, rekeyed.Key.Verifier).Dispose()));
        Assert.Equal("key-malformed", Refused(() => CosignerFolder.AddLog(_bench.Folder, "nothing")));
        Assert.Equal("file-missing", Refused(() => CosignerFolder.AddLog(_other.At("nowhere"), rekeyed.Key.Verifier.Text)));
        using var desk = _bench.Open();
        Assert.Equal("key-malformed", Refused(() => CosignerFolder.AddLog(_bench.Folder, desk.Key.Text)));
        desk.Dispose();
        Assert.Equal("log-is-cosigner", Refused(() => _bench.Open(null, VerifierKey.Create("log.example/two", desk.Key.PublicBytes())).Dispose()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing\n")]
    public void What_was_co_signed_last_and_can_not_be_read_is_not_begun_again_from_nothing(string text)
    {
        using (var desk = _bench.Open()) Assert.Equal(200, desk.AddCheckpoint(_bench.Log.Request(0, 3)).Status);
        var note = File.ReadAllText(_bench.StateFile);
        File.WriteAllText(_bench.StateFile, text);
        Assert.Equal("state-unreadable", Refused(() => _bench.Open().Dispose()));
        File.WriteAllText(_bench.StateFile, note.Replace("\n3\n", "\n2\n", StringComparison.Ordinal));
        Assert.Equal("state-unreadable", Refused(() => _bench.Open().Dispose()));
        File.WriteAllText(_bench.StateFile, Encoding.UTF8.GetString(_bench.Log.Checkpoint(3)));
        Assert.Equal("state-unreadable", Refused(() => _bench.Open().Dispose()));
        File.WriteAllText(_bench.StateFile, note);
        using var again = _bench.Open();
        Assert.Equal(3, again.Logs.Single().Checkpoint!.Size);
    }

    [Fact]
    public void What_a_write_left_unfinished_is_passed_over()
    {
        using (var desk = _bench.Open()) desk.AddCheckpoint(_bench.Log.Request(0, 3));
        File.WriteAllText(_bench.StateFile + ".new", "half");
        using var again = _bench.Open();
        Assert.Equal(200, again.AddCheckpoint(_bench.Log.Request(3, 5)).Status);
    }

    [Fact]
    public async Task The_program_makes_serves_and_keeps_a_folder_for_itself()
    {
        var folder = _other.At("program");
        Assert.Equal(0, Run("init", folder, "--name", "program.example/w").Exit);
        Assert.Equal(0, Run("log", "add", folder, _bench.Log.Key.Verifier.Text).Exit);
        Assert.Equal((2, "", "file-exists  " + Path.Combine(folder, "cosigner.key") + "\n"), Run("init", folder, "--name", "program.example/w"));
        Assert.Equal(2, Run("serve").Exit);
        using var process = Start("run", folder, "--listen", "http://127.0.0.1:0");
        try
        {
            var said = await process.StandardError.ReadLineAsync();
            Assert.Contains("co-signs 1 logs at http://127.0.0.1:", said, StringComparison.Ordinal);
            using var client = new HttpClient { BaseAddress = new Uri(said!.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal))) };
            using var response = await client.PostAsync("/add-checkpoint", new ByteArrayContent(_bench.Log.Request(0, 3)));
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal((2, "", $"cosigner-in-use  {folder}\n"), Run("run", folder, "--listen", "http://127.0.0.1:0"));
            using var other = new TemporaryFolder();
            CosignerFolder.Init(other.At("b"), "b.example");
            Assert.Equal((2, "", $"address-not-free  {client.BaseAddress.ToString().TrimEnd('/')}\n"), Run("run", other.At("b"), "--listen", client.BaseAddress.ToString().TrimEnd('/')));
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public void The_command_does_the_same()
    {
        var folder = _other.At("command");
        Assert.True(CosignerKey.TryParse(Saksei.Tests.Cli.Command.Run("cosign", "init", folder, "--name", "command.example/w").Json.GetProperty("key").GetString()!, out _));
        Assert.Equal(CosignerBench.Origin, Saksei.Tests.Cli.Command.Run("cosign", "log", "add", folder, _bench.Log.Key.Verifier.Text).Json.GetProperty("origin").GetString());
        var again = Saksei.Tests.Cli.Command.Run("cosign", "log", "add", folder, _bench.Log.Key.Verifier.Text);
        Assert.Equal(2, again.Exit);
        Assert.Contains($"log-twice  {CosignerBench.Origin}  This log is co-signed already.", again.Error, StringComparison.Ordinal);
    }

    private static string Refused(Action action) => Assert.Throws<CosignerFolderException>(action).Code;

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEnd(), process.StandardError.ReadToEnd());
        process.WaitForExit();
        return (process.ExitCode, output, error);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "saksei-cosign.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
