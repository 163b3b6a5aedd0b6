using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Saksei.Server.Pages.Work.Scripts;

namespace Saksei.Cli.Scripts;

/// <summary>Something that a page does otherwise than pages do.</summary>
internal sealed record PageProblem(string Code, string Page, string Detail);

/// <summary>The scripts that pages at an address run: those that they name, and what those import. Everything that comes from there is the server's word.</summary>
internal sealed partial class ServedPages : IDisposable
{
    private const int MostBytes = 8 << 20;
    private const int MostScripts = 1_000;
    private static readonly string[] Pages = ["work/key", "check", ""];

    private readonly HttpClient _client;
    private readonly Dictionary<string, byte[]> _scripts = new(StringComparer.Ordinal);
    private readonly List<PageProblem> _problems = [];

    private ServedPages(Uri address) => _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = MostBytes };

    /// <summary>Scripts by their names.</summary>
    internal IReadOnlyDictionary<string, byte[]> Scripts => _scripts;

    /// <summary>What pages do otherwise.</summary>
    internal IReadOnlyList<PageProblem> Problems => _problems;

    /// <summary>Reads the pages that have scripts, and the first page, which has none.</summary>
    internal static ServedPages Read(string address)
    {
        if (!Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out var at) || at.Scheme is not ("http" or "https"))
            throw new CommandProblem("address-without-scheme", "--check", address);
        var served = new ServedPages(at);
        foreach (var page in Pages) served.ReadPage(page);
        return served;
    }

    public void Dispose() => _client.Dispose();

    private void ReadPage(string page)
    {
        var (at, bytes) = Fetch(new Uri(_client.BaseAddress!, page));
        if (bytes is null) throw new CommandProblem("target-unreachable", "--check", at.ToString());
        var html = Encoding.UTF8.GetString(bytes);
        foreach (Match tag in Tag().Matches(html)) ReadTag(at, tag.Groups[1].Value);
        foreach (Match service in Service().Matches(html)) ReadScript(at, service.Groups[1].Value);
    }

    // A script that stands in the page itself, or at another address, is none of those that anybody registered.
    private void ReadTag(Uri page, string attributes)
    {
        var source = Attribute(attributes, "src");
        if (source.Length == 0) _problems.Add(new PageProblem("script-in-page", page.PathAndQuery, ""));
        else if (ReadScript(page, source) is { } bytes && Attribute(attributes, "integrity") != "sha384-" + Convert.ToBase64String(SHA384.HashData(bytes)))
            _problems.Add(new PageProblem("integrity-differs", page.PathAndQuery, source));
    }

    private byte[]? ReadScript(Uri from, string source)
    {
        var at = new Uri(from, source);
        if (at.GetLeftPart(UriPartial.Authority) != _client.BaseAddress!.GetLeftPart(UriPartial.Authority))
        {
            _problems.Add(new PageProblem("script-elsewhere", from.PathAndQuery, source));
            return null;
        }

        var name = ServedScripts.NameOf(at.AbsolutePath);
        if (_scripts.TryGetValue(name, out var known) || _scripts.Count == MostScripts) return known;
        if (Fetch(at).Bytes is not { } bytes) return null;
        _scripts.Add(name, bytes);
        foreach (Match import in Import().Matches(Encoding.UTF8.GetString(bytes))) ReadScript(at, import.Groups[1].Value);
        return bytes;
    }

    private (Uri At, byte[]? Bytes) Fetch(Uri address)
    {
        try
        {
            using var response = _client.Send(new HttpRequestMessage(HttpMethod.Get, address));
            using var stream = response.Content.ReadAsStream();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return (response.RequestMessage?.RequestUri ?? address, response.IsSuccessStatusCode ? bytes.ToArray() : null);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            throw new CommandProblem("target-unreachable", "--check", address.ToString());
        }
    }

    private static string Attribute(string attributes, string name) =>
        WebUtility.HtmlDecode(Regex.Match(attributes, $"(?:^|\\s){name}\\s*=\\s*[\"']?([^\"'\\s>]*)", RegexOptions.IgnoreCase).Groups[1].Value);

    [GeneratedRegex("<script\\b([^>]*)>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex("data-(?:service|reader)=\"([^\"]*)\"")]
    private static partial Regex Service();

    [GeneratedRegex("(?:\\bfrom\\s*|\\bimport\\s*\\(?\\s*|\\bnew URL\\(\\s*)[\"'](\\.{1,2}/[^\"']+\\.js)[\"']")]
    private static partial Regex Import();
}
