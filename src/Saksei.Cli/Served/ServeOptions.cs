using System.CommandLine;
using System.Net;
using Saksei.Cli.Commands;
using Saksei.Server;

namespace Saksei.Cli.Served;

/// <summary>Where a command serves pages, as its options say; made anew for each command.</summary>
internal sealed class ServeOptions
{
    private readonly Option<string[]> _urls = new("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => [$"http://localhost:{ServeCommands.DefaultPort}"] };
    private readonly Option<IPAddress[]> _proxies = ServeCommands.Proxies();
    private readonly Option<string?> _publicUrl = new("--public-url") { Description = "Where people reach it, such as https://results.example.org: pages name it." };

    internal void AddTo(Command command)
    {
        _urls.Validators.Add(result => ServeCommands.Check(result, (result.GetValue(_urls) ?? []).SelectMany(url => url.Split(';')), ServeCommands.CanListen));
        _publicUrl.Validators.Add(result => ServeCommands.Check(result, [result.GetValue(_publicUrl) ?? ""], ServeCommands.IsPublicUrl));
        command.Add(_urls);
        command.Add(_proxies);
        command.Add(_publicUrl);
    }

    internal ServerOptions Of(ParseResult parsed) => new(string.Join(';', parsed.GetRequiredValue(_urls)))
    {
        Proxies = [.. parsed.GetValue(_proxies) ?? []],
        PublicUrl = parsed.GetValue(_publicUrl) ?? "",
    };
}
