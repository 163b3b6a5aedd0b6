using Saksei.Election.Counts;
using Saksei.Election.Seats;

namespace Saksei.Words.Definitions;

/// <summary>A seat rule in words, part by part, each with its article.</summary>
internal sealed class RuleWords(Speech speech)
{
    internal IEnumerable<string> Of(SeatRule rule)
    {
        yield return By(speech.Say("explain.rule.method", speech.Say("method." + rule.Method.Name)), rule.Article);
        if (rule.Name != rule.Method.Name) yield return speech.Say("explain.rule.name", rule.Name);
        if (FirstDivisor(rule) is { } divisor) yield return speech.Say("explain.rule.first-divisor", divisor);
        if (rule.Method.Quota != Quota.None) yield return speech.Say(rule.QuotaVotes == QuotaVotes.Valid ? "explain.rule.quota.valid" : "explain.rule.quota.qualified");
        foreach (var sentence in rule.Threshold is { } threshold ? Of(threshold, rule.Method.IsMajority) : [speech.Say("explain.threshold.none")]) yield return sentence;
        foreach (var sentence in Parts(rule).Concat(Ties(rule))) yield return sentence;
    }

    private string By(string sentence, string? article) => DefinitionExplanation.By(speech, sentence, article);

    private string? FirstDivisor(SeatRule rule) => Method.Named(rule.Method.Name) is { } bare && bare.Divisors != rule.Method.Divisors
        ? speech.Decimals(new Fraction(rule.Method.Divisors.First, rule.Method.Divisors.Scale)) : null;

    private IEnumerable<string> Of(Threshold threshold, bool wins = false)
    {
        var (of, level) = (speech.Say("threshold.of." + WordOf(threshold.Of)), speech.Say(threshold.Level == ThresholdLevel.National ? "explain.level.national" : "explain.level.constituency"));
        var key = (wins ? "explain.majority." : "explain.threshold.") + (threshold.MoreThan ? "more-than" : "at-least");
        if (threshold.Share.Sign > 0) yield return By(speech.Say(key, Percent(threshold.Share), of, level), threshold.Article);
        foreach (var (kind, share) in threshold.Kinds) yield return By(speech.Say(key + ".kind", Percent(share), of, level, kind), threshold.Article);
        foreach (var kind in threshold.Exempt) yield return speech.Say("working.threshold.exempt", kind);
    }

    private string Percent(Fraction share) => DefinitionExplanation.Percent(speech, share);

    private static string WordOf(ThresholdBase of) => of switch
    {
        ThresholdBase.Valid => "valid",
        ThresholdBase.ValidWithBlank => "valid-with-blank",
        ThresholdBase.Cast => "cast",
        ThresholdBase.Quota => "quota",
    };

    private IEnumerable<string> Parts(SeatRule rule)
    {
        if (rule.Coalitions is { } joint)
            yield return By(speech.Say(joint.Threshold == CoalitionThreshold.Joint ? "explain.coalitions.joint" : "explain.coalitions.member", speech.Say("method." + joint.Method.Name)), joint.Article);
        if (rule.Struck is { } struck) yield return By(speech.Say(struck.Votes == StruckVotes.Kept ? "explain.struck.kept" : "explain.struck.dropped"), struck.Article);
        yield return By(speech.Say(rule.Exhausted.Then == ExhaustedSeats.NextList ? "explain.exhausted.next-list" : "explain.exhausted.vacant"), rule.Exhausted.Article);
        if (rule.Biproportional is { } both) yield return By(speech.Say(both.Count == BiproportionalCount.Votes ? "explain.biproportional.votes" : "explain.biproportional.voters"), both.Article);
        if (rule.Levelling is not { } levelling) yield break;
        yield return By(speech.Say("explain.levelling", speech.Number(levelling.PerConstituency), speech.Say("method." + levelling.Method.Name)), levelling.Article);
        foreach (var sentence in Of(levelling.Threshold)) yield return speech.Say("explain.levelling.threshold", sentence);
    }

    private IEnumerable<string> Ties(SeatRule rule)
    {
        if (rule.Ties.IsEmpty) yield return speech.Say("explain.ties.lot");
        for (var at = 0; at < rule.Ties.Length; at++)
        {
            var link = rule.Ties[at];
            var key = "explain.tie." + SeatVocabulary.Ties[link.By] + (link.Alternately ? ".alternately" : "");
            yield return By(speech.Say("explain.tie", speech.Number(at + 1), speech.Say(key)), link.Article);
        }
    }
}
