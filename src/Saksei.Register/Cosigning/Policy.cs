using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Saksei.Register.Notes;

namespace Saksei.Register.Cosigning;

/// <summary>A co-signer that a policy names.</summary>
/// <param name="Name">What the policy calls it.</param>
/// <param name="Key">Its key.</param>
/// <param name="Address">Where it takes checkpoints: http or https; empty where the policy names no address.</param>
public sealed record PolicyCosigner(string Name, CosignerKey Key, string Address)
{
    /// <summary>Whether a text is an address that checkpoints can be handed in at: without user, query or fragment.</summary>
    internal static bool IsAddress(string text)
    {
        var rest = text.StartsWith("https://", StringComparison.Ordinal) ? text.AsSpan(8) : text.StartsWith("http://", StringComparison.Ordinal) ? text.AsSpan(7) : [];
        var host = rest[..(rest.IndexOf('/') is >= 0 and var slash ? slash : rest.Length)];
        var path = rest[host.Length..];
        return !host.IsEmpty && !host.ContainsAnyExcept(OfHosts) && !path.ContainsAny(@"?#\") && !path.ContainsAnyExceptInRange('!', '~') && Uri.TryCreate(text, UriKind.Absolute, out _);
    }

    // By characters, as docs/spec/cosigning.md has it, so that whatever reads addresses reads these alike.
    private static readonly SearchValues<char> OfHosts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:[]");
}

/// <summary>A group of a policy: it is met once so many of its members are.</summary>
/// <param name="Name">What the policy calls it.</param>
/// <param name="Threshold">How many members must be met, from 1 to all.</param>
/// <param name="Members">Names of co-signers and of groups, each defined before it.</param>
public sealed record PolicyGroup(string Name, int Threshold, ImmutableArray<string> Members);

/// <summary>What a policy makes of one checkpoint.</summary>
/// <param name="IsMet">Whether enough have co-signed it.</param>
/// <param name="Times">When each co-signer that did co-signed it, by its own clock.</param>
public sealed record PolicyOutcome(bool IsMet, FrozenDictionary<string, long> Times);

/// <summary>
/// Whose co-signatures make a checkpoint of a log count (C2SP tlog-policy): co-signers, groups of k of n, and the one group or
/// co-signer that is the quorum. A co-signer outside the quorum is optional: what it signs is collected and shown, and nothing
/// waits for it.
/// </summary>
public sealed class Policy
{
    /// <summary>The longest policy: 16 KiB.</summary>
    public const int MaximumBytes = 16 << 10;

    /// <summary>The most co-signers: those whose lines a checkpoint has room for.</summary>
    public const int MaximumCosigners = SignedCheckpoint.MaximumSignatures - 1;

    private readonly FrozenDictionary<string, PolicyGroup> _groups;

    internal Policy(VerifierKey log, ImmutableArray<PolicyCosigner> cosigners, ImmutableArray<PolicyGroup> groups, string quorum) =>
        (Log, Cosigners, Groups, Quorum, _groups) = (log, cosigners, groups, quorum, groups.ToFrozenDictionary(group => group.Name));

    /// <summary>The log that it is about.</summary>
    public VerifierKey Log { get; }

    /// <summary>Every co-signer, in the policy's order.</summary>
    public ImmutableArray<PolicyCosigner> Cosigners { get; }

    /// <summary>Every group, in the policy's order: members stand before it.</summary>
    public ImmutableArray<PolicyGroup> Groups { get; }

    /// <summary>The co-signer or group that must be met; empty for a policy that asks for nobody.</summary>
    public string Quorum { get; }

    /// <summary>The policy of a log of these parts, in their order; null with a code of docs/spec/cosigning.md where they don't make one.</summary>
    /// <param name="log">The log that it is about.</param>
    /// <param name="cosigners">Every co-signer.</param>
    /// <param name="groups">Every group; its members are named before it.</param>
    /// <param name="quorum">A co-signer or a group; empty for nobody.</param>
    /// <param name="code">What is wrong; empty where nothing is.</param>
    public static Policy? Of(VerifierKey log, IEnumerable<PolicyCosigner> cosigners, IEnumerable<PolicyGroup> groups, string quorum, out string code)
    {
        var builder = new PolicyBuilder();
        code = cosigners.Select(builder.TakeCosigner).Prepend(builder.TakeLog(log)).Concat(groups.Select(builder.TakeGroup))
            .FirstOrDefault(wrong => wrong.Length > 0) ?? builder.TakeQuorum(quorum);
        return code.Length == 0 ? builder.Finish(out code) : null;
    }

    /// <summary>The policy as a file, in its one form: no comments, one space between words.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"log {Log.Text}\n");
        foreach (var one in Cosigners) text.Append(CultureInfo.InvariantCulture, $"witness {one.Name} {one.Key.Text}{(one.Address.Length > 0 ? " " : "")}{one.Address}\n");
        foreach (var group in Groups) text.Append(CultureInfo.InvariantCulture, $"group {group.Name} {group.Threshold} {string.Join(' ', group.Members)}\n");
        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"quorum {(Quorum.Length > 0 ? Quorum : PolicyBuilder.Nobody)}\n").ToString());
    }

    /// <summary>Whether another is the same in its one form.</summary>
    public bool IsSameAs(Policy other) => ToBytes().AsSpan().SequenceEqual(other.ToBytes());

    /// <summary>Who has co-signed a checkpoint, and whether that is enough. The log's own signature isn't looked at here.</summary>
    public PolicyOutcome Judge(SignedNote checkpoint)
    {
        var times = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var cosigner in Cosigners)
            if (TimeOf(cosigner.Key, checkpoint) is { } time)
                times.Add(cosigner.Name, time);
        return new PolicyOutcome(IsMetBy(times.ContainsKey), times.ToFrozenDictionary());
    }

    /// <summary>Whether the co-signers for whom a question is answered yes are enough.</summary>
    public bool IsMetBy(Func<string, bool> hasSigned) => Quorum.Length == 0 || IsMet(Quorum, hasSigned);

    /// <summary>Whether a co-signer or group of the policy is met by those who have signed.</summary>
    public bool IsMet(string member, Func<string, bool> hasSigned) =>
        _groups.TryGetValue(member, out var group) ? group.Members.Count(inner => IsMet(inner, hasSigned)) >= group.Threshold : hasSigned(member);

    /// <summary>Co-signers without whom the quorum can't be met: where one of them stops, publication stops.</summary>
    public IEnumerable<PolicyCosigner> Indispensable => Cosigners.Where(cosigner => !IsMetBy(name => name != cosigner.Name));

    /// <summary>Co-signers who make no difference to the quorum: what they sign is collected and shown.</summary>
    public IEnumerable<PolicyCosigner> Optional => Cosigners.Where(cosigner => !IsPartOf(Quorum, cosigner.Name));

    /// <summary>
    /// The fewest co-signers who together meet the quorum: so many hands, and the log's, must join to show something that was
    /// never there.
    /// </summary>
    public int FewestThatMeet() => Quorum.Length == 0 ? 0 : Fewest(Quorum);

    /// <summary>
    /// The fewest co-signers who must have signed both of two registers that both count: so many hands, and the log's, must join to show
    /// two people two registers. 0 where the log's operator alone can, since some make one count and others the other.
    /// </summary>
    public int FewestThatSignBoth() => Quorum.Length == 0 ? 0 : FewestInBoth(Quorum);

    // Of n members k are met for the one and k for the other, so at least 2k − n for both; of those that are met for one only nobody signs both.
    private int FewestInBoth(string member) =>
        _groups.TryGetValue(member, out var group)
            ? group.Members.Select(FewestInBoth).Order().Take(Math.Max(0, (2 * group.Threshold) - group.Members.Length)).Sum()
            : 1;

    private bool IsPartOf(string member, string name) => member == name || (_groups.TryGetValue(member, out var group) && group.Members.Any(inner => IsPartOf(inner, name)));

    // Members of a group are disjoint, since each name is a member once: the cheapest of them make the cheapest quorum.
    private int Fewest(string member) =>
        _groups.TryGetValue(member, out var group) ? group.Members.Select(Fewest).Order().Take(group.Threshold).Sum() : 1;

    // The latest of its lines, since it may refresh what it signed before; none where one of them isn't its own, which makes the note false.
    private static long? TimeOf(CosignerKey key, SignedNote checkpoint)
    {
        long? latest = null;
        foreach (var line in checkpoint.Signatures.Where(line => line.Key == key.Name))
        {
            if (key.TimeOf(checkpoint.Text.Span, line) is not { } time) return null;
            latest = Math.Max(latest ?? 0, time);
        }

        return latest;
    }
}
