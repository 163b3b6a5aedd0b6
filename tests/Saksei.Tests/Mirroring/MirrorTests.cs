using System.Text;
using Saksei.Node;
using Saksei.Node.Cosigning;
using Saksei.Node.Mirroring;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server.Pages.Register;
using Saksei.Tests.Cli;
using Saksei.Tests.Cosigning;
using Saksei.Tests.Verifier;
using Saksei.Verifier;
using Saksei.Words;
using Xunit;

namespace Saksei.Tests.Mirroring;

/// <summary>A mirror keeps what it follows as it is, takes nothing that doesn't follow, and holds what it held.</summary>
public sealed class MirrorTests : IDisposable
{
    private readonly Followed _followed = new();

    private RegisterHost Host => _followed.Host;

    /// <inheritdoc/>
    public void Dispose() => _followed.Dispose();

    [Fact]
    public void What_is_followed_is_here_byte_for_byte_with_its_receipts_and_without_a_key()
    {
        _followed.Photographed();
        _followed.Grow();
        using var mirror = _followed.Open();
        Assert.Equal("", mirror.Step());
        CheckSame(mirror.Host);
        _followed.Grow(260);
        Assert.Equal("", mirror.Step());
        CheckSame(mirror.Host);
        Assert.Equal("register-read-only", mirror.Host.WhyReadOnly);
        Assert.False(Directory.Exists(Path.Combine(_followed.MirrorFolder, "keys")) && Directory.EnumerateFiles(Path.Combine(_followed.MirrorFolder, "keys")).Any());
        Assert.Equal(Followed.Photograph, mirror.Host.Store.ReadAttachment(Hash.OfBytes(Followed.Photograph)));
        var report = Verification.Run(new Publisher(mirror.Host), new Pin(Host.Founding.Log.Text, null));
        Assert.True(report.Passed, string.Join(' ', report.Findings));
    }

    [Fact]
    public void Of_a_publication_without_receipts_one_batch_is_taken_and_receipts_are_over_what_was_seen()
    {
        _followed.Grow(5);
        _followed.Upstream.Alter = (path, bytes) => path.StartsWith("receipt/", StringComparison.Ordinal) ? null : bytes;
        using var mirror = _followed.Open();
        Assert.Equal("", mirror.Step());
        Assert.Equal(Host.Head.Size, mirror.Host.Head.Size);
        var receipt = mirror.Host.ReceiptOf(0)!;
        Assert.True(receipt.Proves(Host.Store.ReadEntries(0, 1).Single(), Host.Origin, Host.Founding.Log));
        Assert.Equal(Host.Head.Size, SignedCheckpoint.Parse(receipt.CheckpointNote, out _)!.Checkpoint.Size);
    }

    [Fact]
    public void Ended_at_every_file_that_it_asks_for_it_goes_on_from_what_it_has()
    {
        _followed.Photographed();
        _followed.Grow(4);
        var whole = CountReads(() => _followed.Open("whole"));
        Assert.True(whole > 15, $"{whole}");
        for (var fatal = 1; fatal <= whole; fatal++)
        {
            var (name, reads) = ($"ended-{fatal}", 0);
            _followed.Upstream.Reached = () =>
            {
                if (++reads == fatal) throw new InvalidOperationException("the end");
            };
            Assert.Throws<InvalidOperationException>(() =>
            {
                using var ended = _followed.Open(name);
                ended.Step();
            });
            _followed.Upstream.Reached = () => { };
            using var again = _followed.Open(name);
            Assert.Equal("", again.Step());
            CheckSame(again.Host);
        }
    }

    [Theory]
    [InlineData("tile/entries/", "mirror-entries-differ")]
    [InlineData("attachments/", "mirror-file-differs")]
    [InlineData("checkpoint", "checkpoint-signature")]
    [InlineData("receipt/", "checkpoint-signature")]
    public void What_was_altered_on_the_way_has_a_code_and_nothing_is_appended(string prefix, string code)
    {
        _followed.Grow();
        using var mirror = _followed.Open();
        mirror.Step();
        var before = mirror.Host.Head;
        _followed.Photographed();
        _followed.Upstream.Alter = (path, bytes) => path.StartsWith(prefix, StringComparison.Ordinal) && bytes is not null ? Altered(prefix, bytes) : bytes;
        Assert.Equal(code, mirror.Step());
        Assert.Equal(before, mirror.Host.Head);
        Assert.Empty(mirror.Standing.Contradictions.Names);
        _followed.Upstream.Alter = (_, bytes) => bytes;
        Assert.Equal("", mirror.Step());
        CheckSame(mirror.Host);
    }

    [Fact]
    public void Altered_entries_with_altered_tiles_have_a_code_and_are_no_contradiction()
    {
        _followed.Grow();
        using var mirror = _followed.Open();
        mirror.Step();
        _followed.Grow();
        _followed.Upstream.Alter = (path, bytes) => path.StartsWith("tile/", StringComparison.Ordinal) && bytes is not null ? Altered("tile/", bytes) : bytes;
        Assert.Equal("mirror-tile-differs", mirror.Step());
        Assert.Empty(mirror.Standing.Contradictions.Names);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void Another_history_is_written_down_so_that_both_checkers_accept_it_and_replaces_nothing(int more, int other)
    {
        _followed.Grow(2);
        using var fork = _followed.CopyAs("fork");
        _followed.Grow(1 + more);
        _followed.GrowIn(fork, "S08", 1 + other);
        using var mirror = _followed.Open();
        Assert.Equal("", mirror.Step());
        var before = mirror.Host.Head;
        _followed.Upstream.Host = fork;
        Assert.Equal("mirror-contradicts", mirror.Step());
        Assert.Equal("mirror-contradicts", mirror.Step());
        Assert.Equal(before, mirror.Host.Head);
        var name = Assert.Single(mirror.Standing.Contradictions.Names);
        var file = Path.Combine(_followed.MirrorFolder, "contradictions", name);
        Assert.Equal("", ContradictionFile.Read(File.ReadAllBytes(file), out _)!.Judge());
        Assert.Equal(0, Command.Run("verify", "--contradiction", file, "--log-key", Host.Founding.Log.Text).Exit);
        Assert.Equal(0, SecondChecker.Run(["--contradiction", file, "--log-key", Host.Founding.Log.Text]).Code);

        // It goes on with the one that it held.
        _followed.Upstream.Host = Host;
        _followed.Grow();
        Assert.Equal("", mirror.Step());
        CheckSame(mirror.Host);
        Assert.Single(mirror.Standing.Contradictions.Names);
    }

    [Fact]
    public void A_batch_that_the_log_signed_and_that_what_is_shown_does_not_begin_with_is_never_taken()
    {
        _followed.Grow(2);
        using var other = _followed.CopyAs("other");
        using var mirror = _followed.Open();
        mirror.Step();
        _followed.Grow(3);
        _followed.GrowIn(other, "S07", 3);
        Assert.Equal(Host.Head.Size, other.Head.Size);
        _followed.Upstream.Alter = (path, bytes) => path.StartsWith("receipt/", StringComparison.Ordinal) ? other.ReceiptOf(long.Parse(path[8..].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture))?.ToBytes()
            : path.StartsWith("tile/entries/", StringComparison.Ordinal) ? new Upstream(other).Read(path, int.MaxValue).Bytes.ToArray() : bytes;
        var before = mirror.Host.Head;
        Assert.Equal("mirror-contradicts", mirror.Step());
        Assert.Equal(before, mirror.Host.Head);
        Assert.Single(mirror.Standing.Contradictions.Names);

        _followed.Upstream.Alter = (_, bytes) => bytes;
        Assert.Equal("", mirror.Step());
        CheckSame(mirror.Host);
    }

    [Fact]
    public void A_register_that_shows_less_than_before_is_noted_with_both_notes_and_contradicts_nothing()
    {
        _followed.Grow(2);
        using var older = _followed.CopyAs("older");
        _followed.Grow(3);
        using (var mirror = _followed.Open())
        {
            mirror.Step();
            _followed.Upstream.Host = older;
            Assert.Equal("mirror-withheld", mirror.Step());
            _followed.Time.Seconds += 60;
            Assert.Equal("mirror-withheld", mirror.Step());
            var view = Assert.Single(mirror.Standing.Document.Withheld);
            Assert.Equal((older.Head.Size, Host.Head.Size, TimeSpan.FromSeconds(60)), (view.Shown, view.Held, view.Last - view.First));
            Assert.Equal("", SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(view.ShownNote), out _)!.Check(Host.Founding.Log));
            Assert.Empty(mirror.Standing.Contradictions.Names);
            Assert.Equal(Host.Head.Size, mirror.Host.Head.Size);
        }

        // It is known after a start too, also where nothing is followed.
        using var again = RegisterHost.Open(_followed.MirrorFolder);
        Assert.Single(again.Mirror!.Document.Withheld);
        Assert.Equal("register-read-only", again.WhyReadOnly);
    }

    [Fact]
    public void One_that_does_not_answer_is_said_after_two_minutes_and_how_far_behind_the_mirror_is()
    {
        using var mirror = _followed.Open();
        mirror.Step();
        _followed.Upstream.IsAway = true;
        Assert.Equal("mirror-unreachable", mirror.Step());
        Assert.Equal("", mirror.Standing.Said);
        _followed.Time.Seconds += 121;
        Assert.Equal("mirror-unreachable", mirror.Step());
        Assert.Equal(("mirror-unreachable", TimeSpan.FromSeconds(121)), (mirror.Standing.Said, mirror.Standing.Behind));
        _followed.Time.Seconds += 3 * 3600;
        Assert.Contains("3 h 2 min ago", MirrorWords.Standing(new Speech("en", Host.Definition.Head.TimeZone), mirror.Standing), StringComparison.Ordinal);
        Assert.Contains("3 ម៉ោង 2 នាទី", MirrorWords.Standing(new Speech("km", Host.Definition.Head.TimeZone), mirror.Standing), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_key_is_pinned_on_first_use_and_another_register_is_never_taken_for_it()
    {
        using (var mirror = _followed.Open()) mirror.Step();
        var other = SignerKey.FromSeed("other.test", new byte[32]).Verifier;
        Assert.Equal("log-key-not-pinned", Assert.Throws<RegisterFolderException>(() => Mirror.Open(_followed.MirrorFolder, _followed.Upstream.Source with { Log = other }, _followed.Time)).Code);
        Assert.Equal("log-key-not-pinned", Assert.Throws<RegisterFolderException>(() => Mirror.Open(_followed.At("fresh"), _followed.Upstream.Source with { Log = other }, _followed.Time)).Code);
        Assert.Equal("founding-not-pinned", Assert.Throws<RegisterFolderException>(() => Mirror.Open(_followed.At("fresh"), _followed.Upstream.Source with { Founding = Hash.OfBytes("another"u8) }, _followed.Time)).Code);
        Assert.Equal("founding-not-pinned", Assert.Throws<RegisterFolderException>(() => Mirror.Open(_followed.MirrorFolder, _followed.Upstream.Source with { Founding = Hash.OfBytes("another"u8) }, _followed.Time)).Code);
        Directory.CreateDirectory(_followed.At("full"));
        File.WriteAllText(Path.Combine(_followed.At("full"), "mine.txt"), "");
        Assert.Equal("folder-not-empty", Assert.Throws<RegisterFolderException>(() => _followed.Open("full")).Code);
    }

    [Fact]
    public void Of_a_register_with_a_policy_only_what_enough_have_co_signed_is_taken_and_their_lines_are_kept()
    {
        var cosigner = new MemoryCosigner("observers", 11);
        using var followed = new Followed(cosigner.PolicyLine + "\nquorum observers\n");
        Assert.Equal("policy-not-met", Assert.Throws<RegisterFolderException>(() => followed.Open()).Code);
        using var network = new CosignerNetwork(cosigner);
        using var collector = CosignatureCollector.Start(followed.Host, network, TimeProvider.System, _ => { });
        Until(() => followed.Host.WhyReadOnly.Length == 0);
        followed.Grow(2);
        Until(() => followed.Host.PublishedSize == followed.Host.Head.Size);
        using var mirror = followed.Open();
        Assert.Equal("", mirror.Step());
        Assert.Equal(Followed.Text(followed.Host.CheckpointOf(followed.Host.Head.Size)!), Followed.Text(mirror.Host.CheckpointOf(mirror.Host.Head.Size)!));
        Assert.Equal((true, followed.Host.Head.Size, ""), (mirror.Host.Cosigned!.IsCosigned, mirror.Host.PublishedSize, mirror.Host.WhyClosed));

        // The log's signature alone is nothing to a mirror, nor to one that begins; an act that states another policy and is void changes nothing.
        var next = PolicyReader.ReadFor(followed.Host.Founding.Log, Encoding.UTF8.GetBytes(new MemoryCosigner("another", 15).PolicyLine + "\nquorum another\n"), out _)!;
        Assert.Equal("approvals-too-few", Policies.Change(followed.Host, next).VoidCode);
        followed.Grow(1);
        Until(() => followed.Host.PublishedSize == followed.Host.Head.Size);
        followed.Upstream.Alter = (path, bytes) => path == Publication.Checkpoint ? followed.Host.Store.ReadCheckpoint(followed.Host.Head.Size) : bytes;
        var before = mirror.Host.Head;
        Assert.Equal("policy-not-met", mirror.Step());
        Assert.Equal("policy-not-met", Assert.Throws<RegisterFolderException>(() => followed.Open("never")).Code);
        Assert.Equal(before, mirror.Host.Head);
        followed.Upstream.Alter = (_, bytes) => bytes;
        Assert.Equal("", mirror.Step());
        Assert.Equal(followed.Host.Head.Size, mirror.Host.PublishedSize);
    }

    [Fact]
    public void Where_others_have_to_co_sign_from_an_act_on_a_mirror_goes_by_them_and_so_does_one_that_begins_later()
    {
        var (first, later) = (new MemoryCosigner("observers", 11), new MemoryCosigner("later", 12));
        using var followed = new Followed(first.PolicyLine + "\nquorum observers\n");
        using var network = new CosignerNetwork(first, later);
        using var collector = CosignatureCollector.Start(followed.Host, network, TimeProvider.System, _ => { });
        Until(() => followed.Host.WhyReadOnly.Length == 0 && followed.Host.Cosigned!.IsCosigned);
        using var mirror = followed.Open();
        Assert.Equal("", mirror.Step());
        first.Behaviour = Behaviour.Silent;
        followed.Change(first, later.PolicyLine + "\nquorum later\n");
        followed.Grow(2);
        Until(() => followed.Host.PublishedSize == followed.Host.Head.Size);
        Assert.Equal("", mirror.Step());
        Assert.Equal((followed.Host.Head.Size, true), (mirror.Host.PublishedSize, mirror.Host.Cosigned!.IsCosigned));
        using var fresh = followed.Open("fresh");
        Assert.Equal("", fresh.Step());
        Assert.Equal((followed.Host.Head.Size, true), (fresh.Host.PublishedSize, fresh.Host.Cosigned!.IsCosigned));
    }

    private static void Until(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, TimeSpan.FromSeconds(20)));

    private static byte[] Altered(string prefix, byte[] bytes)
    {
        var altered = bytes.ToArray();
        if (prefix is "checkpoint" or "receipt/") return Encoding.UTF8.GetBytes(Flip(Encoding.UTF8.GetString(bytes)));
        altered[^1] ^= 1;
        return altered;
    }

    // A letter of the last signature, so that the note can still be read.
    private static string Flip(string note) => note[..^10] + (note[^10] == 'A' ? 'B' : 'A') + note[^9..];

    private void CheckSame(RegisterHost mirror)
    {
        Assert.Equal(Host.Head.Size, mirror.Head.Size);
        Assert.Equal(Host.Store.ReadHead().Root, mirror.Store.ReadHead().Root);
        Assert.Equal(Host.CheckpointOf(Host.PublishedSize), mirror.CheckpointOf(mirror.PublishedSize));
        for (var index = 0L; index < Host.Head.Size; index++) Assert.Equal(Host.ReceiptOf(index)!.ToBytes(), mirror.ReceiptOf(index)!.ToBytes());
    }

    private int CountReads(Func<Mirror> open)
    {
        var reads = 0;
        _followed.Upstream.Reached = () => reads++;
        using var mirror = open();
        mirror.Step();
        return reads;
    }
}
