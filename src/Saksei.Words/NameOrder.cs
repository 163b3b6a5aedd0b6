using System.Collections.Immutable;

namespace Saksei.Words;

/// <summary>
/// The order in which readers of a language look for a name. It is for pages alone: what is published stands in the definition's order,
/// so that it is the same bytes on every machine.
/// </summary>
internal sealed class NameOrder
{
    private readonly Icu? _icu;
    private readonly nint _collator;

    internal NameOrder(string language, Icu? icu) => (_icu, _collator) = (icu, icu?.Open(language) ?? 0);

    /// <summary>Whether names can be ordered at all.</summary>
    internal bool Exists => _collator != 0;

    /// <summary>Things by name. Those of one name stay as they stood, and so do all where there is no order.</summary>
    internal ImmutableArray<T> Sort<T>(IEnumerable<T> things, Func<T, string> nameOf) =>
        _icu is { } icu && Exists ? [.. things.OrderBy(thing => icu.KeyOf(_collator, nameOf(thing)), Bytes)] : [.. things];

    private static Comparer<byte[]> Bytes { get; } = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));
}
