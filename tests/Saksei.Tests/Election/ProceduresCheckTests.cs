using Saksei.Election;
using Saksei.Election.Definition;
using Saksei.Server.Registers;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>A misspelt state, step, body or question in procedures is told, and never just nothing that is ever overdue.</summary>
public sealed class ProceduresCheckTests
{
    private static readonly Procedures Rehearsal = Founding.ReadFolder(Repository.At("elections", "cambodia-rehearsal")).Procedures;

    [Fact]
    public void The_shipped_procedures_fit() =>
        Assert.All(["cambodia-2023", "cambodia-rehearsal"], name => Assert.Empty(ProceduresCheck.Of(Founding.ReadFolder(Repository.At("elections", name)).Procedures)));

    [Fact]
    public void What_does_not_fit_is_told_by_its_code()
    {
        Told("book-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { Book = "partys" }] });
        Told("state-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { State = "wating" }] });
        Told("body-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { Body = "nobody" }] });
        Told("complaint-unknown", Rehearsal with { Running = [Rehearsal.Running[0] with { Complaint = "none-such" }] });
        Told("kind-unknown", Rehearsal with { Bodies = [Rehearsal.Bodies[0] with { Does = ["parties/acept"] }] });
        Told("kind-unknown", Rehearsal with { Grounds = [Rehearsal.Grounds[0] with { Steps = ["parties/apply"] }] });
        Told("question-unknown", Rehearsal with { Families = [Rehearsal.Families[0] with { Questions = ["refussed"] }] });
        Told("member-in-two-groups", Rehearsal with { Groupings = [Rehearsal.Groupings[0] with { Groups = [Rehearsal.Groupings[0].Groups[0], Rehearsal.Groupings[0].Groups[0]] }] });
    }

    private static void Told(string code, Procedures procedures) => Assert.Contains(ProceduresCheck.Of(procedures), problem => problem.Code == code);
}
