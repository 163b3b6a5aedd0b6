using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Saksei.Node;
using Saksei.Rehearsal.Examples;
using Saksei.Server;

namespace Saksei.Cli.Commands;

/// <summary>The verbs that show a register in a browser.</summary>
internal static class ServeCommands
{
    private const int DefaultPort = 8080;

    internal static Command Serve()
    {
        var folder = new Argument<string>("DIR") { Description = "The register's folder." };
        var urls = new Option<string[]>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => [$"http://localhost:{DefaultPort}"] };
        var proxies = new Option<IPAddress[]>("--proxy")
        {
            Description = "Address of a proxy in front, whose X-Forwarded-For says who asks.",
            DefaultValueFactory = _ => [],
            CustomParser = result => [.. result.Tokens.Select(token => AddressOf(token.Value, result)).OfType<IPAddress>()],
        };
        var command = new Command("serve", "Serves the pages, the log's files and the API of a register.") { folder, urls, proxies };
        command.SetAction(parsed => Run(parsed.GetValue(folder)!, new ServerOptions(string.Join(';', parsed.GetValue(urls)!)) { Proxies = [.. parsed.GetValue(proxies)!] }));
        return command;
    }

    internal static Command Demo()
    {
        var port = new Option<int>("--port") { Description = "Where to listen.", DefaultValueFactory = _ => DefaultPort };
        var once = new Option<bool>("--once") { Description = "Build, print the summary, exit." };
        var command = new Command("demo", "Builds the rehearsal (SIMULATED), serves it and prints the address.") { port, once };
        command.SetAction(parsed =>
        {
            var folder = Prepare();
            return parsed.GetValue(once) ? RegisterCommands.WriteSummary(folder) : Run(folder, new ServerOptions($"http://localhost:{parsed.GetValue(port)}"));
        });
        return command;
    }

    private static IPAddress? AddressOf(string text, ArgumentResult result)
    {
        if (IPAddress.TryParse(text, out var address)) return address;
        result.AddError($"{text} is no IP address.");
        return null;
    }

    private static int Run(string folder, ServerOptions options)
    {
        using var host = RegisterHost.Open(folder);
        using var server = SakseiServer.Build(host, options);
        server.Lifetime.ApplicationStarted.Register(() => Terminal.Progress($"open {string.Join(" or ", server.Urls)}  (stop with Ctrl+C)"));
        server.Run();
        return 0;
    }

    // By the definition: after an update that changes it, an older demo is left alone and a new one is built.
    private static string Prepare()
    {
        var identity = Founding.ReadFolder(Paths.Definition(Example.RehearsalName)).Identity.ToHex();
        var folder = Path.GetFullPath(Path.Combine(Paths.Demo, $"{Example.RehearsalName}-{identity[..8]}"));
        if (File.Exists(Path.Combine(folder, RegisterHost.DatabaseName))) return folder;
        Directory.CreateDirectory(Path.GetFullPath(Paths.Demo));
        Example.Build(Example.RehearsalName, folder, Paths.Definition(Example.RehearsalName), Paths.Data, RegisterCommands.DefaultSeed, Terminal.Progress);
        return folder;
    }
}
