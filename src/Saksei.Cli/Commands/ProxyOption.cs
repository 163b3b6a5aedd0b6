using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace Saksei.Cli.Commands;

/// <summary>By which a server is asked to believe proxies whom they ask for.</summary>
internal static class ProxyOption
{
    internal static Option<IPAddress[]> Make() => new("--proxy")
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
}
