using Saksei.Register.Notes;

namespace Saksei.Register.Cosigning;

/// <summary>
/// Puts a policy together part by part, in its order; each step gives the code of what is wrong, empty where nothing is. Members are
/// named before, each is a member of one group at most, and no two keys are the same 32 bytes.
/// </summary>
internal sealed class PolicyBuilder
{
    /// <summary>The quorum of a policy that asks for nobody; nothing else is called so.</summary>
    internal const string Nobody = "none";

    private readonly List<PolicyCosigner> _cosigners = [];
    private readonly List<PolicyGroup> _groups = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private VerifierKey? _log;
    private string? _quorum;

    internal string TakeLog(VerifierKey key)
    {
        if (_log is not null) return "policy-log-twice";
        _log = key;
        return Key(key.PublicBytes());
    }

    internal string TakeCosigner(PolicyCosigner cosigner)
    {
        if (_cosigners.Count == Policy.MaximumCosigners) return "policy-too-many";
        if (Name(cosigner.Name) is { Length: > 0 } wrong) return wrong;
        if (Key(cosigner.Key.PublicBytes()) is { Length: > 0 } known) return known;
        _cosigners.Add(cosigner);
        return cosigner.Address.Length == 0 || PolicyCosigner.IsAddress(cosigner.Address) ? "" : "policy-address";
    }

    internal string TakeGroup(PolicyGroup group)
    {
        if (_groups.Count == Policy.MaximumCosigners) return "policy-too-many";
        if (IsTaken(group.Name) is { Length: > 0 } wrong) return wrong;
        if (group.Members.Select(Member).FirstOrDefault(code => code.Length > 0) is { } member) return member;
        if (group.Threshold < 1 || group.Threshold > group.Members.Length) return "policy-threshold";
        _groups.Add(group);
        return Name(group.Name);
    }

    private string Member(string name) => !_names.Contains(name) ? "policy-member-unknown" : _members.Add(name) ? "" : "policy-member-twice";

    /// <summary>The quorum's name; empty for nobody's.</summary>
    internal string TakeQuorum(string name)
    {
        if (_quorum is not null) return "policy-quorum-twice";
        _quorum = name;
        return name.Length == 0 || _names.Contains(name) ? "" : "policy-member-unknown";
    }

    /// <summary>The policy; null with a code where a part of it is missing.</summary>
    internal Policy? Finish(out string code)
    {
        code = _log is null ? "policy-without-log" : _quorum is null ? "policy-without-quorum" : "";
        return _log is { } log && _quorum is { } quorum ? new Policy(log, [.. _cosigners], [.. _groups], quorum) : null;
    }

    private string IsTaken(string name) =>
        name == Nobody || !VerifierKey.IsName(name) || name[0] == '#' ? "policy-name" : _names.Contains(name) ? "policy-name-twice" : "";

    private string Name(string name)
    {
        var wrong = IsTaken(name);
        if (wrong.Length == 0) _names.Add(name);
        return wrong;
    }

    private string Key(byte[] bytes) => _keys.Add(Convert.ToHexString(bytes)) ? "" : "policy-key-twice";
}
