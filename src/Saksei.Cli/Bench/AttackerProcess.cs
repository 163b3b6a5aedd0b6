using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Saksei.Cli.Served;

namespace Saksei.Cli.Bench;

/// <summary>The attackers as a process of their own: it begins at once, and ends when what it reads from ends.</summary>
internal sealed class AttackerProcess : IDisposable
{
    private const string Name = "attackers";
    private const string LowestPriority = "19";
    private readonly Process _process;

    private AttackerProcess(Process process) => _process = process;

    /// <summary>Starts them against a port, with what they need kept in a file.</summary>
    internal static AttackerProcess Start(int port, Target target, string file)
    {
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(target));
        var (program, first) = ServedProcess.Itself();
        var start = new ProcessStartInfo("nice", ["-n", LowestPriority, program, .. first, "bench", Name, $"{port}", file]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new AttackerProcess(Process.Start(start)!);
    }

    /// <summary>The command that the process runs.</summary>
    internal static Command Command()
    {
        var (port, file) = (new Argument<int>("PORT"), new Argument<string>("FILE"));
        var command = new Command(Name, "What `night --attack` starts beside itself.") { port, file };
        command.Hidden = true;
        command.SetAction(parsed => Attack(parsed.GetRequiredValue(port), parsed.GetRequiredValue(file)));
        return command;
    }

    /// <summary>Ends them.</summary>
    /// <returns>What they were answered: how often each status.</returns>
    internal async Task<Dictionary<string, int>> End()
    {
        _process.StandardInput.Close();
        return JsonSerializer.Deserialize<Dictionary<string, int>>(await _process.StandardOutput.ReadToEndAsync())!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task<int> Attack(int port, string file)
    {
        var attackers = new Attackers(port, JsonSerializer.Deserialize<Target>(await File.ReadAllBytesAsync(file))!);
        using var over = new CancellationTokenSource();
        var attacking = attackers.Run(over.Token);
        await Console.In.ReadToEndAsync();
        await over.CancelAsync();
        await attacking;
        Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(attackers.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).ToDictionary()));
        return 0;
    }
}
