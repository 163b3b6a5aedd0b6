using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Saksei.Register.Notes;

namespace Saksei.Cli.Commands;

/// <summary>
/// An act that several sign, each at their own machine: the text names all of them from the start, and the lines come one after the
/// other. No private key leaves its machine.
/// </summary>
internal sealed class UnfinishedNote
{
    private static readonly byte[] Start = "saksei/act/"u8.ToArray();
    private readonly string _path;
    private readonly ReadOnlyMemory<byte> _text;
    private readonly ImmutableArray<string> _signers;
    private readonly Dictionary<string, byte[]> _lines;

    private UnfinishedNote(string path, SignedNote note)
    {
        (_path, _text, _signers) = (path, note.Text, SignersOf(note.Text, path));
        Origin = Encoding.UTF8.GetString(note.Text.Span).Split('\n')[1];
        _lines = note.Signatures.ToDictionary(line => line.Key.ToString(), line => SignedNote.SignatureLine(line.Key, line.Signature.Span), StringComparer.Ordinal);
    }

    /// <summary>Reads one; null where the file is something else.</summary>
    internal static UnfinishedNote? Read(string path)
    {
        if (!File.Exists(path) || File.ReadAllBytes(path) is not { } bytes || !bytes.AsSpan().StartsWith(Start)) return null;
        return new UnfinishedNote(path, SignedNote.Parse(bytes) ?? throw new CommandProblem("note-malformed", path));
    }

    /// <summary>The register that the act is meant for.</summary>
    internal string Origin { get; }

    /// <summary>Adds a signature of somebody whom the act names.</summary>
    internal void Sign(SignerKey key)
    {
        var name = key.Verifier.Name.ToString();
        if (!_signers.Contains(name)) throw new CommandProblem("signers-differ", _path, name);
        _lines[name] = SignedNote.SignatureLine(key.Verifier.Name, key.Sign(_text.Span));
    }

    /// <summary>Who hasn't signed yet.</summary>
    internal ImmutableArray<string> Missing => [.. _signers.Where(name => !_lines.ContainsKey(name))];

    /// <summary>The note with the lines that there are, in the order in which the act names their signers.</summary>
    internal byte[] ToBytes() => [.. _text.Span, (byte)'\n', .. _signers.Where(_lines.ContainsKey).SelectMany(name => _lines[name])];

    // The third line is the act's JSON.
    private static ImmutableArray<string> SignersOf(ReadOnlyMemory<byte> text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(text.Span).Split('\n')[2]);
            return [.. document.RootElement.GetProperty("signers").EnumerateArray().Select(signer => signer.GetString() ?? "")];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new CommandProblem("note-malformed", path);
        }
    }
}
