using System.Text.RegularExpressions;
using Saksei.Attacks;
using Saksei.Attacks.Joined;
using Saksei.Attacks.Playing;
using Saksei.Tests.Cli;
using Saksei.Tests.Documents;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Attacks;

/// <summary>Every attack of the table is played and comes out as it declares; the documents say the same names and figures.</summary>
public sealed partial class AttackTableTests(StageFixture fixture) : IClassFixture<StageFixture>
{
    private const int Least = 25;
    private const string Begin = "<!-- joined -->\n", End = "<!-- /joined -->";

    [GeneratedRegex("`attack ([a-z-]+)`")]
    private static partial Regex Marked();

    private AttackStage Stage => fixture.Stage;

    [Fact]
    public void Every_attack_comes_out_as_declared_for_every_reader()
    {
        Assert.True(AttackTable.All.Length >= Least);
        Assert.Equal(AttackTable.All.Length, AttackTable.All.Select(attack => attack.Name).Distinct().Count());
        Assert.All(AttackTable.All, attack =>
        {
            var played = Stage.Play(attack);
            Assert.True(played.IsAsDeclared, $"{attack.Name}\n{string.Join('\n', played.Seen.Where(one => !one.IsAsDeclared).Select(one => $"{one.Reader}: {string.Join(", ", one.Findings.Select(finding => $"{finding.Check} {finding.Code}"))}"))}\n{played.Answered}");
        });
    }

    [Fact]
    public void What_nobody_attacked_passes_every_check_of_every_reader() => Assert.All(Stage.ReadUntouched(), seen => Assert.Empty(seen.Findings));

    [Fact]
    public void Where_no_verification_shows_it_something_else_does_or_the_row_says_why_not() => Assert.All(
        AttackTable.All.Where(attack => attack.Publishing is not null && attack.Expected.Count < Reader.All.Length), attack => Assert.NotEqual("", attack.Remark));

    [Fact]
    public void An_attack_that_comes_out_otherwise_than_it_declares_is_named()
    {
        var attack = AttackTable.Find("tally-altered") ?? throw new InvalidOperationException("no such attack");
        Assert.True(Stage.Play(attack).IsAsDeclared);
        Assert.False(Stage.Play(attack.CaughtByAll(Check.Tree, "root-differs") with { Name = "declared-otherwise" }).IsAsDeclared);
        Assert.False(Stage.Play(attack with { Name = "declared-not-caught", Expected = attack.Expected.Clear() }).IsAsDeclared);
        Assert.False(Stage.Play(attack.RefusedBy("the door", "key-unknown", _ => "") with { Name = "declared-refused" }).IsAsDeclared);
    }

    [Fact]
    public void The_document_of_attacks_marks_each_one_that_is_played_by_its_name_and_no_other() => Assert.Equal(
        AttackTable.All.Select(attack => attack.Name).Order(StringComparer.Ordinal),
        Marked().Matches(Repo.Read("docs/attacks.md")).Select(mark => mark.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    // SAKSEI_WRITE=1 draws it anew.
    [Fact]
    public void The_readme_says_how_many_hands_must_join_as_the_command_counts_them()
    {
        var joined = Stage.Join();
        var (path, text) = (Repository.At("README.md"), Repo.Read("README.md"));
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "README.md has no place for the table");
        var wanted = text[..begin] + joined.ToMarkdown() + text[end..];
        if (Environment.GetEnvironmentVariable("SAKSEI_WRITE") == "1") File.WriteAllText(path, wanted);
        else Assert.True(wanted == text, "README.md's table isn't what the command counts: run this test with SAKSEI_WRITE=1\n" + joined.ToMarkdown());
        CheckCounts(joined);
    }

    // One hand alone never goes unseen by files, pin and policy but where the row says what shows it; what is computed or named by a hash never goes unseen.
    private static void CheckCounts(JoinedHands joined)
    {
        Assert.All(joined.Rows, row => Assert.True((row.Seen ?? 2) > 1 || row.Remark.Length > 0, row.Change));
        Assert.All(joined.Rows, row => Assert.True((row.Dark ?? int.MaxValue) <= (row.Seen ?? int.MaxValue), row.Change));
        JoinedRow Of(string change) => joined.Rows.Single(row => row.Change == change);
        Assert.Equal(((int?)3, (int?)2, (int?)4), (Of("the tail is cut off").Seen, Of("the tail is cut off").Dark, Of("an act is altered").Seen));
        foreach (var change in (string[])["results are altered", "seats or their working are altered", "an attachment is withheld", "the definition is altered"]) Assert.Null(Of(change).Seen);
        foreach (var change in (string[])["an act is taken out", "an act is altered", "the tail is cut off", "an older publication is shown as the newest"]) Assert.Null(Of(change).Kept);
    }

    [Fact]
    public void The_command_plays_attacks_by_name_lists_them_and_refuses_others()
    {
        var ran = Command.Run("attack", "tally-altered", "older-publication");
        Assert.True(ran.Exit == 0, ran.Output + ran.Error);
        Assert.StartsWith("SIMULATED", ran.Output, StringComparison.Ordinal);
        Assert.Contains("caught by 9 tally, result-differs, results/tally.json: nothing, pin, policy, receipt, since, co-signers", ran.Output, StringComparison.Ordinal);
        Assert.Contains("NOT CAUGHT: nothing, pin, policy", ran.Output, StringComparison.Ordinal);
        Assert.All(AttackTable.All, attack => Assert.Contains($"{attack.Name}\n  {attack.Words}\n", Command.Run("attack", "--list").Output, StringComparison.Ordinal));
        var refused = Command.Run("attack", "tally-alterd");
        Assert.Equal((2, ""), (refused.Exit, refused.Output));
        Assert.Contains("attack-unknown", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, Command.Run("attack").Exit);
    }

    [Fact]
    public void What_is_kept_can_be_verified_by_hand()
    {
        var folder = Path.Combine(Stage.Folder, "kept");
        Assert.Equal(0, Command.Run("attack", "older-publication", "--keep", folder).Exit);
        Assert.Equal(2, Command.Run("attack", "older-publication", "--keep", folder).Exit);
        string[] verify = ["verify", Path.Combine(folder, "attacks", "older-publication", "published"), "--pin", Path.Combine(folder, "register.pin"), "--policy", Path.Combine(folder, "register.policy")];
        Assert.Equal(0, Command.Run(verify).Exit);
        Assert.Equal(1, Command.Run([.. verify, "--since", Path.Combine(folder, "kept.checkpoint")]).Exit);
        Assert.Equal(1, Command.Run([.. verify, "--receipt", Path.Combine(folder, "kept.tlog-proof")]).Exit);
    }
}
