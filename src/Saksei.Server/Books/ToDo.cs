using System.Collections.Immutable;
using Saksei.Election;
using Saksei.Election.Cases;
using Saksei.Election.Definition;

namespace Saksei.Server.Books;

/// <summary>A case in which an organisation has something to do.</summary>
/// <param name="Standing">The case.</param>
/// <param name="Steps">The steps that are its own to take now.</param>
/// <param name="Running">The deadline that binds it and ends first; null where none runs.</param>
public sealed record ToDo(CaseStanding Standing, ImmutableArray<CaseStep> Steps, CaseRun? Running)
{
    /// <summary>Whether it is late by that deadline.</summary>
    public bool IsOverdue => Running is { IsOverdue: true };

    internal static ImmutableArray<ToDo> Of(Procedures procedures, CaseBooksSnapshot books, string organisation) =>
    [
        .. books.Standings.Select(standing => Of(procedures, books, standing, organisation)).OfType<ToDo>()
            .OrderBy(one => one.Running?.Deadlines[^1].At.UnixSeconds ?? long.MaxValue),
    ];

    // What anybody may add to any case, and what an applicant may do without a time for it, doesn't wait for anybody; nor does what has lapsed.
    private static ToDo? Of(Procedures procedures, CaseBooksSnapshot books, CaseStanding standing, string organisation)
    {
        if (standing.File.HasEnded) return null;
        var steps = procedures.StepsOf(standing.File, organisation).Where(step => step.By is StepBy.Body or StepBy.Applicant or StepBy.Party).ToImmutableArray();
        var running = NextOf(RunsOf(procedures, books, standing.File, organisation));
        var waits = running is { BindsBody: true } or { IsOverdue: false } || steps.Any(step => step is { By: StepBy.Body, IsDecision: true });
        return waits && !steps.IsEmpty ? new ToDo(standing, steps, running) : null;
    }

    /// <summary>The deadlines of a case that run and are an organisation's to keep; those that wait for what begins them, too.</summary>
    internal static IEnumerable<CaseRun> RunsOf(Procedures procedures, CaseBooksSnapshot books, CaseFile file, string organisation) =>
        books.View(file).Runs.Where(run => run.IsRunning && procedures.IsBound(file, run, organisation));

    /// <summary>The one that ends first; null where none has begun.</summary>
    internal static CaseRun? NextOf(IEnumerable<CaseRun> runs) => runs.Where(run => !run.Deadlines.IsEmpty).MinBy(run => run.Deadlines[^1].At.UnixSeconds);
}
