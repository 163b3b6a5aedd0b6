using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Saksei.Cli.Published;
using Saksei.Tests.Seats;
using Saksei.Verifier;
using Xunit;

namespace Saksei.Tests.Verifier;

/// <summary>What web/check and the verifier say of published folders: an outcome for each check, by the words of verification.md.</summary>
internal static class SecondChecker
{
    /// <summary>All folders by one process, a line of JSON each.</summary>
    internal static List<ImmutableDictionary<string, string>> Outcomes(string[] folders) =>
        [.. Run(["--json", .. folders]).Said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Outcomes)];

    /// <summary>The verifier's.</summary>
    internal static ImmutableDictionary<string, string> OutcomesOfVerifier(string folder) =>
        Verification.Run(new FolderFiles(folder), Pin.None).Checks.ToImmutableDictionary(check => Word(check.Check), check => Word(check.Outcome));

    /// <summary>The checks of which the two say different things.</summary>
    internal static List<string> Differences(ImmutableDictionary<string, string> verifier, ImmutableDictionary<string, string> expected) =>
        [.. expected.Where(one => verifier[one.Key] != one.Value)
            .Select(one => $"{one.Key}: the verifier {verifier[one.Key]}, expected {one.Value}").Order(StringComparer.Ordinal)];

    internal static (int Code, string Said) Run(string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/node"), "needs Node.js");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/node", [Path.Combine(RealData.Root, "web", "check", "main.js"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    private static ImmutableDictionary<string, string> Outcomes(string report) =>
        JsonDocument.Parse(report).RootElement.GetProperty("checks").EnumerateArray()
            .ToImmutableDictionary(check => check.GetProperty("check").GetString()!, check => check.GetProperty("outcome").GetString()!);

    private static string Word<T>(T word) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
