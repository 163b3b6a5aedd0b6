using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Results;
using Saksei.Election.Seats;

namespace Saksei.Election.Evidence;

/// <summary>Why a station is open; the first that applies.</summary>
public enum OpenReason
{
    /// <summary>It has no official figures.</summary>
    Missing,

    /// <summary>Its official figures don't say of every list how many votes it has, or not what the threshold is a share of.</summary>
    Incomplete,

    /// <summary>Its official figures are more ballots than there can have been.</summary>
    AboveBound,

    /// <summary>A recount or annulment is asked for, or ordered and not carried out.</summary>
    Disputed,

    /// <summary>Its copies contradict each other and nothing was adjudicated.</summary>
    Contradicted,

    /// <summary>It was counted behind closed doors, and the definition opens such stations.</summary>
    ClosedCount,

    /// <summary>The reader opened it.</summary>
    Chosen,

    /// <summary>Its adjudication can still be changed.</summary>
    NotFinal,

    /// <summary>No other copy confirms the official figures.</summary>
    Uncorroborated,
}

/// <summary>A station whose figures aren't settled in a reading.</summary>
/// <param name="Station">The station.</param>
/// <param name="Reason">Why it is open.</param>
/// <param name="Bound">The most ballots that can have been cast there.</param>
public sealed record OpenStation(Station Station, OpenReason Reason, BallotBound Bound);

/// <summary>Codes of reasons.</summary>
public static class OpenReasons
{
    /// <summary>Codes in JSON and texts.</summary>
    public static string Code(this OpenReason reason) => reason switch
    {
        OpenReason.Missing => "missing",
        OpenReason.Incomplete => "incomplete",
        OpenReason.AboveBound => "above-bound",
        OpenReason.Disputed => "disputed",
        OpenReason.Contradicted => "contradicted",
        OpenReason.ClosedCount => "closed-count",
        OpenReason.Chosen => "chosen",
        OpenReason.NotFinal => "not-final",
        OpenReason.Uncorroborated => "uncorroborated",
    };
}

/// <summary>Says of a station whether it is open, in a reading and in the reading that opens uncorroborated ones too.</summary>
internal sealed class StationScan
{
    private readonly EvidenceBooks _books;
    private readonly int _firstList, _blank, _invalid, _cast, _base;
    private readonly int _lists;
    private readonly bool _isCast;

    /// <param name="books">The books.</param>
    /// <param name="lists">How many lists stand in the constituency.</param>
    internal StationScan(EvidenceBooks books, int lists)
    {
        (_books, _lists) = (books, lists);
        var form = books.Contest.Form;
        _firstList = form.Fields.Length;
        (_blank, _invalid, _cast) = (form.FieldOf(FieldMeaning.Blank), form.FieldOf(FieldMeaning.Invalid), form.FieldOf(FieldMeaning.Cast));
        _base = books.Contest.SeatRule?.Threshold?.Of switch
        {
            ThresholdBase.ValidWithBlank => _blank,
            ThresholdBase.Cast => _cast,
            ThresholdBase.Valid or ThresholdBase.Quota or null => -1,
        };
        _isCast = books.Contest.SeatRule?.Threshold?.Of == ThresholdBase.Cast && _cast >= 0;
    }

    /// <summary>Why a station is open in the reading; null where it is settled.</summary>
    internal OpenReason? ReasonOf(in StationStanding standing, Figures? official, in BallotBound bound)
    {
        var station = standing.Station;
        if (OfFigures(standing, official, bound) is { } reason) return reason;
        if (_books.Disputed.Contains(station.Code)) return OpenReason.Disputed;
        if (IsContradicted(standing)) return OpenReason.Contradicted;
        if (_books.IsOpenAsClosed(station)) return OpenReason.ClosedCount;
        if (_books.Reading.Open.Count > 0 && _books.Reading.Open.Contains(station.Code)) return OpenReason.Chosen;
        return _books.Reading.Kind == ReadingKind.Uncorroborated ? OfStrict(standing) : null;
    }

    /// <summary>Why a station that is settled otherwise is open where uncorroborated ones are; null where it is settled all the same.</summary>
    internal OpenReason? OfStrict(in StationStanding standing)
    {
        if (_books.Forms.AdjudicationOf(standing.Station) is { } adjudication) return adjudication.Act.Final ? null : OpenReason.NotFinal;
        return standing.State switch
        {
            Corroboration.Uncorroborated => OpenReason.Uncorroborated,
            Corroboration.Contradicted => OpenReason.Contradicted,
            Corroboration.Missing or Corroboration.Corroborated or Corroboration.Adjudicated => null,
        };
    }

    private OpenReason? OfFigures(in StationStanding standing, Figures? official, in BallotBound bound)
    {
        var station = standing.Station;
        if (official is null) return IsAnnulled(station) ? null : OpenReason.Missing;
        // A figure that isn't there is not a zero.
        if (official.CountFrom(_firstList) < _lists) return OpenReason.Incomplete;
        if (_base >= 0 && !official.TryGet(_base, out _)) return OpenReason.Incomplete;
        if (_isCast && official[_base] < official.Votes(_firstList)) return OpenReason.Incomplete;
        return bound.IsBelow(Ballots(official)) ? OpenReason.AboveBound : null;
    }

    private long Ballots(Figures official)
    {
        long Of(int field) => field >= 0 && official.TryGet(field, out var value) ? value : 0;
        return Math.Max(official.Votes(_firstList) + Of(_blank) + Of(_invalid), Of(_cast));
    }

    private bool IsContradicted(in StationStanding standing)
    {
        if (standing.State != Corroboration.Contradicted) return false;
        if (_books.Reading.Counting is null) return true;
        var official = _books.Forms.OfficialCopyOf(standing.Station);
        return SheetVersions.Differ(_books.Forms.CopiesOf(standing.Station)
            .Where(copy => ReferenceEquals(copy, official) || _books.Reading.Counts(copy.Organisation)).Select(copy => copy.Figures));
    }

    private bool IsAnnulled(Station station) => _books.Forms.AdjudicationOf(station)?.Act.Outcome == AdjudicationOutcome.Annulled;
}

/// <summary>What is open in one constituency: the stations, what they hold in the official tally, and their bounds.</summary>
internal sealed class OpenPool(int figures)
{
    private readonly long[] _official = new long[figures];

    internal List<OpenStation> Stations { get; } = [];

    /// <summary>How many stations are open; in the strict reading they are only counted.</summary>
    internal int Count { get; private set; }

    /// <summary>The most ballots of all open stations together.</summary>
    internal long Ballots { get; private set; }

    /// <summary>A station is among them that nothing bounds.</summary>
    internal bool IsUnbounded { get; private set; }

    internal void Add(Figures? official, in BallotBound bound)
    {
        Count++;
        Ballots += bound.Ballots;
        IsUnbounded |= bound.Base == BoundBase.Unbounded;
        if (official is null) return;
        for (var i = 0; i < official.Count; i++) _official[official.NumberAt(i)] += official.ValueAt(i);
    }

    /// <summary>The official sum of a figure without the open stations.</summary>
    internal long Settled(Tally tally, int figure) => tally[figure] - _official[figure];
}
