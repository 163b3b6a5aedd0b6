using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Saksei.Cli.Published;
using Saksei.Node;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Drawn;
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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
    public void Random_small_registers_pass_by_both() => RandomRegister.Any.Sample(register =>
    {
        var folder = Directory.CreateTempSubdirectory("saksei-random-").FullName;
        var published = Path.Combine(folder, "published");
        register.PublishTo(folder, published);
        Assert.True(Passes(published));
        var (code, said) = Check(published);
        Assert.True(code == 0, $"{folder}\n{said}");
        Directory.Delete(folder, recursive: true);
    }, iter: Registers, threads: 2);

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
        for (var i = 0; i < Alterations; i++) Agree(published, files[random.Below(files.Count)], random);
    }

    private static void Agree(string published, string file, SeededRandom random)
    {
        var bytes = File.ReadAllBytes(file);
        var (at, bit) = (random.Below(bytes.Length), (byte)(1 << random.Below(8)));
        var altered = bytes.ToArray();
        altered[at] ^= bit;
        File.WriteAllBytes(file, altered);
        Assert.True(Passes(published) == (Check(published).Code == 0), $"{file} at {at}, bit {bit}: {Check(published).Said}");
        File.WriteAllBytes(file, bytes);
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

    private static (int Code, string Said) Check(string published)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/node"), "needs Node.js");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/node", [Path.Combine(RealData.Root, "web", "check", "main.js"), published]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
