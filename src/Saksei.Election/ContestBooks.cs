using Saksei.Election.Acts;
using Saksei.Election.Definition;
using Saksei.Election.Forms;
using Saksei.Election.Organisations;
using Saksei.Election.Results;

namespace Saksei.Election;

/// <summary>The books of one contest: its forms, its lots and stages, and who holds its seats. Others know nothing of them.</summary>
public sealed class ContestBooks
{
    private readonly Dictionary<ActKind, Func<Act, ActPlace, Ruling>> _rules;

    internal ContestBooks(Contest contest, OrganisationBook organisations, FigureShapes shapes)
    {
        (Contest, Forms, Holders) = (contest, new FormBook(contest, organisations, shapes), new HolderBook(contest, organisations));
        Results = new ResultBook(contest, organisations, Forms);
        _rules = Rules();
    }

    /// <summary>Books that go on from others as they are now.</summary>
    internal ContestBooks(ContestBooks start, OrganisationBook organisations, FigureShapes shapes)
    {
        (Contest, Forms, Holders) = (start.Contest, new FormBook(start.Forms, organisations, shapes), new HolderBook(start.Holders, organisations));
        Results = new ResultBook(start.Results, organisations, Forms);
        _rules = Rules();
    }

    /// <summary>What is voted on.</summary>
    public Contest Contest { get; }

    /// <summary>Copies and adjudications.</summary>
    public FormBook Forms { get; }

    /// <summary>Lots and stages.</summary>
    public ResultBook Results { get; }

    /// <summary>Posted candidates, and what happened to seats since.</summary>
    public HolderBook Holders { get; }

    /// <summary>The kinds that are about one contest.</summary>
    internal IEnumerable<ActKind> Kinds => _rules.Keys;

    /// <summary>What the contest's books make of an act of one of these kinds.</summary>
    internal Ruling Decide(Act act, ActPlace place) => _rules[act.Row](act, place);

    private Dictionary<ActKind, Func<Act, ActPlace, Ruling>> Rules() =>
        new[] { Forms.Rules, Results.Rules, Holders.RulesOver(Results) }.SelectMany(rules => rules).ToDictionary(rule => rule.Kind, rule => rule.Decide);
}
