using System.Diagnostics;
using Saksei.Election.Acts;
using Saksei.Election.Stations;
using Saksei.Node;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>A folder filled by somebody who means ill: <c>verify</c> reports, in bounded time and memory, and never passes.</summary>
public sealed class HostileFolderTests : IDisposable
{
    private const long MostAllocated = 200 << 20;

    private readonly SmallElection _election = new();
    private readonly string _out;

    public HostileFolderTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes and links are those of Unix");
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=14 B=30 C=15");
        var (image, empty) = (_election.Host.Store.AddAttachment("a photograph"u8, "image/jpeg"), _election.Host.Store.AddAttachment([], "text/plain"));
        _election.Submit(header => new StationConditions(header, "S02", Doors.Closed, [], Seen.No, [], null, null,
            [new Attachment(image, 12, "image/jpeg"), new Attachment(empty, 0, "text/plain")], null), "observers/desk");
        _out = Path.Combine(_election.Folder, "out");
        new Publisher(_election.Host).WriteTo(_out, _ => { });
    }

    public void Dispose() => _election.Dispose();

    [Fact]
    public async Task An_empty_folder_and_a_folder_of_noise_are_reported_and_never_pass()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_election.Folder, "empty")).FullName;
        Assert.Contains("file-missing, checkpoint", (await Verify(empty)).Output, StringComparison.Ordinal);
        var noise = Directory.CreateDirectory(Path.Combine(_election.Folder, "noise")).FullName;
        for (var i = 0; i < 1000; i++) File.WriteAllBytes(Path.Combine(noise, $"{i}"), SmallElection.SeedOf($"noise {i}"));
        File.WriteAllBytes(Path.Combine(noise, "checkpoint"), SmallElection.SeedOf("noise"));
        Assert.Contains("checkpoint-malformed", (await Verify(noise)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_file_replaced_by_a_pipe_a_link_a_folder_or_ten_gigabytes_is_named_and_never_passes()
    {
        Assert.Equal(0, (await Run(_out)).Exit);
        foreach (var path in Files())
            foreach (var (replace, code) in new (Action<string> Replace, string Code)[] { (Pipe, "file-not-regular"), (Link, "file-not-regular"), (Folder, "file-not-regular"), (Sparse, "file-too-long") })
            {
                var file = Path.Combine(_out, path);
                File.Move(file, Aside);
                replace(file);
                Assert.Contains($"{code}, {path}", (await Verify(_out)).Output, StringComparison.Ordinal);
                if (Directory.Exists(file)) Directory.Delete(file);
                else File.Delete(file);
                File.Move(Aside, file);
            }
    }

    [Fact]
    public async Task A_folder_of_the_publication_that_is_a_link_is_not_followed()
    {
        var results = Path.Combine(_out, "results");
        Directory.Move(results, Aside);
        Directory.CreateSymbolicLink(results, Aside);
        Assert.Contains("file-not-regular, results/tally.json", (await Verify(_out)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_in_a_circle_and_to_a_device_without_end_are_unaccounted_and_not_followed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_out, "results", "again"), _out);
        File.CreateSymbolicLink(Path.Combine(_out, "zero"), "/dev/zero");
        var text = (await Verify(_out)).Output;
        Assert.Contains("file-unaccounted, results/again", text, StringComparison.Ordinal);
        Assert.Contains("file-unaccounted, zero", text, StringComparison.Ordinal);
        Assert.DoesNotContain("again/", text, StringComparison.Ordinal);
        File.Delete(Path.Combine(_out, "checkpoint"));
        File.CreateSymbolicLink(Path.Combine(_out, "checkpoint"), "/dev/zero");
        Assert.Contains("file-not-regular, checkpoint", (await Verify(_out)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_without_a_file_that_is_accounted_for_are_named_and_a_tree_of_them_ends()
    {
        Directory.CreateDirectory(Path.Combine(_out, "results", "hidden"));
        Assert.Contains("file-unaccounted, results/hidden/", (await Verify(_out)).Output, StringComparison.Ordinal);
        for (var i = 0; i < 30; i++)
            Directory.CreateDirectory(Path.Combine([_out, .. Enumerable.Range(0, 60).Select(depth => $"{i}-{depth}")]));
        var ran = await Verify(_out);
        Assert.InRange(ran.Output.Split('\n').Length, 200, 240);
    }

    [Fact]
    public async Task A_name_that_would_steer_the_terminal_is_written_out()
    {
        File.WriteAllText(Path.Combine(_out, "x\u001b[2J\u001b[1;1HEvery check passed.\u202e\r\n1 checkpoint pass"), "");
        var ran = await Verify(_out);
        Assert.DoesNotContain('\u001b', ran.Output);
        Assert.DoesNotContain('\u202e', ran.Output);
        Assert.DoesNotContain('\r', ran.Output);
        Assert.Contains(@"file-unaccounted, x\u001b[2J", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_a_backslash_is_no_path_of_the_publication()
    {
        File.WriteAllText(Path.Combine(_out, @"results\tally.json"), "[]");
        Assert.Contains(@"file-unaccounted, results\tally.json", (await Verify(_out)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_beside_published_files_is_unaccounted_and_never_read_in_their_place()
    {
        File.WriteAllText(Path.Combine(_out, "results", "tally.json"), "{}");
        using (var other = new SmallElection())
        {
            other.Host.Dispose();
            File.Copy(Path.Combine(other.RegisterFolder, RegisterHost.DatabaseName), Path.Combine(_out, RegisterHost.DatabaseName));
        }

        var ran = await Verify(_out);
        Assert.StartsWith($"read: published files in {_out}\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("11 files: file-unaccounted, register.db", ran.Output, StringComparison.Ordinal);
        Assert.Contains("9 tally: result-differs, results/tally.json", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registers_own_folder_is_verified_only_by_its_option_and_the_report_says_which_was_read()
    {
        var guessed = Command.Run("verify", _election.RegisterFolder);
        Assert.Equal((2, ""), (guessed.Exit, guessed.Output));
        Assert.Contains("target-is-register", guessed.Error, StringComparison.Ordinal);
        Assert.Contains("--register", guessed.Error, StringComparison.Ordinal);
        var own = Command.Run("verify", "--register", _election.RegisterFolder, "--json");
        Assert.Equal("register-folder", own.Json.GetProperty("read").GetProperty("kind").GetString());
        Assert.Equal(_election.RegisterFolder, own.Json.GetProperty("read").GetProperty("place").GetString());
        Assert.StartsWith($"read: the register's own folder {_election.RegisterFolder}\n", Command.Run("verify", "--register", _election.RegisterFolder).Output, StringComparison.Ordinal);
        Assert.Equal(2, Command.Run("verify", _out, "--register", _election.RegisterFolder).Exit);
        Assert.Equal("published-folder", (await Run(_out, "--json")).Json.GetProperty("read").GetProperty("kind").GetString());
    }

    private string Aside => Path.Combine(_election.Folder, "aside");

    private List<string> Files() => [.. Directory.EnumerateFiles(_out, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_out, path))];

    private void Link(string file) => File.CreateSymbolicLink(file, Aside);

    private static void Folder(string file) => Directory.CreateDirectory(file);

    private static void Sparse(string file)
    {
        using var stream = File.Create(file);
        stream.SetLength(10L << 30);
    }

    private static void Pipe(string file)
    {
        using var make = Process.Start("mkfifo", [file]);
        make.WaitForExit();
        Assert.Equal(0, make.ExitCode);
    }

    private static async Task<Ran> Run(params string[] arguments) => (await Measured(arguments)).Ran;

    // A run that hangs would hang the tests: it fails instead. What it allocates is counted on its own thread; others run beside it.
    private static async Task<(Ran Ran, long Allocated)> Measured(params string[] arguments)
    {
        var running = Task.Factory.StartNew(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            return (Command.Run(["verify", .. arguments]), GC.GetAllocatedBytesForCurrentThread() - before);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(await Task.WhenAny(running, Task.Delay(TimeSpan.FromMinutes(2))) == running, "verify doesn't end");
        return await running;
    }

    private static async Task<Ran> Verify(string folder)
    {
        var (ran, allocated) = await Measured(folder);
        Assert.InRange(allocated, 0, MostAllocated);
        Assert.Equal(1, ran.Exit);
        Assert.Contains("Not every check passed.", ran.Output, StringComparison.Ordinal);
        return ran;
    }
}
