using System.Text.Json;
using Saksei.Cli.Commands;
using Saksei.Election.Seats;

namespace Saksei.Cli.Seats;

/// <summary>Many constituencies in one call: each for itself, or together where the rule looks beyond one.</summary>
internal static class AllocateBatch
{
    internal static string Run(SeatRule rule, List<ConstituencyRows> rows, Answer how)
    {
        foreach (var row in rows) RowNeeds.Check(rule, row);
        var national = rule.Levelling is not null || rule.Biproportional is not null || rule.Threshold is { Level: ThresholdLevel.National };
        if (national) return JsonSerializer.Serialize(Together(rule, rows), JsonOutput.Options);
        var allocations = Apart(rule, rows);
        return how.IsText
            ? string.Join("\n\n", rows.Zip(allocations, (row, allocation) => row.Name + "\n" + string.Join('\n', how.Lines(allocation))))
            : JsonSerializer.Serialize(new BatchJson(rows.Zip(allocations, (row, allocation) => Answered(row, allocation, how)), null, null), JsonOutput.Options);
    }

    private static AllocationJson Answered(ConstituencyRows row, Allocation allocation, Answer how) =>
        (how.Explain ? how.Whole(allocation) : AllocationJson.Of(allocation)) with { Constituency = row.Name };

    private static IReadOnlyList<Allocation> Apart(SeatRule rule, List<ConstituencyRows> rows)
    {
        var allocations = SeatBatch.Allocate(rule, [.. rows.Select(row => row.Input())]);
        for (var i = 0; i < rows.Count; i++)
            if (allocations[i].Refusal is { } refusal) throw rows[i].PlaceOf(refusal.Subject).Problem(refusal);
        return allocations;
    }

    private static BatchJson Together(SeatRule rule, List<ConstituencyRows> rows)
    {
        var result = NationalSeats.Allocate(rule, new NationalInput([.. rows.Select(row => row.Votes())]));
        if (result.Refusal is { } refusal) throw PlaceOf(rows, refusal.Subject).Problem(refusal);
        var levelling = result.LevellingSeats
            .Select(seat => new LevellingRow(seat.Ordinal, seat.List, seat.Constituency, seat.Quotient.ToString(), seat.TieBrokenBy is { } by ? SeatVocabulary.Ties[by] : null));
        return new BatchJson(
            result.Constituencies.Select(Answered), result.Ties.IsEmpty ? null : AllocationJson.TiesOf(result.Ties), result.LevellingSeats.IsEmpty ? null : levelling);
    }

    private static AllocationJson Answered(ConstituencySeats constituency) => new()
    {
        Constituency = constituency.Constituency,
        Seats = AllocationJson.SeatsOf(constituency.Lists),
        Ties = AllocationJson.TiesOf(constituency.Own?.Ties ?? []),
        Unfilled = constituency.Own is { Unfilled: > 0 } own ? own.Unfilled : null,
    };

    // "constituency/list", or a constituency, or nothing.
    private static Place PlaceOf(List<ConstituencyRows> rows, string? subject)
    {
        if (rows.Find(row => subject == row.Name || subject?.StartsWith(row.Name + "/", StringComparison.Ordinal) == true) is not { } found) return new Place("--batch", 0);
        return found.PlaceOf(subject!.Length > found.Name.Length ? subject[(found.Name.Length + 1)..] : null);
    }
}
