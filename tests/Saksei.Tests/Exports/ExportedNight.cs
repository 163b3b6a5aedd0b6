using System.Diagnostics;
using Saksei.Cli;
using Saksei.Rehearsal;
using Saksei.Rehearsal.Drawn;
using Saksei.Tests.Seats;
using Xunit;

namespace Saksei.Tests.Exports;

/// <summary>The tables of a drawn night, in every format, and other programs that read them.</summary>
internal sealed class ExportedNight : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saksei-export-").FullName;

    internal ExportedNight(string election)
    {
        DrawnNight.Build(Register, Path.Combine(RealData.Root, "elections", election), [("transcriber", "commission", "authorities")], RehearsalExample.DefaultSeed, _ => { });
        using var said = new StringWriter();
        Assert.True(Root.Run(["export", Register, Tables, "--format", "csv", "xlsx", "parquet"], said, said) == 0, said.ToString());
    }

    internal string Register => Path.Combine(_folder, "register");

    internal string Tables => Path.Combine(_folder, "tables");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs a program of the system on the tables; gives its exit code and what it wrote.</summary>
    internal static (int Code, string Said) Run(string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(program), $"needs {program}");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
