using System.Net;
using System.Threading.RateLimiting;
using Saksei.Server.Acts;
using Saksei.Words;

namespace Saksei.Server.Hosting;

/// <summary>Keeps one address from taking the machine for itself. Generous: a whole office may share one address.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    internal static void Add(IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (IPAddress, bool)>(context => PartitionOf(context, options));
        limiter.OnRejected = async (context, cancellation) =>
        {
            const string code = "too-many-requests";
            context.HttpContext.Response.Headers.RetryAfter = "10";
            await context.HttpContext.Response.WriteAsJsonAsync(new ActRefused(code, "", TextBook.Message(code), null), cancellation);
        };
    });

    private static RateLimitPartition<(IPAddress, bool)> PartitionOf(HttpContext context, ServerOptions options)
    {
        var posts = HttpMethods.IsPost(context.Request.Method);
        var limit = posts ? options.PostsPerTenSeconds : options.ReadsPerTenSeconds;
        return RateLimitPartition.GetTokenBucketLimiter((NetworkOf(context), posts), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit,
            TokensPerPeriod = limit,
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        });
    }

    /// <summary>On whose behalf a request comes, as far as limits go.</summary>
    internal static IPAddress NetworkOf(HttpContext context) => Network(context.Connection.RemoteIpAddress);

    /// <summary>An address as far as limits go: who has one of IPv6 has a whole /64 of them.</summary>
    internal static IPAddress Network(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 16) Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
