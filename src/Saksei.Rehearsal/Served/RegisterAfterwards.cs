using System.Collections.Immutable;
using Saksei.Node;
using Saksei.Register.Tree;

namespace Saksei.Rehearsal.Served;

/// <summary>What somebody has a receipt for.</summary>
/// <param name="Act">The act.</param>
/// <param name="Index">Its place, by the receipt.</param>
public readonly record struct ReceiptedAct(Hash Act, long Index);

/// <summary>What a register holds of what people had receipts for, once the night is over.</summary>
/// <param name="Lost">Acts with a receipt that aren't at its place.</param>
/// <param name="Twice">Acts that stand in the register more than once.</param>
/// <param name="Foreign">Acts that nobody of the rehearsal handed in, beside the founding act and ticks.</param>
/// <param name="Void">Void acts, by code.</param>
/// <param name="StationsDiffering">Stations whose tallied figures aren't those of the plan.</param>
public sealed record RegisterAfterwards(int Lost, int Twice, int Foreign, ImmutableSortedDictionary<string, int> Void, int StationsDiffering)
{
    /// <summary>Holds a register against the receipts and the plan.</summary>
    public static RegisterAfterwards Of(RegisterHost host, ServedNight night, IReadOnlyCollection<ReceiptedAct> receipts)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(night);
        var size = host.Head.Size;
        var identities = host.Journal(0, size).Select(line => line.Identity).ToList();
        var lost = receipts.Count(receipt => receipt.Index < 0 || receipt.Index >= size || identities[(int)receipt.Index] != receipt.Act);
        var known = receipts.Select(receipt => receipt.Act).ToHashSet();
        var own = host.Kinds(0, size).Where(kind => kind.Kind.Name is "register/found" or "clock/tick").Sum(kind => kind.Count);
        var voided = host.Voided(0, size).GroupBy(act => act.Outcome.VoidCode).ToImmutableSortedDictionary(code => code.Key, code => code.Count(), StringComparer.Ordinal);
        return new RegisterAfterwards(lost, identities.Count - identities.Distinct().Count(), identities.Count(act => !known.Contains(act)) - own, voided, Differing(host, night));
    }

    private static int Differing(RegisterHost host, ServedNight night)
    {
        var forms = host.Snapshot().Contests[0].Forms;
        return night.Truth.Count(planned => forms[host.Definition.Stations[planned.Station.Index]].OfficialFigures is not { } figures || !figures.Equals(planned.Figures));
    }
}
