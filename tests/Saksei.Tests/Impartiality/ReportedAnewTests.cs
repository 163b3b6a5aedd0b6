using Saksei.Election.Acts;
using Saksei.Election.Impartiality;
using Saksei.Election.Stations;
using Xunit;

namespace Saksei.Tests.Impartiality;

/// <summary>What was seen at stations, as it stood when a stage was declared, whatever is reported later.</summary>
public sealed class ReportedAnewTests : IDisposable
{
    private readonly SmallElection _election = new();

    public void Dispose() => _election.Dispose();

    private ActPlace Report(Doors doors, Handing handed, Saksei.Register.Tree.Hash? previous = null, string organisation = "party")
    {
        var entry = _election.Submit(header => new StationConditions(
            header, "S03", doors, [], Seen.No, [new HandingTo(organisation, handed)], null, null, [], previous), "party/desk");
        return new ActPlace(entry.Index, entry.Identity, default);
    }

    [Fact]
    public void An_edit_after_the_stage_takes_nothing_out_of_what_was_compared()
    {
        var first = Report(Doors.Closed, Handing.Refused);
        var until = _election.Fold.Size;
        Report(Doors.Open, Handing.Handed, first.Identity);
        var fold = _election.Fold;
        var records = new TreatmentRecords(fold.Definition, [], (_, _) => throw new InvalidOperationException(), fold.Organisations, fold.Stations, fold.Observation.Snapshot());
        ClosedCounts At(long index) => ImpartialityBook.Of(records, default, [new(Saksei.Election.Results.Stage.Official, default, new ActPlace(index, default, default))], _election.Fold.Size).Closed;
        Assert.Equal((1, 1), (At(until).Closed.Length, At(until).Observed.Length));
        Assert.Equal((0, 1), (At(_election.Fold.Size).Closed.Length, At(_election.Fold.Size).Observed.Length));
    }

    [Fact]
    public void Copies_handed_to_organisations_that_nobody_knows_are_no_pairs()
    {
        Report(Doors.Open, Handing.Handed, organisation: "nobody-17");
        Assert.Empty(_election.Fold.Stations.ReportsOf(_election.Fold.Definition.FindStation("S03")!));
    }
}
