using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Saksei.Cli.Served;

/// <summary>A server as a process of its own, with its limits on; ended with what is measured.</summary>
internal sealed class ServedProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;

    private ServedProcess(Process process, int port) => (_process, Port) = (process, port);

    internal int Port { get; }

    /// <summary>The highest resident set so far.</summary>
    internal long PeakMegabytes => StatusOf("VmHWM:");

    /// <summary>Starts <c>serve</c> over a register's folder.</summary>
    internal static Task<ServedProcess> Serve(string folder) => Serve(folder, FreePort());

    /// <summary>The same, at a port.</summary>
    internal static async Task<ServedProcess> Serve(string folder, int port)
    {
        var (program, first) = Itself();
        return await Start(program, [.. first, "serve", folder, "--urls", $"http://127.0.0.1:{port}"], port, "/log/checkpoint");
    }

    /// <summary>Starts a program that listens at a port, and waits until it answers for a path.</summary>
    internal static async Task<ServedProcess> Start(string program, IEnumerable<string> arguments, int port, string path)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        var served = new ServedProcess(Process.Start(start)!, port);
        served._process.ErrorDataReceived += (_, _) => { };
        served._process.OutputDataReceived += (_, _) => { };
        served._process.BeginErrorReadLine();
        served._process.BeginOutputReadLine();
        var since = Stopwatch.StartNew();
        while (!await served.Answers(path))
        {
            if (served._process.HasExited || since.Elapsed > Patience)
            {
                served.Dispose();
                throw new CommandProblem("server-not-started", "", program);
            }

            await Task.Delay(100);
        }

        return served;
    }

    /// <summary>The program that runs, and the arguments that it begins with, so that it can be started again beside itself.</summary>
    internal static (string Program, string[] First) Itself() =>
        Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) == "saksei" ? (program, []) : ("dotnet", [typeof(Root).Assembly.Location]);

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it at once (SIGKILL), whatever it is doing.</summary>
    internal void Kill()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task<bool> Answers(string path)
    {
        try
        {
            using var client = new LoopbackClient(0, Port);
            return (await client.Ask(LoopbackClient.Get(path))).Status == 200;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }

    private long StatusOf(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) >> 10;
    }
}
