using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saksei.Cli.Published;
using Saksei.Election.Organisations;
using Saksei.Node;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;

namespace Saksei.Cli.Cosigning;

/// <summary>Who has to co-sign a register: what a policy comes to, and how another takes its place.</summary>
internal static class PolicyCommands
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The register's folder." };
    private static readonly Argument<string> File = new("FILE") { Description = "A policy, with or without the line of its log." };
    private static readonly Option<string[]> Approvals = new("--approval") { Description = "What `cosign approve` printed.", AllowMultipleArgumentsPerToken = true };

    internal static Command Make() => new("policy", "Who has to co-sign checkpoints, so that they count.") { Check(), Change(), Draft() };

    private static Command Check()
    {
        var command = new Command("check", "What a policy comes to; warns where one co-signer's absence stops publication.") { File };
        command.SetAction(parsed =>
        {
            // Nothing that is asked here depends on the log, which may not be there yet.
            var place = parsed.GetRequiredValue(File);
            using var log = SignerKey.FromSeed("log", RandomNumberGenerator.GetBytes(32));
            var policy = Read(place, log.Verifier, isAnyLog: true);
            foreach (var (code, name) in Warnings(policy)) Terminal.Say(parsed.InvocationConfiguration.Error, code, place, name);
            Terminal.Write(JsonSerializer.SerializeToUtf8Bytes(Describe(policy), JsonOutput.Options));
            return 0;
        });
        return command;
    }

    private static object Describe(Policy policy) => new
    {
        cosigners = policy.Cosigners.Select(one => one.Name),
        quorum = policy.Quorum,
        fewest = policy.FewestThatMeet(),
        both = policy.FewestThatSignBoth(),
        indispensable = policy.Indispensable.Select(one => one.Name),
        optional = policy.Optional.Select(one => one.Name),
    };

    private static IEnumerable<(string Code, string Name)> Warnings(Policy policy) =>
    [
        .. policy.Indispensable.Select(one => ("policy-stopped-by-one", one.Name)),
        .. policy.FewestThatSignBoth() == 0 ? [("policy-lets-two", policy.Quorum)] : Array.Empty<(string, string)>(),
        .. policy.FewestThatMeet() == 1 ? [("policy-met-by-one", policy.Quorum)] : Array.Empty<(string, string)>(),
        .. policy.Cosigners.Where(one => one.Address.Length == 0).Select(one => ("policy-without-address", one.Name)),
    ];

    private static Command Change()
    {
        var command = new Command("change", "Prints what co-signers of the policy in force approve, so that another takes its place.") { Folder, File };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var (next, old) = (Read(parsed.GetRequiredValue(File), host.Founding.Log), InForce(host));
            if (old.Policy.IsSameAs(next)) throw new CommandProblem("policy-unchanged", parsed.GetRequiredValue(File));
            Terminal.Write(PolicyChange.To(next, old.Place.Identity).ToBytes());
            return 0;
        });
        return command;
    }

    private static StatedPolicy InForce(RegisterHost host) =>
        host.Snapshot().Cosigning.InForce ?? throw new CommandProblem("policy-none", host.Folder);

    private static Command Draft()
    {
        var command = new Command("draft", "Prints the act by which a policy takes effect, to be signed by `sign`.") { Folder, File, Approvals };
        command.SetAction(parsed =>
        {
            using var host = Terminal.Open(parsed.GetRequiredValue(Folder));
            var next = Read(parsed.GetRequiredValue(File), host.Founding.Log);
            var approvals = (parsed.GetValue(Approvals) ?? []).Select(path => ApprovalOf(path, InForce(host), next)).ToList();
            if (host.Snapshot().Cosigning.InForce is { } old && !old.Policy.IsMetBy(name => approvals.Any(one => one.Cosigner == name)))
                throw new CommandProblem("approvals-too-few", "--approval", string.Join(',', approvals.Select(one => one.Cosigner)));
            Terminal.Write(DraftOf(new RegisterCosigning(host.Desk.Header([]), CosigningRule.Of(next), [.. approvals])));
            return 0;
        });
        return command;
    }

    // `sign` gives it a header of its own.
    private static byte[] DraftOf(RegisterCosigning act)
    {
        var fields = JsonNode.Parse(act.ToBody())!.AsObject();
        foreach (var name in Commands.ActDraft.OfHeader) fields.Remove(name);
        return JsonSerializer.SerializeToUtf8Bytes(fields, JsonOutput.Options);
    }

    private static PolicyApproval ApprovalOf(string path, StatedPolicy old, Policy next)
    {
        var text = PolicyChange.To(next, old.Place.Identity).ToBytes();
        var note = SignedNote.Parse(KeptFiles.Read(path).Bytes) ?? throw new CommandProblem("note-malformed", path);
        if (!note.Text.Span.SequenceEqual(text)) throw new CommandProblem("change-other-policy", path);
        foreach (var cosigner in old.Policy.Cosigners)
            foreach (var line in note.Signatures)
                if (cosigner.Key.TimeOf(text, line) is { } time)
                    return new PolicyApproval(cosigner.Name, time, Convert.ToBase64String(CosignerKey.SignatureOf(line)));
        throw new CommandProblem("approval-wrong", path);
    }

    private static Policy Read(string path, VerifierKey log, bool isAnyLog = false)
    {
        var policy = PolicyReader.ReadOf(log, KeptFiles.Read(path).Bytes.Span, out var problem) ?? throw new CommandProblem(problem.Code, $"{path}:{problem.Line}");
        return policy.Log.Text == log.Text || isAnyLog ? policy : throw new CommandProblem("policy-other-log", path, policy.Log.Text);
    }
}
