using System.Text;
using System.Text.RegularExpressions;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>Policies that are none, each with its code, and what policies come to, against every set of co-signers.</summary>
public sealed partial class PolicyTests
{
    private const int Policies = 300, MostCosigners = 6;
    private static readonly string Log = $"log {LogKey(0)}\n";

    public static TheoryData<string, int, string> Refused => new()
    {
        { new string('#', Policy.MaximumBytes + 1), 1, "policy-too-long" },
        { Log + "witness a\n", 2, "policy-line-unknown" },
        { Log + "log\n", 2, "policy-line-unknown" },
        { Log + "group g any\n", 2, "policy-line-unknown" },
        { Log + "Quorum none\n", 2, "policy-line-unknown" },
        { Log + "quorum none none\n", 2, "policy-line-unknown" },
        { Log + "quorum none\r\n", 2, "policy-member-unknown" },
        { Log + $"log {LogKey(1)}\n", 2, "policy-log-twice" },
        { "quorum none\n", 2, "policy-without-log" },
        { Log + "quorum none\n#\nquorum none\n", 4, "policy-quorum-twice" },
        { Log, 2, "policy-without-quorum" },
        { "log nothing\n", 1, "key-malformed" },
        { $"log {Cosigner(1)}\n", 1, "key-malformed" },
        { Log + $"witness a {LogKey(1)}\n", 2, "key-malformed" },
        { Log + $"witness a {Cosigner(1)[..^1]}\n", 2, "key-malformed" },
        { Log + $"witness a {CosignerKey.Create("weak.example", [1, .. new byte[31]]).Text}\n", 2, "key-weak" },
        { $"log {VerifierKey.Create("weak.example", [1, .. new byte[31]]).Text}\n", 1, "key-weak" },
        { Log + $"witness a {Cosigner(1)}\nwitness b {Cosigner(1)}\n", 3, "policy-key-twice" },
        { Log + $"witness a {Cosigner(1)}\nwitness b {Cosigner(1, "another.example")}\n", 3, "policy-key-twice" },
        { Log + $"witness a {Cosigner(0)}\n", 2, "policy-key-twice" },
        { $"witness a {Cosigner(0)}\n" + Log, 2, "policy-key-twice" },
        { Log + $"witness none {Cosigner(1)}\n", 2, "policy-name" },
        { Log + $"witness a {Cosigner(1)}\ngroup none any a\n", 3, "policy-name" },
        { Log + $"witness a {Cosigner(1)}\nwitness a {Cosigner(2)}\n", 3, "policy-name-twice" },
        { Log + $"witness a {Cosigner(1)}\ngroup a any a\n", 3, "policy-name-twice" },
        { Log + "group g any a\n", 2, "policy-member-unknown" },
        { Log + "group g any g\n", 2, "policy-member-unknown" },
        { Log + "group g any none\n", 2, "policy-member-unknown" },
        { Log + "quorum a\n", 2, "policy-member-unknown" },
        { Log + $"witness a {Cosigner(1)}\ngroup g any a a\n", 3, "policy-member-twice" },
        { Log + $"witness a {Cosigner(1)}\ngroup g any a\ngroup h any a\n", 4, "policy-member-twice" },
        { Log + $"witness a {Cosigner(1)}\ngroup g 0 a\n", 3, "policy-threshold" },
        { Log + $"witness a {Cosigner(1)}\ngroup g 2 a\n", 3, "policy-threshold" },
        { Log + $"witness a {Cosigner(1)}\ngroup g 01 a\n", 3, "policy-line-unknown" },
        { Log + $"witness a {Cosigner(1)}\ngroup g +1 a\n", 3, "policy-line-unknown" },
        { Log + $"witness a {Cosigner(1)}\ngroup g some a\n", 3, "policy-line-unknown" },
        { Log + string.Concat(Enumerable.Range(1, 64).Select(i => $"witness w{i} {Cosigner(i)}\n")), 65, "policy-too-many" },
        { Log + $"witness w0 {Cosigner(1)}\n" + string.Concat(Enumerable.Range(1, 64).Select(i => $"group w{i} any w{i - 1}\n")), 66, "policy-too-many" },
        { $"log {LogKey(0)} ftp://a.example\n", 1, "policy-address" },
        { Log + $"witness a {Cosigner(1)} nowhere\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} https://me@a.example\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} https://a.example?b\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} https://a.example#b\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} HTTP://a.example/\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} http:///a\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} http://@a.example/\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} http://a.example\\b\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} http://a.example:99999/\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} http://é.example/\n", 2, "policy-address" },
        { Log + $"witness a {Cosigner(1)} https:a.example\n", 2, "policy-address" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_policy_is_refused_by_line_and_code(string text, int line, string code)
    {
        Assert.Null(PolicyReader.Read(Encoding.UTF8.GetBytes(text), out var problem));
        Assert.Equal(new PolicyProblem(line, code), problem);
    }

    [Fact]
    public void What_is_not_text_is_no_policy()
    {
        Assert.Null(PolicyReader.Read([.. Encoding.UTF8.GetBytes(Log + "#"), 0xff, (byte)'\n'], out var problem));
        Assert.Equal("policy-not-text", problem.Code);
    }

    [Fact]
    public void Every_code_of_cosigning_md_is_given_somewhere_above()
    {
        var text = File.ReadAllText(Repository.At("docs", "spec", "cosigning.md"));
        var table = text[text.IndexOf("| code | a line of the policy", StringComparison.Ordinal)..text.IndexOf("## In the register", StringComparison.Ordinal)];
        Assert.Equal(
            Code().Matches(table).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            Refused.Select(row => row.Data.Item3).Append("policy-not-text").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_is_read_with_comments_tabs_addresses_and_members_in_groups()
    {
        var text = $"# who\n\nlog\t{LogKey(0)}  https://log.example/\nwitness a {Cosigner(1)} http://a.example:81/w\nwitness b {Cosigner(2)}\n  # optional\nwitness c {Cosigner(3)}\ngroup g any a b\ngroup all all g c\nquorum all";
        var policy = PolicyReader.Read(Encoding.UTF8.GetBytes(text), out _)!;
        Assert.Equal(LogKey(0), policy.Log.Text);
        Assert.Equal([("a", "http://a.example:81/w"), ("b", ""), ("c", "")], policy.Cosigners.Select(one => (one.Name, one.Address)));
        Assert.Equal([("g", 1), ("all", 2)], policy.Groups.Select(group => (group.Name, group.Threshold)));
        Assert.Equal(2, policy.FewestThatMeet());
        Assert.Equal(["c"], policy.Indispensable.Select(one => one.Name));
    }

    [Fact]
    public void Sixty_three_co_signers_and_groups_are_read()
    {
        var text = Log + string.Concat(Enumerable.Range(1, 63).Select(i => $"witness w{i} {Cosigner(i)}\n")) + string.Concat(Enumerable.Range(1, 63).Select(i => $"group g{i} any w{i}\n")) + "quorum none\n";
        Assert.Equal(63, PolicyReader.Read(Encoding.UTF8.GetBytes(text), out _)?.Groups.Length);
    }

    [Fact]
    public void A_random_policy_comes_to_what_every_set_of_co_signers_says()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("SAKSEI_SEED") ?? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue).ToString());
        TestContext.Current.TestOutputHelper?.WriteLine($"SAKSEI_SEED={seed}");
        var (met, nobody) = (0, 0);
        for (var i = 0; i < Policies; i++)
        {
            var drawn = new DrawnPolicy(seed, i);
            var policy = PolicyReader.Read(Encoding.UTF8.GetBytes(drawn.Text), out var problem) ?? throw new InvalidOperationException($"{problem}\n{drawn.Text}");
            int[] meeting = [.. Enumerable.Range(0, 1 << drawn.Cosigners).Where(drawn.IsMetBy)];
            for (var set = 0; set < 1 << drawn.Cosigners; set++)
                Assert.True(drawn.IsMetBy(set) == policy.IsMetBy(name => DrawnPolicy.Has(set, name)), $"SAKSEI_SEED={seed}: {set}\n{drawn.Text}");
            Assert.Equal(meeting.Min(int.PopCount), policy.FewestThatMeet());
            Assert.Equal(meeting.Min(one => meeting.Min(other => int.PopCount(one & other))), policy.FewestThatSignBoth());
            Assert.Equal(
                Enumerable.Range(0, drawn.Cosigners).Where(one => Enumerable.Range(0, 1 << drawn.Cosigners).All(set => drawn.IsMetBy(set) == drawn.IsMetBy(set ^ (1 << one)))).Select(one => $"w{one}"),
                policy.Optional.Select(one => one.Name));
            Assert.Equal(
                Enumerable.Range(0, drawn.Cosigners).Where(one => meeting.All(set => (set >> one & 1) == 1)).Select(one => $"w{one}"),
                policy.Indispensable.Select(one => one.Name));
            (met, nobody) = (met + meeting.Length, nobody + (policy.Quorum.Length == 0 ? 1 : 0));
        }

        Assert.True(met > Policies && nobody is > 0 and < Policies / 2, $"SAKSEI_SEED={seed}: {met}, {nobody}");
    }

    [Fact]
    public void A_checkpoint_is_judged_by_the_lines_that_hold_and_the_latest_counts()
    {
        using var log = SignerKey.FromSeed("log.example", Seed(0));
        var text = Log + string.Concat(Enumerable.Range(1, 4).Select(i => $"witness w{i} {Cosigner(i)}\n")) + "group g 2 w1 w2 w3\nquorum g\n";
        var policy = PolicyReader.Read(Encoding.UTF8.GetBytes(text), out _)!;
        var checkpoint = new Checkpoint("log.example", 3, Hash.OfBytes("x"u8));
        for (var set = 0; set < 16; set++)
        {
            var note = checkpoint.Sign(log).AsEnumerable();
            foreach (var one in Enumerable.Range(1, 4).Where(one => (set >> one - 1 & 1) == 1)) note = note.Concat(Line(one, checkpoint, 1000 + one)).Concat(Line(one, checkpoint, 900));
            var outcome = policy.Judge(SignedNote.Parse(note.ToArray())!);
            Assert.Equal(int.PopCount(set & 7) >= 2, outcome.IsMet);
            Assert.Equal(Enumerable.Range(1, 4).Where(one => (set >> one - 1 & 1) == 1).Select(one => ($"w{one}", 1000L + one)), outcome.Times.OrderBy(time => time.Key).Select(time => (time.Key, time.Value)));

            // A line of its key that isn't its own makes what it signed false.
            var forged = policy.Judge(SignedNote.Parse(note.Concat(Line(1, checkpoint with { Size = 2 }, 2000)).ToArray())!);
            Assert.DoesNotContain("w1", forged.Times.Keys);
        }
    }

    private static byte[] Line(int seed, Checkpoint checkpoint, long time)
    {
        using var secret = CosignerSecret.FromSeed($"w{seed}.example", Seed(seed));
        return secret.Cosign(checkpoint.ToText(), time);
    }

    private static byte[] Seed(int seed) => [.. Enumerable.Repeat((byte)seed, 32)];

    private static string LogKey(int seed)
    {
        using var key = SignerKey.FromSeed("log.example", Seed(seed));
        return key.Verifier.Text;
    }

    internal static string Cosigner(int seed, string? name = null)
    {
        using var key = CosignerSecret.FromSeed(name ?? $"w{seed}.example", Seed(seed));
        return key.Public.Text;
    }

    [GeneratedRegex("`((?:policy|key)-[a-z-]+)`")]
    private static partial Regex Code();

    /// <summary>A policy drawn at random: up to six co-signers, groups over what no group has yet, and a quorum; with its own way of asking whether a set meets it.</summary>
    private sealed class DrawnPolicy
    {
        private readonly Dictionary<string, Func<int, bool>> _members = [];
        private readonly StringBuilder _text = new();
        private readonly Func<int, bool> _quorum;
        private readonly int _seed, _number;
        private int _draws;

        internal DrawnPolicy(int seed, int number)
        {
            (_seed, _number) = (seed, number);
            Cosigners = 1 + Draw(MostCosigners);
            _text.Append(Log);
            for (var i = 0; i < Cosigners; i++)
            {
                _text.Append($"witness w{i} {Cosigner(i + 1)}\n");
                var bit = i;
                _members.Add($"w{i}", set => (set >> bit & 1) == 1);
            }

            List<string> free = [.. _members.Keys];
            for (var i = 0; i < 3 && free.Count > 0; i++) DrawGroup($"g{i}", free);
            var quorum = Draw(8) == 0 ? "none" : _members.Keys.ElementAt(Draw(_members.Count));
            _text.Append($"quorum {quorum}\n");
            _quorum = quorum == "none" ? _ => true : _members[quorum];
        }

        internal int Cosigners { get; }

        internal string Text => _text.ToString();

        internal bool IsMetBy(int set) => _quorum(set);

        internal static bool Has(int set, string name) => (set >> name[1] - '0' & 1) == 1;

        private void DrawGroup(string name, List<string> free)
        {
            List<Func<int, bool>> chosen = [];
            var names = new StringBuilder();
            for (var left = 1 + Draw(free.Count); left > 0; left--)
            {
                var at = Draw(free.Count);
                chosen.Add(_members[free[at]]);
                names.Append(' ').Append(free[at]);
                free.RemoveAt(at);
            }

            var needed = 1 + Draw(chosen.Count);
            var word = needed == 1 && Draw(2) == 0 ? "any" : needed == chosen.Count && Draw(2) == 0 ? "all" : $"{needed}";
            _text.Append($"group {name} {word}{names}\n");
            _members.Add(name, set => chosen.Count(member => member(set)) >= needed);
            free.Add(name);
        }

        // Follows from the seed, on every machine.
        private int Draw(int below) =>
            (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(Hash.OfBytes(Encoding.ASCII.GetBytes($"{_seed} {_number} {_draws++}")).ToArray()) % (uint)below);
    }
}
