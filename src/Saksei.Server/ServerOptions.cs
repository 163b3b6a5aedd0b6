using System.Collections.Immutable;
using System.Net;

namespace Saksei.Server;

/// <summary>How the server listens.</summary>
/// <param name="Urls">Addresses to listen at, separated by semicolons; port 0 takes a free one.</param>
public sealed record ServerOptions(string Urls = "http://localhost:8080")
{
    /// <summary>Proxies whose word is taken for whom they ask; nobody else's is.</summary>
    public ImmutableArray<IPAddress> Proxies { get; init; } = [];

    /// <summary>
    /// Where people reach the server; empty where nobody said. What a request calls the host is its sender's word, and would be kept in
    /// caches for others: pages never use it.
    /// </summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>How co-signers are reached; null for over the network, straight and without following what they say elsewhere.</summary>
    public HttpMessageHandler? ToCosigners { get; init; }

    /// <summary>How long the register may have moved on from the page that a reader is shown.</summary>
    public TimeSpan MostBehind { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Pages and files that one address may ask for at once, and again each ten seconds.</summary>
    public int ReadsPerTenSeconds { get; init; } = 5_000;

    /// <summary>Connections that one address may hold open: thousands of people may share one.</summary>
    public int ConnectionsOfAddress { get; init; } = 1_000;

    /// <summary>Attachments that one address may fetch at once.</summary>
    public int DownloadsOfAddress { get; init; } = 64;

    /// <summary>Bytes of bundles of acts that may wait for readers of one address.</summary>
    public long UnsentBytesOfAddress { get; init; } = 64 << 20;

    /// <summary>Bytes of files that may be on their way in by keys of one organisation.</summary>
    public long UploadBytesOfOrganisation { get; init; } = 32 << 20;

    /// <summary>Notes that one address may hand in at once, and again each ten seconds: thousands of people may share one.</summary>
    public int PostsPerTenSeconds { get; init; } = 10_000;

    /// <summary>Answers to slips that one address may put into the letter box at once, and again each ten seconds: each is put in by hand.</summary>
    public int EnrolmentsPerTenSeconds { get; init; } = 200;

    /// <summary>Previews that one address may ask for at once; a tenth of it each second, and more wait for their turn.</summary>
    public int PreviewsPerTenSeconds { get; init; } = 500;

    /// <summary>Acts that one key may hand in at once, and again each ten seconds.</summary>
    public int PostsOfKeyPerTenSeconds { get; init; } = 1_000;
}
