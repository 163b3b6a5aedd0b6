using System.Collections.Immutable;
using Saksei.Election.Cases;

namespace Saksei.Server.Pages.Work.Desk;

/// <summary>The fields of a step in the order in which a person fills them in.</summary>
internal static class StepFields
{
    /// <summary>What it is about first, then what is decided and why, then papers and times.</summary>
    internal static ImmutableArray<CaseField> Order { get; } =
    [
        CaseField.Party, CaseField.Contest, CaseField.Unit, CaseField.Complaint, CaseField.Stations, CaseField.Against, CaseField.By, CaseField.Body, CaseField.Refers,
        CaseField.Ground, CaseField.Article, CaseField.Missing, CaseField.Documents, CaseField.Assessments, CaseField.Votes, CaseField.Remedy, CaseField.Person,
        CaseField.Commitment, CaseField.Count, CaseField.Fact, CaseField.On, CaseField.Receipt, CaseField.Template, CaseField.Attachments,
    ];
}
