using Saksei.Election;
using Saksei.Election.Forms;
using Saksei.Election.Results;

namespace Saksei.Exports.Tables;

/// <summary>Copies of forms, one by one, and where those of a station differ.</summary>
internal static class CopyTables
{
    /// <summary>Every copy that stands: whose, from which sheet, and when by whose clock.</summary>
    internal static ExportTable Copies { get; } = new(
        "copies", ["act"],
        [
            new("act", CellType.Whole), new("station"), new("contest"), new("source"), new("sheet"), new("organisation"), new("method"), new("entry"), new("signedAt", CellType.Time),
            new("loggedAt", CellType.Time), new("checkpoint", CellType.Whole), new("sha256"), new("images", CellType.Whole),
        ],
        input =>
        {
            var signed = input.Acts(0).ToDictionary(act => act.Index, act => act.Act.Header.At.ToString());
            return input.Books.Contests.SelectMany(contest => CopiesOf(contest).Select(copy => new object?[]
            {
                copy.Place.Index, copy.Station.Code, contest.Contest.Code, copy.Source.Word, copy.Sheet, copy.Organisation, copy.Method.Word, copy.Entry.Word,
                signed.GetValueOrDefault(copy.Place.Index), copy.Place.Tick.ToString(), FirstWith(input.Checkpoints, copy.Place.Index), copy.Place.Identity.ToHex(), (long)copy.Attachments.Length,
            }));
        })
    {
        Pages = ["/stations", "/sums"],
        References = [(["station"], "stations", ["code"]), (["act"], "acts", ["index"])],
    };

    /// <summary>Every figure of every copy.</summary>
    internal static ExportTable Figures { get; } = new(
        "copy-figures", ["act", "figure"], [new("act", CellType.Whole), new("figure"), new("value", CellType.Whole)],
        input => input.Books.Contests.SelectMany(contest => CopiesOf(contest).SelectMany(copy => Enumerable.Range(0, copy.Figures.Count).Select(at =>
            new object?[] { copy.Place.Index, contest.Contest.FigureName(copy.Figures.NumberAt(at)), (long)copy.Figures.ValueAt(at) }))))
    {
        Pages = ["/stations", "/sums"],
        References = [(["act"], "copies", ["act"])],
    };

    /// <summary>Every figure in which the copies of a station differ, with what each of them has.</summary>
    internal static ExportTable Contradictions { get; } = new(
        "contradictions", ["station", "contest", "figure", "act"],
        [new("station"), new("constituency"), new("contest"), new("pattern"), new("beside"), new("figure"), new("act", CellType.Whole), new("source"), new("organisation"), new("value", CellType.Whole)],
        input => input.Books.Contests.SelectMany(contest => contest.Results.Standings.Where(standing => standing.State == Corroboration.Contradicted && contest.Contest.Has(standing.Station))
            .SelectMany(standing => standing.Differing.SelectMany(figure => contest.Forms.CopiesOf(standing.Station).Select(copy => new object?[]
            {
                standing.Station.Code, contest.Contest.ConstituencyOf(standing.Station).Code, contest.Contest.Code, standing.Pattern?.Code(), standing.Beside?.Code(), contest.Contest.FigureName(figure), copy.Place.Index,
                copy.Source.Word, copy.Organisation, (long?)copy.Figures[figure],
            })))))
    {
        Pages = ["", "/places"],
        References = [(["station"], "stations", ["code"]), (["act"], "copies", ["act"])],
    };

    private static IEnumerable<Copy> CopiesOf(ContestAsOf contest) => contest.Contest.Stations.SelectMany(station => (IEnumerable<Copy>)contest.Forms.CopiesOf(station));

    // The first checkpoint that an act is in.
    private static long? FirstWith(IReadOnlyList<long> checkpoints, long index)
    {
        var (low, high) = (0, checkpoints.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (checkpoints[middle] > index) high = middle;
            else low = middle + 1;
        }

        return low < checkpoints.Count ? checkpoints[low] : null;
    }
}
