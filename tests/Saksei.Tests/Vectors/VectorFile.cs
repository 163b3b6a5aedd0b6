using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Saksei.Tests.Vectors;

/// <summary>One note of a file of vectors, and what becomes of it after the notes before it.</summary>
internal sealed record VectorAct(string Name, string Kind, string Outcome, string Code, string Detail, string Identity, string Note)
{
    internal byte[] Bytes => Encoding.UTF8.GetBytes(Note);

    internal Taken Expected => new(Outcome, Code, Detail, Identity);
}

/// <summary>Notes in the order of one register, which begins empty.</summary>
internal sealed record VectorRegister(string Name, IReadOnlyList<VectorAct> Acts);

/// <summary>A file of vectors as it lies in vectors/acts: its registers, and the bytes that it is.</summary>
internal sealed record VectorFile(string Book, IReadOnlyList<VectorRegister> Registers)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal static string PathOf(string book) => Path.Combine(VectorFolder.Acts, book + ".json");

    internal static IEnumerable<string> Books => Directory.GetFiles(VectorFolder.Acts, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    internal static VectorFile Read(string book)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(book)));
        return new VectorFile(book, document.RootElement.GetProperty("registers").Deserialize<VectorRegister[]>(Options)!);
    }

    internal static VectorAct[] ReadActs(JsonElement acts) => acts.Deserialize<VectorAct[]>(Options)!;

    /// <summary>One act a line, so that a change shows as the lines that changed.</summary>
    internal byte[] ToBytes()
    {
        var text = new StringBuilder("{\n");
        text.Append("\"about\":").Append(Line($"Acts of the book {Book} (vectors/acts/README.md).")).Append(",\n");
        text.Append("\"origin\":").Append(Line(VectorFolder.Origin)).Append(",\n");
        text.Append("\"definition\":\"../register/definition\",\n");
        AppendItems(text, "keys", Keys());
        AppendItems(text, "attachments", VectorFolder.Attachments.Select(paper => Line(new { sha256 = Implementation.HashOf(paper), length = paper.Length, text = Encoding.UTF8.GetString(paper) })));
        AppendItems(text, "registers", Registers.Select(register => $"{{\"name\":{Line(register.Name)},\"acts\":[\n{string.Join(",\n", register.Acts.Select(act => Line(act)))}\n]}}"), last: true);
        return Encoding.UTF8.GetBytes(text.Append("}\n").ToString());
    }

    // Every key that signs in the file; a key of another seed shows as a note that differs.
    private IEnumerable<string> Keys() => Registers.SelectMany(register => register.Acts)
        .SelectMany(act => act.Note.Split('\n')).Where(line => line.StartsWith('\u2014')).Select(line => line.Split(' ')[1])
        .Distinct().Order(StringComparer.Ordinal)
        .Select(name => Line(new { name, seed = Convert.ToHexStringLower(VectorFolder.SeedOf(name)), key = Implementation.KeyText(name) }));

    private static void AppendItems(StringBuilder text, string name, IEnumerable<string> items, bool last = false) =>
        text.Append('"').Append(name).Append("\":[\n").AppendJoin(",\n", items).Append(last ? "\n]\n" : "\n],\n");

    internal static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);
}
