using System.Text;
using System.Text.Json;
using Saksei.Election.Definition;
using Saksei.Node;
using Saksei.Register.Tree;

namespace Saksei.Cli.NewDefinition;

/// <summary>Writes hash and length of each file that <c>definition.json</c> names into it. The file is its author's: every other byte stays.</summary>
internal sealed class DefinitionSeal
{
    private const string Files = "files";
    private readonly string _folder;
    private readonly byte[] _document;
    private readonly List<(int From, int To, string Text)> _edits = [];

    private DefinitionSeal(string folder, byte[] document) => (_folder, _document) = (folder, document);

    /// <summary>The document with the hashes and lengths of the files as they are now.</summary>
    internal static byte[] Of(string folder, byte[] document)
    {
        var seal = new DefinitionSeal(folder, document);
        try
        {
            seal.Find();
        }
        catch (JsonException problem)
        {
            throw CommandProblem.At(DefinitionReader.FileName, 1 + (problem.LineNumber ?? 0), "json-malformed");
        }

        return seal.Edited();
    }

    private void Find()
    {
        var json = new Utf8JsonReader(_document);
        while (json.Read())
        {
            if (json is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } || !json.ValueTextEquals(Files)) continue;
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray) break;
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                if (json.TokenType == JsonTokenType.StartObject) TakeFile(ref json);
                else json.Skip();
            break;
        }

        // The rest must be JSON too: half of a document isn't sealed.
        while (json.Read()) { }
    }

    private void TakeFile(ref Utf8JsonReader json)
    {
        var values = new Dictionary<string, (string Text, int From, int To)>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString() ?? "";
            json.Read();
            var from = (int)json.TokenStartIndex;
            json.Skip();
            values[name] = (json.TokenType == JsonTokenType.String ? json.GetString() ?? "" : "", from, (int)json.BytesConsumed);
        }

        if (!values.TryGetValue("path", out var path)) return;
        var bytes = ReadNamed(path.Text);
        Put(values, "sha256", $"\"{Hash.OfBytes(bytes).ToHex()}\"", path.To);
        Put(values, "length", $"{bytes.Length}", path.To);
    }

    // What is absent comes behind the path.
    private void Put(Dictionary<string, (string Text, int From, int To)> values, string name, string value, int behind)
    {
        if (values.TryGetValue(name, out var own)) _edits.Add((own.From, own.To, value));
        else _edits.Add((behind, behind, $", \"{name}\": {value}"));
    }

    private byte[] ReadNamed(string name)
    {
        if (!DefinitionReader.IsPlain(name)) throw new CommandProblem("path-not-plain", DefinitionReader.FileName, name);
        return Founding.ReadFile(_folder, name) ?? throw new CommandProblem("file-missing", Path.Combine(_folder, name));
    }

    private byte[] Edited()
    {
        using var written = new MemoryStream();
        var at = 0;
        foreach (var (from, to, text) in _edits.OrderBy(edit => edit.From))
        {
            written.Write(_document.AsSpan(at, from - at));
            written.Write(Encoding.UTF8.GetBytes(text));
            at = to;
        }

        written.Write(_document.AsSpan(at));
        return written.ToArray();
    }
}
