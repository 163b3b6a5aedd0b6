using System.Collections.Immutable;
using System.Text.Json;
using Saksei.Election.Definition;

namespace Saksei.Server.Pages.Work;

/// <summary>What a page of the workplaces tells its script of the register.</summary>
/// <param name="Station">The station that it is about; null where it is about none.</param>
/// <param name="Forms">The forms that are filled in there, in the definition's order.</param>
public sealed record WorkModel(Station? Station, ImmutableArray<Contest> Forms)
{
    /// <summary>Where the pages of workplaces stand, behind the language.</summary>
    internal const string Root = "/work";

    internal static Page KeyPage() => Page.Of<KeyPage, WorkModel>(new WorkModel(null, []));

    internal static Page? MyStation(PageRequest request)
    {
        var definition = request.Frame.Definition;
        if (definition.FindStation(request.Code) is not { } station) return null;
        return Page.Of<MyStationPage, WorkModel>(new WorkModel(station, [.. definition.Contests.Where(contest => contest.Has(station))]));
    }

    /// <summary>The checks of a form as its script computes them: sums of fields, and of all votes.</summary>
    internal static string ChecksOf(FormLayout form) => JsonSerializer.Serialize(form.Checks.Select(check => new
    {
        code = check.Code,
        left = check.Left.Select(side => CodeOf(form, side)),
        right = check.Right.Select(side => CodeOf(form, side)),
        atMost = check.AtMost,
    }));

    private static string CodeOf(FormLayout form, int side) => side == FormLayout.VotesSide ? "votes" : form.Fields[side].Code;
}
