using System.Text.Json;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>Signing at one's own machine, and handing in at a register that somebody else serves.</summary>
public sealed class SignCommandTests : IAsyncLifetime
{
    private const string Seen = """{"kind":"stations/conditions","station":"S01","doors":"open","presence":[],"posted":"yes","handed":[]}""";

    private readonly SmallElection _election = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-sign-");
    private RunningServer _server = null!;

    private string Address => _server.Client.BaseAddress!.ToString();

    private string Pin => Path.Combine(_election.RegisterFolder, RegisterPin.FileName);

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(_election.Host);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _election.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void An_act_is_typed_signed_and_handed_in_with_its_photo()
    {
        var (photo, key) = (File("photo.jpg", "not really a photo"), KeyOf("observers/desk"));
        Assert.Equal("applied", Word(Command.Run("sign", File("act.json", Seen), "--key", key, "--file", photo, "--to", Address, "--register-pin", Pin, "--preview")));
        Assert.Equal("applied", Word(Command.Run("sign", File("act.json", Seen), "--key", key, "--file", photo, "--to", Address, "--register-pin", Pin)));
        Assert.Equal(System.IO.File.ReadAllBytes(photo), _election.Host.Store.ReadAttachment(Hash.OfBytes(System.IO.File.ReadAllBytes(photo))));
        Assert.Single(_election.Fold.Stations.ReportsOf(_election.Fold.Definition.FindStation("S01")!));
    }

    [Fact]
    public void A_kind_that_names_files_in_fields_of_its_own_gets_them_by_their_names()
    {
        var (form, key) = (File("counting.json", "{}"), KeyOf("observers/desk"));
        const string Checklist = """{"kind":"observation/checklist","id":"counting","version":"1","form":{"file":"counting.json"},"questions":[{"name":"doors","type":"select_one","choices":["open"]}]}""";
        Assert.Equal("applied", Word(Command.Run("sign", File("act.json", Checklist), "--key", key, "--file", form, "--to", Address, "--register-pin", Pin)));
        Assert.Equal(Hash.OfBytes("{}"u8), Assert.Single(_election.Fold.Snapshot().Observation.Checklists).Act.Form.Sha256);
        var without = Command.Run("sign", File("act.json", Checklist), "--key", key, "--file", File("other.json", "{}"), "--to", Address, "--register-pin", Pin);
        Assert.Contains("file-not-given", without.Error, StringComparison.Ordinal);
        Assert.Contains("other.json", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_sign_one_after_the_other_each_by_a_key_that_never_leaves_its_machine()
    {
        var (first, second) = (KeyOf("observers/desk"), KeyOf("party/desk"));
        var named = SmallElection.Key("party/desk").Verifier.Text;
        var begun = Command.Run("sign", File("act.json", Seen), "--key", first, "--with", named, "--origin", _election.Host.Origin);
        var note = File("act.note", begun.Output);
        Assert.Contains("signers-differ", Command.Run("sign", note, "--key", first, "--to", Address, "--register-pin", Pin).Error, StringComparison.Ordinal);
        Assert.Contains("signers-differ", Command.Run("sign", note, "--key", KeyOf("commission/desk")).Error, StringComparison.Ordinal);
        var done = Command.Run("sign", note, "--key", second);
        Assert.Equal(0, done.Exit);
        Assert.Equal("applied", Word(Command.Run("sign", File("done.note", done.Output), "--key", second, "--to", Address, "--register-pin", Pin)));
        var size = _election.Host.Store.ReadHead().Size;
        Assert.Equal(2, SignedNote.Parse(_election.Host.Store.ReadEntries(size - 1, size).Single())!.Signatures.Length);
    }

    [Fact]
    public void What_is_void_ends_with_1_and_what_is_refused_with_2_and_its_code()
    {
        var unknown = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("stranger/desk"), "--to", Address, "--register-pin", Pin);
        Assert.Equal((2, ""), (unknown.Exit, unknown.Output));
        Assert.Contains("key-unknown", unknown.Error, StringComparison.Ordinal);
        var nowhere = Command.Run("sign", File("act.json", Seen.Replace("S01", "S99", StringComparison.Ordinal)), "--key", KeyOf("observers/desk"), "--to", Address, "--register-pin", Pin);
        Assert.Equal((1, "station-unknown"), (nowhere.Exit, JsonDocument.Parse(nowhere.Output).RootElement.GetProperty("code").GetString()));
        Assert.Contains("act.json station  station-unknown  S99  ", nowhere.Error, StringComparison.Ordinal);
        var malformed = Command.Run("sign", File("act.json", Seen.Replace("\"S01\"", "\"S 01\"", StringComparison.Ordinal)), "--key", KeyOf("observers/desk"), "--to", Address, "--register-pin", Pin);
        Assert.Contains("act.json station  white-space", malformed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"station":"S01"}""", "field-missing")]
    [InlineData("""{"kind":"stations/conditions","nonce":"AAAA"}""", "field-unknown")]
    [InlineData("""{"kind":"stations/conditions","kind":"clock/tick"}""", "json-malformed")]
    [InlineData("nothing", "json-malformed")]
    public void A_draft_that_is_none_is_refused_before_anything_is_sent(string text, string code) =>
        Assert.Contains(code, Command.Run("sign", File("act.json", text), "--key", KeyOf("observers/desk"), "--to", Address, "--register-pin", Pin).Error, StringComparison.Ordinal);

    [Fact]
    public void A_server_is_handed_nothing_until_the_register_was_named_and_is_the_one_that_was()
    {
        var (act, key) = (File("act.json", Seen), KeyOf("observers/desk"));
        var unnamed = Command.Run("sign", act, "--key", key, "--to", Address);
        Assert.Equal((2, ""), (unnamed.Exit, unnamed.Output));
        Assert.Contains("--register-pin", unnamed.Error, StringComparison.Ordinal);
        var size = _election.Host.Store.ReadHead().Size;
        foreach (var (name, code) in new[] { ("another.example/register", "origin-differs"), (SmallElection.Origin, "checkpoint-signature") })
        {
            var other = SignerKey.FromSeed(name, SmallElection.SeedOf("other " + name)).Verifier.Text;
            var ran = Command.Run("sign", act, "--key", key, "--to", Address, "--log-key", other);
            Assert.Equal((2, ""), (ran.Exit, ran.Output));
            Assert.Contains(code, ran.Error, StringComparison.Ordinal);
        }

        Assert.Equal(size, _election.Host.Store.ReadHead().Size);
        var named = Command.Run("sign", act, "--key", key, "--to", Address, "--log-key", _election.Host.Founding.Log.Text);
        Assert.Equal("applied", Word(named));
        Assert.StartsWith($"signing for the register {SmallElection.Origin}\n", named.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "receipt-malformed")]
    [InlineData("", "receipt-malformed")]
    [InlineData("another act's", "receipt-wrong")]
    [InlineData("an identity", "answer-differs")]
    [InlineData("a place", "answer-differs")]
    public async Task A_server_whose_answer_doesnt_prove_the_act_is_not_believed(string lie, string code)
    {
        await using var liar = await Liar.Start(_election, lie);
        var ran = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("observers/desk"), "--to", liar.Address, "--register-pin", Pin);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains(code, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_for_another_register_is_not_signed_further()
    {
        var begun = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("observers/desk"), "--with", SmallElection.Key("party/desk").Verifier.Text, "--origin", "another.example/register");
        var ran = Command.Run("sign", File("act.note", begun.Output), "--key", KeyOf("party/desk"), "--register-pin", Pin);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains("origin-differs", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_is_checked_with_its_act_without_any_network()
    {
        var answer = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("observers/desk"), "--to", Address, "--register-pin", Pin);
        var index = answer.Json.GetProperty("index").GetInt64();
        var note = File("act.note", System.Text.Encoding.UTF8.GetString(_election.Host.Store.ReadEntries(index, index + 1).Single()));
        foreach (var receipt in new[] { File("answer.json", answer.Output), File("mine.tlog-proof", answer.Json.GetProperty("receipt").GetString()!) })
        {
            var shown = Command.Run("receipt", receipt, note, "--register-pin", Pin).Json;
            Assert.Equal((SmallElection.Origin, index, index + 1), (shown.GetProperty("register").GetString(), shown.GetProperty("index").GetInt64(), shown.GetProperty("size").GetInt64()));
            Assert.Equal(0, Command.Run("receipt", receipt, note, "--log-key", _election.Host.Founding.Log.Text).Exit);
            Assert.Equal(1, Command.Run("receipt", receipt, note, "--log-key", SmallElection.Key("somebody/else").Verifier.Text).Exit);
            Assert.Equal(2, Command.Run("receipt", receipt, note).Exit);
            var other = File("other.note", System.Text.Encoding.UTF8.GetString(_election.Host.Store.ReadEntries(0, 1).Single()));
            var wrong = Command.Run("receipt", receipt, other, "--register-pin", Pin);
            Assert.Equal(1, wrong.Exit);
            Assert.Contains("receipt-wrong", wrong.Error, StringComparison.Ordinal);
        }

        // What holds no receipt is a mistake of who asks, and nothing about the register.
        Assert.Equal(2, Command.Run("receipt", File("nonsense", "nonsense"), note, "--register-pin", Pin).Exit);
    }

    [Fact]
    public void An_address_without_its_scheme_is_named_and_no_folder_is_taken_for_one()
    {
        foreach (var answer in new[] { Command.Run("verify", "localhost:8080"), Command.Run("sign", File("act.json", Seen), "--key", KeyOf("observers/desk"), "--to", "localhost:8080", "--register-pin", Pin) })
        {
            Assert.Equal(2, answer.Exit);
            Assert.Contains("address-without-scheme", answer.Error, StringComparison.Ordinal);
        }

        Assert.Contains("target-missing", Command.Run("verify", "no.such-folder").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_beyond_what_a_server_takes_are_refused_before_anything_is_signed()
    {
        var photo = Path.Combine(_folder.FullName, "photo.jpg");
        System.IO.File.WriteAllBytes(photo, new byte[17 << 20]);
        var refused = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("observers/desk"), "--to", Address, "--register-pin", Pin, "--file", photo);
        Assert.Equal((2, ""), (refused.Exit, refused.Output));
        Assert.Contains("upload-too-long", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_kept_is_held_against_what_is_published_later_and_a_rollback_fails_it()
    {
        var (early, late) = (Path.Combine(_folder.FullName, "early"), Path.Combine(_folder.FullName, "late"));
        new Saksei.Node.Publisher(_election.Host).WriteTo(early, _ => { });
        var answer = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("observers/desk"), "--to", Address, "--register-pin", Pin);
        var receipt = File("mine.tlog-proof", answer.Json.GetProperty("receipt").GetString()!);
        _election.Copy("S01", "registered=500");
        new Saksei.Node.Publisher(_election.Host).WriteTo(late, _ => { });
        var kept = Command.Run("verify", late, "--pin", Pin, "--receipt", receipt, "--since", Path.Combine(early, "checkpoint"));
        Assert.True(kept.Exit == 0, kept.Output);
        Assert.Contains("14 kept         pass", kept.Output, StringComparison.Ordinal);
        Assert.Equal(0, Command.Run("verify", late, "--pin", Pin, "--receipt", File("answer.json", answer.Output)).Exit);
        Assert.Equal(2, Command.Run("verify", late, "--pin", Pin, "--receipt", File("nonsense", "{}")).Exit);
        foreach (var (option, file) in new[] { ("--receipt", receipt), ("--since", Path.Combine(late, "checkpoint")) })
        {
            var rolled = Command.Run("verify", early, "--pin", Pin, option, file);
            Assert.Equal(1, rolled.Exit);
            Assert.Contains("tree-smaller, " + file, rolled.Output, StringComparison.Ordinal);
        }

        Assert.Contains("14 kept         not asked", Command.Run("verify", early, "--pin", Pin).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_register_the_note_is_written()
    {
        var (exit, note, _) = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("observers/desk"), "--origin", SmallElection.Origin);
        Assert.Equal(0, exit);
        Assert.StartsWith($"saksei/act/v1\n{SmallElection.Origin}\n", note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_key_signs_once_it_is_enrolled_and_is_never_written_over()
    {
        var path = Path.Combine(_folder.FullName, "mine.key");
        Assert.True(VerifierKey.TryParse(Command.Run("key", "observers/mine", path).Json.GetProperty("key").GetString()!, out var key));
        Assert.Equal(key.Name, Parse(path).Verifier.Name);
        Assert.Equal(2, Command.Run("key", "observers/mine", path).Exit);
        Assert.Equal(2, Command.Run("key", "no name", path + "2").Exit);
    }

    private static string? Word(Ran ran) => ran.Json.GetProperty("outcome").GetString();

    private static SignerKey Parse(string path) => SignerKey.TryParse(System.IO.File.ReadAllText(path).Trim(), out var key) ? key : throw new InvalidDataException(path);

    private string KeyOf(string name)
    {
        var path = Path.Combine(_folder.FullName, name.Replace('/', '.'));
        if (!System.IO.File.Exists(path)) KeyRing.Write(SmallElection.Key(name), path);
        return path;
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
