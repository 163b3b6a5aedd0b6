using System.Collections.Concurrent;
using Saksei.Election;
using Saksei.Election.Acts;
using Saksei.Election.Clock;
using Saksei.Election.Definition;
using Saksei.Register.Tree;

namespace Saksei.Node;

/// <summary>One act of the register in a line: what the fold made of it.</summary>
/// <param name="Index">Its place in the register.</param>
/// <param name="Identity">What it is called.</param>
/// <param name="Act">What it says.</param>
/// <param name="Outcome">Whether it took effect.</param>
/// <param name="Tick">The register's time when it was sequenced; second 0 before the first tick.</param>
public readonly record struct JournalLine(long Index, Hash Identity, Act Act, Outcome Outcome, Moment Tick);

/// <summary>One act in a line, for lists of acts.</summary>
/// <param name="Index">Its place in the register.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Organisation">Whose key signed first.</param>
/// <param name="At">When it was done, as its author claims.</param>
/// <param name="Tick">The register's time when it was sequenced.</param>
/// <param name="Outcome">What the fold made of it.</param>
/// <param name="Subject">The station, constituency or organisation that it is about; empty where it isn't about one.</param>
/// <param name="Identity">Its identity.</param>
/// <param name="Word">Its source, outcome, round or stage, where the kind has one; may be empty.</param>
public readonly record struct ActLine(
    long Index, ActKind Kind, string Organisation, Moment At, Moment Tick, Outcome Outcome, string Subject, Hash Identity, string Word);

/// <summary>
/// Which acts there are, and which of them are about a station, or signed for an organisation. Grows with the fold; a reader says up to which size, and waits for
/// nobody.
/// </summary>
internal sealed class ActIndex(ElectionDefinition definition)
{
    private readonly Growing<ActLine> _lines = new();
    private readonly Growing<int>?[] _ofStation = new Growing<int>?[definition.Stations.Length];
    private readonly Dictionary<ActKind, Growing<int>> _ofKind = ActKinds.All.ToDictionary(kind => kind, _ => new Growing<int>());
    private readonly ConcurrentDictionary<string, Growing<int>> _ofOrganisation = new(StringComparer.Ordinal);
    private readonly Growing<int> _voided = new();

    internal void Add(ElectionFold fold, Act act, Hash identity, Outcome outcome)
    {
        var index = _lines.Count;
        var about = act.About;
        foreach (var station in about.Stations.Select(definition.FindStation).OfType<Station>()) (_ofStation[station.Index] ??= new Growing<int>()).Add(index);
        _ofKind[act.Row].Add(index);
        if (!outcome.IsApplied) _voided.Add(index);
        var signer = act.Header.Signers[0];
        var organisation = fold.Organisations.FindKey(signer)?.Organisation ?? signer.Name;
        _ofOrganisation.GetOrAdd(organisation, _ => new Growing<int>()).Add(index);
        _lines.Add(new ActLine(index, act.Row, organisation, act.Header.At, fold.Tick, outcome, about.Subject, identity, about.Word));
    }

    internal ActLine this[long index] => _lines[(int)index];

    internal IReadOnlyList<ActLine> Lines(long from, long until) => _lines.Slice((int)from, (int)Math.Min(until, _lines.Count));

    internal int CountOf(Station station, long until) => _ofStation[station.Index] is { } own ? CountBelow(own, until) : 0;

    internal IReadOnlyList<ActLine> Of(Station station, int first, int count) => _ofStation[station.Index] is { } own
        ? [.. own.Slice(first, Math.Min(own.Count, first + count)).Select(index => _lines[index])] : [];

    internal IReadOnlyList<ActLine> OfOrganisation(string organisation, long until, int most)
    {
        if (!_ofOrganisation.TryGetValue(organisation, out var own)) return [];
        var count = CountBelow(own, until);
        return [.. own.Slice(Math.Max(0, count - most), count).Select(index => _lines[index]).Reverse()];
    }

    internal IReadOnlyList<(ActKind Kind, int Count)> Kinds(long from, long until) =>
        [.. _ofKind.Select(pair => (pair.Key, CountBelow(pair.Value, until) - CountBelow(pair.Value, from))).Where(pair => pair.Item2 > 0)];

    internal IReadOnlyList<(long Index, string Act, Outcome Outcome)> Voided(long from, long until, int count)
    {
        var first = CountBelow(_voided, from);
        return [.. _voided.Slice(first, first + Math.Min(count, CountBelow(_voided, until) - first))
            .Select(index => ((long)index, _lines[index].Identity.ToHex(), _lines[index].Outcome))];
    }

    internal int CountVoided(long from, long until) => CountBelow(_voided, until) - CountBelow(_voided, from);

    // Every list is in the order of the register.
    private static int CountBelow(Growing<int> indexes, long index)
    {
        var (low, high) = (0, indexes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (indexes[middle] < index) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
