using Saksei.Election;

namespace Saksei.Node;

/// <summary>
/// Forks of the fold along the register, so that earlier books take a short fold and never one from the first act on. There are at most
/// so many: when they are full every other one goes, and they stand twice as far apart. Not for several threads at once.
/// </summary>
/// <param name="apart">How many acts there are between two, at first.</param>
internal sealed class Milestones(long apart = 1024)
{
    private const int Most = 32;
    private readonly List<ElectionFold> _kept = [];
    private long _apart = apart;

    /// <summary>At which sizes books are kept.</summary>
    internal IEnumerable<long> Sizes => _kept.Select(fold => fold.Size);

    /// <summary>Keeps the books as they are now, where the last ones lie far enough back.</summary>
    internal void Pass(ElectionFold fold)
    {
        if (fold.Size - (_kept.Count > 0 ? _kept[^1].Size : 0) < _apart) return;
        _kept.Add(fold.Fork());
        if (_kept.Count < Most) return;
        for (var at = _kept.Count - 2; at >= 0; at -= 2) _kept.RemoveAt(at);
        _apart *= 2;
    }

    /// <summary>Books to go on from to a size: the last ones that aren't beyond it; null where there are none.</summary>
    internal ElectionFold? ForkBelow(long size) => _kept.FindLast(fold => fold.Size <= size)?.Fork();
}
