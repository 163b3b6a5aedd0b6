using System.Collections.Immutable;
using CsCheck;
using Saksei.CrashProbe;
using Saksei.Store;
using Xunit;

namespace Saksei.Tests.Store;

/// <summary>Receipts made from what a batch wrote, and from tiles kept in memory, are those that the store's tiles give.</summary>
public sealed class ProofTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Saksei.Register.Notes.SignerKey _key = Scenario.Key();

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_receipt_of_a_record_follows_from_what_its_batch_wrote_whatever_came_before() =>
        Gen.Int[1, 700].Array[1, 6].Sample(
            sizes =>
            {
                using var store = SqliteRegisterStore.Open(_folder.At(Guid.NewGuid() + ".db"), create: true);
                var batches = new Batches(store);
                var sequencer = Sequencer.Open(store, _key, () => Scenario.Records("opening " + store.ReadHead().Size, 1)[0], batches);
                foreach (var (number, size) in sizes.Index()) sequencer.Append(Scenario.Records($"batch {number}", size));
                var reader = new RegisterReader(store);
                foreach (var appended in batches.Appended)
                {
                    var proofs = new BatchProofs(appended);
                    for (var index = appended.First; index < appended.Next.Size; index++)
                    {
                        var receipt = proofs.ReceiptOf(index);
                        Assert.True(receipt.Proves(appended.Records[(int)(index - appended.First)].Record.Span, Scenario.Origin, _key.Verifier));
                        Assert.Equal(reader.ReceiptOf(index, appended.Next.Size).ToBytes(), receipt.ToBytes());
                    }
                }
            },
            iter: 12);

    private sealed class Batches(IRegisterStore store) : IRecordPlaces
    {
        private readonly StoredPlaces _places = new(store, Scenario.Identity);

        internal ImmutableList<Appended> Appended { get; private set; } = [];

        public void ReadTo(long size) => _places.ReadTo(size);

        public long? Find(Saksei.Register.Tree.Hash identity) => _places.Find(identity);

        public void Add(Appended appended)
        {
            _places.Add(appended);
            Appended = Appended.Add(appended);
        }
    }
}
