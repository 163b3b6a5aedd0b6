using System.Net;
using System.Threading.RateLimiting;
using Saksei.Server.Acts;
using Saksei.Words;

namespace Saksei.Server.Hosting;

/// <summary>Keeps one address from taking the machine for itself. Generous: a whole office may share one address.</summary>
internal static class RateLimits
{
    private const int WaitingPreviews = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private enum Doing
    {
        Reading,
        Posting,
        Previewing,
        Enrolling,
    }

    internal static void Add(IServiceCollection services, ServerOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (IPAddress, Doing)>(context => PartitionOf(context, options));
        limiter.OnRejected = async (context, cancellation) =>
        {
            const string code = "too-many-requests";
            context.HttpContext.Response.Headers.RetryAfter = "10";
            await context.HttpContext.Response.WriteAsJsonAsync(new ActRefused(code, "", TextBook.Message(code), null), cancellation);
        };
    });

    private static RateLimitPartition<(IPAddress, Doing)> PartitionOf(HttpContext context, ServerOptions options)
    {
        var doing = DoingOf(context.Request);
        return RateLimitPartition.GetTokenBucketLimiter((NetworkOf(context), doing), _ => doing switch
        {
            Doing.Previewing => Previews(options.PreviewsPerTenSeconds),
            Doing.Enrolling => AtOnce(options.EnrolmentsPerTenSeconds),
            Doing.Posting => AtOnce(options.PostsPerTenSeconds),
            _ => AtOnce(options.ReadsPerTenSeconds),
        });
    }

    private static Doing DoingOf(HttpRequest request) =>
        !HttpMethods.IsPost(request.Method) ? Doing.Reading
        : request.Path.StartsWithSegments("/acts/preview") ? Doing.Previewing
        : request.Path.StartsWithSegments("/enrolments") || request.Path.StartsWithSegments("/drafts") ? Doing.Enrolling : Doing.Posting;

    private static TokenBucketRateLimiterOptions AtOnce(int limit) => new()
    {
        TokenLimit = limit,
        TokensPerPeriod = limit,
        ReplenishmentPeriod = Period,
        QueueLimit = 0,
    };

    // A preview is what somebody waits for before she signs. A program that wants many waits for its turn rather than being refused at
    // once, for who is refused at once asks again at once.
    private static TokenBucketRateLimiterOptions Previews(int limit) => new()
    {
        TokenLimit = limit,
        TokensPerPeriod = Math.Max(1, limit / (int)Period.TotalSeconds),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = WaitingPreviews,
    };

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
