using System.CommandLine;
using System.Net;
using Saksei.Server;
using Saksei.Server.Front;

namespace Saksei.Cli.Commands;

/// <summary>The verb by which an organisation serves its own build of the scripts in front of a register that somebody else serves.</summary>
internal static class FrontCommand
{
    private static readonly Argument<string> Register = new("URL") { Description = "Where the register is served." };
    private static readonly Option<string[]> Urls = new("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => ["http://localhost:8081"] };
    private static readonly Option<IPAddress[]> Proxies = ServeCommands.Proxies();

    internal static Command Make()
    {
        var command = new Command("front", "Serves this clone's scripts at an address of your own, and passes everything else on to a served register.") { Register, Urls, Proxies, PinOptions.LogKey, PinOptions.Pin };
        command.SetAction(parsed =>
        {
            var (address, log) = (parsed.GetRequiredValue(Register), PinOptions.Log(parsed));

            // The register of this key answers there, or nothing is served.
            using (new RegisterDoor(address, log))
            {
                var options = new ServerOptions(string.Join(';', parsed.GetRequiredValue(Urls))) { Proxies = [.. parsed.GetValue(Proxies) ?? []] };
                using var front = FrontServer.Build(new Uri(address.EndsWith('/') ? address : address + "/"), log, options);
                front.Lifetime.ApplicationStarted.Register(() => Terminal.Progress($"open {string.Join(" or ", front.Urls)}  (stop with Ctrl+C)"));
                front.Run();
            }

            return 0;
        });
        return command;
    }
}
