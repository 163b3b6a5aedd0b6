using System.Net;
using System.Text;
using Saksei.Cosigner;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Examples;

namespace Saksei.Attacks.Setting;

/// <summary>
/// Three co-signers, each by its own desk and folder, of whom two of three groups must sign. What each remembered at a moment is kept
/// as a copy of its folder, from which it is opened again.
/// </summary>
internal sealed class ThreeCosigners(string folder, SeededSource source)
{
    /// <summary>What the policy calls them.</summary>
    internal static readonly string[] Names = ["observers", "party", "commission"];

    /// <summary>Their clock, which stands.</summary>
    internal static readonly TimeProvider Time = new StandingTime();

    /// <summary>The policy without its log.</summary>
    internal byte[] PolicyLines
    {
        get
        {
            var lines = Names.Select(name => $"witness {name} {Secret(name).Public.Text} http://{name}.invalid/")
                .Concat(Names.Select(name => $"group of-{name} any {name}"))
                .Append($"group two 2 {string.Join(' ', Names.Select(name => "of-" + name))}").Append("quorum two");
            return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        }
    }

    /// <summary>A co-signer's private key, for who has got hold of it.</summary>
    internal CosignerSecret Secret(string name) => CosignerSecret.FromSeed(KeyName(name), source.KeySeed(KeyName(name)));

    /// <summary>Makes their folders, for one log.</summary>
    internal void Make(VerifierKey log)
    {
        foreach (var name in Names)
        {
            var here = Directory.CreateDirectory(Path.Combine(folder, "now", name)).FullName;
            using var deposits = SignerKey.FromSeed(KeyName(name) + "/deposits", source.KeySeed(KeyName(name) + "/deposits"));
            WriteKey(Path.Combine(here, "cosigner.key"), Secret(name).ExportText());
            WriteKey(Path.Combine(here, "deposit.key"), deposits.ExportText());
            CosignerFolder.AddLog(here, log.Text);
        }
    }

    /// <summary>Opens all of them as they are.</summary>
    internal OpenCosigners Open() => OpenCosigners.Of(Path.Combine(folder, "now"), Names, Time);

    /// <summary>Keeps what they remember under a moment's name.</summary>
    internal void Keep(string moment) => FolderCopy.Make(Path.Combine(folder, "now"), Path.Combine(folder, moment));

    /// <summary>Opens some of them as each was at a moment, in a folder of its own.</summary>
    internal OpenCosigners OpenAt(string at, Func<string, string> momentOf, IEnumerable<string> names)
    {
        string[] honest = [.. names];
        foreach (var name in honest) FolderCopy.Make(Path.Combine(folder, momentOf(name), name), Path.Combine(at, name));
        return OpenCosigners.Of(at, honest, Time);
    }

    private static string KeyName(string name) => $"{name}.invalid/cosigner";

    private static void WriteKey(string path, string text)
    {
        File.WriteAllText(path, text + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    // A co-signature of the same checkpoint is the same bytes again.
    private sealed class StandingTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    }
}

/// <summary>Co-signers that answer, each by its name.</summary>
internal sealed class OpenCosigners : IDisposable
{
    private readonly Dictionary<string, CheckpointDesk> _desks;

    private OpenCosigners(Dictionary<string, CheckpointDesk> desks) => _desks = desks;

    internal IReadOnlyDictionary<string, CheckpointDesk> Desks => _desks;

    internal static OpenCosigners Of(string folder, IEnumerable<string> names, TimeProvider time) =>
        new(names.ToDictionary(name => name, name => CheckpointDesk.Open(Path.Combine(folder, name), time), StringComparer.Ordinal));

    /// <summary>How a node reaches them: what it asks over HTTP is answered by the desks themselves.</summary>
    internal HttpMessageHandler Network() => new Wire(_desks);

    /// <summary>The newest checkpoint that one of them holds of the log; none before the first.</summary>
    internal ReadOnlyMemory<byte>? Newest(string name) =>
        _desks[name].Latest(_desks[name].Logs.Single().Hash) is { Status: 200 } answer ? answer.Body : null;

    public void Dispose()
    {
        foreach (var desk in _desks.Values) desk.Dispose();
    }

    private sealed class Wire(Dictionary<string, CheckpointDesk> desks) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri ?? throw new InvalidOperationException("a request without an address");
            if (!desks.TryGetValue(address.Host.Split('.')[0], out var desk)) throw new HttpRequestException("nobody is there");
            var answer = request.Content is { } body ? desk.AddCheckpoint(await body.ReadAsByteArrayAsync(cancellationToken)) : desk.Latest(HashIn(address));
            return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ReadOnlyMemoryContent(answer.Body) };
        }

        private static Hash HashIn(Uri address) =>
            Hash.TryParseHex(address.Segments[1].TrimEnd('/'), out var hash) ? hash : throw new InvalidDataException(address.ToString());
    }
}

/// <summary>Copies a folder with everything in it.</summary>
internal static class FolderCopy
{
    internal static void Make(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var inner in Directory.EnumerateDirectories(from)) Make(inner, Path.Combine(to, Path.GetFileName(inner)));
        foreach (var file in Directory.EnumerateFiles(from).Where(file => Path.GetFileName(file) != "lock")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
