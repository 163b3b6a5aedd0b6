using System.Collections.Immutable;
using Saksei.Election.Impartiality;

namespace Saksei.Server.Pages.Treatment;

/// <summary>The cases behind one figure of a comparison.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Group">The group.</param>
/// <param name="Answers">What the figure counts, those to which it happened first.</param>
/// <param name="Narrowing">By what the group's figure is narrowed, as the address says it.</param>
/// <param name="Paging">Which page.</param>
public sealed record TreatmentCasesModel(
    Comparison Comparison, GroupShare Group, ImmutableArray<TreatmentCase> Answers, ImmutableArray<(string Name, string Value)> Narrowing, Paging Paging)
{
    /// <summary>One stratum alone.</summary>
    internal const string Stratum = "stratum";

    /// <summary>What one side alone reports, which every figure leaves out.</summary>
    internal const string ReportedByOneSide = "one-side";

    /// <summary>Case by case, and not one for all that were dealt with together.</summary>
    internal const string Each = "each";

    /// <summary>The cases for which one stands, by its name.</summary>
    internal const string Answer = "answer";

    /// <summary>What is asked for, as the address says it.</summary>
    public ImmutableArray<(string Name, string Value)> Figure => TreatmentWords.Figure(Comparison, Group).AddRange(Narrowing);

    /// <summary>How often it happened, and of how many.</summary>
    public (int Counted, int All) Counts => (Answers.Count(one => one.Counted), Answers.Length);

    /// <summary>The value by which it is narrowed; empty where it isn't.</summary>
    internal string By(string name) => Narrowing.FirstOrDefault(one => one.Name == name).Value ?? "";

    internal static Page? Page(PageRequest request)
    {
        if (TreatmentModel.Find(request) is not { } comparison || comparison.Groups.FirstOrDefault(known => known.Group == request.Query("group")) is not { } group) return null;
        ImmutableArray<(string Name, string Value)> narrowing = [.. new[] { Stratum, ReportedByOneSide, Each, Answer }.Select(name => (name, request.Query(name))).Where(one => one.Item2.Length > 0)];
        var answers = narrowing.Aggregate(Shown(group, narrowing), Narrow).ToImmutableArray();
        return answers.IsEmpty && !narrowing.IsEmpty ? null
            : Pages.Page.Of<TreatmentCasesPage, TreatmentCasesModel>(new TreatmentCasesModel(comparison, group, answers, narrowing, Paging.Of(request.PageNumber, answers.Length)));
    }

    // What one side alone reports stands below those that are counted, where the whole group is shown, and is never mixed with them elsewhere.
    private static IEnumerable<TreatmentCase> Shown(GroupShare group, ImmutableArray<(string Name, string Value)> narrowing)
    {
        var oneSide = narrowing.Any(one => one.Name == ReportedByOneSide);
        return group.Cases.Where(one => one.ReportedByOneSide == oneSide || narrowing.Any(by => by.Name == Answer));
    }

    private static IEnumerable<TreatmentCase> Narrow(IEnumerable<TreatmentCase> answers, (string Name, string Value) by) => by.Name switch
    {
        Stratum => answers.Where(one => one.Stratum == by.Value),
        Each => Singly(answers),
        Answer => Singly(answers.Where(one => one.Cases[0].Name == by.Value)),
        _ => answers,
    };

    private static IEnumerable<TreatmentCase> Singly(IEnumerable<TreatmentCase> answers) =>
        answers.SelectMany(one => one.Cases.Select(single => one with { Cases = [single] })).OrderByDescending(one => one.Counted);
}
