using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Saksei.Cli.Published;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Clock;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Saksei.Store;
using Saksei.Tests.Cli;
using Saksei.Tests.Documents;
using Saksei.Tests.Election;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>
/// README's table "Who can alter what", row by row: who holds that key or that store alone does what stands under "can", and is
/// stopped as stands under "can't". Here those who keep, publish and show the register; in <see cref="WhoCanSignWhatTests"/> those
/// who sign in it.
/// </summary>
public sealed partial class WhoCanAlterWhatTests
{
    private const string Figures = "registered=500 cast=91 invalid=5 A=41 B=30 C=15";

    [GeneratedRegex(@"^\| (?<holder>[^|]+?) \| [^|]+ \|[^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^log/(checkpoint|tile/[\w./]+|attachments/[0-9a-f]{64}|results/[a-z]+\.json)$")]
    private static partial Regex Published();

    [Fact]
    public void Every_row_of_the_table_is_tried_and_what_a_row_leans_on_is_a_test()
    {
        var readme = Repo.Read("README.md");
        var table = readme[readme.IndexOf("## Who can alter what", StringComparison.Ordinal)..];
        var holders = TableRow().Matches(table[..table.IndexOf("\n## ", StringComparison.Ordinal)]).Select(row => row.Groups["holder"].Value).Where(holder => holder is not ("the holder of" or "---")).ToList();
        var tests = typeof(WhoCanAlterWhatTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FactAttribute>() is not null).ToList();
        var tried = tests.Select(test => test.GetCustomAttribute<RowAttribute>()).OfType<RowAttribute>().ToList();
        Assert.Equal(holders.Order(StringComparer.Ordinal), tried.Select(row => row.Holder).Order(StringComparer.Ordinal));
        Assert.All(tried.SelectMany(row => row.Elsewhere), name => Assert.Single(tests, test => test.Name == name));
    }

    [Fact]
    [Row("the log's key", nameof(TamperingTests.A_figure_altered_by_the_log_itself_with_every_hash_and_result_recomputed_fails_its_signature_and_is_named),
        nameof(TamperingTests.A_record_added_by_the_log_in_the_name_of_a_key_that_was_never_enrolled_is_named), nameof(SignCommandTests.What_was_kept_is_held_against_what_is_published_later_and_a_rollback_fails_it),
        nameof(ReplayTests.Every_act_of_a_register_that_the_log_appends_again_is_void_and_changes_no_published_file_but_that_of_void_acts))]
    public void The_logs_key_leaves_acts_out_and_chooses_their_order_and_is_shown_by_what_was_kept_of_them_and_of_nothing_before()
    {
        // One founding, three histories: the log shows a different one to each of three people.
        using SmallElection first = new(), second = new(), without = new();
        SmallElection[] shown = [first, second, without];
        var before = shown.Select(election => Receipt(election, election.Copy("S09", "A=9").Index)).ToList();
        Assert.All(before, receipt => Assert.Equal(before[0].Bytes.ToArray(), receipt.Bytes.ToArray()));
        var (one, other) = (first.SignedCopy("S01", "A=1", SmallElection.Key("commission/desk")), first.SignedCopy("S01", "A=2", SmallElection.Key("commission/desk")));
        first.Host.Submit([one, other]);
        second.Host.Submit([other, one]);
        Assert.Equal([10, 11, 9], shown.Select(election => election.Fold.Results().Total[3]));
        Assert.All(shown, election => Assert.Empty(Verify(election, before[0])));

        // Whose act it is has a receipt.
        var mine = Receipt(first, first.Host.Find(one.Identity)!.Value);
        Assert.Empty(Verify(first, mine));
        Assert.Contains("tree-rewritten", Verify(second, mine));
        Assert.Equal(["tree-smaller"], Verify(without, mine));
    }

    [Fact]
    [Row("the clock's key", nameof(RuleTests.A_tick_by_any_key_but_the_clocks_and_an_earlier_tick_are_void), nameof(CaseAttackTests.A_day_that_has_come_is_not_made_free))]
    public void The_clocks_key_makes_everybody_late_and_resignations_final_and_changes_no_figure()
    {
        using var election = new SmallElection(SmallElection.WithProcedures);
        election.Copy("S01", Figures);
        Step(election, "complaints/file", new CaseFields { Complaint = "result" });
        Step(election, "resignations/resign", new CaseFields { Party = "party", Unit = "P1", Person = Hash.OfBytes([1]), Receipt = "R-1" });
        var (kept, figures, cases) = (Receipt(election, 1), FiguresOf(election), CasesOf(election));
        Assert.DoesNotContain("\"overdue\":true", cases, StringComparison.Ordinal);
        Assert.DoesNotContain("\"effective\":true", cases, StringComparison.Ordinal);
        Assert.Equal(Outcome.Applied, Tick(election, 2_000_000_000).Outcome);
        Assert.Equal("tick-earlier", Tick(election, 1_800_000_000).Outcome.VoidCode);
        Assert.Equal(figures, FiguresOf(election));
        Assert.Contains("\"overdue\":true", CasesOf(election), StringComparison.Ordinal);
        Assert.Contains("\"effective\":true", CasesOf(election), StringComparison.Ordinal);

        // Nothing compares a tick with the true time.
        Assert.Empty(Verify(election, kept));
    }

    [Fact]
    [Row("`register.db`", nameof(TamperingTests.Each_missing_file_is_named), nameof(SignCommandTests.What_was_kept_is_held_against_what_is_published_later_and_a_rollback_fails_it))]
    public void The_database_is_rolled_back_and_altered_without_the_logs_key_and_appended_to_never()
    {
        using var election = new SmallElection();
        var early = Receipt(election, election.Copy("S01", Figures).Index);
        var (rolled, altered) = (Backup(election, "rolled"), Backup(election, "altered"));
        var late = Receipt(election, election.Copy("S02", Figures).Index);
        using (var host = RegisterHost.Open(rolled, election.DeskFor))
        {
            Assert.Empty(Verify(new Publisher(host), early));
            Assert.Equal(["tree-smaller"], Verify(new Publisher(host), late));
            Assert.Equal("log-key-missing", Assert.Throws<RegisterFolderException>(() => host.Submit([election.SignedCopy("S03", "A=1", SmallElection.Key("commission/desk"))])).Code);
        }

        Replace(Path.Combine(altered, RegisterHost.DatabaseName), "\"A\":41"u8, "\"A\":91"u8);
        using var other = RegisterHost.Open(altered);
        Assert.Equal(91, other.Read(fold => fold.Results().Total[3]));
        var codes = Verify(new Publisher(other), early);
        Assert.Contains("signature-wrong", codes);
        Assert.Contains("root-differs", codes);
    }

    [Fact]
    [Row("the published folder", nameof(TamperingTests.An_altered_byte_in_any_file_is_named), nameof(TamperingTests.A_file_that_nothing_accounts_for_is_named),
        nameof(HostileFolderTests.A_database_beside_published_files_is_unaccounted_and_never_read_in_their_place),
        nameof(HostileFolderTests.Each_file_replaced_by_a_pipe_a_link_a_folder_or_ten_gigabytes_is_named_and_never_passes))]
    public void An_older_publication_is_put_in_a_newer_ones_place_as_a_whole_and_never_in_part()
    {
        using var election = new SmallElection();
        var early = Receipt(election, election.Copy("S01", Figures).Index);
        var older = MemoryFiles.Of(new Publisher(election.Host));
        var late = Receipt(election, election.Copy("S02", Figures).Index);
        var newer = MemoryFiles.Of(new Publisher(election.Host));
        Assert.Empty(Verify(older, early));
        Assert.Equal(["tree-smaller"], Verify(older, late));
        var differing = older.All.Where(file => !newer.All.TryGetValue(file.Key, out var bytes) || !bytes.AsSpan().SequenceEqual(file.Value)).ToList();
        Assert.True(differing.Count > 3);
        Assert.All(differing, file => Assert.NotEmpty(Verify(newer.With(file.Key, file.Value), early)));
    }

    [Fact]
    [Row("the definition, before the founding", nameof(TamperingTests.Another_definition_is_named), nameof(EntranceTests.A_founder_has_the_interest_group_and_the_key_that_the_definition_states))]
    public void The_definition_decides_before_the_founding_and_the_founding_pin_names_it_afterwards()
    {
        using SmallElection meant = new(), other = new((role, text) => role == "definition" ? text.Replace("\"unit\":\"P1\",\"seats\":3", "\"unit\":\"P1\",\"seats\":4", StringComparison.Ordinal) : text);
        foreach (var election in new[] { meant, other }) election.Copy("S01", "registered=500 cast=105 invalid=5 A=61 B=29 C=10");
        Assert.Equal([3, 4], new[] { meant, other }.Select(election => election.Fold.Results().Allocations[0].Lists.Sum(list => list.Seats)));
        var (founding, files) = (Verification.Run(new Publisher(meant.Host), Pin.None).Founding, new Publisher(other.Host));

        // The same keys, the same name: only the founding act tells them apart.
        Assert.True(Verification.Run(files, new Pin(meant.Host.Founding.Log.Text, null)).Passed);
        Assert.Equal("founding-not-pinned", Assert.Single(Verification.Run(files, new Pin(null, founding)).Findings).Code);
    }

    [Fact]
    [Row("the served pages", nameof(TamperingTests.Results_of_other_figures_are_named_by_their_check), nameof(HostileServerTests.What_a_server_doesnt_give_is_not_checked_and_named_and_only_404_is_missing))]
    public void Pages_show_anything_and_verify_reads_none_of_them()
    {
        using var election = new SmallElection();
        election.Copy("S01", Figures);
        var asked = new List<string>();
        using var client = new HttpClient(new Showing(new Publisher(election.Host), asked));
        var report = Verification.Run(new HttpFiles(client, new Uri("http://register.test/log/"), Patience.Usual), new Pin(election.Host.Founding.Log.Text, null));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        Assert.True(asked.Count > 10);
        Assert.All(asked, path => Assert.Matches(Published(), path));
    }

    [Fact]
    [Row("an example's seed")]
    public void Who_knows_an_examples_seed_signs_in_every_name_of_it_and_in_the_logs()
    {
        using var election = new SmallElection();
        var seed = new RehearsalSeed(RehearsalExample.DefaultSeed);
        var folder = Path.Combine(election.Folder, "example");
        using var example = Founding.Found(folder, election.DefinitionFolder, SmallElection.Plan with { Seed = seed.KeySeed }, election.DeskFor);
        Assert.All(example.Founding.Founders, founder => Assert.Equal(KeyOf(founder.Organisation + "/desk").Verifier.Text, founder.Keys[0].Text));
        var desk = KeyOf("commission/desk");
        Assert.Equal(Outcome.Applied, Assert.Single(example.Submit([election.SignedCopy("S01", Figures, desk)])).Outcome);
        Assert.Equal((KeyOf(SmallElection.Origin).Verifier.Text, KeyOf(SmallElection.Origin + "/clock").Verifier.Text), (example.Founding.Log.Text, example.Founding.Clock.Text));

        // Such a register says of itself that its figures are simulated.
        var report = Verification.Run(new Publisher(example), Pin.None);
        Assert.Equal((true, true), (report.Passed, report.Simulated));

        SignerKey KeyOf(string name) => SignerKey.FromSeed(name, seed.KeySeed(name));
    }

    internal static KeptFile Receipt(SmallElection election, long index) =>
        new("kept", new RegisterReader(election.Host.Store).ReceiptOf(index, election.Host.Store.ReadCheckpointSizes().First(size => size > index)).ToBytes());

    /// <summary>What a verification finds that holds an earlier receipt and knows the register's pin.</summary>
    internal static List<string> Verify(SmallElection election, KeptFile kept) => Verify(new Publisher(election.Host), kept);

    private static List<string> Verify(IPublishedFiles files, KeptFile kept)
    {
        var report = Verification.Run(files, new Pin(SmallElection.Key(SmallElection.Origin).Verifier.Text, null), kept: new Kept([kept], []));
        Assert.Equal(report.Passed, report.Findings.IsEmpty);
        return [.. report.Findings.Select(finding => finding.Code)];
    }

    private static List<string> FiguresOf(SmallElection election) => [.. PublishedResults.Of(election.Fold.Snapshot(), []).Files
        .Where(file => file.Path is not Publication.Cases).Select(file => Encoding.UTF8.GetString(file.Bytes))];

    private static string CasesOf(SmallElection election) => Encoding.UTF8.GetString(ResultFile.Of(election.Host.Definition).First(file => file.Path == Publication.Cases).Write(new ResultInput(election.Fold.Snapshot(), [])));

    private static void Step(SmallElection election, string kind, CaseFields fields) => Assert.Equal(Outcome.Applied, election.Submit(
        header => new CaseAct(header, CaseRules.Steps.Single(step => step.Kind == kind), "C-1", fields), "commission/desk").Outcome);

    private static Submitted Tick(SmallElection election, long seconds)
    {
        var clock = SmallElection.Key(SmallElection.Origin + "/clock");
        var tick = election.Host.Desk.Sign(new ClockTick(election.Header(clock) with { At = new Moment(seconds, 0) }), clock);
        Assert.Equal("", new ActDoor(election.Host).Examine(tick.Record).Code);
        return Assert.Single(election.Host.Submit([tick]));
    }

    // The register's folder without its keys; what lay in the database's journal is in the database itself afterwards.
    private static string Backup(SmallElection election, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(election.Folder, name)).FullName;
        foreach (var file in Directory.GetFiles(election.RegisterFolder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        RegisterStore.Open(folder).Dispose();
        return folder;
    }

    private static void Replace(string path, ReadOnlySpan<byte> sought, ReadOnlySpan<byte> by)
    {
        var bytes = File.ReadAllBytes(path);
        for (int from = 0, at; (at = bytes.AsSpan(from).IndexOf(sought)) >= 0; from += at + sought.Length) by.CopyTo(bytes.AsSpan(from + at));
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>A server that gives the register's files under log/, and everywhere else pages of its own.</summary>
    private sealed class Showing(IPublishedFiles files, List<string> asked) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath[1..];
            asked.Add(path);
            if (!path.StartsWith("log/", StringComparison.Ordinal)) return new HttpResponseMessage { Content = new StringContent("Every check passed.") };
            var file = files.Read(path["log/".Length..], long.MaxValue);
            return file.IsRead ? new HttpResponseMessage { Content = new ReadOnlyMemoryContent(file.Bytes) } : new HttpResponseMessage(System.Net.HttpStatusCode.NotFound);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}

/// <summary>Tries a row of README's table "Who can alter what".</summary>
/// <param name="holder">The row's first column.</param>
/// <param name="elsewhere">Tests that play what this one leaves out.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RowAttribute(string holder, params string[] elsewhere) : Attribute
{
    internal string Holder => holder;

    internal string[] Elsewhere => elsewhere;
}
