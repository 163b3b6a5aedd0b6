using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Commission;
using Saksei.Server.Books;

namespace Saksei.Server.Pages.Work.Desk;

/// <summary>A case at a desk, or a book in which it opens one: the steps that it may take, each as a form.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Table">The book.</param>
/// <param name="Standing">The case; null where one is to be opened.</param>
/// <param name="Steps">The steps that it may take now.</param>
/// <param name="Later">Its steps that are open in other states.</param>
/// <param name="Running">The deadline that binds it and ends first; null where none runs.</param>
/// <param name="Waiting">Deadlines that bind it and haven't begun, such as before a notice was received.</param>
/// <param name="Members">By kind of step those who may vote on it.</param>
public sealed record DeskCaseModel(
    string Organisation, CaseTable Table, CaseStanding? Standing, ImmutableArray<CaseStep> Steps, ImmutableArray<CaseStep> Later, CaseRun? Running, ImmutableArray<CaseRun> Waiting,
    ImmutableDictionary<string, ImmutableArray<VotingMember>> Members)
{
    /// <summary>The case; null where one is to be opened.</summary>
    internal CaseFile? File => Standing?.File;

    internal static Page? Opening(PageRequest request, string organisation, CaseTable table)
    {
        var steps = table.From(CaseStep.Nothing).Where(step => request.Frame.Definition.Procedures.MayTake(step, null, organisation)).ToImmutableArray();
        return steps.IsEmpty ? null : Pages.Page.Of<DeskCasePage, DeskCaseModel>(new DeskCaseModel(organisation, table, null, steps, [], null, [], MembersOf(request, organisation, steps)));
    }

    internal static Page? Of(PageRequest request, string organisation, CaseTable table, string id)
    {
        if (request.Books.Cases.Of(table).StandingOf(id) is not { File: var file } standing) return null;
        var procedures = request.Frame.Definition.Procedures;
        var steps = procedures.StepsOf(file, organisation).ToImmutableArray();
        var later = table.Steps.Where(step => !steps.Contains(step) && !step.From.Contains(CaseStep.Nothing) && procedures.WouldTake(step, file, organisation)).ToImmutableArray();
        ImmutableArray<CaseRun> own = [.. ToDo.RunsOf(procedures, request.Books.Cases.Books, file, organisation)];
        return Pages.Page.Of<DeskCasePage, DeskCaseModel>(new DeskCaseModel(
            organisation, table, standing, steps, later, ToDo.NextOf(own), [.. own.Where(run => run.Deadlines.IsEmpty)], MembersOf(request, organisation, steps)));
    }

    private static ImmutableDictionary<string, ImmutableArray<VotingMember>> MembersOf(PageRequest request, string organisation, ImmutableArray<CaseStep> steps)
    {
        var members = new VotingMembers(request.Frame.Definition.Procedures, request.Books.Cases.Of(CaseRules.Commission), request.Books.Organisations);
        return steps.Where(step => step.May.HasFlag(CaseField.Votes)).ToImmutableDictionary(step => step.Kind, step => members.Of(step, organisation));
    }
}
