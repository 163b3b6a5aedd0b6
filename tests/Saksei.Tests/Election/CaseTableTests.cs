using System.Collections.Immutable;
using Saksei.Election.Acts;
using Saksei.Election.Cases;
using Xunit;

namespace Saksei.Tests.Election;

/// <summary>The table of steps, for every pair of state and act: recorded by a transcriber, signed by whose step it is, and by everybody else.</summary>
public sealed class CaseTableTests
{
    private const string Party = "party-01", Stranger = "party-02";

    private static readonly ImmutableArray<string> Organisations =
        [Party, Stranger, "commission", "council-f", "assembly-g", "communes-h", "authority-i", "ministry-e", "observers-a"];

    public static TheoryData<string> Books => [.. CaseRules.All.Select(table => table.Book)];

    [Theory]
    [MemberData(nameof(Books))]
    public void Every_step_that_is_not_in_the_table_is_void_and_every_other_one_applies(string book)
    {
        var table = CaseRules.All.Single(candidate => candidate.Book == book);
        foreach (var (state, step) in Pairs(table))
        {
            var register = new CaseRegister("cambodia-2023", "transcriber");
            register.Reach(table, state);
            AssertFollowsTable(register, table, state, step, register.Take(step));
        }
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void Signed_by_whose_step_it_is_every_pair_of_state_and_act_follows_the_table(string book)
    {
        var table = CaseRules.All.Single(candidate => candidate.Book == book);
        foreach (var (state, step) in Pairs(table))
        {
            var register = Season();
            register.Reach(table, state, known => TakeAsOwner(register, known));
            AssertFollowsTable(register, table, state, step, TakeAsOwner(register, step));
        }
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void Signed_by_anybody_else_no_step_of_the_table_applies(string book)
    {
        var table = CaseRules.All.Single(candidate => candidate.Book == book);
        foreach (var (state, step) in Pairs(table).Where(pair => pair.Step.By != StepBy.Anyone && pair.Step.From.Contains(pair.State)))
        {
            var register = Season();
            register.Reach(table, state, known => TakeAsOwner(register, known));
            foreach (var author in Organisations.Where(author => !IsOwner(register, step, author)))
            {
                var outcome = register.TakeAs(step, author);
                Assert.True(outcome.VoidCode is "office-not-held" or "case-not-with-body" or "case-of-another" or "person-differs" or "counter-same", $"{state} {step.Kind} by {author}: {outcome.VoidCode}");
            }

            Assert.Equal(state, register.State(table));
        }
    }

    private static IEnumerable<(string State, CaseStep Step)> Pairs(CaseTable table) =>
        from state in table.States.Prepend(CaseStep.Nothing) from step in table.Steps select (state, step);

    private static void AssertFollowsTable(CaseRegister register, CaseTable table, string state, CaseStep step, Outcome outcome)
    {
        var expected = step.From.Contains(state) ? "" : "step-not-allowed";
        Assert.True(expected == outcome.VoidCode, $"{state} {step.Kind}: {outcome.VoidCode} {outcome.Detail}");
        Assert.Equal(outcome.IsApplied ? step.After(state) : state, register.State(table));
    }

    // With a commission of which five sit, so that it can decide.
    private static CaseRegister Season()
    {
        var register = new CaseRegister("cambodia-rehearsal", [.. Organisations]);
        for (var i = 1; i <= 5; i++) register.Seat($"member-{i}", Stranger);
        register.Beside.AddRange(Enumerable.Range(1, 5).Select(i => $"{Stranger}/member-{i}"));
        return register;
    }

    private static Outcome TakeAsOwner(CaseRegister register, CaseStep step)
    {
        var fields = CaseRegister.Fill(register.Fold.Definition, step);
        if (step.By == StepBy.Person) fields = fields with { Receipt = "R-1" };
        if (step.IsDecision && step.Book == "parties") fields = fields with { Votes = Votes(step) };
        return register.Take(step.Kind, OwnerOf(register, step), fields);
    }

    // The commission's members vote on what is the commission's.
    private static ImmutableArray<MemberVote> Votes(CaseStep step) =>
        step.Verb is "uphold" or "reverse" ? [] : [.. Enumerable.Range(1, 5).Select(i => new MemberVote($"member-{i}", Vote.For))];

    private static string OwnerOf(CaseRegister register, CaseStep step) => step.By switch
    {
        StepBy.Anyone => "observers-a",
        StepBy.Person => step.Verb == "confirm" ? "council-f" : "commission",
        StepBy.Body => BodyOf(register, step),
        _ => register.Fold.Cases.Find(step.Book, CaseRegister.Case)?.Applicant ?? Party,
    };

    // That of the body that has the case, or the first whose own the step is.
    private static string BodyOf(CaseRegister register, CaseStep step)
    {
        var able = register.Fold.Definition.Procedures.Bodies.Where(body => body.MayDo(step.Kind)).ToList();
        return (able.Find(body => body.Code == register.Fold.Cases.Find(step.Book, CaseRegister.Case)?.Body) ?? able[0]).Organisation;
    }

    private static bool IsOwner(CaseRegister register, CaseStep step, string author)
    {
        var file = register.Fold.Cases.Find(step.Book, CaseRegister.Case);
        var body = register.Fold.Definition.Procedures.Bodies.Any(known => known.Organisation == author && known.MayDo(step.Kind) && (step.AnyBody || file is null || known.Code == file.Body));
        var applicant = author == (file?.Applicant ?? Party);
        return step.By switch
        {
            StepBy.Body => body,
            StepBy.Applicant => applicant,
            StepBy.Party => applicant || author == file?.Against || author == file?.Party,
            _ => false,
        };
    }
}
