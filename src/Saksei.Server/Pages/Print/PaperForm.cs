using System.Collections.Immutable;
using Saksei.Election.Definition;

namespace Saksei.Server.Pages.Print;

/// <summary>One blank sheet of a station: which figures of the definition's form stand on it, in the order of the paper.</summary>
/// <param name="Code">The form's number.</param>
/// <param name="Fields">Figures above the lists.</param>
/// <param name="Lists">The lists' votes.</param>
/// <param name="Sum">What stands under the lists as their sum.</param>
/// <param name="Checks">Sums that should hold, of figures that stand on it.</param>
public sealed record PaperForm(string Code, ImmutableArray<int> Fields, ImmutableArray<int> Lists, ImmutableArray<int> Sum, ImmutableArray<FormCheck> Checks)
{
    /// <summary>Cambodia's minutes of the voting, whose fields no public source lists.</summary>
    internal const string Ballots = "1101";

    // Whose companion they are (docs/spec/print.md).
    private const string Minutes = "1102";

    private static readonly ImmutableArray<FieldMeaning> OfBallots =
        [FieldMeaning.Registered, FieldMeaning.Received, FieldMeaning.Cast, FieldMeaning.Spoilt, FieldMeaning.Unused];

    /// <summary>Whether it is what the definition's form says, and not a part of it that is printed as another.</summary>
    public bool IsWhole => Code != Ballots;

    /// <summary>The sheets of one station.</summary>
    internal static IEnumerable<PaperForm> Of(Contest contest, Station station) =>
        contest.Form.Code == Minutes ? [BallotsOf(contest.Form), ResultOf(contest, station)] : [ResultOf(contest, station)];

    private static PaperForm ResultOf(Contest contest, Station station)
    {
        var (form, figures) = (contest.Form, contest.FiguresOnPaper(station));
        var lists = figures.Where(figure => figure >= form.Fields.Length).ToImmutableArray();
        var above = lists.IsEmpty ? figures.Length : figures.IndexOf(lists[0]);
        return new PaperForm(form.Code, figures[..above], lists, figures[(above + lists.Length)..], form.Checks);
    }

    private static PaperForm BallotsOf(FormLayout form)
    {
        ImmutableArray<int> fields = [.. OfBallots.Select(form.FieldOf).Where(field => field >= 0)];
        return new PaperForm(Ballots, fields, [], [], [.. form.Checks.Where(check => check.Left.Concat(check.Right).All(fields.Contains))]);
    }
}
