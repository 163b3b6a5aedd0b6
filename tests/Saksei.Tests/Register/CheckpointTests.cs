using System.Text;
using System.Text.Json;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Register;

public sealed class CheckpointTests
{
    private static readonly JsonElement Vectors = Repository.Vectors("register", "checkpoints.json");

    [Fact]
    public void Checkpoints_are_read_and_written_back_the_same()
    {
        foreach (var vector in Vectors.GetProperty("read").EnumerateArray())
        {
            var text = Encoding.UTF8.GetBytes(vector.GetProperty("text").GetString()!);
            var checkpoint = Checkpoint.Parse(text);
            Assert.NotNull(checkpoint);
            Assert.Equal(vector.GetProperty("size").GetInt64(), checkpoint.Size);
            Assert.Equal(text, checkpoint.ToText());
        }
    }

    [Fact]
    public void What_is_not_a_checkpoint_is_not_read()
    {
        foreach (var text in Vectors.GetProperty("refused").EnumerateArray())
            Assert.Null(Checkpoint.Parse(Encoding.UTF8.GetBytes(text.GetString()!)));
    }

    [Fact]
    public void Whatever_is_read_is_written_back_byte_for_byte()
    {
        var text = Encoding.UTF8.GetBytes(Vectors.GetProperty("read")[0].GetProperty("text").GetString()!);
        var read = 0;
        for (var i = 0; i < text.Length; i++)
            for (var value = 0; value < 256; value++)
            {
                var altered = text.ToArray();
                altered[i] = (byte)value;
                if (Checkpoint.Parse(altered) is not { } checkpoint) continue;
                read++;
                Assert.Equal(altered, checkpoint.ToText());
            }

        Assert.True(read > text.Length);
    }

    [Fact]
    public void Tesseras_checkpoint_signed_by_its_key_is_read_and_holds()
    {
        var log = Repository.Vectors("register", "tessera-log.json");
        Assert.True(SignerKey.TryParse(log.GetProperty("signer").GetString()!, out var signer));
        Assert.True(VerifierKey.TryParse(log.GetProperty("verifier").GetString()!, out var verifier));
        using (signer)
        {
            var origin = log.GetProperty("origin").GetString()!;
            var root = log.GetProperty("roots").EnumerateArray().Last().GetProperty("root").Base64();
            var note = SignedNote.Parse(new Checkpoint(origin, 15, root).Sign(signer));
            Assert.True(note!.IsSignedBy(verifier));
            Assert.Equal(new Checkpoint(origin, 15, root), Checkpoint.Parse(note.Text.Span));
            Assert.Equal($"{origin}\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n", Encoding.UTF8.GetString(note.Text.Span));
        }
    }

    [Fact]
    public void The_empty_trees_checkpoint_bears_the_digest_of_nothing() =>
        Assert.Equal("example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            Encoding.UTF8.GetString(new Checkpoint("example.com/log", 0, Hash.EmptyTree).ToText()));
}
