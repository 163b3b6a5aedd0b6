using System.Collections.Immutable;
using Saksei.Election.Impartiality;

namespace Saksei.Server.Pages.Treatment;

/// <summary>Whether like cases were treated alike.</summary>
public sealed record TreatmentModel(ImpartialityBook Book)
{
    internal static Page? Page(PageRequest request) => request.Frame.Definition.Procedures.Exist
        ? Pages.Page.Of<TreatmentPage, TreatmentModel>(new TreatmentModel(request.Books.Impartiality)) : null;

    internal static Comparison? Find(PageRequest request) => request.Books.Impartiality.Comparisons.FirstOrDefault(known =>
        known.Question == request.Query("question") && known.Grouping == request.Query("grouping"));
}

/// <summary>The cases behind one figure, or those that were answered together.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Group">The group.</param>
/// <param name="Answer">The answer whose cases are shown; null: all answers of the group.</param>
/// <param name="Paging">Which page.</param>
public sealed record TreatmentCasesModel(Comparison Comparison, GroupShare Group, TreatmentCase? Answer, Paging Paging)
{
    /// <summary>What is asked for, as the address says it.</summary>
    public ImmutableArray<(string Name, string Value)> Figure =>
        Answer is null ? TreatmentWords.Figure(Comparison, Group) : TreatmentWords.Figure(Comparison, Group).Add(("answer", Answer.Cases[0].Name));

    internal static Page? Page(PageRequest request)
    {
        if (TreatmentModel.Find(request)?.Groups.FirstOrDefault(known => known.Group == request.Query("group")) is not { } group) return null;
        var answer = group.Cases.FirstOrDefault(one => one.Cases[0].Name == request.Query("answer"));
        var paging = Paging.Of(request.PageNumber, answer?.Cases.Length ?? group.Cases.Length);
        return Pages.Page.Of<TreatmentCasesPage, TreatmentCasesModel>(new TreatmentCasesModel(TreatmentModel.Find(request)!, group, answer, paging));
    }
}

/// <summary>One comparison, stratum by stratum.</summary>
public sealed record TreatmentStrataModel(Comparison Comparison, TwoGroupTest Test)
{
    internal static Page? Page(PageRequest request) => TreatmentModel.Find(request) is { Test: TwoGroupTest test } comparison
        ? Pages.Page.Of<TreatmentStrataPage, TreatmentStrataModel>(new TreatmentStrataModel(comparison, test)) : null;
}
