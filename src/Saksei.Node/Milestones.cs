using System.Collections.Immutable;
using Saksei.Election;

namespace Saksei.Node;

/// <summary>
/// Forks of the fold along the register, so that earlier books take a short fold and never one from the first act on. There are at most
/// so many: when they are full every other one goes, and they stand twice as far apart. One thread adds, and waits for none of those who ask.
/// </summary>
/// <param name="apart">How many acts there are between two, at first.</param>
internal sealed class Milestones(long apart = 1024)
{
    private const int Most = 32;
    private ImmutableList<ElectionFold> _kept = [];
    private long _apart = apart;

    /// <summary>At which sizes books are kept.</summary>
    internal IEnumerable<long> Sizes => _kept.Select(fold => fold.Size);

    /// <summary>Keeps the books as they are now, where the last ones lie far enough back.</summary>
    internal void Pass(ElectionFold fold)
    {
        if (fold.Size - (_kept.Count > 0 ? _kept[^1].Size : 0) < _apart) return;

        // What the books know of the clock by then is settled once, and not by each fork.
        _ = fold.Snapshot();
        var kept = _kept.Add(fold.Fork());
        if (kept.Count == Most) (kept, _apart) = ([.. kept.Where((_, at) => at % 2 != 0)], _apart * 2);
        Volatile.Write(ref _kept, kept);
    }

    /// <summary>Books to go on from to a size: the last ones that aren't beyond it; null where there are none.</summary>
    internal ElectionFold? ForkBelow(long size)
    {
        if (Volatile.Read(ref _kept).FindLast(fold => fold.Size <= size) is not { } start) return null;
        lock (start) return start.Fork();
    }
}
