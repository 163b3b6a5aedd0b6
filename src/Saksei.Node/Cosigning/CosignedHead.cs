using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Organisations;
using Saksei.Register.Cosigning;
using Saksei.Register.Notes;
using Saksei.Store;

namespace Saksei.Node.Cosigning;

/// <summary>How far a co-signer has signed, as this node knows.</summary>
/// <param name="Cosigner">Who.</param>
/// <param name="Size">Acts of the largest checkpoint that it co-signed; 0 before the first.</param>
/// <param name="UnixSeconds">When, by its own clock; 0 before the first.</param>
public sealed record CosignerStanding(PolicyCosigner Cosigner, long Size, long UnixSeconds);

/// <summary>
/// What counts of a register whose founders stated a policy: the books as of the last checkpoint that enough co-signers signed. Before
/// the first of them it is the founding act's, which nobody but the log has signed. It never goes back.
/// </summary>
public sealed class CosignedHead
{
    // Sizes are looked at from the newest on; a quorum that broke off longer ago than this is found by the next one.
    private const int MostLookedAt = 10_000;

    private const int MostJudged = 256;

    private readonly IRegisterStore _store;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, PolicyOutcome> _judged = [];
    private volatile ElectionBooks _books;
    private ImmutableArray<CosignerStanding> _standings;

    private CosigningRecords _policies;

    private CosignedHead(IRegisterStore store, CosigningRecords policies, ElectionBooks books, ImmutableArray<CosignerStanding> standings) =>
        (_store, _policies, _books, _standings) = (store, policies, books, standings);

    /// <summary>Who has to sign the next checkpoint.</summary>
    public Policy Policy => PolicyFor(long.MaxValue);

    /// <summary>The books that readers are shown.</summary>
    public ElectionBooks Books => _books;

    /// <summary>Whether enough have co-signed what readers are shown; false only before the first time.</summary>
    public bool IsCosigned => OutcomeAt(_books.Size).IsMet;

    /// <summary>How far each co-signer is, in the policy's order.</summary>
    public ImmutableArray<CosignerStanding> Standings
    {
        get
        {
            lock (_lock) return _standings;
        }
    }

    /// <summary>Who has co-signed the checkpoint of a size, and whether that is enough.</summary>
    public PolicyOutcome OutcomeAt(long size)
    {
        lock (_lock)
        {
            if (_judged.TryGetValue(size, out var known)) return known;
            if (_judged.Count == MostJudged) _judged.Clear();
            return _judged[size] = _policies.For(size).Judge(NoteOf(_store, size));
        }
    }

    /// <summary>
    /// Who has co-signed what readers see as of a size: its own checkpoint, or else the one that readers are shown now, whose tree begins
    /// with it.
    /// </summary>
    public PolicyOutcome OutcomeFor(long size) => OutcomeAt(size) is { IsMet: true } own ? own : OutcomeAt(_books.Size);

    /// <summary>Who has to sign, or had to sign, the checkpoint of a size.</summary>
    public Policy PolicyFor(long size)
    {
        lock (_lock) return _policies.For(size);
    }

    /// <summary>Begins where the store says that enough had signed, or else with what came before anybody had to.</summary>
    internal static CosignedHead Open(IRegisterStore store, CosigningRecords policies, long head, Func<long, ElectionBooks> booksAsOf)
    {
        var cosigned = store.ReadCosignedSizes(head + 1, MostLookedAt);
        var met = cosigned.FirstOrDefault(size => policies.For(size).Judge(NoteOf(store, size)).IsMet);
        var (sizes, stated) = (store.ReadCheckpointSizes(), policies.All[0].Place.Index);
        var before = sizes.LastOrDefault(size => size <= stated, sizes[0]);
        return new CosignedHead(store, policies, booksAsOf(met > 0 ? met : before), StandingsOf(store, policies.For(long.MaxValue), cosigned));
    }

    /// <summary>These policies are the register's now; where they are known nothing is looked up.</summary>
    internal void Follow(CosigningRecords policies)
    {
        lock (_lock)
            if (ReferenceEquals(policies, _policies)) return;
        var standings = StandingsOf(_store, policies.For(long.MaxValue), _store.ReadCosignedSizes(long.MaxValue, MostLookedAt));
        lock (_lock)
        {
            (_policies, _standings) = (policies, standings);
            _judged.Clear();
        }
    }

    /// <summary>The checkpoint of a size, with every co-signature that is known.</summary>
    internal static byte[] CheckpointOf(IRegisterStore store, long size) =>
        [.. store.ReadCheckpoint(size) ?? throw new InvalidDataException("no checkpoint of this size was published"), .. store.ReadCosignatures(size).SelectMany(line => line)];

    /// <summary>Takes a co-signer's lines for the checkpoint of a size; gives when it signed, or null where none of them is its co-signature.</summary>
    internal long? Add(PolicyCosigner cosigner, long size, ReadOnlySpan<byte> lines)
    {
        if (_store.ReadCheckpoint(size) is not { } note || SignedNote.Parse((byte[])[.. note, .. lines]) is not { } signed) return null;
        var (line, time) = signed.Signatures.Select(one => (one, cosigner.Key.TimeOf(signed.Text.Span, one))).FirstOrDefault(one => one.Item2 is not null);
        if (time is not { } at) return null;
        _store.AddCosignature(size, cosigner.Name, SignedNote.SignatureLine(line.Key, line.Signature.Span));
        lock (_lock)
        {
            _judged.Remove(size);
            _standings = [.. _standings.Select(one => one.Cosigner == cosigner && size >= one.Size ? one with { Size = size, UnixSeconds = at } : one)];
        }

        return at;
    }

    /// <summary>Shows books from now on if enough have co-signed their checkpoint and nothing newer is shown; says whether it did.</summary>
    internal bool Publish(ElectionBooks books)
    {
        lock (_lock)
        {
            if (books.Size < _books.Size || !OutcomeAt(books.Size).IsMet) return false;
            _books = books;
            return true;
        }
    }

    private static SignedNote NoteOf(IRegisterStore store, long size) =>
        SignedNote.Parse(CheckpointOf(store, size)) ?? throw new InvalidDataException($"the checkpoint of {size} can't be read");

    private static ImmutableArray<CosignerStanding> StandingsOf(IRegisterStore store, Policy policy, IReadOnlyList<long> sizes)
    {
        var found = policy.Cosigners.ToDictionary(one => one.Name, one => new CosignerStanding(one, 0, 0), StringComparer.Ordinal);
        foreach (var size in sizes)
        {
            if (found.Values.All(one => one.Size > 0)) break;
            foreach (var (name, time) in policy.Judge(NoteOf(store, size)).Times)
                if (found[name].Size == 0)
                    found[name] = found[name] with { Size = size, UnixSeconds = time };
        }

        return [.. policy.Cosigners.Select(one => found[one.Name])];
    }
}
