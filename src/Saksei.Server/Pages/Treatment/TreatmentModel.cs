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

/// <summary>What stands beside the comparisons, uncorrected: time to decision, agents' copies, closed doors.</summary>
public sealed record TreatmentBesideModel(ImpartialityBook Book)
{
    internal static Page? Page(PageRequest request) => request.Frame.Definition.Procedures.Exist
        ? Pages.Page.Of<TreatmentBesidePage, TreatmentBesideModel>(new TreatmentBesideModel(request.Books.Impartiality)) : null;
}

/// <summary>What the words and figures of equal treatment mean.</summary>
/// <param name="Terms">Which.</param>
public sealed record TreatmentReadingModel(ImmutableArray<string> Terms)
{
    internal static Page? Page(PageRequest request) => request.Frame.Definition.Procedures.Exist
        ? Pages.Page.Of<TreatmentReadingPage, TreatmentReadingModel>(new TreatmentReadingModel(["p", "corrected", "least", "cannot-show", "odds", "members", "each", "strata"])) : null;
}

/// <summary>One comparison, stratum by stratum.</summary>
public sealed record TreatmentStrataModel(Comparison Comparison, TwoGroupTest Test)
{
    internal static Page? Page(PageRequest request) => TreatmentModel.Find(request) is { Test: TwoGroupTest test } comparison
        ? Pages.Page.Of<TreatmentStrataPage, TreatmentStrataModel>(new TreatmentStrataModel(comparison, test)) : null;
}

/// <summary>The complaints behind one figure of the waits.</summary>
/// <param name="Grouping">The grouping's code.</param>
/// <param name="Group">The group.</param>
/// <param name="Figure">Which figure: <c>filed</c>, <c>admissible</c> or <c>decided</c>.</param>
/// <param name="Cases">Its complaints, by book and code.</param>
/// <param name="Paging">Which page.</param>
public sealed record TreatmentWaitsModel(string Grouping, GroupWaits Group, string Figure, ImmutableArray<string> Cases, Paging Paging)
{
    internal static Page? Page(PageRequest request)
    {
        var (grouping, group, figure) = (request.Query("grouping"), request.Query("group"), request.Query("figure"));
        var waits = request.Books.Impartiality.Waits.FirstOrDefault(known => known.Grouping == grouping)?.Groups.FirstOrDefault(known => known.Group == group);
        ImmutableArray<string>? cases = figure switch { "filed" => waits?.Filed, "admissible" => waits?.Admissible, "decided" => waits?.Decided, _ => null };
        return waits is null || cases is not { } all ? null
            : Pages.Page.Of<TreatmentWaitsPage, TreatmentWaitsModel>(new TreatmentWaitsModel(grouping, waits, figure, all, Paging.Of(request.PageNumber, all.Length)));
    }
}
