using System.Collections.Immutable;
using Saksei.Election.Cases;
using Saksei.Election.Commission;
using Saksei.Election.Organisations;
using Saksei.Register.Tree;
using Saksei.Server.Books;

namespace Saksei.Server.Pages.Work.Desk;

/// <summary>A member of a body who may vote, and the keys by which the member signs.</summary>
/// <param name="Code">The member's office.</param>
/// <param name="Keys">Names of the member's keys that may sign now.</param>
public sealed record DeskMember(string Code, ImmutableArray<string> Keys)
{
    /// <summary>Those who sit in a body for which an organisation takes a step, in the order of their offices.</summary>
    internal static ImmutableArray<DeskMember> Of(PageRequest request, CaseStep step, string organisation)
    {
        var bodies = request.Frame.Definition.Procedures.Bodies.Where(body => body.Organisation == organisation && body.MayDo(step.Kind)).Select(body => body.Code).ToHashSet(StringComparer.Ordinal);
        var keys = request.Books.Organisations.Keys.Where(key => key.RevokedAt is null).ToLookup(key => key.Person);
        return
        [
            .. request.Books.Cases.Of(CaseRules.Commission).Files
                .Select(file => (file.Id, Sitting: file.State as MemberState.Sitting)).Where(member => member.Sitting is { } sitting && bodies.Contains(sitting.Body))
                .Select(member => new DeskMember(member.Id, [.. KeysOf(member.Sitting, keys)])),
        ];
    }

    private static IEnumerable<string> KeysOf(MemberState.Sitting? sitting, ILookup<Hash, KeyState> keys) =>
        sitting?.Person is { } person ? keys[person].Where(sitting.Owns).Select(key => key.Key.Name.ToString()) : [];
}

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
    ImmutableDictionary<string, ImmutableArray<DeskMember>> Members)
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
        return Pages.Page.Of<DeskCasePage, DeskCaseModel>(new DeskCaseModel(organisation, table, standing, steps, later, ToDo.NextDeadline(procedures, request.Books.Cases.Books, file, organisation),
            [.. request.Books.Cases.View(file).Runs.Where(run => run.IsRunning && run.Deadlines.IsEmpty && ToDo.Binds(procedures, file, run, organisation))], MembersOf(request, organisation, steps)));
    }

    private static ImmutableDictionary<string, ImmutableArray<DeskMember>> MembersOf(PageRequest request, string organisation, ImmutableArray<CaseStep> steps) =>
        steps.Where(step => step.May.HasFlag(CaseField.Votes)).ToImmutableDictionary(step => step.Kind, step => DeskMember.Of(request, step, organisation));
}
