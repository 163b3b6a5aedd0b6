using Saksei.Election.Acts;
using Saksei.Register.Tree;

namespace Saksei.Node.Mirroring;

/// <summary>Files that acts name: fetched before their acts are appended. What the server lacks is asked for again later.</summary>
internal sealed class MirrorFiles(RegisterHost host)
{
    private const int MostAsked = 64;
    private readonly Dictionary<Hash, Attachment> _lacking = [];

    /// <summary>Notes what is lacking of acts that are here already, such as after a process that ended between.</summary>
    internal void Begin()
    {
        foreach (var file in host.Journal(0, host.Head.Size).SelectMany(line => line.Act.References)) Lack(file);
    }

    /// <summary>Fetches the files of acts that are to be appended.</summary>
    internal void Fetch(UpstreamLog log, IEnumerable<Act> acts)
    {
        foreach (var file in acts.SelectMany(act => act.References).DistinctBy(file => file.Sha256)) TryFetch(log, file);
    }

    /// <summary>Asks again for some that are lacking.</summary>
    internal void Retry(UpstreamLog log)
    {
        foreach (var file in _lacking.Values.Take(MostAsked).ToList())
            if (IsNeeded(file)) TryFetch(log, file);
            else _lacking.Remove(file.Sha256);
    }

    private void TryFetch(UpstreamLog log, Attachment file)
    {
        if (!IsNeeded(file)) return;
        if (log.File(file.Sha256, file.Length) is { } bytes)
        {
            host.KeepFile(bytes, file.MediaType);
            _lacking.Remove(file.Sha256);
        }
        else
        {
            Lack(file);
        }
    }

    private void Lack(Attachment file)
    {
        if (IsNeeded(file)) _lacking.TryAdd(file.Sha256, file);
    }

    private bool IsNeeded(Attachment file) => host.Store.ReadAttachmentLength(file.Sha256) is null && host.FindTakenDown(file.Sha256) is null;
}
