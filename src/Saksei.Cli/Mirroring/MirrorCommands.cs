using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Saksei.Cli.Commands;
using Saksei.Cli.Published;
using Saksei.Cli.Served;
using Saksei.Cosigner;
using Saksei.Cosigner.Serving;
using Saksei.Node;
using Saksei.Node.Mirroring;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Server;
using Saksei.Verifier;

namespace Saksei.Cli.Mirroring;

/// <summary>The verbs that follow somebody else's register: to keep and serve it, and to co-sign what is valid in it.</summary>
internal static class MirrorCommands
{
    private const string CosignerFolderName = "cosigner";
    private static readonly Patience Patience = new(Thread.Sleep, TimeProvider.System.GetUtcNow, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
    private static readonly Argument<string> Url = new("URL") { Description = "The address of a served register, or of a publication." };
    private static readonly Argument<string> Folder = new("DIR") { Description = "The mirror's folder; it may not be there yet." };

    internal static Command Mirror()
    {
        var serve = new ServeOptions();
        var command = new Command("mirror", "Follows a register over HTTP, keeps it in DIR and serves it, read-only.") { Url, Folder, PinOptions.LogKey, PinOptions.Founding, PinOptions.Pin };
        serve.AddTo(command);
        command.SetAction(parsed =>
        {
            using var client = Client();
            using var mirror = Node.Mirroring.Mirror.Open(parsed.GetRequiredValue(Folder), SourceOf(parsed, client), TimeProvider.System);
            return Run(mirror.Host, serve.Of(parsed), mirror.Step, null);
        });
        return command;
    }

    internal static Command Validate()
    {
        var serve = new ServeOptions();
        var listen = new Option<string>("--listen") { Description = "Where the co-signer listens, such as http://localhost:8090.", Required = true };
        var name = new Option<string?>("--name") { Description = "The co-signer's name, where DIR/cosigner isn't there yet." };
        var command = new Command("validate", "A mirror that co-signs, by a key of its own, what it found valid and nothing else.") { Url, Folder, listen, name, PinOptions.LogKey, PinOptions.Founding, PinOptions.Pin };
        serve.AddTo(command);
        command.SetAction(parsed =>
        {
            using var client = Client();
            using var validator = Validator.Open(parsed.GetRequiredValue(Folder), SourceOf(parsed, client), TimeProvider.System);
            using var desk = OpenDesk(parsed.GetRequiredValue(Folder), parsed.GetValue(name), validator.Host.Founding.Log);
            var options = new CosignerOptions(parsed.GetRequiredValue(listen));
            if (!ServeCommands.CanListen(options.Url) || !options.Url.StartsWith("http:", StringComparison.Ordinal)) throw new CommandProblem("address-not-free", "--listen", options.Url);
            using var cosigner = CosignerServer.Build(desk, options, new ValidityGate(validator));
            return Run(validator.Host, serve.Of(parsed), validator.Step, cosigner);
        });
        return command;
    }

    private static HttpClient Client() => new() { Timeout = TimeSpan.FromSeconds(30) };

    private static MirrorSource SourceOf(ParseResult parsed, HttpClient client)
    {
        var (target, pin) = (parsed.GetRequiredValue(Url), PinOptions.Of(parsed));
        if (!Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw new CommandProblem("address-without-scheme", "URL", target);
        var prefix = PrefixOf(parsed, client, target);
        return new MirrorSource(target, () => new HttpFiles(client, prefix, Patience), KeyOf(pin), pin.Founding is { } text && Hash.TryParseHex(text, out var founding) ? founding : null);
    }

    // A mirror that has begun goes on serving also while the other is away: then it is taken for a served register's address.
    private static Uri PrefixOf(ParseResult parsed, HttpClient client, string target)
    {
        try
        {
            return VerifyCommands.Publication(client, target);
        }
        catch (CommandProblem problem) when (problem.Code == "target-unreachable" && RegisterHostExists(parsed.GetRequiredValue(Folder)))
        {
            return new Uri(new Uri(target.EndsWith('/') ? target : target + "/"), target.TrimEnd('/').EndsWith("/log", StringComparison.Ordinal) ? "" : "log/");
        }
    }

    private static bool RegisterHostExists(string folder) => File.Exists(Path.Combine(folder, RegisterHost.DatabaseName));

    private static VerifierKey? KeyOf(Pin pin) => pin.LogKey is { } text && VerifierKey.TryParse(text, out var key) ? key : null;

    private static CheckpointDesk OpenDesk(string folder, string? name, VerifierKey log)
    {
        var path = Path.Combine(folder, CosignerFolderName);
        if (!Directory.Exists(path)) Terminal.Progress(CosignerFolder.Init(path, name ?? throw new CommandProblem("file-missing", "--name", path)));
        return CheckpointDesk.Open(path, TimeProvider.System, CosignerFolder.Knows(path, log) ? [] : [log]);
    }

    private static int Run(RegisterHost host, ServerOptions options, Func<string> step, WebApplication? cosigner)
    {
        ServeCommands.CheckFree(options, []);
        using var server = SakseiServer.Build(host, options);
        server.Lifetime.ApplicationStarted.Register(() => Terminal.Progress($"mirror of {host.Mirror?.Document.Address}: open {string.Join(" or ", server.Urls)}  (stop with Ctrl+C)"));
        var said = "";
        using var loop = new MirrorLoop(() => said = Say(step(), said), failure => Terminal.Say("file-failed", host.Folder, failure.Message));
        cosigner?.StartAsync().GetAwaiter().GetResult();
        if (cosigner is not null) Terminal.Progress($"co-signs at {string.Join(" or ", cosigner.Urls)}");
        ServeCommands.RunToEnd(server, options);
        cosigner?.StopAsync().GetAwaiter().GetResult();
        return 0;
    }

    // Each thing once, and that it is over isn't said: the pages do.
    private static string Say(string code, string said)
    {
        if (code.Length > 0 && code != said) Terminal.Say(code, "", "");
        return code;
    }
}
