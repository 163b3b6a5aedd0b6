using System.Collections.Immutable;
using Saksei.Election.Forms;
using Saksei.Election.Values;

namespace Saksei.Election.Evidence;

/// <summary>The copies of one constituency's open stations, and whose they are.</summary>
/// <param name="Contest">What is open if any of them may turn out right.</param>
/// <param name="IsWithinBounds">No copy is above its station's bound, so that what stands for any figures stands for any copies.</param>
internal sealed record GatheredCopies(CopyContest Contest, bool IsWithinBounds);

/// <summary>
/// Gathers what may turn out right at each open station: its official figures, every copy that counts in the reading, and copies
/// that were replaced. A copy that doesn't give every vote may stand for many figures, so its station goes to the pool.
/// </summary>
internal sealed class CopyGathering(EvidenceBooks books, ConstituencyVotesReader votes, ConstituencyEvidence evidence)
{
    private const string Adjudicated = "adjudicated";

    internal GatheredCopies Gather()
    {
        var settled = evidence.Settled.Given();
        var sums = settled.Votes.ToArray();
        var (total, pool, within) = (settled.Base, (long?)0, true);
        var stations = ImmutableArray.CreateBuilder<StationOptions>();
        foreach (var open in evidence.Open)
        {
            var options = OptionsOf(open, out var isWhole);
            within &= !options.Any(option => open.Bound.IsBelow(option.Total));
            if (!isWhole) pool = open.Bound.Base == BoundBase.Unbounded ? null : pool + Math.Max(open.Bound.Ballots, options.Select(option => option.Total).DefaultIfEmpty().Max());
            else if (options.Count > 1) stations.Add(new StationOptions(open.Station.Code, [.. options]));
            else
            {
                for (var list = 0; list < sums.Length; list++) sums[list] += options[0].Votes[list];
                total += options[0].Total;
            }
        }

        var contest = new SeatContest(settled.Rule, settled.Seats, [.. sums], total - sums.Sum());
        return new GatheredCopies(new CopyContest(contest, pool, stations.DrainToImmutable()), within);
    }

    // Equal figures are one option, no matter which copies have them; the official figures come first. Where a copy doesn't give every vote, or there
    // is none, the options aren't the whole.
    private List<CopyOption> OptionsOf(OpenStation open, out bool isWhole)
    {
        var gathered = new CopyOptions();
        isWhole = open.Reason != OpenReason.Incomplete;
        foreach (var (figures, origin) in CopiesOf(open))
        {
            if (!votes.Speaks(figures)) continue;
            if (votes.Of(figures) is var (counted, total)) gathered.Add(counted, total, origin);
            else isWhole = false;
        }

        var options = gathered.ToList();
        isWhole &= options.Count > 0;
        if (isWhole && AnnulmentOf(open) is { } annulled) options.Insert(0, annulled);
        return options;
    }

    // What was annulled may stay so: then the station has no votes.
    private CopyOption? AnnulmentOf(OpenStation open) =>
        books.Forms.AdjudicationOf(open.Station) is { Act.Outcome: AdjudicationOutcome.Annulled } annulled
            ? new CopyOption([.. evidence.Lists.Select(_ => 0L)], 0, [new CopyOrigin(annulled.Organisation, Adjudicated, annulled.Place.Identity)]) : null;

    private IEnumerable<(Figures Figures, CopyOrigin Origin)> CopiesOf(OpenStation open)
    {
        var forms = books.Forms;
        var official = forms.OfficialCopyOf(open.Station);
        if (forms.AdjudicationOf(open.Station) is { } adjudication && forms[open.Station].OfficialFigures is { } decided)
            yield return (decided, new CopyOrigin(adjudication.Organisation, Adjudicated, adjudication.Place.Identity));
        if (official is not null) yield return (official.Figures, OriginOf(official));
        foreach (var copy in forms.CopiesOf(open.Station))
            if (copy != official && books.Reading.Counts(copy.Organisation)) yield return (copy.Figures, OriginOf(copy));
        foreach (var copy in forms.ReplacedOf(open.Station))
            if (copy.Source == CopySource.Official || books.Reading.Counts(copy.Organisation)) yield return (copy.Figures, OriginOf(copy));
    }

    private static CopyOrigin OriginOf(Copy copy) => new(copy.Organisation, copy.Source.Word, copy.Place.Identity);
}
