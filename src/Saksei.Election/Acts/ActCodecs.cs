using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Saksei.Election.Clock;
using Saksei.Election.Reading;
using Saksei.Register.Notes;
using Saksei.Register.Tree;

namespace Saksei.Election.Acts;

/// <summary>The small values that several kinds of acts hold.</summary>
internal static class ActCodecs
{
    private const int SignatureBytes = 64;

    // The example of docs/spec/act.md: a key that can be read.
    private static readonly VerifierKey SampleKey =
        VerifierKey.TryParse("transcriber/desk+4a4e2e3b+AdpoOfHAJjXTMYBknCLGg9dtow61CfiZ4gS/atME3bw+", out var key) ? key : throw new UnreachableException();

    /// <summary>A code.</summary>
    internal static Codec<string> Code { get; } = CodeOf(64, "code");

    /// <summary>An article of a law, as codes are written: longer, and without spaces.</summary>
    internal static Codec<string> Article { get; } = CodeOf(200, "up to 200 characters from `!` to `~`");

    /// <summary>SHA-256.</summary>
    internal static Codec<Hash> Hash { get; } = new(
        "hash", default, () => Register.Tree.Hash.OfBytes("sample"u8), (ref json, _) => ActFields.ReadHash(ref json), (json, hash) => json.WriteStringValue(hash.ToHex()));

    /// <summary>16 bytes: a nonce or a salt.</summary>
    internal static Codec<UInt128> Bits { get; } = new(
        "base64 of 16 bytes", 0, () => 1, (ref json, _) => ActFields.ReadBits(ref json), (json, bits) => json.WriteStringValue(ActFields.Bits(bits)));

    /// <summary>An Ed25519 signature, as it is written.</summary>
    internal static Codec<string> Signature { get; } = new(
        "base64 of 64 bytes", "", () => Convert.ToBase64String(new byte[SignatureBytes]), ReadSignature, (json, signature) => json.WriteStringValue(signature));

    /// <summary>A moment.</summary>
    internal static Codec<Moment> Moment { get; } = new(
        "moment", default, () => new Moment(1_690_000_000, 420), (ref json, _) => ActFields.ReadMoment(ref json), (json, moment) => json.WriteStringValue(moment.ToString()));

    /// <summary>A day.</summary>
    internal static Codec<DateOnly> Date { get; } = new(
        "`YYYY-MM-DD`", default, () => new DateOnly(2023, 7, 23), ReadDate, (json, date) => json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>true or false.</summary>
    internal static Codec<bool> Flag { get; } = new("true or false", false, () => true, (ref json, _) => json.Flag(), (json, flag) => json.WriteBooleanValue(flag));

    /// <summary>A public key.</summary>
    internal static Codec<VerifierKey> Key { get; } = new(
        "key", SampleKey, () => SampleKey, (ref json, _) => ActFields.ReadKey(ref json) ?? SampleKey, (json, key) => json.WriteStringValue(key.Text));

    /// <summary>The name of a key.</summary>
    internal static Codec<KeyName> KeyName { get; } = new(
        "key name", default, () => new KeyName("sample/desk", 1), ReadKeyName, (json, key) => json.WriteStringValue(key.ToString()));

    /// <summary>Files that the act names.</summary>
    internal static Codec<ImmutableArray<Attachment>> Attachments { get; } = Codecs.Items(16, AttachmentFields.Codec);

    /// <summary>A file that the act names.</summary>
    internal static Codec<Attachment> Attachment => AttachmentFields.Codec;

    /// <summary>A whole number up to a bound.</summary>
    internal static Codec<long> Whole(long maximum) => new(
        $"whole up to {maximum:N0}", 0, () => 1, (ref json, _) => json.Whole(maximum), (json, number) => json.WriteNumberValue(number));

    /// <summary>A small whole number up to a bound.</summary>
    internal static Codec<int> Small(int maximum) => new(
        $"whole up to {maximum:N0}", 0, () => 1, (ref json, _) => (int)json.Whole(maximum), (json, number) => json.WriteNumberValue(number));

    /// <summary>Up to so many codes.</summary>
    internal static Codec<ImmutableArray<string>> CodesUpTo(int maximum) => Codecs.Items(maximum, Code);

    /// <summary>Up to so many public keys.</summary>
    internal static Codec<ImmutableArray<VerifierKey>> KeysUpTo(int maximum) => Codecs.Items(maximum, Key);

    /// <summary>A code that is read in a way of its own.</summary>
    internal static Codec<string> CodeBy(ReadValue<string> read) => new("code", "", () => "sample", read, (json, code) => json.WriteStringValue(code));

    private static Codec<string> CodeOf(int maximum, string shape) =>
        new(shape, "", () => "sample", (ref json, _) => json.CodeText(maximum), (json, code) => json.WriteStringValue(code));

    private static string ReadSignature(ref StrictJson json, ReadScope scope)
    {
        var text = json.Code(90);
        if (Base64.TryDecode(text, out var bytes) && bytes.Length == SignatureBytes) return Encoding.UTF8.GetString(text);
        json.Fail("base64-malformed");
        return "";
    }

    private static DateOnly ReadDate(ref StrictJson json, ReadScope scope)
    {
        var text = json.CodeText();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year >= 1970) return date;
        json.Fail("date-malformed", text);
        return default;
    }

    private static KeyName ReadKeyName(ref StrictJson json, ReadScope scope)
    {
        if (!ActFields.TryKeyName(json.CodeText(300), out var key)) json.Fail("key-name-malformed");
        return key;
    }

    private static class AttachmentFields
    {
        private static readonly Field<Attachment, Hash> Sha256 = new("sha256", Hash, attachment => attachment.Sha256);
        private static readonly Field<Attachment, long> Length = new("length", Whole(Acts.Attachment.MaximumBytes), attachment => attachment.Length);
        private static readonly Field<Attachment, string> MediaType = new("mediaType", Code, attachment => attachment.MediaType);

        internal static Codec<Attachment> Codec { get; } = Codecs.Object(
            FieldSet<Attachment>.Of([Sha256, Length, MediaType]), new Attachment(default, 0, ""),
            values => new Attachment(values.Of(Sha256), values.Of(Length), values.Of(MediaType)));
    }
}
