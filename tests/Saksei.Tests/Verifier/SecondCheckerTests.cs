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
        Agree(Publish(host), election);
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
        foreach (var ((register, folder), outcomes) in registers.Zip(published).Zip(SecondChecker.Outcomes(published)))
            if (!Passes(outcomes) || !Passes(SecondChecker.OutcomesOfVerifier(folder))) Assert.Fail(register + SecondChecker.Run([folder]).Said);
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
        Agree(published, "");
    }

    [Fact]
    public void A_list_without_votes_needs_one_for_a_quotient_that_comes_before_all_others()
    {
        using var election = new SmallElection(SmallRegister.Edit("""{"article":"art. 135","method":"adams","ties":[{"by":"fewer-votes"}]}"""));
        election.Copy("S01", "registered=500 cast=9 invalid=0 A=9 B=0 C=0");
        election.Copy("S06", "registered=500 cast=9 invalid=0 A=5 B=0 C=4");
        var published = Publish(election.Host);
        Assert.Contains("""needed":1,"votes":1,"by":[{"list":"B","seats":1,"votes":1}]""", File.ReadAllText(Path.Combine(published, Publication.Evidence)), StringComparison.Ordinal);
        Agree(published, "");
    }

    [Fact]
    public void Of_what_is_altered_at_random_both_say_the_same_of_each_check_and_it_never_passes()
    {
        using var whole = new WholeRegister();
        var published = Publish(whole.Election.Host);
        Agree(published, "untouched");
        var (random, files) = (new RehearsalSeed(Seed).Stream("alterations"), Directory.GetFiles(published, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList());
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}, {files.Count} files");
        var altered = Enumerable.Range(0, Alterations).Select(i => Altered(published, i, files, random)).ToList();
        foreach (var ((folder, done), second) in altered.Zip(SecondChecker.Outcomes([.. altered.Select(one => one.Folder)])))
        {
            var verifier = SecondChecker.OutcomesOfVerifier(folder);
            Assert.True(SecondChecker.Differences(verifier, second) is [], $"{done}: {string.Join(", ", SecondChecker.Differences(verifier, second))}");
            Assert.True(verifier.ContainsValue("fail") && second.ContainsValue("fail"), done);
        }
    }

    // A bit turned, a line out, a file out, or two files exchanged.
    private (string Folder, string Done) Altered(string published, int number, List<string> files, SeededRandom random)
    {
        var folder = Path.Combine(_folder, "altered", number.ToString("000", CultureInfo.InvariantCulture));
        foreach (var one in files) Copy(one, Path.Combine(folder, Path.GetRelativePath(published, one)));
        var file = Path.Combine(folder, Path.GetRelativePath(published, files[random.Below(files.Count)]));
        var done = random.Below(5) switch
        {
            0 => LineOut(file, random),
            1 => Out(file),
            2 => Exchanged(file, Other(folder, file, random)),
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

    private static string Other(string folder, string file, SeededRandom random)
    {
        var (bytes, all) = (File.ReadAllBytes(file), Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList());
        var others = all.Where(one => !File.ReadAllBytes(one).AsSpan().SequenceEqual(bytes)).ToList();
        return others[random.Below(others.Count)];
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

    private static bool Passes(IReadOnlyDictionary<string, string> outcomes) => outcomes.Values.All(outcome => outcome is "pass" or "not-asked");

    private static void Agree(string published, string about)
    {
        Assert.True(Verification.Run(new FolderFiles(published), Pin.None).Passed, about);
        var (code, said) = SecondChecker.Run([published]);
        Assert.True(code == 0, about + said);
    }
}
