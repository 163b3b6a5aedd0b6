using System.Text;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;
using Saksei.Election.Stations;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>Bytes that somebody spoilt on purpose: whatever comes is read or refused, and what is read never stops the fold.</summary>
public sealed class HostileInput : IDisposable
{
    private const int Rounds = 40_000;
    private readonly SmallElection _election = new();
    private readonly SeededRandom _random = new(Hash.OfBytes("hostile input"u8).ToArray());

    public void Dispose() => _election.Dispose();

    [Fact]
    public void Acts_of_every_kind_with_spoilt_bytes_never_throw_and_the_fold_goes_on()
    {
        var notes = EveryKind();
        var (fold, read) = (new ElectionFold(_election.Host.Definition, SmallElection.Origin), 0);
        foreach (var record in _election.Host.Store.ReadEntries(0, _election.Host.Store.ReadHead().Size)) Take(fold, record);
        for (var round = 0; round < Rounds; round++)
        {
            if (Take(fold, Spoilt(notes[round % notes.Length]))) read++;
            if (round % 4000 == 0) PublishedResults.Of(fold.Snapshot(), []);
        }

        Assert.InRange(read, Rounds / 20, Rounds);
    }

    [Fact]
    public void Definitions_with_spoilt_bytes_are_refused_by_a_code_and_never_throw()
    {
        var files = Directory.GetFiles(_election.DefinitionFolder).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        for (var round = 0; round < Rounds / 8; round++)
        {
            var name = files.Keys.Order(StringComparer.Ordinal).ElementAt(round % files.Count);
            var spoilt = new Dictionary<string, byte[]>(files) { [name] = SpoiltBytes(files[name]) };
            Assert.NotNull(DefinitionReader.Read(Sealed(spoilt), file => spoilt.GetValueOrDefault(file.Path)));
        }
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udfff\\ud800")]
    public void Half_of_a_pair_of_surrogates_in_a_definition_is_refused(string half)
    {
        var files = Directory.GetFiles(_election.DefinitionFolder).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        foreach (var (name, of) in new[] { ("definition.json", "\"en\":\"Small\""), ("units.json", "\"Smallland\""), ("form.json", "\"Minutes\"") })
        {
            var spoilt = new Dictionary<string, byte[]>(files);
            spoilt[name] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(spoilt[name]).Replace(of, of[..^1] + half + '"', StringComparison.Ordinal));
            Assert.NotEmpty(DefinitionReader.Read(Sealed(spoilt), file => spoilt.GetValueOrDefault(file.Path)).Problems);
        }
    }

    [Fact]
    public void Notes_checkpoints_and_receipts_with_spoilt_bytes_never_throw()
    {
        var log = SmallElection.Key(SmallElection.Origin);
        var checkpoint = new Checkpoint(SmallElection.Origin, 12, Hash.EmptyTree).Sign(log);
        byte[][] good = [checkpoint, new Receipt(3, [Hash.EmptyTree, Hash.EmptyTree], checkpoint).ToBytes(), EveryKind()[0]];
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = SpoiltBytes(good[round % good.Length]);
            if (SignedNote.Parse(bytes) is { } note)
            {
                Checkpoint.Parse(note.Text.Span);
                note.IsSignedBy(log.Verifier);
            }

            Receipt.Parse(bytes)?.Proves("x"u8, SmallElection.Origin, log.Verifier);
            SignedAct.Parse(bytes, out _);
        }
    }

    [Fact]
    public void Sheets_of_ever_other_shapes_are_read_and_not_kept()
    {
        var shapes = new FigureShapes();
        var made = new List<Figures>();
        for (var subset = 1; subset < 1 << 16; subset++)
        {
            int[] figures = [0, .. Enumerable.Range(0, 16).Where(bit => (subset >> bit & 1) == 1).Select(bit => bit + 1), 17];
            made.Add(shapes.Make(figures, [.. figures.Select(_ => 1)]));
            if (subset > 1) Assert.NotEqual(made[^1], made[^2]);
        }

        Assert.InRange(shapes.Kept, 1, 10_000);
        Assert.Equal(made[^1], shapes.Make([.. Enumerable.Range(0, 18)], [.. Enumerable.Repeat(1, 18)]));
        Assert.Empty(made[^1].Differing(made[0]));
    }

    private static bool Take(ElectionFold fold, byte[] record)
    {
        if (SignedAct.Parse(record, out _) is not { } signed || fold.Reader.Read(signed).Act is not { } act) return false;
        var previewed = fold.Preview(act, signed.Identity);
        Assert.Equal(previewed, fold.Apply(act, signed.Identity));
        return true;
    }

    // One act of each kind, by keys that are enrolled.
    private byte[][] EveryKind()
    {
        Act Of(string key, Func<ActHeader, Act> act) => act(_election.Header(SmallElection.Key(key)));
        var entry = _election.Entry("registered=500 cast=100 A=40 B=7 C=1");
        Act[] acts =
        [
            Of("commission/desk", header => new FormCopy(header, "1102", "S01", CopySource.Official, "original", CopyMethod.Seen, entry, [new Attachment(default, 7, "image/png")], default(Hash))),
            Of("observers/desk", header => new FormCopy(header, "1102", "S07", CopySource.Tally, "tally", CopyMethod.Seen, entry, [], null)),
            Of("commission/desk", header => new FormCommit(header, "1102", "S02", "original", 1, default)),
            Of("commission/desk", header => new FormReveal(header, "1102", "S02", default, 7, entry)),
            Of("commission/desk", header => new FormAdjudicate(header, "1102", "S03", AdjudicationOutcome.Corrected, "recount", "a-1", true, [default], null, entry, [], null)),
            Of("commission/desk", header => new SeatsLot(header, "P2", 1, ["A", "B"], ["A"], "A", [])),
            Of("commission/desk", header => new ResultsStage(header, Stage.Official, default, [])),
            Of("commission/desk", header => new StationsDelivered(header, [new("S01", 10_000_000, [new("1", "2")], default(Hash)), new("S02", 9, [], null)])),
            Of("party/desk", header => new StationConditions(header, "S01", Doors.Closed, [new("party", Presence.Refused)], Seen.No, [new("party", Handing.Refused)], header.At, header.At, [], null)),
            Of("commission/desk", header => new OrganisationAccredit(header, "x", "observer", "x", AccreditOutcome.Granted, "g", "a", [SmallElection.Key("x/desk").Verifier], new Recovery(1, [SmallElection.Key("x/safe").Verifier]))),
            Of("party/desk", header => new OrganisationVouch(header, "y", "observer", "y", [SmallElection.Key("y/desk").Verifier], Recovery.None)),
            Of("party/desk", header => new OrganisationEnrol(header, "party", [new(SmallElection.Key("party/agent").Verifier, KeyRole.Agent, default)])),
            Of("party/desk", header => new OrganisationRevoke(header, "party", [SmallElection.Key("party/agent").Verifier.Name], RevokeReason.Left)),
            Of("commission/desk", header => new RegisterRules(header, 1)),
            Of(SmallElection.Origin + "/clock", header => new ClockTick(header)),
        ];
        return [.. acts.Select(act => SignedAct.Sign(SmallElection.Origin, act.ToBody(), SmallElection.Key(act.Header.Signers[0].Name)))];
    }

    // Half the time one value of the JSON is put in the place of another, so that acts stay readable and their meaning is spoilt.
    private byte[] Spoilt(byte[] note)
    {
        if (_random.Below(2) == 0) return SpoiltBytes(note);
        var text = Encoding.UTF8.GetString(note);
        string[] words = ["S01", "S02", "S07", "A", "B", "C", "P1", "P2", "original", "tally", "posted", "official", "corrected", "annulled", "recounted", "copy-adopted", "granted", "withdrawn"];
        var word = words[_random.Below(words.Length)];
        var (from, to) = ('"' + word + '"', '"' + words[_random.Below(words.Length)] + '"');
        text = _random.Below(3) == 0
            ? new System.Text.RegularExpressions.Regex(":[0-9]+[,}]").Replace(text, match => ":" + Number() + match.Value[^1], 1 + _random.Below(3))
            : text.Replace(from, to, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private string Number() => _random.Below(5) switch { 0 => "0", 1 => "9999", 2 => "10000", 3 => long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => "1" };

    private byte[] SpoiltBytes(byte[] good)
    {
        var bytes = good.ToList();
        for (var i = 1 + _random.Below(3); i > 0; i--)
        {
            var at = _random.Below(bytes.Count);
            switch (_random.Below(5))
            {
                case 0: bytes[at] = (byte)_random.Below(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, "\"{}[],:0-9.eE\\u\n +/"u8[_random.Below(18)]); break;
                case 3: bytes.InsertRange(at, bytes.Skip(_random.Below(bytes.Count)).Take(_random.Below(40)).ToList()); break;
                default: bytes.RemoveRange(at, Math.Min(_random.Below(30), bytes.Count - at)); break;
            }

            if (bytes.Count == 0) bytes.Add(0);
        }

        return [.. bytes];
    }

    // The head names the other files as they now are, so that the reader goes on into them.
    private byte[] Sealed(Dictionary<string, byte[]> files)
    {
        var head = Encoding.UTF8.GetString(files["definition.json"]);
        foreach (var (name, bytes) in files.Where(file => file.Key != "definition.json"))
        {
            var before = File.ReadAllBytes(Path.Combine(_election.DefinitionFolder, name));
            head = head.Replace($"\"{Hash.OfBytes(before).ToHex()}\",\"length\":{before.Length}", $"\"{Hash.OfBytes(bytes).ToHex()}\",\"length\":{bytes.Length}", StringComparison.Ordinal);
        }

        return files["definition.json"].AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_election.DefinitionFolder, "definition.json"))) ? Encoding.UTF8.GetBytes(head) : files["definition.json"];
    }
}
