using System.Net;
using Saksei.Register.Notes;

namespace Saksei.Server.Acts;

/// <summary>
/// A letter box between phones and desks (docs/spec/enrolment.md): answers to slips, until the register knows their keys. It isn't
/// trusted with anything: the desk checks each by its slip's secret, and a phone hands in its answer again at each opening. So a full
/// box turns nobody away: the oldest answer leaves of the address that holds the most, and who fills it pushes out his own.
/// </summary>
/// <param name="mostBytes">Bytes that it keeps, with what it takes to keep them.</param>
internal sealed class EnrolmentBox(long mostBytes)
{
    /// <summary>Answers of one name.</summary>
    internal const int MostOfName = 8;

    private const int BytesToKeepOne = 768;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedSet<Letter>> _organisations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Letter>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<IPAddress, Sender> _senders = [];
    private readonly SortedSet<Sender> _byCount = new(Sender.ByCount);
    private long _bytes;
    private long _last;

    /// <summary>Takes an answer. One that is there stays where it is.</summary>
    internal void Put(EnrolmentAnswer answer, IPAddress network)
    {
        lock (_lock)
        {
            var known = _names.GetValueOrDefault(answer.Name, []);
            if (known.Exists(letter => letter.Answer.Bytes.AsSpan().SequenceEqual(answer.Bytes))) return;
            Add(new Letter(++_last, answer, network));
            if (known.Count > MostOfName) Remove(OldestOfTheBusiest(known));
            while (_bytes > mostBytes && _byCount.Max is { } busiest) Remove(busiest.Letters.Min);
        }
    }

    /// <summary>Takes out an answer whose key the register knows, with what came of its name before; what came later may be of the next slip.</summary>
    internal void Forget(KeyName key)
    {
        lock (_lock)
        {
            var letters = _names.GetValueOrDefault(key.Name, []);
            foreach (var letter in letters.Take(letters.FindIndex(letter => letter.Answer.Key == key) + 1).ToArray()) Remove(letter);
        }
    }

    /// <summary>The number of the answer that came last.</summary>
    internal long Last => Interlocked.Read(ref _last);

    /// <summary>Some answers for an organisation that came behind a number, in order, each with its own.</summary>
    internal IReadOnlyList<(long Number, EnrolmentAnswer Answer)> Behind(string organisation, long number, int most)
    {
        lock (_lock)
        {
            if (!_organisations.TryGetValue(organisation, out var letters)) return [];
            return [.. letters.GetViewBetween(Letter.At(number + 1), Letter.At(long.MaxValue)).Take(most).Select(letter => (letter.Number, letter.Answer))];
        }
    }

    private void Add(Letter letter)
    {
        Of(_organisations, letter.Answer.Organisation).Add(letter);
        Of(_names, letter.Answer.Name).Add(letter);
        Recount(letter, sender => sender.Letters.Add(letter));
        _bytes += letter.Bytes;
    }

    private void Remove(Letter? letter)
    {
        if (letter is null) return;
        var (organisation, name) = (_organisations[letter.Answer.Organisation], _names[letter.Answer.Name]);
        if (organisation.Remove(letter) && organisation.Count == 0) _organisations.Remove(letter.Answer.Organisation);
        if (name.Remove(letter) && name.Count == 0) _names.Remove(letter.Answer.Name);
        Recount(letter, sender => sender.Letters.Remove(letter));
        _bytes -= letter.Bytes;
    }

    // The order of senders is that of their letters: each leaves it while these change.
    private void Recount(Letter letter, Action<Sender> change)
    {
        var sender = Of(_senders, letter.Network);
        _byCount.Remove(sender);
        change(sender);
        if (sender.Letters.Count > 0) _byCount.Add(sender);
        else _senders.Remove(letter.Network);
    }

    private static Letter OldestOfTheBusiest(List<Letter> letters) =>
        letters.GroupBy(letter => letter.Network).MaxBy(group => (group.Count(), -group.First().Number))?.First() ?? letters[0];

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!all.TryGetValue(key, out var value)) all.Add(key, value = new TValue());
        return value;
    }

    private sealed record Letter(long Number, EnrolmentAnswer Answer, IPAddress Network) : IComparable<Letter>
    {
        internal long Bytes => Answer.Bytes.Length + BytesToKeepOne;

        public int CompareTo(Letter? other) => Number.CompareTo(other?.Number ?? 0);

        internal static Letter At(long number) => new(number, Nothing, IPAddress.None);

        private static readonly EnrolmentAnswer Nothing = new(new KeyName("", 0), "", []);
    }

    private sealed class Sender
    {
        internal static readonly IComparer<Sender> ByCount =
            Comparer<Sender>.Create((one, other) => (one.Letters.Count, other.Oldest).CompareTo((other.Letters.Count, one.Oldest)));

        internal SortedSet<Letter> Letters { get; } = [];

        private long Oldest => Letters.Min?.Number ?? 0;
    }
}
