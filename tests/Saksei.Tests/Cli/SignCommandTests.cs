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
        Assert.Equal("applied", Word(Command.Run("sign", File("act.json", Seen), "--key", key, "--file", photo, "--to", Address, "--preview")));
        Assert.Equal("applied", Word(Command.Run("sign", File("act.json", Seen), "--key", key, "--file", photo, "--to", Address)));
        Assert.Equal(System.IO.File.ReadAllBytes(photo), _election.Host.Store.ReadAttachment(Hash.OfBytes(System.IO.File.ReadAllBytes(photo))));
        Assert.Single(_election.Fold.Stations.ConditionsOf(_election.Fold.Definition.FindStation("S01")!));
    }

    [Fact]
    public void Several_sign_one_after_the_other_each_by_a_key_that_never_leaves_its_machine()
    {
        var (first, second) = (KeyOf("observers/desk"), KeyOf("party/desk"));
        var named = SmallElection.Key("party/desk").Verifier.Text;
        var begun = Command.Run("sign", File("act.json", Seen), "--key", first, "--with", named, "--origin", _election.Host.Origin);
        var note = File("act.note", begun.Output);
        Assert.Contains("signers-differ", Command.Run("sign", note, "--key", first, "--to", Address).Error, StringComparison.Ordinal);
        Assert.Contains("signers-differ", Command.Run("sign", note, "--key", KeyOf("commission/desk")).Error, StringComparison.Ordinal);
        var done = Command.Run("sign", note, "--key", second);
        Assert.Equal(0, done.Exit);
        Assert.Equal("applied", Word(Command.Run("sign", File("done.note", done.Output), "--key", second, "--to", Address)));
        var size = _election.Host.Store.ReadHead().Size;
        Assert.Equal(2, SignedNote.Parse(_election.Host.Store.ReadEntries(size - 1, size).Single())!.Signatures.Length);
    }

    [Fact]
    public void What_is_void_ends_with_1_and_what_is_refused_with_2_and_its_code()
    {
        var unknown = Command.Run("sign", File("act.json", Seen), "--key", KeyOf("stranger/desk"), "--to", Address);
        Assert.Equal((2, ""), (unknown.Exit, unknown.Output));
        Assert.Contains("key-unknown", unknown.Error, StringComparison.Ordinal);
        var nowhere = Command.Run("sign", File("act.json", Seen.Replace("S01", "S99", StringComparison.Ordinal)), "--key", KeyOf("observers/desk"), "--to", Address);
        Assert.Equal((1, "station-unknown"), (nowhere.Exit, JsonDocument.Parse(nowhere.Output).RootElement.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("""{"station":"S01"}""", "field-missing")]
    [InlineData("""{"kind":"stations/conditions","nonce":"AAAA"}""", "field-unknown")]
    [InlineData("""{"kind":"stations/conditions","kind":"clock/tick"}""", "json-malformed")]
    [InlineData("nothing", "json-malformed")]
    public void A_draft_that_is_none_is_refused_before_anything_is_sent(string text, string code) =>
        Assert.Contains(code, Command.Run("sign", File("act.json", text), "--key", KeyOf("observers/desk"), "--to", Address).Error, StringComparison.Ordinal);

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
