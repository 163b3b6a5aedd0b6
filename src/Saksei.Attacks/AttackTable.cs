using System.Collections.Immutable;
using Saksei.Attacks.Playing;
using Saksei.Attacks.Rows;

namespace Saksei.Attacks;

/// <summary>Every attack that is played, in the order of docs/attacks.md.</summary>
public static class AttackTable
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Attack> All { get; } = [.. OnFiles.All, .. OnHistory.All, .. ByTheLog.All, .. WithCosigners.All, .. AtTheDoor.All];

    /// <summary>The attack of a name; null where there is none.</summary>
    public static Attack? Find(string name) => All.FirstOrDefault(attack => attack.Name == name);
}
