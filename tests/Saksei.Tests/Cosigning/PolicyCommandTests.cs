using System.Text;
using Saksei.Cosigner;
using Saksei.Node;
using Saksei.Tests.Cli;
using Xunit;

namespace Saksei.Tests.Cosigning;

/// <summary>Replacing a co-signer as docs/spec/cosigning.md says, by the commands, with a file that doesn't name the log.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private static readonly string[] Names = ["observers", "party", "commission", "later"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("saksei-policy-");
    private readonly Dictionary<string, string> _keys;
    private readonly SmallElection _election;

    public PolicyCommandTests()
    {
        _keys = Names.ToDictionary(name => name, name => Command.Run("cosign", "init", At(name), "--name", name + ".example/cosigner").Json.GetProperty("key").GetString()!);
        _election = new SmallElection(cosigners: Lines("observers", "party", "commission"));
        foreach (var name in Names) Assert.Equal(0, Command.Run("cosign", "log", "add", At(name), _election.Host.Founding.Log.Text).Exit);
        File.WriteAllText(At("next.txt"), Lines("observers", "party", "later"));
        File.WriteAllText(At("same.txt"), Lines("observers", "party", "commission"));
    }

    private string Register => _election.RegisterFolder;

    public void Dispose()
    {
        _election.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_policy_says_how_many_must_join_and_what_one_loss_would_stop()
    {
        var two = Command.Run("policy", "check", At("next.txt"));
        Assert.Equal((0, ""), (two.Exit, two.Error));
        File.WriteAllText(At("split.txt"), Lines("observers", "party").Replace("group two 2", "group two 1", StringComparison.Ordinal));
        Assert.Contains("policy-lets-two", Command.Run("policy", "check", At("split.txt")).Error, StringComparison.Ordinal);
        File.WriteAllText(At("all.txt"), Lines("observers", "party"));
        Assert.Equal(2, Command.Run("policy", "check", At("all.txt")).Error.Split("policy-stopped-by-one").Length - 1);
    }

    [Fact]
    public void What_is_in_force_and_what_too_few_approved_is_refused_before_anybody_signs()
    {
        Assert.Equal(2, Run("policy-unchanged", "policy", "change", Register, At("same.txt")));
        File.WriteAllBytes(At("change"), ChangeTo("next.txt"));
        File.WriteAllText(At("observers.approval"), Approval("observers"));
        Assert.Equal(2, Run("approvals-too-few", "policy", "draft", Register, At("next.txt"), "--approval", At("observers.approval")));
        Assert.Equal(2, Run("change-other-policy", "cosign", "approve", At("party"), At("change"), At("same.txt")));
        File.WriteAllText(At("party.approval"), Approval("party"));
        Assert.Equal(0, Command.Run("policy", "draft", Register, At("next.txt"), "--approval", At("observers.approval"), At("party.approval")).Exit);
    }

    private string Approval(string name) => PolicyApprovals.Approve(At(name), At("change"), At("next.txt"), 1_700_000_000);

    // Documents go to the process's own output.
    private byte[] ChangeTo(string file)
    {
        using var host = RegisterHost.Open(Register);
        var next = Saksei.Register.Cosigning.PolicyReader.ReadFor(host.Founding.Log, File.ReadAllBytes(At(file)), out _)!;
        return Saksei.Register.Cosigning.PolicyChange.To(next, host.Snapshot().Cosigning.InForce!.Place.Identity).ToBytes();
    }

    private static int Run(string code, params string[] args)
    {
        var ran = Command.Run(args);
        Assert.Contains(code, ran.Error, StringComparison.Ordinal);
        return ran.Exit;
    }

    private string Lines(params string[] names)
    {
        var text = new StringBuilder();
        foreach (var name in names) text.Append("witness ").Append(name).Append(' ').Append(_keys[name]).Append(" http://").Append(name).Append(".test/\n");
        return text.Append("group two 2 ").AppendJoin(' ', names).Append("\nquorum two\n").ToString();
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
