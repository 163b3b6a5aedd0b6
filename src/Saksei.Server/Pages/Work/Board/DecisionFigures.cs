using System.Text.Json;
using Saksei.Election.Definition;
using Saksei.Election.Forms;

namespace Saksei.Server.Pages.Work.Board;

/// <summary>Figures as the form of a decision names them, so that its script can say what the decision would change.</summary>
internal static class DecisionFigures
{
    /// <summary>Figures that a form of this station can have, in the order of the paper, and whether each is a field or a list's votes.</summary>
    internal static IEnumerable<(int Figure, bool IsField)> On(Contest contest, Station station) =>
        contest.FiguresOnPaper(station).Select(figure => (figure, figure < contest.Form.Fields.Length));

    /// <summary>The name of a figure's field in the form.</summary>
    internal static string KeyOf(Contest contest, int figure) => figure < contest.Form.Fields.Length
        ? "figure " + contest.Form.Fields[figure].Code : "vote " + contest.Lists[figure - contest.Form.Fields.Length].Code;

    /// <summary>The official figures, and those of each copy by the act that made it.</summary>
    internal static string Of(Frame frame, BoardStationModel model) => JsonSerializer.Serialize(new
    {
        official = ByKey(frame.Contest, frame.Books.OfficialFiguresOf(model.Station)),
        copies = model.Shown.Copies.ToDictionary(copy => copy.Place.Identity.ToHex(), copy => ByKey(frame.Contest, copy.Figures)),
    });

    private static Dictionary<string, int> ByKey(Contest contest, Figures? figures) =>
        figures is null ? [] : Enumerable.Range(0, figures.Count).ToDictionary(i => KeyOf(contest, figures.NumberAt(i)), figures.ValueAt);
}
