namespace Saksei.Verifier;

/// <summary>
/// Where a published register is read from: a folder, HTTP, or whatever the caller has. Paths are those of
/// docs/spec/publication.md, with forward slashes. Nothing that comes from here is believed.
/// </summary>
public interface IPublishedFiles
{
    /// <summary>The bytes of a file, or null where there is none or it is longer than the limit.</summary>
    byte[]? Read(string path, long maximumBytes);

    /// <summary>All paths that there are, or null where they can't be listed.</summary>
    IReadOnlyCollection<string>? List();
}

/// <summary>A published register in a folder.</summary>
public sealed class FolderFiles(string folder) : IPublishedFiles
{
    /// <inheritdoc/>
    public byte[]? Read(string path, long maximumBytes)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, path));
            return file.Exists && file.Length <= maximumBytes ? File.ReadAllBytes(file.FullName) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> List() =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))];
}

/// <summary>
/// A published register behind HTTP. A server that stalls, or sends a file at less than 64 KiB a second, doesn't have it.
/// </summary>
public sealed class HttpFiles(HttpClient client, Uri prefix) : IPublishedFiles
{
    private const long SlowestBytes = 64 << 10;

    /// <inheritdoc/>
    public byte[]? Read(string path, long maximumBytes)
    {
        try
        {
            return Fetch(path, maximumBytes);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    private byte[]? Fetch(string path, long maximumBytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(prefix, path));
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);

        // The client's own timeout ends with the headers: the body needs one.
        using var patience = new CancellationTokenSource(client.Timeout + TimeSpan.FromSeconds(maximumBytes / SlowestBytes));
        using var hangingUp = patience.Token.Register(response.Dispose);
        if (!response.IsSuccessStatusCode) return null;
        using var stream = response.Content.ReadAsStream();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > maximumBytes) return null;
        }

        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string>? List() => null;
}
