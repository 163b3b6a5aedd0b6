using System.Text;
using CsCheck;
using Saksei.CrashProbe;
using Saksei.Register.Cosigning;
using Saksei.Register.Tree;
using Saksei.Tests.Cli;
using Saksei.Tests.Verifier;
using Xunit;
using Hash = Saksei.Register.Tree.Hash;

namespace Saksei.Tests.Cosigning;

/// <summary>Files by which a log contradicts itself: vectors/contradictions, what the command and the second checker say, and laws.</summary>
public sealed class ContradictionTests
{
    public static TheoryData<string> Names => [.. Cases().Select(one => one.Name)];

    [Fact]
    public void The_cases_are_what_they_are_written_from()
    {
        using var cases = new ContradictionCases();
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE_VECTORS") == "1") File.WriteAllBytes(ContradictionCases.File, cases.ToBytes());
        Assert.Equal(Encoding.UTF8.GetString(cases.ToBytes()), File.ReadAllText(ContradictionCases.File));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_is_judged_as_written(string name)
    {
        var one = Cases().Single(known => known.Name == name);
        var read = ContradictionFile.Read(Encoding.UTF8.GetBytes(one.File), out var code);
        Assert.Equal(one.Code, read?.Judge() ?? code);
        if (read is not null) Assert.Equal(ContradictionFile.Write(read), ContradictionFile.Write(ContradictionFile.Read(ContradictionFile.Write(read), out _)!));
    }

    [Fact]
    public void The_command_and_the_second_checker_say_the_same_with_exit_0_only_for_proof()
    {
        var folder = Directory.CreateTempSubdirectory("saksei-test-").FullName;
        try
        {
            var (file, policy) = (Path.Combine(folder, "file.json"), Path.Combine(folder, "register.policy"));
            File.WriteAllText(policy, Repository.Vectors("contradictions", "cases.json").GetProperty("policy").GetString());
            foreach (var one in Cases())
            {
                File.WriteAllText(file, one.File);
                var ran = Command.Run("verify", "--contradiction", file, "--policy", policy, "--json");
                Assert.Equal((one.Name, one.Code.Length == 0 ? 0 : 1), (one.Name, ran.Exit));
                using var said = System.Text.Json.JsonDocument.Parse(ran.Output);
                Assert.Equal(one.Code, said.RootElement.GetProperty("code").GetString());
                Assert.Equal(one.SignedBoth, said.RootElement.GetProperty("signedBoth").EnumerateArray().Select(name => name.GetString()!));
                if (one.Name is "co-signed" or "extends" or "grown-4-8") Assert.Equal(ran.Exit, SecondChecker.Run(["--contradiction", file, "--policy", policy]).Code);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void People_are_told_what_the_log_signed_and_who_contradicts_himself_too()
    {
        var one = Cases().Single(known => known.Name == "co-signed");
        var (folder, text) = (Directory.CreateTempSubdirectory("saksei-test-").FullName, "");
        try
        {
            File.WriteAllText(Path.Combine(folder, "f.json"), one.File);
            File.WriteAllText(Path.Combine(folder, "p"), Repository.Vectors("contradictions", "cases.json").GetProperty("policy").GetString());
            text = Command.Run("verify", "--contradiction", Path.Combine(folder, "f.json"), "--policy", Path.Combine(folder, "p")).Output;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Contains("The log signed two different registers of 5 acts. Both can't be true.", text, StringComparison.Ordinal);
        Assert.Contains("co-signed by a at 2023-11-14T22:13:20Z", text, StringComparison.Ordinal);
        Assert.Contains("b co-signed both: it contradicts itself too.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a co-signed both", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_honest_log_nothing_proves_anything_and_of_a_forked_one_every_pair_does() =>
        Gen.Select(Gen.Int[1, 31], Gen.Int[1, 31]).Sample((one, other) =>
        {
            using ToyLog log = new("law.example/log", 3, "leaf"), fork = new("law.example/log", 3, "other");
            var (small, large) = (Math.Min(one, other), Math.Max(one, other));
            var hashes = small == large ? [] : ConsistencyProof.ProveBoth(log, small, large);
            Assert.Equal("contradiction-none", new Contradiction(log.Key.Verifier, log.Checkpoint(small), log.Checkpoint(large), hashes).Judge());
            Assert.Equal("", new Contradiction(log.Key.Verifier, fork.Checkpoint(small), log.Checkpoint(large), hashes).Judge());
        });

    [Fact]
    public async Task What_a_co_signer_kept_of_two_roots_or_of_another_history_is_such_a_file()
    {
        await using var served = await ServedCosigner.StartAt(5);
        var path = $"/contradictions/{served.Bench.LogHash.ToHex()}";
        Assert.Equal((404, "contradiction-missing\n"), ((await served.Get(path)).Status, (await served.Get(path)).Body));

        // A proof that doesn't hold is nothing yet; one that leads to the log's own other tree is.
        await served.Add(ToyLog.Request(5, [Hash.OfBytes("a"u8)], served.Log.Checkpoint(9)));
        Assert.Equal(404, (await served.Get(path)).Status);
        await served.Add(served.Bench.Fork.Request(5, 9));
        Assert.Equal("", ContradictionFile.Read(Encoding.UTF8.GetBytes((await served.Get(path)).Body), out _)!.Judge());
        await served.Add(served.Bench.Fork.Request(5, 5));
        var file = ContradictionFile.Read(Encoding.UTF8.GetBytes((await served.Get(path)).Body), out _)!;
        Assert.Equal(("", served.Log.Key.Verifier.Text), (file.Judge(out var smaller, out _), file.Log.Text));
        Assert.NotNull(smaller);
    }

    private static ContradictionCase[] Cases() => ContradictionCases.Read(Repository.Vectors("contradictions", "cases.json").GetProperty("cases"));
}
