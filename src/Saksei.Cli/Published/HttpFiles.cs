using System.Globalization;
using System.Net;
using Saksei.Register.Notes;
using Saksei.Verifier;

namespace Saksei.Cli.Published;

/// <summary>How long somebody waits for a server.</summary>
/// <param name="Wait">Waits.</param>
/// <param name="Now">The time, for a Retry-After that is a date.</param>
/// <param name="Longest">The longest single wait that a server may ask for.</param>
/// <param name="Total">All waits together.</param>
public sealed record Patience(Action<TimeSpan> Wait, Func<DateTimeOffset> Now, TimeSpan Longest, TimeSpan Total)
{
    /// <summary>Two minutes at once, half an hour in all.</summary>
    public static Patience Usual { get; } =
        new(Thread.Sleep, TimeProvider.System.GetUtcNow, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30));
}

/// <summary>
/// A published register behind HTTP. Only 404 and 410 say that a file isn't there. A server that is busy (429, 503 with Retry-After)
/// is asked again when it says; one that fails or stalls, or sends a file at less than 64 KiB a second, didn't give it. Results are asked
/// for as of the first checkpoint that was read: a served register goes on meanwhile. A server of mere files passes over the query.
/// </summary>
public sealed class HttpFiles(HttpClient client, Uri prefix, Patience patience) : IPublishedFiles
{
    private const long SlowestBytes = 64 << 10;

    // A verification can't pass any more: behind so many failures in a row nothing is asked, so that it ends.
    private const int MostFailures = 3;

    private TimeSpan _left = patience.Total;
    private int _failures;
    private long? _size;

    /// <inheritdoc/>
    public PublishedFile Read(string path, long maximumBytes)
    {
        if (_failures == MostFailures) return PublishedFile.NotRead("the server failed before");
        var file = Ask(path, maximumBytes);
        _failures = file.State == ReadState.NotRead ? _failures + 1 : 0;
        if (path == Publication.Checkpoint && file.IsRead) _size ??= SignedCheckpoint.Parse(file.Bytes, out _)?.Checkpoint.Size;
        return file;
    }

    /// <inheritdoc/>
    public IEnumerable<PublishedEntry>? List() => null;

    private PublishedFile Ask(string path, long maximumBytes)
    {
        while (true)
        {
            var (file, again) = TryFetch(path, maximumBytes);
            if (again is not { } wait) return file;
            if (wait > patience.Longest || wait > _left) return file;
            _left -= wait;
            patience.Wait(wait);
        }
    }

    private Uri AddressOf(string path) =>
        new(prefix, _size is { } size && ResultFile.MayLieAt(path) ? string.Create(CultureInfo.InvariantCulture, $"{path}?at={size}") : path);

    private (PublishedFile File, TimeSpan? Again) TryFetch(string path, long maximumBytes)
    {
        try
        {
            return Fetch(path, maximumBytes);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return (PublishedFile.NotRead(e is HttpRequestException ? e.Message : "the server stalls"), null);
        }
    }

    private (PublishedFile File, TimeSpan? Again) Fetch(string path, long maximumBytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(path));
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return (PublishedFile.Missing, null);
        if (response.StatusCode != HttpStatusCode.OK) return (PublishedFile.NotRead($"HTTP {(int)response.StatusCode}"), RetryAfter(response));

        // The client's own timeout ends with the headers: the body needs one.
        using var end = new CancellationTokenSource(client.Timeout + TimeSpan.FromSeconds(maximumBytes / SlowestBytes));
        using var hangingUp = end.Token.Register(response.Dispose);
        return (ReadBody(response, maximumBytes), null);
    }

    private static PublishedFile ReadBody(HttpResponseMessage response, long maximumBytes)
    {
        using var stream = response.Content.ReadAsStream();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > maximumBytes) return PublishedFile.TooLong;
        }

        return PublishedFile.Of(bytes.ToArray());
    }

    // A second at least, so that a server that asks for none doesn't keep anybody busy for ever.
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return null;
        var after = response.Headers.RetryAfter;
        var wait = after?.Delta ?? (after?.Date is { } date ? date - patience.Now() : null);
        return wait is { } given && given < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait;
    }
}
