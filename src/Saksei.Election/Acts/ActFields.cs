using System.Buffers.Binary;
using System.Collections.Immutable;
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
    private static readonly FieldNames AttachmentNames = new("sha256", "length", "mediaType");

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

    /// <summary>Up to <paramref name="maximum"/> public keys.</summary>
    public static ImmutableArray<VerifierKey> ReadKeys(ref StrictJson json, int maximum)
    {
        var keys = ImmutableArray.CreateBuilder<VerifierKey>();
        json.EnterArray();
        while (json.NextItem())
        {
            if (ReadKey(ref json) is { } key) keys.Add(key);
            if (keys.Count > maximum) json.Fail("too-many");
        }

        return keys.DrainToImmutable();
    }

    /// <summary>Up to <paramref name="maximum"/> codes.</summary>
    public static ImmutableArray<string> ReadCodes(ref StrictJson json, int maximum) =>
        ReadItems(ref json, maximum, (ref StrictJson item) => item.CodeText());

    /// <summary>An array of up to <paramref name="maximum"/> items, each read by <paramref name="read"/>.</summary>
    public static ImmutableArray<T> ReadItems<T>(ref StrictJson json, int maximum, ReadItem<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        json.EnterArray();
        while (json.NextItem())
        {
            items.Add(read(ref json));
            if (items.Count > maximum) json.Fail("too-many");
        }

        return items.DrainToImmutable();
    }

    /// <summary>Up to 16 attachments.</summary>
    public static ImmutableArray<Attachment> ReadAttachments(ref StrictJson json) => ReadItems(ref json, 16, ReadAttachment);

    /// <summary>Writes attachments where there are any.</summary>
    public static void WriteAttachments(Utf8JsonWriter json, ImmutableArray<Attachment> attachments)
    {
        if (attachments.IsDefaultOrEmpty) return;
        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("sha256", attachment.Sha256.ToHex());
            json.WriteNumber("length", attachment.Length);
            json.WriteString("mediaType", attachment.MediaType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an array of strings.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static Attachment ReadAttachment(ref StrictJson json)
    {
        FieldsRead read = default;
        Hash sha256 = default;
        long length = 0;
        var mediaType = "";
        json.EnterObject();
        while (json.NextField(AttachmentNames, ref read, out var field))
        {
            switch (field)
            {
                case 0: sha256 = ReadHash(ref json); break;
                case 1: length = json.Whole(Attachment.MaximumBytes); break;
                case 2: mediaType = json.CodeText(); break;
            }
        }

        json.Require(AttachmentNames, read, 3);
        return new Attachment(sha256, length, mediaType);
    }
}
