using Saksei.Server.Hosting;

namespace Saksei.Server.Front;

/// <summary>What is asked of the register in a reader's place.</summary>
internal static class FrontRequests
{
    private static readonly string[] Kept = ["Accept-Language", "If-None-Match"];

    /// <summary>The request as it goes to the register; none where it would go anywhere else.</summary>
    internal static HttpRequestMessage? Of(HttpRequest asked, Uri register)
    {
        if (!IsPassed(asked.Method) || AddressOf(asked, register) is not { } address) return null;
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), address);
        foreach (var name in Kept)
            if (asked.Headers.TryGetValue(name, out var values)) request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        NameAsker(asked.HttpContext, request);
        if (HttpMethods.IsPost(asked.Method)) request.Content = BodyOf(asked);
        return request;
    }

    // As we see who asks, and not as they say: the register counts each by it where it was asked to believe us.
    private static void NameAsker(HttpContext context, HttpRequestMessage request)
    {
        if (context.Connection.RemoteIpAddress is not { } asker) return;
        request.Headers.TryAddWithoutValidation(ForwardedAddresses.Header, (asker.IsIPv4MappedToIPv6 ? asker.MapToIPv4() : asker).ToString());
    }

    private static bool IsPassed(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method);

    // A path that looks like a whole address is a path all the same: behind "./" nothing is read as a scheme or a host.
    private static Uri? AddressOf(HttpRequest asked, Uri register)
    {
        var path = asked.Path.ToUriComponent();
        var relative = "./" + (path.StartsWith('/') ? path[1..] : path) + asked.QueryString.ToUriComponent();
        return Uri.TryCreate(register, relative, out var address) && IsOf(register, address) ? address : null;
    }

    private static bool IsOf(Uri register, Uri address) =>
        address.Scheme == register.Scheme && address.Authority == register.Authority && address.UserInfo == register.UserInfo
        && address.AbsolutePath.StartsWith(register.AbsolutePath, StringComparison.Ordinal);

    private static StreamContent BodyOf(HttpRequest asked)
    {
        var content = new StreamContent(asked.Body);
        if (asked.ContentType is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (asked.ContentLength is { } length) content.Headers.ContentLength = length;
        return content;
    }
}
