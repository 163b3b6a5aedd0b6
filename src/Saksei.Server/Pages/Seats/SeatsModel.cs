using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Results;
using Saksei.Election.Seats;

namespace Saksei.Server.Pages.Seats;

/// <summary>Seats of all constituencies, or of those of one place.</summary>
/// <param name="Title">The answer.</param>
/// <param name="Place">The place that the reader chose; null for all.</param>
/// <param name="Places">Places to choose from, where there are more constituencies than a page has.</param>
/// <param name="Constituencies">The constituencies of the place.</param>
/// <param name="Paging">Which page of them.</param>
/// <param name="IsByName">Whether they stand by name.</param>
public sealed record SeatsModel(
    string Title, Unit? Place, ImmutableArray<Unit> Places, ImmutableArray<Constituency> Constituencies, Paging Paging, bool IsByName)
{
    internal static Page? Page(PageRequest request)
    {
        var (frame, asked) = (request.Frame, request.Query("place"));
        var place = frame.Definition.FindUnit(asked);
        if (frame.Contest.SeatRule is null || (asked.Length > 0 && place is null)) return null;
        var shown = place is null ? frame.Contest.Constituencies : [.. frame.Contest.Constituencies.Where(constituency => constituency.Unit.Path().Contains(place))];
        var paging = Paging.Of(request.PageNumber, shown.Length, Paging.Acts);
        var inside = paging.Count == 1 ? [] : Inside(place ?? frame.Definition.Units[0], frame.Contest);
        return Pages.Page.Of<SeatsPage, SeatsModel>(request.IsByName
            ? new SeatsModel(Said(frame), place, frame.Speech.ByName(inside, frame.Name), frame.Speech.ByName(shown, constituency => frame.Name(constituency.Unit)), paging, true)
            : new SeatsModel(Said(frame), place, inside, shown, paging, false));
    }

    // Units that are constituencies themselves stand in the table below.
    private static ImmutableArray<Unit> Inside(Unit place, Contest contest) => [.. place.Children.Where(unit => contest.FindConstituency(unit.Code) is null)];

    private static string Said(Frame frame)
    {
        var (holders, all, each) = (Holders(frame), frame.Contest.Constituencies.Sum(constituency => constituency.Seats), frame.Contest.Head.AreCouncils ? ".councils" : "");
        var places = frame.Speech.Say(frame.Contest.Head.AreCouncils ? "seats.councils" : "evidence.constituencies", frame.Contest.Constituencies.Length);
        return frame.Definition.Stations.IsEmpty ? frame.Speech.Say("tonight.no-stations")
            : !frame.Books.HasSeats ? frame.Speech.Say("seats.title.none" + each, all, places)
            : frame.Speech.Say("seats.title" + each, all, places, SeatSentences.Holders(frame, holders, all - holders.Sum(holder => holder.Seats)));
    }

    private static List<(ElectoralList List, int Seats)> Holders(Frame frame) => [.. frame.Contest.Lists
        .Select(list => (list, frame.Books.HasSeats ? frame.Books.SeatsByList[list.Index] : 0)).Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2)];
}

/// <summary>The working of one constituency.</summary>
/// <param name="Constituency">The constituency.</param>
/// <param name="Allocation">Its seats with their working.</param>
/// <param name="Tally">Its official figures.</param>
/// <param name="Steps">Steps that gave seats, of this page, each with its number from 1.</param>
/// <param name="Excluded">Steps by which lists took no part.</param>
/// <param name="Paging">Which page of the steps.</param>
public sealed record ConstituencyModel(
    Constituency Constituency, Allocation Allocation, Tally Tally, ImmutableArray<(int Number, Step Step)> Steps, ImmutableArray<Step> Excluded, Paging Paging)
{
    internal static Page? Page(PageRequest request)
    {
        if (request.Frame.Contest.FindConstituency(request.Code) is not { } constituency || request.Books.Allocations.IsEmpty) return null;
        var allocation = request.Books.Allocations[constituency.Index];
        var numbered = allocation.Steps.Select((step, index) => (Number: index + 1, Step: step)).ToList();
        var giving = numbered.FindAll(pair => !IsExclusion(pair.Step));
        var paging = Paging.Of(request.PageNumber, giving.Count);
        return Pages.Page.Of<ConstituencyPage, ConstituencyModel>(new ConstituencyModel(
            constituency, allocation, request.Books.Tallies[constituency.Index], [.. paging.Cut(giving)],
            [.. numbered.Select(pair => pair.Step).Where(IsExclusion)], paging));
    }

    private static bool IsExclusion(Step step) => step.Kind is StepKind.ThresholdExcluded or StepKind.Struck;

    /// <summary>Lists that hold seats, the largest first.</summary>
    public IReadOnlyList<ListSeats> Holders => [.. Allocation.Lists.Where(list => list.Seats > 0).OrderByDescending(list => list.Seats)];
}
