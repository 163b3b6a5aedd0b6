using Saksei.Node.Keeping;

namespace Saksei.Cli.Keeping;

/// <summary>Notes whether a server says of its register that it is closed (docs/spec/http.md), in whichever of its answers.</summary>
internal sealed class ClosedNote() : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>Whether one did.</summary>
    internal bool IsClosed { get; private set; }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Look(base.Send(request, cancellationToken));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Look(await base.SendAsync(request, cancellationToken));

    private HttpResponseMessage Look(HttpResponseMessage response)
    {
        IsClosed |= response.Headers.Contains(LastKnownCheck.ClosedHeader);
        return response;
    }
}
