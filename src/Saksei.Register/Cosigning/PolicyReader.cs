using System.Globalization;
using System.Text;
using Saksei.Register.Notes;

namespace Saksei.Register.Cosigning;

/// <summary>What is wrong with a policy: the line, from 1, and a stable code.</summary>
public readonly record struct PolicyProblem(int Line, string Code);

/// <summary>
/// Reads a policy (C2SP tlog-policy):
/// <code>
/// log VKEY [URL]
/// witness NAME VKEY [URL]
/// group NAME all|any|K MEMBER…
/// quorum NAME|none
/// </code>
/// Words stand between spaces or tabs; a line that begins with <c>#</c> says nothing. What the lines may say: <see cref="PolicyBuilder"/>.
/// </summary>
public static class PolicyReader
{
    /// <summary>Reads one strictly; null with the first problem where it isn't one.</summary>
    public static Policy? Read(ReadOnlySpan<byte> bytes, out PolicyProblem problem) => Read(new PolicyBuilder(), bytes, out problem);

    /// <summary>The same of a file that doesn't name its log, as somebody writes it before the log's key is made.</summary>
    public static Policy? ReadFor(VerifierKey log, ReadOnlySpan<byte> bytes, out PolicyProblem problem)
    {
        var builder = new PolicyBuilder();
        builder.TakeLog(log);
        return Read(builder, bytes, out problem);
    }

    /// <summary>The same, whether the file names its log or not. A log that it names is the policy's.</summary>
    public static Policy? ReadOf(VerifierKey log, ReadOnlySpan<byte> bytes, out PolicyProblem problem)
    {
        var policy = Read(bytes, out problem);
        return policy is null && problem.Code == "policy-without-log" ? ReadFor(log, bytes, out problem) : policy;
    }

    private static Policy? Read(PolicyBuilder builder, ReadOnlySpan<byte> bytes, out PolicyProblem problem)
    {
        problem = new PolicyProblem(1, bytes.Length > Policy.MaximumBytes ? "policy-too-long" : "policy-not-text");
        if (bytes.Length > Policy.MaximumBytes || !System.Text.Unicode.Utf8.IsValid(bytes)) return null;
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            number++;
            if (Take(builder, line) is not { Length: > 0 } code) continue;
            problem = new PolicyProblem(number, code);
            return null;
        }

        var policy = builder.Finish(out var lacking);
        problem = new PolicyProblem(number, lacking);
        return policy;
    }

    private static string Take(PolicyBuilder builder, string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].StartsWith('#')) return "";
        return words switch
        {
            ["log", var key, .. var address] when address.Length < 2 => TakeLog(builder, key, address),
            ["witness", var name, var key, .. var address] when address.Length < 2 => TakeCosigner(builder, name, key, address),
            ["group", var name, var threshold, _, ..] when ThresholdOf(threshold, words.Length - 3) is { } needed => builder.TakeGroup(new PolicyGroup(name, needed, [.. words.AsSpan(3)])),
            ["quorum", var name] => builder.TakeQuorum(name == PolicyBuilder.Nobody ? "" : name),
            _ => "policy-line-unknown",
        };
    }

    private static string TakeLog(PolicyBuilder builder, string text, string[] address)
    {
        if (VerifierKey.Parse(text, out var code) is not { } key) return code;
        return address.All(PolicyCosigner.IsAddress) ? builder.TakeLog(key) : "policy-address";
    }

    private static string TakeCosigner(PolicyBuilder builder, string name, string text, string[] address) =>
        CosignerKey.Parse(text, out var code) is { } key ? builder.TakeCosigner(new PolicyCosigner(name, key, address.FirstOrDefault(""))) : code;

    private static int? ThresholdOf(string text, int members) => text switch
    {
        "all" => members,
        "any" => 1,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text ? number : null,
    };
}
