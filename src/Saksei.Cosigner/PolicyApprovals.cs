using System.Text;
using Saksei.Cosigner.Keeping;
using Saksei.Register.Cosigning;
using Saksei.Register.Tree;

namespace Saksei.Cosigner;

/// <summary>How a co-signer's owner agrees to a change of policy (docs/spec/cosigning.md): by hand, beside the program that runs.</summary>
public static class PolicyApprovals
{
    private const int MostBytes = Policy.MaximumBytes;

    /// <summary>Approves a change to a policy; gives the change with the co-signer's line, as a note.</summary>
    /// <param name="folder">The co-signer's folder.</param>
    /// <param name="change">The file of the change: what is signed.</param>
    /// <param name="policy">The file of the new policy, which its owner has read.</param>
    /// <param name="unixSeconds">When.</param>
    /// <exception cref="CosignerFolderException">The files can't be read, the change is to another policy, or of a log that isn't co-signed here.</exception>
    public static string Approve(string folder, string change, string policy, long unixSeconds)
    {
        var text = Read(change);
        var asked = PolicyChange.Parse(text) ?? throw new CosignerFolderException("change-malformed", change);
        var log = CosignerFolder.ReadLogs(folder).FirstOrDefault(log => log.Name.Name == asked.Origin) ?? throw new CosignerFolderException("log-unknown", asked.Origin);
        var next = PolicyReader.ReadOf(log, Read(policy), out var problem) ?? throw new CosignerFolderException(problem.Code, $"{policy}:{problem.Line}");
        if (next.Log.Text != log.Text || Hash.OfBytes(next.ToBytes()) != asked.Next) throw new CosignerFolderException("change-other-policy", policy);
        using var key = CosignerFolder.ReadKey(folder);
        return Encoding.UTF8.GetString([.. text, (byte)'\n', .. key.Cosign(text, unixSeconds)]);
    }

    private static byte[] Read(string path) => DurableFolder.Read(path, MostBytes) ?? throw new CosignerFolderException("file-missing", path);
}
