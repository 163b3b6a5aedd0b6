using System.Collections.Immutable;
using Saksei.Register.Tree;
using Saksei.Rehearsal.Observation;

namespace Saksei.Rehearsal.Served;

/// <summary>
/// The acts of a night in their order: what comes before the polls close, one after the other; then everything about stations, by all people
/// at once; then what closes the night, one after the other.
/// </summary>
/// <param name="All">All of them, by their numbers.</param>
/// <param name="Morning">So many at the beginning.</param>
/// <param name="Evening">So many at the end.</param>
public sealed record ServedActs(ImmutableArray<RehearsedAct> All, int Morning, int Evening)
{
    /// <summary>Before the polls close.</summary>
    public ReadOnlySpan<RehearsedAct> OfMorning => All.AsSpan()[..Morning];

    /// <summary>About stations.</summary>
    public ReadOnlySpan<RehearsedAct> OfNight => All.AsSpan()[Morning..^Evening];

    /// <summary>What closes the night.</summary>
    public ReadOnlySpan<RehearsedAct> OfEvening => All.AsSpan()[^Evening..];

    /// <summary>When the polls close: the second at which the night begins.</summary>
    public static long Begin => Night.At(15);

    /// <summary>The number of the act in the middle of the minute in which most are due.</summary>
    public int BusiestMoment()
    {
        var busiest = OfNight.ToArray().GroupBy(act => act.At / 60).MaxBy(minute => minute.Count());
        return busiest?.ElementAt(busiest.Count() / 2).Number ?? Morning;
    }

    internal static ServedActs Sign(WrittenAct[] morning, IReadOnlyList<WrittenAct>[] stations, WrittenAct[] evening)
    {
        var files = RehearsedChecklists.All.ToDictionary(checklist => checklist.Attachment.Sha256, checklist => new RehearsedFile(checklist.Attachment.MediaType, checklist.Bytes));

        // The sort is stable: acts of one station and one second keep their order.
        (WrittenAct Act, ImmutableArray<Hash> After)[] written =
            [.. InLine(morning), .. stations.SelectMany(script => script.Select((act, i) => (act, Before(script, i)))).OrderBy(act => act.act.At), .. InLine(evening)];
        var numbers = new Dictionary<Hash, int>(written.Length);
        for (var i = 0; i < written.Length; i++) numbers.Add(written[i].Act.Identity, i);
        var all = new RehearsedAct[written.Length];
        Parallel.For(0, all.Length, i => all[i] = Signed(i, written[i].Act, [.. written[i].After.Select(act => numbers[act])], files));
        return new ServedActs([.. all], morning.Length, evening.Length);
    }

    private static RehearsedAct Signed(int number, WrittenAct act, ImmutableArray<int> after, Dictionary<Hash, RehearsedFile> files) => new(
        number, act.At, act.Signers[0].Verifier.Name.Name, act.Kind, act.Identity, act.Sign().Record, after, [.. act.Files.Select(file => files[file.Sha256])]);

    private static IEnumerable<(WrittenAct, ImmutableArray<Hash>)> InLine(WrittenAct[] acts) =>
        acts.Select((act, i) => (act, i == 0 ? ImmutableArray<Hash>.Empty : [acts[i - 1].Identity]));

    // People of an organisation wait for each other at a station: an entry is opened once both are sealed. A desk decides on all that is there.
    private static ImmutableArray<Hash> Before(IReadOnlyList<WrittenAct> script, int number)
    {
        var last = script.Take(number).GroupBy(OrganisationOf).Select(own => own.Last());
        var (organisation, isDesk) = (OrganisationOf(script[number]), NameOf(script[number]).EndsWith("/desk", StringComparison.Ordinal));
        return [.. last.Where(act => isDesk || OrganisationOf(act) == organisation).Select(act => act.Identity)];
    }

    private static string OrganisationOf(WrittenAct act) => NameOf(act).Split('/')[0];

    private static string NameOf(WrittenAct act) => act.Signers[0].Verifier.Name.Name;
}
