using System.Net;
using System.Net.Sockets;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Cli;

/// <summary>What people type wrongly is answered by one line and exit 2, without a stack trace, and says where or what else.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    [Theory]
    [InlineData("key-malformed", "--log-key", "garbage")]
    [InlineData("hash-malformed", "--founding", "garbage")]
    [InlineData("file-missing", "--pin", "nowhere.pin")]
    public void A_pin_that_is_none_is_refused_before_anything_is_read(string code, params string[] options) => Refused(code, ["verify", _election.Folder, .. options]);

    [Fact]
    public void A_pin_is_written_with_a_register_and_read_strictly()
    {
        var path = Path.Combine(_election.RegisterFolder, RegisterPin.FileName);
        var bytes = File.ReadAllBytes(path);
        var pin = RegisterPin.Parse(bytes)!;
        Assert.Equal((SmallElection.Origin, _election.Host.Founding.Log.Text), (pin.Origin, pin.Log.Text));
        Assert.Equal(_election.Host.Journal(0, 1).Single().Identity, pin.Founding);
        foreach (var at in Enumerable.Range(0, bytes.Length))
        {
            var altered = (byte[])bytes.Clone();
            altered[at] ^= 1;
            Assert.True(RegisterPin.Parse(altered) is not { } other || other != pin, $"byte {at}");
        }

        Assert.Null(RegisterPin.Parse([.. bytes, (byte)'\n']));
        File.WriteAllText(path, "nothing");
        Refused("pin-malformed", "verify", _election.Folder, "--pin", path);
    }

    [Theory]
    [InlineData("demo", "--port", "99999999")]
    [InlineData("demo", "--port", "many")]
    [InlineData("serve", "DIR", "--urls", "nonsense")]
    [InlineData("serve", "DIR", "--urls", "http://localhost:99999999")]
    [InlineData("serve", "DIR", "--public-url", "javascript:alert(1)")]
    public void A_port_or_an_address_that_cant_be_is_refused(params string[] arguments) => Assert.DoesNotContain("System.", Refused("command-line", arguments), StringComparison.Ordinal);

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        _election.Host.Dispose();
        Refused("address-not-free", "serve", _election.RegisterFolder, "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
    }

    [Fact]
    public void An_example_that_fails_leaves_nothing_behind_and_a_folder_that_was_there_stays()
    {
        var folder = Path.Combine(_election.Folder, "example");
        Refused("file-missing", "example", "spain-2019", folder, "--data", _election.Folder);
        Assert.False(Path.Exists(folder + ".building"));
        Directory.CreateDirectory(folder + ".building");
        File.WriteAllText(Path.Combine(folder + ".building", "mine"), "mine");
        Refused("folder-not-empty", "example", "spain-2019", folder, "--data", _election.Folder);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder + ".building", "mine")));
        Assert.Contains("bolivia-2019", Refused("example-unknown", "example", "atlantis-1066", folder + "2"), StringComparison.Ordinal);
    }

    [Fact]
    public void Seats_of_one_constituency_are_those_and_an_unknown_one_is_refused()
    {
        var rows = Command.Run("seats", _election.RegisterFolder, "--constituency", "P2").Json.EnumerateArray().ToList();
        Assert.All(rows, row => Assert.Equal("P2", row.GetProperty("constituency").GetString()));
        Assert.Equal(3, rows.Count);
        Assert.Equal(6, Command.Run("seats", _election.RegisterFolder).Json.GetArrayLength());
        Refused("constituency-unknown", "seats", _election.RegisterFolder, "--constituency", "99");
    }

    [Fact]
    public void A_definition_is_looked_for_only_where_it_was_said_to_be()
    {
        var bad = Path.Combine(_election.DefinitionFolder, "bad.txt");
        File.WriteAllText(bad, "bad");
        Assert.Contains(bad, Refused("definition-missing", "definition", "check", bad), StringComparison.Ordinal);
        Assert.Contains("nowhere", Refused("definition-missing", "definition", "check", "nowhere"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seal")]
    [InlineData("check")]
    public void A_link_in_a_definitions_folder_is_not_followed(string verb)
    {
        var (named, secret) = (Path.Combine(_election.DefinitionFolder, "lists.json"), Path.Combine(_election.Folder, "secret.json"));
        File.Move(named, secret);
        File.CreateSymbolicLink(named, secret);
        var before = File.ReadAllText(Path.Combine(_election.DefinitionFolder, "definition.json"));
        Refused("file-not-regular", "definition", verb, _election.DefinitionFolder);
        Assert.Equal(before, File.ReadAllText(Path.Combine(_election.DefinitionFolder, "definition.json")));
    }

    [Fact]
    public void A_seal_leaves_the_folder_by_no_name_either()
    {
        var head = Path.Combine(_election.DefinitionFolder, "definition.json");
        File.WriteAllText(head, File.ReadAllText(head).Replace("\"lists.json\"", "\"../definition/lists.json\"", StringComparison.Ordinal));
        Refused("path-not-plain", "definition", "seal", _election.DefinitionFolder);
        File.WriteAllText(head, File.ReadAllText(head).Replace("../definition/lists.json", "nowhere.json", StringComparison.Ordinal));
        Refused("file-missing", "definition", "seal", _election.DefinitionFolder);
    }

    [Theory]
    [InlineData("""{"role":"units","path":"units.json"}""")]
    [InlineData("""{"path":"units.json","role":"units"}""")]
    [InlineData("""{"role": "units", "length": 1, "path": "units.json", "sha256": ""}""")]
    public void A_seal_fills_what_is_absent_and_changes_no_other_byte(string file)
    {
        var head = Path.Combine(_election.DefinitionFolder, "definition.json");
        var before = File.ReadAllText(head);
        var at = before.IndexOf("{\"role\":\"units\"", StringComparison.Ordinal);
        var own = before[at..(before.IndexOf('}', at) + 1)];
        File.WriteAllText(head, before.Replace(own, file, StringComparison.Ordinal));
        Assert.Equal(0, Command.Run("definition", "seal", _election.DefinitionFolder).Exit);
        var after = File.ReadAllText(head);
        Assert.StartsWith(before[..at], after, StringComparison.Ordinal);
        Assert.EndsWith(before[(at + own.Length)..], after, StringComparison.Ordinal);
        Assert.False(File.Exists(head + ".sealing"));
    }

    [Fact]
    public void A_seal_of_what_is_no_JSON_says_the_line_and_leaves_it()
    {
        var head = Path.Combine(_election.DefinitionFolder, "definition.json");
        File.WriteAllText(head, "{\n\"files\": [\n{]}");
        Assert.Contains("definition.json:3", Refused("json-malformed", "definition", "seal", _election.DefinitionFolder), StringComparison.Ordinal);
        Assert.Equal("{\n\"files\": [\n{]}", File.ReadAllText(head));
    }

    [Fact]
    public void A_database_that_is_none_is_refused()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_election.Folder, "noise")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "register.db"), [.. Enumerable.Range(0, 100).SelectMany(i => Hash.OfBytes([(byte)i]).ToArray())]);
        Refused("register-unreadable", "summary", folder);
    }

    [Fact]
    public void A_word_that_is_none_of_the_known_ones_names_them_and_a_value_names_its_field()
    {
        Assert.Contains("sainte-lague", Refused("rule-unknown", "allocate", "--rule", "nope", "--seats", "3", "-"), StringComparison.Ordinal);
        Assert.Contains("overdue", Refused("state-unknown", "cases", _election.RegisterFolder, "--state", "nope"), StringComparison.Ordinal);
        var json = new StrictJson("""{"votes":"many"}"""u8);
        FieldsRead read = default;
        json.EnterObject();
        Assert.True(json.NextField(new FieldNames("votes"), ref read, out _));
        json.Whole(10);
        Assert.Equal(("number-expected", "votes"), (json.Problem!.Code, json.Problem.Detail));
    }

    [Fact]
    public void A_key_is_of_a_desk() => Assert.Contains("ORGANISATION/DESK", Refused("key-malformed", "key", "noslash", Path.Combine(_election.Folder, "new.key")), StringComparison.Ordinal);

    private static string Refused(string code, params string[] arguments)
    {
        var ran = Command.Run(arguments);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains(code, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        return ran.Error;
    }
}
