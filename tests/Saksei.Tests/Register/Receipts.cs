using System.Collections.Immutable;
using System.Text;
using Saksei.Register.Notes;
using Saksei.Register.Tree;
using Xunit;

namespace Saksei.Tests.Register;

/// <summary>Receipts (C2SP tlog-proof): what is given out holds without a network, and nothing that was altered does.</summary>
public sealed class Receipts
{
    private const string Origin = "example.com/log";
    private static readonly GrownTree Tree = GrownTree.Of(Enumerable.Range(0, 300).Select(Rfc6962.Record));
    private static readonly SignerKey Log = Keys.Key(Origin, 9);

    [Fact]
    public void Receipts_come_back_as_they_were_given_and_prove_their_record()
    {
        foreach (var (index, size) in new[] { (0, 1), (0, 2), (2, 15), (14, 15), (255, 256), (256, 257), (299, 300), (77, 300) })
        {
            var receipt = Receipt(index, size);
            var read = Saksei.Register.Notes.Receipt.Parse(receipt.ToBytes());
            Assert.NotNull(read);
            Assert.Equal(receipt.ToBytes(), read.ToBytes());
            Assert.Equal(index, read.Index);
            Assert.True(read.Proves(Rfc6962.Record(index), Origin, Log.Verifier));
        }
    }

    [Fact]
    public void A_receipt_proves_no_other_record_origin_or_key()
    {
        var receipt = Receipt(2, 15);
        using SignerKey stranger = Keys.Key(Origin, 8), sameNameless = Keys.Key("example.com/other", 9);
        Assert.False(receipt.Proves(Rfc6962.Record(3), Origin, Log.Verifier));
        Assert.False(receipt.Proves([], Origin, Log.Verifier));
        Assert.False(receipt.Proves(Rfc6962.Record(2), "example.com/other", Log.Verifier));
        Assert.False(receipt.Proves(Rfc6962.Record(2), Origin, stranger.Verifier));
        Assert.False(receipt.Proves(Rfc6962.Record(2), Origin, sameNameless.Verifier));
        Assert.False((receipt with { Index = 3 }).Proves(Rfc6962.Record(2), Origin, Log.Verifier));
        Assert.False((receipt with { Proof = receipt.Proof.RemoveAt(0) }).Proves(Rfc6962.Record(2), Origin, Log.Verifier));
        Assert.False((receipt with { Proof = receipt.Proof.Add(receipt.Proof[0]) }).Proves(Rfc6962.Record(2), Origin, Log.Verifier));
        Assert.False((receipt with { CheckpointNote = Receipt(2, 16).CheckpointNote }).Proves(Rfc6962.Record(2), Origin, Log.Verifier));
    }

    [Fact]
    public void A_receipt_with_any_byte_altered_or_cut_anywhere_proves_nothing()
    {
        var bytes = Receipt(2, 15).ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var change in new byte[] { 1, 0x20, 0x80, 0xff })
            {
                var altered = bytes.ToArray();
                altered[i] = unchecked((byte)(altered[i] + change));
                Assert.False(Proves(altered), $"byte {i} + {change}");
            }

            Assert.False(Proves(bytes[..i]), $"the first {i} bytes");
            Assert.False(Proves(bytes[(i + 1)..]), $"without the first {i + 1} bytes");
            Assert.False(Proves([.. bytes[..i], .. bytes[(i + 1)..]]), $"without byte {i}");
        }
    }

    [Theory]
    [InlineData("index 2", "index +2")]
    [InlineData("index 2", "index 02")]
    [InlineData("index 2", "index  2")]
    [InlineData("index 2", "index 2 ")]
    [InlineData("index 2", "index -2")]
    [InlineData("index 2", "index")]
    [InlineData("index 2", "Index 2")]
    [InlineData("index 2", "index 2\nindex 2")]
    [InlineData("index 2", "index 9223372036854775808")]
    [InlineData("index 2", "extra QR==\nindex 2")]
    [InlineData("index 2", "extra \u00ff\nindex 2")]
    [InlineData("index 2", "extra QQ==\nextra QQ==\nindex 2")]
    [InlineData("index 2", "index 2\nextra QQ==")]
    [InlineData("tlog-proof@v1", "tlog-proof@v2")]
    [InlineData("tlog-proof@v1", "tlog-proof@v1 ")]
    [InlineData("c2sp.org", "\nc2sp.org")]
    [InlineData("\nindex", "\r\nindex")]
    public void A_receipt_in_another_form_is_not_read(string from, string to)
    {
        var text = Encoding.UTF8.GetString(Receipt(2, 15).ToBytes());
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.Null(Saksei.Register.Notes.Receipt.Parse(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))));
    }

    [Fact]
    public void An_extra_line_is_read_past()
    {
        var text = Encoding.UTF8.GetString(Receipt(2, 15).ToBytes()).Replace("\nindex", "\nextra QQ==\nindex", StringComparison.Ordinal);
        Assert.True(Proves(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Sixty_three_hashes_are_read_and_one_more_is_not()
    {
        var receipt = Receipt(2, 15);
        ImmutableArray<Hash> Hashes(int count) => [.. Enumerable.Range(0, count).Select(i => Hash.OfBytes([(byte)i]))];
        Assert.Equal(63, Saksei.Register.Notes.Receipt.Parse((receipt with { Proof = Hashes(63) }).ToBytes())!.Proof.Length);
        Assert.Null(Saksei.Register.Notes.Receipt.Parse((receipt with { Proof = Hashes(64) }).ToBytes()));
    }

    private static Receipt Receipt(int index, int size)
    {
        var reader = Tree.Reader(size);
        return new Receipt(index, InclusionProof.Prove(reader, index, size), new Checkpoint(Origin, size, MerkleTree.Root(reader, size)).Sign(Log));
    }

    private static bool Proves(byte[] bytes) =>
        Saksei.Register.Notes.Receipt.Parse(bytes) is { } receipt && receipt.Proves(Rfc6962.Record(2), Origin, Log.Verifier);
}
