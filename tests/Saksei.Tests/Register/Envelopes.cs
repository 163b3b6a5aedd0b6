using System.Text;
using Saksei.Register.Acts;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Register;

/// <summary>The envelope of an act: three lines, one to sixteen signatures, an identity that signatures don't change.</summary>
public sealed class Envelopes
{
    private const string Origin = "example.com/register";

    [Fact]
    public void An_act_comes_back_as_it_was_signed()
    {
        using SignerKey one = Keys.Key("one", 1), other = Keys.Key("other", 2);
        var body = Encoding.UTF8.GetBytes("""{"kind":"some/kind","name":"សាក្សី"}""");
        var note = SignedAct.Sign(Origin, body, other, one);
        var act = SignedAct.Parse(note, out var code);
        Assert.NotNull(act);
        Assert.Equal("", code);
        Assert.True(act.Body.Span.SequenceEqual(body));
        Assert.Equal(Origin, Encoding.UTF8.GetString(act.Origin.Span));
        Assert.Equal([other.Verifier.Name, one.Verifier.Name], act.Signatures.Select(signature => signature.Key));
        Assert.Equal(Hash.OfBytes(act.Text.Span), act.Identity);
        Assert.True(act.Note.Span.SequenceEqual(note));
        Assert.Equal($"saksei/act/v1\n{Origin}\n{Encoding.UTF8.GetString(body)}\n", Encoding.UTF8.GetString(act.Text.Span));
        var signed = SignedNote.Parse(note)!;
        Assert.True(signed.IsSignedBy(one.Verifier) && signed.IsSignedBy(other.Verifier));
    }

    [Fact]
    public void Signing_again_or_by_another_key_leaves_the_identity_and_another_origin_does_not()
    {
        using SignerKey one = Keys.Key("one", 1), other = Keys.Key("other", 2);
        var identity = Identity(SignedAct.Sign(Origin, "{}"u8, one));
        Assert.Equal(identity, Identity(SignedAct.Sign(Origin, "{}"u8, other)));
        Assert.Equal(identity, Identity(SignedAct.Sign(Origin, "{}"u8, one, other)));
        Assert.NotEqual(identity, Identity(SignedAct.Sign(Origin + "2", "{}"u8, one)));
        Assert.NotEqual(identity, Identity(SignedAct.Sign(Origin, "[]"u8, one)));
    }

    [Theory]
    [InlineData("saksei/act/v2\norigin\n{}\n")]
    [InlineData("Saksei/act/v1\norigin\n{}\n")]
    [InlineData(" saksei/act/v1\norigin\n{}\n")]
    [InlineData("saksei/act/v1 \norigin\n{}\n")]
    [InlineData("saksei/act/v1\n\n{}\n")]
    [InlineData("saksei/act/v1\norigin\n")]
    [InlineData("saksei/act/v1\n")]
    [InlineData("saksei/act/v1\norigin\n{}\n{}\n")]
    [InlineData("saksei/act/v1\norigin\n{}\n\n")]
    [InlineData("saksei/act/v1\norigin\n\n{}\n")]
    [InlineData("\nsaksei/act/v1\norigin\n{}\n")]
    [InlineData("\n")]
    public void A_text_that_is_not_three_lines_is_no_act(string text)
    {
        using var key = Keys.Key("one", 1);
        Assert.Null(SignedAct.Parse(SignedNote.Sign(Encoding.UTF8.GetBytes(text), key), out var code));
        Assert.Equal("act-malformed", code);
    }

    [Fact]
    public void Sixteen_signatures_are_the_most()
    {
        var keys = Enumerable.Range(1, 17).Select(i => Keys.Key($"signer-{i}", (byte)i)).ToArray();
        Assert.Equal(16, SignedAct.Parse(SignedAct.Sign(Origin, "{}"u8, keys.AsSpan(0, 16)), out _)!.Signatures.Length);
        Assert.Null(SignedAct.Parse(SignedAct.Sign(Origin, "{}"u8, keys), out var code));
        Assert.Equal("too-many-signatures", code);
        foreach (var key in keys) key.Dispose();
    }

    [Fact]
    public void An_act_of_65535_bytes_is_read_and_one_byte_more_is_not()
    {
        using var key = Keys.Key("one", 1);
        var around = SignedAct.Sign(Origin, [], key).Length;
        byte[] Body(int length) => Encoding.UTF8.GetBytes(new string('x', length));
        Assert.Equal(65_535, SignedAct.Parse(SignedAct.Sign(Origin, Body(65_535 - around), key), out _)!.Note.Length);
        Assert.Null(SignedAct.Parse(SignedAct.Sign(Origin, Body(65_536 - around), key), out var code));
        Assert.Equal("act-too-long", code);
    }

    [Fact]
    public void Noise_is_no_act_and_says_why()
    {
        Assert.Null(SignedAct.Parse(new byte[10_000_000], out var tooLong));
        Assert.Equal("act-too-long", tooLong);
        Assert.Null(SignedAct.Parse("saksei/act/v1\norigin\n{}\n"u8.ToArray(), out var unsigned));
        Assert.Equal("note-malformed", unsigned);
        Assert.Null(SignedAct.Parse(Array.Empty<byte>(), out var empty));
        Assert.Equal("note-malformed", empty);
    }

    [Fact]
    public void An_act_with_any_byte_altered_is_another_act_or_none()
    {
        using var key = Keys.Key("one", 1);
        var note = SignedAct.Sign(Origin, """{"kind":"some/kind"}"""u8, key);
        var identity = Identity(note);
        for (var i = 0; i < note.Length; i++)
        {
            var altered = note.ToArray();
            altered[i]++;
            if (SignedAct.Parse(altered, out _) is not { } act) continue;
            Assert.True(act.Identity != identity || !SignedNote.Parse(altered)!.IsSignedBy(key.Verifier), $"byte {i}");
        }
    }

    private static Hash Identity(byte[] note) => SignedAct.Parse(note, out _)!.Identity;
}
