using System.Text;
using System.Text.Json;
using Saksei.Node;
using Saksei.Register.Notes;
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

    /// <summary>Reads a receipt, also out of the answer of <c>sign --to</c> that holds it.</summary>
    /// <exception cref="CommandProblem">It isn't there, or holds no receipt: a mistake of who asks, and no finding about the register.</exception>
    internal static KeptFile ReadReceipt(string path)
    {
        var file = Read(path);
        if (file.Bytes.Span is [(byte)'{', ..]) file = file with { Bytes = ReceiptIn(file.Bytes) };
        return Receipt.Parse(file.Bytes) is not null ? file : throw new CommandProblem("receipt-malformed", path);
    }

    private static byte[] ReceiptIn(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.TryGetProperty("receipt", out var text) && text.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(text.GetString()!) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
