using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Node;

/// <summary>One act in a line, for lists of acts.</summary>
/// <param name="Index">Its place in the register.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Organisation">Whose key signed first.</param>
/// <param name="At">When it was done, as its author claims.</param>
/// <param name="Tick">The register's time when it was sequenced.</param>
/// <param name="Outcome">What the fold made of it.</param>
/// <param name="Subject">The station, constituency or organisation that it is about; empty where it isn't about one.</param>
/// <param name="Word">Its source, outcome, round or stage, where the kind has one; may be empty.</param>
public readonly record struct ActLine(
    long Index, ActKind Kind, string Organisation, Moment At, Moment Tick, Outcome Outcome, string Subject, string Word);

/// <summary>Which acts there are, and which of them are about a station. Grows with the fold, under its host's lock.</summary>
internal sealed class ActIndex(ElectionDefinition definition)
{
    private readonly List<ActLine> _lines = [];
    private readonly Dictionary<int, List<int>> _ofStation = [];
    private readonly Dictionary<string, List<int>> _ofKind = new(StringComparer.Ordinal);
    private readonly List<(long Index, string Act, Outcome Outcome)> _voided = [];

    internal void Add(ElectionFold fold, Act act, Hash identity, Outcome outcome)
    {
        var index = _lines.Count;
        var about = act.About;
        foreach (var station in about.Stations.Select(definition.FindStation).OfType<Station>()) Own(_ofStation, station.Index).Add(index);
        Own(_ofKind, act.Kind).Add(index);

        if (!outcome.IsApplied) _voided.Add((index, identity.ToHex(), outcome));
        var signer = act.Header.Signers[0];
        var organisation = fold.Organisations.FindKey(signer)?.Organisation ?? signer.Name;
        _lines.Add(new ActLine(index, act.Row, organisation, act.Header.At, fold.Tick, outcome, about.Subject, about.Word));
    }

    internal IReadOnlyList<ActLine> Lines(long from, long until) =>
        _lines.GetRange((int)from, (int)(Math.Min(until, _lines.Count) - from));

    internal int CountOf(Station station, long until) => _ofStation.TryGetValue(station.Index, out var own) ? CountBelow(own, until, index => index) : 0;

    internal IReadOnlyList<ActLine> Of(Station station, int first, int count) =>
        _ofStation.TryGetValue(station.Index, out var own) ? [.. own.GetRange(first, count).Select(index => _lines[index])] : [];

    internal IReadOnlyList<(string Kind, int Count)> Kinds(long from, long until) =>
        [.. _ofKind.Select(pair => (pair.Key, CountBelow(pair.Value, until, index => index) - CountBelow(pair.Value, from, index => index))).Where(pair => pair.Item2 > 0)];

    internal IReadOnlyList<(long Index, string Act, Outcome Outcome)> Voided(long from, long until, int count)
    {
        var first = CountBelow(_voided, from, line => line.Index);
        return _voided.GetRange(first, Math.Min(count, CountBelow(_voided, until, line => line.Index) - first));
    }

    internal int CountVoided(long from, long until) => CountBelow(_voided, until, line => line.Index) - CountBelow(_voided, from, line => line.Index);

    // Every list is in the order of the register.
    private static int CountBelow<T>(List<T> lines, long index, Func<T, long> indexOf)
    {
        var (low, high) = (0, lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (indexOf(lines[middle]) < index) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static List<int> Own<TKey>(Dictionary<TKey, List<int>> lists, TKey key) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var own)) lists[key] = own = new List<int>(2);
        return own;
    }
}
