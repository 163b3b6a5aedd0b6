using Saksei.Election;
using Saksei.Exports;
using Saksei.Node;
using Saksei.Server.Log;
using Saksei.Words;

namespace Saksei.Tests.Exports;

/// <summary>A register as the documents are made from it, and its counts as tests compare them.</summary>
internal static class ExportedRegister
{
    internal static Speech English { get; } = new("en", "Asia/Phnom_Penh");

    internal static ExportInput InputOf(RegisterHost host) => ExportEndpoints.InputOf(host, host.Snapshot());

    internal static byte[] Document(RegisterHost host, string path) =>
        (ExportDocument.Find(path) ?? throw new ArgumentException(path)).Write(InputOf(host), host.Origin, English);

    /// <summary>Every count of a register: <c>contest|constituency|list|station</c>, and <c>total</c> or <c>seats</c> in the place of the station.</summary>
    internal static SortedDictionary<string, long> CountsOf(ElectionBooks books)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var contest in books.Contests)
            foreach (var constituency in contest.Contest.Constituencies)
                foreach (var list in contest.Results.ListsOf(constituency))
                {
                    var (key, figure) = ($"{contest.Contest.Code}|{constituency.Code}|{list.Code}|", contest.Contest.FigureOf(list));
                    if (contest.Results.Tallies[constituency.Index].Reported > 0) counts[key + "total"] = contest.Results.Tallies[constituency.Index][figure];
                    if (!contest.Results.Allocations.IsEmpty) counts[key + "seats"] = contest.Results.Allocations[constituency.Index].Lists.Single(own => own.List == list.Code).Seats;
                    foreach (var station in contest.Contest.Stations.Where(station => contest.Contest.ConstituencyOf(station) == constituency))
                        if (contest.Forms[station].OfficialFigures?[figure] is { } votes) counts[key + station.Code] = votes;
                }

        return counts;
    }

    /// <summary><see cref="SmallElection"/> with two contests on an evening: three stations counted, one of them with blank ballots, one with a sheet that hasn't all lists.</summary>
    internal static SmallElection Evening()
    {
        var election = new SmallElection(TwoContests.Edit);
        TwoContests.Copy(election, TwoContests.Council, "S01", "registered=500 cast=300 invalid=10 A=150 B=90 C=50");
        TwoContests.Copy(election, TwoContests.Council, "S02", "registered=500 cast=210 invalid=0 A=100 B=110");
        TwoContests.Copy(election, TwoContests.Council, "S06", "registered=500 cast=100 invalid=1 A=33 B=33 C=33");
        TwoContests.Copy(election, TwoContests.Mayor, "S01", "cast=300 blank=7 invalid=3 C=200 D=90 A=0");
        return election;
    }
}
