using System.Text;
using Saksei.Election.Acts;
using Saksei.Election.Stations;
using Saksei.Node;
using Saksei.Node.Mirroring;
using Saksei.Register.Acts;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Store;
using Saksei.Tests.Cosigning;
using Xunit;

namespace Saksei.Tests.Mirroring;

/// <summary>A small register with some acts and a photograph, how it is shown, and a place for a mirror of it.</summary>
internal sealed class Followed : IDisposable
{
    internal static readonly byte[] Photograph = "what a photograph might be"u8.ToArray();

    internal Followed(string cosigners = "")
    {
        Election = new SmallElection(cosigners: cosigners);
        Upstream = new Upstream(Election.Host);
        Time.Seconds = 1_700_000_030;
    }

    internal SmallElection Election { get; }

    internal Upstream Upstream { get; }

    internal RegisterHost Host => Election.Host;

    internal StandingTime Time { get; } = new();

    internal string MirrorFolder => At("mirror");

    internal string At(string name) => Path.Combine(Election.Folder, name);

    internal Mirror Open(string name = "mirror") => Mirror.Open(At(name), Upstream.Source, Time);

    /// <summary>So many batches, each of a copy.</summary>
    internal void Grow(int batches = 3)
    {
        for (var i = 0; i < batches; i++) Election.Copy("S0" + (1 + (i % 9)), "registered=100 A=40 B=5", sheet: $"sheet-{Host.Head.Size}");
    }

    /// <summary>Others have to co-sign from now on, as one of those who had to says.</summary>
    internal void Change(MemoryCosigner approves, string policy) =>
        Assert.Equal(Outcome.Applied, Policies.Change(Host, PolicyReader.ReadFor(Host.Founding.Log, Encoding.UTF8.GetBytes(policy), out _)!, approves));

    /// <summary>A report with a photograph.</summary>
    internal Attachment Photographed()
    {
        var file = new Attachment(Hash.OfBytes(Photograph), Photograph.Length, "text/plain");
        Host.KeepFile(Photograph, file.MediaType);
        Election.Submit(header => new StationConditions(header, "S01", Doors.Closed, [], Seen.No, [], null, null, [file], null), "observers/desk");
        return file;
    }

    /// <summary>The same register as it is now, in another folder, with the log's keys: what goes on there is another history.</summary>
    internal RegisterHost CopyAs(string name)
    {
        var folder = At(name);
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        RegisterFile.Copy(Election.RegisterFolder, Path.Combine(folder, RegisterHost.DatabaseName));
        foreach (var key in Directory.EnumerateFiles(Path.Combine(Election.RegisterFolder, "keys"))) File.Copy(key, Path.Combine(folder, "keys", Path.GetFileName(key)));
        return RegisterHost.Open(folder, Election.DeskFor);
    }

    /// <summary>Goes on in another history.</summary>
    internal void GrowIn(RegisterHost other, string station, int batches = 1)
    {
        var key = SmallElection.Key("commission/desk");
        for (var i = 0; i < batches; i++) other.Submit([Election.SignedCopy(station, $"registered=100 A={30 + i} B=5", key)]);
    }

    /// <summary>An act with its author's name and 64 zeros for a signature.</summary>
    internal byte[] Unsigned()
    {
        var key = SmallElection.Key("commission/desk");
        var signed = SignedAct.Parse(Election.SignedCopy("S09", "registered=100 A=1 B=5", key).Record, out _)!;
        return [.. signed.Text.Span, (byte)'\n', .. SignedNote.SignatureLine(key.Verifier.Name, new byte[64])];
    }

    internal static SignedCheckpoint CheckpointOf(RegisterHost host, long? size = null) => SignedCheckpoint.Parse(host.Store.ReadCheckpoint(size ?? host.Head.Size)!, out _)!;

    internal static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    public void Dispose() => Election.Dispose();
}
