using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tiles;
using Saksei.Register.Tree;
using Saksei.Verifier;
using Xunit;
using CheckOutcome = Saksei.Verifier.CheckOutcome;

namespace Saksei.Tests.Verifier;

/// <summary>Plays the attacks of docs/attacks.md on a published register and asks which numbered check caught each.</summary>
public sealed class TamperingTests : IDisposable
{
    private readonly SmallElection _election = new();
    private readonly MemoryFiles _files;

    public TamperingTests()
    {
        for (var i = 1; i <= 10; i++) _election.Copy($"S{i:00}", $"registered=500 cast={i + 90} invalid=5 A={i + 40} B=30 C=15");
        _election.Copy("S01", "registered=500 cast=91 invalid=5 A=14 B=30 C=15", "observers/desk", CopySource.Posted, "posted");
        _election.Copy("S01", "registered=500", "commission/desk");
        var image = _election.Host.Store.AddAttachment("a photograph"u8, "image/jpeg");
        _election.Submit(header => new StationConditions(
            header, "S02", Doors.Closed, [], Seen.No, [], null, null, [new Attachment(image, 12, "image/jpeg")], null), "observers/desk");
        _election.Host.Submit([.. Enumerable.Range(0, 300).Select(i => _election.SignedCopy($"S{i % 10 + 1:00}", $"registered={i}", SmallElection.Key("commission/desk")))]);
        _files = MemoryFiles.Of(new Publisher(_election.Host));
    }

    public void Dispose() => _election.Dispose();

    [Fact]
    public void What_was_not_touched_passes_every_check()
    {
        var report = Run();
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        Assert.Equal(Enum.GetValues<Check>(), report.Checks.Select(check => check.Check));
        Assert.Equal(Check.Kept, Assert.Single(report.Checks, check => check.Outcome == CheckOutcome.NotAsked && check.Check != Check.Policy).Check);
    }

    [Fact]
    public void An_altered_byte_in_any_file_is_named()
    {
        foreach (var (path, original) in _files.All.ToList())
        {
            foreach (var at in Positions(original.Length))
            {
                var altered = (byte[])original.Clone();
                altered[at] ^= 1;
                var report = Run(_files.With(path, altered));
                Assert.False(report.Passed, $"{path} byte {at} altered and nothing seen");
                Assert.True(report.Findings.Any(finding => finding.File == path), $"{path} byte {at}: {string.Join('\n', report.Findings)}");
            }
        }
    }

    [Fact]
    public void Each_missing_file_is_named()
    {
        foreach (var path in _files.All.Keys)
            Assert.Contains(Run(_files.Without(path)).Findings, finding => finding.File == path);
    }

    [Fact]
    public void A_file_that_nothing_accounts_for_is_named()
    {
        var report = Run(_files.With("results/extra.json", "[]"u8.ToArray()));
        Assert.Equal(Check.Files, Assert.Single(report.Findings).Check);
    }

    [Fact]
    public void A_figure_altered_by_the_log_itself_with_every_hash_and_result_recomputed_fails_its_signature_and_is_named()
    {
        var records = Records();
        var at = records.FindIndex(record => Text(record).Contains("\"S03\"", StringComparison.Ordinal));
        records[at] = Encoding.UTF8.GetBytes(Text(records[at]).Replace("\"A\":43", "\"A\":93", StringComparison.Ordinal));
        var finding = Assert.Single(Run(Rebuilt(records, SmallElection.Key(SmallElection.Origin))).Findings, finding => finding.Check == Check.Signatures);
        Assert.Equal((at, "S03", SignedAct.Parse(records[at], out _)!.Identity.ToHex()), ((int)finding.Leaf, finding.Station, finding.Act));
    }

    [Fact]
    public void Records_removed_added_or_exchanged_without_the_logs_key_fail_the_checkpoints_signature()
    {
        List<byte[]> removed = Records(), exchanged = Records(), added = Records();
        removed.RemoveAt(5);
        (exchanged[5], exchanged[7]) = (exchanged[7], exchanged[5]);
        added.Add(_election.SignedCopy("S04", "registered=1", SmallElection.Key("commission/desk")).Record.ToArray());
        foreach (var records in new[] { removed, exchanged, added })
            Assert.Contains(Run(Rebuilt(records, SmallElection.Key("somebody/else"))).Findings, finding => finding is { Check: Check.Checkpoint, Code: "checkpoint-signature" });
    }

    [Fact]
    public void A_removed_record_with_the_old_checkpoint_fails_the_tree()
    {
        var records = Records();
        records.RemoveAt(5);
        var rebuilt = Rebuilt(records, SmallElection.Key(SmallElection.Origin));
        var report = Run(rebuilt.With(Publication.Checkpoint, _files.All[Publication.Checkpoint]));
        Assert.Contains(report.Findings, finding => finding.Check == Check.Tree);
    }

    [Fact]
    public void A_record_added_by_the_log_in_the_name_of_a_key_that_was_never_enrolled_is_named()
    {
        var records = Records();
        records.Add(_election.SignedCopy("S04", "registered=1", SmallElection.Key("commission/forged")).Record.ToArray());
        var report = Run(Rebuilt(records, SmallElection.Key(SmallElection.Origin)));
        Assert.Contains(report.Findings, finding => finding is { Check: Check.Signatures, Code: "key-unknown", Station: "S04" } && finding.Leaf == records.Count - 1);
    }

    [Fact]
    public void An_act_of_another_register_put_in_by_the_log_is_named()
    {
        var records = Records();
        records.Add(_election.SignedCopy("S04", "registered=1", SmallElection.Key("commission/desk"), "simulated.saksei.test/other").Record.ToArray());
        Assert.Contains(Run(Rebuilt(records, SmallElection.Key(SmallElection.Origin))).Findings, finding => finding is { Check: Check.Acts, Code: "origin-differs" });
    }

    [Fact]
    public void Results_of_other_figures_are_named_by_their_check()
    {
        foreach (var (path, check) in new[] { (Publication.Tally, Check.Tally), (Publication.Seats, Check.Seats), (Publication.Void, Check.Rules), (Publication.Summary, Check.Tally) })
        {
            var text = Encoding.UTF8.GetString(_files.All[path]);
            var digit = text.LastIndexOfAny([.. "123456789"]);
            var altered = Encoding.UTF8.GetBytes(text[..digit] + (text[digit] == '9' ? '8' : (char)(text[digit] + 1)) + text[(digit + 1)..]);
            var finding = Assert.Single(Run(_files.With(path, altered)).Findings);
            Assert.Equal((check, "result-differs", path), (finding.Check, finding.Code, finding.File));
        }
    }

    [Fact]
    public void Another_definition_is_named()
    {
        var path = Publication.Attachment(_election.Host.Definition.Identity);
        var altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_files.All[path]).Replace("\"seats\":3", "\"seats\":4", StringComparison.Ordinal));
        Assert.Contains(Run(_files.With(path, altered)).Findings, finding => finding is { Check: Check.Definition, Code: "definition-differs" });
    }

    [Fact]
    public void A_whole_other_register_founded_by_somebody_else_passes_by_itself_and_fails_the_pin()
    {
        var own = Run();
        using var other = Founding.Found(Path.Combine(_election.Folder, "other"), _election.DefinitionFolder,
            SmallElection.Plan with { Seed = name => SmallElection.SeedOf("other " + name) }, _election.DeskFor);
        var files = MemoryFiles.Of(new Publisher(other));
        var report = Run(files);
        Assert.True(report.Passed);
        Assert.Equal(own.Origin, report.Origin);
        foreach (var (pin, code) in new[] { (new Pin(own.LogKey, null), "log-key-not-pinned"), (new Pin(null, own.Founding), "founding-not-pinned") })
        {
            Assert.Equal(code, Assert.Single(Verification.Run(files, pin).Findings).Code);
            Assert.True(Verification.Run(_files, pin).Passed);
        }
    }

    [Fact]
    public void A_tail_cut_off_and_signed_again_by_the_log_is_self_consistent_and_only_an_older_checkpoint_shows_it()
    {
        var records = Records();
        var cut = records.Take(records.Count - 3).ToList();
        var held = Checkpoint.Parse(SignedNote.Parse(_files.All[Publication.Checkpoint])!.Text.Span)!;
        var rebuilt = Rebuilt(cut, SmallElection.Key(SmallElection.Origin));
        var report = Run(rebuilt);
        Assert.True(report.Checks.Where(check => check.Check is not (Check.Tally or Check.Rules)).All(check => check.Outcome is CheckOutcome.Pass or CheckOutcome.NotAsked));
        Assert.True(report.Size < held.Size);
        Assert.Equal("tree-smaller", Assert.Single(Kept(rebuilt, _files.All[Publication.Checkpoint]), finding => finding.Check == Check.Kept).Code);
    }

    [Fact]
    public void An_unknown_version_of_the_rules_is_not_checked_and_doesnt_pass()
    {
        _election.Submit(header => new RegisterRules(header, 2), "commission/desk", "observers/desk", "party/desk");
        _election.Copy("S09", "registered=2");
        var report = Run(MemoryFiles.Of(new Publisher(_election.Host)));
        Assert.False(report.Passed);
        Assert.Contains(report.Checks, check => check is { Check: Check.Rules, Outcome: CheckOutcome.NotChecked });
    }

    [Fact]
    public void Noise_of_any_size_in_place_of_a_file_is_a_finding_and_never_an_exception()
    {
        var noise = new byte[10_000_000];
        for (var i = 0; i < noise.Length; i++) noise[i] = (byte)((i % 251 ^ i / 7) & 255);
        foreach (var path in _files.All.Keys.Where(path => !path.StartsWith("attachments/", StringComparison.Ordinal)).Take(8))
            Assert.False(Run(_files.With(path, noise)).Passed);
    }

    [Fact]
    public void A_checkpoint_of_a_size_without_end_is_refused_at_once()
    {
        var note = new Checkpoint(SmallElection.Origin, long.MaxValue / 2, default).Sign(SmallElection.Key(SmallElection.Origin));
        var report = Run(_files.With(Publication.Checkpoint, note));
        Assert.False(report.Passed);
        Assert.Contains(report.Findings, finding => finding is { Check: Check.Tree, Code: "file-missing" });
        Assert.Contains(report.Findings, finding => finding is { Check: Check.Tree, Code: "root-differs" });
    }

    [Fact]
    public void One_file_named_with_two_lengths_is_named()
    {
        var image = Hash.OfBytes("a photograph"u8);
        _election.Submit(header => new StationConditions(
            header, "S03", Doors.Closed, [], Seen.No, [], null, null, [new Attachment(image, 13, "image/jpeg")], null), "observers/desk");
        var finding = Assert.Single(Run(MemoryFiles.Of(new Publisher(_election.Host))).Findings);
        Assert.Equal((Check.Attachments, "file-differs", _election.Host.Store.ReadHead().Size - 1), (finding.Check, finding.Code, finding.Leaf));
    }

    [Fact]
    public void A_file_much_longer_than_it_can_be_isnt_read()
    {
        var asked = new Dictionary<string, long>();
        Verification.Run(new Asking(_files, asked), Pin.None);
        Assert.All(ResultFile.Of(_election.Host.Definition).Select(file => file.Path), path => Assert.InRange(asked[path], _files.All[path].Length, 2 * _files.All[path].Length + (1 << 20)));
    }

    /// <summary>Remembers up to how many bytes of a file were asked for.</summary>
    private sealed class Asking(MemoryFiles files, Dictionary<string, long> asked) : IPublishedFiles
    {
        public PublishedFile Read(string path, long maximumBytes)
        {
            asked[path] = maximumBytes;
            return files.Read(path, maximumBytes);
        }

        public IEnumerable<PublishedEntry>? List() => files.List();
    }

    [Fact]
    public void A_receipt_and_a_checkpoint_that_were_kept_hold_against_all_that_came_after()
    {
        var report = Verification.Run(_files, Pin.None, kept: new Kept(
            [.. new[] { 3L, 255, 256, Size - 1 }.Select(index => new KeptFile($"{index}", Receipt(index)))],
            [.. _election.Host.Store.ReadCheckpointSizes().Select(size => new KeptFile($"of {size}", _election.Host.Store.ReadCheckpoint(size)))]));
        Assert.True(report.Passed, string.Join('\n', report.Findings));
        Assert.Equal(CheckOutcome.Pass, report.Checks.Single(check => check.Check == Check.Kept).Outcome);
    }

    [Fact]
    public void A_history_rewritten_by_the_log_passes_by_itself_and_fails_what_somebody_kept_of_the_other()
    {
        var records = Records();
        (records[^1], records[^2]) = (records[^2], records[^1]);
        var rebuilt = Rebuilt(records, SmallElection.Key(SmallElection.Origin));
        Assert.Empty(Run(rebuilt).Findings.Where(finding => finding.Check is Check.Checkpoint or Check.Tree or Check.Signatures));
        Assert.Equal("tree-rewritten", Assert.Single(Kept(rebuilt, _files.All[Publication.Checkpoint]), finding => finding.Check == Check.Kept).Code);
        var report = Verification.Run(rebuilt, Pin.None, kept: new Kept([new KeptFile("mine", Receipt(Size - 1))], []));
        Assert.Equal(["receipt-wrong", "tree-rewritten"], report.Findings.Where(finding => finding.Check == Check.Kept).Select(finding => finding.Code).Order());
    }

    [Fact]
    public void A_receipt_that_is_none_or_anothers_fails_the_check_of_what_was_kept()
    {
        var receipt = Saksei.Register.Notes.Receipt.Parse(Receipt(3))!;
        var foreign = new Checkpoint(SmallElection.Origin, 4, default).Sign(SmallElection.Key("somebody/else"));
        var elsewhere = new Checkpoint("example.com/other", 4, default).Sign(SmallElection.Key("example.com/other"));
        foreach (var (bytes, code) in new[]
            {
                (Encoding.UTF8.GetBytes("nonsense"), "receipt-malformed"), ((receipt with { Index = 4 }).ToBytes(), "receipt-wrong"),
                ((receipt with { Index = 1L << 40 }).ToBytes(), "receipt-wrong"), ((receipt with { CheckpointNote = foreign }).ToBytes(), "checkpoint-signature"),
                ((receipt with { CheckpointNote = elsewhere }).ToBytes(), "origin-differs"), ((receipt with { CheckpointNote = "x"u8.ToArray() }).ToBytes(), "checkpoint-malformed"),
            })
        {
            var report = Verification.Run(_files, Pin.None, kept: new Kept([new KeptFile("mine", bytes)], []));
            Assert.False(report.Passed);
            Assert.Contains(report.Findings, finding => finding.Check == Check.Kept && finding.Code == code && finding.File == "mine");
        }
    }

    [Fact]
    public void A_checkpoint_padded_with_other_peoples_signatures_is_bounded_in_bytes_and_in_lines()
    {
        var note = _files.All[Publication.Checkpoint];
        var line = SignedNote.SignatureLine(SmallElection.Key("pad").Verifier.Name, new byte[64]);
        byte[] Padded(int lines, byte[] with) => [.. note, .. Enumerable.Repeat(with, lines).SelectMany(bytes => bytes)];
        Assert.True(Run(_files.With(Publication.Checkpoint, Padded(63, line))).Passed);
        Assert.Equal("checkpoint-signatures", Assert.Single(Run(_files.With(Publication.Checkpoint, Padded(64, line))).Findings, finding => finding.Check == Check.Checkpoint).Code);
        var longLine = SignedNote.SignatureLine(SmallElection.Key("pad").Verifier.Name, new byte[6000]);
        Assert.Equal("file-too-long", Assert.Single(Run(_files.With(Publication.Checkpoint, Padded(90, longLine))).Findings, finding => finding.Check == Check.Checkpoint).Code);
    }

    private long Size => _election.Host.Store.ReadHead().Size;

    private byte[] Receipt(long index) =>
        new Saksei.Store.RegisterReader(_election.Host.Store).ReceiptOf(index, _election.Host.Store.ReadCheckpointSizes().First(size => size > index)).ToBytes();

    private static IEnumerable<Finding> Kept(MemoryFiles files, byte[] checkpoint) =>
        Verification.Run(files, Pin.None, kept: new Kept([], [new KeptFile("kept", checkpoint)])).Findings;

    private VerificationReport Run(MemoryFiles? files = null) => Verification.Run(files ?? _files, Pin.None);

    private List<byte[]> Records() => [.. _election.Host.Store.ReadEntries(0, _election.Host.Store.ReadHead().Size)];

    private static string Text(byte[] record) => Encoding.UTF8.GetString(record);

    private static IEnumerable<int> Positions(int length) => new[] { 0, 1, length / 3, length / 2, length - 2, length - 1 }.Where(at => at >= 0 && at < length).Distinct();

    // What an attacker who writes the published files can make again: tiles, bundles, root, and a checkpoint by a key that he has.
    private MemoryFiles Rebuilt(List<byte[]> records, SignerKey signer)
    {
        var files = _files.All.Where(file => !file.Key.StartsWith("tile/", StringComparison.Ordinal)).ToDictionary();
        var (tree, tiles) = (new TileTree(), new List<Tile>());
        foreach (var record in records) tree.Append(Hash.OfLeaf(record), tiles);
        foreach (var tile in tiles.Concat(tree.Partials())) files[tile.At.Path] = tile.Bytes;
        foreach (var (index, width) in TileCoordinate.BundlesOf(records.Count))
            files[TileCoordinate.BundlePath(index, width)] = EntryBundle.Join([.. records.Skip((int)index * 256).Take(width).Select(record => (ReadOnlyMemory<byte>)record)]);
        files[Publication.Checkpoint] = new Checkpoint(SmallElection.Origin, records.Count, tree.Root()).Sign(signer);
        return new MemoryFiles(files);
    }
}

/// <summary>Published files in memory, to be altered.</summary>
internal sealed class MemoryFiles(IReadOnlyDictionary<string, byte[]> files) : IPublishedFiles
{
    internal IReadOnlyDictionary<string, byte[]> All => files;

    internal static MemoryFiles Of(IPublishedFiles source) =>
        new((source.List() ?? []).ToDictionary(entry => entry.Path, entry => source.Read(entry.Path, long.MaxValue).Bytes.ToArray()));

    internal MemoryFiles With(string path, byte[] bytes) => new(files.Where(file => file.Key != path).Append(new(path, bytes)).ToDictionary());

    internal MemoryFiles Without(string path) => new(files.Where(file => file.Key != path).ToDictionary());

    public PublishedFile Read(string path, long maximumBytes) => !files.TryGetValue(path, out var bytes) ? PublishedFile.Missing
        : bytes.Length <= maximumBytes ? PublishedFile.Of(bytes) : PublishedFile.TooLong;

    public IEnumerable<PublishedEntry> List() => files.Keys.Select(path => new PublishedEntry(path, EntryKind.File));
}
