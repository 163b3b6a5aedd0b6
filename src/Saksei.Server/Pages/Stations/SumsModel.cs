using System.Collections.Immutable;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Server.Pages.Stations;

/// <summary>Copies whose figures don't keep a check of the form.</summary>
/// <param name="Checks">Every check, with how many copies fail it.</param>
/// <param name="Chosen">The check whose copies are shown: the one asked for, or the one that most copies fail.</param>
/// <param name="Failing">Its copies.</param>
/// <param name="Paging">Which page of them.</param>
public sealed record SumsModel(ImmutableArray<(FormCheck Check, int Failing)> Checks, FormCheck Chosen, ImmutableArray<FailingCopy> Failing, Paging Paging)
{
    internal static Page? Page(PageRequest request)
    {
        var (contest, asked) = (request.Frame.Contest, request.Query("check"));
        if (contest.Form.Checks.IsEmpty || contest.Stations.IsEmpty || (asked.Length > 0 && contest.Form.Checks.All(check => check.Code != asked))) return null;
        var failing = contest.Form.Checks.Select(check => (Check: check, Copies: request.Books.Failing(check).ToImmutableArray())).ToList();
        var (chosen, copies) = asked.Length > 0 ? failing.Find(row => row.Check.Code == asked) : failing.MaxBy(row => row.Copies.Length);
        return Pages.Page.Of<SumsPage, SumsModel>(new SumsModel(
            [.. failing.Select(row => (row.Check, row.Copies.Length))], chosen, copies, Paging.Of(request.PageNumber, copies.Length, Paging.Acts)));
    }
}
