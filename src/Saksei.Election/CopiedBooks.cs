using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Saksei.Election.Organisations;
using Saksei.Election.Stations;

namespace Saksei.Election;

/// <summary>
/// The parts of a snapshot whose books don't give one: copied where an act of theirs came in since the snapshot before.
/// </summary>
internal sealed record CopiedBooks(ImmutableDictionary<string, Organisation> Organisations, StationsAsOf Stations, CasesAsOf Cases)
{
    /// <summary>The books of a fold as they are now.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="before">The snapshot before, or null.</param>
    /// <param name="changes">Where their last acts are.</param>
    internal static CopiedBooks Of(ElectionFold fold, ElectionBooks? before, CopiedBookChanges changes)
    {
        var (declared, tick, since, known) = (fold.ResultBook.Declared.ProvisionalAt, fold.Tick, before?.Size ?? 0, before?.Copied);
        return new CopiedBooks(
            known is null || changes.Organisations >= since ? fold.Organisations.All.ToImmutableDictionary() : known.Organisations,
            known is null || changes.Stations >= since ? new StationsAsOf(fold.Definition, fold.Stations) : known.Stations,
            known is null || changes.Cases >= since ? new CasesAsOf(fold.Definition, fold.Cases, declared, tick) : known.Cases.At(declared, tick));
    }
}

/// <summary>The indexes of the last acts on books that are copied; −1 before any.</summary>
internal sealed class CopiedBookChanges
{
    internal long Organisations { get; private set; } = -1;

    internal long Stations { get; private set; } = -1;

    internal long Cases { get; private set; } = -1;

    internal void Note(Act act, long index)
    {
        if (act is StationsDelivered or StationConditions) Stations = index;
        else if (act is CaseAct or HolidayAnnounce) Cases = index;
        else if (act is RegisterFound or OrganisationEnrol or OrganisationRevoke or OrganisationAccredit or OrganisationVouch) Organisations = index;
    }
}
