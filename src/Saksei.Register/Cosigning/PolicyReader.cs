using System.Collections.Immutable;
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
/// Words stand between spaces or tabs; a line that begins with <c>#</c> says nothing. Members are named before, each is a member of
/// one group at most, and no two co-signers have the same key. One log: that of the register.
/// </summary>
public sealed class PolicyReader
{
    private readonly List<PolicyCosigner> _cosigners = [];
    private readonly List<PolicyGroup> _groups = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private VerifierKey? _log;
    private string? _quorum;

    private PolicyReader()
    {
    }

    /// <summary>Reads one strictly; null with the first problem where it isn't one.</summary>
    public static Policy? Read(ReadOnlySpan<byte> bytes, out PolicyProblem problem)
    {
        problem = new PolicyProblem(1, "policy-too-long");
        if (bytes.Length > Policy.MaximumBytes) return null;
        problem = new PolicyProblem(1, "policy-not-text");
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) return null;
        var reader = new PolicyReader();
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            number++;
            if (reader.Take(line) is not { Length: > 0 } code) continue;
            problem = new PolicyProblem(number, code);
            return null;
        }

        return reader.Finish(number, out problem);
    }

    private Policy? Finish(int lines, out PolicyProblem problem)
    {
        problem = new PolicyProblem(lines, _log is null ? "policy-without-log" : _quorum is null ? "policy-without-quorum" : "");
        return _log is { } log && _quorum is { } quorum ? new Policy(log, [.. _cosigners], [.. _groups], quorum) : null;
    }

    private string Take(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].StartsWith('#')) return "";
        return words switch
        {
            ["log", var key] => TakeLog(key, null),
            ["log", var key, var address] => TakeLog(key, address),
            ["witness", var name, var key] => TakeCosigner(name, key, null),
            ["witness", var name, var key, var address] => TakeCosigner(name, key, address),
            ["group", var name, var threshold, _, ..] => TakeGroup(name, threshold, [.. words.AsSpan(3)]),
            ["quorum", var name] => TakeQuorum(name),
            _ => "policy-line-unknown",
        };
    }

    private string TakeLog(string text, string? address)
    {
        if (_log is not null) return "policy-log-twice";
        if (address is not null && AddressOf(address) is null) return "policy-address";
        if (VerifierKey.Parse(text, out var code) is not { } key) return code;
        _log = key;
        return _keys.Add(Convert.ToHexString(key.PublicBytes())) ? "" : "policy-key-twice";
    }

    private string TakeCosigner(string name, string text, string? address)
    {
        if (_cosigners.Count == Policy.MaximumCosigners) return "policy-too-many";
        if (CosignerKey.Parse(text, out var code) is not { } key) return code;
        if (address is not null && AddressOf(address) is null) return "policy-address";
        if (Name(name) is { Length: > 0 } wrong) return wrong;
        if (!_keys.Add(Convert.ToHexString(key.PublicBytes()))) return "policy-key-twice";
        _cosigners.Add(new PolicyCosigner(name, key, address is null ? null : AddressOf(address)));
        return "";
    }

    private string TakeGroup(string name, string threshold, ImmutableArray<string> members)
    {
        if (_groups.Count == Policy.MaximumCosigners) return "policy-too-many";
        if (members.Any(member => !_names.Contains(member))) return "policy-member-unknown";
        if (!members.All(_members.Add)) return "policy-member-twice";
        if (ThresholdOf(threshold, members.Length) is not { } needed) return "policy-threshold";
        if (Name(name) is { Length: > 0 } wrong) return wrong;
        _groups.Add(new PolicyGroup(name, needed, members));
        return "";
    }

    private string TakeQuorum(string name)
    {
        if (_quorum is not null) return "policy-quorum-twice";
        if (name != "none" && !_names.Contains(name)) return "policy-member-unknown";
        _quorum = name == "none" ? "" : name;
        return "";
    }

    private string Name(string name) => name == "none" ? "policy-name" : _names.Add(name) ? "" : "policy-name-twice";

    private static int? ThresholdOf(string text, int members) => text switch
    {
        "all" => members,
        "any" => 1,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= members && text[0] != '0' ? number : null,
    };

    private static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0 ? address : null;
}
