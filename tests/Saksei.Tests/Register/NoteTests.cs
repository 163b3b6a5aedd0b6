using System.Text;
using System.Text.Json;
using CsCheck;
using Saksei.Register.Notes;
using Xunit;

namespace Saksei.Tests.Register;

/// <summary>Signed notes: others' notes hold, and nothing else than a note is read as one.</summary>
public sealed class NoteTests
{
    private static readonly JsonElement Vectors = Repository.Vectors("register", "notes.json");

    [Fact]
    public void Published_notes_hold()
    {
        foreach (var vector in Vectors.GetProperty("notes").EnumerateArray())
        {
            var (text, line) = (vector.GetProperty("text").GetString()!, vector.GetProperty("line").GetString()!);
            Assert.True(VerifierKey.TryParse(vector.GetProperty("verifier").GetString()!, out var key));
            var note = SignedNote.Parse(Encoding.UTF8.GetBytes(text + "\n" + line));
            Assert.NotNull(note);
            Assert.Equal(text, Encoding.UTF8.GetString(note.Text.Span));
            Assert.True(note.IsSignedBy(key));
            Assert.Equal(key.Name, Assert.Single(note.Signatures).Key);
        }
    }

    [Fact]
    public void Signing_gives_the_published_bytes()
    {
        var vector = Vectors.GetProperty("notes")[1];
        Assert.True(SignerKey.TryParse(vector.GetProperty("signer").GetString()!, out var key));
        using (key)
            Assert.Equal(
                vector.GetProperty("text").GetString() + "\n" + vector.GetProperty("line").GetString(),
                Encoding.UTF8.GetString(SignedNote.Sign(Encoding.UTF8.GetBytes(vector.GetProperty("text").GetString()!), key)));
    }

    [Fact]
    public void A_note_with_any_byte_altered_or_cut_anywhere_does_not_hold()
    {
        foreach (var vector in Vectors.GetProperty("notes").EnumerateArray())
        {
            Assert.True(VerifierKey.TryParse(vector.GetProperty("verifier").GetString()!, out var key));
            var note = Encoding.UTF8.GetBytes(vector.GetProperty("text").GetString() + "\n" + vector.GetProperty("line").GetString());
            Assert.True(Holds(note, key));
            for (var i = 0; i < note.Length; i++)
            {
                foreach (var change in new byte[] { 1, 0x20, 0x80, 0xff })
                {
                    var altered = note.ToArray();
                    altered[i] = unchecked((byte)(altered[i] + change));
                    Assert.False(Holds(altered, key), $"byte {i} + {change}");
                }

                Assert.False(Holds(note[..i], key), $"the first {i} bytes");
                Assert.False(Holds(note[(i + 1)..], key), $"without the first {i + 1} bytes");
                Assert.False(Holds([.. note[..i], .. note[(i + 1)..]], key), $"without byte {i}");
                Assert.False(Holds([.. note[..i], note[i], .. note[i..]], key) && note[i] != '\n', $"byte {i} twice");
            }
        }
    }

    [Fact]
    public void The_text_ends_at_the_last_blank_line()
    {
        using var key = Keys.Key("one", 1);
        var text = Encoding.UTF8.GetBytes("first\n\nsecond\n\n\nthird\n\n— one QUJDREVG\n");
        var note = SignedNote.Parse(SignedNote.Sign(text, key));
        Assert.NotNull(note);
        Assert.True(note.Text.Span.SequenceEqual(text));
        Assert.True(note.IsSignedBy(key.Verifier));
    }

    [Theory]
    [InlineData("no signature\n")]
    [InlineData("no signature\n\n")]
    [InlineData("no newline\n\n— one QUJDREVG")]
    [InlineData("text\n\n- one QUJDREVG\n")]
    [InlineData("text\n\n\u2013 one QUJDREVG\n")]
    [InlineData("text\n\n—one QUJDREVG\n")]
    [InlineData("text\n\n—  QUJDREVG\n")]
    [InlineData("text\n\n— QUJDREVG\n")]
    [InlineData("text\n\n— one  QUJDREVG\n")]
    [InlineData("text\n\n— one two QUJDREVG\n")]
    [InlineData("text\n\n— one+two QUJDREVG\n")]
    [InlineData("text\n\n— one\u00a0two QUJDREVG\n")]
    [InlineData("text\n\n— one QUJDREVG \n")]
    [InlineData("text\n\n— one QUJDREV\n")]
    [InlineData("text\n\n— one QUJDRA==\n")]
    [InlineData("text\n\n— one QUJD\n")]
    [InlineData("text\n\n— one \n")]
    [InlineData("text\n\n— one QUJDREVG\n\n")]
    [InlineData("text\n\n— one QUJDREVG\nmore\n")]
    [InlineData("text\r\n\n— one QUJDREVG\n")]
    [InlineData("text\n\n— one QUJDREVG\r\n")]
    [InlineData("te\txt\n\n— one QUJDREVG\n")]
    [InlineData("\ufefftext\n— one QUJDREVG\n")]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    public void What_is_not_a_note_is_not_read(string text) => Assert.Null(SignedNote.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_control_character_anywhere_is_refused()
    {
        using var key = Keys.Key("one", 1);
        for (byte control = 0; control < 0x20; control++)
            if (control != '\n')
                Assert.Null(SignedNote.Parse(SignedNote.Sign([(byte)'a', control, (byte)'b', (byte)'\n'], key)));
        Assert.NotNull(SignedNote.Parse(SignedNote.Sign("a\u007fb\n"u8, key)));
    }

    [Theory]
    [InlineData("80")]
    [InlineData("c0af")]
    [InlineData("e0809f")]
    [InlineData("eda080")]
    [InlineData("f4908080")]
    [InlineData("f8888080")]
    [InlineData("c3")]
    [InlineData("e282")]
    [InlineData("ff")]
    public void Text_that_is_not_UTF8_is_refused(string bytes)
    {
        using var key = Keys.Key("one", 1);
        Assert.Null(SignedNote.Parse(SignedNote.Sign([.. "a "u8, .. Convert.FromHexString(bytes), .. " b\n"u8], key)));
    }

    [Fact]
    public void Text_of_any_script_is_signed_byte_for_byte()
    {
        using var key = Keys.Key("សាក្សី", 1);
        Gen.String.Sample(some =>
        {
            var text = Encoding.UTF8.GetBytes(new string([.. some.Where(c => c >= ' ' && !char.IsSurrogate(c))]) + "\n");
            return SignedNote.Parse(SignedNote.Sign(text, key)) is { } note
                && note.Text.Span.SequenceEqual(text) && note.IsSignedBy(key.Verifier);
        }, iter: 500);
    }

    [Fact]
    public void A_hundred_signatures_are_read_and_one_more_is_not()
    {
        using var key = Keys.Key("one", 1);
        var line = SignedNote.SignatureLine(new KeyName("other", 7), new byte[64]);
        byte[] Note(int others) => [.. SignedNote.Sign("text\n"u8, key), .. Enumerable.Repeat(line, others).SelectMany(bytes => bytes)];
        Assert.Equal(100, SignedNote.Parse(Note(99))!.Signatures.Length);
        Assert.True(Holds(Note(99), key.Verifier));
        Assert.Null(SignedNote.Parse(Note(100)));
    }

    [Fact]
    public void Signatures_of_unknown_keys_do_not_matter()
    {
        using SignerKey one = Keys.Key("one", 1), other = Keys.Key("other", 2);
        byte[] note = [.. SignedNote.Sign("text\n"u8, other, one), .. SignedNote.SignatureLine(new KeyName("one", 7), new byte[64])];
        Assert.True(Holds(note, one.Verifier));
        Assert.True(Holds(note, other.Verifier));
        Assert.False(Holds(SignedNote.Sign("text\n"u8, other), one.Verifier));
    }

    [Fact]
    public void A_known_key_whose_signature_fails_makes_the_whole_note_false()
    {
        using var key = Keys.Key("one", 1);
        var good = SignedNote.Sign("text\n"u8, key);
        var wrong = SignedNote.SignatureLine(key.Verifier.Name, key.Sign("other\n"u8));
        var tooLong = SignedNote.SignatureLine(key.Verifier.Name, [.. key.Sign("text\n"u8), 0]);
        Assert.False(Holds([.. good, .. wrong], key.Verifier));
        Assert.False(Holds([.. good, .. tooLong], key.Verifier));
        Assert.False(Holds([.. "text\n\n"u8, .. wrong, .. good.AsSpan(6)], key.Verifier));
        Assert.True(Holds([.. good, .. good.AsSpan(6)], key.Verifier));
    }

    [Fact]
    public void A_text_without_its_newline_is_not_signed()
    {
        using var key = Keys.Key("one", 1);
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("text"u8, key));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign([], key));
    }

    [Fact]
    public void Base64_is_read_in_its_canonical_form_only()
    {
        foreach (var text in Vectors.GetProperty("refusedBase64").GetProperty("texts").EnumerateArray())
            Assert.False(Base64.TryDecode(Encoding.UTF8.GetBytes(text.GetString()!), out _), text.GetString());
        Gen.Byte.Array[0, 100].Sample(bytes => Base64.TryDecode(Base64.Encode(bytes), out var read) && read.AsSpan().SequenceEqual(bytes));
        Gen.Char["QRA= \n+/-g"].Array[0, 12].Sample(chars =>
        {
            var text = Encoding.UTF8.GetBytes(new string(chars));
            return !Base64.TryDecode(text, out var bytes) || Base64.Encode(bytes).AsSpan().SequenceEqual(text);
        }, iter: 50_000);
        Assert.False(Base64.TryDecode("QUJD"u8, new byte[2], out _));
    }

    private static bool Holds(byte[] note, VerifierKey key) => SignedNote.Parse(note) is { } read && read.IsSignedBy(key);
}
