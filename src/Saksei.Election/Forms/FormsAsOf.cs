using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Values;

namespace Saksei.Election.Forms;

/// <summary>
/// What the register holds of all stations' forms: as of now where it is the book itself, as of one moment and for ever where it is a
/// snapshot of it.
/// </summary>
public class FormsAsOf
{
    internal FormsAsOf(IReadOnlyList<StationForms> stations) => Stations = stations;

    /// <summary>What there is of each station, by its index.</summary>
    public IReadOnlyList<StationForms> Stations { get; }

    /// <summary>What there is of one station.</summary>
    public StationForms this[Station station] => Stations[station.Index];

    /// <summary>The indexes of stations of which something else is known than in an earlier snapshot, ascending.</summary>
    internal IEnumerable<int> ChangedSince(FormsAsOf before) => Stations.ChangedSince(before.Stations);

    /// <summary>The copies that stand, in the order of the register; a copy that was replaced is not among them.</summary>
    public CopyList CopiesOf(Station station) => this[station].Copies;

    /// <summary>Copies of a station that were replaced, in the order in which they were.</summary>
    public IReadOnlyList<Copy> ReplacedOf(Station station) => this[station].Replaced;

    /// <summary>Entries at a station that aren't a copy yet.</summary>
    public IEnumerable<OpenEntry> OpenEntriesOf(Station station) => this[station].OpenEntries;

    /// <summary>What each clerk typed of a station's form in each round, in the order in which it was opened.</summary>
    public ImmutableArray<TypedEntry> TypedOf(Station station) => this[station].Typed;

    /// <summary>The adjudication that stands, or null.</summary>
    public Adjudication? AdjudicationOf(Station station) => this[station].Adjudication;

    /// <summary>The official copy, or null.</summary>
    public Copy? OfficialCopyOf(Station station) => this[station].Official;
}
