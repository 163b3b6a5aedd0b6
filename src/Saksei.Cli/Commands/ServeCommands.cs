using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using System.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Saksei.Cli.Keeping;
using Saksei.Cli.Served;
using Saksei.Node;
using Saksei.Rehearsal.Examples;
using Saksei.Server;
using Saksei.Server.Control;
using Saksei.Server.Pages.Work.Scripts;
using Saksei.Words;

namespace Saksei.Cli.Commands;

/// <summary>The verbs that show a register in a browser.</summary>
internal static class ServeCommands
{
    internal const int DefaultPort = 8080;

    // An election of many contests has thousands of such pages.
    private static readonly TimeSpan MostMakingFirstPages = TimeSpan.FromSeconds(10);

    internal static Command Serve()
    {
        var folder = new Argument<string>("DIR") { Description = "The register's folder." };
        var options = new ServeOptions();
        var command = new Command("serve", "Serves the pages, the log's files and the API of a register.") { folder };
        options.AddTo(command);
        ControlRoomOptions.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), options.Of(parsed), ControlRoomOptions.Of(parsed)));
        return command;
    }

    internal static Command Demo()
    {
        var port = new Option<int>("--port") { Description = "Where to listen.", DefaultValueFactory = _ => DefaultPort };
        port.Validators.Add(result => Check(result, result.Tokens.Select(token => token.Value), text => int.TryParse(text, out var number) && number is > 0 and <= 65535));
        var once = new Option<bool>("--once") { Description = "Build, print the summary, exit." };
        var command = new Command("demo", "Builds the rehearsal (SIMULATED), serves it and prints the address.") { port, once };
        command.SetAction(parsed =>
        {
            var folder = Prepare();
            var url = $"http://localhost:{parsed.GetValue(port)}";
            return parsed.GetValue(once) ? RegisterCommands.WriteSummary(folder) : Run(folder, new ServerOptions(url) { PublicUrl = url });
        });
        return command;
    }

    /// <summary>By which a server is asked to believe proxies whom they ask for.</summary>
    internal static Option<IPAddress[]> Proxies() => new("--proxy")
    {
        Description = "Address of a proxy in front, whose X-Forwarded-For says who asks.",
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.Select(token => AddressOf(token.Value, result)).OfType<IPAddress>()],
    };

    private static IPAddress? AddressOf(string text, ArgumentResult result)
    {
        if (IPAddress.TryParse(text, out var address)) return address;
        result.AddError($"{text} is no IP address.");
        return null;
    }

    private static int Run(string folder, ServerOptions options, ControlOptions? control = null)
    {
        CheckFree(options, control is null ? [] : [control.Url]);
        using var host = RegisterHost.Open(folder);
        if (host.WhyClosed is { Length: > 0 } why) Terminal.Say(why, folder, "");
        if (!TextBook.OrdersNames) Terminal.Say("icu-missing", "libicui18n", "");
        foreach (var closed in host.Read(fold => ServedScripts.Closed(fold.Scripts.Records).ToList())) Terminal.Say("script-not-registered", closed.Script.Name, "");
        GCSettings.LatencyMode = GCLatencyMode.Interactive;
        using var server = SakseiServer.Build(host, options);
        using var room = control is null ? null : ControlServer.Build(host, server, control);
        server.Lifetime.ApplicationStarted.Register(() => _ = Announce(server, room));
        RunToEnd(server, options, room);
        return 0;
    }

    /// <summary>Refuses addresses at which somebody listens already.</summary>
    internal static void CheckFree(ServerOptions options, IEnumerable<string> more)
    {
        if (options.Urls.Split(';').Concat(more).FirstOrDefault(url => !IsFree(BindingAddress.Parse(url))) is { } taken) throw new CommandProblem("address-not-free", "--urls, --port", taken);
    }

    /// <summary>Serves until it is stopped.</summary>
    internal static void RunToEnd(WebApplication server, ServerOptions options, WebApplication? room = null)
    {
        try
        {
            room?.StartAsync().GetAwaiter().GetResult();
            server.Run();
            room?.StopAsync().GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            throw new CommandProblem("address-not-free", "--urls, --port", options.Urls);
        }
    }

    // When the pages at which people begin are made: the first reader doesn't wait for them.
    private static async Task Announce(WebApplication server, WebApplication? room)
    {
        await Task.WhenAny(SakseiServer.FirstPages(server), Task.Delay(MostMakingFirstPages));
        if (room is not null) Terminal.Progress($"control room {string.Join(" or ", room.Urls)}");
        Terminal.Progress($"open {string.Join(" or ", server.Urls)}  (stop with Ctrl+C)");
    }

    // Asked before the server starts, which would say it with a stack trace in its log.
    private static bool IsFree(BindingAddress at)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.TryParse(at.Host, out var address) ? address : at.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any, at.Port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal static void Check(OptionResult result, IEnumerable<string> texts, Func<string, bool> isRight)
    {
        foreach (var wrong in texts.Where(text => !isRight(text))) result.AddError($"{wrong} can't stand at {result.Option.Name}.");
    }

    internal static bool CanListen(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Port: >= 0 and <= 65535, Scheme: "http" or "https" };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    internal static bool IsPublicUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

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
