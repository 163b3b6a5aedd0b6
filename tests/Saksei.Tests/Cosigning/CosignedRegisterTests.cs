using System.Text;
using Microsoft.Data.Sqlite;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Node.Keeping;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Store;
using Saksei.Tests.Server;
using Saksei.Tests.Verifier;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>A register whose founders ask for any two of three co-signers: what counts, what stops, and what nobody is shown.</summary>
public sealed partial class CosignedRegisterTests : IDisposable
{
    private const int MostLooks = 3_000;
    private readonly MemoryCosigner _observers = new("observers", 11), _party = new("party", 12), _commission = new("commission", 13);
    private readonly SmallElection _election;
    private readonly List<string> _failures = [];

    public CosignedRegisterTests() => _election = new SmallElection(cosigners: Cosigners);

    private string Cosigners => string.Join('\n', _observers.PolicyLine, _party.PolicyLine, _commission.PolicyLine, "group two 2 observers party commission", "quorum two", "");

    private RegisterHost Host => _election.Host;

    public void Dispose()
    {
        _election.Dispose();
        Assert.Empty(_failures);
    }

    [Fact]
    public void Nothing_is_appended_before_enough_have_confirmed_and_what_they_sign_counts()
    {
        Assert.Equal("cosigners-not-asked", Host.WhyReadOnly);
        Assert.Throws<RegisterFolderException>(() => Vouch("party-new"));
        Assert.Equal((2, false), (Host.PublishedSize, Host.Cosigned!.IsCosigned));
        using var collector = Collect(Host);
        Eventually(() => Host.WhyReadOnly.Length == 0 && Host.Cosigned.IsCosigned);
        Vouch("party-new");
        Eventually(() => Host.PublishedSize == Host.Head.Size);
        Eventually(() => Host.Cosigned.Standings.All(one => one.Size == Host.Head.Size));

        // Who is asked about the register from its files alone finds the same.
        var report = Verify(new Publisher(Host));
        Assert.True(report.Passed, string.Join(' ', report.Findings));
        Assert.Contains(new CheckResult(Check.Policy, CheckOutcome.Pass), report.Checks);
        var receipt = Host.PublishedReceiptOf(2)!;
        Assert.Equal(3, Policy.Judge(SignedNote.Parse(receipt.CheckpointNote)!).Times.Count);
        Assert.True(receipt.Proves(Host.Store.ReadEntries(2, 3).Single(), Host.Origin, Host.Founding.Log));
    }

    [Fact]
    public void One_that_is_gone_stops_nothing_and_is_shown_behind()
    {
        using var collector = Collect(Host);
        Eventually(() => Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size));
        var before = Host.Head.Size;
        _party.Behaviour = Behaviour.Silent;
        Vouch("party-new");
        Eventually(() => Host.PublishedSize == Host.Head.Size);
        Assert.Equal(before, Host.Cosigned!.Standings.Single(one => one.Cosigner.Name == "party").Size);
        Eventually(() => Host.CosignerTroubles["party"] == "cosigner-unreachable");

        // It comes back, and signs what counts already.
        _party.Behaviour = Behaviour.Honest;
        Vouch("party-next");
        Eventually(() => Host.Cosigned.Standings.All(one => one.Size == Host.Head.Size));
    }

    [Fact]
    public async Task Where_too_few_sign_readers_are_shown_what_counted_last_and_how_far_the_log_is_ahead()
    {
        await using var server = await RunningServer.Start(Host, new Saksei.Server.ServerOptions("http://127.0.0.1:0") { ToCosigners = Network() });
        await EventuallyAsync(() => Task.FromResult(Host.WhyReadOnly.Length == 0 && Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size)));
        var counted = Host.Head.Size;
        _party.Behaviour = Behaviour.Silent;
        _observers.Behaviour = Behaviour.Forging;
        Vouch("party-new");
        await EventuallyAsync(async () => (await server.Page("/en/check")).Contains("data-part=\"ahead\"", StringComparison.Ordinal));
        await EventuallyAsync(() => Task.FromResult(Host.CosignerTroubles["observers"] == "cosigner-answer"));
        var page = await server.Page("/en/check");
        Assert.Contains("Co-signed by 3 of 3", page, StringComparison.Ordinal);
        Assert.Contains($"The last {Host.Head.Size - counted} acts are stored and have a receipt of the log.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("party-new", await server.Page("/en/changes?since=0"), StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(Host.CheckpointOf(counted)!), await server.Page("/log/checkpoint"));
        await server.Page($"/log/cosigned/{Host.Head.Size - 1}.tlog-proof", System.Net.HttpStatusCode.NotFound);
        Assert.NotNull(Receipt.Parse(Encoding.UTF8.GetBytes(await server.Page($"/log/receipt/{Host.Head.Size - 1}.tlog-proof"))));

        // A line that isn't a co-signer's own is never kept.
        Assert.Single(Host.Store.ReadCosignatures(Host.Head.Size));
    }

    [Fact]
    public async Task A_clock_beyond_the_calendar_stops_no_page()
    {
        _party.Clock = long.MaxValue - 1_000;
        await using var server = await RunningServer.Start(Host, new Saksei.Server.ServerOptions("http://127.0.0.1:0") { ToCosigners = Network() });
        await EventuallyAsync(() => Task.FromResult(Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size)));
        await EventuallyAsync(async () => (await server.Page("/en/check")).Contains("data-cosigner=\"party\"", StringComparison.Ordinal));
        Assert.Contains("Co-signed by 3 of 3", await server.Page("/km/check") + await server.Page("/en/check"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_that_was_set_back_appends_nothing_once_a_co_signer_shows_what_it_lacks()
    {
        var older = CopyOf(_election.RegisterFolder, "older");
        using (Collect(Host))
        {
            Eventually(() => Host.WhyReadOnly.Length == 0);
            Vouch("party-new");
            Eventually(() => Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size));
        }

        using var setBack = RegisterHost.Open(older, _election.DeskFor);
        using var collector = Collect(setBack);
        Eventually(() => setBack.WhyReadOnly == "register-behind");
        Assert.Throws<RegisterFolderException>(() => Vouch("party-else", setBack));
        Assert.Equal(2, setBack.Head.Size);
    }

    [Fact]
    public void A_second_history_appends_nothing_once_a_co_signer_shows_the_first()
    {
        var older = CopyOf(_election.RegisterFolder, "other");
        _commission.Behaviour = Behaviour.Silent;
        using (Collect(Host))
        {
            Eventually(() => Host.WhyReadOnly.Length == 0);
            Vouch("party-new");
            Eventually(() => Host.PublishedSize == Host.Head.Size);
        }

        // The holder of the log's key writes on from the older copy without asking anybody, as far and further.
        using var forked = RegisterHost.Open(older, _election.DeskFor);
        Forge(forked, "party-forged", "party-forged-2");
        _commission.Behaviour = Behaviour.Honest;
        using var collector = Collect(forked);
        Eventually(() => forked.WhyReadOnly == "register-forked");

        // The one that was away has nothing to hold against it, and signs; alone it isn't enough.
        Eventually(() => forked.Cosigned!.Standings.Any(one => one.Size == forked.Head.Size));
        Assert.Equal((2, false), (forked.PublishedSize, forked.Cosigned!.IsCosigned));
        var report = Verify(new Publisher(forked));
        Assert.Contains(report.Findings, finding => finding is { Check: Check.Policy, Code: "policy-not-met" });
    }

    [Fact]
    public void One_that_comes_back_is_asked_again_though_nothing_comes_in()
    {
        (_observers.Behaviour, _party.Behaviour) = (Behaviour.Silent, Behaviour.Silent);
        using var collector = Collect(Host);
        Eventually(() => Host.CosignerTroubles.GetValueOrDefault("party") == "cosigner-unreachable");
        Assert.Equal("cosigners-not-asked", Host.WhyReadOnly);
        _party.Behaviour = Behaviour.Honest;
        Eventually(() => Host.WhyReadOnly.Length == 0 && Host.Cosigned!.IsCosigned);
    }

    [Fact]
    public async Task An_act_that_comes_before_enough_were_asked_is_turned_away_for_a_while_and_not_for_good()
    {
        (_observers.Behaviour, _party.Behaviour) = (Behaviour.Silent, Behaviour.Silent);
        await using var server = await RunningServer.Start(Host, new Saksei.Server.ServerOptions("http://127.0.0.1:0") { ToCosigners = Network() });
        using var answer = await server.Post(Vouching(Host, "party-new").Record);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("cosigners-not-asked", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_earlier_checkpoint_a_page_says_who_has_co_signed_what_began_with_it()
    {
        await using var server = await RunningServer.Start(Host, new Saksei.Server.ServerOptions("http://127.0.0.1:0") { ToCosigners = Network() });
        await EventuallyAsync(() => Task.FromResult(Host.WhyReadOnly.Length == 0 && Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size)));
        (_observers.Behaviour, _party.Behaviour) = (Behaviour.Silent, Behaviour.Silent);
        Vouch("party-new");
        var alone = Host.Head.Size;
        await EventuallyAsync(() => Task.FromResult(Host.Cosigned!.Standings.Any(one => one.Size == alone)));
        await server.Page($"/en?at={alone}", System.Net.HttpStatusCode.NotFound);
        (_observers.Behaviour, _party.Behaviour) = (Behaviour.Honest, Behaviour.Honest);
        Vouch("party-next");
        await EventuallyAsync(() => Task.FromResult(Host.PublishedSize > alone && Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size)));
        Assert.Contains("Co-signed by 3 of 3", await server.Page($"/en/check?at={alone}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_has_what_nobody_has_co_signed_yet()
    {
        using (Collect(Host))
        {
            Eventually(() => Host.WhyReadOnly.Length == 0);
            (_observers.Behaviour, _party.Behaviour) = (Behaviour.Silent, Behaviour.Silent);
            Vouch("party-new");
        }

        var made = Backup.Make(_election.RegisterFolder, new BackupOrder(Path.Combine(_election.Folder, "backups"), false, TimeProvider.System, _ => { }));
        Assert.Null(made.Problem);
        Assert.Equal(Host.Head.Size, made.Manifest!.Size);
        var restored = Path.Combine(_election.Folder, "restored");
        Assert.Null(Restore.Take(made.Folder, restored, [], TimeProvider.System).Problem);
        using var host = RegisterHost.Open(restored);
        Assert.Equal((Host.Head.Size, Host.PublishedSize), (host.Head.Size, host.PublishedSize));
    }

    [Fact]
    public void A_policy_that_asks_for_nobody_founds_nothing()
    {
        var plan = SmallElection.Plan with { Cosigners = Encoding.UTF8.GetBytes(_observers.PolicyLine + "\nquorum none\n") };
        var problem = Assert.Throws<RegisterFolderException>(() => Founding.Found(Path.Combine(_election.Folder, "none"), _election.DefinitionFolder, plan, _election.DeskFor));
        Assert.Equal("policy-without-quorum", problem.Code);
    }

    [Theory]
    [InlineData((int)Behaviour.Boasting)]
    [InlineData((int)Behaviour.Refusing)]
    [InlineData((int)Behaviour.Silent)]
    [InlineData((int)Behaviour.Forging)]
    public void No_co_signer_alone_stops_the_register(int behaviour)
    {
        _observers.Behaviour = (Behaviour)behaviour;
        using var collector = Collect(Host);
        Eventually(() => Host.WhyReadOnly.Length == 0);
        Vouch("party-new");
        Eventually(() => Host.PublishedSize == Host.Head.Size);
        Eventually(() => Host.CosignerTroubles.GetValueOrDefault("observers") is { Length: > 0 });
        Assert.Equal("", Host.WhyReadOnly);
    }

    [Fact]
    public void After_a_start_what_counted_counts_still_and_nothing_is_appended_until_they_were_asked_again()
    {
        using (Collect(Host))
        {
            Eventually(() => Host.WhyReadOnly.Length == 0);
            Vouch("party-new");
            Eventually(() => Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size));
        }

        using var again = RegisterHost.Open(_election.RegisterFolder, _election.DeskFor);
        Assert.Equal((Host.Head.Size, true, "cosigners-not-asked"), (again.PublishedSize, again.Cosigned!.IsCosigned, again.WhyReadOnly));
        Assert.Equal(Known(Host), Known(again));
    }

    [Fact]
    public void A_tail_cut_off_and_every_alteration_of_the_lines_fails_the_policy_and_is_named()
    {
        using (Collect(Host))
        {
            Eventually(() => Host.WhyReadOnly.Length == 0);
            Vouch("party-new");
            Eventually(() => Host.Cosigned!.Standings.All(one => one.Size == Host.Head.Size));
        }

        var files = MemoryFiles.Of(new Publisher(Host));
        var note = SignedNote.Parse(Host.CheckpointOf(Host.Head.Size)!)!;
        Assert.Equal("", Codes(files, Policy));
        Assert.Equal("policy-not-met observers", Codes(Only(files, note, "observers"), Policy));
        Assert.Equal("", Codes(Only(files, note, "observers", "party"), Policy));
        Assert.Equal("policy-not-met", Codes(Only(files, note), Policy));
        Assert.Equal("policy-not-pinned", Codes(files, Read(Cosigners.Replace("two 2", "two 1"))));
        Assert.Equal("policy-other-log " + Elsewhere.Text, Codes(files, PolicyReader.ReadFor(Elsewhere, Encoding.UTF8.GetBytes(Cosigners), out _)!));

        // Every byte of a co-signer's signature and of its time.
        var line = note.Signatures.First(one => one.Key == _party.Secret.Public.Name);
        for (var i = 0; i < line.Signature.Length; i++)
        {
            var altered = line.Signature.ToArray();
            altered[i] ^= 1;
            Assert.Equal("cosignature-wrong party", Codes(Signed(files, note with { Signatures = note.Signatures.Replace(line, line with { Signature = altered }) }), Policy));
        }
    }

    private static IEnumerable<(string, long, long)> Known(RegisterHost host) => host.Cosigned!.Standings.Select(one => (one.Cosigner.Name, one.Size, one.UnixSeconds));

    private static VerifierKey Elsewhere => SmallElection.Key("simulated.saksei.test/elsewhere").Verifier;

    private Policy Policy => Host.Founding.Policy ?? throw new InvalidOperationException("no policy");

    private Policy Read(string lines) => PolicyReader.ReadFor(Host.Founding.Log, Encoding.UTF8.GetBytes(lines), out _) ?? throw new InvalidOperationException("no policy");

    private CosignerNetwork Network() => new(_observers, _party, _commission);

    private CosignatureCollector Collect(RegisterHost host) => CosignatureCollector.Start(host, Network(), TimeProvider.System, failure => _failures.Add(failure.ToString()));

    private void Vouch(string organisation, RegisterHost? host = null) => (host ?? Host).Submit([Vouching(host ?? Host, organisation)]);

    private static Submission Vouching(RegisterHost host, string organisation)
    {
        var desk = SmallElection.Key("party/desk");
        return host.Desk.Sign(new OrganisationVouch(host.Desk.Header(desk), organisation, "party", "opposition", [SmallElection.Key(organisation + "/desk").Verifier], Recovery.None), desk);
    }

    private static void Forge(RegisterHost host, params string[] organisations)
    {
        var places = new StoredPlaces(host.Store, RegisterHost.IdentityOf);
        var clock = SmallElection.Key(SmallElection.Origin + "/clock");
        var sequencer = Sequencer.Open(host.Store, SmallElection.Key(SmallElection.Origin), () => RegisterHost.MakeTick(host.Desk, clock), places);
        foreach (var organisation in organisations) sequencer.Append([Vouching(host, organisation)]);
        host.Follow();
    }

    private string CopyOf(string folder, string name)
    {
        SqliteConnection.ClearAllPools();
        var copy = Path.Combine(_election.Folder, name);
        Directory.CreateDirectory(copy);
        using (var source = new SqliteConnection($"Data Source={Path.Combine(folder, RegisterHost.DatabaseName)};Mode=ReadOnly"))
        {
            source.Open();
            using var statement = source.CreateCommand();
            statement.CommandText = $"VACUUM INTO '{Path.Combine(copy, RegisterHost.DatabaseName)}'";
            statement.ExecuteNonQuery();
        }

        Directory.CreateDirectory(Path.Combine(copy, "keys"));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(folder, "keys"))) File.Copy(key, Path.Combine(copy, "keys", Path.GetFileName(key)));
        return copy;
    }

    // The log's line comes first.
    private static MemoryFiles Only(MemoryFiles files, SignedNote note, params string[] cosigners) =>
        Signed(files, note with { Signatures = [note.Signatures[0], .. note.Signatures.Where(one => cosigners.Contains(one.Key.Name.Split('.')[0]))] });

    private static MemoryFiles Signed(MemoryFiles files, SignedNote note) => files.With(
        Publication.Checkpoint, [.. note.Text.Span, (byte)'\n', .. note.Signatures.SelectMany(one => SignedNote.SignatureLine(one.Key, one.Signature.Span))]);

    private static VerificationReport Verify(IPublishedFiles files) => Verification.Run(files, Pin.None);

    private static string Codes(IPublishedFiles files, Policy policy) => string.Join(
        ' ', Verification.Run(files, Pin.None with { Policy = policy }).Findings.Select(finding => finding.Code + (finding.Detail.Length > 0 ? " " + finding.Detail : "")));

    private static void Eventually(Func<bool> holds)
    {
        for (var looks = 0; !holds(); Thread.Sleep(20))
            Assert.True(++looks < MostLooks, "it didn't come to that");
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var looks = 0; !await holds(); await Task.Delay(20))
            Assert.True(++looks < MostLooks, "it didn't come to that");
    }
}
