using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Saksei.Cosigner.Keeping;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;

namespace Saksei.Cosigner;

/// <summary>
/// A co-signer's folder: two private keys, which logs it co-signs, what it last co-signed of each (<c>state</c>), what it refused
/// though the log had signed it (<c>evidence</c>), and acts that were deposited (<c>deposits</c>).
/// </summary>
public static class CosignerFolder
{
    internal const string CosignerKeyFile = "cosigner.key", DepositKeyFile = "deposit.key", LogsFile = "logs";

    private const int MostLogs = 256, MostLogBytes = 256 << 10;

    /// <summary>Makes the keys of a name; gives the public ones as a JSON document.</summary>
    /// <exception cref="CosignerFolderException">There is a key already, or the name isn't one.</exception>
    public static string Init(string folder, string name)
    {
        // Room for the name of the key that signs deposits, which isn't the co-signer's: that signs checkpoints and nothing else.
        if (!VerifierKey.IsName(name) || !VerifierKey.IsName(DepositName(name))) throw new CosignerFolderException("key-malformed", name);
        if (File.Exists(Path.Combine(folder, CosignerKeyFile))) throw new CosignerFolderException("file-exists", Path.Combine(folder, CosignerKeyFile));
        var here = DurableFolder.Open(folder, null);
        using var deposits = SignerKey.FromSeed(DepositName(name), RandomNumberGenerator.GetBytes(32));
        using var cosigner = CosignerSecret.FromSeed(name, RandomNumberGenerator.GetBytes(32));
        KeyFile.WriteNew(here, DepositKeyFile, deposits.ExportText());
        KeyFile.WriteNew(here, CosignerKeyFile, cosigner.ExportText());
        return Document(("key", cosigner.Public.Text), ("depositKey", deposits.Verifier.Text));
    }

    /// <summary>Whether a folder names a log already.</summary>
    /// <exception cref="CosignerFolderException">What it names can't be read.</exception>
    public static bool Knows(string folder, VerifierKey log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return ReadLogs(folder).Any(known => known.Text == log.Text);
    }

    /// <summary>Has a log co-signed from the next start on; says which as a JSON document.</summary>
    /// <exception cref="CosignerFolderException">It isn't a log's key, or its log is there already.</exception>
    public static string AddLog(string folder, string text)
    {
        if (!File.Exists(Path.Combine(folder, CosignerKeyFile))) throw new CosignerFolderException("file-missing", Path.Combine(folder, CosignerKeyFile));
        var (known, key) = (ReadLogs(folder), ReadLog(text, "VKEY"));
        var all = Checked([.. known, key]);
        DurableFolder.Open(folder, null).Write(LogsFile, Encoding.UTF8.GetBytes(string.Concat(all.Select(log => log.Text + "\n"))));
        return Document(("origin", key.Name.Name), ("hash", CosignedLog.HashOf(key).ToHex()));
    }

    /// <summary>The logs that are co-signed, one key a line; none where there is no such file.</summary>
    internal static ImmutableArray<VerifierKey> ReadLogs(string folder)
    {
        var path = Path.Combine(folder, LogsFile);
        if (DurableFolder.Read(path, MostLogBytes) is not { } bytes) return [];
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return Checked([.. lines.Select(line => ReadLog(line, path))]);
    }

    /// <summary>The key that signs checkpoints.</summary>
    internal static CosignerSecret ReadKey(string folder)
    {
        var path = Path.Combine(folder, CosignerKeyFile);
        return CosignerSecret.TryParse(KeyFile.Read(path), out var secret) ? secret : throw new CosignerFolderException("key-malformed", path);
    }

    // A log of that name could have changes of policy co-signed as if they were checkpoints of its own.
    internal static VerifierKey ReadLog(string text, string place) =>
        VerifierKey.TryParse(text, out var key) && !PolicyChange.IsTaken(key.Name.Name) ? key : throw new CosignerFolderException("key-malformed", place);

    /// <summary>One key a log, and a bounded number of logs.</summary>
    internal static ImmutableArray<VerifierKey> Checked(ImmutableArray<VerifierKey> logs)
    {
        if (logs.GroupBy(log => log.Name.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new CosignerFolderException("log-twice", twice.Key);
        return logs.Length <= MostLogs ? logs : throw new CosignerFolderException("logs-too-many", $"{MostLogs}");
    }

    private static string DepositName(string name) => name + "/deposits";

    private static string Document(params ReadOnlySpan<(string Name, string Text)> fields)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (name, text) in fields) json.WriteString(name, text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
