using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Saksei.Election.Clock;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Acts;

/// <summary>The small values that several kinds of acts hold, each read and written in one place.</summary>
public static class ActFields
{
    /// <summary>64 hexadecimal digits.</summary>
    public static Hash ReadHash(ref StrictJson json)
    {
        if (!Hash.TryParseHex(json.Code(), out var hash)) json.Fail("hash-malformed");
        return hash;
    }

    /// <summary>16 bytes in base64: a nonce or a salt.</summary>
    public static UInt128 ReadBits(ref StrictJson json)
    {
        Span<byte> bits = stackalloc byte[18];
        if (Base64.TryDecode(json.Code(), bits, out var written) && written == 16)
            return BinaryPrimitives.ReadUInt128BigEndian(bits);
        json.Fail("base64-malformed");
        return 0;
    }

    /// <summary>16 bytes as they are written.</summary>
    public static string Bits(UInt128 bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>A moment.</summary>
    public static Moment ReadMoment(ref StrictJson json)
    {
        if (!Moment.TryParse(json.Code(), out var moment)) json.Fail("time-malformed");
        return moment;
    }

    /// <summary>One of the words that a field may hold; its place among them.</summary>
    public static int ReadWord(ref StrictJson json, FieldNames words)
    {
        var read = json.Code();
        var word = words.Find(read, 0);
        if (word < 0) json.Fail("word-unknown", $"{Encoding.UTF8.GetString(read)}: one of {words.Listed}");
        return word;
    }

    /// <summary>A public key.</summary>
    public static VerifierKey? ReadKey(ref StrictJson json)
    {
        var text = json.CodeText(400);
        var key = VerifierKey.Parse(text, out var code);
        if (key is null) json.Fail(code, text);
        return key;
    }

    /// <summary>Up to <paramref name="maximum"/> codes.</summary>
    public static ImmutableArray<string> ReadCodes(ref StrictJson json, int maximum) =>
        json.Items(maximum, (ref StrictJson item) => item.CodeText());

    /// <summary>Writes attachments where there are any.</summary>
    public static void WriteAttachments(Utf8JsonWriter json, ImmutableArray<Attachment> attachments)
    {
        if (attachments.IsDefaultOrEmpty) return;
        json.WritePropertyName("attachments");
        ActCodecs.Attachments.Write(json, attachments);
    }

    /// <summary>Writes an array of strings.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>Reads <c>name+hex8</c>.</summary>
    internal static bool TryKeyName(string text, out KeyName key)
    {
        key = default;
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        if (plus <= 0 || text.Length != plus + 9) return false;
        if (!uint.TryParse(text.AsSpan(plus + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)) return false;
        key = new KeyName(text[..plus], id);
        return key.ToString() == text && VerifierKey.IsName(key.Name);
    }
}
