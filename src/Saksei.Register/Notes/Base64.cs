using System.Buffers;

namespace Saksei.Register.Notes;

/// <summary>
/// Standard base64 with padding (RFC 4648 section 4), in its one canonical form. The framework's decoders accept
/// white space and stray low bits; here what is decoded must encode to what was read.
/// </summary>
public static class Base64
{
    /// <summary>Decodes canonical base64; false for anything else.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = new byte[System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (!TryDecode(text, bytes, out var written)) return false;
        if (written != bytes.Length) bytes = bytes[..written];
        return true;
    }

    /// <summary>Decodes canonical base64 into a buffer; false for anything else, or where the buffer is too short.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        var status = System.Buffers.Text.Base64.DecodeFromUtf8(text, destination, out var consumed, out written);
        if (status != OperationStatus.Done || consumed != text.Length) return false;
        return IsCanonical(text, destination[..written]);
    }

    /// <summary>Encodes to ASCII bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new byte[System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text, out _, out _);
        return text;
    }

    // Whole groups of four have one form each once white space is excluded by length; only the last can carry stray bits.
    private static bool IsCanonical(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        if (text.Length != System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)) return false;
        if (bytes.Length % 3 == 0) return true;
        Span<byte> last = stackalloc byte[4];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes[^(bytes.Length % 3)..], last, out _, out _);
        return text[^4..].SequenceEqual(last);
    }
}
