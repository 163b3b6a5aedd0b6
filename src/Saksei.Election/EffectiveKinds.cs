using Saksei.Election.Acts;
using Saksei.Election.Values;

namespace Saksei.Election;

/// <summary>The kind of each act that took effect, by its place; a few bytes each, so that other acts can be held against what they refer to.</summary>
internal sealed class EffectiveKinds
{
    private static readonly Dictionary<ActKind, short> Numbers = ActKinds.All.Select((kind, number) => (kind, number)).ToDictionary(pair => pair.kind, pair => (short)pair.number);
    private const short None = -1;
    private readonly PagedArray<short> _kinds;

    internal EffectiveKinds() => _kinds = new PagedArray<short>();

    private EffectiveKinds(EffectiveKinds start) => _kinds = new PagedArray<short>(start._kinds.Snapshot());

    /// <summary>The kind of the act at a place; null where it had no effect.</summary>
    internal ActKind? this[long place] => _kinds[(int)place] is >= 0 and var number ? ActKinds.All[number] : null;

    /// <summary>Notes the next act; null where it had no effect.</summary>
    internal void Add(ActKind? kind) => _kinds.Add(kind is null ? None : Numbers[kind]);

    internal EffectiveKinds Fork() => new(this);
}
