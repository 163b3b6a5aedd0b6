using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Saksei.Node;

namespace Saksei.Server.Hosting;

/// <summary>
/// How much one address may hold open, and how slowly it may read and write: who opens many connections and hardly reads takes no
/// memory from others.
/// </summary>
internal static class Connections
{
    private const long MostOfAll = 16_384;

    // What a reader hasn't taken yet of an answer lies in memory up to this much.
    private const long MostUnread = 32 << 10;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    internal static void Limit(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;

        // What is too long for an act is refused unread; up to this much of it is let run out, so that who sends it gets to read why.
        limits.MaxRequestBodySize = ActDoor.MostUploadBytes;
        limits.MaxConcurrentConnections = MostOfAll;
        limits.MaxResponseBufferSize = MostUnread;
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        limits.RequestHeadersTimeout = Grace;
        limits.MinRequestBodyDataRate = new MinDataRate(1024, Grace);
        limits.MinResponseDataRate = new MinDataRate(2048, Grace);
        var open = new Budget(MostOfAll, options.ConnectionsOfAddress);
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => async connection =>
        {
            var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
            using var place = open.Take(RateLimits.Network(address));

            // Of a proxy that was named we know whom it asks for only by each request.
            if (place is null && !options.Proxies.Contains(address ?? IPAddress.None)) connection.Abort();
            else await next(connection);
        }));
    }
}
