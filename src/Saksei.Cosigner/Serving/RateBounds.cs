using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Saksei.Cosigner.Serving;

/// <summary>
/// Keeps one address from taking the machine, or the room for deposits, for itself. Requests are signed by logs alone, and what a log
/// signed is public: anybody can send it.
/// </summary>
internal static class RateBounds
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10), TenMinutes = TimeSpan.FromMinutes(10);

    private enum Doing
    {
        Reading,
        Cosigning,
        Depositing,
    }

    internal static void Add(IServiceCollection services, CosignerOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (IPAddress, Doing)>(context =>
            RateLimitPartition.GetTokenBucketLimiter((Network(context.Connection.RemoteIpAddress), DoingOf(context.Request)), key => Bucket(key.Item2, options)));
        limiter.OnRejected = async (context, cancellation) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = DoingOf(context.HttpContext.Request) == Doing.Depositing ? "600" : "10";
            await context.HttpContext.Response.WriteAsync("too-many-requests\n", cancellation);
        };
    });

    private static Doing DoingOf(HttpRequest request) =>
        !HttpMethods.IsPost(request.Method) ? Doing.Reading : request.Path.StartsWithSegments("/deposit") ? Doing.Depositing : Doing.Cosigning;

    private static TokenBucketRateLimiterOptions Bucket(Doing doing, CosignerOptions options) => doing switch
    {
        Doing.Cosigning => Bucket(options.CheckpointsPerTenSeconds, TenSeconds),
        Doing.Depositing => Bucket(options.DepositsPerTenMinutes, TenMinutes),
        _ => Bucket(options.ReadsPerTenSeconds, TenSeconds),
    };

    private static TokenBucketRateLimiterOptions Bucket(int limit, TimeSpan period) =>
        new() { TokenLimit = limit, TokensPerPeriod = limit, ReplenishmentPeriod = period, QueueLimit = 0 };

    // Who has one address of IPv6 has a whole /64 of them.
    private static IPAddress Network(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 16) Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
