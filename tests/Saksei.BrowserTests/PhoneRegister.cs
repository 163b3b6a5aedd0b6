using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Saksei.Node;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server;

namespace Saksei.BrowserTests;

/// <summary>A new register of the rehearsal's election, whose server can be cut off and come back at the same address; and a desk that works by commands.</summary>
internal sealed class PhoneRegister : IAsyncDisposable
{
    private const string Observers = "observers-a";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-phone-");
    private readonly string _register;
    private RegisterHost? _host;
    private WebApplication? _server;

    internal PhoneRegister() : this(Repository.At("elections", "cambodia-rehearsal"), ("nec", "commission", "authorities"), (Observers, "observer", Observers))
    {
    }

    internal PhoneRegister(string definition, params ReadOnlySpan<(string Code, string Category, string Interest)> founders)
    {
        _register = Path.Combine(_folder.FullName, "register");
        Founding.Found(_register, definition, new FoundingPlan("simulated.saksei.test/phone", true, [.. founders], _ => Seed())).Dispose();
        Address = "http://127.0.0.1:" + FreePort();
        using var host = RegisterHost.Open(_register);
        (Station, NextStation) = (host.Definition.Stations[1000].Code, host.Definition.Stations[1001].Code);
    }

    /// <summary>Where it is served, now or later.</summary>
    internal string Address { get; }

    /// <summary>A folder for a browser's profile.</summary>
    internal string Profile => Path.Combine(_folder.FullName, "profile");

    /// <summary>The station that the phone works at.</summary>
    internal string Station { get; }

    /// <summary>Another one.</summary>
    internal string NextStation { get; }

    /// <summary>Where files of a test may lie.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>The page of that station, in a language.</summary>
    internal string AtStation(string language = "en") => $"{Address}/{language}/work/stations/{Station}";

    /// <summary>The key of its log.</summary>
    internal VerifierKey LogKey => Host.Founding.Log;

    /// <summary>Another one.</summary>
    internal string OtherStation => Host.Definition.Stations[1001].Code;

    /// <summary>The unit that a station lies in.</summary>
    internal string UnitOf(string station) => Host.Definition.FindStation(station)?.Unit.Code ?? throw new InvalidOperationException($"there is no station {station}");

    /// <summary>Another unit than the one that the phone's station lies in.</summary>
    internal string UnitElsewhere => Host.Definition.Stations[^1].Unit.Code;

    /// <summary>The stations of its unit.</summary>
    internal IReadOnlyList<string> StationsBeside(string station) => [.. Host.Definition.FindStation(station)?.Unit.Stations.Select(beside => beside.Code) ?? []];

    private RegisterHost Host => _host ?? throw new InvalidOperationException("the register isn't served");

    internal async Task Serve()
    {
        _host = RegisterHost.Open(_register);
        _server = SakseiServer.Build(_host, new ServerOptions(Address));
        await _server.StartAsync();
    }

    /// <summary>The server goes away, as the network does: nobody answers at the address.</summary>
    internal async Task Cut()
    {
        if (_server is not null) await _server.DisposeAsync();
        _host?.Dispose();
        (_server, _host) = (null, null);
    }

    /// <summary>The notes of the register that were signed by a key of this name, in order, and their places.</summary>
    internal IReadOnlyList<(long Index, byte[] Note)> SignedBy(string name) =>
    [
        .. Host.Store.ReadEntries(0, (int)Host.Head.Size).Select((note, index) => ((long)index, note))
            .Where(entry => SignedAct.Parse(entry.note, out _) is { } act && act.Signatures[0].Key.Name == name),
    ];

    /// <summary>What an act says: the third line of its note.</summary>
    internal static JsonDocument Line(byte[] note) => JsonDocument.Parse(Encoding.UTF8.GetString(note).Split('\n')[2]);

    /// <summary>A published result once it shows every act of the register: what readers see may be some acts behind.</summary>
    internal async Task<JsonDocument> Results(string path)
    {
        using var client = new HttpClient();
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50))
        {
            using var answer = await client.GetAsync(new Uri($"{Address}/results/{path}"));
            if (SizeShown(answer) >= Host.Head.Size) return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        }

        throw new InvalidOperationException($"{path} stayed behind the register's {Host.Head.Size} acts");
    }

    /// <summary>The file of the key by which an organisation's desk founded the register.</summary>
    internal string FoundersKey(string organisation) => Path.Combine(_register, "keys", organisation + ".desk.key");

    /// <summary>A file that an act names.</summary>
    internal byte[] ReadFile(string sha256) => (Hash.TryParseHex(sha256, out var hash) ? Host.Store.ReadAttachment(hash) : null) ?? throw new InvalidOperationException($"{sha256} isn't in the register");

    /// <summary>The desk makes a slip of paper; the address on it, with its secret.</summary>
    internal string MakeSlip(string name, string language = "en") =>
        Address + "/" + language + Run("node", Desk, "slips", Pin, Slips(name.Split('/')[0]), name).Trim();

    /// <summary>The desk fetches the answers from the letter box, checks them, and signs the keys that match; the act that it signed.</summary>
    internal async Task<string> EnrolWhoAnswered(string organisation = Observers)
    {
        var act = Run("node", Desk, "enrol", Pin, Slips(organisation), Address);
        await Sign(act, organisation);
        return act;
    }

    /// <summary>The same, and each key as the desk edits it: another person, a scope.</summary>
    internal async Task EnrolEdited(string organisation, Action<string, JsonObject> edit)
    {
        var act = JsonNode.Parse(Run("node", Desk, "enrol", Pin, Slips(organisation), Address)) ?? throw new InvalidOperationException("no act");
        foreach (var key in act["keys"]?.AsArray() ?? []) edit(key?["key"]?.GetValue<string>().Split('+')[0] ?? "", key?.AsObject() ?? []);
        await Sign(act.ToJsonString(), organisation);
    }

    /// <summary>Runs saksei; what it writes.</summary>
    internal static string RunCommand(params string[] words) => Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "saksei.dll"), .. words]);

    /// <summary>The observers' desk registers a checklist.</summary>
    /// <param name="form">Its canonical JSON.</param>
    /// <param name="questions">Those that an act answers, as the act has them.</param>
    internal async Task RegisterChecklist(string form, string questions)
    {
        var (file, act) = (Path.Combine(_folder.FullName, "form.json"), Path.Combine(_folder.FullName, "checklist.json"));
        await File.WriteAllTextAsync(file, form);
        await File.WriteAllTextAsync(act, $$"""{"kind":"observation/checklist","id":"doors","version":"1","form":{"file":"form.json"},"questions":{{questions}}}""");
        RunCommand("sign", act, "--key", FoundersKey(Observers), "--to", Address, "--register-pin", Pin, "--file", file);
    }

    /// <summary>The same where some answers are refused: the act is of the others.</summary>
    internal async Task EnrolAmongRefused(string organisation = Observers) => await Sign(RunTo(1, "node", Desk, "enrol", Pin, Slips(organisation), Address), organisation);

    /// <summary>The address on a slip as somebody forges it who knows all of it but the secret.</summary>
    internal string SlipOfAnotherSecret(string name) => $"{Address}/en/work/key#slip={name}/1/0123456789ABCDEFGHJKMNPQ00";

    /// <summary>A desk signs an act that somebody drafted, by the key that it founded the register with, and the files that go with it.</summary>
    internal async Task Sign(string draft, string organisation = Observers, params (string Name, byte[] Bytes)[] files)
    {
        var act = Path.Combine(_folder.FullName, "draft.json");
        await File.WriteAllTextAsync(act, draft);
        foreach (var (name, bytes) in files) await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, name), bytes);
        RunCommand(["sign", act, "--key", FoundersKey(organisation), "--to", Address, "--register-pin", Pin, .. files.SelectMany(file => new[] { "--file", Path.Combine(_folder.FullName, file.Name) })]);
    }

    public async ValueTask DisposeAsync()
    {
        await Cut();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static long SizeShown(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Saksei-Checkpoint", out var values) ? long.Parse(values.Single(), CultureInfo.InvariantCulture) : 0;

    private static string Desk => Repository.At("web", "work", "desk.js");

    private string Pin => Path.Combine(_register, "register.pin");

    private string Slips(string organisation) => Path.Combine(_folder.FullName, organisation + "-slips.txt");

    private static byte[] Seed()
    {
        var seed = new byte[32];
        System.Security.Cryptography.RandomNumberGenerator.Fill(seed);
        return seed;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Run(string program, params string[] words) => RunTo(0, program, words);

    private static string RunTo(int exit, string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return process.ExitCode == exit ? output.Result : throw new InvalidOperationException($"{program} {words[0]} ended with {process.ExitCode}: {error.Result}");
    }
}
