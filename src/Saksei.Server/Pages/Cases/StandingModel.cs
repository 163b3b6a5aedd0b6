using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Server.Pages.Cases;

/// <summary>The right to stand, as a guide that follows from the definition: conditions, documents, deadlines, where to complain.</summary>
public sealed record StandingModel(
    ImmutableArray<EligibilityRule> Rules, ImmutableArray<NamedCode> Documents, ImmutableArray<NamedDeadline> Deadlines, ImmutableArray<ComplaintKind> Complaints)
{
    internal static Page? Page(Frame frame) => frame.Definition.Procedures is { Exist: true } procedures
        ? Pages.Page.Of<StandingPage, StandingModel>(new StandingModel(procedures.Eligibility, procedures.Documents, procedures.Deadlines, procedures.Complaints)) : null;
}
