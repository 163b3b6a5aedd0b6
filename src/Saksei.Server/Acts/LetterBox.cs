using System.Net;

namespace Saksei.Server.Acts;

/// <summary>What lies in a letter box.</summary>
internal interface ILetter
{
    /// <summary>Those who fetch it, by what they ask for.</summary>
    string Reader { get; }

    /// <summary>Letters of one name take each other's place.</summary>
    string Name { get; }

    /// <summary>The letter as it came.</summary>
    byte[] Bytes { get; }
}

/// <summary>
/// A letter box between phones and desks. It isn't trusted with anything: who fetches a letter checks it, and who put it in puts it in
/// again at each opening. So a full box turns nobody away: the oldest letter leaves of the address that holds the most bytes, and who fills it
/// pushes out his own.
/// </summary>
/// <param name="mostBytes">Bytes that it keeps, with what it takes to keep them.</param>
/// <param name="mostOfName">Letters of one name.</param>
internal sealed class LetterBox<TLetter>(long mostBytes, int mostOfName)
    where TLetter : class, ILetter
{
    private const int BytesToKeepOne = 768;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<Kept>> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Kept>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<IPAddress, Sender> _senders = [];
    private readonly SortedSet<Sender> _byBytes = new(Sender.ByBytes);
    private long _bytes;
    private long _last;

    /// <summary>Takes a letter. One that is there stays where it is.</summary>
    internal void Put(TLetter letter, IPAddress network)
    {
        lock (_lock)
        {
            var known = _names.GetValueOrDefault(letter.Name, []);
            if (known.Exists(kept => kept.What.Bytes.AsSpan().SequenceEqual(letter.Bytes))) return;
            Add(new Kept(++_last, letter, network));
            if (known.Count > mostOfName) Remove(OldestOfTheBusiest(known));
            while (_bytes > mostBytes && _byBytes.Max is { } busiest) Remove(busiest.Letters.Min);
        }
    }

    /// <summary>Takes out a letter that has been answered, with what came of its name before; what came later may be new.</summary>
    internal void Forget(string name, Predicate<TLetter> isAnswered)
    {
        lock (_lock)
        {
            var letters = _names.GetValueOrDefault(name, []);
            foreach (var kept in letters.Take(letters.FindIndex(kept => isAnswered(kept.What)) + 1).ToArray()) Remove(kept);
        }
    }

    /// <summary>The number of the letter that came last.</summary>
    internal long Last => Interlocked.Read(ref _last);

    /// <summary>Some letters for a reader that came behind a number, in order, each with its own.</summary>
    internal IReadOnlyList<(long Number, TLetter Letter)> Behind(string reader, long number, int most)
    {
        lock (_lock)
        {
            if (!_readers.TryGetValue(reader, out var letters)) return [];
            var some = letters.First();
            return [.. letters.GetViewBetween(some with { Number = number + 1 }, some with { Number = long.MaxValue }).Take(most).Select(kept => (kept.Number, kept.What))];
        }
    }

    private void Add(Kept kept)
    {
        Of(_readers, kept.What.Reader).Add(kept);
        Of(_names, kept.What.Name).Add(kept);
        Recount(kept, sender => sender.Take(kept));
        _bytes += kept.Bytes;
    }

    private void Remove(Kept? kept)
    {
        if (kept is null) return;
        var (reader, name) = (_readers[kept.What.Reader], _names[kept.What.Name]);
        if (reader.Remove(kept) && reader.Count == 0) _readers.Remove(kept.What.Reader);
        if (name.Remove(kept) && name.Count == 0) _names.Remove(kept.What.Name);
        Recount(kept, sender => sender.Drop(kept));
        _bytes -= kept.Bytes;
    }

    // The order of senders is that of their letters: each leaves it while these change.
    private void Recount(Kept kept, Action<Sender> change)
    {
        var sender = Of(_senders, kept.Network);
        _byBytes.Remove(sender);
        change(sender);
        if (sender.Letters.Count > 0) _byBytes.Add(sender);
        else _senders.Remove(kept.Network);
    }

    private static Kept OldestOfTheBusiest(List<Kept> letters) =>
        letters.GroupBy(kept => kept.Network).MaxBy(group => (group.Count(), -group.First().Number))?.First() ?? letters[0];

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!all.TryGetValue(key, out var value)) all.Add(key, value = new TValue());
        return value;
    }

    private sealed record Kept(long Number, TLetter What, IPAddress Network) : IComparable<Kept>
    {
        internal long Bytes => What.Bytes.Length + BytesToKeepOne;

        public int CompareTo(Kept? other) => Number.CompareTo(other?.Number ?? 0);
    }

    private sealed class Sender
    {
        internal static readonly IComparer<Sender> ByBytes =
            Comparer<Sender>.Create((one, other) => (one._bytes, other.Oldest).CompareTo((other._bytes, one.Oldest)));

        private long _bytes;

        internal SortedSet<Kept> Letters { get; } = [];

        internal void Take(Kept kept)
        {
            if (Letters.Add(kept)) _bytes += kept.Bytes;
        }

        internal void Drop(Kept kept)
        {
            if (Letters.Remove(kept)) _bytes -= kept.Bytes;
        }

        private long Oldest => Letters.Min?.Number ?? 0;
    }
}
