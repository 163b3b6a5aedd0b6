using Saksei.Node;
using Saksei.Verifier;

namespace Saksei.Cli.Published;

/// <summary>Small files that somebody kept: receipts, checkpoints, pins, notes.</summary>
internal static class KeptFiles
{
    private const int MaximumBytes = 1 << 20;

    /// <summary>Reads one; a link is followed, for it is the reader's own.</summary>
    /// <exception cref="CommandProblem">It isn't there, or can't be such a file.</exception>
    internal static KeptFile Read(string path)
    {
        if (!Path.Exists(path)) throw new CommandProblem("file-missing", path);
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        var file = RegularFile.Read(Path.GetDirectoryName(target)!, Path.GetFileName(target), MaximumBytes);
        return file.IsRead ? new KeptFile(path, file.Bytes) : throw new CommandProblem(file.Code, path, file.Why);
    }
}
