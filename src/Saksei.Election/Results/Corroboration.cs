using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Election.Results;

/// <summary>Whether the copies of one station agree. One of three axes; the others are the official figure and the entry.</summary>
public enum Corroboration { Missing, Uncorroborated, Corroborated, Contradicted, Adjudicated }

/// <summary>
/// How independent two copies are, from the sheets that their sources declare. Two transcriptions of one sheet that agree
/// prove the transcription, not the count.
/// </summary>
public enum Grade { SameSheet, OtherSheet, OwnTally }

/// <summary>How one station stands.</summary>
/// <param name="Station">The station.</param>
/// <param name="State">Whether its copies agree.</param>
/// <param name="Grade">The strongest grade among agreeing pairs, with the official copy where there is one; null unless corroborated.</param>
/// <param name="Differing">Numbers of the figures in which copies differ, ascending.</param>
/// <param name="Pattern">How they differ; null unless they do.</param>
public readonly record struct StationStanding(
    Station Station, Corroboration State, Grade? Grade, ImmutableArray<int> Differing, Pattern? Pattern)
{
    /// <summary>What differs beside the main pattern; null where nothing does.</summary>
    public Pattern? Beside { get; init; }
}

/// <summary>Holds the copies of one station against each other.</summary>
public static class Corroborating
{
    /// <summary>Codes in JSON and texts.</summary>
    public static string Code(this Corroboration state) => state switch
    {
        Corroboration.Missing => "missing",
        Corroboration.Uncorroborated => "uncorroborated",
        Corroboration.Corroborated => "corroborated",
        Corroboration.Contradicted => "contradicted",
        Corroboration.Adjudicated => "adjudicated",
    };

    /// <summary>Codes in JSON and texts.</summary>
    public static string Code(this Grade grade) => grade switch
    {
        Grade.SameSheet => "same-sheet",
        Grade.OtherSheet => "other-sheet",
        Grade.OwnTally => "own-tally",
    };

    /// <summary>The grade of two copies. One organisation's own copies confirm its transcription and no more, whatever sheets it names.</summary>
    public static Grade Between(Copy one, Copy two) =>
        one.Organisation == two.Organisation ? Grade.SameSheet
        : one.Source == CopySource.Tally || two.Source == CopySource.Tally ? Grade.OwnTally
        : one.Sheet == two.Sheet ? Grade.SameSheet : Grade.OtherSheet;

    /// <summary>How a station stands.</summary>
    /// <param name="station">The station.</param>
    /// <param name="forms">What there is of its form.</param>
    /// <param name="firstList">The number of the first list's votes.</param>
    /// <param name="isAnotherStations">Whether a sheet is, figure by figure, a copy of another station.</param>
    internal static StationStanding Of(Station station, StationForms forms, int firstList, Func<Figures, bool> isAnotherStations)
    {
        if (forms.Copies.Count == 0) return new StationStanding(station, Corroboration.Missing, null, [], null);
        var versions = SheetVersions.Of(forms.Copies);
        if (versions.Differing.IsEmpty) return Agreeing(station, forms, firstList);
        var pattern = Patterns.Of(versions.Figures, versions.Differing, firstList, () => forms.Copies.Any(copy => isAnotherStations(copy.Figures)));
        var state = forms.Adjudication is null ? Corroboration.Contradicted : Corroboration.Adjudicated;
        return new StationStanding(station, state, null, versions.Differing, pattern) { Beside = Patterns.Beside(pattern, versions.Figures, versions.Differing) };
    }

    private static StationStanding Agreeing(Station station, StationForms forms, int firstList)
    {
        var best = forms.Official is { } official ? WithOfficial(forms.Copies, official, firstList) : SheetAuthors.Best(forms.Copies, firstList);
        return new StationStanding(station, best is null ? Corroboration.Uncorroborated : Corroboration.Corroborated, best, [], null);
    }

    // Two sheets that agree confirm votes where they share all those of the official one. A sheet that has the number of voters only,
    // which anybody knows, says nothing of how they voted.
    private static Grade? WithOfficial(CopyList copies, Copy official, int firstList)
    {
        Grade? best = null;
        var votes = official.Figures.CountFrom(firstList);
        if (votes == 0) return null;
        foreach (var copy in copies)
            if (!ReferenceEquals(copy, official) && !(Between(copy, official) <= best) && official.Figures.CountCommon(copy.Figures, firstList) == votes)
                best = Between(copy, official);
        return best;
    }
}
