using System.Numerics;
using System.Text;
using System.Text.Json;
using Saksei.Register.Notes;
using Xunit;

namespace Saksei.Tests.Register;

/// <summary>Keys by name, and signatures on which verifiers of Ed25519 differ.</summary>
public sealed class Keys
{
    private static readonly JsonElement Notes = Repository.Vectors("register", "notes.json");
    private static readonly JsonElement Edges = Repository.Vectors("register", "ed25519-edges.json");

    [Fact]
    public void Published_keys_are_read_and_written_back_the_same()
    {
        foreach (var vector in Notes.GetProperty("verifiers").EnumerateArray())
        {
            var text = vector.GetProperty("verifier").GetString()!;
            Assert.True(VerifierKey.TryParse(text, out var key), text);
            Assert.Equal(text, key.Text);
            Assert.Equal(vector.GetProperty("name").GetString(), key.Name.Name);
            Assert.Equal(vector.GetProperty("id").GetString(), key.Name.Id.ToString("x8"));
            Assert.Equal(text, VerifierKey.Create(key.Name.Name, key.PublicBytes()).Text);
        }
    }

    [Fact]
    public void Published_signing_keys_are_read_and_written_back_the_same()
    {
        var tessera = Repository.Vectors("register", "tessera-log.json");
        foreach (var (signer, verifier) in new[] { tessera, Notes.GetProperty("notes")[1] }.Select(v => (v.GetProperty("signer").GetString()!, v.GetProperty("verifier").GetString()!)))
        {
            Assert.True(SignerKey.TryParse(signer, out var key), signer);
            using (key)
            {
                Assert.Equal(signer, key.ExportText());
                Assert.Equal(verifier, key.Verifier.Text);
            }
        }
    }

    [Fact]
    public void A_key_with_any_character_changed_dropped_or_doubled_is_refused()
    {
        var verifier = Notes.GetProperty("notes")[1].GetProperty("verifier").GetString()!;
        var signer = Notes.GetProperty("notes")[1].GetProperty("signer").GetString()!;
        foreach (var altered in Alterations(verifier)) Assert.False(VerifierKey.TryParse(altered, out _), altered);
        foreach (var altered in Alterations(signer))
        {
            Assert.False(SignerKey.TryParse(altered, out var key), altered);
            Assert.Null(key);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("with\u00a0space")]
    [InlineData("with\u3000space")]
    [InlineData("with\u2028separator")]
    [InlineData("with+plus")]
    [InlineData("with\nnewline")]
    [InlineData("with\u0000nul")]
    [InlineData("with\u007fdelete")]
    public void A_name_that_can_not_stand_in_a_signature_line_is_none(string name)
    {
        Assert.False(VerifierKey.IsName(name));
        Assert.Throws<ArgumentException>(() => SignerKey.FromSeed(name, new byte[32]));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_name()
    {
        // It has no UTF-8, so two such names would be one name on the wire.
        Assert.False(VerifierKey.IsName("half\ud800"));
        Assert.False(VerifierKey.IsName("\udc00half"));
        Assert.True(VerifierKey.IsName("សាក្សី"));
        Assert.True(VerifierKey.IsName("\U0001F5F3"));
    }

    [Fact]
    public void Names_up_to_255_characters_are_names()
    {
        Assert.True(VerifierKey.IsName(new string('n', 255)));
        Assert.False(VerifierKey.IsName(new string('n', 256)));
    }

    [Fact]
    public void The_same_key_under_another_name_has_another_identifier()
    {
        using SignerKey one = Key("one", 1), other = Key("other", 1), again = Key("one", 1);
        Assert.NotEqual(one.Verifier.Name.Id, other.Verifier.Name.Id);
        Assert.Equal(one.Verifier.PublicBytes(), other.Verifier.PublicBytes());
        Assert.Equal(one.Verifier.Name, again.Verifier.Name);
    }

    [Fact]
    public void A_signature_holds_for_its_message_and_key_alone()
    {
        using SignerKey one = Key("one", 1), other = Key("other", 2);
        var message = "some message\n"u8.ToArray();
        var signature = one.Sign(message);
        Assert.True(one.Verifier.Verify(message, signature));
        Assert.Equal(signature, one.Sign(message));
        Assert.False(other.Verifier.Verify(message, signature));
        Assert.False(one.Verifier.Verify(message.AsSpan(1), signature));
        for (var bit = 0; bit < 512; bit++)
        {
            var altered = signature.ToArray();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(one.Verifier.Verify(message, altered), $"bit {bit}");
        }

        for (var length = 0; length < 64; length++) Assert.False(one.Verifier.Verify(message, signature.AsSpan(0, length)));
        Assert.False(one.Verifier.Verify(message, [.. signature, 0]));
    }

    [Fact]
    public void The_second_form_of_a_signature_with_the_group_order_added_is_refused()
    {
        using var key = Key("one", 1);
        var message = "some message\n"u8.ToArray();
        var order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");
        var signature = key.Sign(message);
        for (var times = 1; times <= 15; times++)
        {
            var s = new BigInteger(signature.AsSpan(32), isUnsigned: true) + times * order;
            var shifted = new byte[32];
            if (!s.TryWriteBytes(shifted, out _, isUnsigned: true)) break;
            Assert.False(key.Verifier.Verify(message, [.. signature[..32], .. shifted]), $"s + {times}·order");
        }
    }

    /// <summary>
    /// A key of small order makes one signature hold for many messages. With S = 0 and R of small order too, a lax verifier
    /// accepts about one message in eight, so over 14 × 14 × 24 tries it would accept hundreds.
    /// Seen with NSec 26.4 (libsodium): such keys are imported, and verify nothing.
    /// </summary>
    [Fact]
    public void Keys_of_small_order_verify_nothing_in_any_encoding()
    {
        var points = Edges.GetProperty("lowOrder").EnumerateArray().Select(point => Convert.FromHexString(point.GetString()!)).ToArray();
        Assert.Equal(14, points.Length);
        foreach (var point in points)
        {
            var key = VerifierKey.Create("small", point);
            foreach (var r in points)
                for (var i = 0; i < 24; i++)
                    Assert.False(key.Verify(Encoding.UTF8.GetBytes($"message {i}"), [.. r, .. new byte[32]]), Convert.ToHexStringLower(point));
        }
    }

    [Fact]
    public void A_key_of_small_order_or_with_a_coordinate_that_is_not_canonical_is_weak_and_cannot_be_enrolled()
    {
        var points = Edges.GetProperty("lowOrder").EnumerateArray().Select(point => Convert.FromHexString(point.GetString()!)).ToList();
        for (var low = 0xed; low <= 0xff; low++)
            foreach (var high in (byte[])[0x7f, 0xff]) points.Add([(byte)low, .. Enumerable.Repeat((byte)0xff, 30), high]);
        foreach (var point in points)
        {
            Assert.Null(VerifierKey.Parse(VerifierKey.Create("commission/small", point).Text, out var code));
            Assert.Equal("key-weak", code);
        }

        // The largest coordinate that is canonical isn't of small order, nor is what a seed gives.
        byte[] largest = [0xeb, .. Enumerable.Repeat((byte)0xff, 30), 0x7f];
        Assert.False(VerifierKey.IsWeak(largest));
        for (byte seed = 0; seed < 100; seed++)
        {
            using var key = Key("strong", seed);
            Assert.Equal(key.Verifier.Text, VerifierKey.Parse(key.Verifier.Text, out _)?.Text);
        }
    }

    [Fact]
    public void The_edge_cases_of_CCTV_are_refused_but_for_those_that_the_equation_of_RFC_8032_accepts()
    {
        foreach (var vector in Edges.GetProperty("refused").EnumerateArray()) Assert.False(Verifies(vector), $"CCTV number {vector.GetProperty("number")}");
        foreach (var vector in Edges.GetProperty("accepted").GetProperty("vectors").EnumerateArray())
            Assert.True(Verifies(vector), $"CCTV number {vector.GetProperty("number")}");
    }

    internal static SignerKey Key(string name, byte seed)
    {
        var bytes = new byte[32];
        bytes.AsSpan().Fill(seed);
        return SignerKey.FromSeed(name, bytes);
    }

    private static bool Verifies(JsonElement vector) =>
        VerifierKey.Create("edge", Convert.FromHexString(vector.GetProperty("key").GetString()!)).Verify(
            Encoding.UTF8.GetBytes(vector.GetProperty("message").GetString()!),
            Convert.FromHexString(vector.GetProperty("signature").GetString()!));

    private static IEnumerable<string> Alterations(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            yield return text[..i] + (char)(text[i] + 1) + text[(i + 1)..];
            yield return text[..i] + text[(i + 1)..];
            yield return text[..i] + text[i] + text[i..];
            yield return text[..i] + ' ' + text[i..];
            if (char.IsAsciiLetterLower(text[i])) yield return text[..i] + char.ToUpperInvariant(text[i]) + text[(i + 1)..];
        }

        yield return text + "\n";
        yield return text + "=";
        yield return "";
    }
}
