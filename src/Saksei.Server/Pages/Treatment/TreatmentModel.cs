using Saksei.Election.Impartiality;

namespace Saksei.Server.Pages.Treatment;

/// <summary>Whether like cases were treated alike.</summary>
public sealed record TreatmentModel(ImpartialityBook Book)
{
    internal static Page? Page(PageRequest request) => request.Frame.Definition.Procedures.Exist
        ? Pages.Page.Of<TreatmentPage, TreatmentModel>(new TreatmentModel(request.Books.Impartiality)) : null;
}

/// <summary>The cases behind one figure.</summary>
public sealed record TreatmentCasesModel(Comparison Comparison, GroupShare Group, Paging Paging)
{
    internal static Page? Page(PageRequest request)
    {
        var comparison = request.Books.Impartiality.Comparisons.FirstOrDefault(known =>
            known.Question == request.Query("question") && known.Grouping == request.Query("grouping"));
        if (comparison?.Groups.FirstOrDefault(known => known.Group == request.Query("group")) is not { } group) return null;
        return Pages.Page.Of<TreatmentCasesPage, TreatmentCasesModel>(new TreatmentCasesModel(comparison, group, Paging.Of(request.PageNumber, group.Cases.Length)));
    }
}
