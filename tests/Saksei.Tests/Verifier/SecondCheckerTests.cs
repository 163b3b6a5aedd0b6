using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Saksei.Cli.Published;
using Saksei.Election.Forms;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Drawn;
using Saksei.Tests.Books;
using Saksei.Tests.Election;
using Saksei.Tests.Seats;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>web/check, written from the specification by somebody who hasn't read the C#, says of a published folder what the verifier says.</summary>
public sealed class SecondCheckerTests : IDisposable
{
    private const ulong Seed = 20230723;

    // 1,000 and 200 by command.
    private static readonly int Registers = Asked("SAKSEI_REGISTERS", 50), Alterations = Asked("SAKSEI_ALTERATIONS", 40);
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-second-").FullName;

    // SAKSEI_KEEP leaves the registers there, to be looked at.
    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("SAKSEI_KEEP") is null) Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("cambodia-2027", "nec")]
    [InlineData("portugal-2025-councils", "transcriber")]
    public void A_night_of_another_election_passes_by_both(string election, string official)
    {
        var register = Path.Combine(_folder, "register");
        DrawnNight.Build(register, Path.Combine(RealData.Root, "elections", election), [(official, "commission", "authorities")], RehearsalExample.DefaultSeed, _ => { });
        using var host = RegisterHost.Open(register);
        var published = Publish(host);
        Assert.True(Passes(published));
        var (code, said) = Check(published);
        Assert.True(code == 0, said);
    }

    [Fact]
    public void Random_small_registers_pass_by_both() => RandomRegister.Any.Array[Registers].Sample(registers =>
    {
        var published = registers.Select((register, i) =>
        {
            var folder = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"random-{i}"));
            register.PublishTo(folder, Path.Combine(folder, "published"));
            return Path.Combine(folder, "published");
        }).ToArray();
        foreach (var ((register, folder), passed) in registers.Zip(published).Zip(Check(published)))
            Assert.True(Passes(folder) && passed, passed ? register.ToString() : register + Check(folder).Said);
    }, iter: 1, threads: 1);

    [Fact]
    public void A_seat_that_copies_leave_without_a_vote_is_open_by_both_also_where_nothing_is_the_threshold()
    {
        using var election = new SmallElection(SmallRegister.Edit("""{"article":"art. 135","method":"dhondt","threshold":{"percent":"0","of":"quota","level":"constituency"}}"""));
        for (var i = 7; i <= 10; i++) election.Copy($"S{i:00}", "registered=500 cast=1 invalid=0 A=1 B=0 C=0");
        election.Copy("S06", "registered=500 cast=18 invalid=0 A=5 B=9 C=4");
        election.Copy("S06", "registered=500 cast=7 invalid=0 A=7 B=0 C=0", "observers/desk", CopySource.Posted, "posted");
        var published = Publish(election.Host);
        Assert.Contains("""{"kind":"choice","copies":{"S06":1},"votes":0,"by":[]}""", File.ReadAllText(Path.Combine(published, Publication.Evidence)), StringComparison.Ordinal);
        Assert.True(Passes(published));
        var (code, said) = Check(published);
        Assert.True(code == 0, said);
    }

    [Fact]
    public void What_is_altered_at_random_passes_by_both_or_by_neither()
    {
        using var whole = new WholeRegister();
        var published = Publish(whole.Election.Host);
        Assert.True(Passes(published));
        var (code, said) = Check(published);
        Assert.True(code == 0, said);
        var (random, files) = (new RehearsalSeed(Seed).Stream("alterations"), Directory.GetFiles(published, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList());
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}, {files.Count} files");
        var altered = Enumerable.Range(0, Alterations).Select(i => Altered(published, i, files, random)).ToList();
        foreach (var ((folder, done), passed) in altered.Zip(Check([.. altered.Select(one => one.Folder)]))) Assert.True(Passes(folder) == passed, done);
    }

    // A bit turned, a line out, a file out, or two files exchanged.
    private (string Folder, string Done) Altered(string published, int number, List<string> files, SeededRandom random)
    {
        var folder = Path.Combine(_folder, "altered", number.ToString("000", CultureInfo.InvariantCulture));
        foreach (var one in files) Copy(one, Path.Combine(folder, Path.GetRelativePath(published, one)));
        var file = Path.Combine(folder, Path.GetRelativePath(published, files[random.Below(files.Count)]));
        var other = Path.Combine(folder, Path.GetRelativePath(published, files[random.Below(files.Count)]));
        var done = random.Below(5) switch
        {
            0 => LineOut(file, random),
            1 => Out(file),
            2 => Exchanged(file, other),
            _ => BitTurned(file, random),
        };
        return (folder, done);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
    }

    private static string BitTurned(string file, SeededRandom random)
    {
        var bytes = File.ReadAllBytes(file);
        var (at, bit) = (random.Below(bytes.Length), (byte)(1 << random.Below(8)));
        bytes[at] ^= bit;
        File.WriteAllBytes(file, bytes);
        return $"{file} at {at}, bit {bit}";
    }

    private static string LineOut(string file, SeededRandom random)
    {
        var lines = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)).Split('\n').ToList();
        var at = random.Below(lines.Count);
        lines.RemoveAt(at);
        File.WriteAllBytes(file, System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines)));
        return $"{file} without line {at}";
    }

    private static string Out(string file)
    {
        File.Delete(file);
        return $"no {file}";
    }

    private static string Exchanged(string one, string other)
    {
        var bytes = File.ReadAllBytes(one);
        File.WriteAllBytes(one, File.ReadAllBytes(other));
        File.WriteAllBytes(other, bytes);
        return $"{one} for {other}";
    }

    private string Publish(RegisterHost host)
    {
        var published = Path.Combine(_folder, "published");
        new Publisher(host).WriteTo(published, _ => { });
        return published;
    }

    private static int Asked(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : otherwise;

    private static bool Passes(string published) => Verification.Run(new FolderFiles(published), Pin.None).Passed;

    // All folders by one process, a line of JSON each.
    private static List<bool> Check(string[] folders) =>
        [.. Node(["--json", .. folders]).Said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("passed").GetBoolean())];

    private static (int Code, string Said) Check(string published) => Node([published]);

    private static (int Code, string Said) Node(string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/node"), "needs Node.js");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/node", [Path.Combine(RealData.Root, "web", "check", "main.js"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
