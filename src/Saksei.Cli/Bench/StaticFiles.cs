using Saksei.Cli.Served;
using Saksei.Words;

namespace Saksei.Cli.Bench;

/// <summary>Pages as files in a folder of their own, and nginx over them.</summary>
internal sealed class StaticFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-nginx-").FullName;

    private StaticFiles()
    {
    }

    /// <summary>Fetches the first page in each language.</summary>
    internal static async Task<StaticFiles> Of(int port, IEnumerable<string> languages)
    {
        var files = new StaticFiles();
        using var client = new LoopbackClient(2, port);
        foreach (var language in languages)
        {
            var page = await client.Ask(LoopbackClient.Get($"/{language}/"), keepBody: true);
            var folder = Directory.CreateDirectory(Path.Combine(files._folder, "html", language));
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "index.html"), page.Body);
        }

        return files;
    }

    /// <summary>Starts nginx, on two processes, as fast as it goes.</summary>
    internal async Task<ServedProcess> Serve()
    {
        var (port, configuration) = (ServedProcess.FreePort(), Path.Combine(_folder, "nginx.conf"));
        await File.WriteAllTextAsync(configuration, $$"""
            user root; worker_processes 2; daemon off; pid {{_folder}}/pid; error_log {{_folder}}/error.log;
            events { worker_connections 1024; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; types { text/html html; }
              client_body_temp_path {{_folder}}/1; proxy_temp_path {{_folder}}/2; fastcgi_temp_path {{_folder}}/3; uwsgi_temp_path {{_folder}}/4; scgi_temp_path {{_folder}}/5;
              server { listen 127.0.0.1:{{port}}; root {{_folder}}/html; index index.html; }
            }
            """);
        return await ServedProcess.Start("nginx", ["-e", Path.Combine(_folder, "error.log"), "-c", configuration], port, $"/{TextBook.Default}/");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
