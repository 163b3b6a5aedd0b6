using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Saksei.Tests.Server;

/// <summary>
/// Stands between people and a server, and gives them other bytes than it does once it is asked to: a script with something behind it,
/// at an address and with an integrity of its own, as an attacking server would.
/// </summary>
internal sealed class AlteringServer : IAsyncDisposable
{
    private readonly HttpClient _behind;
    private readonly WebApplication _app;
    private Func<byte[], byte[]> _change = bytes => bytes;
    private byte[] _script = [];
    private string _address = "";

    private AlteringServer(string behind)
    {
        _behind = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(behind) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(Answer);
    }

    /// <summary>Where it listens.</summary>
    internal string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The altered script's SHA-256.</summary>
    internal string AlteredHash => Convert.ToHexStringLower(SHA256.HashData(_script));

    internal static async Task<AlteringServer> Start(string behind)
    {
        var server = new AlteringServer(behind);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>From now on the workplaces' script has something behind it, and pages something in their heads; the service worker says the same, or stays.</summary>
    internal void Alter(string addition, string head = "", bool withService = true)
    {
        var (address, script) = Workplace();
        _script = [.. script, .. Encoding.UTF8.GetBytes("\n" + addition)];
        _address = $"/work/{AlteredHash[..12]}/work.js";
        var (integrity, altered) = (IntegrityOf(script), IntegrityOf(_script));
        _change = bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (text.StartsWith("<!DOCTYPE", StringComparison.Ordinal)) text = text.Replace(address, _address, StringComparison.Ordinal).Replace(integrity, altered, StringComparison.Ordinal).Replace("</head>", head + "</head>", StringComparison.Ordinal);
            else if (withService) text = text.Replace(address, _address, StringComparison.Ordinal).Replace(Convert.ToHexStringLower(SHA256.HashData(script)), AlteredHash, StringComparison.Ordinal);
            return Encoding.UTF8.GetBytes(text);
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _behind.Dispose();
    }

    private (string Address, byte[] Script) Workplace()
    {
        var html = _behind.GetStringAsync("/en/work/key").Result;
        var start = html.IndexOf("src=\"/work/", StringComparison.Ordinal) + "src=\"".Length;
        var address = html[start..html.IndexOf('"', start)];
        return (address, _behind.GetByteArrayAsync(address).Result);
    }

    private static string IntegrityOf(byte[] script) => WebUtility.HtmlEncode("sha384-" + Convert.ToBase64String(SHA384.HashData(script))).Replace("+", "&#x2B;", StringComparison.Ordinal);

    private async Task Answer(HttpContext context)
    {
        if (_address.Length > 0 && context.Request.Path == _address)
        {
            context.Response.ContentType = "text/javascript";
            await context.Response.Body.WriteAsync(_script);
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path.ToUriComponent() + context.Request.QueryString);
        if (HttpMethods.IsPost(context.Request.Method)) request.Content = await BodyOf(context.Request);
        using var response = await _behind.SendAsync(request);
        await Give(context, response);
    }

    private async Task Give(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Content-Length" or "ETag")) context.Response.Headers[name] = values.ToArray();
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var isText = response.Content.Headers.ContentType?.MediaType is "text/html" or "text/javascript";
        if (isText && _address.Length > 0) context.Response.Headers.Remove("Content-Security-Policy");
        await context.Response.Body.WriteAsync(isText ? _change(bytes) : bytes);
    }

    private static async Task<HttpContent> BodyOf(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var content = new ByteArrayContent(body.ToArray());
        if (request.ContentType is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
