using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Acts;

namespace Saksei.Node.Imports;

/// <summary>Texts of answers, in a file of their own with a salt, so that nobody finds a text by trying what might have been said.</summary>
/// <param name="Instance">What the program that gathered the answers calls this filling of the form; empty where nothing says.</param>
/// <param name="Texts">By column.</param>
public sealed record SaltedWords(string Instance, ImmutableArray<(string Column, string Text)> Texts)
{
    /// <summary>Whether there is nothing to keep.</summary>
    public bool IsEmpty => Instance.Length == 0 && Texts.IsEmpty;

    /// <summary>The file; nothing where there is nothing to keep.</summary>
    public byte[] ToFile(UInt128 salt)
    {
        if (IsEmpty) return [];
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("salt", ActFields.Bits(salt));
            if (Instance.Length > 0) json.WriteString("instance", Instance);
            json.WriteStartObject("texts");
            foreach (var (column, text) in Texts) json.WriteString(column, text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Whether both say the same texts, in whatever order and file.</summary>
    public bool SaysTheSame(SaltedWords other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Texts.ToHashSet().SetEquals(other.Texts);
    }

    /// <summary>Reads such a file; null where it is another.</summary>
    internal static SaltedWords? Read(byte[] file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            if (!document.RootElement.TryGetProperty("texts", out var texts)) return null;
            var instance = document.RootElement.TryGetProperty("instance", out var named) ? named.GetString() ?? "" : "";
            return new SaltedWords(instance, [.. texts.EnumerateObject().Select(text => (text.Name, text.Value.GetString() ?? ""))]);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
