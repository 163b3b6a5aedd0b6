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
    Station Station, Corroboration State, Grade? Grade, ImmutableArray<int> Differing, Pattern? Pattern);

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
    internal static StationStanding Of(Station station, ElectionDefinition definition, FormBook forms, Lazy<SheetIndex> sheets)
    {
        var copies = forms.CopiesOf(station);
        if (copies.Count == 0) return new StationStanding(station, Corroboration.Missing, null, [], null);
        var firstList = definition.Form.Fields.Length;
        var versions = Versions(copies);
        var differing = Differing(versions);
        if (differing.IsEmpty) return Agreeing(station, copies, forms.OfficialCopyOf(station), firstList);
        var pattern = Patterns.Of(versions, differing, firstList, figures => sheets.Value.IsAnotherStations(figures, station));
        var state = forms.AdjudicationOf(station) is null ? Corroboration.Contradicted : Corroboration.Adjudicated;
        return new StationStanding(station, state, null, differing, pattern);
    }

    // Copies that agree wherever both speak are one version; a sheet without figures says nothing. The fullest come first:
    // a tally of the votes alone agrees with two sheets that differ in the invalid ballots, and must not hide it.
    private static List<Figures> Versions(IReadOnlyList<Copy> copies)
    {
        var versions = new List<Figures>(2);
        foreach (var copy in copies.OrderByDescending(copy => copy.Figures.Count))
        {
            if (copy.Figures.Count == 0) break;
            if (!versions.Any(version => version.Differing(copy.Figures).Count == 0)) versions.Add(copy.Figures);
        }

        return versions;
    }

    private static ImmutableArray<int> Differing(List<Figures> versions)
    {
        if (versions.Count < 2) return [];
        var differing = new SortedSet<int>();
        for (var i = 0; i < versions.Count; i++)
            for (var j = 0; j < i; j++)
                differing.UnionWith(versions[i].Differing(versions[j]));
        return [.. differing];
    }

    private static StationStanding Agreeing(Station station, IReadOnlyList<Copy> copies, Copy? official, int firstList)
    {
        Grade? best = null;
        for (var i = 0; i < copies.Count; i++)
            for (var j = 0; j < i; j++)
                if ((official is null || copies[i] == official || copies[j] == official)
                    && Confirm(copies[i].Figures, copies[j].Figures, official?.Figures, firstList) && !(Between(copies[i], copies[j]) <= best))
                    best = Between(copies[i], copies[j]);
        return new StationStanding(station, best is null ? Corroboration.Uncorroborated : Corroboration.Corroborated, best, [], null);
    }

    // Whether two sheets that agree confirm votes: all those of the official one, else all those of one of them. A sheet that has the
    // number of voters only, which anybody knows, says nothing of how they voted.
    private static bool Confirm(Figures one, Figures two, Figures? official, int firstList)
    {
        var common = 0;
        for (var i = one.Count - 1; i >= 0 && one.NumberAt(i) >= firstList; i--)
            if (two.TryGet(one.NumberAt(i), out _)) common++;
        return common > 0 && common == (official?.CountFrom(firstList) ?? Math.Min(one.CountFrom(firstList), two.CountFrom(firstList)));
    }
}
