using System.Text.Json;
using Saksei.Node;
using Saksei.Register.Notes;
using Saksei.Tests.Server;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>What is served, what is registered and what was built, compared.</summary>
public sealed class ScriptsCommandTests : IAsyncLifetime
{
    private readonly SmallElection _election = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-scripts-");
    private RunningServer _server = null!;
    private AlteringServer _altering = null!;

    private string Pin => Path.Combine(_election.RegisterFolder, RegisterPin.FileName);

    private string Served => _server.Client.BaseAddress!.ToString();

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.Start(_election.Host);
        _altering = await AlteringServer.Start(Served);
    }

    public async ValueTask DisposeAsync()
    {
        await _altering.DisposeAsync();
        await _server.DisposeAsync();
        _election.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_script_that_pages_name_or_import_is_listed_and_no_other()
    {
        var listed = JsonDocument.Parse(Command.Run("scripts").Output).RootElement.GetProperty("scripts").EnumerateArray().ToList();
        var (exit, document, _) = Check(Served);
        Assert.Equal(1, exit);
        Assert.Equal(listed.Select(script => Word(script, "name")).Order(StringComparer.Ordinal), Scripts(document).Select(script => Word(script, "name")));
        Assert.All(Scripts(document), script => Assert.Equal(Word(script, "built"), Word(script, "served")));
        Assert.Contains("work/service.js", listed.Select(script => Word(script, "name")));
        Assert.All(listed, script => Assert.InRange(script.GetProperty("bytes").GetInt32(), 1, 1 << 20));
    }

    [Fact]
    public void That_nothing_is_registered_is_said_once()
    {
        var (exit, document, error) = Check(Served);
        Assert.Equal(1, exit);
        Assert.Equal(0, document.GetProperty("registered").GetInt32());
        Assert.Single(error.Split('\n'), line => line.Contains("script-none-registered", StringComparison.Ordinal));
        Assert.All(Scripts(document), script => Assert.Equal(["script-none-registered"], CodesOf(script)));
    }

    [Fact]
    public void What_two_organisations_built_is_served_and_is_registered_by_both()
    {
        Register("observers/desk");
        Register("party/desk");
        var (exit, document, error) = Check(Served);
        Assert.Equal((0, ""), (exit, error));
        Assert.True(document.GetProperty("pinned").GetBoolean());
        Assert.All(Scripts(document), script => Assert.Equal(["observers", "party"], script.GetProperty("registered").EnumerateArray().Select(code => code.GetString())));
        Assert.All(Scripts(document), script => Assert.Empty(CodesOf(script)));
    }

    [Fact]
    public void An_altered_script_is_named_with_a_page_that_has_one_of_its_own()
    {
        Register("observers/desk");
        _altering.Alter("window.altered = 1;", "<script>1</script><script src=\"https://elsewhere.example/x.js\"></script>");
        var (exit, document, error) = Check(_altering.Address);
        Assert.Equal(1, exit);
        var altered = Scripts(document).Where(script => CodesOf(script).Count > 0).ToDictionary(script => Word(script, "name"), CodesOf);
        Assert.Equal(["work/service.js", "work/work.js"], altered.Keys);
        Assert.All(altered.Values, codes => Assert.Equal(["script-not-built", "script-not-registered"], codes));
        Assert.Equal(_altering.AlteredHash, Word(Scripts(document).Single(script => Word(script, "name") == "work/work.js"), "served"));
        foreach (var code in new[] { "script-in-page", "script-elsewhere", "script-not-registered" }) Assert.Contains(code, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_of_another_key_is_not_believed()
    {
        Register("observers/desk");
        var other = SmallElection.Key(SmallElection.Origin).Verifier.Text;
        var run = Command.Run("scripts", "--check", Served, "--log-key", other == _election.Host.Founding.Log.Text ? SmallElection.Key("another").Verifier.Text : other);
        Assert.Equal(2, run.Exit);
        Assert.Contains("verification-failed", run.Error, StringComparison.Ordinal);
    }

    private void Register(string desk)
    {
        var act = Path.Combine(_folder.FullName, "scripts.json");
        File.WriteAllText(act, Command.Run("scripts", "--act").Output);
        var key = Path.Combine(_folder.FullName, desk.Replace('/', '.') + ".key");
        if (!File.Exists(key)) KeyRing.Write(SmallElection.Key(desk), key);
        Assert.Equal(0, Command.Run("sign", act, "--key", key, "--to", Served, "--register-pin", Pin).Exit);
    }

    private (int Exit, JsonElement Document, string Error) Check(string address)
    {
        var run = Command.Run("scripts", "--check", address, "--register-pin", Pin);
        return (run.Exit, JsonDocument.Parse(run.Output).RootElement, run.Error);
    }

    private static IEnumerable<JsonElement> Scripts(JsonElement document) => document.GetProperty("scripts").EnumerateArray();

    private static List<string?> CodesOf(JsonElement script) => [.. script.GetProperty("codes").EnumerateArray().Select(code => code.GetString())];

    private static string Word(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
